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
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Identity;
import vn.sen.catalog.IdentityWanted;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Lookup;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Which records are one dataset, and whose it is, where a person decides that. Anyone may read the
 * decisions in force; deciding and undoing need the bootstrap token.
 */
@Controller("/api/v1")
@ExecuteOn(Pools.READS)
@Tag(name = "decisions")
final class IdentityApi {
  private static final int USUAL_PAGE = 100;

  private final Catalog catalog;
  private final Intake intake;
  private final Lookup lookup;
  private final Stewards stewards;

  IdentityApi(Catalog catalog, Intake intake, Stewards stewards) {
    this.catalog = catalog;
    this.intake = intake;
    this.lookup = new Lookup(catalog);
    this.stewards = stewards;
  }

  /** What a steward wants merged, as it arrives. */
  record Merging(@Nullable String into, @Nullable String why, @Nullable String by) {}

  /** What a steward wants split off, as it arrives. */
  record Splitting(
      @Nullable String source,
      @Nullable String record,
      @Nullable String why,
      @Nullable String by) {}

  /** Whom a steward wants to give a dataset to, as it arrives. */
  record Transferring(@Nullable String to, @Nullable String why, @Nullable String by) {}

  /** Who came after an agency, as it arrives. */
  record Succeeding(
      @Nullable String successor, @Nullable String on, @Nullable String why, @Nullable String by) {}

  @Get("/identity")
  @Operation(
      summary = "Merges, splits, transfers and successions in force, the latest first",
      description = "Each with the id by which it is undone.",
      parameters = {
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "0", maximum = "1000", defaultValue = "100")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "'next' of the page before",
            schema = @Schema(type = "string"))
      })
  Listing<Identity.Decided> decisions(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, "limit", "cursor");
    return Listing.page(
        catalog.identity().decisions(), Identity.Decided::id, parameters, USUAL_PAGE);
  }

  @Post("/datasets/{id}/merge")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Merge a dataset into another; its id leads there from then on")
  HttpResponse<Identity.Decided> merge(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Merging wanted) {
    stewards.admitProgram(request);
    String into = demand("into", wanted.into(), "4k8z0q2m7w");
    return decided(
        new IdentityWanted.Merge(lookup.dataset(id).id(), lookup.named(into)),
        new Verdict(null, wanted.why(), wanted.by()));
  }

  @Post("/datasets/{id}/split")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Give a record that was taken for a copy a dataset of its own")
  HttpResponse<Identity.Decided> split(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Splitting wanted) {
    stewards.admitProgram(request);
    return decided(
        new IdentityWanted.Split(
            lookup.dataset(id).id(),
            named("source", wanted.source(), SourceId::new, "cong-du-lieu"),
            demand("record", wanted.record(), "dan-so-2024")),
        new Verdict(null, wanted.why(), wanted.by()));
  }

  @Post("/datasets/{id}/transfer")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Give a dataset to another agency")
  HttpResponse<Identity.Decided> transfer(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Transferring wanted) {
    stewards.admitProgram(request);
    return decided(
        new IdentityWanted.Transfer(
            lookup.dataset(id).id(), named("to", wanted.to(), AgencyCode::new, "H29")),
        new Verdict(null, wanted.why(), wanted.by()));
  }

  @Post("/agencies/{code}/succession")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Record that another agency came after this one")
  HttpResponse<Identity.Decided> succeed(
      @Parameter(hidden = true) HttpRequest<?> request, String code, @Body Succeeding wanted) {
    stewards.admitProgram(request);
    return decided(
        new IdentityWanted.Succession(
            named("code", code, AgencyCode::new, "H29"),
            named("successor", wanted.successor(), AgencyCode::new, "H30"),
            named("on", wanted.on(), LocalDate::parse, "2025-07-01")),
        new Verdict(null, wanted.why(), wanted.by()));
  }

  @Post("/identity/{id}/undo")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Undo a merge, a split, a transfer or a succession")
  HttpResponse<?> undo(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Verdict verdict) {
    stewards.admitProgram(request);
    intake.undoDecision(id, verdict.reason(), verdict.person());
    return HttpResponse.noContent();
  }

  private HttpResponse<Identity.Decided> decided(IdentityWanted wanted, Verdict verdict) {
    return HttpResponse.created(intake.decide(wanted, verdict.reason(), verdict.person()));
  }

  private static <T> T named(
      String name, @Nullable String given, Function<String, T> read, String example) {
    String text = demand(name, given, example);
    try {
      return read.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(name, text, example);
    }
  }

  private static String demand(String name, @Nullable String given, String example) {
    return Optional.ofNullable(given)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> wrong(name, given == null ? "" : given, example));
  }

  private static InvalidRequestException wrong(String name, String given, String example) {
    return new InvalidRequestException(
        "'%s' nhận giá trị như '%s', không phải '%s'. '%s' is such as '%s', not '%s'."
            .formatted(name, example, given, name, example, given));
  }
}
