package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The XML of Excel 2003. */
class XmlWorkbookFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(bytes, file -> AnyBytes.sheets(XmlWorkbook.sheets(file), () -> {}));
  }

  static Stream<Arguments> seeds() {
    return Stream.of(
            """
            <Worksheet ss:Name="1"><Table><Column ss:Index="2" ss:StyleID="d" ss:Span="1"/><Row ss:Index="2"
            ss:Span="1"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">tên</Data></Cell>
            <Cell ss:Index="5"><Data ss:Type="DateTime">2025-07-01T00:00:00.000</Data></Cell></Row><Row><Cell
            ss:StyleID="p"><Data ss:Type="Number">7</Data></Cell></Row></Table></Worksheet>
            """,
            "<Worksheet><Table><Row><Cell><Data"
                + " ss:Type=\"Number\">x</Data><Comment/></Cell></Row></Table>"
                + "<Visible>SheetHidden</Visible></Worksheet>")
        .map(sheet -> Arguments.of((Object) XmlWorkbookTest.excel(sheet).getBytes(UTF_8)));
  }
}
