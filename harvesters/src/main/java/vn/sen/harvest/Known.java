package vn.sen.harvest;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the last harvest of this source saw, so that what is unchanged costs nothing. */
public interface Known {

  /** What {@code page} gave when all of its records were usable; absent when never, or not all. */
  Optional<Page> findPage(URI page);

  /** Remembers a page; called once its records were offered. */
  void putPage(URI page, Page seen);

  /**
   * What was known of a page is over: it says something else now. Called before its records are
   * offered, for they may not all be usable, and the page may say again what it said before.
   */
  void forgetPage(URI page);

  /** Nothing is known. */
  static Known nothing() {
    return new Known() {
      @Override
      public Optional<Page> findPage(URI page) {
        return Optional.empty();
      }

      @Override
      public void putPage(URI page, Page seen) {}

      @Override
      public void forgetPage(URI page) {}
    };
  }

  /**
   * A page of metadata as it was.
   *
   * @param sha256 of the body, or of that in it which makes its records; hexadecimal
   * @param identifiers the records it offered, in order
   * @param next the page that it said comes next; absent on the last, or where pages are counted
   * @param total how many records the source announced on it; empty where it announces none
   * @param links where it leads, for a page that has no records but names the pages that do
   */
  record Page(
      Optional<String> etag,
      Optional<String> lastModified,
      String sha256,
      List<String> identifiers,
      Optional<URI> next,
      OptionalLong total,
      List<URI> links) {
    public Page {
      identifiers = List.copyOf(identifiers);
      // Pages that were remembered before there were links have none.
      links = links == null ? List.of() : List.copyOf(links);
    }

    /** A page of records. */
    public Page(
        Optional<String> etag,
        Optional<String> lastModified,
        String sha256,
        List<String> identifiers,
        Optional<URI> next,
        OptionalLong total) {
      this(etag, lastModified, sha256, identifiers, next, total, List.of());
    }

    /** A page that leads nowhere and announces nothing. */
    public Page(
        Optional<String> etag,
        Optional<String> lastModified,
        String sha256,
        List<String> identifiers) {
      this(etag, lastModified, sha256, identifiers, Optional.empty(), OptionalLong.empty());
    }
  }
}
