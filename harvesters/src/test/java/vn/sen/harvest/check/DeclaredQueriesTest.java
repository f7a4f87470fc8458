package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.Comparison;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Severity;

class DeclaredQueriesTest {
  private static CheckResult check(String sql, String comparison, String... operands) {
    var query =
        new PromisedQuery(
            List.of("gia", "t1"), sql, named(comparison), List.of(operands), Optional.empty());
    return only(
        TestTable.of("ma", "gia")
            .type("gia", ColumnType.INTEGER)
            .rows(10, i -> List.of("H" + i, "" + i))
            .contract(
                new Contract(List.of(), List.of(), List.of(), List.of(), List.of(query), List.of()))
            .check(new DeclaredLimits()));
  }

  private static Comparison named(String key) {
    return Arrays.stream(Comparison.values())
        .filter(c -> c.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "mustBe, 10, , true",
    "mustBe, 10.0, , true",
    "mustNotBe, 10, , false",
    "mustBeGreaterThan, 9, , true",
    "mustBeGreaterThan, 10, , false",
    "mustBeGreaterOrEqualTo, 10, , true",
    "mustBeLessThan, 10, , false",
    "mustBeLessOrEqualTo, 10, , true",
    "mustBeBetween, 5, 10, true",
    "mustBeBetween, 11, 20, false",
    "mustNotBeBetween, 11, 20, true",
    "mustBe, mười, , false",
  })
  void aValueIsComparedAsTheContractSays(
      String comparison, String first, String second, boolean holds) {
    String[] operands = second == null ? new String[] {first} : new String[] {first, second};
    CheckResult result = check("SELECT count(*) FROM gia", comparison, operands);

    assertThat(result.severity()).isEqualTo(holds ? Optional.empty() : Optional.of(Severity.ERROR));
  }

  @Test
  void theTableIsKnownByEachOfItsNames() {
    assertThat(check("SELECT sum(gia) FROM t1 -- all", "mustBe", "45").severity()).isEmpty();
    assertThat(check("WITH x AS (FROM gia) SELECT max(ma) FROM x", "mustBe", "H9").severity())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT",
        "DROP VIEW gia",
        "SELECT 1; SELECT 2",
        "SELECT 1); DROP VIEW gia; SELECT (1",
        "COPY gia TO '/tmp/x.csv'",
        "SELECT count(*) FROM read_text('/etc/passwd')",
        "SELECT count(*) FROM '/etc/passwd'",
        "SELECT count(*) FROM glob('/*')",
        "SET threads = 8",
        "INSTALL httpfs",
        "ATTACH '/tmp/x.db'",
        "SELECT * FROM no_such_table",
        "CREATE TABLE x AS SELECT 1",
      })
  void whatIsNoSelectOverTheTableAloneIsAnErrorAndDoesNothing(String sql) {
    CheckResult result = check(sql, "mustBe", "1");

    assertThat(result.severity()).contains(Severity.ERROR);
    assertThat(result.finding().orElseThrow().message().en()).contains("cannot be run");
  }

  @Test
  void noFileIsWritten(@TempDir Path directory) {
    Path file = directory.resolve("x.csv");
    check("COPY (SELECT 1) TO '" + file + "'", "mustBe", "1");
    check("SELECT 1; COPY (SELECT 1) TO '" + file + "'", "mustBe", "1");

    assertThat(Files.exists(file)).isFalse();
  }
}
