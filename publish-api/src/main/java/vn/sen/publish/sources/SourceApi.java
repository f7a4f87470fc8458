package vn.sen.publish.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Operations.Run;
import vn.sen.catalog.RegisteredSource;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.Json;
import vn.sen.vocab.Sen;
import vn.sen.vocab.problem.NotFoundException;

/** Sources and harvests as JSON. */
@Controller("/api/v1")
@ExecuteOn(Pools.READS)
@Tag(name = "harvests")
final class SourceApi {
  private final Catalog catalog;
  private final Operations operations;
  private final Clock clock;

  SourceApi(Catalog catalog, Operations operations, Clock clock) {
    this.catalog = catalog;
    this.operations = operations;
    this.clock = clock;
  }

  /** A source. */
  record SourceJson(
      String id,
      String url,
      String kind,
      String agency,
      boolean enabled,
      AttestationApi.AttestationJson attestation) {
    static SourceJson of(RegisteredSource source, LocalDate today) {
      return new SourceJson(
          source.id().value(),
          shown(source),
          source.kind(),
          source.agency().value(),
          source.enabled(),
          AttestationApi.AttestationJson.of(source, today));
    }

    /**
     * Scheme, host and path: a query may hold a key. Where a source that is not on the web lies is
     * nobody's business.
     */
    private static String shown(RegisteredSource source) {
      URI url = source.url();
      if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
        return Sen.NS + "source:" + source.id();
      }
      String port = url.getPort() < 0 ? "" : ":" + url.getPort();
      return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
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
        report.ifPresent(json -> ((ObjectNode) json).remove("problems"));
      }
      return new HarvestJson(
          run.id(), run.source().value(), run.started(), run.ended(), run.outcome(), report);
    }
  }

  @Get("/sources")
  @Operation(summary = "Sources that are harvested")
  Listing<SourceJson> sources(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters.of(request);
    LocalDate today = Layers.day(clock.instant());
    return Listing.whole(
        catalog.sources().stream().map(source -> SourceJson.of(source, today)).toList());
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
        operations.runs(parameters.text("source").map(RunPages::sourceId), Parameters.MOST);
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
