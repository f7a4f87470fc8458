package vn.sen.catalog.tables;

import java.util.regex.Pattern;

/**
 * Lengths of time, kept in ISO 8601 as text. They compare by their seconds: a month has a twelfth
 * of a Gregorian year, 365.2425 days.
 */
final class Durations {
  private static final double DAY = 86_400;
  private static final double YEAR = 365.2425 * DAY;
  private static final String FORM =
      "^(-?)P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
          + "(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:[.][0-9]+)?)S)?)?$";
  private static final Pattern PATTERN = Pattern.compile(FORM);

  private Durations() {}

  static boolean isOne(String text) {
    return PATTERN.matcher(text).matches() && !text.endsWith("P") && !text.endsWith("T");
  }

  /** The seconds of a duration, a double; null for null. */
  static String seconds(String sql) {
    return ("list_transform([regexp_extract(%s, '%s', ['sign', 'y', 'mo', 'd', 'h', 'mi', 's'])],"
            + " lambda p: CASE p.sign WHEN '-' THEN -1 WHEN '' THEN 1 END * (%s + %s + %s + %s + %s"
            + " + %s))[1]")
        .formatted(
            sql,
            FORM,
            part("y", YEAR),
            part("mo", YEAR / 12),
            part("d", DAY),
            part("h", 3_600),
            part("mi", 60),
            part("s", 1));
  }

  private static String part(String name, double seconds) {
    return "coalesce(nullif(p.%s, '')::DOUBLE, 0) * %s".formatted(name, Double.toString(seconds));
  }
}
