package vn.sen.harvest.check;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.DuckSession.RowReader;
import vn.sen.catalog.tables.TextTable;
import vn.sen.vocab.Column;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Json;

/**
 * The two tables of a version as views: {@code t}, the cells as text, and {@code typed}; their rows
 * pair by {@code file_row_number}.
 */
final class Tables {
  /** The time to plan a SELECT grows with the square of its expressions. */
  private static final int AGGREGATES_IN_A_PASS = 100;

  private static final Pattern FIRST_IDENTIFIER = Pattern.compile("\"(?:[^\"]|\"\")*\"");

  private static final int LONGEST_VALUE_SHOWN = 200;

  private final DuckSession session;
  private final Path typed;

  /**
   * @param columns of both tables; an empty cell of the text table is the empty string, whether it
   *     was written so or as null
   */
  Tables(DuckSession session, Path text, Path typed, List<Column> columns) {
    this.session = session;
    this.typed = typed;
    String cells =
        columns.stream()
            .map(column -> DuckSession.identifier(column.name()))
            .map(name -> "coalesce(%1$s, '') AS %1$s, ".formatted(name))
            .collect(Collectors.joining());
    session.execute(
        "CREATE OR REPLACE TEMP VIEW t AS SELECT %s_row, file_row_number FROM %s"
            .formatted(cells, TextTable.rows(session, text)));
    session.execute(
        "CREATE OR REPLACE TEMP VIEW typed AS SELECT * FROM read_parquet(%s, file_row_number = true)"
            .formatted(DuckSession.literal(typed.toString())));
  }

  /**
   * The answers to {@code aggregates}, in as few passes over {@code table} as possible. What is
   * asked of the same column is asked together, so that no column is read twice.
   */
  Map<String, @Nullable Object> measure(String table, SequencedSet<String> aggregates) {
    var answers = new LinkedHashMap<String, @Nullable Object>();
    List<String> all = aggregates.stream().sorted(Comparator.comparing(Tables::columnOf)).toList();
    for (int from = 0; from < all.size(); from += AGGREGATES_IN_A_PASS) {
      List<String> pass = all.subList(from, Math.min(all.size(), from + AGGREGATES_IN_A_PASS));
      session.one(
          "SELECT %s FROM %s".formatted(String.join(",\n", pass), table),
          row -> {
            for (int i = 0; i < pass.size(); i++) {
              answers.put(pass.get(i), row.getObject(i + 1));
            }
            return pass;
          });
    }
    return answers;
  }

  private static String columnOf(String aggregate) {
    var identifier = FIRST_IDENTIFIER.matcher(aggregate);
    return identifier.find() ? identifier.group() : "";
  }

  /** The first failing cells of each of {@code wanted}, all in one pass, in their order. */
  List<List<FailingCell>> firstCells(List<Evidence.Where> wanted) {
    var cells = new ArrayList<List<FailingCell>>();
    for (int from = 0; from < wanted.size(); from += AGGREGATES_IN_A_PASS) {
      List<Evidence.Where> pass =
          wanted.subList(from, Math.min(wanted.size(), from + AGGREGATES_IN_A_PASS));
      List<String> lists = pass.stream().map(Tables::firstCells).toList();
      cells.addAll(
          session.one(
              "SELECT %s FROM t".formatted(String.join(",\n", lists)),
              row -> {
                var found = new ArrayList<List<FailingCell>>();
                for (int i = 0; i < pass.size(); i++) {
                  found.add(read(Optional.ofNullable(row.getString(i + 1))));
                }
                return found;
              }));
    }
    return cells;
  }

  private static String firstCells(Evidence.Where where) {
    return "to_json(arg_min({'row': _row, 'value': left(%s, %d)}, _row, %d) FILTER (WHERE %s))::VARCHAR"
        .formatted(where.value(), LONGEST_VALUE_SHOWN, Evidence.SHOWN, where.predicate());
  }

  private static List<FailingCell> read(Optional<String> json) {
    return json.map(list -> Json.read(list, new TypeReference<List<FailingCell>>() {}))
        .orElse(List.of());
  }

  /** All rows of a query over {@code t} and {@code typed}; the caller bounds them. */
  <T> List<T> query(String sql, RowReader<T> reader) {
    return session.query(sql, reader);
  }

  /**
   * The first cells of a column that fail as typed values, as they stand.
   *
   * @param predicate over {@code typed}
   */
  Evidence typedRows(Cells cells, String predicate, String expected) {
    return new Evidence.Found(
        query(
            """
            SELECT t._row, left(t.%1$s, %4$d) FROM t JOIN
            (SELECT file_row_number FROM typed WHERE %2$s) USING (file_row_number)
            ORDER BY t._row LIMIT %3$d\
            """
                .formatted(cells.sql(), predicate, Evidence.SHOWN, LONGEST_VALUE_SHOWN),
            row -> new FailingRow(row.getLong(1), row.getString(2), expected)),
        Optional.empty());
  }

  /**
   * What a query of others gives, in an engine that sees nothing but the typed table.
   *
   * @param names that the table is known by
   * @return the first cell, empty for null or no row
   * @throws DuckSession.SqlFailure where it is no lone SELECT, fails or takes too long
   */
  Optional<String> alone(List<String> names, String select) {
    return LoneTable.query(typed, names, select);
  }

  /** How many rows of the text table {@code predicate} holds for. */
  long count(String predicate) {
    return session.one("SELECT %s FROM t".formatted(Sql.count(predicate)), row -> row.getLong(1));
  }

  /** A cell that failed, as it stands. */
  record FailingCell(long row, String value) {}
}
