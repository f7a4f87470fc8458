package vn.sen.catalog.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.StoreUnavailableException;

/** Secrets in a real operational database, under a real master key. */
class SealedVaultTest {
  private static final byte[] SECRET = "chim-yen-trong-ham".getBytes(StandardCharsets.UTF_8);
  private static final SourceId SOURCE = new SourceId("nguon");

  @TempDir Path directory;

  private MasterKey key(String name) throws IOException {
    return MasterKey.load(Optional.empty(), directory.resolve(name));
  }

  @Test
  void whatWasPutIsFoundAfterARestartAndNowhereOnTheDisk() throws Exception {
    try (var operations = SqliteOperations.open(directory)) {
      var vault = new SealedVault(operations.secrets(), key("master.key"));
      vault.put(SOURCE, "basic", "truoc-do-khac-han".getBytes(StandardCharsets.UTF_8));
      vault.put(SOURCE, "header", SECRET);
    }
    try (var operations = SqliteOperations.open(directory)) {
      var vault = new SealedVault(operations.secrets(), key("master.key"));

      assertThat(vault.find(SOURCE)).contains(SECRET);
      assertThat(vault.kinds()).isEqualTo(Map.of(SOURCE, "header"));
      assertThat(vault.find(new SourceId("khac"))).isEmpty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("chim-yen", "truoc-do");
      }
    }
  }

  @Test
  void whatIsRemovedIsGoneSealedToo() throws Exception {
    try (var operations = SqliteOperations.open(directory)) {
      var vault = new SealedVault(operations.secrets(), key("master.key"));
      vault.put(SOURCE, "basic", SECRET);
      byte[] sealed = operations.secrets().find(SOURCE).orElseThrow();

      vault.remove(SOURCE);

      assertThat(vault.find(SOURCE)).isEmpty();
      assertThat(vault.kinds()).isEmpty();
      String marks = new String(sealed, StandardCharsets.ISO_8859_1);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(marks);
        }
      }
    }
  }

  @Test
  void underAnotherKeyOrForAnotherSourceNothingOpens() throws Exception {
    try (var operations = SqliteOperations.open(directory)) {
      new SealedVault(operations.secrets(), key("master.key")).put(SOURCE, "basic", SECRET);

      assertThatThrownBy(() -> new SealedVault(operations.secrets(), key("other.key")).find(SOURCE))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("sen source credentials nguon");
      var moved = new SourceId("ke-trom");
      operations.secrets().put(moved, "basic", operations.secrets().find(SOURCE).orElseThrow());
      assertThatThrownBy(() -> new SealedVault(operations.secrets(), key("master.key")).find(moved))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }
}
