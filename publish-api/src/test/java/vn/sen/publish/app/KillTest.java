package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.publish.demo.SamplePortal;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.DatasetId;

/**
 * The whole program, killed in the middle of its work: after the next start nothing acknowledged is
 * lost, doubled or half-visible, and the next harvest ends where an undisturbed one does.
 */
class KillTest {
  private static final long SEED = 20_250_701;

  @Test
  void killedTwiceItEndsWhereAnUndisturbedOneDoes(@TempDir Path directory) throws Exception {
    endsWhereAnUndisturbedOneDoes(directory, 2);
  }

  @Test
  @Tag("slow")
  void killedFortyTimesItEndsWhereAnUndisturbedOneDoes(@TempDir Path directory) throws Exception {
    endsWhereAnUndisturbedOneDoes(directory, 40);
  }

  private void endsWhereAnUndisturbedOneDoes(Path directory, int kills) throws Exception {
    try (SamplePortals portals = SamplePortals.start()) {
      SamplePortal portal = portals.portals().getFirst();
      Process undisturbed = harvest(portal, directory.resolve("undisturbed"));
      long begun = System.nanoTime();
      assertThat(undisturbed.waitFor(3, TimeUnit.MINUTES)).isTrue();
      long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();

      Map<String, List<String>> expected = state(directory.resolve("undisturbed"));

      var random = new Random(SEED);
      Path data = directory.resolve("killed");
      long known = 0;
      int killed = 0;
      while (killed < kills) {
        Process process = harvest(portal, data);
        if (process.waitFor(millis / 4 + random.nextLong(millis * 3 / 4), TimeUnit.MILLISECONDS)) {
          // It came to its end before it could be killed: the next one begins with nothing.
          assertThat(state(data)).isEqualTo(expected);
          data = directory.resolve("after-" + killed);
          known = 0;
          continue;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        killed++;
        for (ProcessHandle child : children) {
          assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        if (killed % 4 == 1 && Files.isDirectory(data)) {
          known = allIsWell(data, known);
        }
      }
      assertThat(harvest(portal, data).waitFor(3, TimeUnit.MINUTES)).isTrue();

      assertThat(state(data)).isEqualTo(expected);
    }
  }

  private static Process harvest(SamplePortal portal, Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "harvest",
            portal.url().toString(),
            "--kind",
            portal.kind().key(),
            "--agency",
            portal.agency().value(),
            "--allow-host",
            portal.url().getHost(),
            "--data",
            data.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Every invariant holds, and no entry of the journal is gone; gives the last entry. */
  private static long allIsWell(Path data, long known) throws Exception {
    try (Program program = Program.open(Settings.load(data))) {
      assertThat(program.settle(Duration.ofSeconds(60))).isTrue();
      assertThat(program.inspect()).isEmpty();
      long head = program.catalog().lag().journal();
      assertThat(head).isGreaterThanOrEqualTo(known);
      return head;
    }
  }

  /** What a visitor can see, by the names the source gave: ids and times differ. */
  private static Map<String, List<String>> state(Path data) throws Exception {
    var state = new TreeMap<String, List<String>>();
    try (Program program = Program.open(Settings.load(data))) {
      assertThat(program.settle(Duration.ofSeconds(60))).isTrue();
      assertThat(program.inspect()).isEmpty();
      var hits =
          program
              .catalog()
              .search(
                  new SearchQuery(
                      "",
                      Map.of(),
                      Optional.empty(),
                      Optional.empty(),
                      SearchQuery.Sort.TITLE,
                      500,
                      Optional.empty()))
              .hits();
      for (var hit : hits) {
        DatasetId id = hit.document().id();
        DatasetEntry entry = program.catalog().find(id).orElseThrow();
        var tables = new ArrayList<String>();
        for (TableEntry table : entry.tables()) {
          tables.add(
              "%s %d %s %d %s"
                  .formatted(
                      table.id().slug(),
                      table.latest().id().number(),
                      table.latest().state(),
                      table.latest().rows(),
                      table.latest().received().sha256()));
        }
        entry.files().forEach(file -> tables.add(file.sha256()));
        assertThat(state.put(entry.record().identifier(), tables)).isNull();
      }
    }
    assertThat(state).isNotEmpty();
    return state;
  }
}
