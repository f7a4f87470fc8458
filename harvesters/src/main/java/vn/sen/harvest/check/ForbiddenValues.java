package vn.sen.harvest.check;

import java.util.List;
import vn.sen.harvest.contract.Contract.PromisedRule;

/** The part of ACC-02 that says what a {@code column} may not hold: {@code forbidden} values. */
final class ForbiddenValues {
  private static final int NAMED = 10;

  private ForbiddenValues() {}

  static List<Inquiry> of(Subject subject) {
    return subject.contract().stream()
        .flatMap(contract -> contract.rules(DeclaredLimits.ID).stream())
        .map(rule -> inquiry(subject, rule))
        .toList();
  }

  private static Inquiry inquiry(Subject subject, PromisedRule rule) {
    List<String> columns = rule.parameter("column");
    List<String> values = rule.parameter("forbidden");
    List<String> lacking = subject.lacking(columns);
    if (columns.size() != 1 || values.isEmpty() || !lacking.isEmpty()) {
      Verdict bad =
          Verdict.badPromise(
              DeclaredLimits.ID,
              lacking,
              "\"column\" và \"forbidden\"",
              "a \"column\" and its \"forbidden\" values");
      return Inquiry.none((_, _) -> List.of(bad));
    }
    Cells cells = subject.named(columns).getFirst();
    String failing = Sql.and(cells.isFilled(), Values.isOneOf(cells, values));
    String named =
        String.join(" | ", values.subList(0, Math.min(NAMED, values.size())))
            + (values.size() > NAMED ? " | …" : "");
    return Inquiry.ofCells(
        cells,
        failing,
        (filled, failed, _) ->
            Verdict.count(DeclaredLimits.ID, filled, failed)
                .on(cells)
                .declared()
                .showing(new Evidence.Where(failing, cells.sql(), _ -> "∉ " + named))
                .saying(
                    "Cột \"%s\": %s trong %s ô có giá trị mà hợp đồng cấm (%s). Sửa các ô này, hoặc sửa hợp đồng."
                        .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled), named),
                    "Column \"%s\": %s of %s filled cells have a value that the contract forbids (%s). Correct them, or the contract."
                        .formatted(cells.name(), Figures.en(failed), Figures.en(filled), named)));
  }
}
