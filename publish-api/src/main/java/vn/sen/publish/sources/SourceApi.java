package vn.sen.publish.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Operations.Run;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.rdf.RdfSyntax;
import vn.sen.vocab.rdf.RdfWriter;

/** Sources and harvests as JSON. */
@Controller("/api/v1")
@ExecuteOn(Pools.READS)
@Tag(name = "harvests")
final class SourceApi {
  private static final int RUNS = 30;

  private final SourceBook book;
  private final SourceDesk desk;
  private final Operations operations;
  private final Stewards stewards;

  SourceApi(SourceBook book, SourceDesk desk, Operations operations, Stewards stewards) {
    this.book = book;
    this.desk = desk;
    this.operations = operations;
    this.stewards = stewards;
  }

  /**
   * A source.
   *
   * @param url scheme, host and path; a name of it where these are not public
   * @param schedule its timetable; absent for one that is harvested by hand alone
   * @param states running, failing, overdue, held, unattested or disabled, as far as it is so
   * @param due when it is harvested next
   * @param held how many removals and versions of it wait for a person
   * @param last its last harvest
   * @param now the harvest that goes on
   */
  record SourceJson(
      String id,
      String url,
      String kind,
      String agency,
      boolean enabled,
      Optional<String> schedule,
      Set<SourceState> states,
      AttestationApi.AttestationJson attestation,
      Optional<Instant> due,
      int held,
      Optional<LastJson> last,
      Optional<SourceDesk.Ongoing> now) {
    static SourceJson of(SourceLine line, Instant now) {
      return new SourceJson(
          line.source().id().value(),
          line.address(),
          line.source().kind(),
          line.source().agency().value(),
          line.source().enabled(),
          line.source().schedule(),
          line.states(now),
          AttestationApi.AttestationJson.of(line.source(), Layers.day(now)),
          line.due(),
          line.held(),
          line.last().map(LastJson::of),
          line.now());
    }
  }

  /** A harvest without its report. */
  record LastJson(String id, Instant started, Optional<Instant> ended, String outcome) {
    static LastJson of(Run run) {
      return new LastJson(run.id(), run.started(), run.ended(), run.outcome());
    }
  }

  /**
   * One source, and what it is held to.
   *
   * @param robots what its host says to crawlers, where it is crawled and that is known
   * @param harvests its last 30, last first
   */
  record OneSourceJson(
      SourceJson source,
      SourceDesk.Bounds limits,
      Optional<SourceDesk.Robots> robots,
      List<HarvestJson> harvests) {}

  /** A source that a steward wants, as it arrives. */
  record Wanted(
      @Nullable String url,
      @Nullable String kind,
      @Nullable String agency,
      @Nullable String schedule) {
    SourceDesk.Wanted of() {
      return wanted(text(url), text(kind), text(agency), text(schedule));
    }

    private static String text(@Nullable String given) {
      return given == null ? "" : given.strip();
    }
  }

  /** A record as it would be mapped. */
  record PreviewedJson(String identifier, String turtle) {
    static PreviewedJson of(CatalogRecord record) {
      return new PreviewedJson(
          record.identifier(), RdfWriter.write(record.description(), RdfSyntax.TURTLE));
    }
  }

  /** What the first records of a source would be. */
  record PreviewJson(@Schema(type = "object") HarvestReport report, List<PreviewedJson> records) {}

  /** Blank texts are said to be absent. */
  static SourceDesk.Wanted wanted(String url, String kind, String agency, String schedule) {
    try {
      return new SourceDesk.Wanted(
          new URI(url),
          kind,
          Optional.of(agency).filter(text -> !text.isEmpty()),
          Optional.of(schedule).filter(text -> !text.isEmpty()));
    } catch (URISyntaxException e) {
      throw new InvalidRequestException(
          "Nguồn là địa chỉ http hoặc https, không phải '%s'. A source is an http or https address, got '%s'."
              .formatted(url, url),
          e);
    }
  }

  /**
   * A harvest.
   *
   * @param outcome running, complete, partial, failed or interrupted
   * @param report as sen harvest --json prints it; in lists without its problems; absent while it
   *     runs
   */
  record HarvestJson(
      String id,
      String source,
      Instant started,
      Optional<Instant> ended,
      String outcome,
      @Schema(type = "object") Optional<JsonNode> report) {
    static HarvestJson of(Run run, boolean isWhole) {
      Optional<JsonNode> report =
          Optional.of(run.report())
              .filter(text -> !text.isBlank())
              .map(text -> Json.read(text, JsonNode.class));
      if (!isWhole) {
        report.ifPresent(json -> ((ObjectNode) json).remove(List.of("problems", "problemCount")));
      }
      return new HarvestJson(
          run.id(), run.source().value(), run.started(), run.ended(), run.outcome(), report);
    }
  }

  @Get("/sources")
  @Operation(
      summary = "Sources that are harvested, by agency and name",
      parameters = {
        @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            schema =
                @Schema(
                    allowableValues = {
                      "running",
                      "failing",
                      "overdue",
                      "held",
                      "unattested",
                      "disabled"
                    })),
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "0", maximum = "1000", defaultValue = "1000")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "'next' of the page before",
            schema = @Schema(type = "string"))
      })
  Listing<SourceJson> sources(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, "state", "limit", "cursor");
    Optional<SourceState> state = SourcePages.state(parameters);
    Instant now = book.now();
    List<SourceLine> all =
        book.all().stream()
            .filter(line -> state.isEmpty() || line.states(now).contains(state.get()))
            .toList();
    return Listing.page(all, line -> line.source().id().value(), parameters, Parameters.MOST)
        .map(line -> SourceJson.of(line, now));
  }

  @Get("/sources/{id}")
  @Operation(summary = "One source with its last harvests and its limits")
  OneSourceJson source(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    SourceLine line = book.one(RunPages.sourceId(id));
    return new OneSourceJson(
        SourceJson.of(line, book.now()),
        desk.bounds(),
        desk.robots(line.source()),
        operations.briefRuns(Optional.of(line.source().id()), RUNS).stream()
            .map(run -> HarvestJson.of(run, false))
            .toList());
  }

  @Get(value = "/sources/attestations.csv", produces = "text/csv")
  @Operation(summary = "How the security of every source is attested, today, as CSV")
  HttpResponse<byte[]> attestations(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters.of(request);
    return HttpResponse.ok(desk.attestations())
        .contentType("text/csv;charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  @Post("/sources/preview")
  @ExecuteOn(Pools.CHECKS)
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Read the first ten records of a source, and change nothing")
  PreviewJson preview(@Parameter(hidden = true) HttpRequest<?> request, @Body Wanted wanted)
      throws InterruptedException {
    stewards.admitProgram(request);
    SourceDesk.Preview preview = desk.preview(wanted.of());
    return new PreviewJson(
        preview.report(), preview.records().stream().map(PreviewedJson::of).toList());
  }

  @Post("/sources")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Register a source, or change the one of that address and kind")
  HttpResponse<SourceJson> add(
      @Parameter(hidden = true) HttpRequest<?> request, @Body Wanted wanted) {
    stewards.admitProgram(request);
    return HttpResponse.created(SourceJson.of(book.one(desk.add(wanted.of()).id()), book.now()));
  }

  @Get("/harvests")
  @Operation(
      summary = "Harvests, last started first; at most the last 1,000",
      parameters = {
        @Parameter(
            name = "source",
            in = ParameterIn.QUERY,
            description = "id of a source",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "0", maximum = "1000", defaultValue = "50")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "'next' of the page before",
            schema = @Schema(type = "string"))
      })
  Listing<HarvestJson> harvests(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, "source", "limit", "cursor");
    List<Run> all =
        operations.briefRuns(parameters.text("source").map(RunPages::sourceId), Parameters.MOST);
    return Listing.page(all, Run::id, parameters, 50).map(run -> HarvestJson.of(run, false));
  }

  @Get("/harvests/{id}")
  @Operation(summary = "One harvest with its whole report")
  HarvestJson harvest(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    return operations
        .findRun(id)
        .map(run -> HarvestJson.of(run, true))
        .orElseThrow(() -> new NotFoundException("there is no harvest '%s'".formatted(id)));
  }
}
