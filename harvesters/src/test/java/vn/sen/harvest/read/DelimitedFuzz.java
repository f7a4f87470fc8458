package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Delimited text of any dialect. */
class DelimitedFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(bytes);
  }

  static Stream<Arguments> seeds() {
    return Stream.of(
            """
            Bảng 3. Dân số các tỉnh;;;
            mã;tên;dân số;ngày
            01;Hà Nội;8.435.700;31/12/2024
            46;"Huế; kinh đô";1.160.000;31/12/2024
            79;"Hồ Chí
            Minh";9.456.700;31/12/2024

            Tổng cộng;;20.304.700;
            """,
            """
            a,b,c
            1,2
            1,2,3,4
            "x ""y"\"",'z',null
            """,
            "x\ty\r\n1\t2\r3\t4\n",
            "# a\n# b\nx||y||z\n1||2||3\n",
            "tên      tuổi  nơi ở\nAn       12    Huế\nBình     7     Vinh\n")
        .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
  }
}
