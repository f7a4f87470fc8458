package vn.sen.harvest.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableState;
import vn.sen.vocab.Waiver;

/** The door for table versions: from what the rules found to what visitors get. */
public final class Gate {
  static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(Finding::rule)
          .thenComparing(finding -> finding.column().orElse(""));

  /** Files that gave no table have no rule of their own; this one is nearest. */
  private static final String UNREADABLE = "CLN-01";

  private Gate() {}

  /** The verdict on a table under check; see {@link #judge(String, ReadReport, List)}. */
  public static QualityReport judge(TableUnderCheck table, List<CheckResult> results) {
    return judge(table.name(), table.report(), results);
  }

  /**
   * The verdict on a table that was read.
   *
   * @param name for people: of the file, or of the table within it
   * @param results of the rules on it; those on its dataset may stand among them
   */
  public static QualityReport judge(String name, ReadReport report, List<CheckResult> results) {
    return judge(name, report, results, List.of());
  }

  /**
   * As {@link #judge(String, ReadReport, List)}, under waivers: what they cover stays in the report
   * and in the scores, but holds nothing back, and there is no grade A.
   *
   * @param waivers that are in force for the table
   */
  public static QualityReport judge(
      String name, ReadReport report, List<CheckResult> found, List<Waiver> waivers) {
    List<CheckResult> results = Waivers.lay(waivers, found);
    Scores scores = Scoring.of(results);
    return new QualityReport(
            name,
            report.sha256(),
            report.rows(),
            report.columns().size(),
            RuleCatalogue.version(),
            results.stream()
                .flatMap(result -> result.codeList().stream())
                .distinct()
                .sorted()
                .toList(),
            state(results),
            Waivers.areUsed(results) ? scores.withoutA() : scores,
            results.stream()
                .flatMap(result -> result.finding().stream())
                .sorted(WORST_FIRST)
                .toList())
        .beside(report.rejectedRows(), report.setAsideRows());
  }

  /** The verdict on a file, or a table within one, that could not be read: blocked. */
  public static QualityReport unreadable(String name, ReadReport report) {
    Finding finding =
        new Finding(
            UNREADABLE,
            Dimension.CLEAN,
            Severity.BLOCK,
            Scope.DISTRIBUTION,
            Optional.empty(),
            1,
            1,
            false,
            List.of(),
            OptionalLong.empty(),
            new Message(
                "Không đọc được tệp: " + report.message().vi(),
                "The file cannot be read: " + report.message().en()),
            Optional.empty());
    return new QualityReport(
        name,
        report.sha256(),
        0,
        report.columns().size(),
        RuleCatalogue.version(),
        List.of(),
        TableState.BLOCKED,
        Scores.NOT_RATED,
        List.of(finding));
  }

  /**
   * What visitors get. Only gating rules hold a version back; one that could not be run does too,
   * for nobody knows what it would have found.
   */
  static TableState state(List<CheckResult> results) {
    Severity worst = Severity.INFO;
    TableState state = TableState.PUBLISHED;
    for (CheckResult result : results) {
      Severity severity = result.severity().orElse(Severity.INFO);
      worst = severity.compareTo(worst) > 0 ? severity : worst;
      if (result.holdsBack() && severity == Severity.BLOCK) {
        return TableState.BLOCKED;
      }
      if (result.holdsBack() || (result.outcome() == Outcome.NOT_RUN && result.gating())) {
        state = TableState.QUARANTINED;
      }
    }
    if (state == TableState.QUARANTINED) {
      return state;
    }
    return worst.compareTo(Severity.ERROR) >= 0
        ? TableState.PUBLISHED_WITH_WARNINGS
        : TableState.PUBLISHED;
  }
}
