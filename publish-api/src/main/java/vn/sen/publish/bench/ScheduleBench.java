package vn.sen.publish.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;
import vn.sen.publish.bench.HostileServer.Manner;
import vn.sen.vocab.SourceId;

/**
 * How much later the schedule begins its harvests when some of its sources are hostile: all are due
 * at once, each at an address of its own, and the 95th percentile of the others' start delay is
 * compared with that of a round in which those others are alone.
 */
public final class ScheduleBench {
  private static final int WARMING = 50;
  private static final int RECORDS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final PrintWriter out;
  private final Path work;
  private final Platforms platforms;

  /**
   * @param work an empty directory, cleared at the end
   */
  public ScheduleBench(PrintWriter out, Path work, Platforms platforms) {
    this.out = out;
    this.work = work;
    this.platforms = platforms;
  }

  /** Starts the platform under test on an empty directory. */
  @FunctionalInterface
  public interface Platforms {
    Platform open(Path data) throws IOException;
  }

  /** The platform under test, which asks for no attestations. */
  public interface Platform extends AutoCloseable {
    /** Registers a DCAT source that is due as soon as the schedule runs. */
    SourceId add(URI source);

    /** Starts the schedule. */
    void start();

    /** When each source's harvest began; those that have not begun are missing. */
    Map<SourceId, Instant> begun();

    @Override
    void close();
  }

  /** Measures with that many sources, and prints what came out. */
  public void run(int sources, int hostile) throws Exception {
    out.printf(
        Locale.ROOT, "%,d sources of %d records, %d of them hostile%n", sources, RECORDS, hostile);
    delays("warming", Math.min(WARMING, sources), 0);
    double alone = delays("alone", sources - hostile, 0);
    double beside = delays("beside", sources - hostile, hostile);
    double again = delays("alone", sources - hostile, 0);
    double reference = (alone + again) / 2;
    out.printf(
        Locale.ROOT,
        "p95 of the start delay   %.2f s alone, %.2f s beside hostile ones%n",
        reference,
        beside);
    out.printf(
        Locale.ROOT,
        "ratio beside / alone     %.3f, %+.2f s (at most 1.05, or 1 s)%n",
        beside / reference,
        beside - reference);
    out.flush();
  }

  private double delays(String name, int good, int hostile) throws Exception {
    Path data = Files.createTempDirectory(work, "data-");
    var closing = new ArrayList<AutoCloseable>();
    try (Platform platform = platforms.open(data)) {
      // Those who hold on come first in the line.
      for (int i = 0; i < hostile; i++) {
        var server =
            HostileServer.start(address(2, i), Manner.values()[i % Manner.values().length]);
        closing.add(server);
        platform.add(server.url());
      }
      var waited = new ArrayList<SourceId>();
      for (int i = 0; i < good; i++) {
        var source =
            SyntheticDcat.start(
                address(1, i),
                new SyntheticDcat.Shape(
                    i * RECORDS,
                    RECORDS,
                    RECORDS,
                    SyntheticDcat.Syntax.TURTLE,
                    SyntheticDcat.Caching.NONE));
        closing.add(source);
        waited.add(platform.add(source.url()));
      }
      Instant due = Instant.now();
      platform.start();
      double[] delays = await(platform, waited, due);
      double p95 = Timing.quantile(delays, 0.95);
      out.printf(
          Locale.ROOT,
          "  %s: %d others, start delay %.2f s in the middle, %.2f s at 95 %%%n",
          name,
          good,
          Timing.median(delays),
          p95);
      out.flush();
      return p95;
    } finally {
      for (AutoCloseable each : closing) {
        each.close();
      }
      PathUtils.deleteDirectory(data);
    }
  }

  private static double[] await(Platform platform, List<SourceId> waited, Instant due)
      throws InterruptedException {
    Instant end = due.plus(LONGEST);
    while (true) {
      Map<SourceId, Instant> begun = platform.begun();
      if (begun.keySet().containsAll(waited)) {
        return waited.stream()
            .mapToDouble(id -> Duration.between(due, begun.get(id)).toMillis() / 1e3)
            .toArray();
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "of %d sources only %d began within %s"
                .formatted(waited.size(), begun.size(), LONGEST));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** Requests to one host wait for each other: each source has one of its own. */
  private static InetAddress address(int group, int number) throws IOException {
    return InetAddress.getByAddress(
        new byte[] {127, (byte) group, (byte) (number / 250), (byte) (number % 250 + 1)});
  }
}
