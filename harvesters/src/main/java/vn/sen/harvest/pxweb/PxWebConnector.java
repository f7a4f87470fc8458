package vn.sen.harvest.pxweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.BodyReader;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Glimpse;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Message;

/**
 * Reads statistical databases through the API of PxWeb: of version 1 level by level, of version 2
 * through its list of tables; of both the metadata of each table. The address is that of the API,
 * with its language, or of a level within.
 *
 * <p>Identifier: of version 1 the path of the table behind the language, of version 2 its id.
 * Complete only when every level was listed and every table came, or is known to be none; a table
 * whose metadata came and can't be read is rejected.
 *
 * <p>Source: PxWeb API 1.0, Statistics Sweden; PxApi 2.0.
 */
public final class PxWebConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(PxWebConnector.class);

  /** So many tables in a row that do not come are a server that is down. */
  private static final int MOST_LOST_IN_A_ROW = 5;

  /** By how much a list may grow, beyond doubling, while it is read. */
  private static final long GROWTH = 100;

  private final SourceClient client;
  private final Bounds bounds;

  /**
   * How much of a source is followed.
   *
   * @param depth levels below the source's
   * @param levels in all
   * @param tables in all
   * @param rows tables asked for on a page of version 2; services send fewer as they like
   */
  record Bounds(int depth, int levels, int tables, int rows) {}

  public PxWebConnector(SourceClient client) {
    this(client, new Bounds(12, 20_000, 200_000, 500));
  }

  PxWebConnector(SourceClient client, Bounds bounds) {
    this.client = client;
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return "pxweb";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    PxWebService service = PxWebService.of(source.url());
    Run run = new Run(source, service, known, new Offering(source, sink));
    return service.isSecond() ? run.pages() : run.levels();
  }

  private final class Run {
    private final Source source;
    private final PxWebService service;
    private final PxWebMapper mapper;
    private final Known known;
    private final Known lists;
    private final Offering offering;

    /** Databases whose files are not served, as their first table told. */
    private final Set<String> noFiles = new HashSet<>();

    private final Set<String> fileSeen = new HashSet<>();

    private final Set<String> listed = new HashSet<>();
    private Optional<Gap> gap = Optional.empty();
    private int lost;

    Run(Source source, PxWebService service, Known known, Offering offering) {
      this.source = source;
      this.service = service;
      this.mapper = new PxWebMapper(service);
      this.known = known;
      // These alone announce how much they have.
      this.lists = known.where(seen -> seen.total().isPresent());
      this.offering = offering;
    }

    /**
     * A level to be listed.
     *
     * @param titles of those above, and its own
     * @param above what those list
     */
    private record Open(String path, List<String> titles, List<List<Entry>> above) {
      Open below(Entry level, List<Entry> entries) {
        return new Open(
            level.path(),
            Stream.concat(titles.stream(), Stream.of(level.text()).filter(text -> !text.isEmpty()))
                .toList(),
            Stream.concat(above.stream(), Stream.of(entries)).toList());
      }

      /** Whether it lists what one above it does. */
      boolean isLoop(List<Entry> entries) {
        return !entries.isEmpty()
            && above.stream()
                .anyMatch(
                    other ->
                        other.size() == entries.size()
                            && IntStream.range(0, other.size())
                                .allMatch(i -> other.get(i).isSameAs(entries.get(i))));
      }
    }

    /** Version 1: the tables of a level, then the levels below it. */
    HarvestOutcome levels() throws InterruptedException {
      Deque<Open> open = new ArrayDeque<>(List.of(new Open(service.path(), List.of(), List.of())));
      int seen = 1;
      while (!open.isEmpty()) {
        Open level = open.remove();
        URI page = SourceClient.page(service.level(level.path()));
        List<Entry> entries = level(level);
        if (level.isLoop(entries)) {
          missing(page, PxWebMessages.loop());
          continue;
        }
        for (Entry entry : entries) {
          if (entry.isTable()) {
            Optional<HarvestOutcome> end = table(entry, page);
            if (end.isPresent()) {
              return end.get();
            }
          } else if (level.above().size() >= bounds.depth()) {
            missing(page, PxWebMessages.tooDeep(bounds.depth()));
          } else if (seen >= bounds.levels()) {
            missing(page, PxWebMessages.tooManyLevels(bounds.levels()));
          } else {
            seen++;
            open.add(level.below(entry, entries));
          }
        }
        LOG.debug("{}: {} tables, {} levels left", source.id(), offering.offered(), open.size());
      }
      return end(SourceClient.page(source.url()));
    }

    /** What a level lists; nothing where it did not come, which is then noted. */
    private List<Entry> level(Open level) throws InterruptedException {
      URI uri = service.level(level.path());
      URI page = SourceClient.page(uri);
      return switch (client.revisit(
          source, uri, lists, (body, _) -> PxJson.level(body, level.path(), level.titles()))) {
        case Revisited.Lost<PxJson.Level>(Fetched.Failure<PxJson.Level> failure) -> {
          missing(page, failure.message());
          yield List.of();
        }
        case Revisited.Same<PxJson.Level>(Known.Page same) ->
            // The titles above may have changed though the level has not.
            entries(same).stream().map(entry -> entry.under(level.titles())).toList();
        case Revisited.Fresh<PxJson.Level>(PxJson.Level fresh, Answer answer) -> {
          reject(fresh.nameless(), page);
          remember(page, answer, fresh.entries(), fresh.nameless(), fresh.entries().size());
          yield fresh.entries();
        }
      };
    }

    /** Version 2: the tables of each page of the list. */
    HarvestOutcome pages() throws InterruptedException {
      long first = -1;
      long most = 0;
      int nameless = 0;
      for (int number = 1; ; number++) {
        URI uri = service.tables(number, bounds.rows());
        URI page = SourceClient.page(uri);
        List<Entry> entries;
        long total;
        int unusable = 0;
        switch (client.revisit(source, uri, lists, (body, _) -> PxJson.page(body))) {
          case Revisited.Lost<PxJson.Page>(Fetched.Failure<PxJson.Page> failure) -> {
            return offering.partial(page, failure.message());
          }
          case Revisited.Same<PxJson.Page>(Known.Page same) -> {
            entries = entries(same);
            total = same.total().orElseThrow();
          }
          case Revisited.Fresh<PxJson.Page>(PxJson.Page fresh, Answer answer) -> {
            entries = fresh.tables();
            total = fresh.total();
            unusable = fresh.nameless();
            reject(unusable, page);
            remember(page, answer, entries, unusable, total);
          }
        }
        nameless += unusable;
        int before = listed.size();
        for (Entry entry : entries) {
          Optional<HarvestOutcome> end = table(entry, page);
          if (end.isPresent()) {
            return end.get();
          }
        }
        first = first < 0 ? total : first;
        if (total < most) {
          return offering.partial(page, PxWebMessages.shrunk(most, total));
        }
        most = total;
        int read = listed.size() + nameless;
        if (read >= total) {
          return end(page);
        }
        if (entries.isEmpty() && unusable == 0) {
          return offering.partial(page, PxWebMessages.emptyPage(read, total));
        }
        if (listed.size() == before) {
          return offering.partial(page, PxWebMessages.repeated());
        }
        if (total > 2 * first + GROWTH) {
          return offering.partial(page, PxWebMessages.endless(first, total));
        }
      }
    }

    private HarvestOutcome end(URI page) {
      return offering.isCut()
          ? offering.atLimit(page)
          : gap.map(this::partial).orElseGet(offering::complete);
    }

    private HarvestOutcome partial(Gap where) {
      return offering.partial(where.page(), where.why());
    }

    private void missing(URI page, Message why) {
      gap = gap.or(() -> Optional.of(new Gap(page, why)));
    }

    private void reject(int nameless, URI page) {
      for (int i = 1; i <= nameless; i++) {
        offering.reject("#" + i, page, PxWebMessages.nameless());
      }
    }

    private List<Entry> entries(Known.Page list) {
      return list.links().stream().flatMap(link -> Entry.of(link).stream()).toList();
    }

    private void remember(URI page, Answer answer, List<Entry> entries, int nameless, long total) {
      if (nameless == 0) {
        known.putPage(
            page,
            new Known.Page(
                answer.etag(),
                answer.lastModified(),
                answer.sha256(),
                List.of(),
                Optional.empty(),
                OptionalLong.of(total),
                entries.stream().map(Entry::link).toList()));
      }
    }

    /** Takes a table that was not listed before; says why the harvest ends there, if it does. */
    private Optional<HarvestOutcome> table(Entry entry, URI page) throws InterruptedException {
      if (!listed.add(entry.path())) {
        return Optional.empty();
      }
      if (offering.isCut() || offering.isFull()) {
        return Optional.of(offering.atLimit(page));
      }
      if (listed.size() > bounds.tables()) {
        return Optional.of(offering.partial(page, PxWebMessages.tooManyTables(bounds.tables())));
      }
      lost = came(entry) ? 0 : lost + 1;
      return lost == MOST_LOST_IN_A_ROW ? gap.map(this::partial) : Optional.empty();
    }

    /** Offers a table; says whether its metadata came, readable or not. */
    private boolean came(Entry entry) throws InterruptedException {
      URI uri = service.isSecond() ? service.metadata(entry.path()) : service.level(entry.path());
      URI page = SourceClient.page(uri);
      BodyReader<JsonNode> reader =
          service.isSecond()
              ? (body, _) -> PxJson.second(body, entry.path())
              : (body, _) -> PxJson.first(body);
      // Its list must say today what it said then of it: records hold that too.
      Known tables =
          known.where(seen -> seen.total().isEmpty() && seen.links().equals(List.of(entry.link())));
      switch (client.revisit(source, uri, tables, reader)) {
        case Revisited.Lost<JsonNode>(Fetched.Failure<JsonNode> failure) -> {
          if (failure.mayComeAnotherTime()) {
            missing(page, failure.message());
            return false;
          }
          offering.reject(entry.path(), page, PxWebMessages.unusable(failure.message()));
        }
        case Revisited.Same<JsonNode>(Known.Page same) ->
            offering.unchanged(same.identifiers(), page);
        case Revisited.Fresh<JsonNode>(JsonNode table, Answer answer) -> {
          offering.accept(
              service.isSecond()
                  ? mapper.second(entry, table)
                  : mapper.first(entry, table, file(entry)),
              page);
          known.putPage(
              page,
              new Known.Page(
                  answer.etag(),
                  answer.lastModified(),
                  answer.sha256(),
                  List.of(entry.path()),
                  Optional.empty(),
                  OptionalLong.empty(),
                  List.of(entry.link())));
        }
      }
      return true;
    }

    /** The file of a table of version 1, where the server was seen to serve it. */
    private Optional<URI> file(Entry entry) throws InterruptedException {
      String database = entry.path().replaceFirst("/.*", "");
      Optional<URI> file =
          entry.path().endsWith(".px") && !noFiles.contains(database)
              ? service.file(entry.path())
              : Optional.empty();
      if (file.isEmpty()) {
        return file;
      }
      boolean serves =
          client.glimpse(source, file.get())
                  instanceof Fetched.Body<Glimpse>(Glimpse seen, Answer _)
              && seen.instead().isEmpty();
      if (fileSeen.add(database) && !serves) {
        noFiles.add(database);
      }
      return serves ? file.map(SourceClient::shown) : Optional.empty();
    }
  }

  /** Where something is missing that may be there. */
  private record Gap(URI page, Message why) {}
}
