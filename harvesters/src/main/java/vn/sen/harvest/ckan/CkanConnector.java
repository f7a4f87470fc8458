package vn.sen.harvest.ckan;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Reads CKAN portals page by page, the oldest package first, so that what is added meanwhile comes
 * last. The address is the portal's root, its {@code /api/3/action}, or a {@code package_search}
 * whose {@code q} and {@code fq} are kept.
 *
 * <p>Identifier: the package's {@code id}, which outlives renaming; its {@code name} where there is
 * none. Complete only when as many different packages came as the portal announces.
 *
 * <p>Source: CKAN API guide, version 3.
 */
public final class CkanConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(CkanConnector.class);

  /** A portal that has more is more likely to be making them up. */
  private static final long MOST_PACKAGES = 5_000_000;

  private final SourceClient client;
  private final int rows;

  /** Asks for 500 packages a page, about 10 MB. */
  public CkanConnector(SourceClient client) {
    this(client, 500);
  }

  /**
   * @param rows asked for a page; portals send fewer as they like
   */
  public CkanConnector(SourceClient client, int rows) {
    this.client = client;
    this.rows = rows;
  }

  @Override
  public String name() {
    return "ckan";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    CkanPortal portal = CkanPortal.of(source.url());
    CkanMapper mapper = new CkanMapper(portal);
    Offering offering = new Offering(source, sink);
    long start = 0;
    long mostAnnounced = 0;
    while (true) {
      URI uri = portal.search(start, rows);
      URI page = SourceClient.page(uri);
      long count;
      int read;
      boolean fresh;
      switch (client.revisit(source, uri, known, (body, _) -> CkanPage.read(body))) {
        case Revisited.Lost<CkanPage>(Fetched.Failure<CkanPage> failure) -> {
          return offering.partial(page, reason(failure));
        }
        case Revisited.Same<CkanPage>(Known.Page same) -> {
          fresh = offering.unchanged(same.identifiers(), page);
          read = same.identifiers().size();
          count = same.total().orElse(start + read);
        }
        case Revisited.Fresh<CkanPage>(CkanPage answer, var headers) -> {
          List<String> offered = offer(answer, start, mapper, offering, page);
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
        return offering.partial(page, shrunk(mostAnnounced, count));
      }
      mostAnnounced = count;
      if (offering.isCut() || (offering.isFull() && start < count)) {
        return offering.atLimit(page);
      }
      if (start >= count) {
        return end(offering, page, count);
      }
      if (read == 0) {
        return offering.partial(page, emptyPage(start, count));
      }
      if (!fresh) {
        return offering.partial(page, repeated(start));
      }
      if (start > MOST_PACKAGES) {
        return offering.partial(page, endless(count));
      }
      LOG.debug("{}: {} of {} packages read", source.id(), start, count);
    }
  }

  private static boolean usable(List<String> offered, int read) {
    return read > 0 && offered.size() == read && offered.stream().noneMatch(String::isEmpty);
  }

  /** What became of each package that was not offered before: its identifier, or "" if rejected. */
  private static List<String> offer(
      CkanPage answer, long start, CkanMapper mapper, Offering offering, URI page) {
    List<String> offered = new ArrayList<>();
    long position = start;
    for (JsonNode node : answer.results()) {
      position++;
      switch (mapper.map(node)) {
        case CkanMapper.Mapped.Usable(CatalogRecord record) -> {
          if (offering.accept(record, page)) {
            offered.add(record.identifier());
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

  private static HarvestOutcome end(Offering offering, URI page, long count) {
    if (offering.offered() == count) {
      return offering.complete();
    }
    return offering.partial(
        page,
        new Message(
            "Cổng báo có %d bộ dữ liệu nhưng chỉ đọc được %d bộ khác nhau: dữ liệu đổi trong lúc đọc,"
                    .formatted(count, offering.offered())
                + " hoặc cổng không sắp xếp ổn định. Hãy thu thập lại.",
            "The portal announces %d datasets, %d different ones were read: it changed meanwhile, or"
                    .formatted(count, offering.offered())
                + " does not keep its order. Harvest again."));
  }

  private static Message reason(Fetched.Failure<CkanPage> failure) {
    return CkanPage.error(failure.excerpt())
        .map(
            said ->
                new Message(
                    failure.message().vi() + " Cổng nói: " + said,
                    failure.message().en() + " The portal says: " + said))
        .orElse(failure.message());
  }

  /** What went missing from an earlier page moved another dataset out of our sight. */
  private static Message shrunk(long before, long now) {
    return new Message(
        "Trong lúc đọc, số bộ dữ liệu giảm từ %d còn %d nên có thể đã sót. Hãy thu thập lại."
            .formatted(before, now),
        "While it was read the portal shrank from %d to %d datasets, so some may be missed. Harvest again."
            .formatted(before, now));
  }

  private static Message emptyPage(long start, long count) {
    return new Message(
        "Trang rỗng sau %d trên %d bộ dữ liệu. Hãy thu thập lại, hoặc báo cho đơn vị vận hành cổng."
            .formatted(start, count),
        "An empty page after %d of %d datasets. Harvest again, or tell who runs the portal."
            .formatted(start, count));
  }

  private static Message repeated(long start) {
    return new Message(
        "Cổng lặp lại các bộ dữ liệu đã gửi sau %d bộ: tham số 'start' không có tác dụng. Báo cho đơn"
                .formatted(start)
            + " vị vận hành cổng.",
        "The portal repeats what it sent after %d datasets: 'start' has no effect. Tell who runs it."
            .formatted(start));
  }

  private static Message endless(long count) {
    return new Message(
        "Cổng báo có %d bộ dữ liệu, nhiều hơn mức có thể tin.".formatted(count),
        "The portal announces %d datasets, more than is credible. Harvest it in parts with 'fq'."
            .formatted(count));
  }
}
