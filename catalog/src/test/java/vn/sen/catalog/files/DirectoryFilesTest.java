package vn.sen.catalog.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.catalog.ReleaseFiles;

class DirectoryFilesTest extends ReleaseFilesContract {

  @Override
  ReleaseFiles open(Path directory) throws IOException {
    return DirectoryFiles.open(
        directory.resolve("files"),
        MasterKey.load(Optional.empty(), directory.resolve("master.key")));
  }

  @Test
  void publishedFilesAreForReadingOnly() throws IOException {
    Path place = files.find(files.put(file("public"))).orElseThrow();

    assertThat(mode(place)).isEqualTo("r--r--r--");
    assertThat(mode(Tree.folder(place))).isEqualTo("rwxr-xr-x");
    assertThat(mode(directory.resolve("files/sealed"))).isEqualTo("rwx------");
    assertThat(mode(directory.resolve("master.key"))).isEqualTo("rw-------");
  }

  @Test
  void bytesTakeUpRoomUntilTheyAreErased() throws IOException {
    String open = files.put(file("public"));
    String sealed = files.seal(file("sealed"));

    assertThat(files.size(open)).hasValue("public".length());
    assertThat(files.size(sealed).orElseThrow()).isGreaterThan("sealed".length());
    files.erase(sealed);
    assertThat(files.size(sealed)).isEmpty();
  }

  @Test
  void whatACrashLeftUnfinishedIsClearedAtTheNextStart() throws IOException {
    Path leftover = file("half");
    Files.createDirectory(files.temporaryDirectory().resolve("folder"));
    Files.writeString(files.temporaryDirectory().resolve("folder/x"), "half");

    files = open(directory);

    assertThat(leftover).doesNotExist();
    assertThat(files.temporaryDirectory()).isEmptyDirectory();
  }

  @Test
  void sealedBytesNeedTheRightMasterKey() throws IOException {
    String sha256 = files.seal(file("sealed"));
    ReleaseFiles others =
        DirectoryFiles.open(
            directory.resolve("files"),
            MasterKey.load(Optional.empty(), directory.resolve("other.key")));

    assertThatThrownBy(() -> others.open(sha256))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("master key");
  }

  @Test
  void aDamagedOrCutSealedFileIsNoticed() throws IOException {
    Path file = file("");
    Files.write(file, new byte[150_000]);
    String sha256 = files.seal(file);
    Path sealed =
        directory.resolve(
            "files/sealed/" + sha256.substring(0, 2) + "/" + sha256.substring(2) + ".sealed");
    byte[] whole = Files.readAllBytes(sealed);

    int chunk = 64 * 1024 + 16;
    byte[] changed = whole.clone();
    changed[100_000] ^= 1;
    byte[] swapped = whole.clone();
    System.arraycopy(whole, chunk, swapped, 0, chunk);
    System.arraycopy(whole, 0, swapped, chunk, chunk);
    for (byte[] damaged :
        List.of(
            changed,
            swapped,
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, 2 * chunk),
            Arrays.copyOf(whole, chunk),
            new byte[0])) {
      Files.write(sealed, damaged);
      assertThatThrownBy(
              () -> {
                try (InputStream bytes = files.open(sha256).orElseThrow()) {
                  bytes.readAllBytes();
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aMasterKeyMustBeOne() {
    assertThatThrownBy(() -> MasterKey.load(Optional.of("c2hvcnQ="), directory.resolve("k")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes")
        .hasMessageNotContaining("c2hvcnQ=");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
