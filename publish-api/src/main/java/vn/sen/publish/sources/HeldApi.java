package vn.sen.publish.sources;

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
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Held;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Lookup;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.InvalidRequestException;

/** What waits for a person, and the person's word. Needs the bootstrap token. */
@Controller("/api/v1")
@ExecuteOn(Pools.READS)
@Tag(name = "decisions")
@SecurityRequirement(name = "bootstrap-token")
final class HeldApi {
  private final Catalog catalog;
  private final Intake intake;
  private final Lookup lookup;
  private final Stewards stewards;
  private final ReturnDesk returns;

  HeldApi(Catalog catalog, Intake intake, Stewards stewards, ReturnDesk returns) {
    this.returns = returns;
    this.catalog = catalog;
    this.intake = intake;
    this.lookup = new Lookup(catalog);
    this.stewards = stewards;
  }

  /**
   * Something that waits.
   *
   * @param kind {@code version} or {@code removals}
   * @param name {@code dataset/table@version}, or {@code source/run}
   * @param identifiers records that would be removed; empty for a version
   */
  record HeldJson(
      String kind,
      String name,
      String url,
      String reason,
      Instant since,
      List<String> identifiers) {
    static HeldJson of(Held held) {
      return switch (held) {
        case Held.Version(TableVersionId id, var _, String reason, Instant since) ->
            new HeldJson(
                "version",
                id.toString(),
                "/api/v1/held/versions/%s/%d".formatted(id.table(), id.number()),
                reason,
                since,
                List.of());
        case Held.Removals r ->
            new HeldJson(
                "removals",
                r.source() + "/" + r.run(),
                "/api/v1/held/removals/%s/%s".formatted(r.source(), r.run()),
                r.reason(),
                r.since(),
                r.identifiers());
      };
    }
  }

  /** Bytes to be erased. */
  record Erasure(@Nullable String sha256, @Nullable String why, @Nullable String by) {}

  @Get("/held")
  @Operation(summary = "What waits for a person")
  HttpResponse<Listing<HeldJson>> held(@Parameter(hidden = true) HttpRequest<?> request) {
    stewards.admitProgram(request);
    Parameters.of(request);
    return HttpResponse.ok(Listing.whole(catalog.held().stream().map(HeldJson::of).toList()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Post("/held/versions/{id}/{table}/{version}")
  @Operation(summary = "Publish a quarantined version, or keep it back")
  HttpResponse<?> decide(
      @Parameter(hidden = true) HttpRequest<?> request,
      String id,
      String table,
      int version,
      @Body Verdict verdict) {
    stewards.admitProgram(request);
    intake.decide(
        lookup.version(lookup.table(id, table).id(), version).id(),
        verdict.toDecision(),
        verdict.reason(),
        verdict.person());
    return HttpResponse.noContent();
  }

  @Get("/held/versions/{id}/{table}/{version}/{what}")
  @ExecuteOn(Pools.CHECKS)
  @Operation(
      summary =
          "What the source sent: as it came, with the failing cells marked, or every failing row",
      parameters =
          @Parameter(
              name = "what",
              in = ParameterIn.PATH,
              schema = @Schema(allowableValues = {"received", "marked", "failing"})))
  HttpResponse<?> back(
      @Parameter(hidden = true) HttpRequest<?> request,
      String id,
      String table,
      int version,
      String what)
      throws IOException, InterruptedException {
    stewards.admitProgram(request);
    return returns.give(id, table, version, what);
  }

  @Post("/held/removals/{source}/{run}")
  @Operation(summary = "Carry out held removals, or keep the records")
  HttpResponse<?> decideRemovals(
      @Parameter(hidden = true) HttpRequest<?> request,
      String source,
      String run,
      @Body Verdict verdict) {
    stewards.admitProgram(request);
    intake.decideRemovals(
        RunPages.sourceId(source), run, verdict.toDecision(), verdict.reason(), verdict.person());
    return HttpResponse.noContent();
  }

  @Post("/erasures")
  @Operation(summary = "Erase bytes for ever; their hash and the reason stay")
  HttpResponse<?> erase(@Parameter(hidden = true) HttpRequest<?> request, @Body Erasure erasure) {
    stewards.admitProgram(request);
    String sha256 = erasure.sha256();
    if (sha256 == null || !Sha256.isForm(sha256)) {
      throw new InvalidRequestException("'sha256' is 64 hexadecimal digits in lower case");
    }
    var verdict = new Verdict(null, erasure.why(), erasure.by());
    intake.erase(sha256, verdict.reason(), verdict.person());
    return HttpResponse.noContent();
  }
}
