package vn.sen.catalog.tables;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.TableVersion;
import vn.sen.catalog.Tables;
import vn.sen.vocab.problem.OverloadedException;

/**
 * Reads Parquet that Sen wrote. A few engines wait in a pool; each serves one query at a time and
 * is thrown away after any failure that isn't the visitor's.
 */
public final class DuckTables implements Tables {
  private static final int ENGINES = 2;
  private static final long MEMORY = 128L << 20;
  private static final int TOTALS_KEPT = 1000;

  private final Path temporaryDirectory;
  private final Duration deadline;
  private final Semaphore places = new Semaphore(ENGINES, true);
  private final Deque<DuckSession> idle = new ArrayDeque<>();
  private final ScheduledExecutorService alarm =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("table-deadlines").factory());
  private final Map<String, Long> totals =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
              return size() > TOTALS_KEPT;
            }
          });

  /**
   * @param temporaryDirectory where an engine may spill
   * @param deadline for one page of rows
   */
  public DuckTables(Path temporaryDirectory, Duration deadline) {
    this.temporaryDirectory = temporaryDirectory;
    this.deadline = deadline;
  }

  @Override
  public RowsPage rows(TableVersion version, List<Path> parts, RowsQuery query) {
    Selection selection = Selection.of(query, version.columns());
    int fingerprint = RowCursor.fingerprint(version, query);
    Optional<RowCursor> cursor =
        query.cursor().map(text -> RowCursor.decode(text, fingerprint, selection.order().size()));
    return withEngine(
        engine -> {
          long total = total(engine, version, parts, selection);
          List<Row> rows =
              selection.isGrouped()
                  ? grouped(engine, parts, selection, cursor, query.limit() + 1)
                  : plain(engine, parts, selection, cursor, query.limit() + 1);
          Optional<String> next =
              rows.size() > query.limit() && query.limit() > 0
                  ? Optional.of(rows.get(query.limit() - 1).cursor(fingerprint).encode())
                  : Optional.empty();
          return new RowsPage(
              total,
              selection.outputs().stream().map(Selection.Output::column).toList(),
              rows.stream().limit(query.limit()).map(Row::values).toList(),
              next);
        });
  }

  @Override
  public void writeCsv(TableVersion version, List<Path> parts, Path target) {
    copy(version, parts, target, "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"'");
  }

  @Override
  public void writeJsonLines(TableVersion version, List<Path> parts, Path target) {
    copy(version, parts, target, "FORMAT json");
  }

  @Override
  public void close() {
    alarm.shutdownNow();
    synchronized (idle) {
      idle.forEach(DuckSession::close);
      idle.clear();
    }
  }

  /** With the footer that each part has. */
  @Override
  public void writeParquet(TableVersion version, List<Path> parts, Path target) {
    try (DuckSession engine = DuckSession.open(temporaryDirectory, MEMORY, 1)) {
      ParquetFiles.write(
          engine,
          "SELECT * FROM " + table(parts),
          version.columns().size(),
          ParquetFiles.footer(engine, parts.getFirst()),
          target);
    }
  }

  private void copy(TableVersion version, List<Path> parts, Path target, String options) {
    String columns =
        String.join(
            ", ",
            version.columns().stream()
                .map(
                    column ->
                        Filter.shown(column.type(), DuckSession.identifier(column.name()))
                            + " AS "
                            + DuckSession.identifier(column.name()))
                .toList());
    // An engine of its own: writing out a large table must not stand in the way of pages.
    try (DuckSession engine = DuckSession.open(temporaryDirectory, MEMORY, 1)) {
      engine.execute(
          "COPY (SELECT %s FROM %s) TO %s (%s)"
              .formatted(columns, table(parts), DuckSession.literal(target.toString()), options));
    }
  }

  private long total(Engine engine, TableVersion version, List<Path> parts, Selection selection) {
    if (!selection.isGrouped() && selection.where().equals("TRUE")) {
      return version.rows();
    }
    String grouping =
        selection.groups().isEmpty() ? "" : " GROUP BY " + String.join(", ", selection.groups());
    String key = version.id() + " " + selection.where() + (selection.isGrouped() ? grouping : "-");
    Long known = totals.get(key);
    if (known != null) {
      return known;
    }
    String from = " FROM %s WHERE %s".formatted(table(parts), selection.where());
    String sql;
    if (!selection.isGrouped()) {
      sql = "SELECT count(*)" + from;
    } else if (selection.groups().isEmpty()) {
      return 1;
    } else {
      sql = "SELECT count(*) FROM (SELECT 1" + from + grouping + ")";
    }
    long total = engine.query(sql, row -> row.getLong(1)).getFirst();
    totals.put(key, total);
    return total;
  }

  private static List<Row> grouped(
      Engine engine, List<Path> parts, Selection selection, Optional<RowCursor> cursor, int limit) {
    // The groups are made anew for each page, so that skipping some of them costs nothing more.
    long skip = cursor.map(RowCursor::row).orElse(0L);
    var keys = new ArrayList<String>();
    selection.order().forEach(order -> keys.add(order.sql() + direction(order)));
    selection.groups().forEach(group -> keys.add(group + " NULLS LAST"));
    String sql =
        "SELECT %s FROM %s WHERE %s%s%s LIMIT %d OFFSET %d"
            .formatted(
                outputs(selection),
                table(parts),
                selection.where(),
                selection.groups().isEmpty()
                    ? ""
                    : " GROUP BY " + String.join(", ", selection.groups()),
                keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys),
                limit,
                skip);
    var rows = new ArrayList<Row>();
    for (Map<String, Object> values : engine.query(sql, row -> values(row, selection))) {
      rows.add(new Row(values, nothing(selection.order().size()), 0, skip + rows.size() + 1));
    }
    return rows;
  }

  private static List<Row> plain(
      Engine engine, List<Path> parts, Selection selection, Optional<RowCursor> cursor, int limit) {
    if (selection.order().isEmpty()) {
      // Part by part from where the last page ended: the rows before are not even read.
      var rows = new ArrayList<Row>();
      int first = cursor.map(RowCursor::part).orElse(0);
      for (int part = first; part < parts.size() && rows.size() < limit; part++) {
        String after =
            cursor.isPresent() && part == first
                ? " AND file_row_number > " + cursor.get().row()
                : "";
        String sql =
            "SELECT %s, file_row_number FROM read_parquet([%s], file_row_number = true) WHERE %s%s ORDER BY file_row_number LIMIT %d"
                .formatted(
                    outputs(selection),
                    DuckSession.literal(parts.get(part).toString()),
                    selection.where(),
                    after,
                    limit - rows.size());
        int number = part;
        int width = selection.outputs().size();
        rows.addAll(
            engine.query(
                sql,
                row -> new Row(values(row, selection), List.of(), number, row.getLong(width + 1))));
      }
      return rows;
    }
    return sorted(engine, parts, selection, cursor, limit);
  }

  private static List<Row> sorted(
      Engine engine, List<Path> parts, Selection selection, Optional<RowCursor> cursor, int limit) {
    List<Selection.Order> order = selection.order();
    String numbered =
        String.join(
            " UNION ALL ",
            java.util.stream.IntStream.range(0, parts.size())
                .mapToObj(
                    part ->
                        "SELECT *, %d AS \" part\", file_row_number AS \" row\" FROM read_parquet([%s], file_row_number = true)"
                            .formatted(part, DuckSession.literal(parts.get(part).toString())))
                .toList());
    String keys =
        String.join(
            ", ",
            order.stream()
                .map(o -> "CAST(CAST(%s AS %s) AS VARCHAR)".formatted(o.sql(), o.type()))
                .toList());
    String sorting = String.join(", ", order.stream().map(o -> o.sql() + direction(o)).toList());
    String sql =
        "SELECT %s, %s, \" part\", \" row\" FROM (%s) WHERE %s%s ORDER BY %s, \" part\", \" row\" LIMIT %d"
            .formatted(
                outputs(selection),
                keys,
                numbered,
                selection.where(),
                cursor.map(at -> " AND (" + after(at, order, 0) + ")").orElse(""),
                sorting,
                limit);
    int width = selection.outputs().size();
    return engine.query(
        sql,
        row -> {
          var values = new ArrayList<@Nullable String>();
          for (int i = 0; i < order.size(); i++) {
            values.add(row.getString(width + i + 1));
          }
          return new Row(
              values(row, selection),
              values,
              row.getInt(width + order.size() + 1),
              row.getLong(width + order.size() + 2));
        });
  }

  /** True of rows behind the cursor, empty cells last in either direction. */
  private static String after(RowCursor cursor, List<Selection.Order> order, int key) {
    if (key == order.size()) {
      return "(\" part\", \" row\") > (%d, %d)".formatted(cursor.part(), cursor.row());
    }
    Selection.Order by = order.get(key);
    String rest = after(cursor, order, key + 1);
    @Nullable String value = cursor.keys().get(key);
    if (value == null) {
      return "(%s IS NULL AND %s)".formatted(by.sql(), rest);
    }
    String literal = "TRY_CAST(%s AS %s)".formatted(DuckSession.literal(value), by.type());
    return "(%1$s IS NULL OR %1$s %2$s %3$s OR (%1$s = %3$s AND %4$s))"
        .formatted(by.sql(), by.descending() ? "<" : ">", literal, rest);
  }

  private static String direction(Selection.Order order) {
    return (order.descending() ? " DESC" : " ASC") + " NULLS LAST";
  }

  private static String outputs(Selection selection) {
    return String.join(
        ", ",
        selection.outputs().stream()
            .map(output -> Filter.shown(output.column().type(), output.sql()))
            .toList());
  }

  private static String table(List<Path> parts) {
    return "read_parquet([%s])"
        .formatted(
            String.join(", ", parts.stream().map(p -> DuckSession.literal(p.toString())).toList()));
  }

  private static Map<String, Object> values(ResultSet row, Selection selection)
      throws SQLException {
    var values = new LinkedHashMap<String, @Nullable Object>();
    int index = 1;
    for (Selection.Output output : selection.outputs()) {
      values.put(output.column().name(), value(row.getObject(index++)));
    }
    @SuppressWarnings("NullAway") // an empty cell is null, as RowsPage says
    Map<String, Object> unmodifiable = Collections.unmodifiableMap(values);
    return unmodifiable;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean b -> b;
      case Long n -> n;
      case Integer n -> n.longValue();
      case Short n -> n.longValue();
      case Byte n -> n.longValue();
      case BigInteger n -> n.bitLength() < 64 ? (Object) n.longValue() : (Object) new BigDecimal(n);
      case BigDecimal n -> n;
      case Double n -> BigDecimal.valueOf(n);
      case Float n -> BigDecimal.valueOf(n);
      default -> value.toString();
    };
  }

  private static List<@Nullable String> nothing(int count) {
    return Collections.nCopies(count, null);
  }

  private <T> T withEngine(java.util.function.Function<Engine, T> work) {
    try {
      if (!places.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new OverloadedException("Too many queries at once; try again in a few seconds.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OverloadedException("The query was interrupted.", e);
    }
    DuckSession session = null;
    boolean usable = false;
    try {
      session = take();
      T result = work.apply(new Engine(session));
      usable = true;
      return result;
    } catch (OverloadedException e) {
      usable = true;
      throw e;
    } finally {
      if (session != null) {
        putBack(session, usable);
      }
      places.release();
    }
  }

  private DuckSession take() {
    synchronized (idle) {
      DuckSession waiting = idle.poll();
      if (waiting != null) {
        return waiting;
      }
    }
    DuckSession session = DuckSession.open(temporaryDirectory, MEMORY, 2);
    session.execute("SET parquet_metadata_cache = true");
    return session;
  }

  private void putBack(DuckSession session, boolean usable) {
    if (usable) {
      synchronized (idle) {
        idle.push(session);
      }
    } else {
      session.close();
    }
  }

  /** A row and where it stands. */
  private record Row(Map<String, Object> values, List<@Nullable String> keys, int part, long row) {
    RowCursor cursor(int query) {
      return new RowCursor(query, keys, part, row);
    }
  }

  /** An engine whose queries end at the deadline. */
  private final class Engine {
    private final DuckSession session;

    Engine(DuckSession session) {
      this.session = session;
    }

    <T> List<T> query(String sql, DuckSession.RowReader<T> reader) {
      var overran = new AtomicBoolean();
      try (Statement statement = session.connection().createStatement()) {
        ScheduledFuture<?> cancel =
            alarm.schedule(
                () -> {
                  overran.set(true);
                  statement.cancel();
                  return true;
                },
                deadline.toMillis(),
                TimeUnit.MILLISECONDS);
        try (ResultSet rows = statement.executeQuery(sql)) {
          var all = new ArrayList<T>();
          while (rows.next()) {
            all.add(reader.read(rows));
          }
          return all;
        } finally {
          cancel.cancel(false);
        }
      } catch (SQLException e) {
        if (overran.get()) {
          throw new OverloadedException(
              "The query took longer than %d s; ask for less, or download the whole table."
                  .formatted(deadline.toSeconds()),
              e);
        }
        throw new DuckSession.SqlFailure(sql, e);
      }
    }
  }
}
