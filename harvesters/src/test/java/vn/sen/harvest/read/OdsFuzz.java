package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spreadsheets of OpenDocument: their content in a sound file, or the file. */
class OdsFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    byte[] file = bytes.length > 0 && bytes[0] == '<' ? file(bytes) : bytes;
    ANY.areReadOrRefused(
        file,
        path -> {
          OdsWorkbook workbook = OdsWorkbook.open(path);
          return AnyBytes.sheets(workbook.sheets(), workbook::close);
        });
  }

  private static byte[] file(byte[] content) {
    var parts = new LinkedHashMap<String, byte[]>();
    parts.put("mimetype", "application/vnd.oasis.opendocument.spreadsheet".getBytes(UTF_8));
    parts.put("content.xml", content);
    return AnyBytes.zip(parts);
  }

  static Stream<Arguments> seeds() {
    byte[] content =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <o:document-content xmlns:o="urn:o" xmlns:t="urn:t" xmlns:x="urn:x" xmlns:s="urn:s"
          ><s:style s:name="ta1"><s:table-properties t:display="false"/></s:style
          ><t:table t:name="Dân số"><t:table-row><t:table-cell t:number-columns-spanned="2"
          ><x:p>tên<x:s x:c="3"/>tỉnh</x:p></t:table-cell><t:covered-table-cell/></t:table-row
          ><t:table-row t:number-rows-repeated="2"><t:table-cell o:value-type="float" o:value="1.5"
          ><x:p>1,5</x:p></t:table-cell><t:table-cell t:number-columns-repeated="3"
          o:value-type="time" o:time-value="PT08H30M00S"/></t:table-row></t:table
          ><t:table t:name="ẩn" t:style-name="ta1"><t:table-row><t:table-cell
          o:value-type="date" o:date-value="2024-12-31"><x:p>x<x:tab/>y<x:line-break/></x:p
          ></t:table-cell></t:table-row></t:table></o:document-content>
        """
            .getBytes(UTF_8);
    return Stream.of(content, file(content)).map(bytes -> Arguments.of((Object) bytes));
  }
}
