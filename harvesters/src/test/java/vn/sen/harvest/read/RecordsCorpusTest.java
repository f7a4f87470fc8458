package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.SharedCorpus;

/**
 * The tables of the CSVW tests, and JSON that holds records: each comes out as {@code
 * records-outcomes.txt} says. JSON that only describes a table beside it gives a report.
 */
class RecordsCorpusTest {
  private static final String CSVW = "corpus/csv/w3c-csvw-tests";
  private static final List<String> JSON = List.of(CSVW, "corpus/csv/frictionless", "vn-data");

  @TempDir Path directory;
  private @Nullable Reading opened;

  @BeforeEach
  void open() {
    opened = new Reading(directory);
  }

  @AfterEach
  void close() {
    reading().close();
  }

  private Reading reading() {
    return Objects.requireNonNull(opened);
  }

  @TestFactory
  Stream<DynamicTest> everyFileComesOutAsAPersonExpects() throws IOException {
    JSON.forEach(SharedCorpus::require);
    return Outcomes.read("records-outcomes.txt").entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  @Test
  void noTableIsLeftOut() throws IOException {
    assertThat(Outcomes.read("records-outcomes.txt").keySet())
        .containsAll(Outcomes.files(List.of(CSVW), file -> file.endsWith(".csv")))
        .containsAll(Outcomes.files(List.of("vn-data"), file -> file.matches(".*\\.(geo)?json")));
  }

  private void check(String file, List<String> expected) {
    List<Reading.Result> results = reading().all(SharedCorpus.require(file), ReadOptions.TYPED);

    assertThat(results.stream().map(Outcomes::of).toList()).isEqualTo(expected);
    for (Reading.Result result : results) {
      assertThat(result.rows()).hasSize((int) result.report().rows());
    }
  }

  @Test
  void jsonThatDescribesATableGivesAReport() throws IOException {
    Map<String, List<String>> judged = Outcomes.read("records-outcomes.txt");
    Reading reading = reading();
    for (String file :
        Outcomes.files(
            JSON, file -> file.matches(".*\\.(geo|nd)?jsonl?") && !judged.containsKey(file))) {
      List<Reading.Result> results = reading.all(SharedCorpus.require(file), ReadOptions.TYPED);

      assertThat(results).as(file).isNotEmpty();
      for (Reading.Result result : results) {
        assertThat(result.report().message().en()).as(file).doesNotContain("cannot be written");
        assertThat(result.rows()).as(file).hasSize((int) result.report().rows());
      }
    }
  }
}
