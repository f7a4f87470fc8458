package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.problem.ConflictException;

class DataDirectoryTest {

  @Test
  void theFirstStartFixesTheBaseAndMakesAToken(@TempDir Path place) throws IOException {
    Path root = place.resolve("data");
    String token;
    try (var data = DataDirectory.open(root)) {
      assertThat(data.baseIri(URI.create("https://du-lieu.vn"))).hasToString("https://du-lieu.vn/");
      token = data.token();
      for (var each : DataDirectory.Place.values()) {
        assertThat(data.path(each)).isDirectory();
      }
    }
    try (var data = DataDirectory.open(root)) {
      assertThat(data.baseIri(URI.create("http://localhost:8080/")))
          .hasToString("https://du-lieu.vn/");
      assertThat(data.token()).isEqualTo(token).hasSizeGreaterThan(40);
    }
    assertThat(DataDirectory.findToken(root)).contains(token);
    assertThat(mode(root.resolve("token"))).isEqualTo("rw-------");
    assertThat(mode(root)).isEqualTo("rwx--x--x");
    assertThat(mode(root.resolve("journal"))).isEqualTo("rwx------");
  }

  @Test
  void aSecondOpeningIsRefusedAndNamesTheFirst(@TempDir Path root) throws IOException {
    try (var data = DataDirectory.open(root)) {
      data.announce(8080);

      assertThatThrownBy(() -> DataDirectory.open(root))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
          .hasMessageContaining("8080");
      assertThat(DataDirectory.findHolder(root))
          .contains(new DataDirectory.Holder(ProcessHandle.current().pid(), OptionalInt.of(8080)));
    }
    assertThat(DataDirectory.findHolder(root)).isEmpty();
  }

  @Test
  void aProcessThatWasKilledHoldsNothing(@TempDir Path root) throws Exception {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holding.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = other.inputReader()) {
      assertThat(out.readLine()).isEqualTo("held");
      assertThat(DataDirectory.findHolder(root).orElseThrow().pid()).isEqualTo(other.pid());
      assertThatThrownBy(() -> DataDirectory.open(root))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining(Long.toString(other.pid()));
    } finally {
      other.destroyForcibly().waitFor();
    }

    try (var data = DataDirectory.open(root)) {
      assertThat(Files.exists(data.root())).isTrue();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Holds a data directory until it is killed. */
  static final class Holding {
    private Holding() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (var data = DataDirectory.open(Path.of(arguments[0]))) {
        System.out.println("held");
        Thread.sleep(60_000);
        data.announce(1);
      }
    }
  }
}
