package vn.sen.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads dates that keep their precision: a year, a month, a day or a moment. */
final class Moments {
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(Z|[+-]\\d{2}:\\d{2})?");

  private Moments() {}

  /** The first day of what {@code lexical} says, ISO; absent when it is no date. */
  static Optional<String> firstDay(String lexical) {
    return day(lexical, false).map(LocalDate::toString);
  }

  /** The last day of what {@code lexical} says, ISO; absent when it is no date. */
  static Optional<String> lastDay(String lexical) {
    return day(lexical, true).map(LocalDate::toString);
  }

  /** The moment it begins, in Vietnam where it doesn't say; absent when it is no date. */
  static Optional<Instant> start(String lexical) {
    String text = lexical.strip();
    if (text.indexOf('T') > 0) {
      try {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeException e) {
        // Without an offset, or no moment at all.
      }
      try {
        return Optional.of(LocalDateTime.parse(text).atZone(VIETNAM).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    return day(text, false).map(day -> day.atStartOfDay(VIETNAM).toInstant());
  }

  private static Optional<LocalDate> day(String lexical, boolean last) {
    String text = lexical.strip();
    int time = text.indexOf('T');
    if (time > 0) {
      text = text.substring(0, time);
    }
    try {
      if (YEAR.matcher(text).matches()) {
        int year = Integer.parseInt(text);
        return Optional.of(last ? LocalDate.of(year, 12, 31) : LocalDate.of(year, 1, 1));
      }
      if (MONTH.matcher(text).matches()) {
        YearMonth month = YearMonth.parse(text);
        return Optional.of(last ? month.atEndOfMonth() : month.atDay(1));
      }
      if (DAY.matcher(text).matches()) {
        return Optional.of(LocalDate.parse(text.substring(0, 10)));
      }
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
