package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** One way of writing in a column: CLN-03, CLN-09, CLN-10, CLN-11, CLN-16. */
class StyleRulesTest {
  private static Notes ambiguous(String column) {
    return new Notes(
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
        List.of(column),
        List.of(),
        0,
        List.of());
  }

  // CLN-03

  @Test
  void decomposedTextIsAWarningAndInAKeyAnError() {
    String decomposed = Normalizer.normalize("Huế", Normalizer.Form.NFD);
    TestTable table = TestTable.of("ten").rows(99, i -> List.of("Đà Nẵng " + i)).row(decomposed);

    CheckResult result = only(table.check(new ComposedText()));
    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.failed()).isEqualTo(1);

    var column =
        new PromisedColumn(
            "ten", Optional.empty(), false, false, Optional.empty(), Optional.empty());
    assertThat(
            only(table
                    .contract(new Contract(List.of(column), List.of("ten")))
                    .check(new ComposedText()))
                .severity())
        .contains(Severity.ERROR);
  }

  // CLN-09

  private static CheckResult numbers(int vietnamese, int english) {
    return only(
        TestTable.of("so")
            .type("so", ColumnType.DECIMAL)
            .rows(vietnamese, i -> List.of("1.234,5"))
            .rows(english, i -> List.of("1,234.5"))
            .rows(100, i -> List.of("" + i))
            .check(new NumberStyle()));
  }

  @Test
  void theRarerStyleOfNumbersFails() {
    assertThat(numbers(900, 1).severity()).contains(Severity.WARNING);
    assertThat(numbers(1, 900).failed()).isEqualTo(1);
    assertThat(numbers(900, 100).severity()).contains(Severity.ERROR);
    assertThat(numbers(900, 0).severity()).isEmpty();
  }

  @Test
  void numbersOfTwoReadingsAreAnError() {
    CheckResult result =
        only(
            TestTable.of("so")
                .rows(10, i -> List.of("1.23" + i))
                .notes(ambiguous("so"))
                .check(new NumberStyle()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.failed()).isEqualTo(10);
  }

  // CLN-10

  @Test
  void datesWrittenOtherwiseThanTheRestAreAWarning() {
    CheckResult result =
        only(
            TestTable.of("ngay")
                .type("ngay", ColumnType.DATE)
                .rows(50, i -> List.of("%02d/07/2025".formatted(i % 28 + 1)))
                .row("2025-07-01")
                .row("45321")
                .row("01/07/25")
                .check(new DateStyle()));

    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::value)
        .containsExactly("2025-07-01", "45321", "01/07/25");
  }

  @Test
  void datesWhoseDayAndMonthCannotBeToldApartAreAnError() {
    CheckResult result =
        only(
            TestTable.of("ngay")
                .rows(12, i -> List.of("0%d/07/2025".formatted(i % 9 + 1)))
                .notes(ambiguous("ngay"))
                .check(new DateStyle()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.failed()).isEqualTo(12);
  }

  @Test
  void ambiguousNumbersAreNoDatesAndAmbiguousDatesNoNumbers() {
    TestTable numbers = TestTable.of("a").rows(10, i -> List.of("1.23" + i)).notes(ambiguous("a"));
    TestTable dates = TestTable.of("a").rows(10, i -> List.of("01/02/2025")).notes(ambiguous("a"));

    assertThat(numbers.check(new DateStyle())).isEmpty();
    assertThat(dates.check(new NumberStyle())).isEmpty();
  }

  // CLN-11

  private static CheckResult spelt(String usual, String other) {
    return only(
        TestTable.of("tinh")
            .rows(30, i -> List.of(usual))
            .rows(30, i -> List.of("Bắc Ninh"))
            .row(other)
            .check(new SpellingVariants()));
  }

  @Test
  void spellingsOfOneNameAreFound() {
    assertThat(spelt("Khánh Hòa", "Khánh Hoà").failed()).isEqualTo(1);
    assertThat(spelt("TP. Hồ Chí Minh", "TP Hồ Chí  Minh").failed()).isEqualTo(1);
    assertThat(spelt("TP. Hồ Chí Minh", "tp.hồ chí minh").failed()).isEqualTo(1);
    assertThat(spelt("Đắk Lắk", "Dak Lak").failed()).isEqualTo(1);
    CheckResult result = spelt("Hà Nội", "HÀ NỘI");
    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.finding().orElseThrow().rows())
        .containsExactly(new FailingRow(62, "HÀ NỘI", "Hà Nội"));
  }

  @Test
  void shortNamesHaveSpellingsAndShortCodesNone() {
    assertThat(spelt("Tốt", "TỐT").failed()).isEqualTo(1);
    assertThat(spelt("22 kV", "22  kV").failed()).isEqualTo(1);
    assertThat(spelt("Ban", "BAN").failed()).isEqualTo(1);
    assertThat(spelt("Y tế", "y tế").failed()).isEqualTo(1);
    assertThat(spelt("mW", "MW").failed()).isZero();
    assertThat(spelt("Bò", "Bo").failed()).as("another word").isZero();
    assertThat(spelt("-", "...").failed()).isZero();
  }

  @Test
  void namesThatDifferInAnAccentAreDifferentNames() {
    assertThat(spelt("Tân An", "Tấn An").failed()).isZero();
    assertThat(spelt("Hoàng Hoa", "Hoàng Hóa").failed()).isZero();
    assertThat(spelt("A-1", "A1").failed()).as("codes").isZero();
    CheckResult unclear =
        only(
            TestTable.of("xa")
                .rows(30, i -> List.of("Tân An"))
                .rows(30, i -> List.of("Tấn An"))
                .row("Tan An")
                .check(new SpellingVariants()));
    assertThat(unclear.failed()).isZero();
  }

  @Test
  void columnsOfFreeTextAreNoCategories() {
    assertThat(
            TestTable.of("ghi_chu")
                .rows(100, i -> List.of("Ghi chú " + i))
                .check(new SpellingVariants()))
        .isEmpty();
  }

  // CLN-14

  @Test
  void whatABrowserWouldRunIsAnError() {
    CheckResult result =
        only(
            TestTable.of("mo_ta")
                .row("Giá < 5 và > 3: on định")
                .row("<b>đậm</b> tại https://example.vn/a?on=1")
                .row("<script>alert(1)</script>")
                .row("[x](JavaScript:alert(1))")
                .row("<img src=x onerror=alert(1)>")
                .check(new ActiveContent()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(4L, 5L, 6L);
  }

  // CLN-16

  @Test
  void totalsAmongTheRowsAreFound() {
    CheckResult result =
        only(
            TestTable.of("tinh", "so")
                .type("so", ColumnType.INTEGER)
                .row("Tổng cộng", "60")
                .rows(20, i -> List.of("Tổng Cọt " + i, "3"))
                .row("Cả nước", "60")
                .check(new MixedGrain()));

    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(2L, 23L);
  }
}
