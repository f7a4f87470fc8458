package vn.sen.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * That the information system behind a source was found to keep the level of security it must.
 *
 * @param level 1 to 5, as Decree 85/2016/NĐ-CP (articles 7 to 11) grades information systems
 * @param date of the decision
 * @param expires its last day
 * @param reference of the decision, such as its number
 * @param by who recorded it here
 * @param at when that was
 */
public record Attestation(
    int level, LocalDate date, LocalDate expires, String reference, String by, Instant at) {
  /** So many days before its end a source is warned of. */
  public static final int WARNING_DAYS = 30;

  /** How a source stands with its attestation on some day. */
  public enum Standing {
    VALID,
    /** Valid still, and for no more than {@link #WARNING_DAYS} days. */
    EXPIRING,
    EXPIRED,
    MISSING;

    /** How {@code attestation} stands on {@code day}, in Viet Nam. */
    public static Standing of(Optional<Attestation> attestation, LocalDate day) {
      return attestation
          .map(
              given ->
                  day.isAfter(given.expires)
                      ? EXPIRED
                      : day.plusDays(WARNING_DAYS).isAfter(given.expires) ? EXPIRING : VALID)
          .orElse(MISSING);
    }

    /** Whether there is one, and it has not expired. */
    public boolean isValid() {
      return this == VALID || this == EXPIRING;
    }

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
