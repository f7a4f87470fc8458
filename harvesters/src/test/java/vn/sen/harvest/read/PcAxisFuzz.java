package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of PC-Axis. */
class PcAxisFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(
        bytes, file -> Contents.of(List.of(PcAxis.read(file, 0).table("px", Optional.empty()))));
  }

  static Stream<Arguments> seeds() {
    return Stream.of(
            """
            CHARSET="ANSI";
            AXIS-VERSION="2010";
            TITLE="Dân số" " theo tỉnh";
            TITLE[en]="Population";
            STUB="Tỉnh";
            HEADING="Năm";
            VALUES("Tỉnh")="Hà Nội","Huế";
            CODES("Tỉnh")="01","46";
            VALUES("Năm")="2023","2024";
            DATA=
            1 2.5
            ".." -3;
            """,
            "CHARSET=\"ANSI\";STUB=\"a\";VALUES(\"a\")=\"x\";DATA=1;")
        .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
  }
}
