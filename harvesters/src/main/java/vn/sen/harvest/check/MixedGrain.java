package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * CLN-16: rows are of one kind; totals and notes are none of them. Those that reading set aside are
 * not counted, they no longer stand among the rows.
 */
final class MixedGrain implements TableRule {
  private static final String ID = "CLN-16";

  private static final String TOTAL =
      "(?i)(tổng( cộng| số| chung)?|cộng|cộng dồn|toàn (tỉnh|quốc|huyện|xã|thành phố)|cả nước|grand"
          + " total|sub-?total|total|tong cong|ca nuoc)( *[:：.])?";

  /** Where names stand: the first columns of text, and the first that hold no codes. */
  private static final int LABELS = 3;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    List<Cells> labels =
        Stream.concat(
                subject.texts().stream().limit(LABELS),
                subject.texts().stream()
                    .filter(cells -> !Identity.isSaidBy(cells.header()))
                    .limit(LABELS))
            .distinct()
            .toList();
    if (labels.isEmpty()) {
      return List.of();
    }
    List<String> says = labels.stream().map(cells -> Sql.matches(cells.trimmed(), TOTAL)).toList();
    var asked = new ArrayList<>(says.stream().map(Sql::count).toList());
    asked.add(Sql.ROWS);
    return List.of(
        Inquiry.ofText(
            asked,
            (measured, tables) -> {
              long rows = measured.text(Sql.ROWS);
              String total = Sql.or(says);
              boolean any = says.stream().anyMatch(said -> measured.text(Sql.count(said)) > 0);
              long failed = any ? tables.count(total) : 0;
              // Where every row is one, the table is of totals.
              return rows == 0 || 2 * failed > rows
                  ? List.of()
                  : List.of(verdict(rows, failed, total, labels));
            }));
  }

  private static Verdict verdict(long rows, long failed, String total, List<Cells> labels) {
    String shown = String.join(", ", labels.stream().map(Cells::sql).toList());
    return Verdict.count(ID, rows, failed)
        .about(vn.sen.vocab.Finding.Scope.ROW)
        .showing(
            new Evidence.Where(
                total,
                "concat_ws(' | ', %s)".formatted(shown),
                _ -> "không có dòng tổng / no total"))
        .saying(
            "%s trong %s dòng là dòng tổng đứng lẫn với dữ liệu, nên cộng cột sẽ sai. Bỏ các dòng này, hoặc gửi thành bảng riêng."
                .formatted(Figures.vi(failed), Figures.vi(rows)),
            "%s of %s rows are totals among the data, so that sums come out wrong. Drop them, or send them as a table of their own."
                .formatted(Figures.en(failed), Figures.en(rows)));
  }
}
