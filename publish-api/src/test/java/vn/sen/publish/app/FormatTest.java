package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The formatter runs here, not as a Maven plugin, because it needs the JDK that the sources are
 * written for, and Maven may run on an older one.
 */
class FormatTest {

  @Test
  void everySourceIsFormattedAsTheFormatterWouldWriteIt() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    var arguments = new ArrayList<>(List.of("--dry-run"));
    for (String module : List.of("vocab", "catalog", "harvesters", "publish-api")) {
      javaFiles(root.resolve(module).resolve("src")).map(Path::toString).forEach(arguments::add);
    }
    var unformatted = new StringWriter();
    var faults = new StringWriter();

    new Main(
            new PrintWriter(unformatted, true),
            new PrintWriter(faults, true),
            new ByteArrayInputStream(new byte[0]))
        .format(arguments.toArray(String[]::new));

    assertThat(faults.toString()).isEmpty();
    assertThat(unformatted.toString()).as("not formatted: run ./sen format").isBlank();
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
