package vn.sen.harvest.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.vocab.ColumnType;

/**
 * A column's type and the SQL that makes its values from the cells' text. A cell that does not fit
 * gives null.
 *
 * @param form how its values are written
 * @param clock what follows a date; of a time of day, whether it is of the 12-hour clock
 * @param precision digits of a decimal, and {@code scale} of them behind the point
 * @param looks what else its cells have
 * @param misfits cells that will not fit
 * @param finding why a column that looks like more stayed text; empty for none
 */
record ColumnPlan(
    ColumnType type,
    Form form,
    Clock clock,
    int precision,
    int scale,
    Looks looks,
    long misfits,
    String finding) {

  /** How a column's values are written. */
  enum Form {
    TEXT,
    BOOLEAN,
    DIGITS,
    ENGLISH,
    ENGLISH_GROUPED,
    VIETNAMESE,
    TIME,
    DURATION,
    MONTH,
    QUARTER,
    WKT,
    WKB,
    ISO,
    DAY_FIRST,
    MONTH_FIRST
  }

  /** What follows a date, and which clock a time of day is of. */
  enum Clock {
    NONE,
    LOCAL,
    HALF_DAY,
    ZONED
  }

  /**
   * What cells have that must be undone before a cast.
   *
   * @param spaced thousands set apart by blanks
   * @param otherDateSeparator dates with another sign than a hyphen
   * @param otherClock a comma between date and time, or a zone as a word, behind a blank or without
   *     a colon
   * @param padded blanks at an edge
   * @param decomposed letters and marks apart
   */
  record Looks(
      boolean spaced,
      boolean otherDateSeparator,
      boolean otherClock,
      boolean padded,
      boolean decomposed) {}

  private static final String BLANKS =
      "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239)";

  /** Four digits but 0000: no such year is meant, though the engine knows one. */
  private static final String YEAR = "((?:[1-9][0-9]|0[1-9])[0-9]{2}|00(?:[1-9][0-9]|0[1-9]))";

  private static final String YEAR_DAY = YEAR + "[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})";
  private static final String DAY_YEAR = "([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]" + YEAR;

  /** Times have no more than six digits of a second, so more may only be zeros. */
  private static final String FRACTION = "([.][0-9]{1,6}0*)?";

  /** The hour of a day; to the engine, 24:00 is one too. */
  private static final String HOUR = "(?:[01]?[0-9]|2[0-3])";

  private static final String BLANK = "[\\s\\x{a0}\\x{202f}]";
  private static final String TO_TIME = "(,?" + BLANK + "|T)";
  private static final String TIME_OF_DAY = HOUR + ":[0-9]{2}(:[0-9]{2}" + FRACTION + ")?";
  private static final String CLOCK = TO_TIME + TIME_OF_DAY;
  private static final String ZONE = BLANK + "?(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)";
  private static final String HALF_DAY =
      "(0?[1-9]|1[0-2]):[0-9]{2}(:[0-9]{2}"
          + FRACTION
          + ")?"
          + BLANK
          + "?([aApP][mM]|[sS][aA]|[cC][hH])";
  private static final String HALF_DAY_FORMATS = "['%I:%M:%S %p', '%I:%M %p', '%I:%M:%S.%f %p']";
  private static final String HALF_DAY_TIMESTAMPS =
      "['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S.%f %p']";

  private static final String DURATION =
      "^([+-]?)P(?:([0-9]{1,9})Y)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
          + "(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:[.,]([0-9]{1,9}))?S)?)?$";
  private static final String DURATION_PARTS = "['sign', 'y', 'mo', 'w', 'd', 'h', 'mi', 's', 'f']";

  /** The value of {@code column}, a quoted identifier of a text column. */
  String sql(String column) {
    String cell = cell(column);
    return switch (form) {
      case TEXT -> "nullif(" + cell + ", '')";
      case BOOLEAN ->
          "CASE WHEN lower(%s) IN (%s) THEN true WHEN lower(%s) IN (%s) THEN false END"
              .formatted(cell, list(CellScan.TRUE_WORDS), cell, list(CellScan.FALSE_WORDS));
      case DIGITS -> guarded(cell, "[+-]?[0-9]+", cast(cell));
      case ENGLISH -> guarded(cell, "[+-]?[0-9]*([.][0-9]+)?([eE][+-]?[0-9]+)?", cast(cell));
      case ENGLISH_GROUPED ->
          guarded(
              cell,
              "[+-]?([0-9]{1,3}([,\\s\\x{a0}\\x{202f}][0-9]{3})+|[0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?",
              cast("replace(" + unspaced(cell) + ", ',', '')"));
      case VIETNAMESE ->
          guarded(
              cell,
              "[+-]?([0-9]{1,3}([.\\s\\x{a0}\\x{202f}][0-9]{3})+|[0-9]+)(,[0-9]+)?",
              cast("replace(replace(" + unspaced(cell) + ", '.', ''), ',', '.')"));
      case TIME ->
          clock == Clock.HALF_DAY
              ? guarded(
                  cell,
                  HALF_DAY,
                  "try_strptime(%s, %s)::TIME".formatted(half(cell), HALF_DAY_FORMATS))
              : guarded(
                  cell,
                  TIME_OF_DAY,
                  "TRY_CAST(CASE WHEN regexp_full_match(%1$s, '[0-9]{1,2}:[0-9]{2}') THEN %1$s || ':00' ELSE %1$s END AS TIME)"
                      .formatted(cell));
      case DURATION -> duration(cell);
      case MONTH -> month(cell);
      case QUARTER -> quarter(cell);
      case WKT -> "TRY_CAST(" + cell + " AS GEOMETRY)";
      // What is no hexadecimal number is an error to the engine, and no null.
      case WKB ->
          "CASE WHEN regexp_full_match(%1$s, '([0-9A-Fa-f]{2})+') THEN TRY_CAST(unhex(%1$s) AS GEOMETRY) END"
              .formatted(cell);
      case ISO, DAY_FIRST, MONTH_FIRST -> date(cell);
    };
  }

  private String date(String cell) {
    String day = form == Form.ISO ? YEAR_DAY : DAY_YEAR;
    return switch (clock) {
      case NONE -> guarded(cell, day, "TRY_CAST(" + iso(cell) + " AS DATE)");
      case LOCAL -> guarded(cell, day + CLOCK, "TRY_CAST(" + timed(iso(cell)) + " AS TIMESTAMP)");
      case ZONED ->
          guarded(cell, day + CLOCK + ZONE, "TRY_CAST(" + zoned(iso(cell)) + " AS TIMESTAMPTZ)");
      case HALF_DAY ->
          guarded(
              cell,
              day + TO_TIME + HALF_DAY,
              "try_strptime(%s, %s)".formatted(half(iso(cell)), HALF_DAY_TIMESTAMPS));
    };
  }

  /** With the half of the day in English, one blank before it, and one before the time. */
  private static String half(String cell) {
    String before = "regexp_replace(%s, '" + BLANK + "?(?i:am|sa)$', ' AM')";
    String after = "regexp_replace(%s, '" + BLANK + "?(?i:pm|ch)$', ' PM')";
    String blank = "regexp_replace(%s, '" + TO_TIME + "([0-9]+:)', ' \\2')";
    // Times have no more than six digits of a second.
    String seconds = "regexp_replace(%s, '([.][0-9]{6})[0-9]+', '\\1')";
    return before.formatted(after.formatted(seconds.formatted(blank.formatted(cell))));
  }

  /** With a blank alone before the time. */
  private String timed(String cell) {
    return looks.otherClock
        ? "regexp_replace(%s, '%s([0-9]+:)', ' \\2')".formatted(cell, TO_TIME)
        : cell;
  }

  /** The same with the offset of the zone in the one form that is certain to be understood. */
  private String zoned(String cell) {
    if (!looks.otherClock) {
      return cell;
    }
    String named = "regexp_replace(%s, '%s?(?:Z|UTC|GMT)$', '+00:00')";
    String hours = "regexp_replace(%s, '%s?([+-][0-9]{2})$', '\\1:00')";
    String minutes = "regexp_replace(%s, '%s?([+-][0-9]{2}):?([0-9]{2})$', '\\1:\\2')";
    String zoned = timed(cell);
    for (String form : List.of(named, hours, minutes)) {
      zoned = form.formatted(zoned, BLANK);
    }
    return zoned;
  }

  /**
   * Whether a cell of {@code column} holds something that is no value of the type, and does not say
   * for sure that there is none.
   */
  String isMisfit(String column) {
    String cell = cell(column);
    boolean number = type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
    Set<String> missing = new HashSet<>(CellScan.MISSING_WORDS);
    missing.removeAll(number ? CellScan.PERHAPS_ZERO : Set.of());
    return "%s <> '' AND lower(%s) NOT IN (%s) AND (%s) IS NULL"
        .formatted(cell, "nfc_normalize(" + cell + ")", list(missing), sql(column));
  }

  private String cell(String column) {
    String cell = looks.decomposed ? "nfc_normalize(" + column + ")" : column;
    return looks.padded ? "trim(" + cell + ", " + BLANKS + ")" : cell;
  }

  private String cast(String cell) {
    return type == ColumnType.DECIMAL
        ? "TRY_CAST(%s AS DECIMAL(%d, %d))".formatted(cell, precision, scale)
        : "TRY_CAST(" + cell + " AS BIGINT)";
  }

  /** DuckDB casts more than we call a value, so what is not one is kept from it. */
  private String guarded(String cell, String pattern, String value) {
    return misfits == 0
        ? value
        : "CASE WHEN regexp_full_match(%s, %s) THEN %s END"
            .formatted(cell, DuckSession.literal(pattern), value);
  }

  private String unspaced(String cell) {
    return looks.spaced ? "regexp_replace(" + cell + ", '[\\s\\x{a0}\\x{202f}]', '', 'g')" : cell;
  }

  /** The date at the front in ISO's order. */
  private String iso(String cell) {
    return switch (form) {
      case DAY_FIRST -> "regexp_replace(%s, '^%s', '\\3-\\2-\\1')".formatted(cell, DAY_YEAR);
      case MONTH_FIRST -> "regexp_replace(%s, '^%s', '\\3-\\1-\\2')".formatted(cell, DAY_YEAR);
      default ->
          looks.otherDateSeparator
              ? "regexp_replace(%s, '^%s', '\\1-\\2-\\3')".formatted(cell, YEAR_DAY)
              : cell;
    };
  }

  /**
   * A duration in ISO 8601, with the units it was written in and without what is zero. Text,
   * because Parquet's own interval is not exact: it has no sign and nothing below a millisecond,
   * makes days of hours, and few programs read it.
   */
  private static String duration(String cell) {
    String written =
        "regexp_replace(regexp_replace(%s, '^%2$s$', 'PT\\1H\\2M'), '^%2$s:%3$s$', 'PT\\1H\\2M\\3S')"
            .formatted(cell, "([0-9]{1,9}):([0-5][0-9])", "([0-5][0-9]([.][0-9]{1,9})?)");
    String days =
        part("y", "Y")
            + " || "
            + part("mo", "M")
            + " || CASE p.w WHEN '' THEN "
            + part("d", "D")
            + " ELSE (7 * p.w::BIGINT + coalesce(nullif(p.d, '')::BIGINT, 0)) || 'D' END";
    String time =
        part("h", "H")
            + " || "
            + part("mi", "M")
            + " || CASE rtrim(p.f, '0') WHEN '' THEN "
            + part("s", "S")
            + " ELSE coalesce(nullif(ltrim(p.s, '0'), ''), '0') || '.' || rtrim(p.f, '0') || 'S'"
            + " END";
    return ("list_transform(list_transform([regexp_extract(%s, '%s', %s)],"
            + " lambda p: {'sign': p.sign, 'any': p.y || p.mo || p.w || p.d || p.h || p.mi || p.s,"
            + " 'days': %s, 'time': %s}),"
            + " lambda q: CASE WHEN q.any = '' THEN NULL WHEN q.days || q.time = '' THEN 'PT0S'"
            + " ELSE replace(q.sign, '+', '') || 'P' || q.days ||"
            + " CASE q.time WHEN '' THEN '' ELSE 'T' || q.time END END)[1]")
        .formatted(written, DURATION, DURATION_PARTS, days, time);
  }

  private static String part(String name, String designator) {
    return "coalesce(nullif(ltrim(p.%s, '0'), '') || '%s', '')".formatted(name, designator);
  }

  private static String month(String cell) {
    String words = DuckSession.literal("^" + CellScan.MONTH + "$");
    String last = "'^([0-9]{4})[-/](0?[1-9]|1[0-2])$'";
    String first = "'^(0?[1-9]|1[0-2])[-/]([0-9]{4})$'";
    return ("CASE WHEN regexp_matches(%1$s, %2$s) THEN regexp_extract(%1$s, %2$s, 1) || '-' ||"
            + " lpad(regexp_extract(%1$s, %2$s, 2), 2, '0')"
            + " WHEN regexp_matches(%1$s, %3$s) THEN regexp_extract(%1$s, %3$s, 2) || '-' ||"
            + " lpad(regexp_extract(%1$s, %3$s, 1), 2, '0')"
            + " WHEN regexp_matches(lower(%1$s), %4$s) THEN"
            + " regexp_extract(lower(%1$s), %4$s, 2) || '-' ||"
            + " lpad(regexp_extract(lower(%1$s), %4$s, 1), 2, '0') END")
        .formatted(cell, last, first, words);
  }

  private static String quarter(String cell) {
    String words = DuckSession.literal("^" + CellScan.QUARTER + "$");
    String number = "regexp_extract(lower(%s), %s, 1)".formatted(cell, words);
    return ("CASE WHEN NOT regexp_matches(lower(%1$s), %2$s) THEN NULL WHEN regexp_matches(%1$s,"
            + " '^[0-9]{4}') THEN regexp_extract(lower(%1$s), %2$s, 3) || '-Q' ||"
            + " regexp_extract(lower(%1$s), %2$s, 4) ELSE regexp_extract(lower(%1$s), %2$s, 2)"
            + " || '-Q' || CASE %3$s WHEN 'i' THEN '1' WHEN 'ii' THEN '2' WHEN 'iii' THEN '3'"
            + " WHEN 'iv' THEN '4' ELSE %3$s END END")
        .formatted(cell, words, number);
  }

  private static String list(Set<String> words) {
    return words.stream().sorted().map(DuckSession::literal).collect(Collectors.joining(", "));
  }
}
