package vn.sen.harvest.check;

import java.util.List;
import java.util.stream.Stream;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.contract.Contract.PromisedRule;

/**
 * ACC-10: rows that agree in one set of columns agree in another, as a code has one name. Which
 * columns is declared in a contract ({@code determinant}, {@code dependent}).
 *
 * <p>Cells are compared as text. Rows with an empty determinant are not evaluated; an empty
 * dependent is a value.
 */
final class Dependencies implements TableRule {
  private static final String ID = "ACC-10";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.contract().stream()
        .flatMap(contract -> contract.rules(ID).stream())
        .map(rule -> declared(subject, rule))
        .toList();
  }

  private record Dependency(List<Cells> determinant, List<Cells> dependent) {
    String isEvaluated() {
      return String.join(" AND ", determinant.stream().map(c -> "(" + c.isFilled() + ")").toList());
    }

    /** The groups that do not agree, as a subquery over {@code t}. */
    String violations() {
      return "FROM t WHERE %1$s GROUP BY %2$s HAVING min(%3$s) <> max(%3$s)"
          .formatted(isEvaluated(), sql(determinant), row(dependent));
    }

    private static String sql(List<Cells> columns) {
      return String.join(", ", columns.stream().map(Cells::sql).toList());
    }

    private static String row(List<Cells> columns) {
      return columns.size() == 1 ? sql(columns) : "row(" + sql(columns) + ")";
    }

    String failing() {
      return "%s AND %s IN (SELECT %s %s)"
          .formatted(isEvaluated(), row(determinant), row(determinant), violations());
    }

    String shown() {
      return "concat_ws(%s, %s, %s)"
          .formatted(DuckSession.literal(" → "), sql(determinant), sql(dependent));
    }

    String name() {
      return names(determinant) + " → " + names(dependent);
    }

    private static String names(List<Cells> columns) {
      return String.join(", ", columns.stream().map(Cells::name).toList());
    }
  }

  private static Inquiry declared(Subject subject, PromisedRule rule) {
    List<String> left = rule.parameter("determinant");
    List<String> right = rule.parameter("dependent");
    List<String> lacking = subject.lacking(Stream.concat(left.stream(), right.stream()).toList());
    if (!lacking.isEmpty() || left.isEmpty() || right.isEmpty()) {
      Verdict bad =
          Verdict.badPromise(
              ID,
              lacking,
              "\"determinant\" và \"dependent\", mỗi vế ít nhất một cột",
              "\"determinant\" and \"dependent\", a column or more each");
      return Inquiry.none((_, _) -> List.of(bad));
    }
    List<Cells> determinant = subject.named(left);
    List<Cells> dependent = subject.named(right);
    var dependency = new Dependency(determinant, dependent);
    String evaluated = Sql.count(dependency.isEvaluated());
    return Inquiry.ofText(
        List.of(evaluated),
        (measured, tables) ->
            measured.text(evaluated) == 0
                ? List.of()
                : List.of(
                    verdict(dependency, measured.text(evaluated), failures(dependency, tables))
                        .declared()));
  }

  /**
   * @param rows of groups that do not agree
   */
  private record Failures(long groups, long rows) {}

  private static Failures failures(Dependency dependency, Tables tables) {
    String byBoth =
        "SELECT %1$s AS determinant, count(*) AS n FROM t WHERE %2$s GROUP BY %1$s, %3$s"
            .formatted(
                Dependency.row(dependency.determinant()),
                dependency.isEvaluated(),
                Dependency.row(dependency.dependent()));
    String groups =
        "SELECT sum(n) AS n FROM (%s) GROUP BY determinant HAVING count(*) > 1".formatted(byBoth);
    return tables
        .query(
            "SELECT count(*), coalesce(sum(n), 0) FROM (%s)".formatted(groups),
            row -> new Failures(row.getLong(1), row.getLong(2)))
        .getFirst();
  }

  private static Verdict verdict(Dependency dependency, long evaluated, Failures failures) {
    return Verdict.count(ID, evaluated, failures.rows())
        .inGroups(failures.groups())
        .showing(
            new Evidence.Where(
                dependency.failing(),
                dependency.shown(),
                _ -> "một giá trị duy nhất / one value only"))
        .saying(
            "%s: %s nhóm dòng (%s dòng) giống nhau ở vế trái nhưng khác nhau ở vế phải. Mỗi mã chỉ có một tên: sửa dòng sai, hoặc tách mã."
                .formatted(
                    dependency.name(), Figures.vi(failures.groups()), Figures.vi(failures.rows())),
            "%s: %s groups of rows (%s rows) agree on the left but not on the right. One code has one name: correct the wrong rows, or part the code."
                .formatted(
                    dependency.name(), Figures.en(failures.groups()), Figures.en(failures.rows())));
  }
}
