package vn.sen.catalog.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.Part;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Scores;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.InvalidRequestException;

/** Two parts of five rows: communes with a province, people, a date and a share. */
class DuckTablesTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("mã", "Mã", ColumnType.TEXT),
          new Column("tên xã", "Tên xã", ColumnType.TEXT),
          new Column("dan_so", "Dân số", ColumnType.INTEGER),
          new Column("ngay", "Ngày", ColumnType.DATE),
          new Column("ty_le", "Tỷ lệ", ColumnType.DECIMAL),
          new Column("moi", "Mới", ColumnType.BOOLEAN));

  private static Path directory;
  private static List<Path> parts;
  private static DuckTables tables;

  @BeforeAll
  @BeforeContainer
  static void writeTheParts() throws Exception {
    directory = Files.createTempDirectory("tables-");
    parts = List.of(directory.resolve("0.parquet"), directory.resolve("1.parquet"));
    try (DuckSession session = DuckSession.open(directory, 64 << 20, 1)) {
      String rows =
          """
          SELECT printf('%%02d', i) AS "mã", name AS "tên xã", people AS dan_so,
            DATE '2025-07-01' + i::INTEGER AS ngay, (i / 10)::DECIMAL(9, 2) AS ty_le, i %% 2 = 0 AS moi
          FROM (VALUES %s) t(i, name, people)
          """;
      write(
          session,
          rows.formatted(
              "(1, 'Đường Lâm', 100), (2, 'Hòa Bình', NULL), (3, 'O''Hara', 300), (4, 'Ba Đình',"
                  + " 100), (5, NULL, 500)"),
          parts.get(0));
      write(
          session,
          rows.formatted(
              "(6, 'Hoà Vang', 600), (7, 'Tân Đức', NULL), (8, 'Xã \"Mới\"', 100), (9, 'Lạng Sơn',"
                  + " 900), (10, 'Cà Mau', 1000)"),
          parts.get(1));
    }
    tables = new DuckTables(directory, Duration.ofSeconds(5));
  }

  @AfterAll
  @AfterContainer
  static void close() {
    tables.close();
  }

  private static void write(DuckSession session, String select, Path file) {
    session.execute(
        "COPY (%s) TO %s (FORMAT parquet)".formatted(select, DuckSession.literal(file.toString())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "dan_so = 100                             | 01 04 08",
        "dan_so != 100                            | 03 05 06 09 10",
        "dan_so >= 600 and dan_so < 1000          | 06 09",
        "DAN_SO = 100 AND NOT moi = true          | 01",
        "dan_so is null                           | 02 07",
        "\"tên xã\" is not null and moi = true    | 02 04 06 08 10",
        "\"tên xã\" = 'O''Hara'                   | 03",
        "\"tên xã\" contains 'hoa'                | 02 06",
        "\"tên xã\" startswith 'duong'            | 01",
        "\"tên xã\" contains '\"'                 | 08",
        "mã in ('01', '10', '99')                 | 01 10",
        "mã not in ('01','02','03','04','05','06','07','08') | 09 10",
        "ngay > '2025-07-08'                      | 08 09 10",
        "ty_le = 0.30                             | 03",
        "not (dan_so = 100 or dan_so = 500) and dan_so is not null | 03 06 09 10",
        "dan_so = 100 or dan_so = 300 and mã = '99' | 01 04 08",
      })
  void aFilterKeepsTheRowsItDescribes(String where, String expected) {
    RowsPage page = rows(query(where, List.of(), 100, Optional.empty()));

    assertThat(page.items())
        .extracting(row -> row.get("mã"))
        .containsExactly((Object[]) expected.split(" "));
    assertThat(page.total()).isEqualTo(page.items().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dan_so = 'x'",
        "dan_so = 1; DROP TABLE t",
        "dan_so = 1 -- ",
        "1 = 1",
        "dan_so = (select 1)",
        "unknown = 1",
        "mã = 'open",
        "mã = '1' or",
        "read_text('/etc/passwd') is null",
        "\"mã\"\" = '1' or \"\"\" = '1'",
        "ngay = '2025-13-01'",
        "dan_so = '1e999999999'",
        "ty_le > '1E400'",
        "((((((((((((((((((((((((((((((((((((((((((((((((((((((((mã is null",
        "",
      })
  void whatIsNoFilterIsRefusedWithTheReason(String where) {
    assertThatThrownBy(() -> rows(query(where, List.of(), 10, Optional.empty())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageMatching("(?s).*(character|column|nested).*");
  }

  @Property(tries = 300)
  void noTextAsAFilterGivesAnythingButRowsOrAReason(@ForAll String where) {
    try {
      assertThat(rows(query(where, List.of(), 10, Optional.empty())).items()).hasSizeLessThan(11);
    } catch (InvalidRequestException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | - | 01 02 03 04 05 06 07 08 09 10",
        "dan_so | - | 01 04 08 03 05 06 09 10 02 07",
        "-dan_so | - | 10 09 06 05 03 01 04 08 02 07",
        "-moi,dan_so | - | 04 08 06 10 02 01 03 05 09 07",
        "-ngay | moi = true | 10 08 06 04 02",
        "ty_le | dan_so = 100 | 01 04 08",
      })
  void pagingGivesEachRowOnceAndInOrder(String order, String where, String expected) {
    List<String> by = order == null ? List.of() : List.of(order.split(","));
    for (int limit = 1; limit <= 4; limit++) {
      var seen = new ArrayList<Object>();
      Optional<String> cursor = Optional.empty();
      do {
        RowsPage page =
            rows(
                new RowsQuery(List.of(), Optional.ofNullable(where), List.of(), by, limit, cursor));
        page.items().forEach(row -> seen.add(row.get("mã")));
        cursor = page.next();
      } while (cursor.isPresent());

      assertThat(seen).containsExactly((Object[]) expected.split(" "));
    }
  }

  @Test
  void valuesHaveTheTypesOfJson() {
    Map<String, Object> row =
        rows(query("mã = '01'", List.of(), 1, Optional.empty())).items().getFirst();

    assertThat(row)
        .containsExactly(
            Map.entry("mã", "01"),
            Map.entry("tên xã", "Đường Lâm"),
            Map.entry("dan_so", 100L),
            Map.entry("ngay", "2025-07-02"),
            Map.entry("ty_le", new BigDecimal("0.10")),
            Map.entry("moi", false));
  }

  @Test
  void durationsCompareAndSortByTheirLength() throws Exception {
    Path part = directory.resolve("durations.parquet");
    try (DuckSession session = DuckSession.open(directory.resolve("durations"), 64 << 20, 1)) {
      write(
          session,
          "SELECT * FROM (VALUES ('PT36H15M'), ('PT9H'), (NULL), ('-PT1H'), ('P1M'), ('PT540M'),"
              + " ('PT0.5S')) t(d)",
          part);
    }
    TableVersion version =
        version(
            7,
            List.of(new Column("d", "Kéo dài", ColumnType.DURATION)),
            List.of(new Part("0", 1, 7)));

    assertThat(durations(version, part, "d >= 'PT9H'"))
        .containsExactly("PT9H", "PT540M", "PT36H15M", "P1M");
    assertThat(durations(version, part, "d = 'PT9H'")).containsExactly("PT9H", "PT540M");
    assertThat(durations(version, part, "d < 'PT1S'")).containsExactly("-PT1H", "PT0.5S");
    assertThat(
            tables
                .rows(
                    version,
                    List.of(part),
                    new RowsQuery(
                        List.of("min(d)", "max(d)"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        5,
                        Optional.empty()))
                .items()
                .getFirst())
        .containsEntry("min_d", "-PT1H")
        .containsEntry("max_d", "P1M");
    assertThatThrownBy(() -> durations(version, part, "d > '9 hours'"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("PT8H30M");
  }

  @Test
  void geometryIsShownComparedAndWrittenAsText() throws Exception {
    Path part = directory.resolve("geometry.parquet");
    try (DuckSession session = DuckSession.open(directory.resolve("geometry"), 64 << 20, 1)) {
      write(
          session,
          "SELECT id, CAST(g AS GEOMETRY) AS g FROM (VALUES (1, 'POINT (105 21)'), (2, NULL),"
              + " (3, 'LINESTRING (1 2, 3 4)')) t(id, g)",
          part);
    }
    List<Path> only = List.of(part);
    TableVersion version =
        version(
            3,
            List.of(
                new Column("id", "Mã", ColumnType.INTEGER),
                new Column("g", "Hình", ColumnType.GEOMETRY)),
            List.of(new Part("0", 1, 3)));

    assertThat(
            tables
                .rows(version, only, query("g = 'POINT (105 21)'", List.of(), 5, Optional.empty()))
                .items())
        .containsExactly(Map.of("id", 1L, "g", "POINT (105 21)"));
    RowsPage first =
        tables.rows(version, only, query("g is not null", List.of("g"), 1, Optional.empty()));
    RowsPage second =
        tables.rows(version, only, query("g is not null", List.of("g"), 1, first.next()));
    assertThat(List.of(first.items().getFirst(), second.items().getFirst()))
        .extracting(row -> row.get("g"))
        .containsExactlyInAnyOrder("LINESTRING (1 2, 3 4)", "POINT (105 21)");
    Path csv = directory.resolve("geometry.csv");
    tables.writeCsv(version, only, csv);
    assertThat(csv).hasContent("id,g\n1,POINT (105 21)\n2,\n3,\"LINESTRING (1 2, 3 4)\"\n");
    Path json = directory.resolve("geometry.jsonl");
    tables.writeJsonLines(version, only, json);
    assertThat(json).content().contains("\"g\":\"POINT (105 21)\"");
    Path whole = directory.resolve("geometry-whole.parquet");
    tables.writeParquet(version, only, whole);
    try (DuckSession session = DuckSession.open(directory.resolve("geometry"), 64 << 20, 1)) {
      assertThat(
              session.query(
                  "SELECT decode(key) FROM parquet_kv_metadata('%s')".formatted(whole),
                  row -> row.getString(1)))
          .containsExactly("geo");
    }
  }

  /** Page by page, so that cursors are compared too. */
  private static List<Object> durations(TableVersion version, Path part, String where) {
    var found = new ArrayList<Object>();
    Optional<String> cursor = Optional.empty();
    do {
      RowsPage page = tables.rows(version, List.of(part), query(where, List.of("d"), 1, cursor));
      page.items().forEach(row -> found.add(row.get("d")));
      cursor = page.next();
    } while (cursor.isPresent());
    return found;
  }

  @Test
  void groupsAreCountedSummedAndPaged() {
    var query =
        new RowsQuery(
            List.of("moi", "count(*) as n", "sum(dan_so)", "max(ngay)"),
            Optional.empty(),
            List.of("moi"),
            List.of("-n", "moi"),
            1,
            Optional.empty());

    RowsPage first = rows(query);
    RowsPage second =
        rows(
            new RowsQuery(
                query.select(), query.where(), query.group(), query.order(), 1, first.next()));

    assertThat(first.total()).isEqualTo(2);
    assertThat(first.items().getFirst())
        .containsEntry("moi", false)
        .containsEntry("n", 5L)
        .containsEntry("sum_dan_so", 1800L)
        .containsEntry("max_ngay", "2025-07-10");
    assertThat(second.items().getFirst()).containsEntry("moi", true).containsEntry("n", 5L);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void aCursorOfAnotherQueryIsRefused() {
    Optional<String> cursor = rows(RowsQuery.first(2)).next();

    assertThat(cursor).isPresent();
    assertThatThrownBy(() -> rows(query("moi = true", List.of(), 2, cursor)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("another query");
    assertThatThrownBy(() -> rows(query("moi = true", List.of(), 2, Optional.of("abc"))))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aColumnBesideAnAggregateMustBeGrouped() {
    assertThatThrownBy(
            () ->
                rows(
                    new RowsQuery(
                        List.of("mã", "count(*)"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        5,
                        Optional.empty())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("group");
  }

  @Test
  void partsAreOneParquetFileAgain() throws Exception {
    Path whole = directory.resolve("whole.parquet");

    tables.writeParquet(version(), parts, whole);

    assertThat(tables.rows(version(), List.of(whole), RowsQuery.first(100)).items())
        .isEqualTo(rows(RowsQuery.first(100)).items());
  }

  @Test
  void aWholeTableIsWrittenAsCsvAndAsJsonLines() throws Exception {
    Path csv = directory.resolve("all.csv");
    Path json = directory.resolve("all.jsonl");

    tables.writeCsv(version(), parts, csv);
    tables.writeJsonLines(version(), parts, json);

    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(11);
    assertThat(lines.get(0)).isEqualTo("mã,tên xã,dan_so,ngay,ty_le,moi");
    assertThat(lines.get(1)).isEqualTo("01,Đường Lâm,100,2025-07-02,0.10,false");
    assertThat(lines.get(8)).contains("\"Xã \"\"Mới\"\"\"");
    assertThat(Files.readAllLines(json)).hasSize(10).first().asString().contains("\"dan_so\":100");
  }

  private static RowsPage rows(RowsQuery query) {
    return tables.rows(version(), parts, query);
  }

  private static RowsQuery query(
      String where, List<String> order, int limit, Optional<String> cursor) {
    return new RowsQuery(List.of(), Optional.of(where), List.of(), order, limit, cursor);
  }

  private static TableVersion version() {
    return version(10, COLUMNS, List.of(new Part("0", 1, 5), new Part("1", 1, 5)));
  }

  private static TableVersion version(long rows, List<Column> columns, List<Part> parts) {
    return new TableVersion(
        new TableId(new DatasetId("4k8z0q2m7w"), "xa").version(1),
        LangText.of("Xã"),
        "urn:x",
        new TableVersion.Received("http://x/", "x.csv", "0", 1, "UTF-8", "csv"),
        TableState.PUBLISHED,
        Scores.NOT_RATED,
        rows,
        columns,
        parts,
        new TableVersion.Accounting(1, 0, 0, 0, 0),
        Instant.EPOCH,
        "run");
  }
}
