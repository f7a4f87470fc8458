package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * One rule of the catalogue; what it finds is decided by code elsewhere.
 *
 * @param id such as {@code ACC-04}; its IRI is {@link Sen#rule}
 * @param subject what it is measured on
 * @param tolerance the failed share at which a check's score reaches its floor
 * @param weight within its dimension: 3 where a failure makes the data wrong, unsafe or absent, 2
 *     where it makes them hard to trust or use, 1 where it costs care only
 * @param thresholds where the severity follows from the failed share; {@link Thresholds#NONE}
 *     otherwise
 * @param severity in words, for people
 * @param waivable whether a steward may waive it for a while; never where people or visitors would
 *     be harmed
 * @param operations whether it judges the agency's servers, a score beside the four dimensions
 * @param measures what is counted
 * @param example what bad looks like
 * @param remedy how to mend it
 * @param parameters what a contract may promise by way of it; absent where that is nothing
 */
public record Rule(
    String id,
    Dimension dimension,
    Subject subject,
    Tolerance tolerance,
    Gating gating,
    int weight,
    Thresholds thresholds,
    Message severity,
    boolean waivable,
    boolean operations,
    Message title,
    Message measures,
    Message example,
    Message remedy,
    Optional<Message> parameters) {

  public Rule {
    if (weight < 1 || weight > 3) {
      throw new IllegalArgumentException("%s: a weight is 1, 2 or 3, got %d".formatted(id, weight));
    }
  }

  /** The severity of {@code failed} of {@code evaluated}, where shares decide. */
  public Optional<Severity> reached(long evaluated, long failed) {
    return tolerance == Tolerance.KEY
        ? thresholds.reachedInKey(evaluated, failed)
        : thresholds.reached(evaluated, failed);
  }

  /** Whether it may ever quarantine or block. */
  public boolean gates() {
    return gating != Gating.NEVER;
  }

  /** What a rule is measured on. */
  public enum Subject {
    TABLE,
    METADATA,
    LINKS,
    CATALOGUE;

    @JsonValue
    public String key() {
      return keyOf(this);
    }
  }

  /** How fast a score falls with the failed share. */
  public enum Tolerance {
    KEY(0.01),
    NORMAL(0.05),
    COSMETIC(0.20);

    private final double share;

    Tolerance(double share) {
      this.share = share;
    }

    /** The failed share that takes all of the score, 0 to 1. */
    public double share() {
      return share;
    }

    @JsonValue
    public String key() {
      return keyOf(this);
    }
  }

  /** When a rule may quarantine or block a table version. */
  public enum Gating {
    NEVER,
    /** Only where its parameters were declared (a contract), not inferred. */
    DECLARED,
    /** As {@link #DECLARED}, and on columns that cannot be typed at all. */
    DECLARED_OR_UNTYPED,
    ALWAYS;

    @JsonValue
    public String key() {
      return keyOf(this);
    }
  }

  private static String keyOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
