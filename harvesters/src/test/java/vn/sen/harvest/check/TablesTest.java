package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding;

class TablesTest {
  private static final int ROWS = 30_000;

  @Test
  void whatIsCountedOverDistinctValuesIsWhatIsCountedOverRows() {
    TableUnderCheck table =
        TestTable.of("id", "mã tỉnh", "tên \"tỉnh\"", "ngày", "giá", "mã số thuế", "email")
            .type("ngày", ColumnType.DATE)
            .type("giá", ColumnType.DECIMAL)
            .rows(
                ROWS,
                i ->
                    List.of(
                        Integer.toString(i),
                        i % 7 == 0 ? "" : "%02d".formatted(i % 40),
                        new String[] {"Huế", " Huế", "=1+1", "N/A", "Hà\u00A0Nội"}[i % 5],
                        i % 9 == 0 ? "1900-01-01" : "2025-01-%02d".formatted(1 + i % 28),
                        String.format(Locale.ROOT, "%.2f", i % 500 / 4.0),
                        "01001" + i % 90_000,
                        i % 3 == 0 ? "an%d@gmail.com".formatted(i % 50) : ""))
            .write();
    var subject = Subject.of(table);
    var asked = new LinkedHashSet<String>();
    TableRules.ALL.forEach(rule -> rule.inquire(subject).forEach(i -> asked.addAll(i.text())));
    var tables =
        new Tables(
            TestTable.session(), table.text(), table.typed(), table.report().columns(), ROWS);

    var overValues = tables.measureText(asked);

    assertThat(asked).hasSizeGreaterThan(100);
    assertThat(asked.stream().filter(a -> Sql.weighted(a, "n").isPresent()).count())
        .isGreaterThan(100);
    var overRows = tables.measure("t", asked);
    asked.forEach(
        aggregate ->
            assertThat(String.valueOf(overValues.get(aggregate)))
                .as(aggregate)
                .isEqualTo(String.valueOf(overRows.get(aggregate))));
  }

  @Test
  void aListOfThousandsOfValuesAndAnOddHeaderDoNotStopTheRules() {
    List<String> values = IntStream.range(0, 5_000).mapToObj(i -> "H'" + i).toList();
    List<CheckResult> results =
        TestTable.of("_times", "_first", "mã tỉnh")
            .rows(ROWS, i -> List.of("H'" + i % 50, "x" + i % 9, "01"))
            .contract(
                new Contract(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                        new PromisedRule(
                            "ACC-03", Map.of("column", List.of("_times"), "values", values))),
                    List.of(),
                    List.of()))
            .check();

    assertThat(results)
        .filteredOn(result -> result.outcome() == CheckResult.Outcome.NOT_RUN)
        .isEmpty();
    assertThat(results)
        .filteredOn(result -> result.rule().equals("ACC-03"))
        .singleElement()
        .satisfies(result -> assertThat(result.failed()).isZero());
  }

  @Test
  void aTableOfManyColumnsIsJudgedAsOneOfTheFewThatSaySomething() {
    List<String> few = List.of("c1", "c150", "c349");
    List<String> many = IntStream.range(0, 350).mapToObj(i -> "c" + i).toList();
    var key = new PromisedRule("CLN-07", Map.of("columns", List.of("c1", "c349")));
    var contract =
        new Contract(List.of(), List.of(), List.of(), List.of(key), List.of(), List.of());

    List<CheckResult> narrow = spoilt(few).contract(contract).check();
    List<CheckResult> wide = spoilt(many).contract(contract).check();

    List<String> found = List.of("ACC-09", "CLN-04", "CLN-06", "CLN-07");
    List<Finding> expected = findings(narrow, few, found);
    assertThat(expected.stream().map(Finding::rule).distinct()).containsExactlyElementsOf(found);
    assertThat(findings(wide, few, found))
        .usingRecursiveComparison()
        .ignoringFields("sql")
        .isEqualTo(expected);
    assertThat(wide).noneMatch(result -> result.outcome() == CheckResult.Outcome.NOT_RUN);
  }

  /** A blank too many in the second column, an outlier in the last, a key and a row twice. */
  private static TestTable spoilt(List<String> names) {
    return TestTable.of(names.toArray(String[]::new))
        .type("c349", ColumnType.INTEGER)
        .rows(
            200,
            i -> {
              int row = i == 199 ? 7 : i;
              return names.stream().map(name -> cell(name, row)).toList();
            });
  }

  private static String cell(String name, int row) {
    return switch (name) {
      case "c1" -> row == 20 ? "x21" : "x" + row;
      case "c150" -> row == 9 ? "Huế " : "Huế";
      case "c349" -> row == 50 ? "900000" : String.valueOf(100 + (row == 20 ? 21 : row) % 60);
      default -> "Huế";
    };
  }

  private static List<Finding> findings(
      List<CheckResult> results, List<String> columns, List<String> rules) {
    return results.stream()
        .flatMap(result -> result.finding().stream())
        .filter(finding -> rules.contains(finding.rule()))
        .filter(finding -> finding.column().isEmpty() || columns.contains(finding.column().get()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(\"a\")",
        "count(*) FILTER (WHERE \"a\" = '') - count(*) FILTER (WHERE \"a\" = 'x')",
        "max(\"a\") || count(*)",
        "quantile_cont(\"a\", 0.25)",
        "approx_quantile(\"a\", 0.25)",
        "count_if(\"a\" = '')",
        "string_agg(\"a\")",
        "first(\"a\")",
        "count(*)"
      })
  void whatDependsOnHowOftenAValueIsThereIsCountedOverRows(String aggregate) {
    assertThat(Sql.weighted(aggregate, "n")).isEmpty();
  }

  @Test
  void aColumnInATextIsNone() {
    assertThat(Sql.onlyColumn("count(*) FILTER (WHERE \"a\"\"b\" = 'it''s \"c\"')"))
        .contains("\"a\"\"b\"");
    assertThat(Sql.onlyColumn("count(*) FILTER (WHERE \"a\" = \"b\")")).isEmpty();
    assertThat(Sql.onlyColumn("count(*) FILTER (WHERE \"a\" = '' AND _row > 5)")).isEmpty();
    assertThat(Sql.onlyColumn("count(*)")).isEmpty();
  }
}
