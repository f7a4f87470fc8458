package vn.sen.harvest.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.ParquetFiles;
import vn.sen.catalog.tables.TextTable;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.ColumnType;

/**
 * The two tables of one: first the cells as text, from which the second is made; or the second
 * alone, where it gives the text back. DuckDB writes both.
 */
final class TablePair {
  /** Tables of more columns are written slice by slice. */
  static final int WIDE = 1_500;

  private static final int SLICE = 200;

  /** Ranges of rows left out that are looked for one by one. */
  private static final int MOST_RANGES = 100;

  /** What the CSV reader takes in at once; several are held. */
  private static final long LARGEST_BUFFER = 16 << 20;

  private static final long SMALLEST_BUFFER = 128 << 10;

  private final DuckSession session;
  private final Layout layout;
  private final Path text;
  private final Path typed;
  private boolean isOne;
  private long rows;

  TablePair(DuckSession session, Layout layout, Path text, Path typed) {
    this.session = session;
    this.layout = layout;
    this.text = text;
    this.typed = typed;
  }

  Path text() {
    return isOne ? typed : text;
  }

  Path typed() {
    return typed;
  }

  /**
   * Writes the text table from a file as it stands, in which every record behind the header is a
   * row.
   *
   * @return rows written
   */
  long writeText(RawTable.Delimited delimited) {
    isOne = false;
    String select = "SELECT %s FROM %s".formatted(cells(), source(delimited));
    rows = TextTable.write(session, select, layout.width(), layout.skipped() + 1, text);
    return rows;
  }

  /**
   * Writes the typed table alone from such a file, as a guess has it.
   *
   * @return rows written
   */
  long writeOne(RawTable.Delimited delimited, Guess guess, Map<String, String> footer) {
    isOne = true;
    Map<String, String> all = new TreeMap<>(footer);
    all.putAll(TextTable.footer(layout.skipped() + 1, guess.spellings()));
    String values = each(i -> guess.plans().get(i).sql("c" + i) + " AS " + column(i));
    String select = "SELECT %s FROM %s".formatted(values, source(delimited));
    rows = ParquetFiles.write(session, select, layout.width(), all, typed);
    return rows;
  }

  /**
   * Whether every cell that has something in it has a value in the typed table.
   *
   * @param filled how many there are of each column
   */
  boolean hasAllOf(List<Long> filled) {
    Map<Integer, Long> nulls = nulls(typed);
    return IntStream.range(0, filled.size())
        .allMatch(i -> nulls.getOrDefault(i, -1L) == rows - filled.get(i));
  }

  private String source(RawTable.Delimited delimited) {
    Dialect dialect = delimited.dialect();
    return "read_csv(%s, auto_detect = false, header = false, skip = %d, delim = %s, quote = %s, escape = %s, columns = {%s}, max_line_size = %d, buffer_size = %d)"
        .formatted(
            DuckSession.literal(delimited.file().toString()),
            layout.skipped(),
            DuckSession.literal(dialect.delimiter()),
            DuckSession.literal(dialect.quoteText()),
            DuckSession.literal(
                dialect.escape() == Dialect.NONE ? "" : String.valueOf(dialect.escape())),
            each(i -> "'c" + i + "': 'VARCHAR'"),
            4 << 20,
            LARGEST_BUFFER);
  }

  /**
   * Writes the text table from rows that were assembled.
   *
   * @param bytes of {@code canonical}
   * @param longest bytes of its longest row
   * @param oneThread whether cells hold line ends, at which several readers could lose their way
   * @param excluded numbers of records that turned out to be no rows
   * @return rows written
   */
  long writeText(Path canonical, long bytes, long longest, boolean oneThread, List<Long> excluded) {
    // A buffer must hold a row.
    long row = longest + 16;
    long buffer = Math.max(Math.clamp(bytes, SMALLEST_BUFFER, LARGEST_BUFFER), 2 * row);
    String source =
        "read_csv(%s, auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', columns = {'%s': 'BIGINT', %s}, max_line_size = %d, buffer_size = %d, parallel = %s, allow_quoted_nulls = false, new_line = '\\n')"
            .formatted(
                DuckSession.literal(canonical.toString()),
                TextTable.RECORD,
                each(i -> "'c" + i + "': 'VARCHAR'"),
                Math.max(SMALLEST_BUFFER / 2, row),
                buffer,
                !oneThread);
    String select = "SELECT %s, %s FROM %s".formatted(cells(), TextTable.RECORD, source);
    rows = TextTable.write(session, without(excluded, select), layout.width() + 1, text);
    return rows;
  }

  /** Takes rows out of the text table that turned out to be none; returns how many are left. */
  long leaveOut(List<Long> excluded, Path temporary) throws IOException {
    if (!excluded.isEmpty()) {
      Path all = Files.move(text, temporary.resolve("all.parquet"));
      String select = "SELECT * EXCLUDE file_row_number FROM " + TextTable.rows(session, all);
      rows = TextTable.write(session, without(excluded, select), layout.width() + 1, text);
      Files.delete(all);
    }
    return rows;
  }

  /** Writes the second table as text too, an empty cell as such where every row has one. */
  List<ReadReport.TypedNull> writeAsText(Map<String, String> footer) {
    writeSecond(
        i -> i < layout.tableWidth() ? "coalesce(" + column(i) + ", '')" : column(i), footer);
    return List.of();
  }

  /**
   * Writes the typed table, and lists the cells that became null in it.
   *
   * @param nulls where they are listed: row, column, raw
   * @return how many there are of each column that has any
   */
  List<ReadReport.TypedNull> writeTyped(
      List<ColumnPlan> plans, Map<String, String> footer, Path nulls) {
    writeSecond(i -> plans.get(i).sql(column(i)), footer);
    return listNulls(plans, nulls);
  }

  /**
   * Takes the columns of a wide table slice by slice: planning expressions over thousands of them
   * at once takes time that grows with more than the square of their number.
   */
  private void writeSecond(IntFunction<String> value, Map<String, String> footer) {
    int width = layout.width();
    String from = "read_parquet(" + DuckSession.literal(text.toString()) + ")";
    if (width <= WIDE) {
      demandAll(ParquetFiles.write(session, values(value, from, 0, width), width, footer, typed));
      return;
    }
    int slices = (width + SLICE - 1) / SLICE;
    for (int i = 0; i < slices; i++) {
      int first = i * SLICE;
      int behindLast = Math.min(width, first + SLICE);
      String names =
          IntStream.range(first, behindLast)
              .mapToObj(this::column)
              .collect(Collectors.joining(", "));
      session.execute(
          "CREATE OR REPLACE TEMP TABLE narrow AS SELECT %s FROM %s".formatted(names, from));
      String values = values(value, "narrow", first, behindLast);
      session.execute("CREATE OR REPLACE TEMP TABLE slice" + i + " AS " + values);
    }
    String whole =
        IntStream.range(0, slices)
            .mapToObj(i -> "slice" + i)
            .collect(Collectors.joining(" POSITIONAL JOIN ", "SELECT * FROM ", ""));
    demandAll(ParquetFiles.write(session, whole, width, footer, typed));
    IntStream.range(0, slices).forEach(i -> session.execute("DROP TABLE slice" + i));
    session.execute("DROP TABLE narrow");
  }

  private void demandAll(long written) {
    if (written != rows) {
      throw new TableBuilder.OtherRows(rows, written);
    }
  }

  private String values(IntFunction<String> value, String from, int first, int behindLast) {
    return IntStream.range(first, behindLast)
        .mapToObj(i -> value.apply(i) + " AS " + column(i))
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + from));
  }

  private List<ReadReport.TypedNull> listNulls(List<ColumnPlan> plans, Path nulls) {
    List<Integer> emptied = emptied(plans);
    if (emptied.isEmpty()) {
      return List.of();
    }
    String from = TextTable.rows(session, text);
    List<String> selects = new ArrayList<>();
    var counts = new ArrayList<ReadReport.TypedNull>();
    for (int i : emptied) {
      String name = layout.names().get(i);
      String select =
          "SELECT %s AS row, %s AS column, %s AS raw FROM %s WHERE %s"
              .formatted(
                  TextTable.RECORD,
                  DuckSession.literal(name),
                  column(i),
                  from,
                  plans.get(i).isMisfit(column(i)));
      long cells = session.one("SELECT count(*) FROM (" + select + ")", row -> row.getLong(1));
      if (cells > 0) {
        counts.add(new ReadReport.TypedNull(name, cells));
        selects.add(select);
      }
    }
    if (!selects.isEmpty()) {
      session.execute(
          "COPY (%s ORDER BY row) TO %s (FORMAT json)"
              .formatted(
                  String.join(" UNION ALL ", selects), DuckSession.literal(nulls.toString())));
    }
    return counts;
  }

  /**
   * Typed columns with more nulls than their text has. What the engine took for no value counts,
   * whatever was foreseen.
   */
  private List<Integer> emptied(List<ColumnPlan> plans) {
    List<Integer> candidates =
        IntStream.range(0, plans.size())
            .filter(i -> plans.get(i).type() != ColumnType.TEXT)
            .boxed()
            .toList();
    if (candidates.isEmpty()) {
      return List.of();
    }
    Map<Integer, Long> before = nulls(text);
    Map<Integer, Long> after = nulls(typed);
    return candidates.stream()
        .filter(
            i ->
                !before.containsKey(i)
                    || !after.containsKey(i)
                    || after.getOrDefault(i, 0L) > before.getOrDefault(i, 0L))
        .toList();
  }

  /** Nulls of each column, by its place; none of those whose statistics do not say. */
  private Map<Integer, Long> nulls(Path file) {
    var nulls = new HashMap<Integer, Long>();
    session.query(
        "SELECT column_id, sum(stats_null_count)::BIGINT FROM parquet_metadata(%s) GROUP BY 1 HAVING count(*) = count(stats_null_count)"
            .formatted(DuckSession.literal(file.toString())),
        row -> nulls.put(row.getInt(1), row.getLong(2)));
    return nulls;
  }

  private String cells() {
    return each(i -> "c" + i + " AS " + column(i));
  }

  private String each(IntFunction<String> form) {
    return IntStream.range(0, layout.width()).mapToObj(form).collect(Collectors.joining(", "));
  }

  private String column(int i) {
    return DuckSession.identifier(layout.names().get(i));
  }

  /**
   * The rows of {@code select} but those. A join would not keep their order, so a few ranges are
   * told apart by their bounds, and behind many the rows are sorted again.
   */
  private static String without(List<Long> excluded, String select) {
    if (excluded.isEmpty()) {
      return select;
    }
    List<String> ranges = ranges(excluded.stream().sorted().toList());
    return ranges.size() <= MOST_RANGES
        ? select + " WHERE NOT (" + String.join(" OR ", ranges) + ")"
        : excluded.stream()
            .map(number -> "(" + number + "::BIGINT)")
            .collect(
                Collectors.joining(
                    ", ",
                    select + " WHERE " + TextTable.RECORD + " NOT IN (SELECT n FROM (VALUES ",
                    ") AS excluded(n)) ORDER BY " + TextTable.RECORD));
  }

  private static List<String> ranges(List<Long> sorted) {
    var ranges = new ArrayList<String>();
    int first = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || sorted.get(i) > sorted.get(i - 1) + 1) {
        ranges.add(
            "%s BETWEEN %d AND %d"
                .formatted(TextTable.RECORD, sorted.get(first), sorted.get(i - 1)));
        first = i;
      }
    }
    return ranges;
  }
}
