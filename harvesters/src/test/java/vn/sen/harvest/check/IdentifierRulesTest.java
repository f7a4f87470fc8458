package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Dataset.Period;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** Codes, places and times that cannot be: ACC-07, ACC-08, ACC-09, ACC-12, CLN-12. */
class IdentifierRulesTest {

  // ACC-03

  @Test
  void aValueOutsideItsListIsAnErrorAndTheNearestIsSuggested() {
    var contract =
        new Contract(
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new PromisedRule(
                    "ACC-03",
                    Map.of(
                        "column",
                        List.of("nganh"),
                        "values",
                        List.of("Nông nghiệp", "Công nghiệp", "Dịch vụ")))));
    CheckResult result =
        only(
            TestTable.of("nganh")
                .rows(60, i -> List.of(i % 2 == 0 ? "Nông nghiệp" : "Dịch vụ"))
                .row("Nông nghiêp")
                .row("Khác hẳn")
                .row("")
                .contract(contract)
                .check(new ListedCodes()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows())
        .containsExactly(
            new FailingRow(62, "Nông nghiêp", "Nông nghiệp"),
            new FailingRow(63, "Khác hẳn", "một giá trị của danh mục / a value of the list"));
  }

  // ACC-07

  /** A tax code with the check digit that follows from its first nine. */
  private static String taxCode(int number) {
    int[] weights = {31, 29, 23, 19, 17, 13, 7, 5, 3};
    for (int n = number; ; n += 1_000_000) {
      String nine = "%09d".formatted(n % 1_000_000_000);
      int sum = IntStream.range(0, 9).map(i -> weights[i] * (nine.charAt(i) - '0')).sum();
      int check = 10 - sum % 11;
      if (check >= 0 && check <= 9) {
        return nine + check;
      }
    }
  }

  private static CheckResult codes(String... odd) {
    return only(
        TestTable.of("Mã số thuế")
            .rows(200, i -> List.of(taxCode(100_200_300 + i)))
            .rows(odd.length, i -> List.of(odd[i]))
            .check(new TaxCodes()));
  }

  @Test
  void taxCodesWithTheirCheckDigitPass() {
    assertThat(codes("0100109106", "0100109106-001", "0100109106001").failed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"100109106", "0100109107", "01001091", "0100109106-01", "không có", "012345678"})
  void aTaxCodeOfAnotherStructureOrCheckDigitFails(String code) {
    CheckResult result = codes(code);

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows())
        .singleElement()
        .extracting(FailingRow::row)
        .isEqualTo(202L);
  }

  @Test
  void aColumnOfOtherCodesIsNotJudgedByItsHeaderAlone() {
    assertThat(
            TestTable.of("Mã doanh nghiệp").rows(50, i -> List.of("DN" + i)).check(new TaxCodes()))
        .isEmpty();
  }

  // ACC-08

  private static TestTable points(String... odd) {
    return TestTable.of("Vĩ độ", "Kinh độ")
        .rows(100, i -> List.of("21.0" + i, "105.8" + i))
        .rows(odd.length, i -> List.of(odd[i].split(" ")));
  }

  @Test
  void pointsInVietnamPassWithACommaOrAPoint() {
    assertThat(only(points("9,176 105,15", "8.64 111.92").check(new Coordinates())).failed())
        .isZero();
  }

  @Test
  void swappedPointsAndPointsInMetresAreCountedAndSaid() {
    CheckResult result =
        only(
            points("105.8 21.0", "2325477.3 587123.9", "0 0", "48.85 2.35")
                .check(new Coordinates()));

    assertThat(result.failed()).isEqualTo(4);
    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().message().en())
        .contains("in 1 latitude and longitude are swapped", "1 are in metres");
  }

  @Test
  void aTableOfPlacesElsewhereIsNotJudged() {
    assertThat(
            TestTable.of("lat", "lng")
                .rows(20, i -> List.of("48." + i, "2." + i))
                .check(new Coordinates()))
        .isEmpty();
  }

  // ACC-09

  @Test
  void onePriceAThousandTimesTheOthersIsFarOff() {
    CheckResult result =
        only(
            TestTable.of("gia")
                .type("gia", ColumnType.INTEGER)
                .rows(300, i -> List.of(String.valueOf(12_000 + 37 * (i % 90))))
                .row("13500000")
                .check(new Outliers()));

    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.finding().orElseThrow().rows())
        .singleElement()
        .extracting(FailingRow::row, FailingRow::value)
        .containsExactly(302L, "13500000");
  }

  @Test
  void placesLargeAndSmallAreNotFarOff() {
    CheckResult result =
        only(
            TestTable.of("dan_so")
                .type("dan_so", ColumnType.INTEGER)
                .rows(400, i -> List.of(String.valueOf((long) (800 * Math.exp(i / 60.0)))))
                .check(new Outliers()));

    assertThat(result.failed()).isZero();
  }

  @Test
  void smallSizesAreNotFarOffWhereOthersAreLarge() {
    TestTable table =
        TestTable.of("do_duc")
            .type("do_duc", ColumnType.INTEGER)
            .rows(400, i -> List.of(String.valueOf(1 + i)));

    assertThat(only(table.check(new Outliers())).failed()).isZero();
    assertThat(only(table.row("500000").check(new Outliers())).failed()).isEqualTo(1);
  }

  @Test
  void codesHaveNoOutliers() {
    assertThat(
            TestTable.of("ma")
                .type("ma", ColumnType.INTEGER)
                .rows(50, i -> List.of(i == 3 ? "999999999" : "" + i))
                .check(new Outliers()))
        .isEmpty();
  }

  // ACC-12

  private static CheckResult dated(String header, ColumnType type, String value) {
    return only(
        TestTable.of(header)
            .type(header, type)
            .rows(9, i -> List.of(type == ColumnType.YEAR ? "2020" : "2020-01-0" + (i + 1)))
            .row(value)
            .check(new FutureDates()));
  }

  @Test
  void whatWasObservedInTheFutureIsAnError() {
    CheckResult result = dated("ngay_cap", ColumnType.DATE, "2205-01-01");

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row, FailingRow::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(11L, "2205-01-01"));
    assertThat(dated("nam", ColumnType.YEAR, "2062").severity()).contains(Severity.ERROR);
    assertThat(dated("ngay", ColumnType.DATE, TestTable.TODAY.toString()).severity()).isEmpty();
  }

  @Test
  void plansAndTermsDeclareThemselves() {
    for (String header : List.of("ngay_het_han", "Năm hoàn thành", "expiry date", "Đến ngày")) {
      assertThat(
              TestTable.of(header)
                  .type(header, ColumnType.DATE)
                  .row("2205-01-01")
                  .check(new FutureDates()))
          .as(header)
          .isEmpty();
    }
  }

  @Test
  void aTableOfAPeriodThatIsNotOverMaySpeakOfItsDays() {
    Circumstances lone = Circumstances.unknown(TestTable.TODAY);
    var planned =
        new Circumstances(
            lone.judgedOn(),
            Optional.of(new Period(Optional.of("2026"), Optional.of("2027-06"))),
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

    CheckResult result =
        only(
            TestTable.of("ngay")
                .type("ngay", ColumnType.DATE)
                .row("2027-06-30")
                .row("2027-07-02")
                .known(planned)
                .check(new FutureDates()));

    assertThat(result.failed()).isEqualTo(1);
  }

  // CLN-12

  @Test
  void codesThatLostTheirZerosOrAreInPowersOfTenAreAnError() {
    CheckResult result =
        only(
            TestTable.of("ma_xa")
                .rows(100, i -> List.of("%05d".formatted(100 + 37 * i)))
                .row("103")
                .row("1.2E+11")
                .check(new DamagedIdentifiers()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::value)
        .containsExactly("103", "1.2E+11");
  }

  @Test
  void codesOfSeveralLengthsAreNotDamaged() {
    assertThat(
            only(TestTable.of("ma")
                    .rows(40, i -> List.of("%02d".formatted(i)))
                    .rows(40, i -> List.of("%04d".formatted(i)))
                    .check(new DamagedIdentifiers()))
                .failed())
        .isZero();
    assertThat(
            only(TestTable.of("id").rows(150, i -> List.of("" + i)).check(new DamagedIdentifiers()))
                .failed())
        .isZero();
  }
}
