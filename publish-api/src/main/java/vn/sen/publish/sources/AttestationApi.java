package vn.sen.publish.sources;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Attestation;
import vn.sen.catalog.Attesting;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Layers;
import vn.sen.catalog.RegisteredSource;
import vn.sen.publish.Pools;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** How the security of sources is attested, as a steward says it. Needs the bootstrap token. */
@Controller("/api/v1/sources")
@ExecuteOn(Pools.READS)
@Tag(name = "harvests")
@SecurityRequirement(name = "bootstrap-token")
final class AttestationApi {
  private final Catalog catalog;
  private final Intake intake;
  private final Clock clock;
  private final Stewards stewards;

  AttestationApi(Catalog catalog, Intake intake, Clock clock, Stewards stewards) {
    this.catalog = catalog;
    this.intake = intake;
    this.clock = clock;
    this.stewards = stewards;
  }

  /**
   * How the security of a source is attested, for anyone. Who recorded it stays in the journal.
   *
   * @param standing valid, expiring, expired or missing, today
   * @param level 1 to 5 (Decree 85/2016/NĐ-CP); absent, as all else, when it is missing
   * @param reference of the decision
   * @param recorded when it was recorded here
   */
  record AttestationJson(
      Attestation.Standing standing,
      Optional<Integer> level,
      Optional<LocalDate> date,
      Optional<LocalDate> expires,
      Optional<String> reference,
      Optional<Instant> recorded) {
    static AttestationJson of(RegisteredSource source, LocalDate today) {
      Optional<Attestation> given = source.attestation();
      return new AttestationJson(
          source.standing(today),
          given.map(Attestation::level),
          given.map(Attestation::date),
          given.map(Attestation::expires),
          given.map(Attestation::reference),
          given.map(Attestation::at));
    }
  }

  /** An attestation as it arrives. */
  record Wanted(
      @Nullable Integer level,
      @Nullable String date,
      @Nullable String expires,
      @Nullable String reference,
      @Nullable String by) {
    Attesting toAttesting() {
      return new Attesting(
          level == null ? 0 : level,
          day("date", date),
          day("expires", expires),
          reference == null ? "" : reference);
    }

    private static LocalDate day(String name, @Nullable String given) {
      try {
        return LocalDate.parse(given == null ? "" : given.strip());
      } catch (DateTimeException e) {
        throw new InvalidRequestException(
            "'%s' là ngày như 2027-03-01, không phải '%s'. '%s' is a day such as 2027-03-01, got '%s'."
                .formatted(name, given, name, given),
            e);
      }
    }
  }

  @Put("/{id}/attestation")
  @Operation(summary = "Record the decision that attests the security of a source's system")
  AttestationJson attest(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Wanted wanted) {
    stewards.admitProgram(request);
    SourceId source = RunPages.sourceId(id);
    intake.attest(source, wanted.toAttesting(), new Verdict(null, null, wanted.by()).person());
    return now(source);
  }

  @Post("/{id}/attestation/withdraw")
  @Operation(summary = "Record that a source has no attestation any more")
  AttestationJson withdraw(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body Verdict verdict) {
    stewards.admitProgram(request);
    SourceId source = RunPages.sourceId(id);
    intake.withdrawAttestation(source, verdict.reason(), verdict.person());
    return now(source);
  }

  private AttestationJson now(SourceId id) {
    return catalog
        .findSource(id)
        .map(source -> AttestationJson.of(source, Layers.day(clock.instant())))
        .orElseThrow(() -> new NotFoundException("there is no source '%s'".formatted(id)));
  }
}
