package vn.sen.publish.quality;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Rule;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.NotFoundException;

/** Reports and rules as JSON. */
@Controller("/api/v1")
@ExecuteOn(Pools.READS)
@Tag(name = "quality")
final class QualityApi {
  private final Catalog catalog;
  private final Lookup lookup;

  QualityApi(Catalog catalog) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
  }

  /**
   * The report on a table.
   *
   * @param published whether this version is the one visitors get
   */
  record TableReport(String table, int version, boolean published, QualityReport report) {}

  @Get("/datasets/{id}/quality")
  @Operation(summary = "Reports on the tables of a dataset, each on the version judged last")
  Listing<TableReport> dataset(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    return Listing.whole(
        lookup.dataset(id).tables().stream().flatMap(t -> report(t).stream()).toList());
  }

  private Optional<TableReport> report(TableEntry table) {
    return catalog
        .findReport(table.latest().id())
        .map(
            report ->
                new TableReport(
                    table.id().slug(), table.latest().id().number(), !table.isHeldBack(), report));
  }

  @Get("/datasets/{id}/tables/{table}/quality")
  @Operation(
      summary = "The report on a table, as sen check --json prints it",
      parameters =
          @Parameter(
              name = "version",
              in = ParameterIn.QUERY,
              description = "a number; the version judged last when left out",
              schema = @Schema(type = "integer")))
  QualityReport table(@Parameter(hidden = true) HttpRequest<?> request, String id, String table) {
    Parameters parameters = Parameters.of(request, "version");
    TableEntry entry = lookup.table(id, table);
    TableVersionId version =
        parameters
            .number("version", 1, Integer.MAX_VALUE)
            .map(number -> lookup.version(entry.id(), number))
            .map(TableVersion::id)
            .orElse(entry.latest().id());
    return catalog
        .findReport(version)
        .orElseThrow(() -> new NotFoundException("there is no report on " + version));
  }

  @Get("/rules")
  @Operation(summary = "The rules by which tables are judged")
  Listing<Rule> rules(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters.of(request);
    List<Rule> rules = RuleCatalogue.rules();
    return Listing.whole(rules);
  }
}
