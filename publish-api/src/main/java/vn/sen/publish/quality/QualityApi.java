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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.MetadataAssessment;
import vn.sen.catalog.MetadataAssessment.Area;
import vn.sen.catalog.MetadataAssessment.Indicator;
import vn.sen.catalog.MetadataAssessment.Rating;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.Finding;
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

  /**
   * Reports on the tables of a dataset, and what is found of the dataset itself.
   *
   * @param live how it lives; absent while nobody looked
   * @param metadata the 405-point assessment, made at the same time
   */
  record DatasetQuality(
      long total,
      List<TableReport> items,
      Optional<String> next,
      Optional<Live> live,
      Optional<Metadata> metadata) {}

  /**
   * How a dataset lives.
   *
   * @param at since when
   * @param score of the live petal, 0 to 1
   * @param operations how well its agency's servers answer, 0 to 1
   */
  record Live(
      Instant at,
      String ruleSet,
      Optional<Double> score,
      Optional<Double> operations,
      List<Finding> findings,
      List<Liveness.Link> links) {
    static Live of(Liveness life) {
      return new Live(
          life.at(), life.ruleSet(), life.live(), life.operations(), life.findings(), life.links());
    }
  }

  /** The European Metadata Quality Assessment. */
  record Metadata(int points, int most, Rating rating, List<AreaPoints> areas) {
    static Metadata of(MetadataAssessment assessment) {
      return new Metadata(
          assessment.points(),
          MetadataAssessment.MOST,
          assessment.rating(),
          Arrays.stream(Area.values()).map(area -> AreaPoints.of(assessment, area)).toList());
    }
  }

  /** A dimension of it. */
  record AreaPoints(Area area, int points, int most, List<IndicatorPoints> indicators) {
    static AreaPoints of(MetadataAssessment assessment, Area area) {
      return new AreaPoints(
          area,
          assessment.points(area),
          area.most(),
          Arrays.stream(Indicator.values())
              .filter(indicator -> indicator.area() == area)
              .map(
                  indicator ->
                      new IndicatorPoints(
                          indicator, indicator.points(), assessment.met().contains(indicator)))
              .toList());
    }
  }

  /** What is looked for, and what it is worth. */
  record IndicatorPoints(Indicator indicator, int points, boolean met) {}

  @Get("/datasets/{id}/quality")
  @Operation(
      summary =
          "Reports on the tables of a dataset, each on the version judged last; how it lives; the"
              + " 405-point assessment of its metadata")
  DatasetQuality dataset(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    DatasetEntry entry = lookup.dataset(id);
    List<TableReport> reports = entry.tables().stream().flatMap(t -> report(t).stream()).toList();
    return new DatasetQuality(
        reports.size(),
        reports,
        Optional.empty(),
        entry.liveness().map(Live::of),
        entry.liveness().map(life -> Metadata.of(life.assessment())));
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
