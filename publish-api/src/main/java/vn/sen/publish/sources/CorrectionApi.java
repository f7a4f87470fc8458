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
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Correctable;
import vn.sen.catalog.Correcting;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Lookup;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Corrections of metadata. Anyone may read that there are, and what stands there now; what stood
 * there before, correcting and undoing need the bootstrap token.
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
      @Nullable List<@Nullable String> values,
      @Nullable String why,
      @Nullable String by) {
    String named() {
      if (property == null || property.isBlank()) {
        throw new InvalidRequestException(
            "'property' là thuộc tính cần đính chính, một trong: %s. 'property' is what to correct, one of: %s."
                .formatted(Correctable.names(), Correctable.names()));
      }
      return property.strip();
    }

    List<String> said() {
      if (values == null || values.stream().anyMatch(Objects::isNull)) {
        throw new InvalidRequestException(
            "'values' là danh sách văn bản như [\"a\", \"b\"], không có null. 'values' is a list of"
                + " texts such as [\"a\", \"b\"], none of them null.");
      }
      return values.stream().flatMap(Stream::ofNullable).toList();
    }
  }

  @Get("/datasets/{id}/corrections")
  @Operation(
      summary = "What stewards corrected in a dataset's description",
      description = "With the bootstrap token, what the source said and says too.")
  HttpResponse<Listing<CorrectionJson>> corrections(
      @Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    boolean steward = request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    if (steward) {
      stewards.admitProgram(request);
    }
    List<CorrectionJson> all =
        lookup.dataset(id).corrections().stream()
            .map(steward ? CorrectionJson::whole : CorrectionJson::open)
            .toList();
    return HttpResponse.ok(Listing.whole(all))
        .header(HttpHeaders.CACHE_CONTROL, steward ? "no-store" : "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
  }

  @Post("/datasets/{id}/corrections")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Lay a value over what the source says, until it is undone")
  HttpResponse<CorrectionJson> correct(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Wanted wanted) {
    stewards.admitProgram(request);
    var verdict = new Verdict(null, wanted.why(), wanted.by());
    return HttpResponse.created(
        CorrectionJson.whole(
            intake.correct(
                new Correcting(
                    lookup.dataset(id).id(),
                    wanted.named(),
                    Optional.ofNullable(wanted.language()),
                    wanted.said()),
                verdict.reason(),
                verdict.person())));
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
