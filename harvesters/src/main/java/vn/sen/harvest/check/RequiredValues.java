package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import vn.sen.harvest.contract.Contract.PromisedRule;

/**
 * The part of COM-09 that a contract says of one {@code column}: each of {@code values} is there.
 */
final class RequiredValues {
  private static final int NAMED = 10;

  private RequiredValues() {}

  static boolean isSaidBy(PromisedRule rule) {
    return !rule.parameter("values").isEmpty();
  }

  static Inquiry inquiry(Subject subject, PromisedRule rule) {
    List<String> columns = rule.parameter("column");
    List<String> lacking = subject.lacking(columns);
    if (columns.size() != 1 || !lacking.isEmpty()) {
      Verdict bad =
          Verdict.badPromise(
              CoverageGrid.ID,
              lacking,
              "\"column\" và \"values\"",
              "a \"column\" and the \"values\" it must have");
      return Inquiry.none((_, _) -> List.of(bad));
    }
    Cells cells = subject.named(columns).getFirst();
    List<String> values = rule.parameter("values").stream().distinct().toList();
    return Inquiry.none((_, tables) -> List.of(verdict(cells, values, tables)));
  }

  private static Verdict verdict(Cells cells, List<String> values, Tables tables) {
    List<String> present =
        tables.query(
            "SELECT DISTINCT %s FROM t WHERE %s"
                .formatted(cells.trimmed(), Values.isOneOf(cells, values)),
            row -> row.getString(1));
    var missing = new ArrayList<String>();
    for (String value : values) {
      if (present.stream().noneMatch(cell -> Values.isSame(cells, cell, value))) {
        missing.add(value);
      }
    }
    String named =
        String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())))
            + (missing.size() > NAMED ? " …" : "");
    return Verdict.count(CoverageGrid.ID, values.size(), missing.size())
        .on(cells)
        .declared()
        .saying(
            "Cột \"%s\" phải có đủ các giá trị đã cam kết; không dòng nào có: %s. Bổ sung các dòng thiếu, hoặc sửa hợp đồng."
                .formatted(cells.name(), named),
            "Column \"%s\" must have all the values promised; no row has: %s. Add the missing rows, or mend the contract."
                .formatted(cells.name(), named));
  }
}
