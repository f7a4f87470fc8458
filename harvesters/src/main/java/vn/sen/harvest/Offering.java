package vn.sen.harvest;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/**
 * One harvest's way to its sink: offers each identifier once, counts, and stops at the source's
 * limit. For one thread.
 */
public final class Offering {
  /** A source that has more is no catalogue; each would be remembered with its reason. */
  private static final int MOST_REJECTED = 100_000;

  private final Source source;
  private final RecordSink sink;

  /** A name beyond this length is known by its hash: nothing is listed under such, but it comes. */
  private static final int LONGEST_NAME = 500;

  private final Set<String> seen = new HashSet<>();

  /** What broke, to be rejected when all else has come. */
  private final List<Broken> broken = new ArrayList<>();

  private int offered;
  private int rejected;
  private boolean cut;

  public Offering(Source source, RecordSink sink) {
    this.source = source;
    this.sink = sink;
  }

  /** Offers {@code record} unless its identifier was offered before; says whether it was new. */
  public boolean accept(CatalogRecord record, URI page) {
    if (cut || !seen.add(key(record.identifier()))) {
      return false;
    }
    if (mayOffer()) {
      sink.accept(record, page);
      offered++;
    }
    return true;
  }

  /** Rejects a record, unless it was rejected or offered under that identifier before. */
  public boolean reject(String identifier, URI page, Message message) {
    // A position on a page is no name: it may come again on the next.
    if (cut || !seen.add(key(identifier.startsWith("#") ? identifier + " " + page : identifier))) {
      return false;
    }
    if (mayOffer()) {
      sink.reject(identifier, page, message);
      offered++;
      cut = ++rejected == MOST_REJECTED;
    }
    return true;
  }

  /** Passes on which of {@code identifiers} were not offered before; says whether any was new. */
  public boolean unchanged(List<String> identifiers, URI page) {
    List<String> fresh = new ArrayList<>();
    for (String identifier : identifiers) {
      if (seen.add(key(identifier)) && mayOffer()) {
        fresh.add(identifier);
        offered++;
      }
    }
    if (!fresh.isEmpty()) {
      sink.unchanged(fresh, page);
    }
    return !fresh.isEmpty() || cut;
  }

  private static String key(String identifier) {
    return identifier.length() > LONGEST_NAME ? Sha256.of(identifier) : identifier;
  }

  /**
   * Rejects a page that was understood before, under the names of the records it had, so that they
   * stay. Not at once: they may have moved to pages that are read later.
   *
   * @param had the records it had; may be empty
   * @param name what the page itself is called
   */
  public void rejectBroken(List<String> had, String name, URI page, Message message) {
    broken.add(new Broken(had, name, page, message));
  }

  private record Broken(List<String> had, String name, URI page, Message message) {}

  private void rejectBroken() {
    for (Broken one : broken) {
      boolean any = false;
      for (String identifier : one.had()) {
        any |= reject(identifier, one.page(), one.message());
      }
      if (!any) {
        reject(one.name(), one.page(), one.message());
      }
    }
    broken.clear();
  }

  private boolean mayOffer() {
    if (source.limit().isPresent() && offered >= source.limit().getAsInt()) {
      cut = true;
    }
    return !cut;
  }

  /** Records offered so far, rejected and unchanged ones included. */
  public int offered() {
    return offered;
  }

  /** Whether the source had more than may be offered. */
  public boolean isCut() {
    return cut;
  }

  /** Whether another record would be one too many. */
  public boolean isFull() {
    return source.limit().isPresent() && offered >= source.limit().getAsInt();
  }

  /** The end of a harvest that was stopped by the source's limit, or by what it has of rubbish. */
  public HarvestOutcome atLimit(URI page) {
    if (rejected == MOST_REJECTED) {
      return partial(
          page,
          new Message(
              "Dừng sau %d bản ghi không dùng được. Sửa chúng ở nguồn, hoặc kiểm tra lại địa chỉ."
                  .formatted(MOST_REJECTED),
              "Stopped after %d records that are not usable. Mend them at the source, or check the address."
                  .formatted(MOST_REJECTED)));
    }
    int limit = source.limit().orElseThrow();
    return partial(
        page,
        new Message(
            "Dừng sau %d bản ghi theo giới hạn đã đặt; bỏ giới hạn để lấy hết.".formatted(limit),
            "Stopped after %d records, the limit that was set; lift it to read all."
                .formatted(limit)));
  }

  /** The end of a harvest that could not go on. */
  public HarvestOutcome partial(URI stoppedAt, Message reason) {
    rejectBroken();
    return new HarvestOutcome.Partial(offered, stoppedAt, reason);
  }

  /** The end of a harvest that read every page. */
  public HarvestOutcome complete() {
    rejectBroken();
    return new HarvestOutcome.Complete(offered);
  }
}
