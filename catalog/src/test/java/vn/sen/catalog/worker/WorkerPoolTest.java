package vn.sen.catalog.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.catalog.worker.WorkerOutcome.Died;
import vn.sen.catalog.worker.WorkerOutcome.Done;
import vn.sen.catalog.worker.WorkerOutcome.OverMemory;
import vn.sen.catalog.worker.WorkerOutcome.Threw;
import vn.sen.catalog.worker.WorkerOutcome.TimedOut;
import vn.sen.catalog.worker.WorkerOutcome.TooMuchOutput;

class WorkerPoolTest {
  private static final WorkerLimits TIGHT =
      new WorkerLimits(
          "48m",
          4L << 30,
          256L << 20,
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          8L << 20,
          8L << 20,
          2,
          128,
          50);

  private static Path directory;
  private static WorkerPool pool;

  @BeforeAll
  static void open(@TempDir Path temporary) throws Exception {
    directory = temporary;
    WorkerProgram.makeReadable(directory);
    var program =
        WorkerProgram.same(TestWorker.class.getName()).installedIn(directory.resolve("program"));
    pool = WorkerPool.open(program, TIGHT, directory.resolve("work"), 2);
  }

  @AfterAll
  static void close() throws Exception {
    pool.close();

    try (var left = Files.list(directory.resolve("work"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aJobReadsItsInputAndItsFilesComeBack() throws Exception {
    Path input = Files.writeString(directory.resolve("input.csv"), "a,b\n1,2\n");
    Path results = directory.resolve("results");

    WorkerOutcome outcome = pool.run("a", "copy", "copied.csv", List.of(input), results);

    assertThat(outcome).isEqualTo(new Done("8"));
    assertThat(results.resolve("copied.csv")).hasContent("a,b\n1,2\n");
  }

  @Test
  void aWorkerIsUsedAgain() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(run("echo", "same " + i)).isEqualTo(new Done("same " + i));
    }
  }

  @Test
  void largeInputsHaveAWorkerOfTheirOwn() throws Exception {
    Path small = Files.writeString(directory.resolve("small"), "x");
    Path large = directory.resolve("large");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(33 << 20);
    }

    WorkerOutcome forSmall = process("a", small);
    WorkerOutcome forLarge = process("a", large);
    assertThat(forLarge).isInstanceOf(Done.class).isNotEqualTo(forSmall);
    assertThat(process("a", large)).isEqualTo(forLarge);
    assertThat(process("a", small)).isEqualTo(forSmall);
    Files.delete(large);
  }

  private static WorkerOutcome process(String owner, Path input) throws Exception {
    return pool.run(owner, "process", "", List.of(input), directory.resolve("none"));
  }

  @ParameterizedTest(name = "{0} {1} ends as {2}, and the next job works")
  @CsvSource({
    "sleep, 60000, TimedOut",
    "heap, '', OverMemory",
    "resident, '', OverMemory",
    "exit, 3, Died",
    "halt, '', Died",
    "flood, '', TooMuchOutput",
    "fill, 1000, TooMuchOutput",
    "overflow, '', Threw",
    "unheard-of, '', Threw"
  })
  void aFaultCostsOneJob(String job, String request, String expected) throws Exception {
    WorkerOutcome outcome = run(job, request);

    assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
    switch (outcome) {
      case Done _ -> throw new AssertionError("not done");
      case Threw(String error) -> assertThat(error).containsAnyOf("StackOverflow", "no job");
      case Died(int exit, String lastWords) -> {
        assertThat(exit).isIn(3, 137);
        assertThat(lastWords).isEqualTo(exit == 3 ? "last words" : "");
      }
      case TimedOut(long seconds) -> assertThat(seconds).isBetween(3L, 10L);
      case OverMemory(long bytes) -> assertThat(bytes).isNotNegative();
      case TooMuchOutput(long bytes) -> assertThat(bytes).isGreaterThan(4L << 20);
    }
    assertThat(run("echo", "next")).isEqualTo(new Done("next"));
  }

  @Test
  void temporaryFilesMayBeLargerWhereTheInputIs() throws Exception {
    Path input = Files.write(directory.resolve("four"), new byte[4 << 20]);

    assertThat(pool.run("a", "fill", "14", List.of(input), directory.resolve("none")))
        .isEqualTo(new Done("14"));
    assertThat(run("fill", "6")).isEqualTo(new Done("6"));
    assertThat(run("fill", "14")).isInstanceOf(TooMuchOutput.class);
  }

  @Test
  void whatALibraryPrintsDoesNotDisturbTheAnswer() throws Exception {
    assertThat(run("print", "")).isEqualTo(new Done("printed"));
  }

  @Test
  void aWorkerServesOneOwnerAlone() throws Exception {
    Path input = Files.writeString(directory.resolve("of-one"), "x");

    WorkerOutcome first = process("one", input);
    WorkerOutcome other = process("another", input);

    assertThat(first).isInstanceOf(Done.class);
    assertThat(other).isInstanceOf(Done.class).isNotEqualTo(first);
    assertThat(process("one", input)).isEqualTo(first);
    assertThat(process("a third", input)).isNotIn(first, other);
  }

  @Test
  void aWorkerSeesNoEnvironmentNoNetworkAndCannotWriteItsInput() throws Exception {
    assumeThat(System.getProperty("os.name").toLowerCase(Locale.ROOT)).contains("linux");
    assumeThat(System.getProperty("user.name"))
        .as("full isolation needs root, setpriv and unshare")
        .isEqualTo("root");
    Path input = Files.writeString(directory.resolve("precious"), "precious");

    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WorkerOutcome outcome =
          pool.run(
              "a",
              "look",
              Integer.toString(server.getLocalPort()),
              List.of(input),
              directory.resolve("none"));

      assertThat(outcome).isEqualTo(new Done("user=65534 home=null writable=false loopback=false"));
    }
    assertThat(input).hasContent("precious");
  }

  private WorkerOutcome run(String job, String request) throws InterruptedException {
    return pool.run("a", job, request, List.of(), directory.resolve("none"));
  }
}
