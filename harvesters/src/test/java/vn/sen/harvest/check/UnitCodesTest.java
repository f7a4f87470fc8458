package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Dataset.Period;
import vn.sen.vocab.FictionalUnits;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

class UnitCodesTest {

  @Test
  void codesOfTheirDayPass() {
    CheckResult result =
        only(
            TestTable.of("ma_tinh", "nam")
                .type("nam", ColumnType.YEAR)
                .row("10", "2019")
                .row("15", "2019")
                .row("15", "2026")
                .row("01", "2026")
                .row("", "2026")
                .check(new UnitCodes()));

    assertThat(result.evaluated()).isEqualTo(4);
    assertThat(result.failed()).isZero();
    assertThat(result.finding()).isEmpty();
  }

  @Test
  void aNewerListChangesTheJudgementOfRowsAfterTheChangeAlone() {
    AdministrativeUnits newer = FictionalUnits.units("2027-01-01");
    for (String year : List.of("2026", "2028")) {
      CheckResult before = only(communes(year).check(new UnitCodes()));
      CheckResult after = only(communes(year).units(newer).check(new UnitCodes()));

      assertThat(before.failed()).isZero();
      assertThat(before.codeList()).contains(AdministrativeUnits.shipped().version());
      assertThat(after.failed()).isEqualTo(year.equals("2028") ? 1 : 0);
      assertThat(after.codeList()).contains(newer.version());
      after
          .finding()
          .ifPresent(
              finding -> {
                assertThat(finding.message().vi())
                    .contains("nay là 99001", "danh mục phiên bản 2027-01-01");
                assertThat(finding.message().en()).contains("list of version 2027-01-01");
              });
    }
    CheckResult of2028 =
        only(
            TestTable.of("ma_xa", "nam")
                .row(FictionalUnits.NEW, "2028")
                .row("00097", "2028")
                .units(newer)
                .check(new UnitCodes()));
    assertThat(of2028.failed()).isZero();
  }

  private static TestTable communes(String year) {
    return TestTable.of("ma_xa", "nam").row(FictionalUnits.ENDED, year).row("00097", year);
  }

  @Test
  void aTableWithoutUnitsIsJudgedByNoList() {
    List<CheckResult> results = TestTable.of("ten", "so_luong").row("A", "1").row("B", "2").check();

    assertThat(results).isNotEmpty().allMatch(result -> result.codeList().isEmpty());
  }

  @Test
  void aCodeThatEndedIsExplained() {
    CheckResult result = only(provinces("10", "2026").check(new UnitCodes()));
    FailingRow row = result.finding().orElseThrow().rows().getFirst();

    assertThat(result.severity()).contains(Severity.QUARANTINE);
    assertThat(result.gating()).isTrue();
    assertThat(row.row()).isEqualTo(2);
    assertThat(row.expected()).isEqualTo("15 (Tỉnh Lào Cai)");
    Message message = result.finding().orElseThrow().message();
    assertThat(message.vi()).contains("10 (Tỉnh Lào Cai) hết hiệu lực từ 01/07/2025; nay là 15");
    assertThat(message.en()).contains("10 (Tỉnh Lào Cai) ended on 01/07/2025; it is now 15");
    assertThat(FormRulesTest.rowsBySql(result)).containsExactly(2L);
  }

  private static TestTable provinces(String code, String year) {
    return TestTable.of("ma_tinh", "nam")
        .type("nam", ColumnType.YEAR)
        .row(code, year)
        .row("01", year);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "001", "99", "HN", "x"})
  void whatIsNoCodeFails(String code) {
    CheckResult result =
        only(
            TestTable.of("ma_tinh", "nam")
                .type("nam", ColumnType.YEAR)
                .rows(40, i -> List.of(i == 5 ? code : "01", "2020"))
                .check(new UnitCodes()));

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.severity()).as("1 of 40 is under 5 %").contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows().getFirst().row()).isEqualTo(7);
  }

  @Test
  void lostZerosAreCaughtAndPutBackInTheMend() {
    CheckResult result = only(provinces("1", "2020").check(new UnitCodes()));

    assertThat(result.finding().orElseThrow().rows().getFirst().expected())
        .isEqualTo("01 (Thành phố Hà Nội)");
  }

  @Test
  void fivePercentAreQuarantined() {
    assertThat(bad(100, 4).severity()).contains(Severity.ERROR);
    assertThat(bad(100, 5).severity()).contains(Severity.QUARANTINE);
  }

  private static CheckResult bad(int rows, int failing) {
    return only(
        TestTable.of("Mã tỉnh", "Năm")
            .rows(rows, i -> List.of(i < failing ? "1" : "01", "2020"))
            .check(new UnitCodes()));
  }

  @Test
  void thereAreNoDistrictsSinceJuly2025() {
    List<CheckResult> results =
        TestTable.of("ma_huyen", "ngay")
            .type("ngay", ColumnType.DATE)
            .row("001", "2025-06-30")
            .row("001", "2025-07-01")
            .row("001", "01/07/2025")
            .check(new UnitCodes());

    assertThat(only(results).failed()).isEqualTo(2);
    assertThat(only(results).finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L, 4L);
    assertThat(only(results).finding().orElseThrow().message().vi())
        .contains("không còn cấp huyện");
  }

  @Test
  void aCommuneLiesInItsProvince() {
    List<CheckResult> results =
        TestTable.of("ma_tinh", "ma_xa", "nam")
            .type("nam", ColumnType.YEAR)
            .row("01", "00001", "2020")
            .row("79", "00001", "2020")
            .row("01", "00004", "2026")
            .check(new UnitCodes());

    assertThat(results).hasSize(2);
    assertThat(results.getFirst().failed()).isZero();
    assertThat(results.getLast().failed()).isEqualTo(1);
    assertThat(results.getLast().finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(3L);
    assertThat(results.getLast().finding().orElseThrow().rows().getFirst().expected())
        .isEqualTo("01 (Thành phố Hà Nội)");
  }

  @Test
  void withoutADateThePeriodOfTheDatasetDecides() {
    assertThat(
            only(undated("10", Optional.of(new Period(Optional.of("2019"), Optional.of("2020")))))
                .failed())
        .isZero();
    assertThat(
            only(undated("10", Optional.of(new Period(Optional.of("2026"), Optional.empty()))))
                .failed())
        .isEqualTo(1);
  }

  @Test
  void withoutAnyDateEitherListWillDoAndIsNoted() {
    CheckResult result = only(undated("10", Optional.empty()));

    assertThat(result.failed()).isZero();
    assertThat(result.severity()).contains(Severity.INFO);
    assertThat(only(undated("99", Optional.empty())).failed()).isEqualTo(1);
  }

  private static List<CheckResult> undated(String code, Optional<Period> temporal) {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);
    var known =
        new Circumstances(
            lone.judgedOn(),
            temporal,
            lone.declaredFormat(),
            lone.declaredMediaType(),
            lone.languages(),
            lone.declaredByteSize(),
            lone.declaredChecksum(),
            lone.receivedBytes(),
            lone.announcedRows(),
            lone.previous(),
            lone.mode(),
            List.of());
    return TestTable.of("Mã tỉnh").row("01").row(code).known(known).check(new UnitCodes());
  }

  @Test
  void aHeaderThatSaysOldOrNewDecides() {
    List<CheckResult> results =
        TestTable.of("Mã tỉnh cũ", "Mã tỉnh mới", "nam")
            .type("nam", ColumnType.YEAR)
            .row("10", "15", "2025")
            .row("15", "15", "2025")
            .row("02", "08", "2025")
            .row("15", "10", "2025")
            .check(new UnitCodes());

    assertThat(results.getFirst().failed()).isZero();
    assertThat(results.getLast().failed()).isEqualTo(1);
  }

  @Test
  void columnsThatMerelyUseTheWordsAreLeftAlone() {
    assertThat(TestTable.of("Mã xã").row("XA-A").row("XA-B").check(new UnitCodes())).isEmpty();
    assertThat(TestTable.of("Mã tỉnh").row("").check(new UnitCodes())).isEmpty();
    assertThat(TestTable.of("Tỉnh").row("01").check(new UnitCodes())).isEmpty();
  }

  @Test
  void aCountOfMenIsNoYear() {
    CheckResult result =
        only(
            TestTable.of("ma_tinh", "Nam", "Nữ")
                .type("Nam", ColumnType.INTEGER)
                .row("10", "350123", "349000")
                .row("01", "4100000", "4200000")
                .check(new UnitCodes()));

    assertThat(result.severity()).contains(Severity.INFO);
  }

  @Test
  void aColumnOfSeveralLevelsIsJudgedByWhatItHolds() {
    assertThat(
            only(TestTable.of("Mã ĐVHC", "năm")
                    .row("00001", "2020")
                    .row("00004", "2020")
                    .row("99999", "2020")
                    .check(new UnitCodes()))
                .failed())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2019, 2019-01-01, 2019-12-31",
    "Năm 2019, 2019-01-01, 2019-12-31",
    "2019-05, 2019-05-01, 2019-05-31",
    "tháng 5/2019, 2019-05-01, 2019-05-31",
    "quý II/2023, 2023-04-01, 2023-06-30",
    "2023-Q4, 2023-10-01, 2023-12-31",
    "31/12/2024, 2024-12-31, 2024-12-31",
    "2024-12-31 08:00:00, 2024-12-31, 2024-12-31",
  })
  void aDateOfAnyPrecisionIsASpanOfDays(String text, LocalDate from, LocalDate to) {
    assertThat(Span.parse(text)).contains(new Span(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "350123", "30/02/2024", "13/2024", "Huế", "12"})
  void otherTextIsNoDate(String text) {
    assertThat(Span.parse(text)).isEmpty();
  }
}
