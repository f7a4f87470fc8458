package vn.sen.publish.tables;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Page;
import vn.sen.publish.page.Pages;
import vn.sen.publish.page.Paging;
import vn.sen.vocab.problem.InvalidRequestException;

/** One table with its rows. */
@Hidden
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(Pools.READS)
final class TablePages {
  private static final int ROWS = 100;

  private final Catalog catalog;
  private final Lookup lookup;
  private final Pages pages;
  private final Clock clock;

  TablePages(Catalog catalog, Pages pages, Clock clock) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
    this.pages = pages;
    this.clock = clock;
  }

  @Get("/dataset/{id}/{table}")
  HttpResponse<byte[]> table(HttpRequest<?> request, String id, String table) {
    Parameters parameters = Parameters.ofPage(request);
    DatasetEntry entry = lookup.dataset(id);
    TableEntry found = lookup.table(id, table);
    Optional<String> number = parameters.text("version");
    Optional<TableVersion> shown =
        number.isPresent() ? Optional.of(lookup.published(found, number)) : found.published();
    RowsQuery query = RowsRequest.read(parameters, ROWS);
    Optional<RowsPage> rows = Optional.empty();
    String complaint = "";
    try {
      rows = shown.map(version -> catalog.rows(version.id(), query));
    } catch (InvalidRequestException e) {
      complaint = String.valueOf(e.getMessage()); // shown beside the form, where it can be mended
    }
    Page page = pages.page(request);
    return pages.show(
        request,
        "tables/table.jte",
        new TableView(
            entry,
            page.of(shown.orElse(found.latest()).title(), table),
            found,
            shown,
            query,
            rows,
            complaint,
            catalog.versions(found.id()),
            catalog.findReport(shown.orElse(found.latest()).id()),
            catalog.findErasure(found.latest()),
            Paging.of(page.here(), rows.flatMap(RowsPage::next)),
            catalog.layers().inForce(found.id(), Layers.day(clock.instant()))));
  }
}
