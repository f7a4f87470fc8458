package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.vocab.Column;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/**
 * CLN-05: one row of headers, each filled and different. A title above, several rows and line
 * breaks are mended on the way in without loss and only noted.
 */
final class Headers implements TableRule {
  private static final String ID = "CLN-05";
  private static final Pattern MADE_UP = Pattern.compile("(?i)unnamed: ?\\d+|column\\d+");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.columns().isEmpty()
        ? List.of()
        : List.of(Inquiry.none((_, _) -> List.of(judge(subject))));
  }

  private static Verdict judge(Subject subject) {
    List<Column> columns = subject.report().columns();
    int header = subject.report().headerRows();
    long at = subject.report().preambleRows() + Math.max(header, 1);
    // Formats that name their columns have no header row, and need none.
    if (header == 0 && columns.stream().allMatch(column -> column.original().isBlank())) {
      return Verdict.count(ID, columns.size(), columns.size())
          .saying(
              "Bảng không có dòng tiêu đề, nên các cột mang tên tạm column1, column2… Thêm một dòng"
                  + " tên cột ở đầu bảng.",
              "The table has no header row, so its columns are called column1, column2 ... Add a"
                  + " row of column names on top.");
    }
    var rows = new ArrayList<FailingRow>();
    var firstUse = new HashMap<String, Integer>();
    for (int i = 0; i < columns.size(); i++) {
      int position = i + 1;
      Column column = columns.get(i);
      Integer earlier =
          column.original().isBlank()
              ? null
              : firstUse.putIfAbsent(column.original().strip(), position);
      fault(column, Optional.ofNullable(earlier), subject)
          .ifPresent(
              fault ->
                  rows.add(
                      new FailingRow(
                          at, column.original(), "cột/column %d: %s".formatted(position, fault))));
    }
    Verdict verdict = Verdict.count(ID, columns.size(), rows.size());
    if (rows.isEmpty()) {
      return isMended(subject)
          ? verdict
              .reaching(Severity.INFO)
              .saying(
                  "Tiêu đề đã được chỉnh khi đọc: bỏ dòng tên bảng phía trên, ghép nhiều dòng hoặc"
                      + " bỏ dấu xuống dòng. Lần sau chỉ để một dòng tên cột ở đầu bảng.",
                  "The header was tidied on reading: a title above set aside, several rows joined"
                      + " or line breaks removed. Next time leave a single row of column names on"
                      + " top.")
          : verdict;
    }
    return verdict
        .showing(new Evidence.Found(rows.subList(0, Math.min(rows.size(), Evidence.SHOWN))))
        .saying(
            "%s trong %s cột có tiêu đề trống, trùng, tạm hoặc gộp ô. Đặt cho mỗi cột một tên riêng, có nghĩa, trong một ô riêng."
                .formatted(Figures.vi(rows.size()), Figures.vi(columns.size())),
            "%s of %s columns have a header that is blank, repeated, made up or merged. Give each column a meaningful name of its own, in a cell of its own."
                .formatted(Figures.en(rows.size()), Figures.en(columns.size())));
  }

  private static Optional<String> fault(Column column, Optional<Integer> earlier, Subject subject) {
    String header = column.original();
    if (header.isBlank()) {
      return Optional.of("trống / blank");
    }
    if (earlier.isPresent()) {
      return Optional.of("trùng với cột / same as column " + earlier.get());
    }
    if (MADE_UP.matcher(header.strip()).matches()) {
      return Optional.of("tên tạm / made up");
    }
    boolean noted =
        subject.notes().headerFaults().contains(column.name())
            || subject.notes().headerFaults().contains(header);
    // A line break, or a name joined from several rows, is a fault that reading has mended.
    return noted && !isBroken(header) && subject.report().headerRows() == 1
        ? Optional.of("gộp ô hoặc không rõ / merged or unclear")
        : Optional.empty();
  }

  private static boolean isMended(Subject subject) {
    return subject.report().preambleRows() > 0
        || subject.report().headerRows() > 1
        || subject.report().columns().stream().anyMatch(column -> isBroken(column.original()));
  }

  private static boolean isBroken(String header) {
    return header.contains("\n") || header.contains("\r");
  }
}
