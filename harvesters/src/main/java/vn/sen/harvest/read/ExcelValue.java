package vn.sen.harvest.read;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.NumberToTextConverter;

/** A number in a spreadsheet as text: what its format says it is, without its decoration. */
final class ExcelValue {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final long EPOCH_1900 = LocalDate.of(1899, 12, 30).toEpochDay();
  private static final long EPOCH_1904 = LocalDate.of(1904, 1, 1).toEpochDay();

  /** The first day after the year 9999. */
  private static final double END = 2_958_466;

  /** More are no length of time. */
  private static final double MOST_DAYS = 10_000_000;

  private ExcelValue() {}

  /** What a number format makes of a number. */
  enum Kind {
    PLAIN,
    DATE,
    DATE_TIME,
    TIME,
    /** Hours, minutes or seconds that go on after midnight: a length of time. */
    ELAPSED,
    /** Zeros in front, as many as the format has: a code. */
    PADDED
  }

  private static final Pattern ELAPSED = Pattern.compile("\\[(h+|m+|s+)]");

  /**
   * A format, looked at once.
   *
   * @param digits of a padded number, or behind the point of the seconds of a length of time
   */
  record Format(Kind kind, int digits) {
    static final Format PLAIN = new Format(Kind.PLAIN, 0);

    static Format of(int index, String pattern) {
      if (pattern.matches("0{2,}")) {
        return new Format(Kind.PADDED, pattern.length());
      }
      String unquoted = pattern.replaceAll("\"[^\"]*\"|\\\\.", "").toLowerCase(Locale.ROOT);
      if (ELAPSED.matcher(unquoted).find()) {
        return new Format(Kind.ELAPSED, unquoted.matches(".*s]?[.,]0.*") ? 3 : 0);
      }
      if (!DateUtil.isADateFormat(index, pattern)) {
        return PLAIN;
      }
      // Colours, locales and text in quotes are no part of what is shown of a date.
      String bare = pattern.replaceAll("\\[[^\\]]*]|\"[^\"]*\"|\\\\.", "").toLowerCase(Locale.ROOT);
      boolean day = bare.contains("d") || bare.contains("y");
      boolean hour = bare.contains("h") || bare.contains("s");
      return new Format(day && hour ? Kind.DATE_TIME : hour ? Kind.TIME : Kind.DATE, 0);
    }
  }

  /**
   * @param number as the file has it
   */
  static String text(CharSequence number, Format format, boolean from1904) {
    return isAsShown(number, format)
        ? number.toString()
        : text(Double.parseDouble(number.toString()), format, from1904);
  }

  /** Whether a number is written as it is to be shown: most are, and need no arithmetic. */
  static boolean isAsShown(CharSequence number, Format format) {
    int length = number.length();
    int i = length > 0 && number.charAt(0) == '-' ? 1 : 0;
    // Fifteen digits are exact; zero has a sign in a double, and none in a table.
    if (format.kind != Kind.PLAIN
        || length - i > 15
        || length == i
        || i == 1 && number.charAt(1) == '0') {
      return false;
    }
    int point = -1;
    int start = i;
    for (; i < length; i++) {
      char c = number.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    boolean padded = number.charAt(start) == '0' && length - start > 1 && point != start + 1;
    return !padded && (point < 0 || point > start && number.charAt(length - 1) > '0');
  }

  static String text(double value, Format format, boolean from1904) {
    if (format.kind == Kind.ELAPSED && Math.abs(value) < MOST_DAYS) {
      return elapsed(value, format.digits);
    }
    boolean calendar = format.kind == Kind.DATE || format.kind == Kind.DATE_TIME;
    if ((calendar || format.kind == Kind.TIME) && value >= 0 && value < END) {
      if (format.kind == Kind.TIME && value < 1) {
        return LocalTime.ofSecondOfDay(Math.round(value * 86_400) % 86_400).format(TIME);
      }
      LocalDateTime time = time(value, from1904);
      if (format.kind == Kind.DATE && value == Math.floor(value)) {
        return time.toLocalDate().toString();
      }
      String text = time.toString();
      return time.getSecond() == 0 ? text + ":00" : text;
    }
    String text = plain(value);
    if (format.kind == Kind.PADDED && text.length() < format.digits && text.matches("\\d+")) {
      return "0".repeat(format.digits - text.length()) + text;
    }
    return text;
  }

  /** Days since an epoch, to the second; a day that never was, 29 February 1900, is the next. */
  private static LocalDateTime time(double value, boolean from1904) {
    long days = (long) value;
    long epoch = from1904 ? EPOCH_1904 : days < 61 ? EPOCH_1900 + 1 : EPOCH_1900;
    long milliseconds = (long) ((value - days) * 86_400_000 + 0.5);
    return LocalDateTime.ofEpochSecond(
        (days + epoch) * 86_400 + (milliseconds + 500) / 1_000, 0, ZoneOffset.UTC);
  }

  /** Days as a duration of ISO 8601, to the second or the millisecond. */
  private static String elapsed(double days, int digits) {
    long unit = digits > 0 ? 1_000 : 1;
    long units = Math.round(Math.abs(days) * 86_400 * unit);
    Duration duration = Duration.ofMillis(units * (1_000 / unit));
    return (days < 0 && units > 0 ? "-" : "") + duration;
  }

  /** With the fifteen digits that Excel has, without exponent or a fraction of nothing. */
  private static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    String text = NumberToTextConverter.toText(value);
    return text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString();
  }
}
