package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.List;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Message;

/** What was done to read a table, as sentences. */
final class Summary {
  private final List<String> vi = new ArrayList<>();
  private final List<String> en = new ArrayList<>();

  private Summary() {}

  static Message of(
      long rows, long rejected, long setAside, long nulled, long filled, ReadReport.Notes notes) {
    var summary = new Summary();
    summary.add("Đã đọc %,d dòng.", "%,d row read.", "%,d rows read.", rows);
    if (rejected > 0) {
      summary.add(
          "%,d bản ghi bị loại.", "%,d record rejected.", "%,d records rejected.", rejected);
    }
    if (setAside > 0) {
      summary.add(
          "%,d bản ghi để riêng (trống, tổng, ghi chú).",
          "%,d record set aside (blank, total or note).",
          "%,d records set aside (blank, totals, notes).",
          setAside);
    }
    if (nulled > 0) {
      summary.add(
          "%,d ô không đúng kiểu của cột, để trống.",
          "%,d cell does not fit its column's type and is empty.",
          "%,d cells do not fit their columns' types and are empty.",
          nulled);
    }
    if (filled > 0) {
      summary.add(
          "%,d ô lấy nội dung của ô gộp qua nhiều dòng.",
          "%,d cell holds what is merged over several rows.",
          "%,d cells hold what is merged over several rows.",
          filled);
    }
    long lost = notes.undecodableCells() + notes.replacementCells();
    if (lost > 0) {
      summary.add(
          "%,d ô có chữ không giải mã được, thay bằng \uFFFD.",
          "%,d cell has letters that nothing decodes, now \uFFFD.",
          "%,d cells have letters that nothing decodes, now \uFFFD.",
          lost);
    }
    if (!notes.ambiguousColumns().isEmpty()) {
      String some = some(notes.ambiguousColumns());
      summary.vi.add("Không rõ cách viết số hoặc ngày, giữ nguyên chữ: " + some + ".");
      summary.en.add("Numbers or dates with two readings, kept as text: " + some + ".");
    }
    if (!notes.nearlyTyped().isEmpty()) {
      summary.addNearly(notes.nearlyTyped());
    }
    notes
        .truncated()
        .ifPresent(
            reason -> {
              summary.vi.add(reason.vi());
              summary.en.add(reason.en());
            });
    return new Message(String.join(" ", summary.vi), String.join(" ", summary.en));
  }

  /** What is said of sheets that were not read, for nobody sees them. */
  static Message hidden(List<String> sheets) {
    String some = some(sheets);
    return new Message(
        "Không đọc %,d trang ẩn: %s.".formatted(sheets.size(), some),
        (sheets.size() == 1 ? "%,d hidden sheet not read: %s." : "%,d hidden sheets not read: %s.")
            .formatted(sheets.size(), some));
  }

  private void add(String inVietnamese, String one, String several, long count) {
    vi.add(inVietnamese.formatted(count));
    en.add((count == 1 ? one : several).formatted(count));
  }

  private void addNearly(List<ReadReport.Nearly> columns) {
    vi.add(
        "Giữ nguyên chữ vì quá nhiều ô không đúng kiểu: %s."
            .formatted(
                some(
                    columns.stream()
                        .map(
                            c ->
                                "%s (%,d/%,d ô không phải %s)"
                                    .formatted(c.column(), c.misfits(), c.cells(), c.type().key()))
                        .toList())));
    en.add(
        "Kept as text, since too many cells do not fit: %s."
            .formatted(
                some(
                    columns.stream()
                        .map(
                            c ->
                                "%s (%,d of %,d cells are no %s)"
                                    .formatted(c.column(), c.misfits(), c.cells(), c.type().key()))
                        .toList())));
  }

  private static String some(List<String> names) {
    String listed = String.join(", ", names.subList(0, Math.min(5, names.size())));
    return names.size() > 5 ? listed + " …" : listed;
  }
}
