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
 * @param rejectedRows records received that could not be read; with {@code rows} and {@code
 *     setAsideRows} they are all that came behind the header
 * @param setAsideRows blank records, totals and notes, which are no data; 0 for these two in
 *     reports from before they were said
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
    long rejectedRows,
    long setAsideRows,
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

  /** On a table of which every record was read as a row, and that nobody registered for. */
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
        0,
        0,
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

  /** The same on what was read of {@code rejectedRows} and {@code setAsideRows} more records. */
  public QualityReport beside(long rejectedRows, long setAsideRows) {
    return with(rejectedRows, setAsideRows, state, scores, findings, consumers);
  }

  /** The same with another verdict. */
  public QualityReport judged(TableState state, Scores scores, List<Finding> findings) {
    return with(rejectedRows, setAsideRows, state, scores, findings, consumers);
  }

  private QualityReport with(Optional<ConsumersReport> report) {
    return with(rejectedRows, setAsideRows, state, scores, findings, report);
  }

  private QualityReport with(
      long rejected,
      long setAside,
      TableState state,
      Scores scores,
      List<Finding> findings,
      Optional<ConsumersReport> report) {
    return new QualityReport(
        input, sha256, rows, rejected, setAside, columns, ruleSet, codeLists, state, scores,
        findings, report);
  }
}
