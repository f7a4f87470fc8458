package vn.sen.harvest.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.ColumnType;

/**
 * ACC-02: every value lies within what the contract declares: least and greatest value, length,
 * pattern, the values there may be and may not be; and what it says in SQL is so. Ends are compared
 * as the column's type, everything else as text.
 */
final class DeclaredLimits implements TableRule {
  static final String ID = "ACC-02";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    var inquiries = new ArrayList<Inquiry>();
    for (Cells cells : subject.columns()) {
      cells
          .promised()
          .filter(promised -> !promised.limits().equals(Limits.NONE))
          .ifPresent(promised -> inquiries.add(inquiry(cells, promised)));
    }
    inquiries.addAll(ForbiddenValues.of(subject));
    inquiries.addAll(DeclaredQueries.of(subject));
    return inquiries;
  }

  private static Inquiry inquiry(Cells cells, PromisedColumn promised) {
    Limits limits = promised.limits();
    String form = Sql.and(cells.isFilled(), Sql.or(formFaults(cells, limits)));
    List<String> ends = rangeFaults(cells, promised);
    if (ends.isEmpty()) {
      String failing = Sql.count(form);
      return Inquiry.ofText(
          List.of(cells.filled(), failing),
          (measured, _) ->
              verdict(cells, limits, form, measured.text(cells.filled()), measured.text(failing)));
    }
    // A value may break a limit of its text and one of its meaning, and is one that fails.
    String either =
        "(%s) OR file_row_number IN (SELECT file_row_number FROM typed WHERE %s)"
            .formatted(form, Sql.or(ends));
    return Inquiry.ofText(
        List.of(cells.filled()),
        (measured, tables) -> {
          String count = "SELECT count(*) FROM t WHERE " + either;
          long failed = tables.query(count, row -> row.getLong(1)).getFirst();
          return verdict(cells, limits, either, measured.text(cells.filled()), failed);
        });
  }

  /** What the text of a filled cell may break; never empty, so that it can stand in an OR. */
  private static List<String> formFaults(Cells cells, Limits limits) {
    var faults = new ArrayList<String>(List.of("false"));
    limits
        .minimumLength()
        .ifPresent(least -> faults.add("length(%s) < %d".formatted(cells.sql(), least)));
    limits
        .maximumLength()
        .ifPresent(most -> faults.add("length(%s) > %d".formatted(cells.sql(), most)));
    limits.pattern().ifPresent(pattern -> faults.add("NOT " + Sql.matches(cells.sql(), pattern)));
    if (!limits.values().isEmpty()) {
      faults.add("NOT " + Sql.isOneOf(cells.sql(), limits.values()));
    }
    return faults;
  }

  private static List<String> rangeFaults(Cells cells, PromisedColumn promised) {
    ColumnType type = promised.type().orElse(cells.type());
    boolean number =
        type == ColumnType.INTEGER || type == ColumnType.DECIMAL || type == ColumnType.YEAR;
    String column = cells.sql();
    // What the reader could not type has ACC-01 against it, and is compared as far as it goes.
    String value =
        number && cells.type() == ColumnType.TEXT
            ? "TRY_CAST(%s AS DECIMAL(38, 9))".formatted(column)
            : column;
    var faults = new ArrayList<String>();
    Limits limits = promised.limits();
    limits
        .minimum()
        .ifPresent(end -> faults.add(beyond(value, end, number, end.inclusive() ? "<" : "<=")));
    limits
        .maximum()
        .ifPresent(end -> faults.add(beyond(value, end, number, end.inclusive() ? ">" : ">=")));
    return faults;
  }

  private static String beyond(String value, Bound end, boolean number, String operator) {
    String literal =
        number ? new BigDecimal(end.value()).toPlainString() : DuckSession.literal(end.value());
    return "%s %s %s".formatted(value, operator, literal);
  }

  private static List<Verdict> verdict(
      Cells cells, Limits limits, String failing, long filled, long failed) {
    if (filled == 0) {
      return List.of();
    }
    return List.of(
        Verdict.count(ID, filled, failed)
            .on(cells)
            .declared()
            .showing(new Evidence.Where(failing, cells.sql(), _ -> within(limits)))
            .saying(
                "Cột \"%s\": %s trong %s ô nằm ngoài giới hạn đã cam kết (%s). Sửa các ô này, hoặc sửa cam kết nếu giới hạn không còn đúng."
                    .formatted(
                        cells.name(), Figures.vi(failed), Figures.vi(filled), within(limits)),
                "Column \"%s\": %s of %s filled cells are outside what was promised (%s). Correct them, or the contract where its limits no longer hold."
                    .formatted(
                        cells.name(), Figures.en(failed), Figures.en(filled), within(limits))));
  }

  /** The limits in signs that need no language. */
  private static String within(Limits limits) {
    var parts = new ArrayList<String>();
    limits.minimum().ifPresent(end -> parts.add((end.inclusive() ? "≥ " : "> ") + end.value()));
    limits.maximum().ifPresent(end -> parts.add((end.inclusive() ? "≤ " : "< ") + end.value()));
    limits.minimumLength().ifPresent(least -> parts.add("|x| ≥ " + least));
    limits.maximumLength().ifPresent(most -> parts.add("|x| ≤ " + most));
    limits.pattern().ifPresent(pattern -> parts.add("/" + pattern + "/"));
    if (!limits.values().isEmpty()) {
      List<String> some = limits.values().subList(0, Math.min(10, limits.values().size()));
      parts.add(String.join(" | ", some) + (limits.values().size() > 10 ? " | …" : ""));
    }
    return String.join("; ", parts);
  }
}
