package vn.sen.publish.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.catalog.SearchQuery.Sort;
import vn.sen.publish.Parameters;

/** How parameters say what is looked for; the same for pages and the API. */
final class SearchRequest {
  static final String[] NAMES = names();

  private SearchRequest() {}

  private static String[] names() {
    var names = new ArrayList<>(List.of("q"));
    for (Facet facet : Facet.values()) {
      names.add(facet.key());
    }
    names.addAll(List.of("period", "modified", "sort", "limit", "cursor"));
    return names.toArray(String[]::new);
  }

  static SearchQuery read(Parameters parameters) {
    Map<Facet, List<String>> filters = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      List<String> values = parameters.list(facet.key());
      if (!values.isEmpty()) {
        filters.put(facet, values);
      }
    }
    String text = parameters.text("q").orElse("");
    return new SearchQuery(
        text,
        filters,
        parameters.date("modified"),
        parameters.date("period"),
        parameters.choice(
            "sort", Sort.values(), Sort::key, text.isEmpty() ? Sort.MODIFIED : Sort.RELEVANCE),
        parameters.limit(20),
        parameters.text("cursor"));
  }
}
