package vn.sen.harvest.read;

import java.util.Locale;
import java.util.Optional;
import vn.sen.catalog.tables.Spelling;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ColumnPlan.Clock;
import vn.sen.harvest.read.ColumnPlan.Form;
import vn.sen.harvest.read.ColumnPlan.Looks;
import vn.sen.vocab.ColumnType;

/** Counts, over every row, what the cells of one column may be; then decides its type. */
final class ColumnProfile {
  /** Digits that any number may have which fits 64 bits. */
  private static final int LONG_DIGITS = 18;

  /** The share of cells from which on the others look like slips, and not like another kind. */
  private static final double NEARLY = 0.8;

  private final long[] kinds = new long[CellScan.KINDS];
  private long filled;
  private long missing;
  private long nos;
  private long separatedBoth;
  private long englishOnly;
  private long vietnameseOnly;
  private long bothDates;
  private long dayFirstOnly;
  private long monthFirstOnly;
  private long isoDates;
  private long timestampDates;
  private int spelled = -1;
  private int englishDigits;
  private int englishScale;
  private int englishLeast = Integer.MAX_VALUE;
  private int vietnameseDigits;
  private int vietnameseScale;
  private int vietnameseLeast = Integer.MAX_VALUE;
  private boolean grouped;
  private boolean spaced;
  private boolean otherDateSeparator;
  private boolean otherClock;
  private boolean beyondLong;
  private boolean padded;
  private boolean decomposed;

  /** Takes the cell that {@code scan} just looked at. */
  void add(CellScan scan, byte[] bytes, int from, int to) {
    if (!decomposed && !scan.isPlain()) {
      decomposed = mayBeDecomposed(bytes, from, to);
    }
    padded |= scan.isPadded();
    if (scan.isEmpty()) {
      return;
    }
    filled++;
    int found = scan.kinds();
    if (found == 0) {
      return;
    }
    spelled &= scan.spelled();
    if (scan.is(CellScan.MISSING)) {
      missing++;
      nos += scan.is(CellScan.BOOLEAN) ? 1 : 0;
    }
    for (int rest = found; rest != 0; rest &= rest - 1) {
      kinds[Integer.numberOfTrailingZeros(rest)]++;
    }
    if (scan.is(CellScan.ENGLISH)) {
      englishDigits = Math.max(englishDigits, scan.englishDigits);
      englishScale = Math.max(englishScale, scan.englishScale);
      englishLeast = Math.min(englishLeast, scan.englishScale);
      beyondLong |= scan.englishDigits > LONG_DIGITS && !scan.fitsLong;
    }
    if (scan.is(CellScan.VIETNAMESE)) {
      vietnameseDigits = Math.max(vietnameseDigits, scan.vietnameseDigits);
      vietnameseScale = Math.max(vietnameseScale, scan.vietnameseScale);
      vietnameseLeast = Math.min(vietnameseLeast, scan.vietnameseScale);
      beyondLong |= scan.vietnameseDigits > LONG_DIGITS && !scan.fitsLong;
    }
    if (scan.separated) {
      grouped |= scan.grouped;
      spaced |= scan.spaced;
      boolean english = scan.is(CellScan.ENGLISH);
      boolean vietnamese = scan.is(CellScan.VIETNAMESE);
      if (english && vietnamese) {
        separatedBoth++;
      } else if (english) {
        englishOnly++;
      } else {
        vietnameseOnly++;
      }
    }
    boolean dayFirst = scan.is(CellScan.DAY_FIRST);
    boolean monthFirst = scan.is(CellScan.MONTH_FIRST);
    if (dayFirst || monthFirst || scan.is(CellScan.ISO_DATE)) {
      otherDateSeparator |= scan.otherDateSeparator;
      otherClock |= scan.otherClock;
      bothDates += dayFirst && monthFirst ? 1 : 0;
      dayFirstOnly += dayFirst && !monthFirst ? 1 : 0;
      monthFirstOnly += monthFirst && !dayFirst ? 1 : 0;
      isoDates += scan.is(CellScan.ISO_DATE) ? 1 : 0;
      timestampDates += scan.is(CellScan.LOCAL_TIMESTAMP | CellScan.ZONED_TIMESTAMP) ? 1 : 0;
    }
  }

  /** Cells with something in them. */
  long filled() {
    return filled;
  }

  /**
   * Combining marks, or letters that have another composed form. Vietnamese letters as they should
   * be have neither.
   */
  private static boolean mayBeDecomposed(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = bytes[i];
      if (b < 0) {
        int lead = b & 0xff;
        if (lead >= 0xcc && lead <= 0xce || lead >= 0xd6 && lead <= 0xd9 || lead == 0xef) {
          return true;
        }
        if (lead >= 0xe0 && lead != 0xe1) {
          return true;
        }
        if (lead == 0xe1
            && i + 1 < to
            && ((bytes[i + 1] & 0xff) < 0xb8 || (bytes[i + 1] & 0xff) > 0xbb)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The type that at least a {@code threshold} share of the cells fit; text where there is none, or
   * where two readings fit equally well.
   */
  ColumnPlan plan(String header, double threshold) {
    long present = filled - missing;
    long booleans = count(CellScan.BOOLEAN);
    // "Không" alone is more likely "none" than "no".
    if (booleans > nos && fits(booleans, present + nos, threshold)) {
      return typed(ColumnType.BOOLEAN, Form.BOOLEAN, present + nos - booleans);
    }
    if (present <= 0) {
      return text("");
    }
    if (count(CellScan.WKT) == present) {
      return typed(ColumnType.GEOMETRY, Form.WKT, 0);
    }
    if (count(CellScan.WKB) == present) {
      return typed(ColumnType.GEOMETRY, Form.WKB, 0);
    }
    long dates = dayFirstOnly + monthFirstOnly + bothDates + isoDates;
    if (dates > 0) {
      return date(present, threshold);
    }
    if (isLong(present) && fits(count(CellScan.LENGTH), present, threshold)) {
      return typed(ColumnType.DURATION, Form.DURATION, present - count(CellScan.LENGTH));
    }
    long halves = count(CellScan.HALF_DAY);
    if (fits(count(CellScan.TIME), present, threshold) && isOneClock(CellScan.TIME)) {
      return dated(
          ColumnType.TIME,
          Form.TIME,
          halves > 0 ? Clock.HALF_DAY : Clock.NONE,
          present - count(CellScan.TIME));
    }
    if (fits(count(CellScan.YEAR_QUARTER), present, threshold)) {
      return typed(ColumnType.YEAR_QUARTER, Form.QUARTER, present - count(CellScan.YEAR_QUARTER));
    }
    if (fits(count(CellScan.YEAR_MONTH), present, threshold)) {
      return typed(ColumnType.YEAR_MONTH, Form.MONTH, present - count(CellScan.YEAR_MONTH));
    }
    // What starts with a zero is a code, and a number would lose it.
    if (count(CellScan.CODE) > 0) {
      return text("");
    }
    return number(header, present, threshold);
  }

  /**
   * How the values of {@code plan}, which this profile gave, are written so that each is the very
   * text of its cell; absent where there is no such way, or none is known.
   */
  Optional<Spelling> spelling(ColumnPlan plan) {
    boolean text = plan.form() == Form.TEXT;
    if (padded || decomposed || !text && plan.misfits() + missing > 0) {
      return Optional.empty();
    }
    return switch (plan.form()) {
      case TEXT -> Optional.of(Spelling.SAME);
      case BOOLEAN ->
          when(CellScan.SPELLED_SMALL, Spelling.PLAIN)
              .or(() -> when(CellScan.SPELLED_CAPITAL, Spelling.CAPITALS));
      case DIGITS -> when(CellScan.SPELLED_POINT, Spelling.PLAIN);
      case ENGLISH, ENGLISH_GROUPED ->
          englishLeast == plan.scale()
              ? when(CellScan.SPELLED_POINT, Spelling.PLAIN)
              : Optional.empty();
      case VIETNAMESE ->
          vietnameseLeast == plan.scale()
              ? when(CellScan.SPELLED_COMMA, Spelling.COMMA)
              : Optional.empty();
      case TIME -> when(CellScan.SPELLED_CLOCK, Spelling.PLAIN);
      case ISO ->
          plan.type() == ColumnType.DATE
              ? when(CellScan.SPELLED_ISO, Spelling.PLAIN)
              : when(CellScan.SPELLED_BLANK, Spelling.PLAIN)
                  .or(() -> when(CellScan.SPELLED_T, Spelling.WITH_T));
      case DAY_FIRST -> when(CellScan.SPELLED_SLASHES, Spelling.DAY_FIRST);
      case MONTH_FIRST -> when(CellScan.SPELLED_SLASHES, Spelling.MONTH_FIRST);
      case DURATION, MONTH, QUARTER, WKT, WKB -> Optional.empty();
    };
  }

  private Optional<Spelling> when(int way, Spelling spelling) {
    return (spelled & way) != 0 ? Optional.of(spelling) : Optional.empty();
  }

  /**
   * The type that most cells of a column fit that is text all the same, with too many that don't;
   * absent when there is none.
   */
  Optional<ReadReport.Nearly> nearly(String header, double threshold) {
    if (threshold <= NEARLY || plan(header, threshold).type() != ColumnType.TEXT) {
      return Optional.empty();
    }
    ColumnPlan near = nearest(header);
    return near.type() == ColumnType.TEXT
        ? Optional.empty()
        : Optional.of(new ReadReport.Nearly(header, near.type(), near.misfits(), filled - missing));
  }

  private ColumnPlan nearest(String header) {
    ColumnPlan near = plan(header, NEARLY);
    long present = filled - missing;
    if (near.type() != ColumnType.TEXT || !near.finding().isEmpty()) {
      return near;
    }
    // Two ways of writing, each in too few cells, are one kind all the same.
    long dates = dayFirstOnly + monthFirstOnly + bothDates + isoDates;
    if (dates > isoDates && isoDates > 0 && fits(dates, present, NEARLY)) {
      return date(present, 0);
    }
    boolean mixed = englishOnly > 0 && vietnameseOnly > 0 && count(CellScan.CODE) == 0;
    return mixed && fits(count(CellScan.ENGLISH) + vietnameseOnly, present, NEARLY)
        ? number(header, present, 0)
        : near;
  }

  /**
   * Whether clocks in the column are lengths of time and no times of day. One hour beyond 23 among
   * many times of day is a slip.
   */
  private boolean isLong(long present) {
    long clocks = count(CellScan.LONG_CLOCK);
    return count(CellScan.ISO_DURATION) > 0 || clocks > 1 || clocks * 20 > present;
  }

  /** Without a half of the day, five o'clock may be in either: all have one, or none has. */
  private boolean isOneClock(int kind) {
    long halves = count(CellScan.HALF_DAY);
    return halves == 0 || halves == count(kind);
  }

  private ColumnPlan number(String header, long present, double threshold) {
    long integers = count(CellScan.INTEGER);
    boolean separated = separatedBoth + englishOnly + vietnameseOnly > 0;
    if (!separated) {
      if (!fits(integers, present, threshold)) {
        return text("");
      }
      ColumnType type =
          integers == count(CellScan.YEAR) && namesYear(header)
              ? ColumnType.YEAR
              : ColumnType.INTEGER;
      return number(type, Form.DIGITS, englishDigits, 0, present - integers);
    }
    // A cell with two readings is decided by those with one; nothing decides, so it stays text.
    boolean decided = englishOnly != vietnameseOnly;
    boolean isEnglish = englishOnly > vietnameseOnly;
    long fit = count(isEnglish ? CellScan.ENGLISH : CellScan.VIETNAMESE);
    if (!decided || !fits(fit, present, threshold)) {
      // One stray separator among plain integers is a bad cell, not a style.
      return fits(integers, present, threshold)
          ? number(ColumnType.INTEGER, Form.DIGITS, englishDigits, 0, present - integers)
          : text(isOfTwoReadings(present, threshold) ? "ambiguous numbers" : "");
    }
    Form form = !isEnglish ? Form.VIETNAMESE : grouped ? Form.ENGLISH_GROUPED : Form.ENGLISH;
    int digits = isEnglish ? englishDigits : vietnameseDigits;
    int scale = isEnglish ? englishScale : vietnameseScale;
    return number(ColumnType.INTEGER, form, digits, scale, present - fit);
  }

  private boolean isOfTwoReadings(long present, double threshold) {
    long most = Math.max(count(CellScan.ENGLISH), count(CellScan.VIETNAMESE));
    return separatedBoth > 0 && fits(most, present, threshold);
  }

  /** An integer as long as it is one that 64 bits hold. */
  private ColumnPlan number(ColumnType type, Form form, int digits, int scale, long misfits) {
    if (scale == 0 && !beyondLong) {
      return new ColumnPlan(type, form, Clock.NONE, LONG_DIGITS, 0, looks(), misfits, "");
    }
    // 38 digits are all that a decimal has; losing some would be no exact scale. It has as many as
    // are stored in any case, so that a larger number in the next release makes no other type.
    int precision = digits + scale <= 9 ? 9 : digits + scale <= 18 ? 18 : 38;
    return digits + scale > 38
        ? text("")
        : new ColumnPlan(
            ColumnType.DECIMAL, form, Clock.NONE, precision, scale, looks(), misfits, "");
  }

  private ColumnPlan date(long present, double threshold) {
    long dayFirst = dayFirstOnly + bothDates;
    long monthFirst = monthFirstOnly + bothDates;
    Form form;
    long fit;
    if (isoDates >= Math.max(dayFirst, monthFirst)) {
      form = Form.ISO;
      fit = isoDates;
    } else if (dayFirstOnly > monthFirstOnly) {
      form = Form.DAY_FIRST;
      fit = dayFirst;
    } else if (monthFirstOnly > dayFirstOnly) {
      form = Form.MONTH_FIRST;
      fit = monthFirst;
    } else {
      return text(fits(dayFirst, present, threshold) ? "ambiguous dates" : "");
    }
    if (!fits(fit, present, threshold)) {
      return text("");
    }
    long local = count(CellScan.LOCAL_TIMESTAMP);
    long zoned = count(CellScan.ZONED_TIMESTAMP);
    long plain = fit - timestampDates;
    if (fits(plain, present, threshold)) {
      return dated(ColumnType.DATE, form, Clock.NONE, present - plain);
    }
    if (fits(local, present, threshold)) {
      boolean halves = count(CellScan.HALF_DAY) > 0;
      return isOneClock(CellScan.LOCAL_TIMESTAMP)
          ? dated(
              ColumnType.TIMESTAMP, form, halves ? Clock.HALF_DAY : Clock.LOCAL, present - local)
          : text("");
    }
    return fits(zoned, present, threshold)
        ? dated(ColumnType.TIMESTAMP, form, Clock.ZONED, present - zoned)
        : text("");
  }

  private ColumnPlan dated(ColumnType type, Form form, Clock clock, long misfits) {
    return new ColumnPlan(type, form, clock, 0, 0, looks(), misfits, "");
  }

  private ColumnPlan typed(ColumnType type, Form form, long misfits) {
    return new ColumnPlan(type, form, Clock.NONE, 0, 0, looks(), misfits, "");
  }

  ColumnPlan text(String finding) {
    return new ColumnPlan(ColumnType.TEXT, Form.TEXT, Clock.NONE, 0, 0, looks(), 0, finding);
  }

  private Looks looks() {
    return new Looks(spaced, otherDateSeparator, otherClock, padded, decomposed);
  }

  static boolean namesYear(String header) {
    String name = " " + ColumnNames.clean(header).toLowerCase(Locale.ROOT).replace('_', ' ') + " ";
    return name.contains(" năm ") || name.contains(" nam ") || name.contains(" year ");
  }

  private long count(int kind) {
    return kinds[Integer.numberOfTrailingZeros(kind)];
  }

  private static boolean fits(long fit, long present, double threshold) {
    return fit > 0 && fit >= threshold * present;
  }
}
