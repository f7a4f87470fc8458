package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * The verdict on one table version, as {@code sen check --json} prints it.
 *
 * @param input name of the file, or of the table within it
 * @param sha256 of the bytes received, hexadecimal
 * @param rows data rows of the table
 * @param ruleSet version of the rule catalogue
 * @param codeLists the versions of code lists that a rule judged by; none where no rule needed one,
 *     and in reports from before this was said
 */
public record QualityReport(
    String input,
    String sha256,
    long rows,
    int columns,
    String ruleSet,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<CodeListVersion> codeLists,
    TableState state,
    Scores scores,
    List<Finding> findings) {

  public QualityReport {
    codeLists = List.copyOf(codeLists);
    findings = List.copyOf(findings);
  }
}
