package vn.sen.harvest.contract;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of contracts beside each other: numbers as numbers, ISO dates and times by their text. */
final class PromisedValue {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?(E-?[0-9]{1,3})?");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private PromisedValue() {}

  /** -1, 0 or 1; absent where they are not of one kind. */
  static Optional<Integer> compare(String one, String other) {
    if (one.equals(other)) {
      return Optional.of(0);
    }
    Optional<BigDecimal> number = number(one);
    Optional<BigDecimal> second = number(other);
    if (number.isPresent() && second.isPresent()) {
      return Optional.of(number.get().compareTo(second.get()));
    }
    // 2024-01-31 and 2023-12-31, 10:00 and 09:30: one form, so that the text sorts as time does.
    String form = DIGIT.matcher(one).replaceAll("0");
    return form.length() > 4 && form.equals(DIGIT.matcher(other).replaceAll("0"))
        ? Optional.of(Integer.signum(one.compareTo(other)))
        : Optional.empty();
  }

  static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
