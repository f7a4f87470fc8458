package vn.sen.publish.quality;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
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
      summary = "The report on a table, as sen check --json prints it, or as CSV",
      parameters = {
        @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            description = "a number; the version judged last when left out",
            schema = @Schema(type = "integer")),
        @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "csv has a line for each failing row that the report shows",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"json", "csv"},
                    defaultValue = "json"))
      },
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "the report",
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = QualityReport.class)),
                @Content(mediaType = MediaType.TEXT_CSV)
              }))
  HttpResponse<?> table(@Parameter(hidden = true) HttpRequest<?> request, String id, String table) {
    Parameters parameters = Parameters.of(request, "version", "format");
    Form form = parameters.choice("format", Form.values(), Form::key, Form.JSON);
    TableEntry entry = lookup.table(id, table);
    TableVersionId version =
        parameters
            .number("version", 1, Integer.MAX_VALUE)
            .map(number -> lookup.version(entry.id(), number))
            .map(TableVersion::id)
            .orElse(entry.latest().id());
    QualityReport report =
        catalog
            .findReport(version)
            .orElseThrow(() -> new NotFoundException("there is no report on " + version));
    return switch (form) {
      case JSON -> HttpResponse.ok(report);
      case CSV ->
          HttpResponse.ok(ReportCsv.write(report))
              .contentType(MediaType.of("text/csv;charset=utf-8;header=present"));
    };
  }

  /** How a report is written. */
  private enum Form {
    JSON,
    CSV;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Get("/rules")
  @Operation(summary = "The rules by which tables are judged")
  Listing<Rule> rules(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters.of(request);
    List<Rule> rules = RuleCatalogue.rules();
    return Listing.whole(rules);
  }
}
