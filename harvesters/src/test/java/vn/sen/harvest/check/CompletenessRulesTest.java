package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.check.Circumstances.Mode;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/** COM: what should be there, is. */
class CompletenessRulesTest {

  // COM-04

  @Test
  void blanksAreAWarningFromFivePercent() {
    assertThat(blanks(100, 4).severity()).isEmpty();
    assertThat(blanks(100, 5).severity()).contains(Severity.WARNING);
    assertThat(blanks(100, 5).gating()).isFalse();
  }

  @Test
  void cellsOfBlanksAloneAreBlank() {
    CheckResult result =
        only(
            TestTable.of("a")
                .row("x")
                .row(" ")
                .row("\u00A0")
                .row("")
                .row("0")
                .check(new BlankCells()));

    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L, 4L, 5L);
  }

  private static CheckResult blanks(int rows, int blank) {
    return only(
        TestTable.of("a").rows(rows, i -> List.of(i < blank ? "" : "v")).check(new BlankCells()));
  }

  @Test
  void oneBlankInARequiredColumnIsAnErrorOfTheContract() {
    var required =
        new PromisedColumn("a", Optional.empty(), true, false, Optional.empty(), Optional.empty());
    List<CheckResult> results =
        TestTable.of("a", "b")
            .rows(1_000, i -> List.of(i == 7 ? "" : "v", i == 7 ? "" : "v"))
            .contract(new Contract(List.of(required), List.of()))
            .check(new BlankCells());

    assertThat(results.getFirst().severity()).contains(Severity.ERROR);
    assertThat(results.getFirst().basis()).isEqualTo(Basis.DECLARED);
    assertThat(results.getFirst().gating()).isTrue();
    assertThat(results.getFirst().finding().orElseThrow().rows().getFirst().row()).isEqualTo(9);
    assertThat(results.getLast().severity()).isEmpty();
  }

  // COM-05

  @ParameterizedTest
  @ValueSource(
      strings = {
        "N/A",
        "n/a",
        "#N/A",
        "-",
        "--",
        "...",
        "…",
        "null",
        "NULL",
        "NaN",
        "đang cập nhật",
        "Đang cập nhật",
        " chưa có ",
        "Không có số liệu",
        "không rõ",
        "#REF!",
        "?",
        "unknown",
        "đang cập nhật",
        "NA"
      })
  void signsOfNothingAreMissingValues(String sign) {
    CheckResult result =
        only(
            TestTable.of("a")
                .rows(100, i -> List.of(i == 9 ? sign : "giá trị " + i))
                .check(new DisguisedMissing()));

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.finding().orElseThrow().rows().getFirst().row()).isEqualTo(11);
    assertThat(FormRulesTest.rowsBySql(result)).containsExactly(11L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-5",
        "Na Hang",
        "không gian",
        "null island",
        "a-b",
        "Nan Yang",
        "1900",
        "x",
        "Không có gì"
      })
  void valuesThatMerelyResembleThemAreNot(String value) {
    CheckResult result =
        only(
            TestTable.of("a")
                .rows(10, i -> List.of(i == 9 ? value : "giá trị " + i))
                .check(new DisguisedMissing()));

    assertThat(result.failed()).isZero();
  }

  @Test
  void noIsAnAnswerWhereYesIsAnother() {
    assertThat(
            only(TestTable.of("a")
                    .row("Có")
                    .row("Không")
                    .row("Không")
                    .check(new DisguisedMissing()))
                .failed())
        .isZero();
    assertThat(
            only(TestTable.of("a")
                    .row("Huế")
                    .row("Không")
                    .row("Đà Lạt")
                    .check(new DisguisedMissing()))
                .failed())
        .isEqualTo(1);
  }

  @Test
  void naIsNamibiaAmongCountryCodes() {
    assertThat(
            only(TestTable.of("a").row("VN").row("NA").row("LA").check(new DisguisedMissing()))
                .failed())
        .isZero();
  }

  @Test
  void missingValuesAreAnErrorFromFivePercent() {
    assertThat(signs(100, 4).severity()).contains(Severity.WARNING);
    assertThat(signs(100, 5).severity()).contains(Severity.ERROR);
  }

  private static CheckResult signs(int rows, int bad) {
    return only(
        TestTable.of("a")
            .rows(rows, i -> List.of(i < bad ? "-" : "v" + i))
            .check(new DisguisedMissing()));
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, -1, 100, 10",
    "INTEGER, 9999, 100, 10",
    "INTEGER, 0, 100, 30",
    "DATE, 1900-01-01, 100, 31",
    "DECIMAL, -1, 1000, 20",
  })
  void spikesOutOfPlaceAreMissingValues(ColumnType type, String spike, int rows, int times) {
    CheckResult result = spiked(type, spike, rows, times);

    assertThat(result.failed()).isEqualTo(times);
    assertThat(result.finding().orElseThrow().rows().getFirst().row()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, -1, 100, 1",
    "INTEGER, 0, 100, 10",
    "DATE, 1900-01-01, 100, 1",
  })
  void aFewAreChance(ColumnType type, String spike, int rows, int times) {
    assertThat(spiked(type, spike, rows, times).failed()).isZero();
  }

  private static CheckResult spiked(ColumnType type, String spike, int rows, int times) {
    return only(
        TestTable.of("a")
            .type("a", type)
            .rows(
                rows,
                i ->
                    List.of(
                        i < times
                            ? spike
                            : type == ColumnType.DATE
                                ? "2020-01-%02d".formatted(1 + i % 28)
                                : String.valueOf(1_000 + i)))
            .check(new DisguisedMissing()));
  }

  @Test
  void zerosAndMinusOnesAmongTheirNeighboursAreValues() {
    assertThat(
            only(TestTable.of("a")
                    .type("a", ColumnType.INTEGER)
                    .rows(100, i -> List.of(String.valueOf(i % 5)))
                    .check(new DisguisedMissing()))
                .failed())
        .isZero();
    assertThat(
            only(TestTable.of("a")
                    .type("a", ColumnType.INTEGER)
                    .rows(100, i -> List.of(String.valueOf(i % 5 - 2)))
                    .check(new DisguisedMissing()))
                .failed())
        .isZero();
    assertThat(
            only(TestTable.of("a")
                    .type("a", ColumnType.INTEGER)
                    .rows(100, i -> List.of(i < 10 ? "9999" : String.valueOf(9_500 + i * 50)))
                    .check(new DisguisedMissing()))
                .failed())
        .isZero();
  }

  // COM-07

  @Test
  void aHeaderAloneIsQuarantined() {
    CheckResult result = only(TestTable.of("a").check(new NoRows()));

    assertThat(result.severity()).contains(Severity.QUARANTINE);
    assertThat(result.gating()).isTrue();
    assertThat(only(TestTable.of("a").row("1").check(new NoRows())).severity()).isEmpty();
  }

  @Test
  void noRuleTripsOverATableWithoutRows() {
    assertThat(TestTable.of("a", "b").type("b", ColumnType.INTEGER).check())
        .allSatisfy(r -> assertThat(r.outcome()).isEqualTo(CheckResult.Outcome.JUDGED));
  }

  // COM-08

  @ParameterizedTest
  @CsvSource({
    "100, 100, ",
    "100, 95, ",
    "100, 94, WARNING",
    "100, 80, WARNING",
    "100, 79, QUARANTINE",
    "100, 400, ",
    "100, 401, QUARANTINE",
    "120000, 8, QUARANTINE",
  })
  void rowsAreComparedWithTheLastAcceptedVersion(long before, int now, Severity severity) {
    CheckResult result = only(counted(before, now, Optional.empty()));

    assertThat(result.severity()).isEqualTo(Optional.ofNullable(severity));
  }

  @Test
  void theModeDecidesWhatCompares() {
    assertThat(only(counted(100, 99, Optional.of(Mode.APPEND))).severity())
        .contains(Severity.WARNING);
    assertThat(only(counted(100, 99, Optional.of(Mode.SNAPSHOT))).severity()).isEmpty();
    assertThat(counted(100, 1, Optional.of(Mode.EVENT))).isEmpty();
    assertThat(TestTable.of("a").row("1").check(new RowCount())).isEmpty();
  }

  private static List<CheckResult> counted(long before, int now, Optional<Mode> mode) {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);
    var known =
        new Circumstances(
            lone.judgedOn(),
            lone.temporal(),
            lone.declaredFormat(),
            lone.declaredMediaType(),
            lone.languages(),
            lone.declaredByteSize(),
            lone.declaredChecksum(),
            lone.receivedBytes(),
            lone.announcedRows(),
            Optional.of(new Previous(before, List.of("a"))),
            mode,
            List.of());
    return TestTable.of("a").rows(now, i -> List.of("v" + i)).known(known).check(new RowCount());
  }

  // COM-11

  @Test
  void aFileThatTheReaderFoundCutIsQuarantined() {
    var cut =
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
            Optional.of(new Message("Dòng cuối thiếu 3 ô.", "The last row lacks 3 cells.")),
            List.of(),
            List.of());
    CheckResult result = only(TestTable.of("a").row("1").notes(cut).check(new Truncation()));

    assertThat(result.severity()).contains(Severity.QUARANTINE);
    assertThat(result.finding().orElseThrow().message().en()).contains("lacks 3 cells");
  }

  @ParameterizedTest
  @CsvSource({
    "999, ",
    "1000, WARNING",
    "1001, ",
    "10000, WARNING",
    "65535, WARNING",
    "65536, WARNING",
    "65534, "
  })
  void aRoundNumberOfRowsIsSuspicious(int rows, Severity severity) {
    assertThat(only(table(rows).check(new Truncation())).severity())
        .isEqualTo(Optional.ofNullable(severity));
  }

  @Test
  void aRoundNumberIsProofWhereMoreWasThereBefore() {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);

    assertThat(
            only(table(1_000)
                    .known(lone.after(new Previous(1_200, List.of("a"))))
                    .check(new Truncation()))
                .severity())
        .contains(Severity.QUARANTINE);
    assertThat(
            only(table(1_000)
                    .known(lone.after(new Previous(900, List.of("a"))))
                    .check(new Truncation()))
                .severity())
        .contains(Severity.WARNING);
  }

  @Test
  void fewerRowsThanAnnouncedAreQuarantined() {
    assertThat(only(table(50).known(announcing(51)).check(new Truncation())).severity())
        .contains(Severity.QUARANTINE);
    assertThat(only(table(50).known(announcing(50)).check(new Truncation())).severity()).isEmpty();
  }

  static Circumstances announcing(long rows) {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);
    return new Circumstances(
        lone.judgedOn(),
        lone.temporal(),
        lone.declaredFormat(),
        lone.declaredMediaType(),
        lone.languages(),
        lone.declaredByteSize(),
        lone.declaredChecksum(),
        lone.receivedBytes(),
        OptionalLong.of(rows),
        lone.previous(),
        lone.mode(),
        List.of());
  }

  private static TestTable table(int rows) {
    return TestTable.of("a").rows(rows, i -> List.of("v" + i));
  }
}
