package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * A source as registered.
 *
 * @param kind name of its connector, such as {@code ckan}
 * @param agency who speaks through it
 * @param allowedHosts private hosts that an administrator lets this source reach; empty for none
 * @param enabled whether it is harvested
 * @param schedule its timetable, in the words of {@code harvest.schedule.Timetable}; absent for a
 *     source that is harvested by hand alone
 * @param attestation of its security, as last recorded; absent where there is none
 */
public record RegisteredSource(
    SourceId id,
    URI url,
    String kind,
    AgencyCode agency,
    List<String> allowedHosts,
    boolean enabled,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> schedule,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Attestation> attestation) {
  @JsonCreator
  public RegisteredSource {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** Harvested by hand alone, and not attested. */
  public RegisteredSource(
      SourceId id,
      URI url,
      String kind,
      AgencyCode agency,
      List<String> allowedHosts,
      boolean enabled) {
    this(id, url, kind, agency, allowedHosts, enabled, Optional.empty(), Optional.empty());
  }

  /** This source, to be harvested from now on. */
  public RegisteredSource enable() {
    return new RegisteredSource(id, url, kind, agency, allowedHosts, true, schedule, attestation);
  }

  /** This source, not to be harvested any more. */
  public RegisteredSource disable() {
    return new RegisteredSource(id, url, kind, agency, allowedHosts, false, schedule, attestation);
  }

  /** This source with another timetable. */
  public RegisteredSource at(Optional<String> timetable) {
    return new RegisteredSource(
        id, url, kind, agency, allowedHosts, enabled, timetable, attestation);
  }

  /** This source with another attestation, or none. */
  public RegisteredSource attested(Optional<Attestation> given) {
    return new RegisteredSource(id, url, kind, agency, allowedHosts, enabled, schedule, given);
  }

  /** How its attestation stands on {@code day}. */
  public Attestation.Standing standing(LocalDate day) {
    return Attestation.Standing.of(attestation, day);
  }
}
