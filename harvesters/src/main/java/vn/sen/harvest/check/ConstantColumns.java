package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import vn.sen.vocab.Severity;

/**
 * COM-06: every column tells something: it is neither empty nor the same in every row. A column
 * that a contract promises may not be so; elsewhere it is a warning, and one row proves nothing.
 */
final class ConstantColumns implements TableRule {
  private static final String ID = "COM-06";

  /** In fewer rows a column may well be the same by chance. */
  private static final int FEWEST_ROWS = 20;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    var inquiries = new ArrayList<Inquiry>();
    for (Cells cells : subject.columns()) {
      String least = "min(%s) IS DISTINCT FROM max(%s)".formatted(cells.trimmed(), cells.trimmed());
      String differs = "(%s)::INTEGER".formatted(least);
      inquiries.add(
          Inquiry.ofText(
              List.of(Sql.ROWS, cells.filled(), differs),
              (measured, _) -> {
                long rows = measured.text(Sql.ROWS);
                boolean empty = measured.text(cells.filled()) == 0;
                boolean same = measured.text(differs) == 0;
                return rows < FEWEST_ROWS
                    ? List.of()
                    : List.of(verdict(cells, rows, empty, empty || same));
              }));
    }
    return inquiries;
  }

  private static Verdict verdict(Cells cells, long rows, boolean empty, boolean fails) {
    Verdict verdict = Verdict.count(ID, 1, fails ? 1 : 0).on(cells);
    if (!fails) {
      return verdict;
    }
    return verdict
        .reaching(cells.promised().isPresent() ? Severity.ERROR : Severity.WARNING)
        .saying(
            empty
                ? "Cột \"%s\" trống ở cả %s dòng. Bỏ cột, hoặc điền dữ liệu."
                    .formatted(cells.name(), Figures.vi(rows))
                : "Cột \"%s\" có cùng một giá trị ở cả %s dòng. Bỏ cột và ghi giá trị đó trong mô tả, hoặc kiểm tra lại."
                    .formatted(cells.name(), Figures.vi(rows)),
            empty
                ? "Column \"%s\" is empty in all %s rows. Drop it, or fill it in."
                    .formatted(cells.name(), Figures.en(rows))
                : "Column \"%s\" has the same value in all %s rows. Drop it and state the value in the description, or look into it."
                    .formatted(cells.name(), Figures.en(rows)));
  }
}
