package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** CLN-19: nobody is singled out. */
class DisclosureTest {

  @Test
  void theOnlyOneOfHisAgeAndSexInACommuneIsAnError() {
    CheckResult result =
        only(
            people(1_000, i -> i == 500 ? "1922" : String.valueOf(1960 + i % 10))
                .check(new Disclosure()));

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.finding().orElseThrow().rows())
        .extracting(FailingRow::row)
        .containsExactly(502L);
    assertThat(result.finding().orElseThrow().rows().getFirst().value()).isEqualTo("****");
    assertThat(FormRulesTest.rowsBySql(result)).containsExactly(502L);
  }

  @Test
  void threeOfThemAreAWarningAndFiveAreEnough() {
    assertThat(only(twins(3).check(new Disclosure())).severity()).contains(Severity.WARNING);
    assertThat(only(twins(4).check(new Disclosure())).failed()).isEqualTo(4);
    assertThat(only(twins(5).check(new Disclosure())).severity()).isEmpty();
  }

  /** So many of one year among five of every other. */
  private static TestTable twins(int of) {
    return TestTable.of("nam_sinh", "gioi_tinh", "ten_xa", "diem")
        .rows(
            50 + of,
            i -> List.of(i < 50 ? String.valueOf(1990 + i / 5) : "1980", "Nữ", "Xã Tân Lập", "8"));
  }

  private static TestTable people(int rows, IntFunction<String> born) {
    return TestTable.of("nam_sinh", "gioi_tinh", "ten_xa", "diem")
        .type("nam_sinh", ColumnType.YEAR)
        .rows(
            rows,
            i ->
                List.of(
                    born.apply(i),
                    i % 2 == 0 ? "Nam" : "Nữ",
                    i % 4 < 2 ? "Xã Tân Lập" : "Xã Tân Tiến",
                    String.valueOf(i % 7)));
  }

  @Test
  void countsByYearSexAndCommuneAreGroupsNotPeople() {
    assertThat(grid(List.of("nam_sinh", "gioi_tinh", "ten_xa", "so_nguoi")).check(new Disclosure()))
        .allMatch(result -> result.severity().isEmpty());
    assertThat(grid(List.of("nam_sinh", "gioi_tinh", "ten_xa", "gia_tri")).check(new Disclosure()))
        .isEmpty();
  }

  private static TestTable grid(List<String> names) {
    return TestTable.of(names.toArray(String[]::new))
        .type(names.getLast(), ColumnType.INTEGER)
        .rows(
            200,
            i ->
                List.of(
                    String.valueOf(1950 + i / 4),
                    i % 2 == 0 ? "Nam" : "Nữ",
                    i % 4 < 2 ? "Xã Tân Lập" : "Xã Tân Tiến",
                    String.valueOf(10 + i)));
  }

  @Test
  void statisticsByEthnicityPassUnlessACellIsOneOrTwo() {
    assertThat(only(ethnicities(5).check(new Disclosure())).severity()).isEmpty();

    CheckResult small = only(ethnicities(2).check(new Disclosure()));
    assertThat(small.severity()).contains(Severity.WARNING);
    assertThat(small.column()).contains("so_nguoi");
    assertThat(small.failed()).isEqualTo(1);
    assertThat(FormRulesTest.rowsBySql(small)).containsExactly(2L);
    assertThat(only(ethnicities(0).check(new Disclosure())).severity()).isEmpty();
  }

  private static TestTable ethnicities(int smallest) {
    return TestTable.of("ten_tinh", "dan_toc", "so_nguoi")
        .type("so_nguoi", ColumnType.INTEGER)
        .rows(
            60,
            i ->
                List.of(
                    "Tỉnh " + i / 6,
                    new String[] {"Kinh", "Tày", "Thái", "Mường", "Khmer", "Ê Đê"}[i % 6],
                    String.valueOf(i == 0 ? smallest : 3 + 100 * i)));
  }

  @Test
  void menAreCountedBesideWomenAndYearsAreNoMen() {
    assertThat(
            TestTable.of("ten_xa", "nam", "nu")
                .type("nam", ColumnType.INTEGER)
                .type("nu", ColumnType.INTEGER)
                .row("Xã A", "1", "20")
                .row("Xã B", "31", "20")
                .check(new Disclosure()))
        .filteredOn(result -> result.severity().isPresent())
        .extracting(result -> result.column().orElseThrow())
        .containsExactly("nam");
    assertThat(
            TestTable.of("ten_xa", "nam", "so_cay")
                .original("nam", "Năm")
                .type("nam", ColumnType.INTEGER)
                .type("so_cay", ColumnType.INTEGER)
                .row("Xã A", "1", "2")
                .check(new Disclosure()))
        .isEmpty();
  }

  @Test
  void smallCountsOfThingsAreNoDisclosure() {
    for (String header : List.of("so_truong", "so_xe", "so_may", "so_lop", "so_luong", "so_gio")) {
      assertThat(
              TestTable.of("ten_xa", header)
                  .type(header, ColumnType.INTEGER)
                  .rows(30, i -> List.of("Xã " + i, String.valueOf(1 + i % 3)))
                  .check(new Disclosure()))
          .as(header)
          .isEmpty();
    }
  }

  @Test
  void ratesHouseholdsAndEventsAreNoGroupsOfPeople() {
    assertThat(
            TestTable.of("ten_tinh", "so_ca_binh_quan")
                .type("so_ca_binh_quan", ColumnType.INTEGER)
                .row("Tỉnh A", "1")
                .check(new Disclosure()))
        .isEmpty();
    assertThat(
            TestTable.of("ma_ho", "ten_xa", "nhan_khau")
                .type("nhan_khau", ColumnType.INTEGER)
                .row("H1", "Xã A", "2")
                .check(new Disclosure()))
        .isEmpty();
    assertThat(
            TestTable.of("gio", "ten_tinh", "so_nguoi_chet")
                .type("so_nguoi_chet", ColumnType.INTEGER)
                .row("10:20", "Tỉnh A", "1")
                .check(new Disclosure()))
        .isEmpty();
  }

  @Test
  void aCountThatMovedByAFewIsolatesThem() {
    CheckResult result =
        TestTable.of("ten_xa", "so_nguoi")
            .type("so_nguoi", ColumnType.INTEGER)
            .rows(20, i -> List.of("Xã " + i, String.valueOf(i == 4 ? 497 : 500)))
            .known(
                TestTable.after(
                    TestTable.of("ten_xa", "so_nguoi")
                        .type("so_nguoi", ColumnType.INTEGER)
                        .rows(20, i -> List.of("Xã " + i, String.valueOf(i == 9 ? 300 : 500)))))
            .check(new Disclosure())
            .getLast();

    assertThat(result.severity()).contains(Severity.WARNING);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.finding().orElseThrow().rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.row()).isEqualTo(6);
              assertThat(row.expected()).isEqualTo("-3");
            });
  }

  @Test
  void fewPeopleWhoCameOrWentAreFound() {
    TestTable before = people(1_000, i -> String.valueOf(1960 + i % 10));
    IntFunction<TestTable> now = n -> people(1_000 + n, i -> String.valueOf(1960 + i % 10));

    assertThat(now.apply(3).known(TestTable.after(before)).check(new Disclosure()).getLast())
        .satisfies(
            result -> {
              assertThat(result.severity()).contains(Severity.WARNING);
              assertThat(result.failed()).isEqualTo(3);
            });
    assertThat(
            only(now.apply(100).known(TestTable.after(before)).check(new Disclosure())).severity())
        .isEmpty();
    assertThat(only(now.apply(0).known(TestTable.after(before)).check(new Disclosure())).severity())
        .isEmpty();
  }
}
