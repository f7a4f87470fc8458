package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.check.Circumstances.Mode;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.Severity;

/**
 * COM-08: as many rows as the last accepted version had, or nearly. Tables whose versions each hold
 * a period of their own do not compare. A contract may promise how many besides: {@code exactly},
 * or {@code minimum} and {@code maximum}.
 */
final class RowCount implements TableRule {
  private static final String ID = "COM-08";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    var inquiries = new ArrayList<Inquiry>();
    subject.contract().stream()
        .flatMap(contract -> contract.rules(ID).stream())
        .forEach(promised -> inquiries.add(promised(promised)));
    compared(subject).ifPresent(inquiries::add);
    return inquiries;
  }

  private static Optional<Inquiry> compared(Subject subject) {
    boolean compares = subject.circumstances().mode().filter(mode -> mode == Mode.EVENT).isEmpty();
    return subject
        .circumstances()
        .previous()
        .filter(previous -> compares && previous.rows() > 0)
        .map(previous -> inquire(previous, isGrowing(subject)));
  }

  private static Inquiry promised(PromisedRule promise) {
    Optional<Bounds> bounds = Bounds.of(promise);
    return bounds.isEmpty()
        ? Inquiry.none(
            (_, _) ->
                List.of(
                    Verdict.badPromise(
                        ID,
                        List.of(),
                        "\"exactly\", \"minimum\" hoặc \"maximum\", số nguyên",
                        "\"exactly\", \"minimum\" or \"maximum\", whole numbers")))
        : Inquiry.ofText(
            List.of(Sql.ROWS),
            (measured, _) -> List.of(judge(measured.text(Sql.ROWS), bounds.get())));
  }

  private static Verdict judge(long rows, Bounds bounds) {
    boolean held = bounds.hold(rows);
    Verdict verdict = Verdict.count(ID, Math.max(rows, 1), held ? 0 : 1).declared();
    return held
        ? verdict
        : verdict
            .reaching(Severity.QUARANTINE)
            .saying(
                "Bảng có %s dòng; hợp đồng cam kết %s. Gửi lại đủ dữ liệu, hoặc sửa hợp đồng."
                    .formatted(Figures.vi(rows), bounds),
                "The table has %s rows; the contract promises %s. Send the data in full, or mend the contract."
                    .formatted(Figures.en(rows), bounds));
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
