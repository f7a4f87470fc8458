package vn.sen.harvest;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What the last harvest of this source saw, so that what is unchanged costs nothing. */
public interface Known {

  /** What {@code page} gave when all of its records were usable; absent when never, or not all. */
  Optional<Page> findPage(URI page);

  /** Remembers a page; called once its records were offered. */
  void putPage(URI page, Page seen);

  /**
   * What was known of a page is over: it says something else now. Called before its records are
   * offered, for they may not all be usable, and the page may say again what it said before. Which
   * records it had stays known.
   */
  void forgetPage(URI page);

  /**
   * The records that {@code page} had when it was last understood, whether all of them were usable
   * or not: what is lost when it breaks. Empty when it never was.
   */
  List<String> identifiers(URI page);

  /**
   * Remembers which records a page has of which not all are usable, beside those it had: they may
   * be among the others.
   */
  void addIdentifiers(URI page, List<String> identifiers);

  /**
   * What the listed records of this source describe that have these identifiers: IRIs, by
   * identifier. Those that are not listed are missing.
   */
  Map<String, String> subjects(Collection<String> identifiers);

  /** What the listed records of this source are called that describe these subjects, by subject. */
  Map<String, String> names(Collection<String> subjects);

  /** The same, with only those pages that were of some kind when they were last seen. */
  default Known where(Predicate<Page> kind) {
    Known all = this;
    return new Known() {
      @Override
      public Optional<Page> findPage(URI page) {
        return all.findPage(page).filter(kind);
      }

      @Override
      public void putPage(URI page, Page seen) {
        all.putPage(page, seen);
      }

      @Override
      public void forgetPage(URI page) {
        all.forgetPage(page);
      }

      @Override
      public List<String> identifiers(URI page) {
        return all.identifiers(page);
      }

      @Override
      public void addIdentifiers(URI page, List<String> identifiers) {
        all.addIdentifiers(page, identifiers);
      }

      @Override
      public Map<String, String> subjects(Collection<String> identifiers) {
        return all.subjects(identifiers);
      }

      @Override
      public Map<String, String> names(Collection<String> subjects) {
        return all.names(subjects);
      }
    };
  }

  /** The same, without a page that could be taken for unchanged; nothing is remembered. */
  default Known namesAlone() {
    Known all = this;
    return new Known() {
      @Override
      public Optional<Page> findPage(URI page) {
        return Optional.empty();
      }

      @Override
      public void putPage(URI page, Page seen) {}

      @Override
      public void forgetPage(URI page) {}

      @Override
      public List<String> identifiers(URI page) {
        return all.identifiers(page);
      }

      @Override
      public void addIdentifiers(URI page, List<String> identifiers) {}

      @Override
      public Map<String, String> subjects(Collection<String> identifiers) {
        return all.subjects(identifiers);
      }

      @Override
      public Map<String, String> names(Collection<String> subjects) {
        return all.names(subjects);
      }
    };
  }

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

      @Override
      public List<String> identifiers(URI page) {
        return List.of();
      }

      @Override
      public void addIdentifiers(URI page, List<String> identifiers) {}

      @Override
      public Map<String, String> subjects(Collection<String> identifiers) {
        return Map.of();
      }

      @Override
      public Map<String, String> names(Collection<String> subjects) {
        return Map.of();
      }
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
