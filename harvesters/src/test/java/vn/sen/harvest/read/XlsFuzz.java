package vn.sen.harvest.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Old binary workbooks. */
class XlsFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(bytes, file -> AnyBytes.sheets(XlsWorkbook.read(file), () -> {}));
  }

  static Stream<Arguments> seeds() throws IOException {
    try (var book = new HSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var sheet = book.createSheet("Dân số");
      for (int r = 0; r < 4; r++) {
        var row = sheet.createRow(r);
        row.createCell(0).setCellValue(r == 0 ? "tên" : "Tỉnh " + r);
        row.createCell(1).setCellValue(r * 1.5);
        row.createCell(2).setCellValue(r % 2 == 0);
        row.createCell(3).setCellFormula("B1+1");
      }
      sheet.addMergedRegion(new CellRangeAddress(0, 0, 5, 7));
      book.write(out);
      return Stream.of(Arguments.of((Object) out.toByteArray()));
    }
  }
}
