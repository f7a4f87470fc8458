package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Severity;

/** Columns as they were promised, and what they tell: COM-06, COM-08, COM-10, COM-12. */
class ColumnRulesTest {
  private static PromisedColumn column(String name) {
    return new PromisedColumn(
        name, Optional.empty(), false, false, Optional.empty(), Optional.empty());
  }

  // COM-06

  @Test
  void aColumnThatSaysNothingIsAWarningAndAPromisedOneAnError() {
    TestTable table = TestTable.of("a", "b", "c").rows(30, i -> List.of("" + i, "x", ""));

    assertThat(table.check(new ConstantColumns()))
        .extracting(CheckResult::severity)
        .containsExactly(
            Optional.empty(), Optional.of(Severity.WARNING), Optional.of(Severity.WARNING));
    assertThat(
            table
                .contract(new Contract(List.of(column("b")), List.of()))
                .check(new ConstantColumns())
                .get(1)
                .severity())
        .contains(Severity.ERROR);
  }

  // COM-08

  @Test
  void asManyRowsAsAContractPromises() {
    var contract =
        new Contract(
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new PromisedRule(
                    "COM-08", Map.of("minimum", List.of("34"), "maximum", List.of("40")))));

    assertThat(rows(34, contract).severity()).isEmpty();
    assertThat(rows(33, contract).severity()).contains(Severity.QUARANTINE);
    assertThat(rows(41, contract).basis()).isEqualTo(Basis.DECLARED);
    assertThat(rows(41, contract).finding().orElseThrow().message().en()).contains("34 - 40");
  }

  private static CheckResult rows(int count, Contract contract) {
    return only(
        TestTable.of("a")
            .rows(count, i -> List.of("" + i))
            .contract(contract)
            .check(new RowCount()));
  }

  // COM-09

  private static TestTable months(int missing) {
    TestTable table = TestTable.of("ma_tinh", "thang", "so").type("thang", ColumnType.YEAR_MONTH);
    for (int i = 0; i < 34 * 12 - missing; i++) {
      table.row("%02d".formatted(i % 34 + 1), "2025-%02d".formatted(i / 34 + 1), "" + i);
    }
    return table;
  }

  @Test
  void provincesThatLackAMonthAreNamed() {
    CheckResult result = only(months(3).check(new CoverageGrid()));

    assertThat(months(0).check(new CoverageGrid()).getFirst().severity()).isEmpty();
    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.evaluated()).isEqualTo(34 * 12);
    assertThat(result.finding().orElseThrow().message().en())
        .contains("32 2025-12; 33 2025-12; 34 2025-12");
  }

  @Test
  void aTableThatIsNoGridIsNotTakenForOneUnlessAContractSaysSo() {
    var contract =
        new Contract(
            List.of(),
            List.of(),
            List.of(),
            List.of(new PromisedRule("COM-09", Map.of("columns", List.of("ma_tinh", "thang")))));

    TestTable sparse =
        TestTable.of("ma_tinh", "thang")
            .type("thang", ColumnType.YEAR_MONTH)
            .rows(
                136,
                i -> List.of("%02d".formatted(3 * i % 34 + 1), "2025-%02d".formatted(i % 12 + 1)));

    assertThat(sparse.check(new CoverageGrid())).isEmpty();
    assertThat(only(sparse.contract(contract).check(new CoverageGrid())).severity())
        .contains(Severity.ERROR);
    assertThat(
            only(TestTable.of("a").row("1").contract(contract).check(new CoverageGrid()))
                .finding()
                .orElseThrow()
                .message()
                .en())
        .contains("ma_tinh, thang");
  }

  // COM-10

  @Test
  void aYearLeftOutOfASeriesIsAWarning() {
    CheckResult result =
        only(
            TestTable.of("Năm", "x")
                .type("Năm", ColumnType.YEAR)
                .rows(24, i -> List.of("" + (2010 + i % 8 + (i % 8 > 3 ? 1 : 0)), "v" + i))
                .check(new SeriesGaps()));

    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.finding().orElseThrow().message().en()).contains("2014");
  }

  @Test
  void yearsOfFoundingAndCensusesAreNoSeries() {
    TestTable founded =
        TestTable.of("Năm thành lập")
            .type("Năm thành lập", ColumnType.YEAR)
            .rows(20, i -> List.of("" + (1950 + 3 * i)));
    TestTable census =
        TestTable.of("nam")
            .type("nam", ColumnType.YEAR)
            .rows(8, i -> List.of("" + (1949 + 10 * i)));

    assertThat(founded.check(new SeriesGaps())).isEmpty();
    assertThat(census.check(new SeriesGaps())).isEmpty();
  }

  @Test
  void quartersAndMonthsAreSeriesToo() {
    assertThat(
            only(TestTable.of("quy")
                    .type("quy", ColumnType.YEAR_QUARTER)
                    .row("2024-Q1")
                    .row("2024-Q3")
                    .row("2024-Q4")
                    .row("2025-Q1")
                    .check(new SeriesGaps()))
                .finding()
                .orElseThrow()
                .message()
                .en())
        .contains("2024-Q2");
  }

  // COM-12

  @ParameterizedTest
  @CsvSource({
    "ma ten so, ma ten so, ",
    "ma ten so, ma ten so them, WARNING",
    "ma ten so, ten ma so, WARNING",
    "ma_tinh ten, Mã-tỉnh ten, ERROR",
    "ma ten so, ma so, QUARANTINE",
    "ma ten, ma ho_ten, QUARANTINE",
  })
  void columnsAreThoseOfTheLastVersionOrOfTheContract(
      String before, String now, Severity severity) {
    List<String> wanted = List.of(before.split(" "));
    List<String> cells = List.of(now.split(" "));
    TestTable table = TestTable.of(now.split(" ")).rows(3, _ -> cells);
    CheckResult compared =
        only(
            table
                .known(Circumstances.unknown(TestTable.TODAY).after(new Previous(3, wanted)))
                .check(new SchemaDrift()));
    CheckResult promised =
        only(
            table
                .contract(
                    new Contract(wanted.stream().map(ColumnRulesTest::column).toList(), List.of()))
                .check(new SchemaDrift()));

    assertThat(compared.severity()).isEqualTo(Optional.ofNullable(severity));
    assertThat(promised.severity()).isEqualTo(Optional.ofNullable(severity));
    assertThat(promised.basis()).isEqualTo(Basis.DECLARED);
  }

  @Test
  void whatNobodyPromisedCannotDrift() {
    assertThat(TestTable.of("a").row("1").check(new SchemaDrift())).isEmpty();
  }
}
