package vn.sen.harvest.check;

import java.util.List;
import java.util.Set;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/**
 * CLN-17: the file holds nothing that its readers would not expect. Macros, passwords and bombs are
 * refused before there is a table; what is left to judge are sheets that nobody sees.
 */
final class FileHazards implements TableRule {
  private static final String ID = "CLN-17";

  private static final Set<String> WORKBOOKS =
      Set.of("xlsx", "xls", "ods", "fods", "spreadsheetml");

  private static final int NAMED = 5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return WORKBOOKS.contains(subject.report().format())
        ? List.of(Inquiry.none((_, _) -> List.of(judge(subject.notes().hiddenSheets()))))
        : List.of();
  }

  private static Verdict judge(List<String> hidden) {
    if (hidden.isEmpty()) {
      return Verdict.count(ID, 1, 0);
    }
    String some = String.join(", ", hidden.subList(0, Math.min(NAMED, hidden.size())));
    return Verdict.count(ID, 1, 1)
        .about(Scope.DISTRIBUTION)
        .reaching(Severity.QUARANTINE)
        .saying(
            "Sổ có %s trang ẩn có dữ liệu (%s), người tải về vẫn mở ra được. Xóa trang ẩn, hoặc cho hiện nếu là dữ liệu công bố, rồi gửi lại."
                .formatted(Figures.vi(hidden.size()), some),
            "The workbook has %s hidden sheets with data (%s), which whoever downloads it can open. Delete them, or show them where they are to be published, and send it again."
                .formatted(Figures.en(hidden.size()), some));
  }
}
