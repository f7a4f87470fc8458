package vn.sen.harvest.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks of Excel: their bytes, or one of their parts in an otherwise sound one. */
class XlsxFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    byte[] file = file(bytes);
    ANY.areReadOrRefused(
        file,
        path -> {
          XlsxWorkbook workbook = XlsxWorkbook.open(path);
          return AnyBytes.sheets(workbook.sheets(), workbook::close);
        });
  }

  private static final List<String> PARTS =
      List.of(
          "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml");

  private static final Map<String, byte[]> SOUND = sound();

  /** The first byte says which part the rest is; none, and it is the file. */
  private static byte[] file(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] < 'a' || bytes[0] >= 'a' + PARTS.size()) {
      return bytes;
    }
    var parts = new LinkedHashMap<>(SOUND);
    parts.put(PARTS.get(bytes[0] - 'a'), Arrays.copyOfRange(bytes, 1, bytes.length));
    return AnyBytes.zip(parts);
  }

  static Stream<Arguments> seeds() {
    return Stream.concat(
            Stream.of(AnyBytes.zip(SOUND)),
            IntStream.range(0, PARTS.size())
                .mapToObj(i -> seed((char) ('a' + i), SOUND.get(PARTS.get(i)))))
        .map(bytes -> Arguments.of((Object) bytes));
  }

  private static byte[] seed(char which, byte[] part) {
    var seed = new ByteArrayOutputStream();
    seed.write(which);
    seed.writeBytes(part);
    return seed.toByteArray();
  }

  private static Map<String, byte[]> sound() {
    var out = new ByteArrayOutputStream();
    try (var book = new XSSFWorkbook()) {
      var sheet = book.createSheet("Dân số");
      var style = book.createCellStyle();
      style.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd"));
      for (int r = 0; r < 4; r++) {
        var row = sheet.createRow(r);
        row.createCell(0).setCellValue(r == 0 ? "tên" : "Tỉnh " + r);
        row.createCell(1).setCellValue(r * 1.5);
        row.createCell(2).setCellValue(r % 2 == 0);
        var date = row.createCell(3);
        date.setCellValue(45_000 + r);
        date.setCellStyle(style);
        row.createCell(4).setCellFormula("B1+1");
      }
      sheet.addMergedRegion(new CellRangeAddress(0, 0, 5, 7));
      book.write(out);
      var parts = new LinkedHashMap<String, byte[]>();
      try (var in = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
        for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          parts.put(entry.getName(), in.readAllBytes());
        }
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
