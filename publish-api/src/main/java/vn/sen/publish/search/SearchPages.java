package vn.sen.publish.search;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchPage.FacetValue;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.catalog.SearchQuery.Sort;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Address;
import vn.sen.publish.page.Page;
import vn.sen.publish.page.Pages;
import vn.sen.publish.page.Paging;
import vn.sen.vocab.AgencyCode;

/** The first page and the list of datasets. */
@Hidden
@Produces(MediaType.ALL)
@Controller
@ExecuteOn(Pools.READS)
final class SearchPages {
  private static final int RECENT = 6;
  private static final int AGENCIES = 12;

  private final Catalog catalog;
  private final Pages pages;

  SearchPages(Catalog catalog, Pages pages) {
    this.catalog = catalog;
    this.pages = pages;
  }

  @Get("/")
  HttpResponse<byte[]> home(HttpRequest<?> request) {
    SearchPage recent =
        catalog.search(
            new SearchQuery(
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Sort.MODIFIED,
                RECENT,
                Optional.empty()));
    List<Catalog.AgencySummary> agencies =
        catalog.agencies().stream()
            .sorted(Comparator.comparingLong(Catalog.AgencySummary::datasets).reversed())
            .limit(AGENCIES)
            .toList();
    return pages.show(
        request,
        "search/home.jte",
        new HomeView(
            catalog.totals(),
            recent.hits(),
            agencies,
            recent.facets().getOrDefault(Facet.THEME, List.of())));
  }

  @Get("/datasets")
  HttpResponse<byte[]> datasets(HttpRequest<?> request) {
    SearchQuery query = SearchRequest.read(Parameters.ofPage(request));
    SearchPage results = catalog.search(query);
    Page page = pages.page(request);
    return pages.show(
        request,
        "search/results.jte",
        new ResultsView(
            query,
            results,
            facets(page, query, results),
            chips(page, query),
            clear(page, query),
            Paging.of(page.here(), results.next())));
  }

  private List<ResultsView.FacetView> facets(Page page, SearchQuery query, SearchPage results) {
    var views = new ArrayList<ResultsView.FacetView>();
    for (Facet facet : Facet.values()) {
      List<String> chosen = query.filters().getOrDefault(facet, List.of());
      List<FacetValue> values = results.facets().getOrDefault(facet, List.of());
      var choices = new ArrayList<ResultsView.Choice>();
      for (FacetValue value : values) {
        choices.add(
            new ResultsView.Choice(
                value.value(),
                label(page, facet, value.value()),
                Optional.of(value.count()),
                chosen.contains(value.value())));
      }
      for (String value : chosen) {
        if (values.stream().noneMatch(v -> v.value().equals(value))) {
          choices.add(
              new ResultsView.Choice(value, label(page, facet, value), Optional.empty(), true));
        }
      }
      if (!choices.isEmpty()) {
        views.add(new ResultsView.FacetView(facet, List.copyOf(choices)));
      }
    }
    return List.copyOf(views);
  }

  private List<ResultsView.Chip> chips(Page page, SearchQuery query) {
    Address here = page.here().without("cursor").without("before");
    var chips = new ArrayList<ResultsView.Chip>();
    for (Facet facet : Facet.values()) {
      for (String value : query.filters().getOrDefault(facet, List.of())) {
        chips.add(
            new ResultsView.Chip(
                page.text("facet." + facet.key()) + ": " + label(page, facet, value),
                here.without(facet.key(), value).toString()));
      }
    }
    query
        .period()
        .ifPresent(
            period ->
                chips.add(
                    new ResultsView.Chip(
                        page.text("facet.period") + ": " + page.lexicalDate(period),
                        here.without("period").toString())));
    query
        .modified()
        .ifPresent(
            modified ->
                chips.add(
                    new ResultsView.Chip(
                        page.text("facet.modified", page.lexicalDate(modified)),
                        here.without("modified").toString())));
    return List.copyOf(chips);
  }

  private static String clear(Page page, SearchQuery query) {
    Address all = Address.of(page.path());
    return (query.text().isEmpty() ? all : all.with("q", query.text())).toString();
  }

  private String label(Page page, Facet facet, String value) {
    return switch (facet) {
      case PUBLISHER ->
          Optional.of(value)
              .filter(AgencyCode::isForm)
              .flatMap(code -> catalog.findAgency(new AgencyCode(code)))
              .map(agency -> page.of(agency.name(), value))
              .orElse(value);
      case THEME -> page.theme(value);
      case LICENCE -> page.licence(value);
      case GRADE -> page.textOr("grade." + value, page.text("grade.named", value));
      case STATE -> page.textOr("state." + value, value);
      case PLACE -> page.named("place", value);
      case FORMAT -> value;
    };
  }
}
