package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
  /** Source: FIPS 180-4, the example of one block. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void textBytesStreamsAndFilesHaveTheHashOfTheStandard(@TempDir Path directory)
      throws IOException {
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(directory.resolve("abc"), bytes);

    assertThat(Sha256.of("abc")).isEqualTo(ABC);
    assertThat(Sha256.of(bytes)).isEqualTo(ABC);
    assertThat(Sha256.of(new ByteArrayInputStream(bytes))).isEqualTo(ABC);
    assertThat(Sha256.of(file)).isEqualTo(ABC);
  }

  @Test
  void onlyWhatIsWrittenAsHereHasTheForm() {
    assertThat(Sha256.isForm(ABC)).isTrue();
    assertThat(Sha256.isForm(ABC.toUpperCase(java.util.Locale.ROOT))).isFalse();
    assertThat(Sha256.isForm(ABC.substring(1))).isFalse();
    assertThat(Sha256.isForm("../" + ABC.substring(3))).isFalse();
  }
}
