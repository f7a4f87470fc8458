package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.failpoint.Failpoint;
import vn.sen.failpoint.FailpointAgent;

/**
 * A harvest of 500 datasets, ended right before and right after whatever makes something last or
 * visible: each sync, rename, commit, batch for the RDF store and refresh of the index.
 */
class FailpointTest {
  private static final int KILLED = 137;

  /** A point, and the how manyeth time it is passed. */
  private record Passing(String point, int occurrence) {}

  @Test
  @Tag("slow")
  void endedAtTheFirstCommitAndTheLastItEndsWhereAnUndisturbedOneDoes(@TempDir Path directory)
      throws Exception {
    everyEndLeadsToTheSameState(
        directory,
        passed ->
            passed.entrySet().stream()
                .filter(point -> point.getKey().equals("after commit journal/journal.db"))
                .flatMap(
                    point ->
                        List.of(
                            new Passing(point.getKey(), 1),
                            new Passing(point.getKey(), point.getValue()))
                            .stream())
                .toList());
  }

  /** Some half an hour. */
  @Test
  @Tag("longest")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void endedAtAnyPointItEndsWhereAnUndisturbedOneDoes(@TempDir Path directory) throws Exception {
    everyEndLeadsToTheSameState(directory, FailpointTest::several);
  }

  /** Each point: the first times, in the middle, the last. */
  private static List<Passing> several(Map<String, Integer> passed) {
    var chosen = new ArrayList<Passing>();
    passed.forEach(
        (point, times) ->
            new LinkedHashSet<>(List.of(1, Math.min(2, times), (times + 1) / 2, times))
                .forEach(occurrence -> chosen.add(new Passing(point, occurrence))));
    return chosen;
  }

  private static void everyEndLeadsToTheSameState(
      Path directory, Function<Map<String, Integer>, List<Passing>> choose) throws Exception {
    Path agent = agent(directory);
    try (var datasets = new FiveHundredDatasets()) {
      Path undisturbed = directory.resolve("undisturbed");
      Path notes = directory.resolve("notes");
      assertThat(harvest(datasets, undisturbed, agent, "note=" + notes))
          .isIn(Exit.DONE, Exit.FOUND);
      Map<String, List<String>> expected = Crashes.state(undisturbed);
      assertThat(expected).hasSize(FiveHundredDatasets.COUNT);
      List<Passing> chosen = choose.apply(passed(notes));
      assertThat(chosen).isNotEmpty();

      for (Passing passing : chosen) {
        Path data = directory.resolve("data");
        int exit =
            harvest(
                datasets,
                data,
                agent,
                "kill=%d %s".formatted(passing.occurrence(), passing.point()));
        // What threads pass in another order may be passed less often: then it came to its end.
        assertThat(exit).as("%s", passing).isIn(Exit.DONE, Exit.FOUND, KILLED);
        assertThat(harvest(datasets, data, agent, "note=" + directory.resolve("again")))
            .isIn(Exit.DONE, Exit.FOUND);
        assertThat(Crashes.differences(expected, Crashes.state(data))).as("%s", passing).isEmpty();
        PathUtils.deleteDirectory(data);
      }
    }
  }

  private static int harvest(FiveHundredDatasets datasets, Path data, Path agent, String argument)
      throws Exception {
    Process process =
        Crashes.harvest(
            datasets.url(), "dcat", "H01", data, List.of("-javaagent:" + agent + "=" + argument));
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** How often each point was passed. */
  private static Map<String, Integer> passed(Path notes) throws IOException {
    return Files.readAllLines(notes).stream()
        .collect(
            Collectors.groupingBy(point -> point, TreeMap::new, Collectors.summingInt(_ -> 1)));
  }

  private static Path agent(Path directory) throws IOException {
    Path jar = directory.resolve("failpoints.jar");
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", FailpointAgent.class.getName());
    main.putValue("Boot-Class-Path", jar.getFileName().toString());
    main.putValue("Can-Retransform-Classes", "true");
    try (OutputStream out = Files.newOutputStream(jar);
        var entries = new JarOutputStream(out, manifest)) {
      for (String name :
          List.of(
              Failpoint.class.getName(),
              FailpointAgent.class.getName(),
              FailpointAgent.class.getName() + "$Watched",
              FailpointAgent.class.getName() + "$1")) {
        String path = name.replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(path));
        try (InputStream in = FailpointTest.class.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(entries);
        }
      }
    }
    return jar;
  }
}
