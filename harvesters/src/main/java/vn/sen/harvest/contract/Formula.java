package vn.sen.harvest.contract;

import java.math.BigDecimal;
import vn.sen.vocab.Message;

/**
 * A condition on the cells of one row, as a contract writes it: {@code salary == bonus * 5 and not
 * (kind == 'x')}. Names are of columns; one with other signs than letters, digits and {@code _}
 * stands between backticks. A text stands between quotes of either kind, {@code null} for an empty
 * cell. There are no functions.
 */
public sealed interface Formula {

  /** Where it stands in the text: a character, from 1. */
  int place();

  /** The cell of a column. */
  record Name(String column, int place) implements Formula {}

  /** A number, without a sign. */
  record Figure(BigDecimal value, int place) implements Formula {}

  /** What stands between quotes. */
  record Text(String value, int place) implements Formula {}

  /** {@code true} or {@code false}. */
  record Truth(boolean value, int place) implements Formula {}

  /** {@code null}, what an empty cell is equal to. */
  record Nothing(int place) implements Formula {}

  /** The opposite of a condition. */
  record Not(Formula of, int place) implements Formula {}

  /** A number with a minus before it. */
  record Minus(Formula of, int place) implements Formula {}

  /**
   * Two with an operator between them.
   *
   * @param place of the operator
   */
  record Pair(Formula left, Operator operator, Formula right, int place) implements Formula {}

  /** What stands between two parts. */
  enum Operator {
    OR("or"),
    AND("and"),
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    OVER("/"),
    MODULO("%");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** What came of reading a formula. */
  sealed interface Reading {}

  /** A formula that can be held against rows whose columns it names. */
  record Readable(Formula formula) implements Reading {}

  /**
   * No formula.
   *
   * @param place the character, from 1, at which it ends to be one
   */
  record Unreadable(int place, Message why) implements Reading {}

  /** Reads {@code text}; what is wrong with it is a value, never thrown. */
  static Reading read(String text) {
    return FormulaParser.read(text);
  }
}
