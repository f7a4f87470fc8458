package vn.sen.publish.agencies;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Identity;
import vn.sen.catalog.SearchPage;
import vn.sen.publish.page.Paging;
import vn.sen.vocab.Agency;

/**
 * An agency and what it publishes.
 *
 * @param parent the agency above it
 * @param below agencies under it that publish too
 * @param grades of its datasets, from facets
 * @param median the grade that half of its datasets reach, the unrated counting as D
 * @param tenth the grade that nine tenths of them reach
 * @param service how well its servers answer; absent while nobody looked
 * @param succession by which another came after it; absent while it is itself
 * @param predecessors by which it came after others
 * @param last who came last after it; itself where nobody did
 */
public record AgencyView(
    Agency agency,
    Optional<Agency> parent,
    List<Catalog.AgencySummary> below,
    SearchPage datasets,
    List<SearchPage.FacetValue> grades,
    Optional<String> median,
    Optional<String> tenth,
    Optional<Catalog.Service> service,
    Optional<Identity.Decided> succession,
    List<Identity.Decided> predecessors,
    Agency last,
    Paging paging) {}
