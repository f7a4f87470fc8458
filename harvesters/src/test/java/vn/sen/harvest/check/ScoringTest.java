package vn.sen.harvest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Scores.Grade;
import vn.sen.vocab.Severity;

class ScoringTest {
  @Test
  void aCheckLosesItsFailedShareOverWhatIsTolerated() {
    assertThat(Scoring.check(1_000, 10, 0.05, Optional.of(Severity.WARNING))).isEqualTo(0.8);
    assertThat(Scoring.check(1_000, 10, 0.20, Optional.of(Severity.WARNING))).isEqualTo(0.95);
  }

  @Test
  void aCheckFallsNoLowerThanTheFloorOfItsSeverity() {
    assertThat(Scoring.check(100, 100, 0.05, Optional.of(Severity.INFO))).isEqualTo(0.95);
    assertThat(Scoring.check(100, 100, 0.05, Optional.of(Severity.WARNING))).isEqualTo(0.70);
    assertThat(Scoring.check(100, 100, 0.05, Optional.of(Severity.ERROR))).isEqualTo(0.40);
    assertThat(Scoring.check(100, 100, 0.05, Optional.of(Severity.QUARANTINE))).isEqualTo(0.10);
    assertThat(Scoring.check(100, 100, 0.05, Optional.of(Severity.BLOCK))).isEqualTo(0);
  }

  @Test
  void columnsCombineAsHalfTheWorstAndHalfTheMean() {
    // 0.5 x 0.70 + 0.5 x (3 x 1 + 1 x 0.70) / 4
    List<CheckResult> results =
        List.of(
            count("COM-05", 100, 0).on(promised("a")).result(),
            count("COM-05", 1_000, 49).on(cells("b")).result());

    assertThat(Scoring.of(results).complete().orElseThrow()).isEqualTo(0.8125);
  }

  @Test
  void aDimensionIsTheWeightedHarmonicMeanOfItsChecks() {
    // CLN-01 weighs 3 and scores 1; CLN-13 weighs 1 and scores 0.7.
    List<CheckResult> results =
        List.of(count("CLN-01", 100, 0).result(), count("CLN-13", 100, 6).result());

    assertThat(Scoring.of(results).clean().orElseThrow())
        .isCloseTo(4 / (3 + 1 / 0.7), within(1e-4));
  }

  @Test
  void aDimensionIsCappedByItsWorstSeverity() {
    assertThat(cleanWith(Severity.INFO)).isEqualTo(1);
    assertThat(cleanWith(Severity.WARNING)).isEqualTo(0.94);
    assertThat(cleanWith(Severity.ERROR)).isEqualTo(0.69);
    assertThat(cleanWith(Severity.QUARANTINE)).isEqualTo(0.39);
  }

  private static double cleanWith(Severity severity) {
    return Scoring.of(
            List.of(
                count("CLN-01", 1_000_000, 0).result(),
                count("CLN-06", 1_000_000, 1).reaching(severity).result()))
        .clean()
        .orElseThrow();
  }

  @Test
  void inferredRulesWeighHalf() {
    List<CheckResult> declared =
        List.of(count("ACC-01", 100, 5).result(), count("ACC-09", 100, 0).result());
    List<CheckResult> inferred =
        List.of(count("ACC-01", 100, 5).inferred().result(), count("ACC-09", 100, 0).result());

    // 3 : 1 against 1.5 : 1
    assertThat(Scoring.of(declared).accurate().orElseThrow())
        .isCloseTo(4 / (3 / 0.10 + 1), within(1e-4));
    assertThat(Scoring.of(inferred).accurate().orElseThrow())
        .isCloseTo(2.5 / (1.5 / 0.10 + 1), within(1e-4));
  }

  @Test
  void whatCouldNotBeRunIsMissingFromTheCoverage() {
    // COM-07 and CLN-01 weigh 3 each, CLN-15 too: 6 of 9.
    List<CheckResult> results =
        List.of(
            count("COM-07", 1, 0).result(),
            count("CLN-01", 10, 0).result(),
            Verdict.notRun("CLN-15", "SqlFailure"));
    Scores scores = Scoring.of(results);

    assertThat(scores.coverage()).isEqualTo(0.6667);
    assertThat(scores.overall()).isEmpty();
    assertThat(scores.grade()).isEmpty();
    assertThat(scores.clean().orElseThrow()).as("an error caps its petal").isEqualTo(0.69);
  }

  @Test
  void nothingJudgedIsNotRated() {
    assertThat(Scoring.of(List.of())).isEqualTo(Scores.NOT_RATED);
  }

  @Test
  void gradeAWantsNinetyHundredthsAndNoError() {
    assertThat(gradeOf(count("CLN-01", 100, 0).result())).isEqualTo(Grade.A);
    assertThat(gradeOf(count("CLN-06", 1_000_000, 1).reaching(Severity.ERROR).result()))
        .isEqualTo(Grade.C);
    assertThat(
            Scoring.of(
                    List.of(
                        count("COM-07", 1, 0).result(),
                        count("ACC-01", 10, 0).result(),
                        count("LIV-01", 1, 0).result(),
                        count("CLN-06", 1_000_000, 1).reaching(Severity.ERROR).result()))
                .grade())
        .as("0.84 for its weakest")
        .contains(Grade.B);
    assertThat(gradeOf(count("CLN-01", 100, 9).result())).isEqualTo(Grade.D);
  }

  private static Grade gradeOf(CheckResult result) {
    return Scoring.of(List.of(result)).grade().orElseThrow();
  }

  private static Verdict count(String rule, long evaluated, long failed) {
    return Verdict.count(rule, evaluated, failed);
  }

  private static Cells cells(String name) {
    return new Cells(new Column(name, name, ColumnType.TEXT), Optional.empty());
  }

  private static Cells promised(String name) {
    return new Cells(
        new Column(name, name, ColumnType.TEXT),
        Optional.of(
            new vn.sen.harvest.contract.Contract.PromisedColumn(
                name, Optional.empty(), false, false, Optional.empty(), Optional.empty())));
  }
}
