package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.harvest.check.FormRulesTest.only;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/** The part of ACC-05 that a contract writes as a formula. */
class FormulaRuleTest {

  private static Contract promising(String formula) {
    var rule = new PromisedRule("ACC-05", Map.of("formula", List.of(formula)));
    return new Contract(List.of(), List.of(), List.of(), List.of(rule));
  }

  private static TestTable people() {
    return TestTable.of("tên", "so nam", "nu", "tong", "ngay", "dung")
        .type("so nam", ColumnType.INTEGER)
        .type("nu", ColumnType.INTEGER)
        .type("tong", ColumnType.DECIMAL)
        .type("ngay", ColumnType.DATE)
        .type("dung", ColumnType.BOOLEAN)
        .row("a", "1", "2", "3", "2025-01-01", "true")
        .row("b", "2", "2", "5", "2025-06-01", "false")
        .row("c", "", "2", "2", "2025-12-31", "true")
        .row("'d'", "0", "0", "0.3", "", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "`so nam` + nu == tong | 3 4 5",
        "`so nam` == null or `so nam` + nu == tong | 3 5",
        "not (tong > 2) | 2 3",
        "tong != 5 and tong < 100 | 3",
        "tên == 'a' or tên == \"b\" | 4 5",
        "tên == \"'d'\" or nu == 2 | ~~",
        "ngay >= '2025-06-01' | 2 5",
        "ngay == null or '2025-06-01' <= ngay | 2",
        "dung | 3 5",
        "dung == true or dung == null | 3",
        "tong / nu > 1.2 | 4 5",
        "tong % 2 == 1 | 4 5",
        "-nu + 2 == 0 | 5",
        "tong - 0.1 - 0.1 == 0.1 or nu > 0 | ~~",
        "tên != null | ~~",
      })
  void aFormulaHoldsInEveryRowOrThatRowIsNamed(String formula, String failing) {
    CheckResult result = only(people().contract(promising(formula)).check(new Agreement()));

    assertThat(result.evaluated()).isEqualTo(4);
    assertThat(result.finding().stream().flatMap(f -> f.rows().stream()).map(FailingRow::row))
        .containsExactlyElementsOf(
            failing.isEmpty()
                ? List.of()
                : Stream.of(failing.split(" ")).map(Long::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nowhere > 0 and gone == 1 | nowhere (ký tự/character 1), gone (ký tự/character 17)",
        "nu + 1 | a number",
        "tên == nu + 'x' | text",
        "'1' == 1 | no column",
        "ngay > 5 | a date can't be compared with a number",
        "ngay > '31/12/2025' | no date",
        "nu > null | with null",
        "not nu | true or false is needed",
        "dung > 'x' | can't be compared",
        "1 == 1 | names no column",
      })
  void aFormulaThatMeansNothingIsAFindingAndNoPass(String formula, String why) {
    CheckResult result = only(people().contract(promising(formula)).check(new Agreement()));

    assertThat(result.severity()).contains(Severity.ERROR);
    if (!formula.startsWith("'1'")) {
      assertThat(result.finding().orElseThrow().message().en()).contains(why);
    }
  }

  private static final List<String> LEAVES =
      List.of(
          "`so nam`",
          "nu",
          "tong",
          "ngay",
          "dung",
          "tên",
          "1",
          "0",
          "2.5",
          "'x'",
          "'2025-01-01'",
          "\"';--\"",
          "null",
          "true");

  private static final List<String> OPERATORS =
      List.of("==", "!=", "<", ">=", "+", "-", "*", "/", "%", "and", "or");

  private static String anyFormula(Random random, int depth) {
    if (depth == 0) {
      return LEAVES.get(random.nextInt(LEAVES.size()));
    }
    String one = anyFormula(random, depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> one;
      case 1 -> "not (%s)".formatted(one);
      case 2 -> "-(%s)".formatted(one);
      default ->
          "(%s) %s (%s)"
              .formatted(
                  one,
                  OPERATORS.get(random.nextInt(OPERATORS.size())),
                  anyFormula(random, random.nextInt(depth)));
    };
  }

  @Test
  void anyFormulaThatIsReadCanBeRun() {
    var random = new Random(7);
    List<PromisedRule> rules =
        IntStream.range(0, 1_500)
            .mapToObj(_ -> anyFormula(random, 1 + random.nextInt(4)))
            .distinct()
            .map(text -> new PromisedRule("ACC-05", Map.of("formula", List.of(text))))
            .toList();

    List<CheckResult> results =
        people()
            .contract(new Contract(List.of(), List.of(), List.of(), rules))
            .check(new Agreement());

    assertThat(results).hasSameSizeAs(rules);
    assertThat(results).extracting(CheckResult::outcome).containsOnly(Outcome.JUDGED);
    assertThat(results.stream().filter(r -> r.evaluated() == 4).count()).isGreaterThan(30);
  }
}
