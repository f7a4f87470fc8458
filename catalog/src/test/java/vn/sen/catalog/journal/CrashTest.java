package vn.sen.catalog.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Event;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Samples;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;

/** A process that appends is killed at any moment; the next one goes on where it was. */
class CrashTest {

  @Test
  void nothingAcknowledgedIsLostWhenTheProcessIsKilled(@TempDir Path directory) throws Exception {
    killAgainAndAgain(directory, 6, 20260301);
  }

  @Test
  @Tag("slow")
  void nothingAcknowledgedIsLostInSixtyKills(@TempDir Path directory) throws Exception {
    killAgainAndAgain(directory, 60, 42);
  }

  private static void killAgainAndAgain(Path directory, int rounds, long seed) throws Exception {
    var random = new Random(seed);
    long before = 0;
    for (int round = 0; round < rounds; round++) {
      long acknowledged = appendUntilKilled(directory, random, round);

      try (Journal journal = SqliteJournal.open(directory, Clock.systemUTC())) {
        assertThat(journal.head())
            .as("round %d", round)
            .isGreaterThanOrEqualTo(acknowledged)
            .isGreaterThan(before);
        // All of it is looked at now and then: the journal grows with every round.
        if (round % 20 == 9 || round == rounds - 1) {
          assertThat(journal.inspect()).as("round %d", round).isEmpty();
        }
        assertThat(journal.after(acknowledged - 1, 1)).hasSize(1);
        before = journal.head();
      }
    }
  }

  /** The last sequence number that the process said was durable. */
  private static long appendUntilKilled(Path directory, Random random, int round)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Appending.class.getName(),
                directory.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long acknowledged = 0;
    try (BufferedReader out = process.inputReader()) {
      int lines = 1 + random.nextInt(40);
      for (int i = 0; i < lines; i++) {
        String line = out.readLine();
        assertThat(line).as("what the process says in round %d", round).endsWith(";");
        acknowledged = sequence(line);
      }
      Thread.sleep(0, random.nextInt(999_999));
      process.destroyForcibly(); // SIGKILL
      // What it managed to say before it died counts too.
      for (String line; (line = readOrEnd(out)) != null && line.endsWith(";"); ) {
        acknowledged = sequence(line);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  /** A whole line ends in a semicolon. */
  private static long sequence(String line) {
    return Long.parseLong(line.substring(0, line.length() - 1));
  }

  private static @Nullable String readOrEnd(BufferedReader out) {
    try {
      return out.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /** Appends for ever: single events and groups, of all the kinds that touch a dataset. */
  static final class Appending {
    private Appending() {}

    public static void main(String[] arguments) {
      try (Journal journal = SqliteJournal.open(Path.of(arguments[0]), Clock.systemUTC())) {
        int round = Integer.parseInt(arguments[1]);
        for (int i = 0; ; i++) {
          System.out.println(journal.append(events(round, i)) + ";");
        }
      }
    }

    private static List<Event> events(int round, int i) {
      var id = new DatasetId("%05d%05d".formatted(round, i));
      var table = new TableId(id, "t");
      var events = new ArrayList<Event>();
      events.add(Samples.admitted(id, "portal", "r%d-%d".formatted(round, i), "Số " + i));
      switch (i % 4) {
        case 0 -> {
          events.add(Samples.judged(table, 1, TableState.PUBLISHED));
          events.add(Samples.judged(table, 2, TableState.QUARANTINED));
        }
        case 1 -> {
          for (int more = 0; more < 200; more++) {
            events.add(
                Samples.admitted(
                    new DatasetId("%03d%04d%03d".formatted(round, i, more)),
                    "other",
                    "m%d-%d-%d".formatted(round, i, more),
                    "Thêm " + more));
          }
        }
        case 2 ->
            events.add(
                new Event.RecordRemoved(
                    id, new SourceId("portal"), "r%d-%d".formatted(round, i), "gone", "run"));
        default -> {}
      }
      return events;
    }
  }
}
