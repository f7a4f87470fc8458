package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.ReadReport;
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

  @TestFactory
  Stream<DynamicTest> everyFileComesOutAsAPersonExpects() throws IOException {
    Map<String, List<String>> expected = outcomes();
    FOLDERS.forEach(SharedCorpus::require);
    return expected.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  @Test
  void noFileOfTheCorpusIsLeftOut() throws IOException {
    var found = new TreeSet<String>();
    for (String folder : FOLDERS) {
      Path root = SharedCorpus.require(folder);
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> folder + "/" + root.relativize(file))
            .filter(file -> !NO_DATA.matcher(file).matches())
            .forEach(found::add);
      }
    }

    assertThat(outcomes().keySet()).containsExactlyInAnyOrderElementsOf(found);
  }

  private void check(String file, List<String> expected) {
    try (var reading = new Reading(directory)) {
      List<Reading.Result> results = reading.all(SharedCorpus.require(file), ReadOptions.TYPED);

      assertThat(results.stream().map(CorpusTest::outcome).toList()).isEqualTo(expected);
      for (Reading.Result result : results) {
        assertThat(result.rows()).hasSize((int) result.report().rows());
      }
    }
  }

  /** As it stands in the file of outcomes. */
  static String outcome(Reading.Result result) {
    ReadReport r = result.report();
    if (result.isRejected()) {
      return "rejected | " + r.message().en();
    }
    return String.join(
        " | ",
        r.table().orElse("-"),
        r.format() + " " + r.encoding(),
        r.delimiter().replace("\t", "TAB"),
        "preamble " + r.preambleRows() + ", header " + r.headerRows(),
        "rows "
            + r.rows()
            + ", rejected "
            + r.rejectedRows()
            + ", aside "
            + r.setAsideRows()
            + ", nulled "
            + r.nulledCells(),
        r.columns().size()
            + ": "
            + r.columns().stream()
                .limit(12)
                .map(c -> c.name().replace("|", "¦") + " " + c.type().key())
                .collect(Collectors.joining(", ")));
  }

  private static Map<String, List<String>> outcomes() throws IOException {
    var outcomes = new LinkedHashMap<String, List<String>>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(CorpusTest.class.getResourceAsStream("corpus-outcomes.txt")),
                StandardCharsets.UTF_8))) {
      String file = "";
      for (String line : in.lines().toList()) {
        if (line.startsWith("  ")) {
          Objects.requireNonNull(outcomes.get(file)).add(line.strip());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          file = line.strip();
          outcomes.put(file, new ArrayList<>());
        }
      }
    }
    return outcomes;
  }
}
