package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Severity;

/** ACC-11: units are stated, and magnitudes stay. */
class MagnitudeTest {

  @ParameterizedTest
  @CsvSource({"10, 10", "1000000, 1000000", "0.001, 1000"})
  void aColumnThatMovedByAPowerOfTenIsAnError(double factor, String times) {
    CheckResult result = only(moved(i -> 1_200 + 37 * i, i -> factor * (1_250 + 38 * i)));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.column()).contains("so_tien");
    assertThat(result.failed()).isEqualTo(100);
    assertThat(result.finding().orElseThrow().message().en()).contains(times + " times");
    assertThat(result.finding().orElseThrow().sql()).isPresent();
  }

  @Test
  void aColumnThatGrewOrDoubledHasNotMoved() {
    assertThat(only(moved(i -> 100 + i, i -> 118 + i)).severity()).isEmpty();
    assertThat(only(moved(i -> 100 + i, i -> 2 * (100 + i))).severity()).isEmpty();
    assertThat(only(moved(i -> 100 + i, i -> 5 * (100 + i))).severity()).isEmpty();
  }

  @Test
  void otherRowsMayHaveAMedianTenTimesAsLarge() {
    assertThat(
            only(moved(i -> i < 60 ? 10 : 1_000, i -> i < 45 ? 10 : i < 60 ? 100 : 1_000))
                .severity())
        .isEmpty();
  }

  @Test
  void fewValuesTellNothing() {
    assertThat(
            amounts(4, i -> 1_000.0 * i)
                .known(TestTable.after(amounts(4, i -> i)))
                .check(new Magnitude()))
        .isEmpty();
  }

  private static List<CheckResult> moved(IntFunction<Number> before, IntFunction<Number> now) {
    return amounts(100, now).known(TestTable.after(amounts(100, before))).check(new Magnitude());
  }

  private static TestTable amounts(int rows, IntFunction<Number> amount) {
    return TestTable.of("ma", "so_tien")
        .type("so_tien", ColumnType.DECIMAL)
        .rows(rows, i -> List.of("M" + i, String.valueOf(amount.apply(i).doubleValue())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Doanh thu", "Giá trị sản xuất", "dien_tich", "Sản lượng", "unit price"})
  void aQuantityWithoutAUnitIsAWarning(String header) {
    CheckResult result = only(quantity(header).check(new Magnitude()));

    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.basis()).isEqualTo(Basis.INFERRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Doanh thu (triệu đồng)",
        "san_luong_mwh",
        "dien_tich_ha",
        "Sản lượng - tấn",
        "Giá trị tăng thêm, tỷ đồng",
        "price_usd",
        "Diện tích [km²]",
      })
  void aUnitInTheHeaderIsEnough(String header) {
    assertThat(only(quantity(header).check(new Magnitude())).severity()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Số lượng",
        "Chỉ số giá bán",
        "Tỷ lệ thu nhập",
        "Quốc gia",
        "Giá trị",
        "ma_so",
        "so_nguoi"
      })
  void countsRatesAndCodesNeedNone(String header) {
    assertThat(quantity(header).check(new Magnitude())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Đơn vị tính", "don_vi", "currency"})
  void aColumnOfUnitsGivesEachRowItsOwn(String units) {
    assertThat(
            TestTable.of("Giá trị gần nhất", units)
                .type("Giá trị gần nhất", ColumnType.DECIMAL)
                .row("1.5", "tấn")
                .row("2", "kg")
                .check(new Magnitude()))
        .isEmpty();
  }

  @Test
  void aDictionaryThatLeavesTheUnitOutIsAnErrorAndOneThatSaysItIsNone() {
    assertThat(
            only(quantity("gia_tri_hop_dong")
                    .contract(saying("Giá trị hợp đồng"))
                    .check(new Magnitude()))
                .severity())
        .contains(Severity.ERROR);
    assertThat(
            only(quantity("gia_tri_hop_dong")
                    .contract(saying("Giá trị hợp đồng, tính bằng triệu đồng"))
                    .check(new Magnitude()))
                .severity())
        .isEmpty();
  }

  @Test
  void aUnitThatTheContractStatesIsEnough() {
    var promised =
        new PromisedColumn(
                "dien_tich",
                Optional.empty(),
                false,
                false,
                Optional.of("Diện tích"),
                Optional.empty())
            .in(Optional.of("km²"));

    assertThat(
            only(quantity("dien_tich")
                    .contract(new Contract(List.of(promised), List.of()))
                    .check(new Magnitude()))
                .severity())
        .isEmpty();
  }

  private static Contract saying(String description) {
    return new Contract(
        List.of(
            new PromisedColumn(
                "gia_tri_hop_dong",
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.of(description))),
        List.of());
  }

  private static TestTable quantity(String header) {
    return TestTable.of(header)
        .type(header, ColumnType.DECIMAL)
        .rows(10, i -> List.of(String.valueOf(i + 0.5)));
  }
}
