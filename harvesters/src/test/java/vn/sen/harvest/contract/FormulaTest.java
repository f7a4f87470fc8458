package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.harvest.contract.Formula.Figure;
import vn.sen.harvest.contract.Formula.Name;
import vn.sen.harvest.contract.Formula.Operator;
import vn.sen.harvest.contract.Formula.Pair;
import vn.sen.harvest.contract.Formula.Readable;
import vn.sen.harvest.contract.Formula.Unreadable;

class FormulaTest {

  @Test
  void aFormulaIsReadByWhatBindsMost() {
    assertThat(Formula.read("salary == bonus * 5"))
        .isEqualTo(
            new Readable(
                new Pair(
                    new Name("salary", 1),
                    Operator.EQUAL,
                    new Pair(
                        new Name("bonus", 11),
                        Operator.TIMES,
                        new Figure(new BigDecimal("5"), 19),
                        17),
                    8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a - b - c > 1 | (((a - b) - c) > 1)",
        "a - (b - c) = 1 | ((a - (b - c)) == 1)",
        "a + b * -c <= 2.50 | ((a + (b * -c)) <= 2.50)",
        "not a == 1 and b <> 2 or c >= 3 | ((not (a == 1) and (b != 2)) or (c >= 3))",
        "NOT (a > 1 OR b < 2) | not ((a > 1) or (b < 2))",
        "kind == 'x or y' or kind == \"it's\" | ((kind == 'x or y') or (kind == 'it's'))",
        "`tổng số` == nam + nữ | (tổng số == (nam + nữ))",
        "a != null and b == None or c == TRUE | (((a != null) and (b == null)) or (c == true))",
        "a % 2 == 0 and b / c > 0.5 | (((a % 2) == 0) and ((b / c) > 0.5))",
      })
  void partsGoTogetherAsTheySayOnPaper(String text, String wanted) {
    assertThat(((Readable) Formula.read(text)).formula())
        .satisfies(formula -> assertThat(written(formula)).isEqualTo(wanted));
  }

  private static String written(Formula formula) {
    return switch (formula) {
      case Formula.Name(String column, int _) -> column;
      case Formula.Figure(BigDecimal value, int _) -> value.toPlainString();
      case Formula.Text(String value, int _) -> "'" + value + "'";
      case Formula.Truth(boolean value, int _) -> String.valueOf(value);
      case Formula.Nothing _ -> "null";
      case Formula.Not(Formula of, int _) -> "not " + written(of);
      case Formula.Minus(Formula of, int _) -> "-" + written(of);
      case Formula.Pair(Formula left, Operator operator, Formula right, int _) ->
          "(%s %s %s)".formatted(written(left), operator.sign(), written(right));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "vars() | 1 | functions",
        "import(os) | 1 | functions",
        "a > __import__ ('os') | 5 | functions",
        "a > | 4 | ends",
        "(a > 1 | 7 | \"(\" at character 1",
        "a > 1) | 6 | \")\"",
        "1 < a < 5 | 7 | one comparison",
        "a == 'x | 6 | \"'\"",
        "a; b | 2 | \";\"",
        "a.b == 1 | 2 | \".\"",
        "a[0] == 1 | 2 | \"[\"",
        "a == 1e5 | 6 | \"1\"",
        "a and and b | 7 | \"a\"",
        "a == \uD83E\uDEB7 | 6 | \uD83E\uDEB7",
        "~~ | 1 | ends",
      })
  void whatIsNoFormulaSaysWhere(String text, int place, String why) {
    assertThat(Formula.read(text == null ? "" : text))
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable -> {
              assertThat(unreadable.place()).isEqualTo(place);
              assertThat(unreadable.why().en()).contains(why, "character " + place);
            });
  }

  @Test
  void neitherLengthNorDepthBringsItDown() {
    assertThat(Formula.read("(".repeat(1_000) + "a")).isInstanceOf(Unreadable.class);
    assertThat(Formula.read("not ".repeat(400) + "a")).isInstanceOf(Unreadable.class);
    assertThat(Formula.read("-".repeat(1_000) + "a")).isInstanceOf(Unreadable.class);
    assertThat(Formula.read("a" + " + a".repeat(490) + " > 1")).isInstanceOf(Readable.class);
    assertThat(Formula.read("a".repeat(3_000))).isInstanceOf(Unreadable.class);
    assertThat(Formula.read("(a) and ".repeat(100) + "(a)")).isInstanceOf(Readable.class);
  }

  @Test
  void anyTextIsReadOrSaysWhereItIsNone() {
    String[] signs = {
      "a", "và", "`", "b c`", "'", "\"", "(", ")", "1", "2.5", ".", "==", "=", "!", "<", ">", "+",
      "-", "*", "/", "%", " and ", " or ", "not ", "null", "true", " ", ";", "--", "\n", "\uD83E"
    };
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String text =
          IntStream.range(0, random.nextInt(12))
              .mapToObj(_ -> signs[random.nextInt(signs.length)])
              .collect(Collectors.joining());
      if (Formula.read(text) instanceof Unreadable(int place, var _)) {
        assertThat(place).as(text).isBetween(1, text.length() + 1);
      }
    }
  }
}
