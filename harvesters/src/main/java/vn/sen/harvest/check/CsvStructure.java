package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/**
 * CLN-01: a text file has one delimiter, one kind of line end, balanced quotes and as many cells in
 * each row as the header. Mixed line ends are read without loss and only noted.
 */
final class CsvStructure implements TableRule {
  private static final String ID = "CLN-01";
  private static final Set<String> DELIMITED = Set.of("csv", "tsv", "txt", "psv");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    boolean delimited =
        DELIMITED.contains(subject.report().format()) || !subject.report().delimiter().isEmpty();
    return delimited ? List.of(Inquiry.none((_, _) -> List.of(judge(subject)))) : List.of();
  }

  private static Verdict judge(Subject subject) {
    Notes notes = subject.notes();
    long received =
        subject.report().rows()
            + subject.report().rejectedRows()
            + subject.report().setAsideRows()
            + subject.report().headerRows();
    long ambiguous = notes.delimiters().isEmpty() ? 0 : 1;
    long evaluated = Math.max(received, 1);
    long failed = Math.min(evaluated, notes.raggedTotal() + notes.strayQuotes() + ambiguous);
    Verdict verdict = Verdict.count(ID, evaluated, failed).about(vn.sen.vocab.Finding.Scope.ROW);
    if (failed == 0) {
      return notes.mixedLineEnds()
          ? verdict
              .reaching(Severity.INFO)
              .saying(
                  "Tệp trộn nhiều kiểu xuống dòng; đã đọc được đầy đủ. Nên xuất với một kiểu.",
                  "The file mixes kinds of line ends; all of it was read. Better export with one.")
          : verdict;
    }
    int cells = subject.columns().size();
    String expected = "%d ô / %d cells".formatted(cells, cells);
    List<FailingRow> rows =
        notes.raggedRows().stream()
            .limit(Evidence.SHOWN)
            .map(row -> new FailingRow(row, "", expected))
            .toList();
    return verdict
        .showing(new Evidence.Found(rows, Optional.empty()))
        .saying(words(notes, cells, true), words(notes, cells, false));
  }

  private static String words(Notes notes, int cells, boolean vi) {
    var parts = new ArrayList<String>();
    if (notes.raggedTotal() > 0) {
      parts.add(
          vi
              ? "%s dòng không có đúng %d ô".formatted(Figures.vi(notes.raggedTotal()), cells)
              : "%s rows do not have %d cells".formatted(Figures.en(notes.raggedTotal()), cells));
    }
    if (notes.strayQuotes() > 0) {
      parts.add(
          vi
              ? "%s dòng có dấu nháy kép lạc chỗ".formatted(Figures.vi(notes.strayQuotes()))
              : "%s rows have stray quotes".formatted(Figures.en(notes.strayQuotes())));
    }
    if (!notes.delimiters().isEmpty()) {
      String others =
          String.join(" ", notes.delimiters().stream().map(CsvStructure::name).toList());
      parts.add(
          vi
              ? "không rõ dấu phân cách, cũng có thể là " + others
              : "the delimiter is not clear, it might be " + others);
    }
    return vi
        ? "Cấu trúc CSV có lỗi: %s. Đặt ô có dấu phân cách hoặc xuống dòng trong dấu nháy kép, rồi xuất lại tệp."
            .formatted(String.join("; ", parts))
        : "The CSV is malformed: %s. Put cells with a delimiter or a line break in double quotes and export the file again."
            .formatted(String.join("; ", parts));
  }

  private static String name(String delimiter) {
    return delimiter.equals("\t") ? "TAB" : "\"" + delimiter + "\"";
  }
}
