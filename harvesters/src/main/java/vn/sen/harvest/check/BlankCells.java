package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Severity;

/** COM-04: cells that should hold something do. One blank is too many where a contract says so. */
final class BlankCells implements TableRule {
  private static final String ID = "COM-04";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.columns().stream()
        .map(cells -> inquire(cells, isRequired(cells, subject)))
        .toList();
  }

  private static boolean isRequired(Cells cells, Subject subject) {
    return cells.promised().filter(promised -> promised.required()).isPresent()
        || subject.isKey(cells);
  }

  private static Inquiry inquire(Cells cells, boolean required) {
    return Inquiry.ofText(
        List.of(Sql.ROWS, cells.filled()),
        (measured, _) -> {
          long rows = measured.text(Sql.ROWS);
          if (rows == 0) {
            return List.of();
          }
          long blank = rows - measured.text(cells.filled());
          return List.of(required ? promised(cells, rows, blank) : usual(cells, rows, blank));
        });
  }

  private static Verdict promised(Cells cells, long rows, long blank) {
    return Verdict.count(ID, rows, blank)
        .on(cells)
        .declared()
        .reaching(blank > 0 ? Optional.of(Severity.ERROR) : Optional.empty())
        .showing(blanks(cells))
        .saying(
            "Cột \"%s\" bắt buộc có giá trị nhưng %s trong %s dòng để trống. Điền các ô trống theo số dòng bên dưới."
                .formatted(cells.name(), Figures.vi(blank), Figures.vi(rows)),
            "Column \"%s\" must have a value, but %s of %s rows are blank. Fill the blank cells in the rows listed."
                .formatted(cells.name(), Figures.en(blank), Figures.en(rows)));
  }

  private static Verdict usual(Cells cells, long rows, long blank) {
    return Verdict.count(ID, rows, blank)
        .on(cells)
        .reaching(RuleCatalogue.rule(ID).reached(rows, blank).filter(_ -> blank > 0))
        .showing(blanks(cells))
        .saying(
            "Cột \"%s\" để trống %s trong %s dòng (%s). Điền giá trị còn thiếu; nếu ô trống có nghĩa, nói rõ trong mô tả cột."
                .formatted(
                    cells.name(),
                    Figures.vi(blank),
                    Figures.vi(rows),
                    Figures.percentVi(blank, rows)),
            "Column \"%s\" is blank in %s of %s rows (%s). Fill what is missing; if a blank means something, say so in the column's description."
                .formatted(
                    cells.name(),
                    Figures.en(blank),
                    Figures.en(rows),
                    Figures.percent(blank, rows)));
  }

  private static Evidence blanks(Cells cells) {
    return new Evidence.Where(cells.isBlank(), cells.sql(), _ -> "một giá trị / a value");
  }
}
