package vn.sen.harvest.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How cells are told apart.
 *
 * @param delimiter one character or several; empty for a table of one column
 * @param quote {@link #NONE} when nothing is quoted
 * @param escape stands before a quote inside quotes; the quote itself when it is doubled
 * @param carriageReturnEnds whether a carriage return alone ends a record
 * @param spaceAfterDelimiter whether a blank behind each delimiter belongs to it
 * @param repeated whether the delimiter's last character may follow any number of times, so that no
 *     cell is empty
 * @param escapesAll whether the escape works outside quotes too, and before delimiters and line
 *     ends
 */
record Dialect(
    String delimiter,
    char quote,
    char escape,
    boolean carriageReturnEnds,
    boolean spaceAfterDelimiter,
    boolean repeated,
    boolean escapesAll) {
  static final char NONE = 0;

  /** Bytes of a delimiter that DuckDB's reader takes. */
  private static final int LONGEST_COMMON = 4;

  /** RFC 4180. */
  static final Dialect STANDARD = of(",", '"', '"', false);

  static Dialect of(String delimiter, char quote, char escape, boolean carriageReturnEnds) {
    return new Dialect(delimiter, quote, escape, carriageReturnEnds, false, false, false);
  }

  byte[] delimiterBytes() {
    return delimiter.getBytes(StandardCharsets.UTF_8);
  }

  /** What a single line may have been written in by mistake, one thing changed. */
  List<Dialect> mistakenFor() {
    var others = new ArrayList<Dialect>();
    for (String other : List.of(";", ",", "\t", "|")) {
      if (!delimiter.contains(other)) {
        others.add(new Dialect(other, quote, escape, carriageReturnEnds, false, false, escapesAll));
      }
    }
    for (char other : new char[] {'"', '\'', '`'}) {
      if (quote != other) {
        char same = escape == quote ? other : escape;
        others.add(
            new Dialect(
                delimiter,
                other,
                same,
                carriageReturnEnds,
                spaceAfterDelimiter,
                false,
                escapesAll && same != other));
      }
    }
    if (quote != NONE && escape == quote) {
      others.add(
          new Dialect(
              delimiter, quote, '\\', carriageReturnEnds, spaceAfterDelimiter, false, false));
      others.add(escapingAll('\\'));
    }
    return others;
  }

  /** The same where an escape makes text of anything that parts cells, within quotes or without. */
  Dialect escapingAll(char other) {
    return new Dialect(
        delimiter, quote, other, carriageReturnEnds, spaceAfterDelimiter, repeated, true);
  }

  /** Whether DuckDB can be told of it. */
  boolean isCommon() {
    int bytes = delimiterBytes().length;
    return bytes > 0 && bytes <= LONGEST_COMMON && !spaceAfterDelimiter && !repeated && !escapesAll;
  }

  /** As they are shown in reports. */
  String delimiterText() {
    return spaceAfterDelimiter ? delimiter + " " : delimiter;
  }

  String quoteText() {
    return quote == NONE ? "" : String.valueOf(quote);
  }

  /** The same where blanks may follow one another: any number of them, or at least two. */
  List<Dialect> repeating() {
    return delimiter.equals(" ")
        ? List.of(repeated(" "), repeated("  "))
        : List.of(repeated(delimiter));
  }

  private Dialect repeated(String several) {
    return new Dialect(several, quote, escape, carriageReturnEnds, false, true, escapesAll);
  }

  Dialect withDelimiter(String other) {
    return new Dialect(
        other, quote, escape, carriageReturnEnds, spaceAfterDelimiter, false, escapesAll);
  }

  Dialect withSpaceAfterDelimiter() {
    return new Dialect(delimiter, quote, escape, carriageReturnEnds, true, false, escapesAll);
  }
}
