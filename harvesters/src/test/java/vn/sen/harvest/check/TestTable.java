package vn.sen.harvest.check;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.check.Circumstances.Published;
import vn.sen.harvest.contract.Contract;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;

/** A table as a reader would hand it over: real Parquet, text and typed, and what was noted. */
final class TestTable {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  private static final int ROWS_IN_A_STATEMENT = 1_000;
  private static final Path DIRECTORY = temporary();
  private static final DuckSession SESSION = DuckSession.open(DIRECTORY, 512L << 20, 2);

  private final List<String> names;
  private final Map<String, ColumnType> types = new HashMap<>();
  private final Map<String, String> originals = new HashMap<>();
  private final List<List<String>> rows = new ArrayList<>();
  private Notes notes = Notes.NONE;
  private Circumstances circumstances = Circumstances.unknown(TODAY);
  private Optional<Contract> contract = Optional.empty();
  private AdministrativeUnits units = AdministrativeUnits.shipped();
  private String format = "csv";
  private int headerRows = 1;
  private int preambleRows;

  private TestTable(List<String> names) {
    this.names = names;
  }

  static TestTable of(String... names) {
    return new TestTable(List.of(names));
  }

  /** A table of one text column. */
  static TestTable column(String name, List<String> values) {
    return of(name).rows(values.size(), i -> List.of(values.get(i)));
  }

  private static Path temporary() {
    try {
      Path directory = Files.createTempDirectory("sen-check");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestTable type(String column, ColumnType type) {
    types.put(column, type);
    return this;
  }

  /** The header as it stands in the file, where it differs from the column's name. */
  TestTable original(String column, String header) {
    originals.put(column, header);
    return this;
  }

  TestTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  TestTable rows(int count, Function<Integer, List<String>> row) {
    for (int i = 0; i < count; i++) {
      rows.add(row.apply(i));
    }
    return this;
  }

  TestTable notes(Notes noted) {
    notes = noted;
    return this;
  }

  TestTable known(Circumstances known) {
    circumstances = known;
    return this;
  }

  TestTable units(AdministrativeUnits list) {
    units = list;
    return this;
  }

  TestTable contract(Contract promised) {
    contract = Optional.of(promised);
    return this;
  }

  TestTable format(String name) {
    format = name;
    return this;
  }

  TestTable header(int preamble, int header) {
    preambleRows = preamble;
    headerRows = header;
    return this;
  }

  /** The number that the first data row has in the original file. */
  int firstRow() {
    return preambleRows + headerRows + 1;
  }

  /** What all rules find. */
  List<CheckResult> check() {
    return new TableChecker().check(write(), SESSION);
  }

  /** What one rule finds. */
  List<CheckResult> check(TableRule rule) {
    return new TableChecker(List.of(rule)).check(write(), SESSION);
  }

  List<CheckResult> check(TableChecker checker) {
    return checker.check(write(), SESSION);
  }

  static DuckSession session() {
    return SESSION;
  }

  /** What is known of a table whose last accepted version is {@code before}. */
  static Circumstances after(TestTable before) {
    return Circumstances.unknown(TODAY)
        .after(new Previous(before.rows.size(), before.names, List.of(before.write().typed())));
  }

  /** This as a table that the catalogue has. */
  Published published(String name) {
    TableUnderCheck written = write();
    return new Published(name, rows.size(), written.report().columns(), List.of(written.typed()));
  }

  TableUnderCheck write() {
    Path text = file("text");
    Path typed = file("typed");
    String columns =
        names.stream().map(n -> DuckSession.identifier(n) + " VARCHAR").collect(joining(", "));
    SESSION.execute("CREATE OR REPLACE TEMP TABLE cells (_row BIGINT, %s)".formatted(columns));
    for (int from = 0; from < rows.size(); from += ROWS_IN_A_STATEMENT) {
      int first = from;
      List<List<String>> part =
          rows.subList(from, Math.min(rows.size(), from + ROWS_IN_A_STATEMENT));
      var values = new ArrayList<String>();
      for (int i = 0; i < part.size(); i++) {
        values.add(
            part.get(i).stream()
                .map(DuckSession::literal)
                .collect(joining(", ", "(" + (firstRow() + first + i) + ", ", ")")));
      }
      SESSION.execute("INSERT INTO cells VALUES " + String.join(", ", values));
    }
    SESSION.execute("COPY (SELECT * FROM cells) TO %s (FORMAT parquet)".formatted(literal(text)));
    String casts = names.stream().map(this::cast).collect(joining(", "));
    SESSION.execute(
        "COPY (SELECT %s FROM cells) TO %s (FORMAT parquet)".formatted(casts, literal(typed)));
    return new TableUnderCheck(
        "bảng.csv", "ab".repeat(32), report(), text, typed, contract, circumstances, () -> units);
  }

  private ColumnType typeOf(String name) {
    return types.getOrDefault(name, ColumnType.TEXT);
  }

  private String cast(String name) {
    String cell = "nullif(%s, '')".formatted(DuckSession.identifier(name));
    String typed =
        switch (typeOf(name)) {
          case INTEGER -> "try_cast(%s AS BIGINT)".formatted(cell);
          case DECIMAL -> "try_cast(%s AS DECIMAL(28, 6))".formatted(cell);
          case DATE -> "try_cast(%s AS DATE)".formatted(cell);
          case TIMESTAMP -> "try_cast(%s AS TIMESTAMP)".formatted(cell);
          case BOOLEAN -> "try_cast(%s AS BOOLEAN)".formatted(cell);
          case YEAR -> "try_cast(%s AS SMALLINT)".formatted(cell);
          case GEOMETRY -> "try_cast(%s AS GEOMETRY)".formatted(cell);
          default -> cell;
        };
    return typed + " AS " + DuckSession.identifier(name);
  }

  private ReadReport report() {
    return new ReadReport(
        "bảng.csv",
        Optional.empty(),
        ReadReport.Status.CONVERTED,
        "UTF-8",
        format,
        format.equals("csv") ? "," : "",
        format.equals("csv") ? "\"" : "",
        headerRows,
        preambleRows,
        names.stream().map(n -> new Column(n, originals.getOrDefault(n, n), typeOf(n))).toList(),
        rows.size(),
        0,
        0,
        0,
        "bảng.parquet",
        "ab".repeat(32),
        new Message("Đã đọc.", "Read."),
        notes);
  }

  private static Path file(String name) {
    try {
      Path file = Files.createTempFile(DIRECTORY, name, ".parquet");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String literal(Path path) {
    return DuckSession.literal(path.toString());
  }
}
