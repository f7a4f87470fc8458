package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.catalog.Problem;
import vn.sen.harvest.run.RunComparison.Change;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;

class RunComparisonTest {

  private static HarvestReport report(String run, int added, int failed, Problem... problems) {
    return new HarvestReport(
        run,
        new SourceId("nguon"),
        "dcat",
        Instant.EPOCH,
        Instant.EPOCH,
        HarvestReport.Outcome.COMPLETE,
        new HarvestReport.Records(10, added, 0, 10 - added, 0),
        0,
        0,
        new HarvestReport.Tables(5, 5 - failed, 0, 0, 0, 0, failed),
        List.of(problems),
        List.of());
  }

  private static Problem problem(String record, String words) {
    return new Problem(
        record,
        Optional.of("bang"),
        Problem.Stage.FETCH,
        Optional.empty(),
        Severity.ERROR,
        new Message(words, words));
  }

  @Test
  void figuresThatDifferAndProblemsThatComeAndGoAreTold() {
    RunComparison comparison =
        RunComparison.of(
            report("truoc", 10, 2, problem("a", "404 sau 3 s"), problem("b", "404")),
            report("sau", 0, 2, problem("a", "404 sau 5 s"), problem("c", "500")));

    assertThat(comparison.figures().keySet()).containsExactly("records.added", "records.unchanged");
    assertThat(comparison.figures()).containsEntry("records.added", new Change(10, 0));
    assertThat(comparison.begun()).extracting(Problem::record).containsExactly("c");
    assertThat(comparison.ended()).extracting(Problem::record).containsExactly("b");
    assertThat(comparison.goingOn()).isEqualTo(1);
  }

  @Test
  void twoAlikeDifferInNothing() {
    HarvestReport same = report("x", 1, 0, problem("a", "404"));

    assertThat(RunComparison.of(same, same))
        .isEqualTo(new RunComparison("x", "x", java.util.Map.of(), List.of(), List.of(), 1));
  }
}
