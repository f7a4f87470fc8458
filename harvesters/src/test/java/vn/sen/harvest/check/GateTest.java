package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.RuleCatalogue;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableState;
import vn.sen.vocab.Waived;
import vn.sen.vocab.Waiver;

class GateTest {
  @Test
  void notesAndWarningsPublish() {
    assertThat(state("CLN-06", Severity.INFO)).isEqualTo(TableState.PUBLISHED);
    assertThat(state("CLN-06", Severity.WARNING)).isEqualTo(TableState.PUBLISHED);
  }

  @Test
  void anErrorPublishesWithWarnings() {
    assertThat(state("CLN-06", Severity.ERROR)).isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
    assertThat(state("CLN-01", Severity.ERROR)).isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
  }

  @Test
  void onlyAGatingRuleHoldsBack() {
    assertThat(state("CLN-01", Severity.QUARANTINE)).isEqualTo(TableState.QUARANTINED);
    assertThat(state("CLN-15", Severity.BLOCK)).isEqualTo(TableState.BLOCKED);
    assertThat(state("CLN-06", Severity.QUARANTINE)).isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
    assertThat(state("CLN-06", Severity.BLOCK)).isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
  }

  @Test
  void inferredTypesNeverHoldBackUnlessNothingInTheColumnFits() {
    Verdict inferred = failing("ACC-01", Severity.QUARANTINE).inferred();
    assertThat(Gate.state(List.of(inferred.result())))
        .isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);

    Verdict declared = failing("ACC-01", Severity.QUARANTINE).declared();
    assertThat(Gate.state(List.of(declared.result()))).isEqualTo(TableState.QUARANTINED);

    Verdict untyped = failing("ACC-01", Severity.QUARANTINE).inferred().untypedAtAll();
    assertThat(Gate.state(List.of(untyped.result()))).isEqualTo(TableState.QUARANTINED);
  }

  @Test
  void inferredKeysNeverHoldBack() {
    assertThat(Gate.state(List.of(failing("CLN-07", Severity.QUARANTINE).inferred().result())))
        .isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
    assertThat(Gate.state(List.of(failing("CLN-07", Severity.QUARANTINE).declared().result())))
        .isEqualTo(TableState.QUARANTINED);
  }

  @Test
  void aBlockOutweighsAQuarantine() {
    assertThat(
            Gate.state(
                List.of(
                    failing("COM-07", Severity.QUARANTINE).result(),
                    failing("CLN-15", Severity.BLOCK).result())))
        .isEqualTo(TableState.BLOCKED);
  }

  @Test
  void aRuleThatCouldNotBeRunIsAnErrorAndHoldsBackIfItGates() {
    CheckResult gating = Verdict.notRun("CLN-15", "SqlFailure");
    assertThat(gating.severity()).contains(Severity.ERROR);
    assertThat(gating.finding().orElseThrow().message().en()).contains("could not be run");
    assertThat(Gate.state(List.of(gating))).isEqualTo(TableState.QUARANTINED);

    assertThat(Gate.state(List.of(Verdict.notRun("CLN-13", "SqlFailure"))))
        .isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
  }

  @Test
  void whatIsWaivedStaysInTheReportAndHoldsNothingBack() {
    QualityReport report =
        judge(waiver("ACC-01"), failing("ACC-01", Severity.QUARANTINE).declared().result());

    assertThat(report.state()).isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
    assertThat(report.findings().getFirst().waived().orElseThrow())
        .isEqualTo(new Waived("w1", LocalDate.parse("2027-01-31"), "why", "Lan", true));
    assertThat(report.scores())
        .as("it counts as it did")
        .isEqualTo(Scoring.of(List.of(failing("ACC-01", Severity.QUARANTINE).declared().result())));
  }

  @Test
  void aWaivedWarningTakesTheAAndNothingElse() {
    CheckResult clean = Verdict.count("CLN-01", 1_000_000, 0).result();
    CheckResult slight = Verdict.count("CLN-06", 1_000_000, 1).result();
    QualityReport without = judge(waiver("CLN-08"), clean, slight);
    QualityReport waived = judge(waiver("CLN-06"), clean, slight);

    assertThat(without.scores().grade()).contains(Scores.Grade.A);
    assertThat(waived.scores().grade()).contains(Scores.Grade.B);
    assertThat(waived.scores().overall()).isEqualTo(without.scores().overall());
    assertThat(waived.state()).isEqualTo(TableState.PUBLISHED);
    assertThat(waived.findings().getFirst().waived().orElseThrow().decisive()).isFalse();
  }

  @Test
  void noWaiverCoversPersonalDataABlockAnotherRuleOrOneThatCouldNotBeRun() {
    assertThat(judge(waiver("CLN-15"), failing("CLN-15", Severity.QUARANTINE).result()).state())
        .isEqualTo(TableState.QUARANTINED);
    assertThat(judge(waiver("ACC-13"), failing("ACC-13", Severity.BLOCK).result()).state())
        .isEqualTo(TableState.BLOCKED);
    assertThat(judge(waiver("COM-08"), failing("COM-07", Severity.QUARANTINE).result()).state())
        .isEqualTo(TableState.QUARANTINED);
    assertThat(judge(waiver("COM-07"), Verdict.notRun("COM-07", "SqlFailure")).state())
        .isEqualTo(TableState.QUARANTINED);
  }

  private static Waiver waiver(String rule) {
    return new Waiver("w1", rule, Optional.empty(), LocalDate.parse("2027-01-31"), "why", "Lan");
  }

  private static QualityReport judge(Waiver waiver, CheckResult... results) {
    return Gate.judge(
        "bảng.csv", TestTable.of("a").row("1").write().report(), List.of(results), List.of(waiver));
  }

  @Test
  void aFileThatCannotBeReadIsBlockedWithItsReason() {
    TableUnderCheck table = TestTable.of("a").row("1").write();

    QualityReport report = Gate.unreadable("bảng.csv", table.report());

    assertThat(report.state()).isEqualTo(TableState.BLOCKED);
    assertThat(report.findings().getFirst().message().vi()).contains(table.report().message().vi());
    assertThat(report.scores().overall()).isEmpty();
  }

  @Test
  void theReportNamesItsInputAndPutsTheWorstFirst() {
    TableUnderCheck table = TestTable.of("a", "b").row("1", "2").write();

    QualityReport report =
        Gate.judge(
            table,
            List.of(
                failing("CLN-13", Severity.WARNING).result(),
                failing("CLN-15", Severity.BLOCK).result(),
                Verdict.count("COM-07", 1, 0).result()));

    assertThat(report.sha256()).isEqualTo(table.sha256());
    assertThat(report.rows()).isEqualTo(1);
    assertThat(report.columns()).isEqualTo(2);
    assertThat(report.ruleSet()).isEqualTo(RuleCatalogue.version());
    assertThat(report.findings()).extracting(f -> f.rule()).containsExactly("CLN-15", "CLN-13");
  }

  @Test
  void resultsAndReportsSurviveJson() {
    List<CheckResult> results =
        TestTable.of("ten", "so").row("A ", "1").row("A ", "1").row("-", "").check();
    for (CheckResult result : results) {
      assertThat(Json.read(Json.write(result), CheckResult.class)).isEqualTo(result);
    }

    QualityReport report = Gate.judge(TestTable.of("a").row("1").write(), results);
    assertThat(Json.read(Json.write(report), QualityReport.class)).isEqualTo(report);
  }

  private static TableState state(String rule, Severity severity) {
    return Gate.state(List.of(failing(rule, severity).result()));
  }

  private static Verdict failing(String rule, Severity severity) {
    return Verdict.count(rule, 10, 1).reaching(severity);
  }
}
