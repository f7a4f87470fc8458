package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  @RegisterExtension final Reading reading = new Reading();

  @TestFactory
  Stream<DynamicTest> everyFileComesOutAsAPersonExpects() throws IOException {
    FOLDERS.forEach(SharedCorpus::require);
    return Outcomes.areThoseOf("corpus-outcomes.txt", reading);
  }

  @Test
  void noFileOfTheCorpusIsLeftOut() throws IOException {
    assertThat(Outcomes.read("corpus-outcomes.txt").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Outcomes.files(FOLDERS, file -> !NO_DATA.matcher(file).matches()));
  }
}
