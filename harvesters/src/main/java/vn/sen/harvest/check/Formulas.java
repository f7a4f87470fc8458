package vn.sen.harvest.check;

import java.util.List;

/**
 * CLN-13: text that a spreadsheet would run as a formula when the file is opened. Numbers with a
 * sign, telephone numbers and lone dashes are none.
 */
final class Formulas implements TableRule {
  private static final String ID = "CLN-13";
  private static final String HARMLESS = "[+-]?[\\d.,\\s%()-]*|[=+@-]+\\s*";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.texts().stream().map(Formulas::inquire).toList();
  }

  private static Inquiry inquire(Cells cells) {
    String runs =
        Sql.andThen(
            "left(%s, 1) IN ('=', '+', '-', '@', E'\\t', E'\\r')".formatted(cells.sql()),
            "NOT " + Sql.matches(cells.sql(), HARMLESS));
    return Inquiry.ofCells(
        cells,
        runs,
        (filled, failed, _) ->
            Verdict.count(ID, filled, failed)
                .on(cells)
                .showing(new Evidence.Where(runs, cells.sql(), value -> "'" + value.stripLeading()))
                .saying(
                    "Cột \"%s\": %s ô bắt đầu bằng = + - @ hoặc TAB, phần mềm bảng tính sẽ chạy như công thức. Bỏ ký tự đầu hoặc đặt dấu nháy đơn phía trước."
                        .formatted(cells.name(), Figures.vi(failed)),
                    "Column \"%s\": %s cells begin with = + - @ or TAB, and a spreadsheet would run them. Drop that character or put an apostrophe before it."
                        .formatted(cells.name(), Figures.en(failed))));
  }
}
