package vn.sen.harvest.check;

import java.util.List;
import vn.sen.vocab.Severity;

/** COM-07: a table has rows. A header alone is none. */
final class NoRows implements TableRule {
  private static final String ID = "COM-07";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return List.of(
        Inquiry.ofText(
            List.of(Sql.ROWS),
            (measured, _) ->
                List.of(
                    measured.text(Sql.ROWS) > 0
                        ? Verdict.count(ID, 1, 0)
                        : Verdict.count(ID, 1, 1)
                            .reaching(Severity.QUARANTINE)
                            .saying(
                                "Bảng không có dòng dữ liệu nào. Xuất lại tệp từ hệ thống nguồn và"
                                    + " gửi lại.",
                                "The table has no rows of data. Export the file from its system"
                                    + " again and send it."))));
  }
}
