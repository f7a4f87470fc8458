package vn.sen.catalog.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cells of a table as text, in a Parquet file, each row with the number of its record in the
 * file received.
 *
 * <p>Where every record from the first row on is a row, the numbers are not stored but follow from
 * the first, which the footer names: to number rows while they are written holds the engine to one
 * core. Where, besides, each typed value gives its cell's text back, the typed table is the text
 * table too: its footer says how its columns are spelled.
 */
public final class TextTable {
  /** The column with the number of a row's record, from 1; a BIGINT. */
  public static final String RECORD = "_row";

  private static final String FIRST = "sen.first.record";
  private static final String SPELLINGS = "sen.spellings";

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
   * What the footer of a typed table says that is its own text table.
   *
   * @param firstRecord the number of its first row, from 1; the others follow it
   * @param spellings of its columns, in their order
   */
  public static Map<String, String> footer(long firstRecord, List<Spelling> spellings) {
    return Map.of(
        FIRST,
        Long.toString(firstRecord),
        SPELLINGS,
        spellings.stream().map(Spelling::name).collect(Collectors.joining(",")));
  }

  /** A footer for the same rows in another file, of which what {@link #footer} says is not true. */
  public static Map<String, String> dropFrom(Map<String, String> footer) {
    var rest = new TreeMap<>(footer);
    rest.keySet().removeAll(List.of(FIRST, SPELLINGS));
    return rest;
  }

  /**
   * SQL for what stands behind FROM: the cells, an empty one null or, where only some rows have it,
   * the empty string, {@link #RECORD} and {@code file_row_number}, a row's place in {@code file}
   * from 0.
   */
  public static String rows(DuckSession session, Path file) {
    String table =
        "read_parquet(" + DuckSession.literal(file.toString()) + ", file_row_number = true)";
    Map<String, String> footer = ParquetFiles.footer(session, file);
    String cells =
        footer.containsKey(SPELLINGS)
            ? spelled(session, table, footer.get(SPELLINGS).split(","))
            : "*";
    String numbers =
        footer.containsKey(FIRST)
            ? ", file_row_number + %d AS %s".formatted(Long.parseLong(footer.get(FIRST)), RECORD)
            : "";
    return "(SELECT %s%s FROM %s)".formatted(cells, numbers, table);
  }

  private static String spelled(DuckSession session, String table, String[] spellings) {
    List<String> names = session.query("DESCRIBE FROM " + table, row -> row.getString(1));
    return IntStream.range(0, spellings.length)
        .mapToObj(i -> spelled(DuckSession.identifier(names.get(i)), spellings[i]))
        .collect(Collectors.joining(", ", "", ", file_row_number"));
  }

  private static String spelled(String column, String spelling) {
    return Spelling.valueOf(spelling).sql(column) + " AS " + column;
  }
}
