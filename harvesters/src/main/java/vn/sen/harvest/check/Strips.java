package vn.sen.harvest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.ParquetFiles;
import vn.sen.catalog.tables.TextTable;
import vn.sen.vocab.Column;

/**
 * The views {@code t} and {@code typed} of a table. The engine plans every column of a file that a
 * statement reads, named there or not, so that with many columns planning is all it does: a wide
 * table is cut into files of few columns, and before each statement the views are turned to the one
 * that has all columns it names.
 */
final class Strips {
  private static final int WIDTH = 100;

  /** Columns that strips are cut from. */
  private static final int BAND = 1_000;

  /** A table of fewer columns is planned faster than cut. */
  private static final int WORTH_CUTTING = 300;

  private final DuckSession session;
  private final Views whole;
  private final List<Views> strips = new ArrayList<>();

  /** The strip of each column, by the column as it stands in SQL. */
  private final Map<String, Integer> places = new HashMap<>();

  private OptionalInt facing = OptionalInt.empty();

  /**
   * @param text SQL for what stands behind FROM: cells as text, {@code _row}, {@code
   *     file_row_number}
   * @param typed likewise, without {@code _row}
   */
  Strips(DuckSession session, String text, String typed, List<Column> columns) {
    this.session = session;
    this.whole = new Views(text, typed);
    whole.show(session);
    if (columns.size() > WORTH_CUTTING) {
      cut(columns);
    }
  }

  /**
   * In two steps, since even to cut a strip off, all columns of what it is cut from are planned.
   */
  private void cut(List<Column> columns) {
    Path directory = directory();
    List<String> names =
        columns.stream().map(column -> DuckSession.identifier(column.name())).toList();
    for (List<String> together : parts(names, BAND)) {
      whole.show(session);
      Views band = copy(together, directory, "band");
      for (List<String> few : parts(together, WIDTH)) {
        band.show(session);
        few.forEach(name -> places.put(name, strips.size()));
        strips.add(copy(few, directory, Integer.toString(strips.size())));
      }
    }
    whole.show(session);
  }

  private static List<List<String>> parts(List<String> names, int width) {
    return IntStream.iterate(0, from -> from < names.size(), from -> from + width)
        .mapToObj(from -> names.subList(from, Math.min(names.size(), from + width)))
        .toList();
  }

  /** Where the engine spills to, which its owner clears. */
  private Path directory() {
    String spills =
        session.one("SELECT current_setting('temp_directory')", row -> row.getString(1));
    try {
      return Files.createTempDirectory(Path.of(spills), "strips");
    } catch (IOException e) {
      throw new UncheckedIOException("a wide table cannot be cut", e);
    }
  }

  /** Copies columns of the views as they stand; takes the place of what had the same name. */
  private Views copy(List<String> columns, Path directory, String name) {
    String selected = String.join(", ", columns);
    Path text = directory.resolve("text-" + name);
    Path typed = directory.resolve("typed-" + name);
    ParquetFiles.write(
        session,
        "SELECT %s, %s FROM t".formatted(selected, TextTable.RECORD),
        columns.size() + 1,
        Map.of(),
        text);
    ParquetFiles.write(
        session, "SELECT %s FROM typed".formatted(selected), columns.size(), Map.of(), typed);
    return new Views(file(text), file(typed));
  }

  private static String file(Path file) {
    return "read_parquet(%s, file_row_number = true)"
        .formatted(DuckSession.literal(file.toString()));
  }

  /** The strip that has all columns that {@code sql} names; absent for the whole table. */
  OptionalInt of(String sql) {
    if (strips.isEmpty()) {
      return OptionalInt.empty();
    }
    int[] found =
        Sql.columns(sql).filter(places::containsKey).mapToInt(places::get).distinct().toArray();
    return switch (found.length) {
      case 0 -> OptionalInt.of(0);
      case 1 -> OptionalInt.of(found[0]);
      default -> OptionalInt.empty();
    };
  }

  /** Turns the views to what {@code sql} names; to be asked before each statement over them. */
  void face(String sql) {
    OptionalInt wanted = of(sql);
    if (!wanted.equals(facing)) {
      (wanted.isPresent() ? strips.get(wanted.getAsInt()) : whole).show(session);
      facing = wanted;
    }
  }

  /** What stands behind FROM for each of the two views. */
  private record Views(String text, String typed) {
    void show(DuckSession session) {
      session.execute("CREATE OR REPLACE TEMP VIEW t AS SELECT * FROM " + text);
      session.execute("CREATE OR REPLACE TEMP VIEW typed AS SELECT * FROM " + typed);
    }
  }
}
