package vn.sen.harvest.check;

import java.util.List;

/**
 * CLN-14: no cell holds what a browser would run where the data are shown: scripts, frames,
 * handlers of events, addresses that are programs.
 */
final class ActiveContent implements TableRule {
  private static final String ID = "CLN-14";

  private static final String ACTIVE =
      "(?i)<\\s*/?\\s*(script|iframe|object|embed|svg|math|form|meta|link|base)\\b|<[^>]{0,200}\\bon[a-z]{3,20}\\s*=|\\b(java|vb)script\\s*:|\\bdata\\s*:\\s*(text/html|image/svg)";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.texts().stream().map(ActiveContent::inquire).toList();
  }

  private static Inquiry inquire(Cells cells) {
    // Most cells have none of the two signs without which there is none.
    String active =
        "CASE WHEN contains(%1$s, '<') OR contains(%1$s, ':') THEN %2$s ELSE false END"
            .formatted(cells.sql(), Sql.contains(cells.sql(), ACTIVE));
    return Inquiry.ofCells(
        cells, active, (filled, failed, _) -> verdict(cells, filled, failed, active));
  }

  private static Verdict verdict(Cells cells, long filled, long failed, String active) {
    return Verdict.count(ID, filled, failed)
        .on(cells)
        .showing(
            new Evidence.Where(
                active, cells.sql(), _ -> "văn bản không có mã chạy / text that runs nothing"))
        .saying(
            "Cột \"%s\": %s ô chứa mã mà trình duyệt có thể chạy (script, javascript:, on…=). Bỏ phần mã, chỉ giữ văn bản."
                .formatted(cells.name(), Figures.vi(failed)),
            "Column \"%s\": %s cells hold what a browser might run (script, javascript:, on…=). Take it out and keep the text."
                .formatted(cells.name(), Figures.en(failed)));
  }
}
