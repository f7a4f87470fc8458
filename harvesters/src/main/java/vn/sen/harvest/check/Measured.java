package vn.sen.harvest.check;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The answers to the aggregates that rules asked for, by their SQL. */
final class Measured {
  private final Map<String, @Nullable Object> text;
  private final Map<String, @Nullable Object> typed;

  Measured(Map<String, @Nullable Object> text, Map<String, @Nullable Object> typed) {
    this.text = text;
    this.typed = typed;
  }

  /** A count over the text table. */
  long text(String aggregate) {
    return number(text, aggregate).map(Number::longValue).orElse(0L);
  }

  /** A count over the typed table. */
  long typed(String aggregate) {
    return number(typed, aggregate).map(Number::longValue).orElse(0L);
  }

  /** A number of the text table; empty when it was taken over no rows, or too few. */
  OptionalDouble textNumber(String aggregate) {
    return fraction(text, aggregate);
  }

  /** A number of the typed table; empty when it was taken over no rows, or too few. */
  OptionalDouble typedNumber(String aggregate) {
    return fraction(typed, aggregate);
  }

  private static OptionalDouble fraction(Map<String, @Nullable Object> answers, String aggregate) {
    return number(answers, aggregate)
        .map(number -> OptionalDouble.of(number.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<Number> number(Map<String, @Nullable Object> answers, String aggregate) {
    if (!answers.containsKey(aggregate)) {
      throw new IllegalStateException("nobody asked for " + aggregate);
    }
    return Optional.ofNullable((Number) answers.get(aggregate));
  }
}
