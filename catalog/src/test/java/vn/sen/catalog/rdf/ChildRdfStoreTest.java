package vn.sen.catalog.rdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.RdfStore;
import vn.sen.catalog.RdfStore.Answer;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.OverloadedException;
import vn.sen.vocab.problem.StoreUnavailableException;

class ChildRdfStoreTest extends RdfStoreContract {
  private static final int HEAP_MEGABYTES = 128;
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Each row compares five texts with patterns that try every way to match. */
  private static final String TWO_REGULAR_EXPRESSIONS =
      """
      SELECT (COUNT(*) AS ?n) WHERE {
        ?a ?b ?c . ?d ?e ?f . ?g ?h ?i .
        FILTER(REGEX(CONCAT(STR(?a), STR(?d), STR(?g), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), "(a|a|aa)+$"))
        FILTER(REGEX(STR(?f), "^(([a-z])+.)+[A-Z]([a-z])+$"))
      }\
      """;

  @Override
  RdfStore open(Path directory) {
    return new ChildRdfStore(
        command(), directory, new ChildRdfStore.Settings(GRACE, Duration.ofSeconds(60)));
  }

  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(RdfProcess.javaFlags(HEAP_MEGABYTES));
    command.add(
        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(RdfProcessMain.class.getName());
    return command;
  }

  private ChildRdfStore child() {
    return (ChildRdfStore) store;
  }

  @Test
  void aQueryThatOverrunsEndsAndNothingElseSuffers() throws Exception {
    store.rebuild(3, Graphs.usual(0, 100).iterator());
    long begun = System.nanoTime();

    assertThatThrownBy(
            () -> store.query(TWO_REGULAR_EXPRESSIONS, "text/csv", Duration.ofSeconds(1)))
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("deadline");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    store.apply(4, List.of(Graphs.small(900, "Sau")));
    assertThat(store.reached()).isEqualTo(4);
    assertThat(count()).isEqualTo(100 * 60 + 3);
  }

  @Test
  void aQueryThatFillsTheMemoryCostsTheProcessAndNothingElse() throws Exception {
    store.rebuild(3, Graphs.usual(0, 50).iterator());
    String doubled = "\"0123456789abcdef\"";
    var bomb = new StringBuilder("SELECT (STRLEN(?x27) AS ?n) {\n BIND(" + doubled + " AS ?x0)\n");
    for (int i = 0; i < 27; i++) {
      bomb.append(
          " BIND(REPLACE(CONCAT(?x%d, ?x%d), \"0\", \"00\") AS ?x%d)\n".formatted(i, i, i + 1));
    }
    bomb.append("}");

    assertThatThrownBy(() -> store.query(bomb.toString(), "text/csv", Duration.ofSeconds(10)))
        .isInstanceOf(OverloadedException.class);

    store.apply(4, List.of(Graphs.small(900, "Sau")));
    assertThat(store.reached()).isEqualTo(4);
    assertThat(count()).isEqualTo(50 * 60 + 3);
  }

  @Test
  void aQueryThatReadsItsDeadlineIsStoppedWithoutHarm() throws Exception {
    store.rebuild(3, Graphs.usual(0, 300).iterator());
    long before = child().pid().orElseThrow();

    assertThatThrownBy(
            () ->
                store.query(
                    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
                    "text/csv",
                    Duration.ofSeconds(1)))
        .isInstanceOf(OverloadedException.class);

    assertThat(child().pid()).contains(before);
  }

  @Test
  void anAnswerThatBreaksOffHalfwayIsNoAnswer() throws Exception {
    store.rebuild(3, Graphs.usual(0, 300).iterator());

    assertThatThrownBy(
            () ->
                store.query("SELECT * { ?a ?b ?c . ?d ?e ?f }", "text/csv", Duration.ofMillis(800)))
        .isInstanceOfAny(OverloadedException.class, StoreUnavailableException.class);
  }

  @Test
  void killedAmidAnApplyItHasAllOfItOrNone() throws Exception {
    store.rebuild(1, Graphs.usual(0, 20).iterator());
    for (int round = 0; round < 3; round++) {
      long sequence = 10 + round;
      long before = store.reached();
      long statements = count();
      int datasets = 600;
      var changes = Graphs.usual(1_000 * (round + 1), 1_000 * (round + 1) + datasets).toList();
      var applying =
          CompletableFuture.runAsync(() -> store.apply(sequence, changes)).exceptionally(e -> null);
      TimeUnit.MILLISECONDS.sleep(150 + 350L * round);
      ProcessHandle.of(child().pid().orElseThrow()).orElseThrow().destroyForcibly();
      applying.get(2, TimeUnit.MINUTES);

      awaitUp();
      assertThat(store.reached()).isIn(before, sequence);
      assertThat(count())
          .isEqualTo(store.reached() == sequence ? statements + datasets * 60L : statements);
    }
    store.apply(99, List.of(Graphs.small(5, "Sau")));
    assertThat(store.reached()).isEqualTo(99);
  }

  @Test
  void endedAmidAnApplyAgainAndAgainItHasAllOfItOrNone(@TempDir Path apart) throws Exception {
    endAgainAndAgain(apart, 12);
  }

  @Test
  @Tag("slow")
  void endedAmidAnApplyHundredsOfTimesItHasAllOfItOrNone(@TempDir Path apart) throws Exception {
    endAgainAndAgain(apart, 300);
  }

  /** By turns it is asked to end, and killed. */
  private void endAgainAndAgain(Path apart, int rounds) throws Exception {
    var applied = new AtomicLong();
    for (int round = 0; round < rounds; round++) {
      try (var amid = (ChildRdfStore) open(apart)) {
        assertThat(amid.reached()).isIn(applied.get(), applied.get() + 1);
        applied.set(amid.reached());
        var applying =
            CompletableFuture.runAsync(
                    () -> {
                      while (true) {
                        long next = applied.get() + 1;
                        amid.apply(next, Graphs.usual((int) next, (int) next + 2).toList());
                        applied.set(next);
                      }
                    })
                .exceptionally(e -> null);
        TimeUnit.MILLISECONDS.sleep(100 + 37L * round % 200);
        if (round % 2 == 0) {
          ProcessHandle.of(amid.pid().orElseThrow()).orElseThrow().destroyForcibly();
        }
        amid.close();
        applying.get(2, TimeUnit.MINUTES);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 28, 40})
  void whatWasHalfWrittenIntoItsJournalIsDropped(int bytes, @TempDir Path apart) throws Exception {
    try (RdfStore whole = open(apart)) {
      whole.rebuild(7, Graphs.usual(0, 20).iterator());
    }
    byte[] torn = ByteBuffer.allocate(40).putInt(24).putInt(1).putInt(1).array();
    Files.write(journal(apart), Arrays.copyOf(torn, bytes), StandardOpenOption.APPEND);

    try (RdfStore mended = open(apart)) {
      assertThat(mended.reached()).isEqualTo(7);
      mended.apply(8, List.of(Graphs.small(1, "Mới")));
    }
    try (RdfStore again = open(apart)) {
      assertThat(again.reached()).isEqualTo(8);
    }
  }

  private static Path journal(Path store) throws IOException {
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(path -> path.endsWith("journal.jrnl")).findFirst().orElseThrow();
    }
  }

  @Test
  void aStoreThatAnotherProcessHasOpenIsNotTakenForDamaged(@TempDir Path apart) throws Exception {
    try (var first = (ChildRdfStore) open(apart)) {
      first.apply(7, List.of(Graphs.small(1, "Có")));
      try (RdfStore second = open(apart)) {
        TimeUnit.SECONDS.sleep(3);
        assertThat(second.isUp()).isFalse();
        first.close();
        assertThat(second.reached()).isEqualTo(7);
      }
    }
  }

  @Test
  void aStoreThatCannotBeOpenedAnyMoreIsBegunAnew(@TempDir Path apart) throws Exception {
    try (RdfStore whole = open(apart)) {
      whole.rebuild(7, Graphs.usual(0, 20).iterator());
      assertThat(whole.reached()).isEqualTo(7);
    }
    try (Stream<Path> all = Files.walk(apart)) {
      for (Path file :
          all.filter(path -> path.toString().matches(".*\\.(bpt|dat|idn|bdf|obj)")).toList()) {
        Files.write(file, new byte[(int) Files.size(file)]);
      }
    }

    try (RdfStore damaged = open(apart)) {
      assertThat(damaged.reached()).isZero();
      damaged.apply(8, List.of(Graphs.small(1, "Mới")));
      assertThat(damaged.reached()).isEqualTo(8);
    }
  }

  @Test
  void whileItStartsAgainQueriesFailAndChangesWait() throws Exception {
    ProcessHandle process = ProcessHandle.of(child().pid().orElseThrow()).orElseThrow();

    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);

    assertThatThrownBy(
            () -> {
              while (true) { // until the end of the process is noticed, and beyond
                store.query("ASK {}", "*/*", Duration.ofSeconds(5)).close();
              }
            })
        .isInstanceOf(StoreUnavailableException.class);
    store.apply(8, List.of());
    assertThat(store.reached()).isEqualTo(8);
    assertThat(store.isUp()).isTrue();
  }

  @Test
  void aProcessThatHangsIsKilledAndStartedAgain() throws Exception {
    long before = child().pid().orElseThrow();
    new ProcessBuilder("kill", "-STOP", Long.toString(before)).start().waitFor();

    assertThatThrownBy(
            () -> {
              while (true) { // until every thread of it stands still
                store.query("ASK {}", "*/*", Duration.ofSeconds(1)).close();
              }
            })
        .isInstanceOf(OverloadedException.class);

    store.apply(9, List.of());
    assertThat(child().pid().orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void aProcessThatCannotStartIsUnavailableAndNothingWaitsForEver(@TempDir Path directory) {
    try (var broken =
        new ChildRdfStore(
            List.of("/nowhere/java"),
            directory,
            new ChildRdfStore.Settings(GRACE, Duration.ofMillis(300)))) {
      assertThat(broken.isUp()).isFalse();
      assertThatThrownBy(() -> broken.query("ASK {}", "*/*", GRACE))
          .isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> broken.apply(1, List.of()))
          .isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(broken::reached).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void largeAnswersLeaveNoFileBehind(@TempDir Path directory) throws Exception {
    try (RdfStore other = open(directory)) {
      other.rebuild(1, Graphs.usual(0, 200).iterator());
      try (Answer answer =
          other.query("SELECT * { ?s ?p ?o }", "text/csv", Duration.ofSeconds(20))) {
        assertThat(answer.body().readAllBytes().length).isGreaterThan(300_000);
      }
      assertThat(files(directory.resolve("answers"))).isZero();
    }
  }

  @Test
  void aThousandDatasetsTakeLittleMemory() throws Exception {
    store.rebuild(1, Graphs.usual(0, 1_000).iterator());
    store.apply(2, Graphs.usual(0, 1_000).toList());
    store.compact();
    for (int i = 0; i < 200; i++) {
      csv("SELECT ?p ?o { <" + Graphs.name(i) + "> ?p ?o } ORDER BY ?o");
    }
    csv("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?n");

    long kilobytes =
        Files.readAllLines(Path.of("/proc/%d/status".formatted(child().pid().orElseThrow())))
            .stream()
            .filter(line -> line.startsWith("RssAnon:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow();
    assertThat(kilobytes / 1024).as("anonymous MB").isLessThan(300);
  }

  @Test
  void theProcessEndsWithTheOneThatStartedItAndAnswersNobodyElse(@TempDir Path directory)
      throws Exception {
    var command = new ArrayList<>(command());
    command.add(directory.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      in.write("a-token-that-is-long-enough\n".getBytes(StandardCharsets.UTF_8));
      in.flush();
      String line = out.readLine();
      while (!line.startsWith("{")) {
        line = out.readLine();
      }
      String base = "http://127.0.0.1:" + Json.mapper().readTree(line).path("port").asInt();

      assertThat(status(base + "/health", "a-token-that-is-long-enough")).isEqualTo(200);
      assertThat(status(base + "/sparql?query=ASK%7B%7D", "a-token-that-is-long-enough"))
          .isEqualTo(200);
      assertThat(status(base + "/stats", "a-token-that-is-long-enough")).isEqualTo(200);
      assertThat(status(base + "/apply", "a-token-that-is-long-enough")).isEqualTo(405);
      assertThat(status(base + "/elsewhere", "a-token-that-is-long-enough")).isEqualTo(404);
      for (String path : List.of("/health", "/sparql?query=ASK%7B%7D", "/stats", "/compact")) {
        assertThat(status(base + path, "another-token-of-this-length")).isEqualTo(401);
      }
    }

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private static int status(String uri, String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(uri))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private void awaitUp() throws InterruptedException {
    while (store.isUp()) { // the end of the old process may not have been noticed yet
      try {
        store.query("ASK {}", "*/*", Duration.ofSeconds(5));
        return;
      } catch (StoreUnavailableException e) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    while (!store.isUp()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static long files(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }
}
