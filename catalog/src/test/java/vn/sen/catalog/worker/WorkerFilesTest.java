package vn.sen.catalog.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFilesTest {
  @TempDir Path directory;

  @Test
  void onlyFilesOfItsOwnMayBeNamed() throws Exception {
    Path results = Files.createDirectory(directory.resolve("results"));
    Path own = Files.writeString(results.resolve("t1.typed.parquet"), "rows");
    Path secret = Files.writeString(directory.resolve("master.key"), "key");
    Files.createDirectory(results.resolve("folder"));
    Files.createSymbolicLink(results.resolve("link"), secret);

    assertThat(WorkerFiles.find(results, "t1.typed.parquet")).contains(own);
    assertThat(WorkerFiles.find(results, secret.toString())).isEmpty();
    assertThat(WorkerFiles.find(results, "../master.key")).isEmpty();
    assertThat(WorkerFiles.find(results, "folder/../../master.key")).isEmpty();
    assertThat(WorkerFiles.find(results, "link")).isEmpty();
    assertThat(WorkerFiles.find(results, "folder")).isEmpty();
    assertThat(WorkerFiles.find(results, "")).isEmpty();
    assertThat(WorkerFiles.find(results, "a\0b")).isEmpty();
    assertThat(WorkerFiles.find(results, "missing")).isEmpty();
  }
}
