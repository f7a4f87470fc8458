package vn.sen.harvest.read;

import java.nio.charset.StandardCharsets;

/**
 * How cells are told apart.
 *
 * @param delimiter one ASCII character or several; empty for a table of one column
 * @param quote {@link #NONE} when nothing is quoted
 * @param escape stands before a quote inside quotes; the quote itself when it is doubled
 * @param carriageReturnEnds whether a carriage return alone ends a record
 * @param spaceAfterDelimiter whether a blank behind each delimiter belongs to it
 */
record Dialect(
    String delimiter,
    char quote,
    char escape,
    boolean carriageReturnEnds,
    boolean spaceAfterDelimiter) {
  static final char NONE = 0;

  /** RFC 4180. */
  static final Dialect STANDARD = new Dialect(",", '"', '"', false, false);

  byte[] delimiterBytes() {
    return delimiter.getBytes(StandardCharsets.US_ASCII);
  }

  /** As they are shown in reports. */
  String delimiterText() {
    return spaceAfterDelimiter ? delimiter + " " : delimiter;
  }

  String quoteText() {
    return quote == NONE ? "" : String.valueOf(quote);
  }

  Dialect withSpaceAfterDelimiter() {
    return new Dialect(delimiter, quote, escape, carriageReturnEnds, true);
  }
}
