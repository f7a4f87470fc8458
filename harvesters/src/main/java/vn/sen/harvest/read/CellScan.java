package vn.sen.harvest.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a cell may be. A cell can be several things: {@code 1.234} is a decimal in English and a
 * thousand in Vietnamese style, {@code 03/04/2025} a day in April or in March. Only its column
 * tells.
 */
final class CellScan {
  static final int BOOLEAN = 1;

  /** Digits alone, perhaps a sign; no leading zero. */
  static final int INTEGER = 1 << 1;

  /** A number with a decimal point, thousands by comma. */
  static final int ENGLISH = 1 << 2;

  /** A number with a decimal comma, thousands by point. */
  static final int VIETNAMESE = 1 << 3;

  static final int YEAR = 1 << 4;
  static final int ISO_DATE = 1 << 5;
  static final int DAY_FIRST = 1 << 6;
  static final int MONTH_FIRST = 1 << 7;
  static final int TIME = 1 << 8;
  static final int YEAR_MONTH = 1 << 9;
  static final int YEAR_QUARTER = 1 << 10;

  /** With a date of one of the forms above before it. */
  static final int LOCAL_TIMESTAMP = 1 << 11;

  static final int ZONED_TIMESTAMP = 1 << 12;

  /** Digits that start with a zero: a code. */
  static final int CODE = 1 << 13;

  /** A word for "nothing here". */
  static final int MISSING = 1 << 14;

  /** A yes, in any language. */
  static final int TRUE = 1 << 15;

  /** A length of time in any form; what may be a time of day is one too. */
  static final int LENGTH = 1 << 16;

  /** Hours and minutes that no day has. */
  static final int LONG_CLOCK = 1 << 17;

  /** {@code PT8H30M}, {@code P1Y2M}: ISO 8601. */
  static final int ISO_DURATION = 1 << 18;

  /** A time of day, perhaps behind a date, with the half of the day behind it. */
  static final int HALF_DAY = 1 << 19;

  /** A geometry in well-known text. */
  static final int WKT = 1 << 20;

  /** A geometry in well-known binary, in hexadecimal digits. */
  static final int WKB = 1 << 21;

  /** How many kinds there are. */
  static final int KINDS = 22;

  /** A number that its value is written as again, its decimals behind a point if it has any. */
  static final int SPELLED_POINT = 1;

  /** The same with a comma. */
  static final int SPELLED_COMMA = 1 << 1;

  /** {@code 2025-07-01}. */
  static final int SPELLED_ISO = 1 << 2;

  /** {@code 01/07/2025}, the day or the month first. */
  static final int SPELLED_SLASHES = 1 << 3;

  /** {@code 2025-07-01 08:30:00}. */
  static final int SPELLED_BLANK = 1 << 4;

  /** {@code 2025-07-01T08:30:00}. */
  static final int SPELLED_T = 1 << 5;

  /** {@code 08:30:00}. */
  static final int SPELLED_CLOCK = 1 << 6;

  /** {@code true} and {@code false}. */
  static final int SPELLED_SMALL = 1 << 7;

  /** {@code TRUE} and {@code FALSE}. */
  static final int SPELLED_CAPITAL = 1 << 8;

  private static final byte[][] SMALL_WORDS = words("true", "false");
  private static final byte[][] CAPITAL_WORDS = words("TRUE", "FALSE");

  private static byte[][] words(String... words) {
    return Arrays.stream(words)
        .map(word -> word.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  /** Before it, years are written in other ways. */
  private static final int FIRST_YEAR = 1000;

  /**
   * What stands for "no value" in a column of another type than text. Vietnamese "không" is both a
   * no and "none".
   */
  static final Set<String> MISSING_WORDS =
      Set.of(
          "-",
          "--",
          "---",
          "–",
          "—",
          "..",
          "...",
          "…",
          "…..",
          "....",
          "n/a",
          "na",
          "nan",
          "null",
          "none",
          "nil",
          "#n/a",
          "\\n",
          "không",
          "không có",
          "chưa có",
          "đang cập nhật",
          "chưa cập nhật",
          "chưa có số liệu",
          "không có số liệu",
          "không xác định");

  /** Those of them by which a number may be meant: zero. */
  static final Set<String> PERHAPS_ZERO = Set.of("không", "không có", "nil");

  static final Set<String> TRUE_WORDS = Set.of("true", "yes", "có", "đúng");
  static final Set<String> FALSE_WORDS = Set.of("false", "no", "không", "sai");

  static final String QUARTER =
      "(?:(?:quý|quy|q)\\s*(iv|iii|ii|i|[1-4])(?:\\s*[/\\-, ]\\s*|\\s*năm\\s*)(\\d{4})"
          + "|(\\d{4})\\s*[-/ ]?\\s*q([1-4]))";
  static final String MONTH =
      "(?:tháng|thang|t)\\s*(0?[1-9]|1[0-2])(?:\\s*[/\\-, ]\\s*|\\s*năm\\s*)(\\d{4})";
  private static final Pattern QUARTER_PATTERN = Pattern.compile(QUARTER);
  private static final Pattern MONTH_PATTERN = Pattern.compile(MONTH);

  /** By first byte and length: whether a cell can be one of the words at all. */
  private static final boolean[][] MAY_BE_WORD = new boolean[256][24];

  private static final Map<String, Integer> WORDS = new java.util.HashMap<>();

  static {
    MISSING_WORDS.forEach(word -> WORDS.merge(word, MISSING, (a, b) -> a | b));
    TRUE_WORDS.forEach(word -> WORDS.merge(word, BOOLEAN | TRUE, (a, b) -> a | b));
    FALSE_WORDS.forEach(word -> WORDS.merge(word, BOOLEAN, (a, b) -> a | b));
    for (String word : WORDS.keySet()) {
      for (String form :
          new String[] {
            word,
            word.toUpperCase(Locale.ROOT),
            Normalizer.normalize(word, Normalizer.Form.NFD),
            Normalizer.normalize(word.toUpperCase(Locale.ROOT), Normalizer.Form.NFD)
          }) {
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        MAY_BE_WORD[bytes[0] & 0xff][Math.min(23, bytes.length)] = true;
      }
    }
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** Digits of a telephone number with its country, at least. */
  private static final int SHORTEST_NUMBER = 9;

  private static final int MOST_GROUPS = 9;

  /** Digits of the largest number of 64 bits. */
  private static final int LONG_DIGITS = 19;

  private static final byte[] LARGEST_LONG =
      Long.toString(Long.MAX_VALUE).getBytes(StandardCharsets.US_ASCII);

  /** Letters of {@code POINT(1 2)}. */
  private static final int SHORTEST_TEXT = 10;

  /** Digits at least; a line of no points has 18, and would be a code as well. */
  private static final int SHORTEST_BINARY = 20;

  private static final int DIGITS_OF_A_SECOND = 6;
  private static final int[] BEYOND = {1, 10, 100, 1_000};

  /** Digits of a part of a duration; more are no length of time. */
  private static final int LONGEST_NUMBER = 9;

  private final int[] value = new int[MOST_GROUPS];
  private final int[] length = new int[MOST_GROUPS];
  private final boolean[] zero = new boolean[MOST_GROUPS];
  private final int[] separator = new int[MOST_GROUPS];

  private int kinds;
  private int spelled;
  private boolean empty;
  private boolean padded;
  private boolean plain;

  /** Whether there is a plus before the digits, as in telephone numbers with their country. */
  private boolean dialled;

  private boolean negative;

  private int groups;

  /** Digits of the number before and behind its decimal sign, in either style. */
  int englishDigits;

  int englishScale;
  int vietnameseDigits;
  int vietnameseScale;

  /** Whether the number holds separators, blanks among them. */
  boolean separated;

  boolean grouped;
  boolean spaced;

  /** Whether a number of 19 digits, written without separators, fits 64 bits all the same. */
  boolean fitsLong;

  /** Whether a zone is other than {@code Z} or {@code +07:00}, or a time stands behind a comma. */
  boolean otherClock;

  /** Whether a date is written with another separator than the hyphen. */
  boolean otherDateSeparator;

  int kinds() {
    return kinds;
  }

  /**
   * The spellings, {@code SPELLED_}..., by which a value of one of the {@link #kinds} gives back
   * this very text; none where there may be others.
   */
  int spelled() {
    return spelled;
  }

  /** Whether there is nothing but blanks. */
  boolean isEmpty() {
    return empty;
  }

  /** Whether there are blanks at an edge. */
  boolean isPadded() {
    return padded;
  }

  /** Whether it is ASCII alone. */
  boolean isPlain() {
    return plain;
  }

  boolean is(int kind) {
    return (kinds & kind) != 0;
  }

  void scan(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    scan(bytes, 0, bytes.length);
  }

  void scan(byte[] bytes, int start, int end) {
    kinds = 0;
    spelled = 0;
    separated = false;
    grouped = false;
    spaced = false;
    otherDateSeparator = false;
    otherClock = false;
    fitsLong = false;
    int from = start;
    int to = end;
    while (from < to && blank(bytes, from, to) > 0) {
      from += blank(bytes, from, to);
    }
    while (from < to && blankBefore(bytes, from, to) > 0) {
      to -= blankBefore(bytes, from, to);
    }
    padded = from > start || to < end;
    empty = from == to;
    plain = isPlain(bytes, start, end);
    if (empty) {
      return;
    }
    int first = bytes[from] & 0xff;
    int size = to - from;
    if (geometry(bytes, from, to)) {
      return;
    }
    boolean signed = (first == '-' || first == '+') && size > 1;
    if ((signed ? bytes[from + 1] : first) == 'P' && size <= 48) {
      if (isIsoDuration(bytes, signed ? from + 2 : from + 1, to)) {
        kinds = LENGTH | ISO_DURATION;
      }
      return;
    }
    if (MAY_BE_WORD[first][Math.min(23, size)]) {
      word(bytes, from, to);
      if (kinds != 0) {
        return;
      }
    }
    if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
      if (size <= 48) {
        digits(bytes, from, to);
      }
    } else if (size <= 24 && (first == 'q' || first == 'Q' || first == 't' || first == 'T')) {
      period(bytes, from, to);
    }
  }

  /** Looks closer at what begins and ends as a geometry does. */
  private boolean geometry(byte[] bytes, int from, int to) {
    int last = bytes[to - 1];
    if (bytes[from] == '0') {
      boolean ordered = to - from >= SHORTEST_BINARY && (bytes[from + 1] & ~1) == '0';
      kinds = ordered && GeometryScan.isBinary(bytes, from, to) ? WKB : 0;
    } else if (to - from >= SHORTEST_TEXT && (last == ')' || (last | ' ') == 'y')) {
      boolean typed = "PLMGplmg".indexOf(bytes[from]) >= 0;
      kinds = typed && GeometryScan.isText(bytes, from, to) ? WKT : 0;
    }
    return kinds != 0;
  }

  private static boolean isPlain(byte[] bytes, int from, int to) {
    long high = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      high |= (long) LONGS.get(bytes, i);
    }
    for (; i < to; i++) {
      high |= bytes[i];
    }
    return (high & HIGH_BITS) == 0;
  }

  /** Length of the blank at {@code i}, 0 for none. */
  private static int blank(byte[] bytes, int i, int to) {
    int b = bytes[i];
    if (b >= 0) {
      return b == ' ' || b >= '\t' && b <= '\r' ? 1 : 0;
    }
    if (b == (byte) 0xc2 && i + 1 < to && bytes[i + 1] == (byte) 0xa0) {
      return 2;
    }
    boolean narrow =
        b == (byte) 0xe2
            && i + 2 < to
            && bytes[i + 1] == (byte) 0x80
            && bytes[i + 2] == (byte) 0xaf;
    return narrow ? 3 : 0;
  }

  private static int blankBefore(byte[] bytes, int from, int to) {
    for (int size = 1; size <= 3 && to - size >= from; size++) {
      if (blank(bytes, to - size, to) == size) {
        return size;
      }
    }
    return 0;
  }

  private void word(byte[] bytes, int from, int to) {
    boolean small = isOneOf(SMALL_WORDS, bytes, from, to);
    if (small || isOneOf(CAPITAL_WORDS, bytes, from, to)) {
      kinds = (bytes[from] | ' ') == 't' ? BOOLEAN | TRUE : BOOLEAN;
      spelled = small ? SPELLED_SMALL : SPELLED_CAPITAL;
      return;
    }
    String text =
        Normalizer.normalize(
                new String(bytes, from, to - from, StandardCharsets.UTF_8), Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT);
    @Nullable Integer found = WORDS.get(text);
    if (found != null) {
      kinds = found;
    }
  }

  private static boolean isOneOf(byte[][] words, byte[] bytes, int from, int to) {
    for (byte[] word : words) {
      if (Arrays.equals(bytes, from, to, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }

  private void period(byte[] bytes, int from, int to) {
    int last = bytes[to - 1];
    if (last < '0' || last > '9') {
      return;
    }
    String text =
        Normalizer.normalize(
                new String(bytes, from, to - from, StandardCharsets.UTF_8), Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT);
    if (QUARTER_PATTERN.matcher(text).matches()) {
      kinds = YEAR_QUARTER;
    } else if (MONTH_PATTERN.matcher(text).matches()) {
      kinds = YEAR_MONTH;
    }
  }

  private void digits(byte[] bytes, int start, int to) {
    if (isIsoDay(bytes, start, to)) {
      return;
    }
    int from = start;
    boolean signed = bytes[from] == '-' || bytes[from] == '+';
    dialled = bytes[from] == '+';
    negative = bytes[from] == '-';
    if (signed) {
      from++;
    }
    boolean point = from < to && bytes[from] == '.';
    groups = 0;
    int i = point ? from + 1 : from;
    int exponent = Integer.MIN_VALUE;
    boolean utc = false;
    boolean halfDay = false;
    while (i < to) {
      int begin = i;
      int number = 0;
      while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
        if (i - begin < 9) {
          number = number * 10 + bytes[i] - '0';
        }
        i++;
      }
      if (i == begin || groups == MOST_GROUPS) {
        return;
      }
      value[groups] = number;
      length[groups] = i - begin;
      zero[groups] = bytes[begin] == '0';
      groups++;
      if (i == to) {
        break;
      }
      int blank = blank(bytes, i, to);
      int b = blank > 0 ? ' ' : bytes[i];
      if (b == 'Z' && i + 1 == to) {
        utc = true;
        break;
      }
      int rest = to - i - blank;
      if (rest <= 3 && blank > 0 | b > '9') {
        halfDay = isHalfOfDay(bytes, i + blank, to);
        utc = isUtc(bytes, i + blank, to);
        if (halfDay || utc) {
          otherClock |= utc;
          break;
        }
      }
      if ((b == 'e' || b == 'E') && i + 1 < to) {
        exponent = exponent(bytes, i + 1, to);
        if (exponent == Integer.MIN_VALUE) {
          return;
        }
        break;
      }
      if ((b == 'q' || b == 'Q') && groups == 1) {
        period(bytes, start, to);
        return;
      }
      separator[groups - 1] = b;
      otherClock |= groups == 3 && blank > 1;
      i += Math.max(1, blank);
      if (b == ',' && groups == 3 && i < to && bytes[i] == ' ' && separator[0] != ',') {
        separator[2] = ' ';
        otherClock = true;
        i++;
      }
      if (b == ' ' && groups > 4 && i < to && (bytes[i] == '+' || bytes[i] == '-')) {
        separator[groups - 1] = bytes[i++];
        otherClock = true;
      }
      if (b == ' ' && i < to && (bytes[i] == 'Q' || bytes[i] == 'q') && groups == 1) {
        period(bytes, start, to);
        return;
      }
      if (b == '-' && i < to && (bytes[i] == 'Q' || bytes[i] == 'q') && groups == 1) {
        period(bytes, start, to);
        return;
      }
      if (i == to) {
        return;
      }
    }
    if (groups == 0) {
      return;
    }
    if (halfDay) {
      if (!signed && !point) {
        halfDay();
      }
    } else if (utc) {
      if (!signed) {
        timestamp(true);
      }
    } else if (exponent != Integer.MIN_VALUE) {
      scientific(point, exponent);
    } else {
      if (groups == 1 && length[0] == LONG_DIGITS) {
        fitsLong = Arrays.compare(bytes, to - LONG_DIGITS, to, LARGEST_LONG, 0, LONG_DIGITS) <= 0;
      }
      number(point);
      if (!signed && !point && groups > 1) {
        calendar();
      }
    }
  }

  /**
   * The most common forms of date and timestamp at one glance; false leaves them to a closer look.
   */
  private boolean isIsoDay(byte[] bytes, int at, int to) {
    int size = to - at;
    if (size != 10 && size != 19 || bytes[at + 4] != '-' || bytes[at + 7] != '-') {
      return false;
    }
    int year = two(bytes, at) * 100 + two(bytes, at + 2);
    int month = two(bytes, at + 5);
    int day = two(bytes, at + 8);
    if (year < 0 || month < 0 || day < 0 || !isDay(year, month, day)) {
      return false;
    }
    if (size == 10) {
      kinds = ISO_DATE;
      spelled = year < FIRST_YEAR ? 0 : SPELLED_ISO;
      return true;
    }
    int hour = two(bytes, at + 11);
    int minute = two(bytes, at + 14);
    int second = two(bytes, at + 17);
    boolean timed =
        (bytes[at + 10] == 'T' || bytes[at + 10] == ' ')
            && bytes[at + 13] == ':'
            && bytes[at + 16] == ':'
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    kinds = timed ? ISO_DATE | LOCAL_TIMESTAMP : 0;
    if (timed && year >= FIRST_YEAR) {
      spelled = bytes[at + 10] == 'T' ? SPELLED_T : SPELLED_BLANK;
    }
    return timed;
  }

  /** The number of two digits; far below zero when they are none. */
  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
  }

  private static int exponent(byte[] bytes, int start, int to) {
    int i = start;
    int sign = 1;
    if (bytes[i] == '-' || bytes[i] == '+') {
      sign = bytes[i] == '-' ? -1 : 1;
      i++;
    }
    if (i == to || to - i > 2) {
      return Integer.MIN_VALUE;
    }
    int value = 0;
    for (; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return Integer.MIN_VALUE;
      }
      value = value * 10 + bytes[i] - '0';
    }
    return sign * value;
  }

  private void scientific(boolean point, int exponent) {
    if (point || groups > 2 || groups == 2 && separator[0] != '.') {
      return;
    }
    kinds = ENGLISH;
    separated = true;
    int behind = groups == 2 ? length[1] : 0;
    englishScale = Math.max(0, behind - exponent);
    englishDigits = Math.max(1, length[0] + exponent);
  }

  private void number(boolean point) {
    if (point) {
      if (groups == 1) {
        kinds = ENGLISH;
        separated = true;
        englishDigits = 1;
        englishScale = length[0];
      }
      return;
    }
    boolean leadingZero = zero[0] && length[0] > 1;
    if (groups == 1 && dialled && length[0] >= SHORTEST_NUMBER) {
      kinds = CODE;
      return;
    }
    if (groups == 1) {
      if (leadingZero) {
        kinds = CODE;
        return;
      }
      kinds = INTEGER | ENGLISH | VIETNAMESE;
      spelled = isNegativeZero() || dialled ? 0 : SPELLED_POINT | SPELLED_COMMA;
      if (length[0] == 4 && value[0] >= 1900 && value[0] <= 2100) {
        kinds |= YEAR;
      }
      englishDigits = length[0];
      vietnameseDigits = length[0];
      englishScale = 0;
      vietnameseScale = 0;
      return;
    }
    if (leadingZero) {
      return;
    }
    if (number(',', '.')) {
      kinds |= ENGLISH;
      englishDigits = digitsBefore;
      englishScale = digitsBehind;
    }
    if (number('.', ',')) {
      kinds |= VIETNAMESE;
      vietnameseDigits = digitsBefore;
      vietnameseScale = digitsBehind;
    }
    separated = kinds != 0;
    if (separated && groups == 2 && !isNegativeZero() && !dialled) {
      spelled = separator[0] == '.' ? SPELLED_POINT : separator[0] == ',' ? SPELLED_COMMA : 0;
    }
  }

  /** Perhaps: of many digits only the first are looked at. */
  private boolean isNegativeZero() {
    return negative && value[0] == 0 && (groups == 1 || value[1] == 0);
  }

  private int digitsBefore;
  private int digitsBehind;

  private boolean number(int group, int decimal) {
    int last = groups - 1;
    int by = 0;
    boolean hasDecimal = separator[last - 1] == decimal;
    int wholes = hasDecimal ? last : groups;
    int digits = length[0];
    for (int i = 0; i < wholes - 1; i++) {
      int s = separator[i];
      if (s != group && s != ' ' || by != 0 && s != by || length[i + 1] != 3) {
        return false;
      }
      by = s;
      digits += 3;
    }
    if (wholes > 1 && (length[0] > 3 || zero[0])) {
      return false;
    }
    grouped |= wholes > 1;
    spaced |= by == ' ';
    digitsBefore = digits;
    digitsBehind = hasDecimal ? length[last] : 0;
    return true;
  }

  private void calendar() {
    int s = separator[0];
    if (s == ':') {
      if (time(0, groups) == groups) {
        kinds |= TIME | LENGTH;
        spelled = groups == 3 && length[0] == 2 && separator[1] == ':' ? SPELLED_CLOCK : 0;
      } else if (isClock() && !isTooFine()) {
        // Midnight at the end of a day is 24:00, and says nothing.
        boolean midnight =
            value[0] == 24 && value[1] == 0 && (groups == 2 || value[2] == 0 && groups == 3);
        kinds |= midnight ? LENGTH : LENGTH | LONG_CLOCK;
      }
      return;
    }
    if (s != '-' && s != '/' && s != '.') {
      return;
    }
    if (groups == 2 && s != '.') {
      boolean yearFirst = length[0] == 4 && length[1] <= 2 && isMonth(1);
      boolean yearLast = length[1] == 4 && length[0] <= 2 && isMonth(0);
      if (yearFirst || yearLast) {
        kinds |= YEAR_MONTH;
      }
      return;
    }
    if (groups == 3 && separator[1] == s) {
      kinds |= date();
      boolean twoDigits = s == '/' && length[0] == 2 && length[1] == 2;
      spelled = twoDigits && value[2] >= FIRST_YEAR ? SPELLED_SLASHES : 0;
    } else if (groups > 3) {
      timestamp(false);
    }
  }

  /** AM and PM, in Vietnamese SA and CH. */
  private static boolean isHalfOfDay(byte[] bytes, int at, int to) {
    if (to - at != 2) {
      return false;
    }
    int first = bytes[at] & ~0x20;
    int second = bytes[at + 1] & ~0x20;
    return second == 'M' && (first == 'A' || first == 'P')
        || first == 'S' && second == 'A'
        || first == 'C' && second == 'H';
  }

  private static boolean isUtc(byte[] bytes, int at, int to) {
    return to - at == 1 && bytes[at] == 'Z'
        || to - at == 3
            && (bytes[at] == 'U' && bytes[at + 1] == 'T' && bytes[at + 2] == 'C'
                || bytes[at] == 'G' && bytes[at + 1] == 'M' && bytes[at + 2] == 'T');
  }

  /** A time of the 12-hour clock, perhaps behind a date. */
  private void halfDay() {
    boolean dated = groups > 4 && (separator[2] == ' ' || separator[2] == 'T');
    int at = dated ? 3 : 0;
    int date = dated ? date() : TIME;
    if (date != 0 && time(at, groups) == groups && value[at] >= 1 && value[at] <= 12) {
      kinds = date | HALF_DAY | (dated ? LOCAL_TIMESTAMP : 0);
    }
  }

  private boolean isMonth(int group) {
    return value[group] >= 1 && value[group] <= 12;
  }

  /** The forms of date that the first three groups can have. */
  private int date() {
    int s = separator[0];
    if (separator[1] != s || s != '-' && s != '/' && s != '.') {
      return 0;
    }
    otherDateSeparator = s != '-';
    if (length[0] == 4 && length[1] <= 2 && length[2] <= 2) {
      return isDay(value[0], value[1], value[2]) ? ISO_DATE : 0;
    }
    int found = 0;
    if (length[2] == 4 && length[0] <= 2 && length[1] <= 2) {
      if (isDay(value[2], value[1], value[0])) {
        found |= DAY_FIRST;
      }
      if (s != '.' && isDay(value[2], value[0], value[1])) {
        found |= MONTH_FIRST;
      }
    }
    return found;
  }

  private static boolean isDay(int year, int month, int day) {
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= (day <= 28 ? 28 : YearMonth.of(year, month).lengthOfMonth());
  }

  /** Where the time of day that starts at group {@code at} ends; {@code at} when there is none. */
  private int time(int at, int limit) {
    if (limit - at < 2
        || length[at] > 2
        || length[at + 1] != 2
        || separator[at] != ':'
        || value[at] > 23
        || value[at + 1] > 59) {
      return at;
    }
    int next = at + 2;
    if (next < limit && separator[next - 1] == ':') {
      if (length[next] != 2 || value[next] > 59) {
        return at;
      }
      next++;
      if (next < limit && separator[next - 1] == '.' && isFraction(next)) {
        next++;
      }
    }
    return next;
  }

  /** Whether a time of day has more digits of a second than there can be. */
  private boolean isTooFine() {
    return groups == 4 && value[0] <= 23 && !isFraction(3);
  }

  /** Whether a group of digits are those of a second: six, and zeros behind. */
  private boolean isFraction(int group) {
    int beyond = length[group] - DIGITS_OF_A_SECOND;
    return beyond <= 0 || beyond <= 3 && value[group] % BEYOND[beyond] == 0;
  }

  /** Whether there are hours, as many as they may be, minutes and perhaps seconds. */
  private boolean isClock() {
    boolean minutes =
        groups >= 2 && length[0] <= LONGEST_NUMBER && length[1] == 2 && value[1] <= 59;
    boolean seconds =
        groups == 2 || groups >= 3 && separator[1] == ':' && length[2] == 2 && value[2] <= 59;
    boolean fraction =
        groups <= 3 || groups == 4 && separator[2] == '.' && length[3] <= LONGEST_NUMBER;
    return minutes && seconds && fraction;
  }

  /** ISO 8601-1, 5.5.2.2, behind the P; a fraction may only the seconds have. */
  private static boolean isIsoDuration(byte[] bytes, int start, int to) {
    int i = start;
    String designators = "YMWD";
    int next = 0;
    boolean fraction = false;
    boolean complete = false;
    while (i < to) {
      if (bytes[i] == 'T' && designators.equals("YMWD")) {
        designators = "HMS";
        next = 0;
        complete = false;
        i++;
        continue;
      }
      int begin = i;
      while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
        i++;
      }
      if (i == begin || i - begin > LONGEST_NUMBER || i == to) {
        return false;
      }
      if (!fraction && (bytes[i] == '.' || bytes[i] == ',')) {
        fraction = true;
        i++;
        continue;
      }
      next = designators.indexOf(bytes[i], next) + 1;
      if (next == 0 || fraction && bytes[i] != 'S') {
        return false;
      }
      complete = true;
      i++;
    }
    return complete;
  }

  private void timestamp(boolean utc) {
    if (groups < 5) {
      return;
    }
    int date = date();
    if (date == 0 || separator[2] != 'T' && separator[2] != ' ') {
      return;
    }
    int next = time(3, groups);
    if (next == 3) {
      return;
    }
    if (next == groups) {
      kinds = date | (utc ? ZONED_TIMESTAMP : LOCAL_TIMESTAMP);
      return;
    }
    boolean offset = separator[next - 1] == '+' || separator[next - 1] == '-';
    boolean hours = next + 1 == groups && (length[next] == 2 || length[next] == 4);
    boolean minutes =
        next + 2 == groups && length[next] == 2 && separator[next] == ':' && length[next + 1] == 2;
    if (offset && !utc && (hours || minutes)) {
      otherClock |= hours && length[next] == 4;
      kinds = date | ZONED_TIMESTAMP;
    }
  }
}
