package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Severity;

/**
 * CLN-01: a text file has one delimiter, one kind of line end, balanced quotes and as many cells in
 * each row as the header. Mixed line ends and blank rows are read without loss and only noted.
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
    long faults = Math.min(evaluated, notes.raggedTotal() + notes.strayQuotes() + ambiguous);
    long failed = Math.min(evaluated, faults + notes.blankTotal());
    Verdict verdict =
        Verdict.count(ID, evaluated, failed)
            .about(Scope.ROW)
            .reaching(
                faults == 0 ? Optional.empty() : RuleCatalogue.rule(ID).reached(evaluated, faults));
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
    verdict.showing(new Evidence.Found(rows(subject)));
    return faults == 0
        ? verdict
            .reaching(Severity.INFO)
            .saying(
                "Giữa các dòng có %s dòng trống; đã bỏ qua khi đọc. Nên xóa chúng khỏi tệp."
                    .formatted(Figures.vi(notes.blankTotal())),
                "Between the rows there are %s blank ones; they were set aside. Better remove them from the file."
                    .formatted(Figures.en(notes.blankTotal())))
        : verdict.saying(words(notes, cells, true), words(notes, cells, false));
  }

  private static List<FailingRow> rows(Subject subject) {
    Notes notes = subject.notes();
    var rows = new ArrayList<FailingRow>();
    for (int i = 0; i < notes.raggedRows().size(); i++) {
      int found =
          i < notes.raggedCells().size() ? notes.raggedCells().get(i) : subject.columns().size();
      rows.add(
          new FailingRow(notes.raggedRows().get(i), "", expected(found, subject.columns().size())));
    }
    String blank = blank(subject);
    notes.blankRows().forEach(row -> rows.add(new FailingRow(row, "", blank)));
    rows.sort(Comparator.comparingLong(FailingRow::row));
    return rows.subList(0, Math.min(Evidence.SHOWN, rows.size()));
  }

  private static String expected(int found, int wanted) {
    String cells = "%1$d ô / %1$d cells".formatted(wanted);
    if (found == wanted) {
      return cells;
    }
    return found < wanted
        ? "%s; thiếu / missing: cột/column %s".formatted(cells, span(found + 1, wanted))
        : "%s; thừa / surplus: cột/column %s".formatted(cells, span(wanted + 1, found));
  }

  private static String span(int from, int to) {
    return from == to ? String.valueOf(from) : from + "–" + to;
  }

  private static String blank(Subject subject) {
    String key = subject.contract().map(c -> String.join(", ", c.primaryKey())).orElse("");
    return key.isEmpty()
        ? "dòng trống / a blank row"
        : "dòng trống, không có khóa \"%1$s\" / a blank row, without its key \"%1$s\""
            .formatted(key);
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
    if (notes.blankTotal() > 0) {
      parts.add(
          vi
              ? "%s dòng trống ở giữa".formatted(Figures.vi(notes.blankTotal()))
              : "%s blank rows are between the others".formatted(Figures.en(notes.blankTotal())));
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
