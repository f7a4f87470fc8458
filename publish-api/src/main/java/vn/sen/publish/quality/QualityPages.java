package vn.sen.publish.quality;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.CodeListEntry;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Pages;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Rule;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.problem.NotFoundException;

/** How tables are judged, and reports on them. */
@Hidden
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(Pools.READS)
final class QualityPages {
  private static final int VERSIONS_OF_THE_TREND = 12;

  private final Catalog catalog;
  private final Lookup lookup;
  private final Pages pages;

  QualityPages(Catalog catalog, Pages pages) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
    this.pages = pages;
  }

  @Get("/quality")
  HttpResponse<byte[]> quality(HttpRequest<?> request) {
    Map<Dimension, List<Rule>> rules = new TreeMap<>();
    for (Dimension dimension : Dimension.values()) {
      rules.put(dimension, RuleCatalogue.rules(dimension));
    }
    SearchPage all =
        catalog.search(
            new SearchQuery(
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                SearchQuery.Sort.MODIFIED,
                0,
                Optional.empty()));
    return pages.show(
        request,
        "quality/quality.jte",
        new QualityView(
            rules,
            RuleCatalogue.version(),
            all.facets().getOrDefault(SearchQuery.Facet.GRADE, List.of()),
            all.total()));
  }

  @Get("/quality/codes")
  HttpResponse<byte[]> codes(HttpRequest<?> request) {
    Map<CodeLists.Known, List<CodeListEntry>> lists = new LinkedHashMap<>();
    for (CodeLists.Known known : CodeLists.all()) {
      lists.put(known, catalog.codes().versions(known.key()));
    }
    return pages.show(request, "quality/codes.jte", new CodesView(lists));
  }

  @Get("/quality/rules/{id}")
  HttpResponse<byte[]> rule(HttpRequest<?> request, String id) {
    Rule rule =
        RuleCatalogue.find(id)
            .orElseThrow(() -> new NotFoundException("there is no rule '%s'".formatted(id)));
    return pages.show(request, "quality/rule.jte", rule);
  }

  @Get("/dataset/{id}/{table}/{version}/quality")
  HttpResponse<byte[]> report(HttpRequest<?> request, String id, String table, int version) {
    DatasetEntry entry = lookup.dataset(id);
    TableEntry found = lookup.table(id, table);
    TableVersion judged = lookup.version(found.id(), version);
    return pages.show(
        request,
        "quality/report.jte",
        new ReportView(
            entry,
            found,
            judged,
            catalog.versions(found.id()).stream().limit(VERSIONS_OF_THE_TREND).toList(),
            catalog
                .findReport(judged.id())
                .orElseThrow(() -> new NotFoundException("there is no report on " + judged.id()))));
  }
}
