package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.vocab.rdf.Canonical;

/** Harvests in processes of their own that may be killed, and what is found in their data after. */
final class Crashes {
  private Crashes() {}

  /**
   * Starts {@code sen harvest}.
   *
   * @param flags of the JVM, besides the usual ones
   */
  static Process harvest(URI source, String kind, String agency, Path data, List<String> flags)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "harvest",
            source.toString(),
            "--kind",
            kind,
            "--agency",
            agency,
            "--allow-host",
            source.getHost(),
            "--data",
            data.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Every invariant holds, and no entry of the journal is gone; gives the last entry. */
  static long allIsWell(Path data, long known) throws Exception {
    try (Program program = Program.open(Settings.load(data))) {
      assertThat(program.settle(Duration.ofSeconds(60))).isTrue();
      assertThat(program.inspect()).isEmpty();
      long head = program.catalog().lag().journal();
      assertThat(head).isGreaterThanOrEqualTo(known);
      return head;
    }
  }

  /**
   * What a visitor can see, by the names the source gave (ids and times differ, and a part of a
   * table names its dataset): each dataset's description, its tables with their versions and rows,
   * its files.
   */
  static Map<String, List<String>> state(Path data) throws Exception {
    var state = new TreeMap<String, List<String>>();
    try (Program program = Program.open(Settings.load(data))) {
      assertThat(program.settle(Duration.ofSeconds(60))).isTrue();
      assertThat(program.inspect()).isEmpty();
      Optional<String> cursor = Optional.empty();
      do {
        var page =
            program
                .catalog()
                .search(
                    new SearchQuery(
                        "",
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        SearchQuery.Sort.TITLE,
                        500,
                        cursor));
        for (var hit : page.hits()) {
          DatasetEntry entry = program.catalog().find(hit.document().id()).orElseThrow();
          assertThat(state.put(entry.record().identifier(), lines(entry))).isNull();
        }
        cursor = page.next();
      } while (cursor.isPresent());
    }
    assertThat(state).isNotEmpty();
    return state;
  }

  /** The first datasets that differ; empty when none does. */
  static List<String> differences(
      Map<String, List<String>> expected, Map<String, List<String>> found) {
    var names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
        .map(name -> "%s: %s became %s".formatted(name, expected.get(name), found.get(name)))
        .limit(5)
        .toList();
  }

  private static List<String> lines(DatasetEntry entry) {
    var lines = new ArrayList<String>();
    lines.add(Canonical.hash(Canonical.nquads(entry.record().description())));
    for (TableEntry table : entry.tables()) {
      lines.add(
          "%s %d %s %d %s"
              .formatted(
                  table.id().slug(),
                  table.latest().id().number(),
                  table.latest().state(),
                  table.latest().rows(),
                  table.latest().received().sha256()));
    }
    entry.files().forEach(file -> lines.add(file.sha256()));
    return lines;
  }
}
