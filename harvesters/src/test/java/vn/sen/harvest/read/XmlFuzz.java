package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** XML of records. */
class XmlFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(bytes, XmlFile::open);
  }

  static Stream<Arguments> seeds() {
    return Stream.of(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <tỉnh xmlns:x="urn:x">
             <bản id="1"><tên>Hà Nội</tên><x:ở><phố n="a">Huế</phố><phố>Tràng Tiền</phố></x:ở></bản>
             <bản id="2"><tên><![CDATA[a<b]]></tên>chữ &amp; số<!-- ghi chú --></bản>
             <?php x?><bản/>
            </tỉnh>
            """,
            "<a><b><c>1</c><c>2</c></b><d e='1'/><d e='2'/></a>")
        .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
  }
}
