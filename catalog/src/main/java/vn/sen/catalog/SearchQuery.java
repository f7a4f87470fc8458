package vn.sen.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a visitor looks for.
 *
 * @param text words; empty for everything
 * @param filters facet to accepted values; values of one facet are alternatives, facets add up
 * @param modified ISO date or year, only datasets changed at or after it
 * @param period ISO date or year, only datasets whose period contains it, or of a year or month
 *     some of its days
 * @param limit 0 to 1,000
 * @param cursor where the page before ended, opaque
 */
public record SearchQuery(
    String text,
    Map<Facet, List<String>> filters,
    Optional<String> modified,
    Optional<String> period,
    Sort sort,
    int limit,
    Optional<String> cursor) {

  public SearchQuery {
    filters = Map.copyOf(filters);
    if (limit < 0 || limit > 1000) {
      throw new IllegalArgumentException("limit is 0 to 1000, got " + limit);
    }
  }

  /** Everything that has {@code text}, best first. */
  public static SearchQuery of(String text) {
    return new SearchQuery(
        text, Map.of(), Optional.empty(), Optional.empty(), Sort.RELEVANCE, 20, Optional.empty());
  }

  /** What results can be narrowed by; the key is the parameter's name. */
  public enum Facet {
    PUBLISHER,
    THEME,
    FORMAT,
    LICENCE,
    GRADE,
    PLACE,
    STATE;

    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** In which order. */
  public enum Sort {
    RELEVANCE,
    /** Last changed first. */
    MODIFIED,
    /** By title, Vietnamese collation. */
    TITLE,
    /** Best first, unrated last. */
    GRADE;

    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
