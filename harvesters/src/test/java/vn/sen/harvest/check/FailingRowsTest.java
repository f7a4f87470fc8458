package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding;

class FailingRowsTest {
  private static final int ROWS = 1_000;

  @TempDir Path directory;

  private final List<CheckResult> results = new ArrayList<>();

  /** What is listed, each row as rule, column, row and value. */
  private List<List<String>> listed(TestTable table) {
    var failing = new FailingRows(TestTable.session(), directory);
    results.addAll(new TableChecker().check(table.write(), TestTable.session(), failing));
    Path target = directory.resolve("failing.parquet");
    failing.write(target);
    return TestTable.session()
        .query(
            "SELECT rule, \"column\", \"row\", value, \"table\" FROM "
                + Sql.parquet(List.of(target)),
            row -> {
              assertThat(row.getString(5)).isNull();
              return List.of(
                  row.getString(1),
                  String.valueOf(row.getString(2)),
                  row.getString(3),
                  String.valueOf(row.getString(4)));
            });
  }

  private Finding finding(String rule) {
    return results.stream()
        .flatMap(result -> result.finding().stream())
        .filter(finding -> finding.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyRowIsListedWhereAFindingShowsAHundred() {
    List<List<String>> rows =
        listed(
            TestTable.of("ma", "ten", "gia")
                .type("gia", ColumnType.INTEGER)
                .rows(
                    ROWS,
                    i ->
                        List.of(
                            "M" + i,
                            i % 2 == 0 ? "Huế " : "Huế",
                            i % 4 == 0 ? "không rõ" : String.valueOf(i))));

    assertThat(finding("CLN-04").rows()).hasSize(100);
    assertThat(rows)
        .filteredOn(row -> row.getFirst().equals("CLN-04"))
        .containsExactlyElementsOf(
            IntStream.range(0, ROWS)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> List.of("CLN-04", "ten", String.valueOf(i + 2), "Huế "))
                .toList());
    assertThat(rows)
        .filteredOn(row -> row.getFirst().equals("ACC-01"))
        .hasSize(ROWS / 4)
        .allMatch(row -> row.get(1).equals("gia") && row.get(3).equals("không rõ"));
  }

  @Test
  void repeatedRowsAreListedWithoutAColumn() {
    List<List<String>> rows =
        listed(TestTable.of("ma", "ten").rows(ROWS, i -> List.of("M" + i % 600, "Huế")));

    assertThat(finding("CLN-06").failed()).isEqualTo(400);
    assertThat(rows)
        .filteredOn(row -> row.getFirst().equals("CLN-06"))
        .hasSize(400)
        .allMatch(row -> row.get(1).equals("null"));
  }

  @Test
  void noPersonalValueIsListed() {
    List<List<String>> rows =
        listed(
            TestTable.of("ma", "so_cccd", "ghi_chu")
                .rows(
                    ROWS,
                    i ->
                        List.of(
                            "M" + i,
                            "0010990%05d".formatted(i),
                            i % 2 == 0 ? " gọi 0912 345 6%02d".formatted(i % 100) : "ổn")));

    assertThat(finding("CLN-15").failed()).isPositive();
    assertThat(rows)
        .filteredOn(row -> row.getFirst().equals("CLN-15") || row.getFirst().equals("CLN-04"))
        .hasSizeGreaterThan(ROWS)
        .allMatch(row -> row.get(3).equals("null"));
    assertThat(rows.toString()).doesNotContain("001099", "0912");
  }

  @Test
  void keysThatHoldAPersonalColumnAreWithheldHereAndInFindings() {
    TestTable table =
        TestTable.of("so_cccd", "dot")
            .rows(200, i -> List.of("0010990%05d".formatted(1_000 + 7 * (i % 120)), "1"))
            .contract(
                new Contract(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                        new PromisedRule("CLN-07", Map.of("columns", List.of("so_cccd", "dot")))),
                    List.of(),
                    List.of()));

    assertThat(listed(table))
        .filteredOn(row -> row.getFirst().equals("CLN-07"))
        .hasSize(160)
        .allMatch(row -> row.get(3).equals("null"));
    assertThat(finding("CLN-07").rows()).allMatch(row -> row.value().equals("***"));
  }

  @Test
  void aWideTableIsListedByItsFindingsAsWhenItWasJudged() {
    List<String> names = IntStream.range(0, 350).mapToObj(i -> "c" + i).toList();
    TestTable table =
        TestTable.of(names.toArray(String[]::new))
            .rows(
                400,
                i ->
                    names.stream()
                        .map(
                            name ->
                                switch (name) {
                                  case "c1" -> "M" + i % 200;
                                  case "c349" -> "x";
                                  default -> "Huế";
                                })
                        .toList())
            .contract(
                new Contract(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new PromisedRule("CLN-07", Map.of("columns", List.of("c1", "c349")))),
                    List.of(),
                    List.of()));
    TableUnderCheck written = table.write();
    List<Finding> findings =
        new TableChecker()
            .check(written, TestTable.session()).stream()
                .flatMap(result -> result.finding().stream())
                .filter(finding -> finding.rule().equals("CLN-07"))
                .toList();
    var failing = new FailingRows(TestTable.session(), directory);

    failing.add(written.report(), written.text(), written.typed(), findings);
    Path target = directory.resolve("failing.parquet");
    failing.write(target);

    assertThat(
            TestTable.session()
                .query(
                    "SELECT count(*), count(value) FROM " + Sql.parquet(List.of(target)),
                    row -> row.getLong(1) + " " + row.getLong(2)))
        .containsExactly("400 400");
  }

  @Test
  void aSpotlessTableHasAListWithoutRows() {
    assertThat(listed(TestTable.of("ma", "ten").rows(20, i -> List.of("M" + i, "Tên " + i))))
        .allMatch(row -> row.getFirst().startsWith("CLN-05"));
  }

  @Test
  void theListGivesMoreOfTheRowsOfAFinding() {
    listed(TestTable.of("ma", "ten").rows(ROWS, i -> List.of("M" + i, "Huế ")));
    Finding finding = finding("CLN-04");

    var more =
        FailingRows.of(
            finding,
            Optional.empty(),
            directory.resolve("failing.parquet"),
            TestTable.session(),
            700);

    assertThat(more).hasSize(700).startsWith(finding.rows().toArray(Finding.FailingRow[]::new));
  }
}
