package vn.sen.harvest.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * A table as its format gives it, header not yet found.
 *
 * @param format such as {@code csv} or {@code xlsx}
 * @param name of the sheet or entry, absent when the file is one table
 * @param encoding empty where the format has none
 * @param confidence in the encoding, 0 to 1
 * @param exact whether everything decoded
 * @param truncated why the file seems cut, absent when it doesn't
 * @param delimited absent where the format has no delimiters; then a row may have any number of
 *     cells
 * @param grid what a spreadsheet adds
 */
record RawTable(
    String format,
    Optional<String> name,
    Records records,
    String encoding,
    double confidence,
    boolean exact,
    Optional<Message> truncated,
    Optional<Delimited> delimited,
    Grid grid) {

  /**
   * @param file the text in UTF-8
   * @param alternatives delimiters that would have fitted nearly as well
   * @param bytes of the file
   */
  record Delimited(Path file, Dialect dialect, List<String> alternatives, long bytes) {}

  /** A table of a format that has neither encodings nor delimiters. */
  static RawTable sheet(String format, Optional<String> name, Records records, Grid grid) {
    return new RawTable(
        format, name, records, "", 1, true, Optional.empty(), Optional.empty(), grid);
  }
}
