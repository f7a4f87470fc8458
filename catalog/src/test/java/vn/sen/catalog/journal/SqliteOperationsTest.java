package vn.sen.catalog.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Operations.Run;
import vn.sen.catalog.Operations.Seen;
import vn.sen.vocab.SourceId;

class SqliteOperationsTest {
  private static final SourceId PORTAL = new SourceId("portal");
  private static final SourceId OTHER = new SourceId("other");
  private static final Instant START = Instant.parse("2026-03-01T08:00:00.123456Z");

  @Test
  void aRunIsRememberedAndReplaced(@TempDir Path directory) {
    try (var operations = SqliteOperations.open(directory)) {
      operations.putRun(run("a", PORTAL, START, Optional.empty(), "running"));
      operations.putRun(run("b", OTHER, START.plusSeconds(1), Optional.empty(), "running"));
      Run done = run("a", PORTAL, START, Optional.of(START.plusSeconds(9)), "complete");
      operations.putRun(done);

      assertThat(operations.findRun("a")).contains(done);
      assertThat(operations.findRun("c")).isEmpty();
      assertThat(operations.runs(Optional.empty(), 10))
          .extracting(Run::id)
          .containsExactly("b", "a");
      assertThat(operations.runs(Optional.of(PORTAL), 10)).containsExactly(done);
      assertThat(operations.runs(Optional.empty(), 1)).hasSize(1);
    }
  }

  @Test
  void whatWasSeenOfASourceSurvivesOpeningAgain(@TempDir Path directory) {
    var seen = new Seen(Optional.of("\"1\""), Optional.empty(), "ab", "[\"x\"]");
    try (var operations = SqliteOperations.open(directory)) {
      operations.putSeen(
          PORTAL, "https://a.vn/", new Seen(Optional.empty(), Optional.empty(), "aa", ""));
      operations.putSeen(PORTAL, "https://a.vn/", seen);
      operations.putSeen(OTHER, "https://a.vn/", seen);
    }
    try (var operations = SqliteOperations.open(directory)) {
      assertThat(operations.findSeen(PORTAL, "https://a.vn/")).contains(seen);
      assertThat(operations.findSeen(OTHER, "https://a.vn/")).contains(seen);

      operations.forgetSeen(PORTAL, "https://a.vn/");
      assertThat(operations.findSeen(PORTAL, "https://a.vn/")).isEmpty();
      assertThat(operations.findSeen(OTHER, "https://a.vn/")).contains(seen);
    }
  }

  @Test
  void runsThatWereCutOffAreFoundHoweverManyCameAfter(@TempDir Path directory) {
    Instant start = Instant.parse("2026-11-22T01:00:00Z");
    try (var operations = SqliteOperations.open(directory)) {
      operations.putRun(run("cut", PORTAL, start, Optional.empty(), "running"));
      operations.putRun(run("whole", OTHER, start, Optional.of(start), "ok"));

      assertThat(operations.unended()).extracting(Run::id).containsExactly("cut");
    }
  }

  private static Run run(
      String id, SourceId source, Instant started, Optional<Instant> ended, String outcome) {
    return new Run(id, source, started, started.plusSeconds(2), ended, outcome, "{}");
  }
}
