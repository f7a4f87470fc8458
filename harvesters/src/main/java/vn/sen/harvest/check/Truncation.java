package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/**
 * COM-11: the file came whole. A number of rows at which exports are cut is suspicious; it is proof
 * when the source announces more, or the last accepted version had more.
 */
final class Truncation implements TableRule {
  private static final String ID = "COM-11";

  private static final Set<Long> CUTS = Set.of(1_000L, 10_000L);

  /** Spreadsheets count the header in. */
  private static final Set<Long> SHEETS = Set.of(65_536L, 1_048_576L);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return List.of(
        Inquiry.ofText(
            List.of(Sql.ROWS), (measured, _) -> List.of(judge(subject, measured.text(Sql.ROWS)))));
  }

  private static Verdict judge(Subject subject, long rows) {
    Optional<Message> broken = subject.notes().truncated();
    if (broken.isPresent()) {
      return failing(Severity.QUARANTINE)
          .saying(
              "Tệp bị cắt giữa chừng: %s Tải lên lại tệp đầy đủ.".formatted(broken.get().vi()),
              "The file is cut off: %s Upload the whole file again.".formatted(broken.get().en()));
    }
    Circumstances known = subject.circumstances();
    long received = rows + subject.report().rejectedRows() + subject.report().setAsideRows();
    if (known.announcedRows().isPresent() && known.announcedRows().getAsLong() > received) {
      return failing(Severity.QUARANTINE)
          .saying(
              "Nguồn công bố %s dòng nhưng chỉ nhận được %s. Gửi lại tệp đầy đủ."
                  .formatted(Figures.vi(known.announcedRows().getAsLong()), Figures.vi(received)),
              "The source announces %s rows but only %s came. Send the whole file again."
                  .formatted(Figures.en(known.announcedRows().getAsLong()), Figures.en(received)));
    }
    if (!isWhereExportsAreCut(rows, subject.report().headerRows())) {
      return Verdict.count(ID, 1, 0);
    }
    long before = known.previous().map(previous -> previous.rows()).orElse(0L);
    return before > rows
        ? failing(Severity.QUARANTINE)
            .saying(
                "Bảng có đúng %s dòng, con số mà nhiều phần mềm cắt bớt, trong khi phiên bản trước có %s. Bỏ giới hạn số dòng khi xuất rồi gửi lại."
                    .formatted(Figures.vi(rows), Figures.vi(before)),
                "The table has exactly %s rows, a number at which exports are cut, while the last version had %s. Lift the limit of the export and send it again."
                    .formatted(Figures.en(rows), Figures.en(before)))
        : failing(Severity.WARNING)
            .saying(
                "Bảng có đúng %s dòng, con số mà nhiều phần mềm cắt bớt. Kiểm tra xem lúc xuất có bị giới hạn số dòng không."
                    .formatted(Figures.vi(rows)),
                "The table has exactly %s rows, a number at which exports are cut. Check whether the export was limited."
                    .formatted(Figures.en(rows)));
  }

  private static Verdict failing(Severity severity) {
    return Verdict.count(ID, 1, 1).about(Scope.DISTRIBUTION).reaching(severity);
  }

  private static boolean isWhereExportsAreCut(long rows, int headerRows) {
    return CUTS.contains(rows) || SHEETS.contains(rows) || SHEETS.contains(rows + headerRows);
  }
}
