package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How one consumer's contract fares with one version of a table. Says nothing of who the consumer
 * is.
 *
 * @param consumer a {@link ConsumerId}, or for a lone file the name of the contract's
 * @param broken how many promises are not kept
 * @param breaks the first {@value #SHOWN} of them
 * @param freshUntil the last day on which the columns are as fresh as the contract says; absent
 *     where it says that of none
 */
public record ConsumerOutcome(
    String consumer,
    Standing standing,
    int broken,
    List<BrokenPromise> breaks,
    Optional<LocalDate> freshUntil) {
  /** How many promises are listed. */
  public static final int SHOWN = 20;

  public ConsumerOutcome {
    breaks = List.copyOf(breaks);
  }

  /** Of all that is not kept, the first few listed. */
  public static ConsumerOutcome of(
      String consumer, Standing standing, List<BrokenPromise> all, Optional<LocalDate> freshUntil) {
    return new ConsumerOutcome(
        consumer, standing, all.size(), all.stream().limit(SHOWN).toList(), freshUntil);
  }

  /** The same of another consumer with the same contract. */
  public ConsumerOutcome of(String other) {
    return new ConsumerOutcome(other, standing, broken, breaks, freshUntil);
  }

  /** The same with one more promise that is not kept: that the data are fresh. */
  public ConsumerOutcome stale(BrokenPromise age) {
    return new ConsumerOutcome(
        consumer,
        standing == Standing.KEPT ? Standing.STALE : standing,
        broken + 1,
        Stream.concat(breaks.stream(), Stream.of(age)).limit(SHOWN).toList(),
        freshUntil);
  }

  /** How it stands, and not why. */
  public ConsumerOutcome brief() {
    return new ConsumerOutcome(consumer, standing, broken, List.of(), freshUntil);
  }

  /** What may be known while the version is not public: which rules, how often, and no value. */
  public ConsumerOutcome heldBack() {
    return new ConsumerOutcome(
        consumer,
        standing,
        broken,
        breaks.stream().map(BrokenPromise::counted).toList(),
        Optional.empty());
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
      String rule, Optional<String> column, long failed, OptionalLong row, Message message) {

    /** Where it is and how often, but nothing of what is there. */
    private BrokenPromise counted() {
      Message title = RuleCatalogue.find(rule).map(Rule::title).orElse(new Message(rule, rule));
      return new BrokenPromise(
          rule,
          column,
          failed,
          OptionalLong.empty(),
          new Message(
              "%s: %d không đạt.".formatted(title.vi(), failed),
              "%s: %d not so.".formatted(title.en(), failed)));
    }
  }
}
