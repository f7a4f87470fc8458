package vn.sen.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The verdict on one table version, as {@code sen check --json} prints it.
 *
 * @param input name of the file, or of the table within it
 * @param sha256 of the bytes received, hexadecimal
 * @param rows data rows of the table
 * @param ruleSet version of the rule catalogue
 * @param codeLists the versions of code lists that a rule judged by; none where no rule needed one,
 *     and in reports from before this was said
 * @param consumers how those fare who registered what they rely on; absent, and not in the JSON,
 *     where nobody did
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
    List<Finding> findings,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ConsumersReport> consumers) {

  @JsonCreator
  public QualityReport {
    codeLists = List.copyOf(codeLists);
    findings = List.copyOf(findings);
  }

  /** On a table that nobody registered for. */
  public QualityReport(
      String input,
      String sha256,
      long rows,
      int columns,
      String ruleSet,
      List<CodeListVersion> codeLists,
      TableState state,
      Scores scores,
      List<Finding> findings) {
    this(
        input,
        sha256,
        rows,
        columns,
        ruleSet,
        codeLists,
        state,
        scores,
        findings,
        Optional.empty());
  }

  /** The same with how consumers fare; nothing is said of none. */
  public QualityReport with(List<ConsumerOutcome> outcomes) {
    return with(outcomes.isEmpty() ? Optional.empty() : Optional.of(ConsumersReport.of(outcomes)));
  }

  /** The same with how each consumer fares told otherwise. */
  public QualityReport told(UnaryOperator<ConsumerOutcome> told) {
    return with(consumers.map(report -> report.map(told)));
  }

  private QualityReport with(Optional<ConsumersReport> report) {
    return new QualityReport(
        input, sha256, rows, columns, ruleSet, codeLists, state, scores, findings, report);
  }
}
