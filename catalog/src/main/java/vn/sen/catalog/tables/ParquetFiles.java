package vn.sen.catalog.tables;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes Parquet as Sen publishes it, and reads back what its footer says. */
public final class ParquetFiles {
  /**
   * Rows of a group, for tables of ordinary width: 122,880 at most, for the engine ends a group
   * behind the 2,048 rows by which it is full.
   */
  private static final int ROW_GROUP = 122_880 - 2_048;

  /** Cells of a group at most, so that a wide table does not fill the memory. */
  private static final int CELLS = 4_000_000;

  private ParquetFiles() {}

  /** Which columns have Bloom filters; they go with dictionaries, which take room. */
  public enum Filters {
    /** Those whose dictionary is small. */
    WHERE_SMALL,
    /** Those in which every value is another too, as in keys. */
    EVERY_COLUMN
  }

  /** Rows of a group in a table of so many columns. */
  public static int rowGroup(int columns) {
    return Math.max(2_048, Math.min(ROW_GROUP, CELLS / Math.max(1, columns)));
  }

  /** Writes with filters where they are small. */
  public static long write(
      DuckSession session, String select, int columns, Map<String, String> footer, Path target) {
    return write(session, select, columns, footer, Filters.WHERE_SMALL, target);
  }

  /**
   * Writes the rows of a query, in its order, as zstd Parquet.
   *
   * @param select SQL that Sen composed
   * @param columns how many it has
   * @param footer key and value pairs kept in the file's footer, such as the dataset's IRI
   * @return rows written
   */
  public static long write(
      DuckSession session,
      String select,
      int columns,
      Map<String, String> footer,
      Filters filters,
      Path target) {
    int group = rowGroup(columns);
    String metadata =
        footer.isEmpty()
            ? ""
            : ", KV_METADATA {"
                + new TreeMap<>(footer)
                    .entrySet().stream()
                        .map(
                            e ->
                                DuckSession.literal(e.getKey())
                                    + ": "
                                    + DuckSession.literal(e.getValue()))
                        .collect(Collectors.joining(", "))
                + "}";
    return session.execute(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d%s%s)"
            .formatted(
                select,
                DuckSession.literal(target.toString()),
                group,
                filters == Filters.EVERY_COLUMN ? ", DICTIONARY_SIZE_LIMIT " + group : "",
                metadata));
  }

  /** What the engine says of geometry in a footer, each time that it writes any. */
  private static final String GEOMETRY = "geo";

  /** The key and value pairs of a file's footer, without what the engine writes of itself. */
  public static Map<String, String> footer(DuckSession session, Path file) {
    var footer = new TreeMap<String, String>();
    session.query(
        "SELECT decode(key), decode(value) FROM parquet_kv_metadata("
            + DuckSession.literal(file.toString())
            + ") WHERE decode(key) <> "
            + DuckSession.literal(GEOMETRY),
        row -> footer.put(row.getString(1), row.getString(2)));
    return footer;
  }
}
