package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
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
 * Files that were found in the wild, each with the outcome a person expects, written down in {@code
 * corpus-outcomes.txt}.
 */
class CorpusTest {
  private static final List<String> FOLDERS =
      List.of(
          "corpus/csv/csv-spectrum",
          "corpus/csv/messytables",
          "corpus/csv/frictionless",
          "vn-data");

  /** What describes or tests the data beside it, and what was drawn as text for a screen. */
  private static final Pattern NO_DATA =
      Pattern.compile(
          "(?i).*\\.(json|geojson|jsonl|yaml|yml|md|js|dot|gitignore|gitattributes)|.*/\\.js\\.txt"
              + "|.*/fixtures/(?!template\\.xlsx).*");

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
    Map<String, List<String>> expected = Outcomes.read("corpus-outcomes.txt");
    FOLDERS.forEach(SharedCorpus::require);
    return expected.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  @Test
  void noFileOfTheCorpusIsLeftOut() throws IOException {
    assertThat(Outcomes.read("corpus-outcomes.txt").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Outcomes.files(FOLDERS, file -> !NO_DATA.matcher(file).matches()));
  }

  private void check(String file, List<String> expected) {
    List<Reading.Result> results = reading().all(SharedCorpus.require(file), ReadOptions.TYPED);

    assertThat(results.stream().map(Outcomes::of).toList()).isEqualTo(expected);
    for (Reading.Result result : results) {
      assertThat(result.rows()).hasSize((int) result.report().rows());
    }
  }
}
