package vn.sen.publish.sources;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Correcting;
import vn.sen.catalog.Correction;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Lookup;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;

/**
 * Corrections of metadata. Anyone may read them; correcting and undoing needs the bootstrap token.
 */
@Controller("/api/v1")
@ExecuteOn(Pools.READS)
@Tag(name = "decisions")
final class CorrectionApi {
  private final Intake intake;
  private final Lookup lookup;
  private final Stewards stewards;

  CorrectionApi(Catalog catalog, Intake intake, Stewards stewards) {
    this.intake = intake;
    this.lookup = new Lookup(catalog);
    this.stewards = stewards;
  }

  /**
   * What a steward wants said, as it arrives.
   *
   * @param property such as {@code title}, or its IRI
   * @param language of a title or a description, {@code vi} where it is left out
   * @param values all that is said from then on
   */
  record Wanted(
      @Nullable String property,
      @Nullable String language,
      @Nullable List<String> values,
      @Nullable String why,
      @Nullable String by) {}

  @Get("/datasets/{id}/corrections")
  @Operation(summary = "What stewards corrected in a dataset's description")
  Listing<Correction> corrections(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    return Listing.whole(lookup.dataset(id).corrections());
  }

  @Post("/datasets/{id}/corrections")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Lay a value over what the source says, until it is undone")
  HttpResponse<Correction> correct(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Wanted wanted) {
    stewards.admitProgram(request);
    var verdict = new Verdict(null, wanted.why(), wanted.by());
    List<String> values = wanted.values();
    return HttpResponse.created(
        intake.correct(
            new Correcting(
                lookup.dataset(id).id(),
                String.valueOf(wanted.property()),
                Optional.ofNullable(wanted.language()),
                values == null ? List.of() : values),
            verdict.reason(),
            verdict.person()));
  }

  @Post("/corrections/{id}/undo")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Let the source speak again")
  HttpResponse<?> undo(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Verdict verdict) {
    stewards.admitProgram(request);
    intake.undoCorrection(id, verdict.reason(), verdict.person());
    return HttpResponse.noContent();
  }
}
