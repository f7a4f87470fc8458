package vn.sen.catalog.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days that a date of any precision stands for: {@code 2023}, {@code 2023-05} or a day. */
record Days(LocalDate first, LocalDate last) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Pattern FORM =
      Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ].*|Z|[+-][0-9:]+)?)?)?");

  /** Reads an ISO date, a time of day behind it left aside; absent when it is none. */
  static Optional<Days> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      int year = Integer.parseInt(matcher.group(1));
      if (matcher.group(2) == null) {
        return Optional.of(new Days(Year.of(year).atDay(1), LocalDate.of(year, 12, 31)));
      }
      YearMonth month = YearMonth.of(year, Integer.parseInt(matcher.group(2)));
      if (matcher.group(3) == null) {
        return Optional.of(new Days(month.atDay(1), month.atEndOfMonth()));
      }
      LocalDate day = month.atDay(1).withDayOfMonth(Integer.parseInt(matcher.group(3)));
      return Optional.of(new Days(day, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** When the first day begins in Vietnam. */
  Instant begin() {
    return first.atStartOfDay(ZONE).toInstant();
  }
}
