package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.ParquetFiles;
import vn.sen.catalog.tables.TextTable;
import vn.sen.vocab.Column;

/**
 * A typed table as it is released: in parts that can be fetched one by one, each sorted by the
 * table's key where its contract names one, with Bloom filters to look that up in.
 */
final class ReleaseParts {
  /** Bytes of a part, about. */
  static final long LARGEST = 256 << 20;

  /** Rows from which on sorting by the key saves more than it costs. */
  static final long WORTH_SORTING = 10_000;

  private final DuckSession session;
  private final long largest;

  /**
   * @param file in Parquet
   */
  record Written(Path file, long rows) {}

  ReleaseParts(DuckSession session, long largest) {
    this.session = session;
    this.largest = largest;
  }

  /**
   * @param typed the table as it was read; itself the only part where nothing is gained
   * @param key names of the columns that identify a row, as the contract has them
   * @return in order
   */
  List<Written> of(Path typed, List<Column> columns, long rows, List<String> key)
      throws IOException {
    List<String> names = names(columns, key);
    boolean sorted = !names.isEmpty() && rows >= WORTH_SORTING;
    long parts = Math.max(1, Math.ceilDiv(Files.size(typed), largest));
    if (parts == 1 && !sorted) {
      return List.of(new Written(typed, rows));
    }
    int group = ParquetFiles.rowGroup(columns.size());
    long each = Math.ceilDiv(Math.ceilDiv(rows, parts), group) * group;
    var footer = TextTable.dropFrom(ParquetFiles.footer(session, typed));
    var written = new ArrayList<Written>();
    for (long from = 0; from < rows; from += each) {
      Path part = typed.resolveSibling(stem(typed) + "-" + (written.size() + 1) + ".parquet");
      String select =
          "SELECT * EXCLUDE file_row_number FROM read_parquet(%s, file_row_number = true)"
              + " WHERE file_row_number >= %d AND file_row_number < %d%s";
      String order =
          sorted
              ? names.stream()
                  .map(DuckSession::identifier)
                  .collect(Collectors.joining(", ", " ORDER BY ", ", file_row_number"))
              : " ORDER BY file_row_number";
      long count =
          ParquetFiles.write(
              session,
              select.formatted(DuckSession.literal(typed.toString()), from, from + each, order),
              columns.size(),
              footer,
              sorted ? ParquetFiles.Filters.EVERY_COLUMN : ParquetFiles.Filters.WHERE_SMALL,
              part);
      written.add(new Written(part, count));
    }
    Files.delete(typed);
    return written;
  }

  /** The key's columns by their names in the table; none unless all are there. */
  private static List<String> names(List<Column> columns, List<String> key) {
    var names = new ArrayList<String>();
    for (String wanted : key) {
      Optional<String> name =
          columns.stream().map(Column::name).filter(n -> fold(n).equals(fold(wanted))).findFirst();
      if (name.isEmpty()) {
        return List.of();
      }
      names.add(name.get());
    }
    return names;
  }

  private static String fold(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
