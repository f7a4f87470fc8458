package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.ReadReport.Notes;

/**
 * CLN-02: every cell is decoded for good. What the reader could not decode counts, and so do cells
 * that already held damaged text when they were sent: U+FFFD, UTF-8 that was read as windows-1252
 * and saved again, TCVN3 in a Unicode file.
 */
final class TextEncoding implements TableRule {
  private static final String ID = "CLN-02";

  /** What UTF-8 lead bytes of Vietnamese letters and quotes become in windows-1252. */
  private static final String TWICE =
      "Ã[\u0080-\u009F\u00A1-\u00BF\u0152\u0160\u0178\u0192\u02C6\u2018-\u201E\u2020-\u2026\u2030\u2039\u203A\u20AC\u2122]"
          + "|[áÁ][º»][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013\u2014\u2018-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]"
          + "|Ä[\u0090\u0091\u0083\u0082\u00A9\u00A8\u2018\u0192\u201A]|Å[©¨]|Æ[°¯¡\u00A0]"
          + "|â€[\u0093\u0094\u0098\u0099\u009C\u009D\u2122\u0153\u201C\u201D\u00A6\u00A2]|Ã¢â";

  /** TCVN3 puts tone marks where Latin-1 has signs; after a letter they are no signs. */
  private static final String TCVN3 = "[A-Za-z][µ¸¶](\\s|$|[a-z])";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    List<Cells> texts = subject.texts();
    var asked = new ArrayList<String>(List.of(Sql.ROWS));
    for (Cells cells : texts) {
      asked.add(cells.filled());
      asked.add(Sql.count(isDamaged(cells)));
    }
    return List.of(
        Inquiry.ofText(
            asked,
            (measured, _) -> {
              var verdicts = new ArrayList<Verdict>();
              long seen = 0;
              long filledInAll = 0;
              for (Cells cells : texts) {
                long filled = measured.text(cells.filled());
                long damaged = measured.text(Sql.count(isDamaged(cells)));
                seen += damaged;
                filledInAll += filled;
                if (filled > 0) {
                  verdicts.add(verdict(cells, filled, Math.min(damaged, filled)));
                }
              }
              elsewhere(subject.notes(), seen, Math.max(filledInAll, measured.text(Sql.ROWS)))
                  .ifPresent(verdicts::add);
              return verdicts;
            }));
  }

  private static String isDamaged(Cells cells) {
    return Sql.contains(cells.sql(), "\uFFFD|" + TWICE + "|" + TCVN3);
  }

  private static Verdict verdict(Cells cells, long filled, long damaged) {
    return Verdict.count(ID, filled, damaged)
        .on(cells)
        .showing(
            new Evidence.Where(
                isDamaged(cells), cells.sql(), _ -> "chữ đọc được / readable letters"))
        .saying(
            "Cột \"%s\": %s trong %s ô có chữ hỏng do sai bảng mã. Xuất lại từ hệ thống nguồn dưới dạng UTF-8; đừng mở rồi lưu lại bằng phần mềm khác."
                .formatted(cells.name(), Figures.vi(damaged), Figures.vi(filled)),
            "Column \"%s\": %s of %s cells hold letters damaged by a wrong encoding. Export from the original system as UTF-8; do not open and save the file in between."
                .formatted(cells.name(), Figures.en(damaged), Figures.en(filled)));
  }

  /** What the reader noted beyond what can be seen in the cells of text columns. */
  private static Optional<Verdict> elsewhere(Notes notes, long seen, long cells) {
    long noted = notes.undecodableCells() + notes.replacementCells() + notes.mojibakeCells();
    long more = Math.min(noted - seen, cells);
    if (more <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        Verdict.count(ID, cells, more)
            .saying(
                "%s ô không giải mã được bằng bảng mã nào, hoặc được bằng hai bảng mã như nhau. Xuất lại tệp dưới dạng UTF-8."
                    .formatted(Figures.vi(more)),
                "%s cells are decoded by no encoding, or by two equally well. Export the file again as UTF-8."
                    .formatted(Figures.en(more))));
  }
}
