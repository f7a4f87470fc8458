package vn.sen.harvest.csw;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.iso.IsoRecord;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.harvest.xml.XmlDocument;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Reads catalogues of geographic metadata page by page, sorted by identifier where they sort, as
 * ISO 19139 where they have it, else as ISO 19115-3, else as Dublin Core. The address is the
 * service's; a {@code constraint} in it is kept.
 *
 * <p>Identifier: the record's {@code fileIdentifier} (or {@code metadataIdentifier}). Complete only
 * when as many different records came as the catalogue says there are.
 *
 * <p>Source: OGC 07-006r1, Catalogue Services 2.0.2, HTTP binding, KVP.
 */
public final class CswConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(CswConnector.class);

  /** A catalogue that has more is more likely to be making them up. */
  private static final long MOST_RECORDS = 5_000_000;

  /** By how much a catalogue may grow, beyond doubling, while it is read. */
  private static final long GROWTH = 100;

  private final SourceClient client;
  private final int rows;

  /** Asks for 100 records a page, about 5 MB. */
  public CswConnector(SourceClient client) {
    this(client, 100);
  }

  /**
   * @param rows asked for a page; catalogues send fewer as they like
   */
  public CswConnector(SourceClient client, int rows) {
    this.client = client;
    this.rows = rows;
  }

  @Override
  public String name() {
    return "csw";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    return new Run(source, known, new Offering(source, sink)).harvest();
  }

  private final class Run {
    private final Source source;
    private final Known known;
    private final Offering offering;
    private final CswService service;
    private final Deque<CswService.Way> ways = new ArrayDeque<>();
    private Optional<CswPage.Refusal> refused = Optional.empty();
    private boolean knowsSchemas;
    private long first = -1;
    private long most;

    Run(Source source, Known known, Offering offering) {
      this.source = source;
      this.known = known;
      this.offering = offering;
      this.service = CswService.of(source.url());
      this.ways.addAll(CswService.ways(service.firstSchema()));
      this.knowsSchemas = service.schema().isPresent();
    }

    /**
     * A page as it matters to the one after.
     *
     * @param read records on it, usable or not
     * @param fresh whether any of them was not offered before
     */
    private record Turn(long matched, OptionalLong next, int read, boolean fresh) {}

    HarvestOutcome harvest() throws InterruptedException {
      for (long start = 1; ; ) {
        URI uri = service.records(ways.getFirst(), start, rows);
        URI page = SourceClient.page(uri);
        Turn turn;
        switch (client.revisit(source, uri, known, (body, _) -> CswPage.read(body))) {
          case Revisited.Lost<CswPage>(Fetched.Failure<CswPage> failure) -> {
            Optional<CswPage.Refusal> said = refusal(failure.excerpt());
            if (said.isPresent() && start == 1 && hasAnotherWay(said.get())) {
              continue;
            }
            return offering.partial(
                page, said.map(refusal -> quoting(failure, refusal)).orElse(failure.message()));
          }
          case Revisited.Fresh<CswPage>(CswPage.Refusal said, Answer _) -> {
            if (start == 1 && hasAnotherWay(said)) {
              continue;
            }
            return offering.partial(page, CswMessages.refused(refused.orElse(said).said()));
          }
          case Revisited.Same<CswPage>(Known.Page same) -> {
            boolean fresh = offering.unchanged(same.identifiers(), page);
            int read = same.identifiers().size();
            turn =
                new Turn(same.total().orElse(start + read - 1), OptionalLong.empty(), read, fresh);
          }
          case Revisited.Fresh<CswPage>(CswPage.Results results, Answer answer) ->
              turn = offer(results, start, page, answer);
        }
        Optional<HarvestOutcome> end = end(turn, start, page);
        if (end.isPresent()) {
          return end.get();
        }
        start = turn.next().orElse(start + turn.read());
        LOG.debug("{}: {} of {} records read", source.id(), start - 1, turn.matched());
      }
    }

    private Turn offer(CswPage.Results results, long start, URI page, Answer answer) {
      List<String> offered = new ArrayList<>();
      Set<String> onPage = new HashSet<>();
      boolean usable = true;
      long position = start - 1;
      for (XmlElement element : results.records()) {
        position++;
        switch (map(element)) {
          case IsoRecord.Usable(CatalogRecord record) -> {
            if (!onPage.add(record.identifier())) {
              usable = false;
              offering.reject("#" + position, page, CswMessages.repeated(record.identifier()));
            } else if (offering.accept(record, page)) {
              offered.add(record.identifier());
            }
          }
          case IsoRecord.Unusable(Optional<String> identifier, Message why) -> {
            usable = false;
            if (offering.reject(identifier.orElse("#" + position), page, why)) {
              offered.add("");
            }
          }
        }
      }
      int read = results.records().size();
      boolean last = isLast(results.next(), results.matched());
      boolean even = last ? start + read > results.matched() : leadsOn(results, start + read);
      if (usable && even && read > 0 && offered.size() == read && !offering.isCut()) {
        known.putPage(
            page,
            new Known.Page(
                answer.etag(),
                answer.lastModified(),
                answer.sha256(),
                offered,
                Optional.empty(),
                OptionalLong.of(results.matched())));
      }
      return new Turn(
          results.matched(), results.next(), read, !offered.isEmpty() || offering.isCut());
    }

    private IsoRecord map(XmlElement element) {
      if (!DublinCoreRecord.isRecord(element)) {
        return IsoRecord.map(element, Optional.empty(), service::record);
      }
      return DublinCoreRecord.map(element, service::record)
          .<IsoRecord>map(IsoRecord.Usable::new)
          .orElseGet(
              () ->
                  new IsoRecord.Unusable(
                      Optional.empty(),
                      new Message(
                          "Không dùng được: csw:Record không có dc:identifier. Đặt mã ổn định cho"
                              + " bản ghi ở nguồn.",
                          "Not usable: the csw:Record has no dc:identifier. Give it a stable"
                              + " identifier at the source.")));
    }

    /** Why the harvest ends after this page; empty when another follows. */
    private Optional<HarvestOutcome> end(Turn turn, long start, URI page) {
      first = first < 0 ? turn.matched() : first;
      if (turn.matched() < most) {
        return Optional.of(offering.partial(page, CswMessages.shrunk(most, turn.matched())));
      }
      most = turn.matched();
      long after = turn.next().orElse(start + turn.read());
      boolean last = isLast(OptionalLong.of(after), turn.matched());
      if (offering.isCut() || (offering.isFull() && !last)) {
        return Optional.of(offering.atLimit(page));
      }
      if (turn.read() == 0 && start <= turn.matched()) {
        return Optional.of(
            offering.partial(page, CswMessages.emptyPage(start - 1, turn.matched())));
      }
      if (last) {
        return Optional.of(
            offering.offered() == turn.matched()
                ? offering.complete()
                : offering.partial(page, CswMessages.others(turn.matched(), offering.offered())));
      }
      if (after <= start || !turn.fresh()) {
        return Optional.of(offering.partial(page, CswMessages.loop(start, after)));
      }
      return after > MOST_RECORDS || most > 2 * first + GROWTH
          ? Optional.of(offering.partial(page, CswMessages.endless(first, most)))
          : Optional.empty();
    }

    private static boolean isLast(OptionalLong next, long matched) {
      return next.isPresent() && (next.getAsLong() == 0 || next.getAsLong() > matched);
    }

    /** Whether the page after begins where this one ends. */
    private static boolean leadsOn(CswPage.Results results, long after) {
      return results.next().orElse(after) == after;
    }

    /** Takes the next way to ask, after the catalogue's first words; it may have none. */
    private boolean hasAnotherWay(CswPage.Refusal said) throws InterruptedException {
      refused = refused.or(() -> Optional.of(said));
      if (ways.size() == 1 && !knowsSchemas) {
        knowsSchemas = true;
        findSchema().ifPresent(schema -> ways.addAll(CswService.ways(Statements.encoded(schema))));
      }
      if (ways.size() == 1) {
        return false;
      }
      ways.removeFirst();
      return true;
    }

    /** The best schema that the catalogue says it has, other than the one it refused. */
    private Optional<String> findSchema() throws InterruptedException {
      return switch (client.get(
          source,
          service.capabilities(),
          Conditions.NONE,
          (body, _) -> XmlDocument.read(body, CswPage.CURE))) {
        case Fetched.Body<XmlElement>(XmlElement capabilities, Answer _) -> {
          List<String> offered =
              capabilities
                  .all("OperationsMetadata", "Operation")
                  .filter(one -> one.attribute("name").filter("GetRecords"::equals).isPresent())
                  .flatMap(operation -> operation.all("Parameter"))
                  .filter(
                      parameter ->
                          parameter
                              .attribute("name")
                              .filter("outputSchema"::equalsIgnoreCase)
                              .isPresent())
                  .flatMap(parameter -> parameter.descendants("Value"))
                  .map(XmlElement::text)
                  .toList();
          yield CswService.SCHEMAS.stream()
              .filter(schema -> !schema.equals(IsoRecord.GMD))
              .filter(offered::contains)
              .findFirst();
        }
        case Fetched.Failure<XmlElement> _, Fetched.NotModified<XmlElement> _ -> Optional.empty();
      };
    }
  }

  private static Optional<CswPage.Refusal> refusal(String excerpt) {
    try {
      return CswPage.refusal(
          XmlDocument.read(excerpt.getBytes(StandardCharsets.UTF_8), CswPage.CURE));
    } catch (WrongContentException e) {
      return Optional.empty(); // an error in other words
    }
  }

  private static Message quoting(Fetched.Failure<CswPage> failure, CswPage.Refusal refusal) {
    return new Message(
        failure.message().vi() + " Danh mục nói: " + refusal.said(),
        failure.message().en() + " The catalogue says: " + refusal.said());
  }
}
