package vn.sen.publish.search;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.SearchDocument;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchPage.FacetValue;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.vocab.Scores;

/**
 * Results as the API gives them.
 *
 * @param total true number of matches
 * @param facets parameter to its most frequent values, counted as if it were not used
 * @param next cursor of the page after, absent on the last
 */
record SearchResults(
    long total, List<Item> items, Map<String, List<FacetValue>> facets, Optional<String> next) {

  /**
   * A dataset that matched.
   *
   * @param title language tag to text
   * @param url its page, relative
   * @param snippet the best passage, plain text; what matched stands between {@code [[} and {@code
   *     ]]}
   */
  record Item(
      String id,
      String url,
      Map<String, String> title,
      Map<String, String> description,
      String snippet,
      List<String> identifiers,
      Publisher publisher,
      List<String> keywords,
      List<String> themes,
      List<String> formats,
      Optional<String> licence,
      List<String> places,
      Optional<String> periodStart,
      Optional<String> periodEnd,
      Scores scores,
      List<String> states,
      Instant modified,
      long rows) {}

  /** Who owns it. */
  record Publisher(String code, Map<String, String> name) {}

  static SearchResults of(SearchPage page) {
    var facets = new LinkedHashMap<String, List<FacetValue>>();
    for (Facet facet : Facet.values()) {
      facets.put(facet.key(), page.facets().getOrDefault(facet, List.of()));
    }
    return new SearchResults(
        page.total(), page.hits().stream().map(SearchResults::item).toList(), facets, page.next());
  }

  private static Item item(SearchPage.Hit hit) {
    SearchDocument document = hit.document();
    var snippet = new StringBuilder();
    for (SearchPage.Run run : hit.snippet()) {
      snippet.append(run.matched() ? "[[" + run.text() + "]]" : run.text());
    }
    return new Item(
        document.id().value(),
        "/dataset/" + document.id(),
        document.title().byLanguage(),
        document.description().byLanguage(),
        snippet.toString(),
        document.identifiers(),
        new Publisher(document.agency().value(), document.agencyName().byLanguage()),
        document.keywords(),
        document.themes(),
        document.formats(),
        document.licence(),
        document.places(),
        document.periodStart(),
        document.periodEnd(),
        document.scores(),
        document.states(),
        document.modified(),
        document.rows());
  }
}
