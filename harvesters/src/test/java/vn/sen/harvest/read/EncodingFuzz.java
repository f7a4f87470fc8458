package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text in any encoding, known and unknown. */
class EncodingFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(
        bytes,
        file -> {
          FoundEncoding encoding = EncodingDetector.detect(file);
          if (!encoding.isUtf8AsItStands()) {
            Path text = ANY.directory().resolve("text");
            Transcoder.transcode(file, encoding, text);
            assertThat(Files.readString(text)).isEqualTo(Files.readString(text));
          }
          return Contents.of(List.of());
        });
  }

  static Stream<Arguments> seeds() {
    String text = "tên,tỉnh\nNguyễn Thị Bưởi,Hà Nội\nĐỗ Hữu Vĩnh,Thừa Thiên Huế\n";
    return Stream.concat(
            Stream.of(UTF_8, UTF_16LE, UTF_16BE, UTF_16, Charset.forName("windows-1258"))
                .map(charset -> text.getBytes(charset)),
            IntStream.rangeClosed(1, 4).mapToObj(column -> legacy(text, column)))
        .map(bytes -> Arguments.of((Object) bytes));
  }

  private static byte[] legacy(String text, int column) {
    var out = new ByteArrayOutputStream();
    text.chars().forEach(letter -> out.writeBytes(LegacyTable.bytes((char) letter, column)));
    return out.toByteArray();
  }
}
