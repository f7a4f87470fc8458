package vn.sen.harvest.oaipmh;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Reads repositories through OAI-PMH: {@code ListRecords} to its last resumption token, in DCAT
 * where the repository has it, else in Dublin Core. The address is the repository's; {@code set},
 * {@code from}, {@code until} and {@code metadataPrefix} in it are kept.
 *
 * <p>Identifier: that of the record's header. What is deleted is not offered, so that a complete
 * harvest removes it. Complete only when the list came to its end with at least as many different
 * records as it announced, and no page had again what an earlier one had.
 *
 * <p>A page is remembered by its place in the list, and is as it was when its records say what they
 * said: tokens and times differ at each harvest.
 *
 * <p>Source: The Open Archives Initiative Protocol for Metadata Harvesting, version 2.0.
 */
public final class OaiPmhConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(OaiPmhConnector.class);
  private static final int MOST_PAGES = 10_000;

  /** Tokens are some hundred characters long; an address of more than this is refused anyway. */
  private static final int LONGEST_TOKEN = 6_000;

  private final SourceClient client;

  public OaiPmhConnector(SourceClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "oai-pmh";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    OaiRepository repository = OaiRepository.of(source.url());
    return switch (new FormatChoice(client, source, repository).make()) {
      case FormatChoice.Made(String format) ->
          new Run(source, repository, format, known, sink).harvest();
      case FormatChoice.Impossible(URI uri, Message why) ->
          new HarvestOutcome.Partial(0, SourceClient.shown(uri), why);
    };
  }

  private final class Run {
    private final Source source;
    private final OaiRepository repository;
    private final OaiMapper mapper;
    private final URI first;
    private final Known known;
    private final Offering offering;

    /** Identifiers of every header of this list, those of deleted items too. */
    private final Set<String> met = new HashSet<>();

    /** Those of deleted items alone. */
    private final Set<String> deleted = new HashSet<>();

    /** What its pages are remembered by, unless something in one of them was of no use. */
    private final List<URI> usable = new ArrayList<>();

    /** When it was begun, by the repository's clock. */
    private Optional<Instant> begun = Optional.empty();

    /** How many records it had, repeated ones included. */
    private long came;

    /** How many of them an earlier page had already. */
    private long again;

    /** How many pages of it were read. */
    private int pages;

    /** Those that the repository called unchanged, so that what we know of them is from before. */
    private int trusted;

    Run(Source source, OaiRepository repository, String format, Known known, RecordSink sink) {
      this.source = source;
      this.repository = repository;
      this.mapper = new OaiMapper(repository, format);
      this.first = repository.records(format);
      this.known = known;
      this.offering = new Offering(source, sink);
    }

    HarvestOutcome harvest() throws InterruptedException {
      Optional<HarvestOutcome> changes = repository.isWhole() ? changes() : Optional.empty();
      return changes.isPresent() ? changes.get() : whole();
    }

    /** Reads what changed since the whole list; absent where the whole is to be read again. */
    private Optional<HarvestOutcome> changes() throws InterruptedException {
      Optional<WholeList> whole = WholeList.find(known, first);
      Optional<List<String>> before = whole.flatMap(last -> last.identifiers(known));
      if (before.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> since;
      switch (client.get(
          source, repository.identity(), Conditions.NONE, (body, _) -> OaiAnswer.read(body))) {
        case Fetched.Body<OaiAnswer>(OaiAnswer.Identity identity, Answer _) ->
            since = whole.get().since(identity);
        case Fetched.Failure<OaiAnswer> failure when !isAnswer(failure) -> {
          // The list would not come either, only later.
          return Optional.of(
              offering.partial(SourceClient.shown(repository.identity()), reason(failure)));
        }
        case Fetched.Body<OaiAnswer> _,
            Fetched.NotModified<OaiAnswer> _,
            Fetched.Failure<OaiAnswer> _ ->
            since = Optional.empty(); // it does not say who it is, and may have a list
      }
      if (since.isEmpty()) {
        return Optional.empty();
      }
      // What was told before may not be true any more, so nothing here is compared with it.
      URI changes = OaiRepository.part(first, "since");
      if (!(list(OaiRepository.since(first, since.get()), changes, Known.nothing(), true)
          instanceof End.Certain(HarvestOutcome outcome))) {
        return Optional.empty();
      }
      if (outcome instanceof HarvestOutcome.Partial) {
        return Optional.of(outcome);
      }
      if (met.size() < whole.get().told()) {
        return Optional.empty(); // it forgot what it told: all must be looked at
      }
      List<String> others = before.get().stream().filter(id -> !met.contains(id)).toList();
      offering.unchanged(others, changes);
      whole.get().changed(met, deleted, known, first);
      LOG.debug("{}: {} of {} listed since {}", source.id(), met.size(), others.size(), since);
      return Optional.of(
          offering.isCut() ? offering.atLimit(SourceClient.shown(first)) : offering.complete());
    }

    private HarvestOutcome whole() throws InterruptedException {
      WholeList.forget(known, first);
      End end = list(first, first, known, true);
      if (end instanceof End.Doubtful && trusted > 0) {
        // A token of the last harvest may be no good any more: the same again, trusting nothing.
        end = list(first, first, known, false);
      }
      if (end.outcome() instanceof HarvestOutcome.Complete
          && repository.isWhole()
          && begun.isPresent()
          && usable.size() == pages
          && came == met.size()) {
        new WholeList(begun.get(), usable, 0).remember(known, first);
      }
      return end.outcome();
    }

    /**
     * Reads one list to its end.
     *
     * @param address of its first page
     * @param key what that is remembered by
     * @param known what its pages may be compared with
     * @param trusting whether a page may be asked for under the condition that it changed
     */
    private End list(URI address, URI key, Known known, boolean trusting)
        throws InterruptedException {
      Set<URI> followed = new HashSet<>();
      met.clear();
      deleted.clear();
      usable.clear();
      begun = Optional.empty();
      trusted = 0;
      long announced = 0;
      came = 0;
      again = 0;
      // Whether this very address was asked at the last harvest.
      boolean sameAddress = true;
      URI uri = address;
      for (int number = 1; ; number++) {
        pages = number;
        URI page = OaiRepository.page(key, number);
        URI shown = SourceClient.shown(uri);
        Optional<Known.Page> seen = known.findPage(page);
        Conditions conditions =
            trusting && sameAddress
                ? seen.map(last -> new Conditions(last.etag(), last.lastModified()))
                    .orElse(Conditions.NONE)
                : Conditions.NONE;
        Optional<URI> next;
        switch (client.get(source, uri, conditions, (body, _) -> OaiAnswer.read(body))) {
          case Fetched.Failure<OaiAnswer> failure -> {
            return isAnswer(failure)
                ? doubtful(shown, reason(failure))
                : new End.Certain(offering.partial(shown, reason(failure)));
          }
          case Fetched.NotModified<OaiAnswer> _ -> {
            Known.Page same = seen.orElseThrow();
            trusted++;
            offering.unchanged(same.identifiers(), page);
            meet(same.identifiers());
            usable.add(page);
            came += same.identifiers().size();
            announced = Math.max(announced, same.total().orElse(0));
            next = same.next();
          }
          case Fetched.Body<OaiAnswer>(OaiAnswer.Records records, Answer answer) -> {
            Optional<Message> fault = fault(records, number);
            if (fault.isPresent()) {
              return doubtful(shown, fault.get());
            }
            next = records.token().map(OaiRepository::continuation);
            begun = number == 1 ? records.at() : begun;
            offer(records, answer, next, seen, page, known);
            came += records.records().size();
            announced = Math.max(announced, records.size().orElse(0));
          }
          case Fetched.Body<OaiAnswer>(OaiAnswer.NoneMatch _, Answer _) -> {
            return number == 1
                ? new End.Certain(offering.complete())
                : doubtful(shown, refused("noRecordsMatch"));
          }
          case Fetched.Body<OaiAnswer>(OaiAnswer.Refused(String said), Answer _) -> {
            return doubtful(shown, refused(said));
          }
          case Fetched.Body<OaiAnswer>(OaiAnswer.Formats _, Answer _) -> {
            return doubtful(shown, otherAnswer("ListMetadataFormats"));
          }
          case Fetched.Body<OaiAnswer>(OaiAnswer.Identity _, Answer _) -> {
            return doubtful(shown, otherAnswer("Identify"));
          }
        }
        if (offering.isCut() || (offering.isFull() && next.isPresent())) {
          return new End.Certain(offering.atLimit(shown));
        }
        if (next.isEmpty()) {
          if (came - again < announced) {
            return doubtful(shown, tooFew(announced, came - again));
          }
          // Where some come again on later pages, others may have slipped past in the meantime.
          return again > 0
              ? doubtful(shown, cameAgain(again))
              : new End.Certain(offering.complete());
        }
        if (!followed.add(next.get())) {
          return doubtful(shown, loop());
        }
        if (number == MOST_PAGES) {
          return doubtful(shown, endless());
        }
        sameAddress = seen.isPresent() && seen.get().next().equals(next);
        uri = repository.records(next.get());
        LOG.debug("{}: {} records after {} pages", source.id(), offering.offered(), number);
      }
    }

    private End doubtful(URI stoppedAt, Message why) {
      return new End.Doubtful(offering.partial(stoppedAt, why));
    }

    /** What makes a page unfit to be a part of a list. */
    private Optional<Message> fault(OaiAnswer.Records page, int number) {
      if (page.token().filter(token -> token.length() > LONGEST_TOKEN).isPresent()) {
        return Optional.of(longToken(page.token().get().length()));
      }
      if (page.records().isEmpty() && (number == 1 || page.token().isPresent())) {
        return Optional.of(emptyPage());
      }
      List<String> identifiers =
          page.records().stream().flatMap(record -> record.identifier().stream()).toList();
      boolean anyNew = identifiers.size() < page.records().size() || !met.containsAll(identifiers);
      meet(identifiers);
      return anyNew || page.records().isEmpty() ? Optional.empty() : Optional.of(repeated());
    }

    /** Counts what a page has; the same twice on one page is no sign of a list that moves. */
    private void meet(List<String> identifiers) {
      again += identifiers.stream().filter(met::contains).count();
      met.addAll(identifiers);
    }

    private void offer(
        OaiAnswer.Records records,
        Answer answer,
        Optional<URI> next,
        Optional<Known.Page> seen,
        URI page,
        Known known) {
      String sha256 = records.sha256();
      List<String> identifiers = new ArrayList<>();
      boolean allUsable = true;
      if (seen.filter(last -> last.sha256().equals(sha256)).isPresent()) {
        identifiers.addAll(seen.get().identifiers());
        offering.unchanged(identifiers, page);
      } else {
        known.forgetPage(page);
        int position = 0;
        for (OaiRecord record : records.records()) {
          position++;
          if (record.isDeleted()) {
            record.identifier().ifPresent(deleted::add);
            continue;
          }
          switch (mapper.map(record)) {
            case OaiMapper.Mapped.Usable(CatalogRecord mapped) -> {
              identifiers.add(mapped.identifier());
              offering.accept(mapped, page);
            }
            case OaiMapper.Mapped.Unusable(Message why) -> {
              allUsable = false;
              offering.reject(record.identifier().orElse("#" + position), page, why);
            }
          }
        }
      }
      if (allUsable && !offering.isCut()) {
        usable.add(page);
        known.putPage(
            page,
            new Known.Page(
                answer.etag(), answer.lastModified(), sha256, identifiers, next, records.size()));
      }
    }
  }

  /** How reading the list ended. */
  private sealed interface End {
    HarvestOutcome outcome();

    record Certain(HarvestOutcome outcome) implements End {}

    /** Perhaps because of what was remembered from the last harvest. */
    record Doubtful(HarvestOutcome outcome) implements End {}
  }

  /** Whether the repository answered, though not what it was asked for. */
  private static boolean isAnswer(Fetched.Failure<OaiAnswer> failure) {
    return switch (failure.kind()) {
      case HTTP_STATUS, EMPTY, WRONG_CONTENT -> true;
      case UNREACHABLE,
          FORBIDDEN_ADDRESS,
          BAD_URL,
          TOO_LARGE,
          TOO_SLOW,
          TRUNCATED,
          TOO_MANY_REDIRECTS,
          TLS,
          CERTIFICATE_EXPIRED,
          PROTOCOL,
          LOCAL_DISK ->
          false;
    };
  }

  /** What a failed request says, and what the repository says of it. */
  static Message reason(Fetched.Failure<OaiAnswer> failure) {
    return OaiAnswer.error(failure.excerpt())
        .map(
            said ->
                new Message(
                    failure.message().vi() + " Kho nói: " + said,
                    failure.message().en() + " The repository says: " + said))
        .orElse(failure.message());
  }

  static Message refused(String said) {
    return new Message(
        "Kho OAI-PMH từ chối: %s. Kiểm tra set và metadataPrefix trong địa chỉ, hoặc thu thập lại."
            .formatted(said),
        "The OAI-PMH repository refuses: %s. Check set and metadataPrefix in the address, or harvest again."
            .formatted(said));
  }

  private static Message otherAnswer(String verb) {
    return new Message(
        "Kho OAI-PMH trả lời %s khi được hỏi ListRecords. Báo cho đơn vị vận hành.".formatted(verb),
        "The repository answers %s where ListRecords was asked. Tell who runs it.".formatted(verb));
  }

  private static Message tooFew(long announced, long came) {
    return new Message(
        "Kho báo có %d bản ghi (completeListSize) nhưng chỉ gửi %d bản ghi khác nhau. Hãy thu thập lại, hoặc báo cho đơn vị vận hành."
            .formatted(announced, came),
        "The repository announces %d records (completeListSize) and sent %d different ones. Harvest again, or tell who runs it."
            .formatted(announced, came));
  }

  private static Message cameAgain(long again) {
    return new Message(
        "%d bản ghi đến lần nữa ở trang sau: danh sách thay đổi trong lúc đọc, nên có thể đã sót bản ghi khác. Hãy thu thập lại."
            .formatted(again),
        "%d records came again on later pages: the list changed while it was read, so others may be missed. Harvest again."
            .formatted(again));
  }

  private static Message loop() {
    return new Message(
        "Kho gửi lại một resumptionToken đã dùng: danh sách nối thành vòng. Báo cho đơn vị vận"
            + " hành.",
        "The repository sends a resumptionToken again that was followed: its list is a loop. Tell"
            + " who runs it.");
  }

  private static Message repeated() {
    return new Message(
        "Trang này chỉ lặp lại các bản ghi đã gửi: resumptionToken không có tác dụng. Báo cho đơn"
            + " vị vận hành kho.",
        "This page only repeats records that came before: the resumptionToken has no effect. Tell"
            + " who runs the repository.");
  }

  private static Message emptyPage() {
    return new Message(
        "Trang không có bản ghi nào, cũng không báo noRecordsMatch hay hết danh sách. Hãy thu thập"
            + " lại, hoặc báo cho đơn vị vận hành kho.",
        "A page without records that says neither noRecordsMatch nor that the list ends. Harvest"
            + " again, or tell who runs the repository.");
  }

  private static Message longToken(int length) {
    return new Message(
        "resumptionToken dài %d ký tự, nhiều hơn mức %d có thể gửi lại. Báo cho đơn vị vận hành kho."
            .formatted(length, LONGEST_TOKEN),
        "A resumptionToken of %d characters is longer than the %d that can be sent back. Tell who runs the repository."
            .formatted(length, LONGEST_TOKEN));
  }

  private static Message endless() {
    return new Message(
        "Dừng sau %d trang, nhiều hơn mức có thể tin. Thu thập từng phần bằng 'set'."
            .formatted(MOST_PAGES),
        "Stopped after %d pages, more than is credible. Harvest it in parts with 'set'."
            .formatted(MOST_PAGES));
  }
}
