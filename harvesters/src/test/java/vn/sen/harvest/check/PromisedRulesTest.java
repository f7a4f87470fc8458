package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** Rules of Sen that a contract promises: values, sequences, dimensions, other tables, files. */
class PromisedRulesTest {

  private static Contract promising(String rule, Map<String, List<String>> parameters) {
    return new Contract(
        List.of(), List.of(), List.of(), List.of(new PromisedRule(rule, parameters)));
  }

  private static List<Long> rows(CheckResult result) {
    return result.finding().stream().flatMap(f -> f.rows().stream()).map(FailingRow::row).toList();
  }

  private static String said(CheckResult result) {
    return result.finding().orElseThrow().message().en();
  }

  // ACC-02

  @Test
  void forbiddenValuesAreFoundAsTextAndAsNumbers() {
    TestTable table =
        TestTable.of("so", "loai")
            .type("so", ColumnType.DECIMAL)
            .row("1", "a")
            .row("2.0", " x ")
            .row("02", "xx")
            .row("", "");

    assertThat(
            rows(
                only(
                    table
                        .contract(
                            promising(
                                "ACC-02",
                                Map.of("column", List.of("so"), "forbidden", List.of("2", "z"))))
                        .check(new DeclaredLimits()))))
        .containsExactly(3L, 4L);
    assertThat(
            rows(
                only(
                    table
                        .contract(
                            promising(
                                "ACC-02",
                                Map.of("column", List.of("loai"), "forbidden", List.of("x", "2"))))
                        .check(new DeclaredLimits()))))
        .containsExactly(3L);
  }

  @ParameterizedTest
  @CsvSource({
    "ACC-02, forbidden",
    "COM-09, values",
    "COM-10, column",
    "ACC-09, interval",
  })
  void aPromiseOfAColumnThatIsMissingIsAFindingAndNoPass(String rule, String parameter) {
    List<CheckResult> results =
        TestTable.of("a")
            .row("1")
            .contract(
                promising(
                    rule,
                    parameter.equals("column")
                        ? Map.of("column", List.of("nowhere"))
                        : Map.of("column", List.of("nowhere"), parameter, List.of("1"))))
            .check();

    assertThat(results.stream().filter(r -> r.rule().equals(rule)))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.severity()).contains(Severity.ERROR);
              assertThat(said(result)).contains("nowhere");
            });
  }

  // COM-09

  @Test
  void eachRequiredValueIsInSomeRow() {
    CheckResult result =
        only(
            TestTable.of("so")
                .type("so", ColumnType.DECIMAL)
                .row("1.0")
                .row(" 2 ")
                .row("10")
                .contract(
                    promising(
                        "COM-09",
                        Map.of("column", List.of("so"), "values", List.of("1", "2", "3", "10.00"))))
                .check(new CoverageGrid()));

    assertThat(result.evaluated()).isEqualTo(4);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(said(result)).contains("no row has: 3.");
  }

  // COM-10

  @Test
  void numbersThatDoNotFollowTheRowBeforeAreNamed() {
    CheckResult result =
        only(
            TestTable.of("stt")
                .type("stt", ColumnType.INTEGER)
                .row("7")
                .row("8")
                .row("10")
                .row("11")
                .row("")
                .row("13")
                .contract(promising("COM-10", Map.of("column", List.of("stt"))))
                .check(new SeriesGaps()));

    assertThat(rows(result)).containsExactly(4L, 6L, 7L);
    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.basis()).isEqualTo(Basis.DECLARED);
  }

  // COM-08, COM-12

  @ParameterizedTest
  @CsvSource({
    "exactly, 3, false",
    "exactly, 2, true",
    "minimum, 3, false",
    "minimum, 4, true",
    "maximum, 3, false",
    "maximum, 2, true",
  })
  void rowsAndColumnsAreAsManyAsPromised(String bound, String number, boolean fails) {
    TestTable table =
        TestTable.of("a", "b", "c").row("1", "2", "3").row("4", "5", "6").row("7", "8", "9");
    Map<String, List<String>> parameters = Map.of(bound, List.of(number));

    for (CheckResult result :
        List.of(
            only(table.contract(promising("COM-08", parameters)).check(new RowCount())),
            only(table.contract(promising("COM-12", parameters)).check(new SchemaDrift())))) {
      assertThat(result.severity().isPresent()).as(result.rule()).isEqualTo(fails);
      if (fails) {
        assertThat(said(result)).contains("has 3 ", number);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, a b, WARNING",
    "EXACT, a c b, WARNING",
    "EXACT, a b c, ''",
    "EXACT, a b c d, QUARANTINE",
    "EQUAL, c a b, ''",
    "EQUAL, c a, WARNING",
    "SUBSET, c a, ''",
    "SUBSET, c d, QUARANTINE",
    "SUPERSET, d c b a, ''",
    "SUPERSET, d c b, WARNING",
    "PARTIAL, d c, ''",
    "PARTIAL, d e, QUARANTINE",
  })
  void columnsAreHeldAsStrictlyAsTheContractSays(FieldsMatch match, String names, String severity) {
    CheckResult result =
        only(
            TestTable.of("a", "b", "c")
                .row("1", "2", "3")
                .contract(matching(match, names.split(" ")))
                .check(new SchemaDrift()));

    assertThat(result.severity().map(Severity::name).orElse("")).isEqualTo(severity);
    assertThat(result.finding().stream()).noneMatch(Finding::truncated);
  }

  @Test
  void columnsThatAreNotTherePointToTheirPlaceInTheHeader() {
    CheckResult result =
        only(
            TestTable.of("a", "x", "c", "y")
                .row("1", "2", "3", "4")
                .contract(matching(FieldsMatch.EXACT, "a", "b", "c"))
                .check(new SchemaDrift()));

    assertThat(result.finding().orElseThrow().rows())
        .containsExactly(
            new FailingRow(1, "x", "cột/column 2: \"b\""),
            new FailingRow(1, "y", "cột/column 4: thừa / surplus"));
  }

  @Test
  void aRepeatedHeaderIsNoneToMatchBy() {
    CheckResult result =
        only(
            TestTable.of("a", "b", "b_2")
                .original("b_2", "b")
                .row("1", "2", "3")
                .contract(matching(FieldsMatch.PARTIAL, "a", "b"))
                .check(new SchemaDrift()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(said(result)).contains("fieldsMatch: partial", "repeats: b");
  }

  private static Contract matching(FieldsMatch match, String... names) {
    return new Contract(
        Stream.of(names)
            .map(
                name ->
                    new PromisedColumn(
                        name, Optional.empty(), false, false, Optional.empty(), Optional.empty()))
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        match,
        PromisedFile.NONE,
        List.of());
  }

  // ACC-09

  @ParameterizedTest
  @CsvSource({"mean, 3, 1", "median, 3, 1", "mode, 3, 1", "mean, 9, 0"})
  void valuesDeviateFromTheirAverageAsFarAsPromised(String average, String interval, int failed) {
    CheckResult result =
        only(
            TestTable.of("gia")
                .type("gia", ColumnType.INTEGER)
                .rows(20, i -> List.of(i == 19 ? "1000" : i < 10 ? "10" : "12"))
                .contract(
                    promising(
                        "ACC-09",
                        Map.of(
                            "column", List.of("gia"),
                            "average", List.of(average),
                            "interval", List.of(interval))))
                .check(new Outliers()));

    assertThat(result.failed()).isEqualTo(failed);
    assertThat(result.basis()).isEqualTo(Basis.DECLARED);
    if (failed == 1) {
      assertThat(rows(result)).containsExactly(21L);
    }
  }

  @Test
  void cellsFarLongerThanTheirColumnAreNamed() {
    Map<String, List<String>> parameters =
        Map.of("lengths", List.of("ten"), "interval", List.of("3"), "least", List.of("50"));
    CheckResult result =
        only(
            TestTable.of("ten")
                .rows(40, i -> List.of(i == 30 ? "x".repeat(200) : i == 3 ? "" : "tên " + i))
                .contract(promising("ACC-09", parameters))
                .check(new Outliers()));

    assertThat(result.evaluated()).isEqualTo(39);
    assertThat(rows(result)).containsExactly(32L);
  }

  // ACC-06

  @Test
  void referencesIntoOtherTablesResolveWhereTheirRowsAreAtHand() {
    var inline =
        new OtherTable(
            "tinh",
            Optional.empty(),
            List.of("ten", "ma", "nam"),
            List.of(List.of("Hà Nội", "01", "2025"), List.of("Huế", "46", "2025")));
    TestTable beside =
        TestTable.of("ky", "x").original("ky", "Kỳ").row("2025", "").row("2026", "y");
    TableUnderCheck other = beside.write();
    var contract =
        new Contract(
            List.of(),
            List.of(),
            List.of(
                new Reference(List.of("ma", "nam"), "tinh", List.of("ma", "nam")),
                new Reference(List.of("nam"), "ky", List.of("Kỳ")),
                new Reference(List.of("nam"), "unknown", List.of("nam")),
                new Reference(List.of("nam"), "tinh", List.of("year"))),
            List.of(),
            List.of(),
            List.of(),
            FieldsMatch.EXACT,
            PromisedFile.NONE,
            List.of(inline));
    TableUnderCheck table =
        TestTable.of("ma", "nam")
            .row("01", "2025")
            .row("46", "2026")
            .row("", "2027")
            .row("99", "2025")
            .contract(contract)
            .write();

    List<CheckResult> results =
        new TableChecker(List.of(new References()))
            .check(
                new TableUnderCheck(
                    table.name(),
                    table.sha256(),
                    table.report(),
                    table.text(),
                    table.typed(),
                    table.contract(),
                    table.circumstances(),
                    table.units(),
                    Map.of(
                        "ky",
                        new TableUnderCheck.OtherTable(other.text(), other.report().columns()))),
                TestTable.session());

    assertThat(results).hasSize(3);
    assertThat(results.get(0).evaluated()).isEqualTo(3);
    assertThat(results.get(0).finding().orElseThrow().rows())
        .containsExactly(
            new FailingRow(3, "46 | 2026", "∈ tinh.ma, nam"),
            new FailingRow(5, "99 | 2025", "∈ tinh.ma, nam"));
    assertThat(rows(results.get(1))).containsExactly(4L);
    assertThat(said(results.get(2))).contains("tinh.year");
  }

  // ACC-13

  @Test
  void whatAContractSaysOfTheFileIsHeldAgainstItEachByItself(@TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), "a\n1\n");

    assertThat(judged(file, 4, "md5", "34ff2335cbe2045ddc3b78993d1e971d", 1))
        .singleElement()
        .satisfies(result -> assertThat(result.severity()).isEmpty());
    List<CheckResult> all = judged(file, 5, "sha-512", "00", 2);
    assertThat(all)
        .extracting(r -> r.severity().orElseThrow())
        .containsExactly(Severity.BLOCK, Severity.ERROR, Severity.ERROR);
    assertThat(said(all.getFirst())).contains("SHA-512");
    assertThat(judged(file, 4, "crc32", "00", 1))
        .singleElement()
        .satisfies(result -> assertThat(result.severity()).isEmpty());
  }

  private static List<CheckResult> judged(
      Path file, long bytes, String algorithm, String value, long rows) throws Exception {
    var contract =
        new Contract(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            FieldsMatch.EXACT,
            new PromisedFile(
                OptionalLong.of(bytes),
                Optional.of(new Checksum(algorithm, value)),
                OptionalLong.of(rows)),
            List.of());
    return TestTable.of("a")
        .row("1")
        .contract(contract)
        .known(
            Digests.received(file, Circumstances.unknown(TestTable.TODAY), Optional.of(contract)))
        .check(new DeclaredBytes());
  }

  // CLN-01

  @Test
  void raggedRowsSayWhichCellsAndBlankOnesThatTheyAreNone() {
    var notes =
        new Notes(
            1,
            0,
            0,
            0,
            List.of(3L, 6L),
            2,
            0,
            false,
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            List.of(),
            List.of(1, 5),
            List.of(4L),
            1);
    var key = new Contract(List.of(), List.of("a"));
    CheckResult result =
        only(
            TestTable.of("a", "b", "c")
                .rows(1_000, i -> List.of("1", "2", "3"))
                .notes(notes)
                .contract(key)
                .check(new CsvStructure()));

    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row, FailingRow::expected)
        .containsExactly(
            tuple(3L, "3 ô / 3 cells; thiếu / missing: cột/column 2–3"),
            tuple(4L, "dòng trống, không có khóa \"a\" / a blank row, without its key \"a\""),
            tuple(6L, "3 ô / 3 cells; thừa / surplus: cột/column 4–5"));
  }
}
