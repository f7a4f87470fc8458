package vn.sen.harvest.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Problem;
import vn.sen.harvest.run.HarvestReport;

/**
 * Harvests sources in health, in hostility, and in health again: into a real journal, by a process
 * with {@value Guests#HEAP} MB.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileSources {
  private static final Duration LONGEST = Duration.ofSeconds(45);

  private Certificates certificates;
  private Guests guests;
  private int sources;

  @BeforeAll
  void invite(@TempDir Path directory) throws Exception {
    certificates = Certificates.in(directory);
    guests = new Guests(directory, certificates.options());
  }

  @AfterAll
  void farewell() throws IOException {
    guests.close();
  }

  static List<Behaviour> behaviours() {
    List<Behaviour> all = new ArrayList<>();
    all.addAll(List.of(WireBehaviour.values()));
    all.addAll(List.of(BodyBehaviour.values()));
    all.addAll(List.of(ListBehaviour.values()));
    return all;
  }

  void meets(Behaviour behaviour, Kind kind) throws Exception {
    String source = "nguon-" + ++sources;
    try (var server = new ZooServer(kind, behaviour.trick().isPresent(), certificates)) {
      HarvestReport first = harvest(server, kind, source);
      assertThat(first.outcome()).as(said(first)).isEqualTo(HarvestReport.Outcome.COMPLETE);
      assertThat(first.records().added()).isEqualTo(4);

      HarvestReport hostile = harvest(server.turns(behaviour), kind, source);
      assertThat(server.hostile())
          .as("requests")
          .isBetween(behaviour.trick().isPresent() ? 0 : 1, 100_000);
      assertThat(hostile.removed() + hostile.held()).as("removed or held").isZero();
      assertThat(hostile.ended()).isBefore(hostile.started().plus(LONGEST));
      assertSaid(hostile, behaviour, kind);
      assertThat(server.knocks()).as("connections to the canary").isZero();

      HarvestReport again = harvest(server.recovers(), kind, source);
      assertThat(again.outcome()).as(said(again)).isEqualTo(HarvestReport.Outcome.COMPLETE);
      if (!(behaviour instanceof BodyBehaviour body && body.changes())) {
        assertThat(again.records().unchanged()).as("%s", again.records()).isEqualTo(4);
      }
      if (behaviour != ListBehaviour.NEVER_COMES_TO_AN_END) {
        assertThat(again.removed() + again.held()).isZero();
      }
    }
  }

  private HarvestReport harvest(ZooServer server, Kind kind, String source) throws Exception {
    Guest.Said said = guests.harvest(server, kind, source, LONGEST);
    assertThat(said.failure()).as("what a harvest ended with").isEmpty();
    return said.report();
  }

  private static void assertSaid(HarvestReport report, Behaviour behaviour, Kind kind) {
    var expected = behaviour.says(kind);
    if (expected.isEmpty()) {
      assertThat(report.outcome()).as(said(report)).isEqualTo(HarvestReport.Outcome.COMPLETE);
      assertThat(report.records().offered()).isEqualTo(4);
      assertThat(report.records().rejected()).isZero();
      return;
    }
    if (!(behaviour instanceof ListBehaviour list && list.loses())) {
      assertThat(report.outcome()).as(said(report)).isNotEqualTo(HarvestReport.Outcome.COMPLETE);
    }
    assertThat(said(report)).containsPattern(expected.get());
    assertThat(report.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.message().vi()).isNotBlank();
              assertThat(problem.message().en()).hasSizeLessThan(2_000);
              assertThat(problem.record()).hasSizeLessThan(500);
            });
  }

  private static String said(HarvestReport report) {
    return report.outcome().key()
        + " "
        + report.problems().stream()
            .map(Problem::message)
            .map(message -> message.en())
            .limit(10)
            .collect(Collectors.joining(" | "));
  }
}
