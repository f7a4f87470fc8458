package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** ACC: values conform to what they are meant to be. */
class AccuracyRulesTest {

  // ACC-01

  @Test
  void aColumnThatIsNearlyNumbersIsHeldAgainstThemButNeverHeldBack() {
    var near = new ReadReport.Nearly("so", ColumnType.INTEGER, 15, 100);
    CheckResult result =
        TestTable.of("so")
            .notes(
                new Notes(
                    1,
                    0,
                    0,
                    0,
                    List.of(),
                    0,
                    0,
                    false,
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(near),
                    0,
                    List.of()))
            .rows(100, i -> List.of(i < 15 ? "hỏng" + i : "" + i))
            .check(new TypeConformance())
            .getFirst();

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.failed()).isEqualTo(15);
    assertThat(result.gating()).isFalse();
    assertThat(result.finding().orElseThrow().rows().getFirst().value()).isEqualTo("hỏng0");
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 1, WARNING",
    "10000, 9, WARNING",
    "10000, 10, ERROR",
    "10000, 499, ERROR",
    "10000, 500, QUARANTINE",
    "10, 1, WARNING",
    "10, 2, QUARANTINE",
  })
  void cellsThatAreNotOfTheirTypeCountByTheirShare(int rows, int bad, Severity severity) {
    CheckResult result =
        only(
            TestTable.of("so")
                .type("so", ColumnType.INTEGER)
                .rows(rows, i -> List.of(i < bad ? "không" : String.valueOf(i)))
                .check(new TypeConformance()));

    assertThat(result.severity()).contains(severity);
    assertThat(result.basis()).isEqualTo(Basis.INFERRED);
    assertThat(result.gating()).isFalse();
  }

  @Test
  void textHasNoTypeToMissAndBlanksAreNoMisfits() {
    assertThat(TestTable.of("a").row("x").check(new TypeConformance())).isEmpty();
    CheckResult result =
        only(
            TestTable.of("so")
                .type("so", ColumnType.DECIMAL)
                .row("1.5")
                .row("")
                .row(" ")
                .check(new TypeConformance()));
    assertThat(result.evaluated()).isEqualTo(1);
    assertThat(result.failed()).isZero();
  }

  @Test
  void theMisfitsAreShownAsTheyStandWithTheQueryThatFindsThem() {
    CheckResult result =
        only(
            TestTable.of("ngay")
                .type("ngay", ColumnType.DATE)
                .header(2, 1)
                .row("2024-12-13")
                .row("2024-13-12")
                .row("N/A")
                .check(new TypeConformance()));
    Finding finding = result.finding().orElseThrow();

    assertThat(finding.rows())
        .extracting(FailingRow::row, FailingRow::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(5L, "2024-13-12"),
            org.assertj.core.groups.Tuple.tuple(6L, "N/A"));
    assertThat(FormRulesTest.rowsBySql(result)).containsExactly(5L, 6L);
    assertThat(finding.message().vi()).contains("\"ngay\"", "2 trong 3 ô", "Sửa");
  }

  @Test
  void cellsThatOnlyTheReaderCouldNotTypeAreFoundByPairingTheTables() {
    // 1.234 is a number by its look, but 1e999 is too great for the type.
    CheckResult result =
        only(
            TestTable.of("so")
                .type("so", ColumnType.DECIMAL)
                .row("1")
                .row("99999999999999999999999999999999999999999999")
                .check(new TypeConformance()));

    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L);
    assertThat(result.finding().orElseThrow().sql()).isEmpty();
  }

  @Test
  void aColumnOfWhichNothingFitsHoldsBack() {
    CheckResult result =
        only(
            TestTable.of("ngay")
                .type("ngay", ColumnType.DATE)
                .row("x")
                .row("y")
                .check(new TypeConformance()));

    assertThat(result.holdsBack()).isTrue();
  }

  @Test
  void aDeclaredTypeIsHeldAgainstTheTextInTheStylesOfAgencies() {
    List<CheckResult> results =
        TestTable.of("so", "gia", "ngay", "nam")
            .row("1.234", "1.234,56", "31/12/2024", "2024")
            .row("1234", "12", "2024-02-30", "24")
            .row("12,5", "mười", "1/1/2024", "2025")
            .row("7", "1e6", "hôm qua", "")
            .contract(
                new Contract(
                    List.of(
                        typed("so", ColumnType.INTEGER),
                        typed("gia", ColumnType.DECIMAL),
                        typed("ngay", ColumnType.DATE),
                        typed("nam", ColumnType.YEAR)),
                    List.of()))
            .check(new TypeConformance());

    assertThat(results).extracting(CheckResult::failed).containsExactly(1L, 1L, 2L, 1L);
    assertThat(results).allSatisfy(r -> assertThat(r.gating()).isTrue());
    assertThat(results.get(2).finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L, 5L);
  }

  private static PromisedColumn typed(String name, ColumnType type) {
    return new PromisedColumn(
        name, Optional.of(type), false, false, Optional.empty(), Optional.empty());
  }

  // ACC-02

  @Test
  void valuesOutsideDeclaredLimitsFailByTheirMeaningAndByTheirText() {
    Limits percent = limits(Optional.of(new Bound("0", true)), Optional.of(new Bound("100", true)));
    Limits since = limits(Optional.of(new Bound("2024-01-01", false)), Optional.empty());
    List<CheckResult> results =
        TestTable.of("ti_le", "ngay", "ma", "loai")
            .type("ti_le", ColumnType.DECIMAL)
            .type("ngay", ColumnType.DATE)
            .row("99.5", "2024-01-02", "A12", "gạo")
            .row("130", "2024-01-01", "A123", "ngô")
            .row("-0.1", "2025-01-01", "12A", "gạo ")
            .row("", "", "", "")
            .contract(
                new Contract(
                    List.of(
                        typed("ti_le", ColumnType.DECIMAL).within(percent),
                        typed("ngay", ColumnType.DATE).within(since),
                        typed("ma", ColumnType.TEXT).within(text(3, "[A-Z][0-9]+", List.of())),
                        typed("loai", ColumnType.TEXT)
                            .within(text(9, ".*", List.of("gạo", "ngô (bắp)")))),
                    List.of()))
            .check(new DeclaredLimits());

    assertThat(results).extracting(CheckResult::failed).containsExactly(2L, 1L, 2L, 2L);
    assertThat(results).extracting(CheckResult::evaluated).containsOnly(3L);
    assertThat(results.get(0).finding().orElseThrow().rows())
        .containsExactly(
            new FailingRow(3, "130", "≥ 0; ≤ 100"), new FailingRow(4, "-0.1", "≥ 0; ≤ 100"));
    assertThat(results.get(1).finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L);
    assertThat(results.get(2).finding().orElseThrow().rows())
        .extracting(FailingRow::value)
        .containsExactly("A123", "12A");
  }

  private static Limits limits(Optional<Bound> least, Optional<Bound> most) {
    return new Limits(
        least, most, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), List.of());
  }

  private static Limits text(int longest, String pattern, List<String> values) {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.of(longest),
        Optional.of(pattern),
        values);
  }

  // ACC-05

  @Test
  void columnsAgreeAsTheContractSays() {
    List<CheckResult> results =
        TestTable.of("tu_ngay", "den_ngay", "nam", "nữ", "tổng")
            .type("tu_ngay", ColumnType.DATE)
            .type("den_ngay", ColumnType.DATE)
            .type("nam", ColumnType.INTEGER)
            .type("nữ", ColumnType.INTEGER)
            .type("tổng", ColumnType.DECIMAL)
            .row("2025-01-01", "2025-01-01", "3", "4", "7")
            .row("2025-02-01", "2025-01-31", "3", "4", "7.4")
            .row("2025-02-01", "", "3", "", "9")
            .row("2025-02-01", "2025-03-01", "3", "4", "8")
            .contract(
                new Contract(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                        new PromisedRule(
                            "ACC-05",
                            Map.of("lesser", List.of("tu_ngay"), "greater", List.of("den_ngay"))),
                        new PromisedRule(
                            "ACC-05",
                            Map.of(
                                "parts", List.of("nam", "nữ"),
                                "total", List.of("tổng"),
                                "tolerance", List.of("0.5"))),
                        new PromisedRule("ACC-05", Map.of("parts", List.of("nam"))))))
            .check(new Agreement());

    assertThat(results).extracting(CheckResult::evaluated).containsExactly(3L, 3L, 1L);
    assertThat(results).extracting(CheckResult::failed).containsExactly(1L, 1L, 1L);
    assertThat(results.get(0).finding().orElseThrow().rows())
        .containsExactly(new FailingRow(3, "2025-02-01 | 2025-01-31", "tu_ngay ≤ den_ngay"));
    assertThat(results.get(1).finding().orElseThrow().rows())
        .containsExactly(new FailingRow(5, "3 | 4 | 8", "nam + nữ = tổng"));
    assertThat(results.get(2).finding().orElseThrow().message().en()).contains("\"total\"");
  }

  // ACC-06

  @Test
  void referencesIntoTheSameTableResolve() {
    CheckResult result =
        only(
            TestTable.of("ma", "ma_cha", "x")
                .row("1", "", "")
                .row("2", "1", "")
                .row("3", "9", "")
                .contract(
                    new Contract(
                        List.of(),
                        List.of(),
                        List.of(
                            new Reference(List.of("ma_cha"), "", List.of("ma")),
                            new Reference(List.of("x"), "bang-khac", List.of("y"))),
                        List.of()))
                .check(new References()));

    assertThat(result.evaluated()).isEqualTo(2);
    assertThat(result.finding().orElseThrow().rows())
        .containsExactly(new FailingRow(4, "9", "∈ ma"));
  }

  // ACC-10

  @Test
  void rowsThatAgreeInTheDeterminantAgreeInTheDependent() {
    CheckResult result =
        only(
            promising(Map.of("determinant", List.of("a", "b"), "dependent", List.of("c")))
                .row("1", "x", "p", "")
                .row("1", "x", "p", "")
                .row("1", "y", "q", "")
                .row("1", "y", "", "")
                .row("2", "", "p", "")
                .row("2", "", "q", "")
                .check(new Dependencies()));

    assertThat(result.evaluated()).isEqualTo(4);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.basis()).isEqualTo(Basis.DECLARED);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(4L, 5L);
    assertThat(result.finding().orElseThrow().message().en()).contains("1 groups", "2 rows");
  }

  @Test
  void aDependencyOnAColumnThatIsMissingIsAFindingAndNoPass() {
    CheckResult result =
        only(
            promising(Map.of("determinant", List.of("a"), "dependent", List.of("nowhere")))
                .row("1", "x", "p", "")
                .check(new Dependencies()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().message().en()).contains("nowhere");
  }

  private static TestTable promising(Map<String, List<String>> parameters) {
    return TestTable.of("a", "b", "c", "d")
        .contract(
            new Contract(
                List.of(), List.of(), List.of(), List.of(new PromisedRule("ACC-10", parameters))));
  }

  // ACC-13

  @Test
  void anotherChecksumThanAnnouncedBlocks() {
    CheckResult same = only(announced(new Checksum("SHA-256", "AB".repeat(32)), 10, 10));
    assertThat(same.severity()).isEmpty();

    CheckResult other = only(announced(new Checksum("sha256", "cd".repeat(32)), 10, 10));
    assertThat(other.severity()).contains(Severity.BLOCK);
    assertThat(other.holdsBack()).isTrue();
  }

  @Test
  void anotherSizeThanAnnouncedIsAnError() {
    CheckResult result = only(announced(new Checksum("SHA-256", "ab".repeat(32)), 10, 11));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().message().vi()).contains("11 byte", "10 byte");
  }

  @Test
  void checksumsThatSenDoesNotTakeAreNotJudged() {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);
    assertThat(TestTable.of("a").row("1").known(lone).check(new DeclaredBytes())).isEmpty();
    assertThat(
            TestTable.of("a")
                .row("1")
                .known(
                    with(
                        Optional.of(new Checksum("CRC32", "00")),
                        OptionalLong.empty(),
                        OptionalLong.empty()))
                .check(new DeclaredBytes()))
        .isEmpty();
  }

  @Test
  void anotherNumberOfRowsThanAnnouncedIsAnError() {
    CheckResult result =
        only(
            TestTable.of("a")
                .row("1")
                .known(CompletenessRulesTest.announcing(2))
                .check(new DeclaredBytes()));

    assertThat(result.severity()).contains(Severity.ERROR);
  }

  private static List<CheckResult> announced(Checksum checksum, long declared, long received) {
    return TestTable.of("a")
        .row("1")
        .known(with(Optional.of(checksum), OptionalLong.of(declared), OptionalLong.of(received)))
        .check(new DeclaredBytes());
  }

  private static Circumstances with(
      Optional<Checksum> checksum, OptionalLong declared, OptionalLong received) {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);
    return new Circumstances(
        lone.judgedOn(),
        lone.temporal(),
        lone.declaredFormat(),
        lone.declaredMediaType(),
        lone.languages(),
        declared,
        checksum,
        received,
        lone.announcedRows(),
        lone.previous(),
        lone.mode(),
        List.of());
  }
}
