package vn.sen.harvest.markup;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellReference;

/** Remarks as lines of a list. */
final class RemarkList {
  static final List<String> HEADINGS =
      List.of(
          "Mức độ / Severity",
          "Quy tắc / Rule",
          "Trang, bảng / Sheet, table",
          "Dòng / Row",
          "Cột / Column",
          "Giá trị / Value",
          "Mong đợi / Expected",
          "Vấn đề và cách sửa",
          "What is wrong, and how to mend it");

  private static final int ROW = 3;
  private static final int COLUMN = 4;

  private RemarkList() {}

  static List<String> cells(Remark remark) {
    return List.of(
        remark.word(),
        remark.rule(),
        remark.table().orElse(""),
        remark.row().isPresent() && !remark.inHeader()
            ? Long.toString(remark.row().getAsLong())
            : "",
        column(remark),
        remark.value(),
        remark.expected(),
        remark.message().vi(),
        remark.message().en());
  }

  /** Which of the cells says where it is. */
  static int place(Remark remark) {
    return remark.inHeader() ? COLUMN : ROW;
  }

  private static String column(Remark remark) {
    if (remark.column().isEmpty()) {
      return "";
    }
    String letters = CellReference.convertNumToColString(remark.column().getAsInt());
    return remark.header().isBlank() ? letters : letters + ": " + remark.header();
  }

  /** Writes all as CSV that spreadsheets open in the right letters and run nothing of. */
  static void write(List<Remark> remarks, Writer out) throws IOException {
    out.write('\ufeff');
    out.write(line(HEADINGS));
    for (Remark remark : remarks) {
      out.write(line(cells(remark)));
    }
  }

  private static String line(List<String> cells) {
    return cells.stream().map(RemarkList::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String inert = runs(text) ? "'" + text : text;
    return '"' + inert.replace("\"", "\"\"") + '"';
  }

  /** Whether a spreadsheet may take it for a formula, blanks before it or not. */
  private static boolean runs(String text) {
    String start = text.strip();
    return !start.isEmpty() && "=+-@＝＋－＠".indexOf(start.charAt(0)) >= 0
        || !text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0;
  }
}
