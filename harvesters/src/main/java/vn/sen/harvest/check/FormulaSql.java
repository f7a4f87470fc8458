package vn.sen.harvest.check;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.contract.Formula;
import vn.sen.harvest.contract.Formula.Operator;
import vn.sen.vocab.Message;

/**
 * A formula of a contract as SQL over the typed table. Only identifiers of columns that are there,
 * literals and operators come into it. Numbers that are computed are equal when they differ by less
 * than a billionth of a thousandth of themselves, so that tenths add up.
 */
final class FormulaSql {
  private static final String EQUAL_SHARE = "1e-12";

  private final Subject subject;
  private final SequencedSet<Cells> columns = new LinkedHashSet<>();
  private final List<String> lacking = new ArrayList<>();

  private FormulaSql(Subject subject) {
    this.subject = subject;
  }

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * @param sql true where the formula holds, false or null where it does not
   * @param columns that it speaks of
   */
  record Condition(String sql, List<Cells> columns) implements Outcome {}

  /** It names columns that the table lacks. */
  record Lacking(List<String> names) implements Outcome {}

  /** It is no condition on these columns. */
  record Meaningless(Message why) implements Outcome {}

  static Outcome of(Formula formula, Subject subject) {
    var sql = new FormulaSql(subject);
    sql.name(formula);
    if (!sql.lacking.isEmpty()) {
      return new Lacking(sql.lacking);
    }
    if (sql.columns.isEmpty()) {
      return new Meaningless(new Message("không nhắc đến cột nào", "it names no column"));
    }
    try {
      String condition = sql.part(formula).as(Kind.TRUTH, formula);
      return new Condition(condition, List.copyOf(sql.columns));
    } catch (Mismatch mismatch) {
      return new Meaningless(mismatch.why);
    }
  }

  /** Finds the columns of every name, so that all that are missing are said at once. */
  private void name(Formula formula) {
    switch (formula) {
      case Formula.Name(String column, int place) ->
          subject
              .named(column)
              .ifPresentOrElse(
                  columns::add,
                  () -> lacking.add("%s (ký tự/character %d)".formatted(column, place)));
      case Formula.Not(Formula of, int _) -> name(of);
      case Formula.Minus(Formula of, int _) -> name(of);
      case Formula.Pair(Formula left, Operator _, Formula right, int _) -> {
        name(left);
        name(right);
      }
      case Formula.Figure _, Formula.Text _, Formula.Truth _, Formula.Nothing _ -> {
        // No columns.
      }
    }
  }

  private enum Kind {
    NUMBER("số", "a number"),
    TEXT("chữ", "text"),
    DATE("ngày", "a date"),
    TRUTH("đúng hoặc sai", "true or false"),
    NOTHING("null", "null");

    private final String vi;
    private final String en;

    Kind(String vi, String en) {
      this.vi = vi;
      this.en = en;
    }
  }

  /**
   * @param column whether it is a cell as it is, which may be read as another kind
   * @param computed whether it was, so that its last digits mean nothing
   */
  private record Part(String sql, Kind kind, boolean column, boolean computed) {

    String as(Kind wanted, Formula at) throws Mismatch {
      if (kind == wanted) {
        return sql;
      }
      if (wanted == Kind.NUMBER && kind == Kind.TEXT && column) {
        // What is no number has ACC-01 against it, and fails here.
        return "TRY_CAST(%s AS DOUBLE)".formatted(sql);
      }
      if (wanted == Kind.TEXT && column) {
        return "(%s)::VARCHAR".formatted(sql);
      }
      throw new Mismatch(
          at,
          "cần %s, nhưng đây là %s".formatted(wanted.vi, kind.vi),
          "%s is needed, but this is %s".formatted(wanted.en, kind.en));
    }
  }

  private Part part(Formula formula) throws Mismatch {
    return switch (formula) {
      case Formula.Name(String column, int _) -> cell(subject.named(column).orElseThrow(), formula);
      case Formula.Figure(BigDecimal value, int _) ->
          new Part(value.toPlainString(), Kind.NUMBER, false, false);
      case Formula.Text(String value, int _) ->
          new Part(DuckSession.literal(value), Kind.TEXT, false, false);
      case Formula.Truth(boolean value, int _) ->
          new Part(String.valueOf(value), Kind.TRUTH, false, false);
      case Formula.Nothing _ -> new Part("NULL", Kind.NOTHING, false, false);
      case Formula.Not(Formula of, int _) ->
          new Part("NOT (%s)".formatted(part(of).as(Kind.TRUTH, of)), Kind.TRUTH, false, false);
      case Formula.Minus(Formula of, int _) ->
          new Part("-(%s)".formatted(part(of).as(Kind.NUMBER, of)), Kind.NUMBER, false, false);
      case Formula.Pair pair -> pair(pair);
    };
  }

  private static Part cell(Cells cells, Formula at) throws Mismatch {
    String sql = cells.sql();
    return switch (cells.type()) {
      case INTEGER, DECIMAL, YEAR -> new Part(sql, Kind.NUMBER, true, false);
      case BOOLEAN -> new Part(sql, Kind.TRUTH, true, false);
      case DATE, TIMESTAMP -> new Part(sql, Kind.DATE, true, false);
      case TEXT -> new Part("nullif(trim(%s), '')".formatted(sql), Kind.TEXT, true, false);
      case TIME, YEAR_MONTH, YEAR_QUARTER, DURATION ->
          new Part(sql + "::VARCHAR", Kind.TEXT, true, false);
      case GEOMETRY ->
          throw new Mismatch(
              at, "công thức không tính được với hình học", "a formula can't reckon with geometry");
    };
  }

  private Part pair(Formula.Pair pair) throws Mismatch {
    return switch (pair.operator()) {
      case OR, AND ->
          new Part(
              "(%s) %s (%s)"
                  .formatted(
                      part(pair.left()).as(Kind.TRUTH, pair.left()),
                      pair.operator().sign(),
                      part(pair.right()).as(Kind.TRUTH, pair.right())),
              Kind.TRUTH,
              false,
              false);
      case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST ->
          new Part(comparison(pair), Kind.TRUTH, false, false);
      case PLUS, MINUS, TIMES, OVER, MODULO -> {
        boolean divides = pair.operator() == Operator.OVER || pair.operator() == Operator.MODULO;
        String right = part(pair.right()).as(Kind.NUMBER, pair.right());
        yield new Part(
            "((%s)::DOUBLE %s %s)"
                .formatted(
                    part(pair.left()).as(Kind.NUMBER, pair.left()),
                    pair.operator().sign(),
                    divides
                        ? "nullif((%s)::DOUBLE, 0)".formatted(right)
                        : "(%s)::DOUBLE".formatted(right)),
            Kind.NUMBER,
            false,
            true);
      }
    };
  }

  private String comparison(Formula.Pair pair) throws Mismatch {
    Part left = part(pair.left());
    Part right = part(pair.right());
    Operator operator = pair.operator();
    if (left.kind == Kind.NOTHING || right.kind == Kind.NOTHING) {
      Part other = left.kind == Kind.NOTHING ? right : left;
      return switch (operator) {
        case EQUAL -> "(%s) IS NULL".formatted(other.sql);
        case UNEQUAL -> "(%s) IS NOT NULL".formatted(other.sql);
        default ->
            throw new Mismatch(
                pair, "với null chỉ có == và !=", "with null there are == and != alone");
      };
    }
    Kind kind = common(left, right, pair);
    String one = kind == Kind.DATE ? date(pair.left(), left) : left.as(kind, pair.left());
    String two = kind == Kind.DATE ? date(pair.right(), right) : right.as(kind, pair.right());
    boolean near = kind == Kind.NUMBER && (left.computed || right.computed);
    return near ? near(one, operator, two) : "(%s) %s (%s)".formatted(one, sign(operator), two);
  }

  /** As what two are compared: a column of text goes along with the other. */
  private static Kind common(Part left, Part right, Formula.Pair pair) throws Mismatch {
    if (left.kind == right.kind) {
      return left.kind;
    }
    Part text = left.kind == Kind.TEXT ? left : right;
    Part other = left.kind == Kind.TEXT ? right : left;
    if (text.kind == Kind.TEXT && other.kind == Kind.NUMBER && text.column) {
      return Kind.NUMBER;
    }
    if (text.kind == Kind.TEXT && other.kind == Kind.DATE && other.column) {
      return text.column ? Kind.TEXT : Kind.DATE;
    }
    throw new Mismatch(
        pair,
        "không so sánh được %s với %s".formatted(left.kind.vi, right.kind.vi),
        "%s can't be compared with %s".formatted(left.kind.en, right.kind.en));
  }

  private static String date(Formula formula, Part part) throws Mismatch {
    if (!(formula instanceof Formula.Text(String value, int _))) {
      return part.sql;
    }
    try {
      return "DATE " + DuckSession.literal(LocalDate.parse(value).toString());
    } catch (DateTimeParseException e) {
      throw new Mismatch(
          formula,
          "\"%s\" không phải ngày viết theo năm-tháng-ngày".formatted(value),
          "\"%s\" is no date written as year-month-day".formatted(value));
    }
  }

  private static String near(String one, Operator operator, String two) {
    String equal =
        "abs((%1$s) - (%2$s)) <= %3$s * greatest(1, abs(%1$s), abs(%2$s))"
            .formatted(one, two, EQUAL_SHARE);
    String beyond = "(%s) %s (%s)".formatted(one, strict(operator), two);
    return switch (operator) {
      case EQUAL -> equal;
      case UNEQUAL -> "NOT (%s)".formatted(equal);
      case AT_MOST, AT_LEAST -> "(%s OR %s)".formatted(beyond, equal);
      default -> "(%s AND NOT (%s))".formatted(beyond, equal);
    };
  }

  private static String strict(Operator operator) {
    return operator == Operator.MORE || operator == Operator.AT_LEAST ? ">" : "<";
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case UNEQUAL -> "<>";
      default -> operator.sign();
    };
  }

  /** A part of another kind than its place asks for. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Message why;

    Mismatch(Formula at, String vi, String en) {
      super(en, null, false, false);
      why =
          new Message(
              "ở ký tự %d %s".formatted(at.place(), vi),
              "at character %d %s".formatted(at.place(), en));
    }
  }
}
