package vn.sen.harvest.check;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.Dataset.Period;

/**
 * The days that a date of any precision can mean: all of a year for {@code 2019}.
 *
 * @param from first day
 * @param to last day
 */
record Span(LocalDate from, LocalDate to) {
  private static final LocalDate EARLIEST = LocalDate.of(1800, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 12, 31);

  private static final String YEAR = "((?:19|20)\\d{2})";
  private static final Pattern ISO_DAY =
      Pattern.compile(YEAR + "[-/.](\\d{1,2})[-/.](\\d{1,2})(\\D.*)?");
  private static final Pattern DAY =
      Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.]" + YEAR + "(\\D.*)?");
  private static final Pattern ISO_MONTH = Pattern.compile(YEAR + "[-/.](\\d{1,2})");
  private static final Pattern MONTH = Pattern.compile("(?:tháng *)?(\\d{1,2})[-/.]" + YEAR);
  private static final Pattern QUARTER =
      Pattern.compile(
          "(?:quý *|q)(iv|i{1,3}|[1-4])[-/. ,]*(?:năm *)?" + YEAR + "|" + YEAR + "-?q([1-4])");
  private static final Pattern A_YEAR = Pattern.compile("(?:năm *)?" + YEAR + "(?:[.,]0+)?");
  private static final Map<String, Integer> ROMAN = Map.of("i", 1, "ii", 2, "iii", 3, "iv", 4);

  /** Reads a date, month, quarter or year as agencies write them; empty for anything else. */
  static Optional<Span> parse(String text) {
    String bare = text.strip().toLowerCase(java.util.Locale.ROOT);
    Matcher iso = ISO_DAY.matcher(bare);
    if (iso.matches()) {
      return day(iso.group(1), iso.group(2), iso.group(3));
    }
    Matcher day = DAY.matcher(bare);
    if (day.matches()) {
      return day(day.group(3), day.group(2), day.group(1));
    }
    Matcher isoMonth = ISO_MONTH.matcher(bare);
    if (isoMonth.matches()) {
      return months(isoMonth.group(1), number(isoMonth.group(2)), 1);
    }
    Matcher month = MONTH.matcher(bare);
    if (month.matches()) {
      return months(month.group(2), number(month.group(1)), 1);
    }
    Matcher quarter = QUARTER.matcher(bare);
    if (quarter.matches()) {
      boolean before = quarter.group(1) != null;
      String which = before ? quarter.group(1) : quarter.group(4);
      int ordinal = ROMAN.containsKey(which) ? ROMAN.getOrDefault(which, 1) : number(which);
      return months(before ? quarter.group(2) : quarter.group(3), 3 * ordinal - 2, 3);
    }
    Matcher year = A_YEAR.matcher(bare);
    return year.matches() ? months(year.group(1), 1, 12) : Optional.empty();
  }

  /** A period of metadata; an end that is open reaches to the end of the calendar. */
  static Optional<Span> of(Period period) {
    Optional<Span> start = period.start().flatMap(Span::parse);
    Optional<Span> end = period.end().flatMap(Span::parse);
    if (start.isEmpty() && end.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Span(start.map(Span::from).orElse(EARLIEST), end.map(Span::to).orElse(LATEST)));
  }

  private static Optional<Span> day(String year, String month, String day) {
    int ofYear = number(month);
    if (ofYear < 1 || ofYear > 12 || !YearMonth.of(number(year), ofYear).isValidDay(number(day))) {
      return Optional.empty();
    }
    LocalDate date = LocalDate.of(number(year), ofYear, number(day));
    return Optional.of(new Span(date, date));
  }

  private static Optional<Span> months(String year, int first, int count) {
    if (first < 1 || first > 12) {
      return Optional.empty();
    }
    YearMonth start = YearMonth.of(number(year), first);
    return Optional.of(new Span(start.atDay(1), start.plusMonths(count - 1L).atEndOfMonth()));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** A day of this span on which {@code unit} stood; absent when there was none. */
  Optional<LocalDate> dayOf(AdministrativeUnit unit) {
    LocalDate first = unit.validFrom().filter(start -> start.isAfter(from)).orElse(from);
    return first.isAfter(to) || !unit.isValidOn(first) ? Optional.empty() : Optional.of(first);
  }

  /** All the time there is. */
  static Span always() {
    return new Span(EARLIEST, LATEST);
  }
}
