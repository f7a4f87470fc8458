package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.check.Circumstances.Beside;
import vn.sen.harvest.check.Circumstances.Published;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** Rules that hold a table against others: ACC-14, COM-13, COM-14. */
class CatalogueRulesTest {
  private static final Circumstances LONE = Circumstances.unknown(TestTable.TODAY);

  // ACC-14

  @Test
  void provincesThatDoNotAddUpToTheCountryAreFound() {
    CheckResult wrong = only(provinces(i -> 1_000 * (i + 1), 595_001).check(new Aggregates()));
    CheckResult right = only(provinces(i -> 1_000 * (i + 1), 595_000).check(new Aggregates()));

    assertThat(right.severity()).isEmpty();
    assertThat(wrong.severity()).contains(Severity.WARNING);
    assertThat(wrong.column()).contains("dan_so");
    assertThat(wrong.finding().orElseThrow().rows())
        .containsExactly(new FailingRow(2, "595001", "595000"));
  }

  private static TestTable provinces(IntFunction<Integer> people, int country) {
    return TestTable.of("tinh", "dan_so")
        .type("dan_so", ColumnType.INTEGER)
        .row("Cả nước", String.valueOf(country))
        .rows(34, i -> List.of("Tỉnh " + i, String.valueOf(people.apply(i))));
  }

  @Test
  void eachYearHasItsOwnWhole() {
    TestTable table =
        TestTable.of("nam", "tinh", "san_luong")
            .type("nam", ColumnType.YEAR)
            .type("san_luong", ColumnType.DECIMAL);
    for (int year = 2015; year < 2025; year++) {
      String of = String.valueOf(year);
      table.row(of, "Toàn quốc", year == 2018 || year == 2019 ? "61.5" : "60.0");
      table.rows(3, i -> List.of(of, "Tỉnh " + i, String.valueOf(10.0 * (i + 1))));
    }

    CheckResult result = only(table.check(new Aggregates()));

    assertThat(result.evaluated()).isEqualTo(10);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.severity()).contains(Severity.ERROR);
  }

  @Test
  void ratesAndMeansOfTheWholeAreNoSums() {
    assertThat(
            TestTable.of("tinh", "ty_le")
                .type("ty_le", ColumnType.DECIMAL)
                .row("Cả nước", "12.5")
                .rows(34, i -> List.of("Tỉnh " + i, "12." + i % 10))
                .check(new Aggregates()))
        .isEmpty();
  }

  @Test
  void roundedDecimalsMayBeOffByHalfAUnitEach() {
    assertThat(
            only(TestTable.of("tinh", "dien_tich")
                    .type("dien_tich", ColumnType.DECIMAL)
                    .row("Cả nước", "34.3")
                    .rows(34, i -> List.of("Tỉnh " + i, "1.0" + (i % 2 == 0 ? "1" : "")))
                    .check(new Aggregates()))
                .severity())
        .isEmpty();
  }

  @Test
  void communesAddUpToTheRowOfTheirProvince() {
    TestTable table = TestTable.of("ma_tinh", "ma_xa", "dan_so").type("dan_so", ColumnType.INTEGER);
    for (String province : List.of("01", "79", "48")) {
      table.row(province, "", province.equals("79") ? "121" : "120");
      table.rows(4, i -> List.of(province, "0000" + i, "30"));
    }

    CheckResult result = only(table.check(new Aggregates()));

    assertThat(result.evaluated()).isEqualTo(3);
    assertThat(result.finding().orElseThrow().rows())
        .containsExactly(new FailingRow(7, "121", "120"));
  }

  @Test
  void aTableIsHeldAgainstTheAggregatesBesideIt() {
    TestTable communes =
        TestTable.of("ma_tinh", "ma_xa", "dan_so")
            .type("dan_so", ColumnType.INTEGER)
            .rows(40, i -> List.of("1" + i / 10, "000" + i, "30"));
    TestTable provinces =
        TestTable.of("ma_tinh", "dan_so")
            .type("dan_so", ColumnType.INTEGER)
            .rows(4, i -> List.of("1" + i, i == 2 ? "290" : "300"));

    CheckResult result =
        only(
            communes
                .known(LONE.beside(beside(List.of(), List.of(provinces.published("tinh")))))
                .check(new Aggregates()));

    assertThat(result.evaluated()).isEqualTo(4);
    assertThat(result.finding().orElseThrow().rows())
        .containsExactly(new FailingRow(22, "290", "300"));
    assertThat(result.finding().orElseThrow().message().en()).contains("\"tinh\"");
    assertThat(
            provinces
                .known(LONE.beside(beside(List.of(), List.of(communes.published("xa")))))
                .check(new Aggregates()))
        .isEmpty();
  }

  private static Beside beside(List<Published> twins, List<Published> siblings) {
    return new Beside(twins, siblings, Optional.empty());
  }

  // COM-13

  @Test
  void equalRowsInAnyOrderAndTypeAgree() {
    TestTable csv =
        TestTable.of("ma", "so")
            .type("so", ColumnType.DECIMAL)
            .rows(50, i -> List.of("A" + i, i + ".50"));
    TestTable json =
        TestTable.of("so", "ma").rows(50, i -> List.of((49 - i) + ".5", "A" + (49 - i)));

    assertThat(
            only(csv.known(LONE.beside(beside(List.of(json.published("a.json")), List.of())))
                    .check(new FormatsAgree()))
                .severity())
        .isEmpty();
  }

  @Test
  void aFormatThatIsADayBehindIsAnError() {
    TestTable now = TestTable.of("ma").rows(50, i -> List.of("A" + i));
    TestTable behind = TestTable.of("ma").rows(49, i -> List.of("A" + i));

    CheckResult result =
        only(
            now.known(LONE.beside(beside(List.of(behind.published("a.parquet")), List.of())))
                .check(new FormatsAgree()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.finding().orElseThrow().rows())
        .containsExactly(new FailingRow(51, "A49", ""));
    assertThat(result.finding().orElseThrow().message().en())
        .contains("a.parquet", "50 against 49 rows");
  }

  @Test
  void anotherColumnIsAnErrorToo() {
    TestTable now = TestTable.of("ma", "ten").row("1", "a");
    TestTable other = TestTable.of("ma").row("1");

    assertThat(
            only(now.known(LONE.beside(beside(List.of(other.published("a.json")), List.of())))
                    .check(new FormatsAgree()))
                .finding()
                .orElseThrow()
                .message()
                .en())
        .contains("ten stand on one side only");
  }

  // COM-14

  @Test
  void whatWasPromisedAndIsNotHereIsAWarning() {
    CheckResult result =
        only(
            TestTable.of("STT", "Tên bộ dữ liệu", "Thời hạn công bố")
                .type("Thời hạn công bố", ColumnType.DATE)
                .row("1", "Danh sách trường học", "2026-06-30")
                .row("2", "Bộ dữ liệu về Bến xe khách", "2026-06-30")
                .row("3", "Chợ truyền thống", "2026-06-30")
                .row("4", "Điểm wifi công cộng", "2027-06-30")
                .known(
                    LONE.beside(
                        new Beside(
                            List.of(),
                            List.of(),
                            Optional.of(List.of("DANH SÁCH TRƯỜNG HỌC", "Bến xe khách")))))
                .check(new PromisedDatasets()));

    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.evaluated()).isEqualTo(3);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row, FailingRow::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(4L, "Chợ truyền thống"));
  }

  @Test
  void aTableThatIsNoListOfPromisesIsNotAsked() {
    assertThat(TestTable.of("Tên bộ dữ liệu").row("Chợ truyền thống").check(new PromisedDatasets()))
        .isEmpty();
  }
}
