package vn.sen.catalog.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Whole tables in the formats people ask for. */
public final class TableFormats {
  private TableFormats() {}

  /** UTF-8, comma, RFC 4180, header first, an empty cell where there is no value. */
  public static void writeCsv(DuckSession session, List<Path> parts, Path target) {
    session.execute(
        "COPY (SELECT %s FROM %s) TO %s (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '')"
            .formatted(
                columns(session, parts), source(parts), DuckSession.literal(target.toString())));
  }

  /** An object per row; a cell without value is null. */
  public static void writeJsonLines(DuckSession session, List<Path> parts, Path target) {
    session.execute(
        "COPY (SELECT %s FROM %s) TO %s (FORMAT json)"
            .formatted(
                columns(session, parts), source(parts), DuckSession.literal(target.toString())));
  }

  /** Parquet files as one table, their rows in order. */
  static String source(List<Path> parts) {
    return parts.stream()
        .map(part -> DuckSession.literal(part.toString()))
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }

  /** Instants as ISO 8601 in UTC, with fractions of seconds where there are; the rest as it is. */
  private static String columns(DuckSession session, List<Path> parts) {
    return session
        .query(
            "DESCRIBE SELECT * FROM " + source(parts),
            row -> {
              String column = DuckSession.identifier(row.getString("column_name"));
              return switch (row.getString("column_type")) {
                case "TIMESTAMP WITH TIME ZONE" ->
                    "replace((%1$s AT TIME ZONE 'UTC')::VARCHAR, ' ', 'T') || 'Z' AS %1$s"
                        .formatted(column);
                case "TIMESTAMP" -> "replace(%1$s::VARCHAR, ' ', 'T') AS %1$s".formatted(column);
                default -> column;
              };
            })
        .stream()
        .collect(Collectors.joining(", "));
  }
}
