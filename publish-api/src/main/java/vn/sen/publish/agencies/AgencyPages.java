package vn.sen.publish.agencies;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Page;
import vn.sen.publish.page.Pages;
import vn.sen.publish.page.Paging;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.problem.NotFoundException;

/** Who publishes. */
@Hidden
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(Pools.READS)
final class AgencyPages {
  private final Catalog catalog;
  private final Pages pages;

  AgencyPages(Catalog catalog, Pages pages) {
    this.catalog = catalog;
    this.pages = pages;
  }

  @Get("/agencies")
  HttpResponse<byte[]> agencies(HttpRequest<?> request) {
    return pages.show(request, "agencies/agencies.jte", catalog.agencies());
  }

  @Get("/agency/{code}")
  HttpResponse<byte[]> agency(HttpRequest<?> request, String code) {
    Agency agency =
        Optional.of(code)
            .filter(AgencyCode::isForm)
            .flatMap(c -> catalog.findAgency(new AgencyCode(c)))
            .orElseThrow(() -> new NotFoundException("there is no agency '%s'".formatted(code)));
    SearchPage datasets =
        catalog.search(
            new SearchQuery(
                "",
                Map.of(Facet.PUBLISHER, List.of(code)),
                Optional.empty(),
                Optional.empty(),
                SearchQuery.Sort.MODIFIED,
                20,
                Paging.cursor(Parameters.ofPage(request))));
    List<SearchPage.FacetValue> grades = datasets.facets().getOrDefault(Facet.GRADE, List.of());
    Page page = pages.page(request);
    return pages.show(
        request,
        "agencies/agency.jte",
        new AgencyView(
            agency,
            agency.parent().flatMap(catalog::findAgency),
            catalog.agencies().stream()
                .filter(a -> a.agency().parent().filter(agency.code()::equals).isPresent())
                .toList(),
            datasets,
            grades,
            Percentiles.reachedBy(0.5, grades),
            Percentiles.reachedBy(0.9, grades),
            catalog.service(agency.code()),
            catalog.identity().succession(agency.code()),
            catalog.identity().predecessors(agency.code()),
            catalog.findAgency(catalog.identity().successor(agency.code())).orElse(agency),
            Paging.of(page.here(), datasets.next())));
  }
}
