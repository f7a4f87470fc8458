package vn.sen.harvest.contract;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.PromisedRule;

/**
 * How old the data may be. Said by way of the rule LIV-09 where a {@code column} tells of which day
 * a row is, else of LIV-01: then it is the last change of the content that counts.
 *
 * @param column whose newest value is looked at; absent for the day the content last changed
 * @param longest the greatest age, at least a day
 */
public record Freshness(Optional<String> column, Period longest) {
  /** The rule on the last change of the content. */
  public static final String OF_CONTENT = "LIV-01";

  /** The rule on the newest value of a column. */
  public static final String OF_COLUMN = "LIV-09";

  static final String LONGEST = "longest";

  /** What a contract says of it; what cannot be understood is no promise. */
  public static List<Freshness> of(Contract contract) {
    return contract.rules().stream().flatMap(rule -> of(rule).stream()).toList();
  }

  static Optional<Freshness> of(PromisedRule rule) {
    boolean ofColumn = rule.rule().equals(OF_COLUMN);
    if (!ofColumn && !rule.rule().equals(OF_CONTENT)) {
      return Optional.empty();
    }
    List<String> column = rule.parameter("column");
    List<String> longest = rule.parameter(LONGEST);
    if (longest.size() != 1 || column.size() != (ofColumn ? 1 : 0)) {
      return Optional.empty();
    }
    return age(longest.getFirst()).map(age -> new Freshness(column.stream().findFirst(), age));
  }

  /** The rule that says so. */
  public String rule() {
    return column.isPresent() ? OF_COLUMN : OF_CONTENT;
  }

  /** The last day on which data are fresh that are of {@code day}. */
  public LocalDate until(LocalDate day) {
    return day.plus(longest);
  }

  /** An ISO 8601 duration, hours rounded up to days; absent when it is none, or less than that. */
  static Optional<Period> age(String text) {
    try {
      Period age =
          text.contains("T")
              ? Period.ofDays(Math.toIntExact((Duration.parse(text).toHours() + 23) / 24))
              : Period.parse(text);
      boolean isLong = !age.isNegative() && !age.isZero() && age.toTotalMonths() <= 12_000;
      return Optional.of(age).filter(_ -> isLong && age.getDays() <= 365_000);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
