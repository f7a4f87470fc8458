package vn.sen.harvest.ckan;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.BodyReader;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/** Reads a portal page by page, in one of the ways in which portals list what they have. */
final class CkanListing {
  private static final Logger LOG = LoggerFactory.getLogger(CkanListing.class);

  /** A portal that has more is more likely to be making them up. */
  private static final long MOST_PACKAGES = 5_000_000;

  /** What those answer that do not know an action, or not its parameters. */
  private static final Set<Integer> UNKNOWN = Set.of(400, 404, 405, 409, 410, 501);

  /**
   * How a page is asked for, and what it is read as.
   *
   * @param shown where a package is shown for itself, in a portal that may be read so; absent where
   *     it need not be
   */
  record Way(Address address, BodyReader<CkanPage> reader, Optional<Function<String, URI>> shown) {

    /** What a package is called is known there, too. */
    private void remember(JsonNode node, String identifier, Known known) {
      shown.ifPresent(
          address ->
              known.addIdentifiers(
                  SourceClient.page(address.apply(node.path("name").asText(identifier))),
                  List.of(identifier)));
    }
  }

  /** Where the page is that begins at a position. */
  @FunctionalInterface
  interface Address {
    URI of(long start);
  }

  /** How it ended. */
  sealed interface End {

    /** As the harvest does, unless there is a better way. */
    record Over(HarvestOutcome outcome, boolean isDoubtful) implements End {}

    /** The portal does not list in this way. */
    record Refused(URI page, Message why) implements End {}
  }

  private final SourceClient client;
  private final Source source;
  private final Known known;
  private final CkanMapper mapper;
  private final Offering offering;

  CkanListing(
      SourceClient client, Source source, Known known, CkanMapper mapper, Offering offering) {
    this.client = client;
    this.source = source;
    this.known = known;
    this.mapper = mapper;
    this.offering = offering;
  }

  End read(Way way) throws InterruptedException {
    long start = 0;
    long mostAnnounced = 0;
    while (true) {
      URI uri = way.address().of(start);
      URI page = SourceClient.page(uri);
      long count;
      int read;
      boolean fresh;
      switch (client.revisit(source, uri, known, way.reader())) {
        case Revisited.Lost<CkanPage>(Fetched.Failure<CkanPage> failure) -> {
          Message why = CkanMessages.reason(failure);
          return start == 0 && UNKNOWN.contains(failure.status().orElse(0))
              ? new End.Refused(page, why)
              : over(offering.partial(page, why));
        }
        case Revisited.Same<CkanPage>(Known.Page same) -> {
          fresh = offering.unchanged(same.identifiers(), page);
          read = same.identifiers().size();
          count = same.total().orElse(start + read);
        }
        case Revisited.Fresh<CkanPage>(CkanPage answer, var headers) -> {
          List<String> offered = offer(answer, start, page, way);
          fresh = offered.size() > 0 || offering.isCut();
          read = answer.results().size();
          count = answer.count();
          if (usable(offered, read) && !offering.isCut()) {
            known.putPage(
                page,
                new Known.Page(
                    headers.etag(),
                    headers.lastModified(),
                    headers.sha256(),
                    offered,
                    Optional.empty(),
                    OptionalLong.of(count)));
          }
        }
      }
      start += read;
      if (count < mostAnnounced) {
        return doubtful(page, CkanMessages.shrunk(mostAnnounced, count));
      }
      mostAnnounced = count;
      if (offering.isCut() || (offering.isFull() && start < count)) {
        return over(offering.atLimit(page));
      }
      if (start >= count) {
        return offering.offered() == count
            ? over(offering.complete())
            : doubtful(page, CkanMessages.others(count, offering.offered()));
      }
      if (read == 0) {
        return doubtful(page, CkanMessages.emptyPage(start, count));
      }
      if (!fresh) {
        return doubtful(page, CkanMessages.repeated(start));
      }
      if (start > MOST_PACKAGES) {
        return over(offering.partial(page, CkanMessages.endless(count)));
      }
      LOG.debug("{}: {} of {} packages read", source.id(), start, count);
    }
  }

  private static End over(HarvestOutcome outcome) {
    return new End.Over(outcome, false);
  }

  private End doubtful(URI page, Message why) {
    return new End.Over(offering.partial(page, why), true);
  }

  private static boolean usable(List<String> offered, int read) {
    return read > 0 && offered.size() == read && offered.stream().noneMatch(String::isEmpty);
  }

  /** What became of each package that was not offered before: its identifier, or "" if rejected. */
  private List<String> offer(CkanPage answer, long start, URI page, Way way) {
    List<String> offered = new ArrayList<>();
    long position = start;
    for (JsonNode node : answer.results()) {
      position++;
      switch (mapper.map(node)) {
        case CkanMapper.Mapped.Usable(CatalogRecord record) -> {
          if (offering.accept(record, page)) {
            offered.add(record.identifier());
            way.remember(node, record.identifier(), known);
          }
        }
        case CkanMapper.Mapped.Unusable(Optional<String> identifier, Message why) -> {
          if (offering.reject(identifier.orElse("#" + position), page, why)) {
            offered.add("");
          }
        }
      }
    }
    return offered;
  }
}
