package vn.sen.publish.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import vn.sen.vocab.Finding;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Severity;

/**
 * What of a report goes on a page that must open at once: the worst findings first, and of each as
 * many rows as there is room for. The whole is in the JSON.
 *
 * @param findings worst first
 * @param rows of each finding at most
 * @param left how many findings are not shown
 */
public record FindingsShown(List<Finding> findings, int rows, int left) {
  /** What a finding takes without its words, and a row without its cells, as rendered. */
  private static final int FINDING_BYTES = 1_500;

  private static final int ROW_BYTES = 90;
  private static final int[] ROWS = {100, 50, 20, 10, 5, 3, 1};
  private static final int LONGEST_SQL = 2_000;
  private static final int FIRST = 3;

  public FindingsShown {
    findings = List.copyOf(findings);
  }

  /**
   * As many findings as fit in half of {@code bytes}, and as many of their rows as fit the rest.
   */
  public static FindingsShown of(QualityReport report, int bytes) {
    List<Finding> worstFirst =
        report.findings().stream()
            .sorted(Comparator.comparing(Finding::severity).reversed())
            .toList();
    var shown = new ArrayList<Finding>();
    int taken = 0;
    for (Finding finding : worstFirst) {
      taken += size(finding);
      if (taken > bytes / 2 && !shown.isEmpty()) {
        break;
      }
      shown.add(finding);
    }
    return new FindingsShown(shown, rows(shown, bytes / 2), worstFirst.size() - shown.size());
  }

  /** What to mend first: the worst, where anything is worse than a remark. */
  public List<Finding> first() {
    return findings.size() <= FIRST
        ? List.of()
        : findings.stream()
            .filter(finding -> finding.severity().compareTo(Severity.WARNING) > 0)
            .limit(FIRST)
            .toList();
  }

  /** Whether the query of a finding is short enough to be shown. */
  public static boolean showsSql(Finding finding) {
    return finding.sql().filter(sql -> sql.length() <= LONGEST_SQL).isPresent();
  }

  private static int rows(List<Finding> findings, int bytes) {
    return IntStream.of(ROWS)
        .filter(
            most ->
                findings.stream()
                        .flatMap(finding -> finding.rows().stream().limit(most))
                        .mapToLong(row -> ROW_BYTES + bytes(row.value()) + bytes(row.expected()))
                        .sum()
                    <= bytes)
        .findFirst()
        .orElse(1);
  }

  private static int size(Finding finding) {
    return FINDING_BYTES
        + Math.max(bytes(finding.message().vi()), bytes(finding.message().en()))
        + (showsSql(finding) ? bytes(finding.sql().orElse("")) : 0);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
