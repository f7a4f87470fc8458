package vn.sen.publish.search;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;
import vn.sen.publish.page.Paging;

/**
 * Results as a page shows them.
 *
 * @param chips what narrows the list now
 * @param clear address without any narrowing
 */
public record ResultsView(
    SearchQuery query,
    SearchPage results,
    List<FacetView> facets,
    List<Chip> chips,
    String clear,
    Paging paging) {

  /** A facet with its most frequent values and those that are chosen. */
  public record FacetView(SearchQuery.Facet facet, List<Choice> choices) {
    /** Whether any of its values is chosen. */
    public boolean isUsed() {
      return choices.stream().anyMatch(Choice::isChosen);
    }
  }

  /**
   * A value to narrow by.
   *
   * @param count results that have it; absent when it isn't among the most frequent
   */
  public record Choice(String value, String label, Optional<Long> count, boolean isChosen) {}

  /**
   * Something that narrows the list.
   *
   * @param without address that drops it
   */
  public record Chip(String label, String without) {}
}
