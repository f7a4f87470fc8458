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
      throws IOException {
    Path dead = Files.createDirectories(temporary.resolve("sen-work-1/jobs")).getParent();
    Files.createFile(dead.resolve("lock"));
    Path living = Files.createDirectory(temporary.resolve("sen-work-2"));
    Path other = Files.createDirectory(temporary.resolve("sen-demo-3"));
    Files.createFile(other.resolve("lock"));

    try (FileChannel lock =
        FileChannel.open(
            living.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      Workers.sweep(temporary);
    }

    assertThat(temporary).isDirectoryNotContaining("glob:**sen-work-1");
    assertThat(living).exists();
    assertThat(other).exists();
  }
}
