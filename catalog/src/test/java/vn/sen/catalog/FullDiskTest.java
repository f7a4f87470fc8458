package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.problem.StoreUnavailableException;

/** On a real file system of four megabytes. */
class FullDiskTest {

  @Test
  void aFullDiskRefusesWritesWhileReadsGoOn(@TempDir Path place, @TempDir Path elsewhere)
      throws Exception {
    assumeThat(System.getProperty("user.name"))
        .as("mounting a small disk takes root")
        .isEqualTo("root");
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place.toString()))
        .as("this machine lets nobody mount")
        .isZero();
    try (var journal = SqliteJournal.open(place, Clock.systemUTC())) {
      ReleaseFiles small =
          DirectoryFiles.open(
              place.resolve("files"),
              MasterKey.load(Optional.empty(), place.resolve("master.key")));
      String kept = small.put(file(elsewhere, "kept"));
      DatasetId id = new DatasetId("0000000001");
      journal.append(List.of(Samples.admitted(id, "portal", "a", "Còn chỗ")));
      Path big = Files.write(elsewhere.resolve("big"), new byte[8 * 1024 * 1024]);

      assertThatThrownBy(() -> small.put(big))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("đầy")
          .hasMessageContaining("full");
      assertThatThrownBy(() -> small.seal(big)).isInstanceOf(StoreUnavailableException.class);
      assertThat(small.temporaryDirectory()).isEmptyDirectory();

      Path ballast = place.resolve("ballast");
      fill(ballast);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  journal.append(
                      List.of(Samples.admitted(id, "portal", "a", "Hết chỗ ".repeat(100) + i)));
                }
              })
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("full");
      long acknowledged = journal.head();
      assertThat(journal.find(id)).isPresent();
      assertThat(small.find(kept).orElseThrow()).hasContent("kept");

      Files.delete(ballast);
      assertThat(journal.append(List.of(Samples.admitted(id, "portal", "a", "Lại có chỗ"))))
          .isEqualTo(acknowledged + 1);
      assertThat(small.put(file(elsewhere, "again"))).isEqualTo(Samples.sha256("again"));
      assertThat(journal.inspect()).isEmpty();
    } finally {
      assertThat(run("umount", place.toString())).isZero();
    }
  }

  private static void fill(Path ballast) throws IOException {
    try (var out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static int run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static Path file(Path directory, String content) throws IOException {
    return Files.writeString(directory.resolve(content), content);
  }
}
