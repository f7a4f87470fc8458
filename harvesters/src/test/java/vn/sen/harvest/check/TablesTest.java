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
