package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one consumer's contract fares with one version of a table. Says nothing of who the consumer
 * is.
 *
 * @param consumer a {@link ConsumerId}, or for a lone file the name of the contract's
 * @param broken how many promises are not kept
 * @param breaks the first {@value #SHOWN} of them
 * @param newest the last day that the column means by which the contract measures how fresh the
 *     data are; absent where it names none
 */
public record ConsumerOutcome(
    String consumer,
    Standing standing,
    int broken,
    List<BrokenPromise> breaks,
    Optional<LocalDate> newest) {
  /** How many promises are listed. */
  public static final int SHOWN = 20;

  public ConsumerOutcome {
    breaks = List.copyOf(breaks);
  }

  /** Of all that is not kept, the first few listed. */
  public static ConsumerOutcome of(
      String consumer, Standing standing, List<BrokenPromise> all, Optional<LocalDate> newest) {
    return new ConsumerOutcome(
        consumer, standing, all.size(), all.stream().limit(SHOWN).toList(), newest);
  }

  /** The same of another consumer with the same contract. */
  public ConsumerOutcome of(String other) {
    return new ConsumerOutcome(other, standing, broken, breaks, newest);
  }

  /** How a consumer stands with a version. */
  public enum Standing {
    /** Everything it relies on is so. */
    KEPT,
    /** Its data are too old, and everything else is so: no older version would serve it better. */
    STALE,
    BROKEN,
    /** It could not be said. */
    UNKNOWN;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the consumer can use the version, be it old. */
    public boolean isUsable() {
      return this == KEPT || this == STALE;
    }

    /** Whether it lacks something that it relies on. */
    public boolean isBroken() {
      return this == BROKEN || this == STALE;
    }
  }

  /**
   * A promise that the version does not keep.
   *
   * @param rule that says so, such as {@code ACC-02}
   * @param column absent when the promise is about more than one
   * @param failed items that fail
   * @param row the first of them, counted as in {@link Finding.FailingRow}; absent where it is
   *     about no row
   * @param message what is not so
   */
  public record BrokenPromise(
      String rule, Optional<String> column, long failed, OptionalLong row, Message message) {}
}
