package vn.sen.catalog.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.Samples;

/** What every store of release files promises. */
abstract class ReleaseFilesContract {
  Path directory;
  ReleaseFiles files;

  /** Opens the store in {@code directory}, again when there is one. */
  abstract ReleaseFiles open(Path directory) throws IOException;

  @BeforeEach
  void openThem(@TempDir Path temporary) throws IOException {
    directory = temporary;
    files = open(directory);
  }

  Path file(String content) throws IOException {
    return Files.writeString(
        Files.createTempFile(files.temporaryDirectory(), "test", null), content);
  }

  String content(String sha256) throws IOException {
    try (InputStream bytes = files.open(sha256).orElseThrow()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aPublicFileIsFoundUnderItsHash() throws IOException {
    String sha256 = files.put(file("xin chào"));

    assertThat(sha256).isEqualTo(Samples.sha256("xin chào"));
    assertThat(files.find(sha256).orElseThrow()).hasContent("xin chào");
    assertThat(content(sha256)).isEqualTo("xin chào");
    assertThat(files.put(file("xin chào"))).isEqualTo(sha256);
    assertThat(files.find(Samples.sha256("other"))).isEmpty();
    assertThat(files.open(Samples.sha256("other"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000, 262_144})
  void sealedBytesComeBackForStewardsOnly(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Path file = Files.write(file(""), bytes);

    String sha256 = files.seal(file);

    assertThat(files.find(sha256)).isEmpty();
    try (InputStream open = files.open(sha256).orElseThrow()) {
      assertThat(open.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void nothingOnTheDiskShowsWhatIsSealed() throws IOException {
    files.seal(file("số căn cước 001099000001"));

    try (var all = Files.walk(directory)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        if (!path.getFileName().toString().startsWith("test")) {
          assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).doesNotContain("001099");
        }
      }
    }
  }

  @Test
  void anUnsealedFileIsPublic() throws IOException {
    String sha256 = files.seal(file("checked"));

    files.unseal(sha256);
    files.unseal(sha256);

    assertThat(files.find(sha256).orElseThrow()).hasContent("checked");
    assertThatThrownBy(() -> files.unseal(Samples.sha256("other"))).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsPublicStaysSoWhenTheSameBytesAreSealed() throws IOException {
    String sha256 = files.put(file("both"));

    files.seal(file("both"));

    assertThat(files.find(sha256)).isPresent();
  }

  @Test
  void erasedBytesAreGone() throws IOException {
    String open = files.put(file("public"));
    String sealed = files.seal(file("sealed"));

    files.erase(open);
    files.erase(sealed);
    files.erase(sealed);

    assertThat(files.find(open)).isEmpty();
    assertThat(files.open(open)).isEmpty();
    assertThat(files.open(sealed)).isEmpty();
    assertThatThrownBy(() -> files.unseal(sealed)).isInstanceOf(IOException.class);
  }

  @Test
  void everythingIsThereAfterOpeningAgain() throws IOException {
    String open = files.put(file("public"));
    String sealed = files.seal(file("sealed"));

    files = open(directory);

    assertThat(content(open)).isEqualTo("public");
    assertThat(content(sealed)).isEqualTo("sealed");
  }

  @Test
  void onlyHashesAreNames() {
    assertThatThrownBy(() -> files.find("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
