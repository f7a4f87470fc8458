package vn.sen.vocab;

import java.util.List;

/**
 * The verdict on one table version, as {@code sen check --json} prints it.
 *
 * @param input name of the file, or of the table within it
 * @param sha256 of the bytes received, hexadecimal
 * @param rows data rows of the table
 * @param ruleSet version of the rule catalogue
 */
public record QualityReport(
    String input,
    String sha256,
    long rows,
    int columns,
    String ruleSet,
    TableState state,
    Scores scores,
    List<Finding> findings) {

  public QualityReport {
    findings = List.copyOf(findings);
  }
}
