package vn.sen.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of results.
 *
 * @param total true number of matches, never an estimate
 * @param facets per facet its most frequent values, counted as if the facet itself were not
 *     narrowed
 * @param next cursor of the page after, absent on the last
 * @param relaxed nothing had all the words, so that these have most of them
 */
public record SearchPage(
    long total,
    List<Hit> hits,
    Map<SearchQuery.Facet, List<FacetValue>> facets,
    Optional<String> next,
    boolean relaxed) {

  public SearchPage {
    hits = List.copyOf(hits);
    facets = Map.copyOf(facets);
  }

  /** A page of what has all the words. */
  public SearchPage(
      long total,
      List<Hit> hits,
      Map<SearchQuery.Facet, List<FacetValue>> facets,
      Optional<String> next) {
    this(total, hits, facets, next, false);
  }

  /**
   * A dataset that matched.
   *
   * @param snippet the best passage, as runs of plain text; those that matched are marked
   */
  public record Hit(SearchDocument document, List<Run> title, List<Run> snippet) {
    public Hit {
      title = List.copyOf(title);
      snippet = List.copyOf(snippet);
    }
  }

  /** Plain text, to be escaped by who shows it. */
  public record Run(String text, boolean matched) {}

  /** A value of a facet and how many results have it. */
  public record FacetValue(String value, long count) {}
}
