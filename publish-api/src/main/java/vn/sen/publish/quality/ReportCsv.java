package vn.sen.publish.quality;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Waived;

/**
 * A report as a table: a line for each failing row that it shows, and one for each finding that
 * shows none. Source: RFC 4180.
 */
final class ReportCsv {
  private static final List<String> HEADER =
      List.of(
          "rule",
          "dimension",
          "severity",
          "scope",
          "column",
          "evaluated",
          "failed",
          "truncated",
          "row",
          "value",
          "expected",
          "message_vi",
          "message_en",
          "waiver",
          "waived_until",
          "waived_by",
          "waived_why");

  private ReportCsv() {}

  static String write(QualityReport report) {
    return Stream.concat(Stream.of(HEADER), report.findings().stream().flatMap(ReportCsv::lines))
        .map(cells -> cells.stream().map(ReportCsv::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static Stream<List<String>> lines(Finding finding) {
    return finding.rows().isEmpty()
        ? Stream.of(line(finding, "", "", ""))
        : finding.rows().stream().map(row -> line(finding, row));
  }

  private static List<String> line(Finding finding, FailingRow row) {
    return line(finding, Long.toString(row.row()), row.value(), row.expected());
  }

  private static List<String> line(Finding finding, String row, String value, String expected) {
    return List.of(
        finding.rule(),
        finding.dimension().key(),
        finding.severity().key(),
        finding.scope().key(),
        finding.column().orElse(""),
        Long.toString(finding.evaluated()),
        Long.toString(finding.failed()),
        Boolean.toString(finding.truncated()),
        row,
        value,
        expected,
        finding.message().vi(),
        finding.message().en(),
        finding.waived().map(Waived::waiver).orElse(""),
        finding.waived().map(waived -> waived.until().toString()).orElse(""),
        finding.waived().map(Waived::by).orElse(""),
        finding.waived().map(Waived::why).orElse(""));
  }

  private static String cell(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
