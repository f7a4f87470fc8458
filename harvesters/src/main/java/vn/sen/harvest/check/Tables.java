package vn.sen.harvest.check;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** In fewer rows, to find out what repeats costs more than it saves. */
  private static final long WORTH_GROUPING = 20_000;

  /** How often a column's values are there, on average, before they are taken one by one. */
  private static final long FEWEST_TIMES = 4;

  private static final long MOST_VALUES = 500_000;

  /** For each column there is a statement of its own; few rows are not worth as many. */
  private static final long ROWS_A_COLUMN = 2_000;

  static final int LONGEST_VALUE_SHOWN = 200;

  private final DuckSession session;
  private final Strips strips;
  private final Path typed;
  private final long rows;
  private final boolean isOne;

  /** Columns, as they stand in SQL, that were found to have few values. */
  private final Set<String> repeating = new HashSet<>();

  private final String times;
  private final String first;
  private final String forth;
  private final String back;

  /**
   * @param columns of both tables; an empty cell of the text table is the empty string, whether it
   *     was written so or as null
   */
  Tables(DuckSession session, Path text, Path typed, List<Column> columns, long rows) {
    this.session = session;
    this.typed = typed;
    this.rows = rows;
    this.isOne = text.equals(typed);
    this.times = free("_times", columns);
    this.first = free("_first", columns);
    this.forth = free("_forth", columns);
    this.back = free("_back", columns);
    String cells =
        columns.stream()
            .map(column -> DuckSession.identifier(column.name()))
            .map(name -> "coalesce(%1$s, '') AS %1$s, ".formatted(name))
            .collect(Collectors.joining());
    this.strips =
        new Strips(
            session,
            "(SELECT %s_row, file_row_number FROM %s)"
                .formatted(cells, TextTable.rows(session, text)),
            "read_parquet(%s, file_row_number = true)"
                .formatted(DuckSession.literal(typed.toString())),
            columns);
  }

  /**
   * The answers to {@code aggregates}, in as few passes over {@code table} as possible. What is
   * asked of the same column is asked together, so that no column is read twice.
   */
  Map<String, @Nullable Object> measure(String table, SequencedSet<String> aggregates) {
    return measure(table, aggregates.stream().sorted(Comparator.comparing(Sql::firstColumn)));
  }

  /**
   * The answers to {@code aggregates} over {@code t}. What is asked of a column whose values repeat
   * is asked of its distinct values, each counted as often as it is there.
   */
  Map<String, @Nullable Object> measureText(SequencedSet<String> aggregates) {
    Map<String, Map<String, String>> byColumn = weighted(aggregates);
    if (rows < Math.max(WORTH_GROUPING, ROWS_A_COLUMN * byColumn.size())) {
      return measure("t", aggregates);
    }
    repeating.addAll(repeating(byColumn.keySet()));
    byColumn.keySet().retainAll(repeating);
    var answers = new HashMap<String, @Nullable Object>();
    var rest = new LinkedHashSet<>(aggregates);
    byColumn.forEach(
        (column, asked) -> {
          Map<String, @Nullable Object> answered =
              measure(
                  "(SELECT %1$s, count(*) AS %2$s FROM t GROUP BY %1$s)".formatted(column, times),
                  asked.keySet().stream());
          answered.forEach((weighted, answer) -> answers.put(asked.get(weighted), answer));
          rest.removeAll(asked.values());
        });
    answers.putAll(measure("t", rest));
    return answers;
  }

  /**
   * By column, the aggregates that can be taken over its distinct values: in that form, and own.
   */
  private Map<String, Map<String, String>> weighted(SequencedSet<String> aggregates) {
    var byColumn = new LinkedHashMap<String, Map<String, String>>();
    for (String aggregate : aggregates) {
      Optional<String> column = Sql.onlyColumn(aggregate);
      Optional<String> weighted = Sql.weighted(aggregate, times);
      if (column.isPresent() && weighted.isPresent()) {
        byColumn
            .computeIfAbsent(column.get(), _ -> new LinkedHashMap<>())
            .put(weighted.get(), aggregate);
      }
    }
    return byColumn;
  }

  /** Those of {@code columns} that have far fewer distinct values than there are rows. */
  private Set<String> repeating(Set<String> columns) {
    var estimates = new LinkedHashMap<String, String>();
    for (String column : columns) {
      estimates.put("approx_count_distinct(" + column + ")", column);
    }
    long most = Math.min(rows / FEWEST_TIMES, MOST_VALUES);
    return measure("typed", estimates.keySet().stream()).entrySet().stream()
        .filter(estimate -> estimate.getValue() instanceof Number n && n.longValue() <= most)
        .map(estimate -> estimates.get(estimate.getKey()))
        .collect(Collectors.toSet());
  }

  private Map<String, @Nullable Object> measure(String from, Stream<String> aggregates) {
    var answers = new LinkedHashMap<String, @Nullable Object>();
    for (List<String> pass : passes(aggregates.toList(), AGGREGATES_IN_A_PASS)) {
      one(
          "SELECT %s FROM %s".formatted(String.join(",\n", pass), from),
          row -> {
            for (int i = 0; i < pass.size(); i++) {
              answers.put(pass.get(i), row.getObject(i + 1));
            }
            return pass;
          });
    }
    return answers;
  }

  /**
   * Those of {@code selected} that are asked together: of columns that lie in the same file, and at
   * most {@code atOnce}; in their order, but for files.
   */
  List<List<String>> passes(List<String> selected, int atOnce) {
    var byStrip = new LinkedHashMap<OptionalInt, List<String>>();
    selected.forEach(
        sql -> byStrip.computeIfAbsent(strips.of(sql), _ -> new ArrayList<>()).add(sql));
    var passes = new ArrayList<List<String>>();
    for (List<String> together : byStrip.values()) {
      for (int from = 0; from < together.size(); from += atOnce) {
        passes.add(together.subList(from, Math.min(together.size(), from + atOnce)));
      }
    }
    return passes;
  }

  /** The first failing cells of each of {@code wanted}, all in one pass, in their order. */
  List<List<FailingCell>> firstCells(List<Evidence.Where> wanted) {
    List<String> lists = wanted.stream().map(Tables::firstCells).toList();
    Map<String, @Nullable Object> found = measure("t", lists.stream().distinct());
    return lists.stream()
        .map(list -> read(Optional.ofNullable(found.get(list)).map(Object::toString)))
        .toList();
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
    strips.face(sql);
    return session.query(sql, reader);
  }

  /** Runs a statement over {@code t} and {@code typed} that gives no rows. */
  void execute(String sql) {
    strips.face(sql);
    session.execute(sql);
  }

  private <T> T one(String sql, RowReader<T> reader) {
    strips.face(sql);
    return session.one(sql, reader);
  }

  /**
   * The first cells of a column that fail as typed values, as they stand.
   *
   * @param predicate over {@code typed}
   */
  Evidence typedRows(Cells cells, String predicate, String expected) {
    return shown(
        """
        SELECT t._row, t.%1$s FROM t JOIN
        (SELECT file_row_number FROM typed WHERE %2$s) USING (file_row_number)
        ORDER BY t._row\
        """
            .formatted(cells.sql(), predicate),
        expected);
  }

  /**
   * The first of the rows that a query gives.
   *
   * @param every gives the number of each row and the value to show
   */
  Evidence shown(String every, String expected) {
    return Evidence.Found.unsaid(
        query(
            "SELECT _row, left(value, %d) FROM (%s LIMIT %d) AS shown(_row, value)"
                .formatted(LONGEST_VALUE_SHOWN, every, Evidence.SHOWN),
            row -> new FailingRow(row.getLong(1), row.getString(2), expected)),
        every);
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

  /** SQL for what stands behind FROM: the rows of another table, their cells as text or null. */
  String rows(TableUnderCheck.OtherTable other) {
    return TextTable.rows(session, other.text());
  }

  /**
   * SQL for what stands behind FROM: of each row its {@code file_row_number} and two hashes over
   * its cells, {@link #forth} and {@link #back}: 128 bits, so equal means equal.
   */
  String digests(List<Cells> columns) {
    List<List<String>> strips =
        passes(columns.stream().map(Cells::sql).toList(), Integer.MAX_VALUE);
    String digests = digests(strips.getFirst(), apart());
    // All columns of a wide table at once fill the memory, so their hashes are hashed.
    for (List<String> next : strips.subList(1, strips.size())) {
      execute("CREATE OR REPLACE TEMP TABLE so_far AS FROM " + digests);
      digests =
          digests(
              Stream.concat(Stream.of(forth, back), next.stream()).toList(),
              "(FROM so_far JOIN %s USING (file_row_number))".formatted(apart()));
      execute("CREATE OR REPLACE TEMP TABLE digests AS FROM " + digests);
      digests = "digests";
    }
    return digests;
  }

  private String digests(List<String> cells, String from) {
    return "(SELECT file_row_number, hash(%s) AS %s, hash(%s) AS %s FROM %s)"
        .formatted(
            String.join(", ", cells), forth, String.join(", ", cells.reversed()), back, from);
  }

  String forth() {
    return forth;
  }

  String back() {
    return back;
  }

  private static String free(String wish, List<Column> columns) {
    String name = wish;
    while (columns.stream().map(Column::name).anyMatch(name::equalsIgnoreCase)) {
      name += "_";
    }
    return name;
  }

  /**
   * SQL for what stands behind FROM: each combination of cells, with {@link #times} it is there and
   * {@link #first}, the number of its first row. Where cells are known to repeat, each is there
   * once, and what must be made of them is made of far fewer.
   */
  String combinations(List<Cells> columns) {
    List<String> names = columns.stream().map(Cells::sql).distinct().toList();
    String selected = String.join(", ", names);
    return repeating.containsAll(names)
        ? "(SELECT %s, count(*) AS %s, min(_row) AS %s FROM t GROUP BY ALL)"
            .formatted(selected, times, first)
        : "(SELECT %s, 1 AS %s, _row AS %s FROM t)".formatted(selected, times, first);
  }

  String times() {
    return times;
  }

  String first() {
    return first;
  }

  /**
   * The table, {@code t} or {@code typed}, in which rows can be told apart at less cost: where each
   * value gives its cell back, the typed one.
   */
  String apart() {
    return isOne ? "typed" : "t";
  }

  /** How many rows of the text table {@code predicate} holds for. */
  long count(String predicate) {
    return one("SELECT %s FROM t".formatted(Sql.count(predicate)), row -> row.getLong(1));
  }

  /** A cell that failed, as it stands. */
  record FailingCell(long row, String value) {}
}
