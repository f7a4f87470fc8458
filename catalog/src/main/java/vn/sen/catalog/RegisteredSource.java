package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param options what its kind wants to know besides, by name; no secrets
 */
public record RegisteredSource(
    SourceId id,
    URI url,
    String kind,
    AgencyCode agency,
    List<String> allowedHosts,
    boolean enabled,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> schedule,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Attestation> attestation,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> options) {
  @JsonCreator
  public RegisteredSource {
    allowedHosts = List.copyOf(allowedHosts);
    // Sources that were registered before there were options have none.
    options = options == null ? Map.of() : Map.copyOf(options);
  }

  /** Harvested by hand alone, and not attested. */
  public RegisteredSource(
      SourceId id,
      URI url,
      String kind,
      AgencyCode agency,
      List<String> allowedHosts,
      boolean enabled) {
    this(
        id, url, kind, agency, allowedHosts, enabled, Optional.empty(), Optional.empty(), Map.of());
  }

  /** This source, to be harvested from now on. */
  public RegisteredSource enable() {
    return new RegisteredSource(
        id, url, kind, agency, allowedHosts, true, schedule, attestation, options);
  }

  /** This source, not to be harvested any more. */
  public RegisteredSource disable() {
    return new RegisteredSource(
        id, url, kind, agency, allowedHosts, false, schedule, attestation, options);
  }

  /** This source with another timetable. */
  public RegisteredSource at(Optional<String> timetable) {
    return new RegisteredSource(
        id, url, kind, agency, allowedHosts, enabled, timetable, attestation, options);
  }

  /** This source with another attestation, or none. */
  public RegisteredSource attested(Optional<Attestation> given) {
    return new RegisteredSource(
        id, url, kind, agency, allowedHosts, enabled, schedule, given, options);
  }

  /** This source, with these options in the place of those of the same name. */
  public RegisteredSource withOptions(Map<String, String> given) {
    var all = new HashMap<>(options);
    all.putAll(given);
    return new RegisteredSource(
        id, url, kind, agency, allowedHosts, enabled, schedule, attestation, all);
  }

  /** How its attestation stands on {@code day}. */
  public Attestation.Standing standing(LocalDate day) {
    return Attestation.Standing.of(attestation, day);
  }
}
