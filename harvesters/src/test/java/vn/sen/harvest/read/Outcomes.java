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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.SharedCorpus;

/** What a person who looked at a file says must come out of it, written down in a resource. */
final class Outcomes {
  private static final int LONGEST_NAME = 240;
  private static final int START_OF_NAME = 160;

  private Outcomes() {}

  /** A test for each file of a resource: that what comes out of it is what stands there. */
  static Stream<DynamicTest> areThoseOf(String resource, Reading reading) throws IOException {
    return read(resource).entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue(), reading)));
  }

  private static void check(String file, List<String> expected, Reading reading) {
    List<Reading.Result> results = reading.all(SharedCorpus.require(file), ReadOptions.TYPED);

    assertThat(results.stream().map(Outcomes::of).toList()).isEqualTo(expected);
    for (Reading.Result result : results) {
      assertThat(result.rows()).hasSize((int) result.report().rows());
    }
  }

  /** One line for each table, by file, as they stand in the resource. */
  static Map<String, List<String>> read(String resource) throws IOException {
    var outcomes = new LinkedHashMap<String, List<String>>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Outcomes.class.getResourceAsStream(resource)),
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

  /** A table as it stands in the resource. */
  static String of(Reading.Result result) {
    ReadReport r = result.report();
    if (result.isRejected()) {
      return "rejected | " + r.message().en().lines().findFirst().orElse("");
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
                .map(c -> name(c.name()) + " " + c.type().key())
                .collect(Collectors.joining(", ")));
  }

  private static String name(String name) {
    String line = name.replace("|", "¦").replaceAll("\\s+", " ");
    return line.length() > LONGEST_NAME ? line.substring(0, START_OF_NAME) + "…" : line;
  }

  /** Files of folders of the shared corpus, named as they are in the resource. */
  static SortedSet<String> files(List<String> folders, Predicate<String> wanted)
      throws IOException {
    var found = new TreeSet<String>();
    for (String folder : folders) {
      Path root = SharedCorpus.require(folder);
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> folder + "/" + root.relativize(file))
            .filter(wanted)
            .forEach(found::add);
      }
    }
    return found;
  }
}
