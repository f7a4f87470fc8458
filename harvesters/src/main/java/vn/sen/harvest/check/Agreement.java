package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Formula;
import vn.sen.vocab.ColumnType;

/**
 * ACC-05: columns of a row agree as a contract says: {@code lesser} is at most {@code greater}, or
 * {@code parts} add up to {@code total}, within {@code tolerance} where figures are rounded; rows
 * in which one of them has no value are not evaluated. Or a {@code formula} holds in every row: one
 * of which an empty cell makes it unknown does not hold.
 */
final class Agreement implements TableRule {
  private static final String ID = "ACC-05";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.contract().stream()
        .flatMap(contract -> contract.rules(ID).stream())
        .map(rule -> inquiry(subject, rule))
        .toList();
  }

  /**
   * @param evaluated of which rows
   * @param holds whether it does in one of them, null for no
   * @param expected in signs that need no language
   */
  private record Comparison(List<Cells> columns, String evaluated, String holds, String expected) {
    String fails() {
      return Sql.and(evaluated, "(%s) IS NOT TRUE".formatted(holds));
    }
  }

  private static Inquiry inquiry(Subject subject, PromisedRule rule) {
    List<String> formulas = rule.parameter("formula");
    return formulas.isEmpty() ? ofColumns(subject, rule) : ofFormula(subject, formulas);
  }

  private static Inquiry ofFormula(Subject subject, List<String> formulas) {
    String text = formulas.getFirst();
    if (formulas.size() > 1) {
      return bad(List.of(), "một \"formula\" cho mỗi quy tắc", "one \"formula\" for each rule");
    }
    return switch (Formula.read(text)) {
      case Formula.Unreadable(int _, var why) -> bad(List.of(), why.vi(), why.en());
      case Formula.Readable(Formula formula) ->
          switch (FormulaSql.of(formula, subject)) {
            case FormulaSql.Lacking(List<String> names) -> bad(names, "", "");
            case FormulaSql.Meaningless(var why) ->
                bad(
                    List.of(),
                    "một điều kiện; \"%s\": %s".formatted(text, why.vi()),
                    "a condition; \"%s\": %s".formatted(text, why.en()));
            case FormulaSql.Condition(String sql, List<Cells> columns) ->
                inquiry(new Comparison(columns, "true", sql, text));
          };
    };
  }

  private static Inquiry bad(List<String> lacking, String vi, String en) {
    Verdict bad = Verdict.badPromise(ID, lacking, vi, en);
    return Inquiry.none((_, _) -> List.of(bad));
  }

  private static Inquiry ofColumns(Subject subject, PromisedRule rule) {
    var names = new ArrayList<String>();
    List.of("lesser", "greater", "parts", "total").forEach(p -> names.addAll(rule.parameter(p)));
    List<String> lacking = subject.lacking(names);
    boolean order = rule.parameter("lesser").size() == 1 && rule.parameter("greater").size() == 1;
    boolean sum = rule.parameter("parts").size() > 1 && rule.parameter("total").size() == 1;
    if (!lacking.isEmpty() || order == sum) {
      return bad(
          lacking,
          "\"lesser\" và \"greater\", \"parts\" (từ hai cột) và \"total\", hoặc một \"formula\"",
          "\"lesser\" and \"greater\", \"parts\" (two columns or more) and \"total\", or a"
              + " \"formula\"");
    }
    return inquiry(order ? order(subject.named(names)) : sum(subject.named(names), rule));
  }

  private static Inquiry inquiry(Comparison comparison) {
    String evaluated = Sql.count(comparison.evaluated());
    String failing = Sql.count(comparison.fails());
    return new Inquiry(
        List.of(),
        List.of(evaluated, failing),
        (measured, _) ->
            measured.typed(evaluated) == 0
                ? List.of()
                : List.of(verdict(comparison, measured.typed(evaluated), measured.typed(failing))));
  }

  private static Comparison order(List<Cells> pair) {
    Cells lesser = pair.getFirst();
    Cells greater = pair.getLast();
    return new Comparison(
        pair,
        present(pair),
        "%s <= %s".formatted(value(lesser), value(greater)),
        "%s ≤ %s".formatted(lesser.name(), greater.name()));
  }

  private static Comparison sum(List<Cells> columns, PromisedRule rule) {
    List<Cells> parts = columns.subList(0, columns.size() - 1);
    Cells total = columns.getLast();
    String tolerance =
        rule.parameter("tolerance").stream()
            .findFirst()
            .map(text -> new java.math.BigDecimal(text).toPlainString())
            .orElse("0");
    String sum = parts.stream().map(Agreement::value).collect(Collectors.joining(" + "));
    return new Comparison(
        columns,
        present(columns),
        "abs(%s - (%s)) <= %s".formatted(value(total), sum, tolerance),
        parts.stream().map(Cells::name).collect(Collectors.joining(" + ")) + " = " + total.name());
  }

  /** As a number where the reader found text: ACC-01 speaks of what is none. */
  private static String value(Cells cells) {
    boolean promisedNumber =
        cells
            .promised()
            .flatMap(promised -> promised.type())
            .filter(type -> type == ColumnType.INTEGER || type == ColumnType.DECIMAL)
            .isPresent();
    return promisedNumber && cells.type() == ColumnType.TEXT
        ? "TRY_CAST(%s AS DECIMAL(38, 9))".formatted(cells.sql())
        : cells.sql();
  }

  private static String present(List<Cells> columns) {
    return columns.stream()
        .map(cells -> value(cells) + " IS NOT NULL")
        .collect(Collectors.joining(" AND "));
  }

  private static Verdict verdict(Comparison comparison, long evaluated, long failed) {
    String rows =
        "file_row_number IN (SELECT file_row_number FROM typed WHERE %s)"
            .formatted(comparison.fails());
    String shown =
        comparison.columns().stream()
            .map(Cells::sql)
            .collect(Collectors.joining(", ", "concat_ws(' | ', ", ")"));
    return Verdict.count(ID, evaluated, failed)
        .declared()
        .showing(new Evidence.Where(rows, shown, _ -> comparison.expected()))
        .saying(
            "%s không đúng ở %s trong %s dòng (%s). Kiểm tra từng dòng được liệt kê và sửa số sai."
                .formatted(
                    comparison.expected(),
                    Figures.vi(failed),
                    Figures.vi(evaluated),
                    Figures.percentVi(failed, evaluated)),
            "%s does not hold in %s of %s rows (%s). Look at each row listed and correct the wrong figure."
                .formatted(
                    comparison.expected(),
                    Figures.en(failed),
                    Figures.en(evaluated),
                    Figures.percent(failed, evaluated)));
  }
}
