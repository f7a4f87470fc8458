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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.WaiverEntry;
import vn.sen.catalog.WaiverGiven;
import vn.sen.catalog.Waiving;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.InvalidRequestException;

/** Waivers of rules. Anyone may read them; giving and ending one needs the bootstrap token. */
@Controller("/api/v1/waivers")
@ExecuteOn(Pools.READS)
@Tag(name = "decisions")
final class WaiverApi {
  private final Catalog catalog;
  private final Intake intake;
  private final Lookup lookup;
  private final Stewards stewards;

  WaiverApi(Catalog catalog, Intake intake, Stewards stewards) {
    this.catalog = catalog;
    this.intake = intake;
    this.lookup = new Lookup(catalog);
    this.stewards = stewards;
  }

  /**
   * A waiver.
   *
   * @param table absent for all tables of the dataset
   * @param column absent for whatever the rule finds
   * @param until its last day
   * @param by who signed it
   * @param ended that somebody ended it before
   */
  record WaiverJson(
      String id,
      String dataset,
      Optional<String> table,
      String rule,
      Optional<String> column,
      LocalDate until,
      String why,
      String by,
      Instant at,
      Optional<WaiverEntry.Ended> ended) {
    static WaiverJson of(WaiverEntry entry) {
      return new WaiverJson(
          entry.waiver().id(),
          entry.dataset().value(),
          entry.table(),
          entry.waiver().rule(),
          entry.waiver().column(),
          entry.waiver().until(),
          entry.waiver().why(),
          entry.waiver().by(),
          entry.at(),
          entry.ended());
    }
  }

  /**
   * A waiver that was given.
   *
   * @param waiting versions in quarantine that nothing else holds back; they wait for a decision
   */
  record GivenJson(WaiverJson waiver, List<String> waiting) {
    static GivenJson of(WaiverGiven given) {
      return new GivenJson(
          WaiverJson.of(given.given()),
          given.waiting().stream().map(TableVersionId::toString).toList());
    }
  }

  /** What a steward wants waived, as it arrives. */
  record Wanted(
      @Nullable String dataset,
      @Nullable String table,
      @Nullable String rule,
      @Nullable String column,
      @Nullable String until,
      @Nullable String why,
      @Nullable String by) {
    Waiving of(DatasetId id) {
      return new Waiving(id, text(table), text(rule).orElse(""), text(column), day());
    }

    String named() {
      return text(dataset)
          .orElseThrow(
              () ->
                  new InvalidRequestException(
                      "'dataset' là mã của tập dữ liệu. 'dataset' is the id of a dataset."));
    }

    private LocalDate day() {
      String given =
          text(until)
              .orElseThrow(
                  () ->
                      new InvalidRequestException(
                          "'until' là ngày cuối, như 2027-03-01. 'until' is the last day, such as"
                              + " 2027-03-01."));
      try {
        return LocalDate.parse(given);
      } catch (DateTimeException e) {
        throw new InvalidRequestException(
            "'until' is a day such as 2027-03-01, got '%s'".formatted(given), e);
      }
    }

    private static Optional<String> text(@Nullable String given) {
      return Optional.ofNullable(given).map(String::strip).filter(text -> !text.isEmpty());
    }
  }

  @Get
  @Operation(
      summary = "Waivers of rules, the latest first; ended ones too",
      parameters = {
        @Parameter(
            name = "dataset",
            in = ParameterIn.QUERY,
            description = "those of one dataset and its tables",
            schema = @Schema(type = "string")),
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
  Listing<WaiverJson> waivers(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, "dataset", "limit", "cursor");
    List<WaiverEntry> all =
        parameters
            .text("dataset")
            .map(id -> catalog.layers().waivers(lookup.evenGone(id).id()))
            .orElseGet(() -> catalog.layers().waivers());
    return Listing.page(all, entry -> entry.waiver().id(), parameters, 100).map(WaiverJson::of);
  }

  @Post
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "Waive a rule for at most 180 days; publishes nothing by itself")
  HttpResponse<GivenJson> waive(
      @Parameter(hidden = true) HttpRequest<?> request, @Body Wanted wanted) {
    stewards.admitProgram(request);
    var verdict = new Verdict(null, wanted.why(), wanted.by());
    DatasetId dataset = lookup.dataset(wanted.named()).id();
    return HttpResponse.created(
        GivenJson.of(intake.waive(wanted.of(dataset), verdict.reason(), verdict.person())));
  }

  @Post("/{id}/end")
  @SecurityRequirement(name = "bootstrap-token")
  @Operation(summary = "End a waiver before its day")
  WaiverJson end(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Verdict verdict) {
    stewards.admitProgram(request);
    return WaiverJson.of(intake.endWaiver(id, verdict.reason(), verdict.person()));
  }
}
