package vn.sen.publish.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.stream.Stream;

/**
 * When the agencies publish, seen from {@code today}, so that the samples are as live whenever the
 * demonstration is given.
 */
record Timetable(LocalDate today, Day day) {
  /** When 63 provinces became 34 and districts ceased. */
  static final LocalDate MERGER = LocalDate.of(2025, 7, 1);

  static final YearMonth FIRST_MERGED_MONTH = YearMonth.from(MERGER);

  /** The samples have a second day, on which some of them have changed. */
  enum Day {
    FIRST,
    SECOND
  }

  boolean isSecondDay() {
    return day == Day.SECOND;
  }

  /** When monthly figures came out last. */
  LocalDate monthly() {
    return today.withDayOfMonth(1);
  }

  /** When quarterly figures came out last. */
  LocalDate quarterly() {
    return today.with(IsoFields.DAY_OF_QUARTER, 1);
  }

  /** When yearly figures came out last. */
  LocalDate yearly() {
    LocalDate january = LocalDate.of(today.getYear(), 1, 15);
    return january.isAfter(today) ? january.minusYears(1) : january;
  }

  /** The last month that is over. */
  YearMonth lastMonth() {
    return YearMonth.from(today).minusMonths(1);
  }

  /** All months from one to another, both included. */
  static List<YearMonth> months(YearMonth first, YearMonth last) {
    return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
        .toList();
  }
}
