package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {
  @Test
  void whatAKilledProgramLeftBehindGoesAndWhatALivingOneHasStays(@TempDir Path temporary)
      throws Exception {
    Path dead = Files.createDirectories(temporary.resolve("sen-work-1/jobs")).getParent();
    Files.createFile(dead.resolve("lock"));
    Path living = Files.createDirectory(temporary.resolve("sen-work-2"));
    Path other = Files.createDirectory(temporary.resolve("sen-demo-3"));
    Files.createFile(other.resolve("lock"));

    try (FileChannel lock =
        FileChannel.open(
            living.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      anotherProgramSweeps(temporary);
    }

    assertThat(temporary).isDirectoryNotContaining("glob:**sen-work-1");
    assertThat(living).exists();
    assertThat(other).exists();
  }

  @Test
  void twoPoolsOfOneProgramStayWhenAnotherProgramStarts() throws Exception {
    try (Workers first = Workers.start(1);
        Workers second = Workers.start(1)) {
      assertThat(first.directory()).isNotEqualTo(second.directory());
      anotherProgramSweeps(Path.of(System.getProperty("java.io.tmpdir")));

      assertThat(first.directory()).isNotEmptyDirectory();
      assertThat(second.directory()).isNotEmptyDirectory();
    }
  }

  private static void anotherProgramSweeps(Path temporary) throws Exception {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Sweeping.class.getName(),
                temporary.toString())
            .inheritIO()
            .start();
    assertThat(other.waitFor()).isZero();
  }

  /** Another program, as it starts. */
  static final class Sweeping {
    public static void main(String[] args) throws IOException {
      Workers.sweep(Path.of(args[0]));
    }
  }
}
