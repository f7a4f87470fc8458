package vn.sen.harvest.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.Finding.FailingRow;

/**
 * ACC-03: every value of a coded column stands in its list, which a contract gives ({@code column},
 * {@code values}). The value of the list that looks most alike is suggested.
 */
final class ListedCodes implements TableRule {
  private static final String ID = "ACC-03";

  /** So many different wrong values get a suggestion. */
  private static final int SUGGESTED = 1_000;

  /** Less alike than this is no slip of the pen. */
  private static final double ALIKE = 0.8;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.contract().stream()
        .flatMap(contract -> contract.rules(ID).stream())
        .map(rule -> inquire(subject, rule))
        .toList();
  }

  private static Inquiry inquire(Subject subject, PromisedRule rule) {
    List<String> columns = rule.parameter("column");
    List<String> values = rule.parameter("values");
    List<String> lacking = subject.lacking(columns);
    if (columns.size() != 1 || values.isEmpty() || !lacking.isEmpty()) {
      Verdict bad =
          Verdict.badPromise(
              ID, lacking, "\"column\" và \"values\"", "a \"column\" and its \"values\"");
      return Inquiry.none((_, _) -> List.of(bad));
    }
    Cells cells = subject.named(columns).getFirst();
    String unlisted = Sql.and(cells.isFilled(), "NOT " + Sql.isOneOf(cells.trimmed(), values));
    return Inquiry.ofCells(
        cells,
        unlisted,
        (filled, failed, tables) -> {
          Verdict verdict =
              Verdict.count(ID, filled, failed)
                  .on(cells)
                  .declared()
                  .saying(
                      "Cột \"%s\": %s trong %s giá trị không có trong danh mục. Chọn giá trị đúng trong danh mục, hoặc bổ sung danh mục."
                          .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
                      "Column \"%s\": %s of %s values are not in the list. Choose the right one, or add it to the list."
                          .formatted(cells.name(), Figures.en(failed), Figures.en(filled)));
          return failed == 0 ? verdict : verdict.showing(rows(cells, unlisted, values, tables));
        });
  }

  private static Evidence rows(Cells cells, String unlisted, List<String> values, Tables tables) {
    Map<String, String> nearest = nearest(cells, unlisted, values, tables);
    List<FailingRow> rows =
        tables.query(
            Sql.show(cells.trimmed(), unlisted) + " LIMIT " + Evidence.SHOWN,
            row ->
                new FailingRow(
                    row.getLong(1),
                    row.getString(2),
                    nearest.getOrDefault(
                        row.getString(2), "một giá trị của danh mục / a value of the list")));
    return Evidence.Found.by(rows, Sql.show(cells.sql(), unlisted));
  }

  private static Map<String, String> nearest(
      Cells cells, String unlisted, List<String> values, Tables tables) {
    String list =
        values.stream()
            .map(value -> "(" + DuckSession.literal(value) + ")")
            .collect(Collectors.joining(", "));
    String wrong =
        "SELECT DISTINCT %s AS wrong FROM t WHERE %s ORDER BY 1 LIMIT %d"
            .formatted(cells.trimmed(), unlisted, SUGGESTED);
    var nearest = new HashMap<String, String>();
    tables
        .query(
            """
            SELECT wrong, arg_max(listed, alike) FROM (
              SELECT wrong, listed, jaro_winkler_similarity(lower(wrong), lower(listed)) AS alike
              FROM (%s), (VALUES %s) AS list(listed))
            GROUP BY wrong HAVING max(alike) >= %s\
            """
                .formatted(wrong, list, ALIKE),
            row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(entry -> nearest.put(entry.getKey(), entry.getValue()));
    return nearest;
  }
}
