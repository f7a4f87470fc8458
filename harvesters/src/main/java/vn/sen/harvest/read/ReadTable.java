package vn.sen.harvest.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.ReadReport;

/**
 * One table of a file.
 *
 * @param text every cell as it stands, in the columns of the report, as {@link
 *     vn.sen.catalog.tables.TextTable} has them, perhaps the file of {@code typed}; absent when the
 *     file was refused
 * @param typed the same rows with typed columns; absent like {@code text}
 * @param rejects rows that are no rows of this table, one JSON object each: row, line, byteOffset,
 *     raw, reason; absent when there are none
 * @param setAside blank rows, totals, notes, in the same form
 * @param nulls cells that did not fit their column's type: row, column, raw
 */
public record ReadTable(
    ReadReport report,
    Optional<Path> text,
    Optional<Path> typed,
    Optional<Path> rejects,
    Optional<Path> setAside,
    Optional<Path> nulls) {

  /** The same as the only table of its file. */
  ReadTable unnamed() {
    return new ReadTable(report.named(Optional.empty()), text, typed, rejects, setAside, nulls);
  }

  /** The same, of a workbook with sheets that nobody sees. */
  ReadTable hiding(List<String> sheets) {
    return new ReadTable(
        report.hiding(sheets, Summary.hidden(sheets)), text, typed, rejects, setAside, nulls);
  }

  /** A file that was refused. */
  public static ReadTable refused(ReadReport report) {
    return new ReadTable(
        report,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
