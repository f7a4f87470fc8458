package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.publish.demo.SamplePortal;
import vn.sen.publish.demo.SamplePortals;

/**
 * The whole program, killed in the middle of its work: after the next start nothing acknowledged is
 * lost, doubled or half-visible, and the next harvest ends where an undisturbed one does.
 */
class KillTest {
  private static final long SEED = 20_250_701;

  private record Source(URI url, String kind, String agency) {}

  /** The journal by itself is killed in every run (CrashTest). */
  @Test
  @Tag("slow")
  void killedFortyTimesItEndsWhereAnUndisturbedOneDoes(@TempDir Path directory) throws Exception {
    try (SamplePortals portals = SamplePortals.start()) {
      SamplePortal portal = portals.portals().getFirst();
      endsWhereAnUndisturbedOneDoes(
          new Source(portal.url(), portal.kind().key(), portal.agency().value()), directory, 40);
    }
  }

  /** Some half an hour. */
  @Test
  @Tag("longest")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void killedTwoHundredTimesAHarvestOfFiveHundredDatasetsEndsWhereAnUndisturbedOneDoes(
      @TempDir Path directory) throws Exception {
    try (var datasets = new FiveHundredDatasets()) {
      endsWhereAnUndisturbedOneDoes(new Source(datasets.url(), "dcat", "H01"), directory, 200);
    }
  }

  private static void endsWhereAnUndisturbedOneDoes(Source source, Path directory, int kills)
      throws Exception {
    long begun = System.nanoTime();
    Process undisturbed = harvest(source, directory.resolve("undisturbed"));
    assertThat(undisturbed.waitFor(3, TimeUnit.MINUTES)).isTrue();
    long millis = millisSince(begun);

    Map<String, List<String>> expected = Crashes.state(directory.resolve("undisturbed"));

    var random = new Random(SEED);
    Path data = directory.resolve("killed");
    long known = 0;
    int killed = 0;
    while (killed < kills) {
      begun = System.nanoTime();
      Process process = harvest(source, data);
      if (process.waitFor(millis / 4 + random.nextLong(millis * 3 / 4), TimeUnit.MILLISECONDS)) {
        // It came to its end before it could be killed: the next one begins with nothing, and is
        // killed sooner (the first may have run beside other tests, at a third of the speed).
        millis = Math.min(millis, millisSince(begun));
        assertThat(Crashes.differences(expected, Crashes.state(data))).isEmpty();
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
        known = Crashes.allIsWell(data, known);
      }
    }
    assertThat(harvest(source, data).waitFor(3, TimeUnit.MINUTES)).isTrue();

    assertThat(Crashes.differences(expected, Crashes.state(data))).isEmpty();
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private static Process harvest(Source source, Path data) throws Exception {
    return Crashes.harvest(source.url(), source.kind(), source.agency(), data, List.of());
  }
}
