package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.List;
import vn.sen.vocab.Message;

/** What was done to read a table, as a sentence. */
final class Summary {
  private Summary() {}

  static Message of(
      TableAssembler rows, long rejected, long setAside, long nulled, List<String> ambiguous) {
    var vi = new ArrayList<String>();
    var en = new ArrayList<String>();
    vi.add("Đã đọc %,d dòng.".formatted(rows.rows()));
    en.add("%,d rows read.".formatted(rows.rows()));
    if (rejected > 0) {
      vi.add("%,d dòng bị loại vì thừa ô.".formatted(rejected));
      en.add("%,d rows rejected for having too many cells.".formatted(rejected));
    }
    if (setAside > 0) {
      vi.add("%,d dòng để riêng (trống, tổng, ghi chú).".formatted(setAside));
      en.add("%,d rows set aside (blank, totals, notes).".formatted(setAside));
    }
    if (nulled > 0) {
      vi.add("%,d ô không đúng kiểu của cột, để trống.".formatted(nulled));
      en.add("%,d cells do not fit their column's type and are empty.".formatted(nulled));
    }
    if (!ambiguous.isEmpty()) {
      vi.add("Không rõ cách viết số hoặc ngày, giữ nguyên chữ: %s.".formatted(some(ambiguous)));
      en.add("Numbers or dates with two readings, kept as text: %s.".formatted(some(ambiguous)));
    }
    return new Message(String.join(" ", vi), String.join(" ", en));
  }

  private static String some(List<String> names) {
    String listed = String.join(", ", names.subList(0, Math.min(5, names.size())));
    return names.size() > 5 ? listed + " …" : listed;
  }
}
