package vn.sen.harvest.markup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/**
 * One thing to be told to an agency, and where in its table it is.
 *
 * @param table name of the sheet or entry, absent for a file that is one table
 * @param row of the sheet or text from 1; absent where it is about more than one row
 * @param column from 0; absent where it is about more than one
 * @param header what stands above the column; empty where nothing does
 * @param inHeader whether it is about the whole column, and {@code row} that of the header, counted
 *     from where the table begins
 * @param value as the finding shows it
 */
record Remark(
    String rule,
    Severity severity,
    Optional<String> table,
    OptionalLong row,
    OptionalInt column,
    String header,
    boolean inHeader,
    String value,
    String expected,
    Message message) {

  /** Worst first, then as they stand in the file. */
  static List<Remark> all(List<MarkedReturn.Judged> tables) {
    var remarks = new ArrayList<Remark>();
    for (MarkedReturn.Judged table : tables) {
      table.findings().stream()
          .flatMap(finding -> of(finding, table.report()))
          .forEach(remarks::add);
    }
    remarks.sort(Comparator.comparing(Remark::severity).reversed());
    return List.copyOf(remarks);
  }

  private static Stream<Remark> of(Finding finding, ReadReport report) {
    OptionalInt column =
        finding.column().isEmpty()
            ? OptionalInt.empty()
            : IntStream.range(0, report.columns().size())
                .filter(i -> report.columns().get(i).name().equals(finding.column().get()))
                .findFirst();
    String header = column.isPresent() ? report.columns().get(column.getAsInt()).original() : "";
    Message message = counted(finding);
    if (finding.rows().isEmpty()) {
      boolean marked = column.isPresent() && report.headerRows() > 0;
      OptionalLong headerRow = OptionalLong.of(report.preambleRows() + (long) report.headerRows());
      return Stream.of(
          new Remark(
              finding.rule(),
              finding.severity(),
              report.table(),
              marked ? headerRow : OptionalLong.empty(),
              column,
              header,
              marked,
              "",
              "",
              message));
    }
    return finding.rows().stream()
        .map(
            (FailingRow row) ->
                new Remark(
                    finding.rule(),
                    finding.severity(),
                    report.table(),
                    OptionalLong.of(row.row()),
                    column,
                    header,
                    false,
                    row.value(),
                    row.expected(),
                    message));
  }

  /** The message; where not everything that failed is listed, with how much of it is. */
  private static Message counted(Finding finding) {
    if (!finding.truncated() || finding.rows().isEmpty()) {
      return finding.message();
    }
    return new Message(
        "%s (Liệt kê %d trong %d.)"
            .formatted(finding.message().vi(), finding.rows().size(), finding.failed()),
        "%s (%d of %d are listed.)"
            .formatted(finding.message().en(), finding.rows().size(), finding.failed()));
  }

  /**
   * Whether its row is one of {@code sheet}. Where a table begins that stands below another is not
   * known, but such a table has a name of its own.
   */
  boolean isPlacedIn(String sheet) {
    return row.isPresent() && (!inHeader || table.isEmpty() || table.get().equals(sheet));
  }

  /** What is commented on its cell. */
  String comment() {
    var text = new StringBuilder();
    text.append("%s · %s\n%s\n".formatted(rule, word(), message.vi()));
    if (!expected.isEmpty()) {
      text.append("Mong đợi: ").append(expected).append('\n');
    }
    text.append(message.en());
    if (!expected.isEmpty()) {
      text.append("\nExpected: ").append(expected);
    }
    return text.toString();
  }

  /** The severity in both languages. */
  String word() {
    return switch (severity) {
      case INFO -> "ghi chú / info";
      case WARNING -> "cảnh báo / warning";
      case ERROR -> "lỗi / error";
      case QUARANTINE -> "giữ lại / quarantine";
      case BLOCK -> "chặn / block";
    };
  }
}
