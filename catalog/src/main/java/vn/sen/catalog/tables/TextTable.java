package vn.sen.catalog.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The cells of a table as text, in a Parquet file, each row with the number of its record in the
 * file received.
 *
 * <p>Where every record from the first row on is a row, the numbers are not stored but follow from
 * the first, which the footer names: to number rows while they are written holds the engine to one
 * core.
 */
public final class TextTable {
  /** The column with the number of a row's record, from 1; a BIGINT. */
  public static final String RECORD = "_row";

  private static final String FIRST = "sen.first.record";

  private TextTable() {}

  /**
   * Writes a table whose rows carry their numbers.
   *
   * @param select SQL that Sen composed, {@link #RECORD} among its columns
   * @param columns how many it has
   * @return rows written
   */
  public static long write(DuckSession session, String select, int columns, Path target) {
    return ParquetFiles.write(session, select, columns, Map.of(), target);
  }

  /**
   * Writes a table whose rows are one record each, in the order of {@code select}.
   *
   * @param firstRecord the number of the first, from 1
   * @return rows written
   */
  public static long write(
      DuckSession session, String select, int columns, long firstRecord, Path target) {
    Map<String, String> footer = Map.of(FIRST, Long.toString(firstRecord));
    return ParquetFiles.write(session, select, columns, footer, target);
  }

  /**
   * SQL for what stands behind FROM: the cells, an empty one null or, where only some rows have it,
   * the empty string, {@link #RECORD} and {@code file_row_number}, a row's place in {@code file}
   * from 0.
   */
  public static String rows(DuckSession session, Path file) {
    String path = DuckSession.literal(file.toString());
    List<Long> first =
        session.query(
            "SELECT decode(value)::BIGINT FROM parquet_kv_metadata(%s) WHERE decode(key) = %s"
                .formatted(path, DuckSession.literal(FIRST)),
            row -> row.getLong(1));
    String numbers =
        first.isEmpty() ? "" : ", file_row_number + %d AS %s".formatted(first.getFirst(), RECORD);
    return "(SELECT *%s FROM read_parquet(%s, file_row_number = true))".formatted(numbers, path);
  }
}
