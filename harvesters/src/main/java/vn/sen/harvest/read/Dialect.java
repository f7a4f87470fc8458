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
 */
record Dialect(
    String delimiter,
    char quote,
    char escape,
    boolean carriageReturnEnds,
    boolean spaceAfterDelimiter,
    boolean repeated) {
  static final char NONE = 0;

  /** RFC 4180. */
  static final Dialect STANDARD = new Dialect(",", '"', '"', false, false, false);

  byte[] delimiterBytes() {
    return delimiter.getBytes(StandardCharsets.UTF_8);
  }

  /** What a single line may have been written in by mistake, one thing changed. */
  List<Dialect> mistakenFor() {
    var others = new ArrayList<Dialect>();
    for (String other : List.of(";", ",", "\t", "|")) {
      if (!delimiter.contains(other)) {
        others.add(new Dialect(other, quote, escape, carriageReturnEnds, false, false));
      }
    }
    for (char other : new char[] {'"', '\'', '`'}) {
      if (quote != other) {
        others.add(
            new Dialect(delimiter, other, other, carriageReturnEnds, spaceAfterDelimiter, false));
      }
    }
    if (quote != NONE && escape == quote) {
      others.add(
          new Dialect(delimiter, quote, '\\', carriageReturnEnds, spaceAfterDelimiter, false));
    }
    return others;
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
    return new Dialect(several, quote, escape, carriageReturnEnds, false, true);
  }

  Dialect withDelimiter(String other) {
    return new Dialect(other, quote, escape, carriageReturnEnds, spaceAfterDelimiter, false);
  }

  Dialect withSpaceAfterDelimiter() {
    return new Dialect(delimiter, quote, escape, carriageReturnEnds, true, false);
  }
}
