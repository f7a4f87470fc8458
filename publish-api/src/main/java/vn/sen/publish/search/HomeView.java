package vn.sen.publish.search;

import java.util.List;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.SearchPage;

/** The first page: how much there is, what changed last, who publishes. */
public record HomeView(
    Catalog.Totals totals,
    List<SearchPage.Hit> recent,
    List<Catalog.AgencySummary> agencies,
    List<SearchPage.FacetValue> themes) {}
