package vn.sen.harvest.check;

import java.util.Optional;
import vn.sen.harvest.contract.Contract.PromisedRule;

/**
 * How many there may be, both ends within: {@code exactly}, or {@code minimum}, {@code maximum}.
 */
record Bounds(long least, long most) {

  /** Absent where none of the three is a whole number. */
  static Optional<Bounds> of(PromisedRule promise) {
    Optional<Long> exactly = bound(promise, "exactly");
    Optional<Long> least = exactly.or(() -> bound(promise, "minimum"));
    Optional<Long> most = exactly.or(() -> bound(promise, "maximum"));
    return least.isEmpty() && most.isEmpty()
        ? Optional.empty()
        : Optional.of(new Bounds(least.orElse(0L), most.orElse(Long.MAX_VALUE)));
  }

  private static Optional<Long> bound(PromisedRule promise, String name) {
    return promise.parameter(name).stream()
        .filter(text -> text.matches("\\d{1,18}"))
        .findFirst()
        .map(Long::valueOf);
  }

  boolean hold(long number) {
    return number >= least && number <= most;
  }

  /** In signs that need no language. */
  @Override
  public String toString() {
    if (least == most) {
      return Figures.en(least);
    }
    if (most == Long.MAX_VALUE) {
      return ">= " + Figures.en(least);
    }
    return least == 0 ? "<= " + Figures.en(most) : Figures.en(least) + " - " + Figures.en(most);
  }
}
