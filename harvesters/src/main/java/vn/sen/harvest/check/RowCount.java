package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import vn.sen.harvest.check.Circumstances.Mode;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.vocab.Severity;

/**
 * COM-08: as many rows as the last accepted version had, or nearly. Tables whose versions each hold
 * a period of their own do not compare.
 */
final class RowCount implements TableRule {
  private static final String ID = "COM-08";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    boolean compares = subject.circumstances().mode().filter(mode -> mode == Mode.EVENT).isEmpty();
    return subject
        .circumstances()
        .previous()
        .filter(previous -> compares && previous.rows() > 0)
        .map(previous -> List.of(inquire(previous, isGrowing(subject))))
        .orElse(List.of());
  }

  private static boolean isGrowing(Subject subject) {
    return subject.circumstances().mode().filter(mode -> mode == Mode.APPEND).isPresent();
  }

  private static Inquiry inquire(Previous previous, boolean growing) {
    return Inquiry.ofText(
        List.of(Sql.ROWS),
        (measured, _) -> List.of(judge(previous.rows(), measured.text(Sql.ROWS), growing)));
  }

  private static Verdict judge(long before, long now, boolean growing) {
    long difference = Math.abs(now - before);
    Optional<Severity> severity = severity(before, now, growing);
    return Verdict.count(ID, before, severity.isPresent() ? Math.min(before, difference) : 0)
        .reaching(severity)
        .saying(
            "Bảng có %s dòng, phiên bản được nhận gần nhất có %s dòng (%s %s). Nếu thay đổi là thật, báo cho người phụ trách; nếu không, gửi lại đủ dữ liệu."
                .formatted(
                    Figures.vi(now),
                    Figures.vi(before),
                    now < before ? "giảm" : "tăng",
                    Figures.percentVi(difference, before)),
            "The table has %s rows, the last accepted version had %s (%s by %s). If the change is real, tell the steward; if not, send the data in full."
                .formatted(
                    Figures.en(now),
                    Figures.en(before),
                    now < before ? "down" : "up",
                    Figures.percent(difference, before)));
  }

  /**
   * In whole numbers, so that exactly 5 %, 20 % and 300 % are still within bounds. A table that
   * only grows may not lose a row.
   */
  private static Optional<Severity> severity(long before, long now, boolean growing) {
    long dropped = before - now;
    if (dropped * 5 > before || now - before > 3 * before) {
      return Optional.of(Severity.QUARANTINE);
    }
    boolean fewer = growing ? dropped > 0 : dropped * 20 > before;
    return fewer ? Optional.of(Severity.WARNING) : Optional.empty();
  }
}
