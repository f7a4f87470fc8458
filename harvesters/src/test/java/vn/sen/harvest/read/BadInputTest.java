package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be a table is refused, and the reason says in both languages what it is. */
class BadInputTest {
  @RegisterExtension final Reading reading = new Reading();

  @Test
  void aFileOfOneLineIsRefusedWithoutBeingHeld() throws IOException {
    Path file = reading.directory().resolve("line.csv");
    byte[] part = "Hà Nội ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(file)) {
      for (long written = 0; written < 200L << 20; written += part.length) {
        out.write(part);
      }
    }

    isRefused(reading.all(file, ReadOptions.TYPED).getFirst(), "64 MB", "64 MB");
    Files.delete(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\""})
  void aCellBeyondTheBoundIsRefusedAndOneBelowIsRead(String quote) {
    int most = DelimitedParser.LONGEST_CELL;
    String form = "a,b\n1,x\n2," + quote + "%s" + quote + "\n3,y\n";

    Reading.Result below = reading.typed(form.formatted("x".repeat(most - 1_000)));
    assertThat(below.report().rows()).isEqualTo(3);
    assertThat(below.rows().get(1).getLast()).hasSize(most - 1_000);
    isRefused(reading.typed(form.formatted("x".repeat(most + 1_000))), "16 MB", "16 MB");
  }

  @Test
  @Tag("slow")
  void aCellOfTwoGigabytesIsRefusedWithoutBeingHeld() throws IOException {
    Path file = reading.directory().resolve("cell.csv");
    byte[] letters = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(file)) {
      out.write("a,b\n1,x\n2,".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 64; i++) {
        out.write(letters);
      }
    }
    // The rest is a hole in the file: it takes no room on the disk.
    try (var hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(2L << 30);
    }

    isRefused(reading.all(file, ReadOptions.TYPED).getFirst(), "MB", "MB");
  }

  @Test
  void aFileOfNulIsRefusedAsSuch() {
    isRefused(reading.typed(new byte[100_000]), "NUL", "NUL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html"
            + " xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><script>1</script></head></html>",
        "<table border=1><tr><td>mã</td><td>tên</td></tr><tr><td>01</td><td>Hà"
            + " Nội</td></tr></table>",
        "<html><head><meta"
            + " charset='utf-8'></head><body><TABLE><tr><td>1</td></tr></TABLE></body></html>",
        "MIME-Version: 1.0\n"
            + "X-Document-Type: Workbook\n"
            + "Content-Type: multipart/related; boundary=a\n\n"
            + "--a",
      })
  void aTableOfHtmlUnderTheNameOfAWorkbookSaysHowToMendIt(String page) {
    isRefused(reading.typed(page), "lưu thành XLSX hoặc CSV", "save it as XLSX or CSV");
  }

  @Test
  void aPageThatAsksForALoginIsNoTableThoughItIsLaidOutAsOne() {
    isRefused(
        reading.typed("<html><body><form><table><tr><td><input></td></tr></table></form></body>"),
        "đăng nhập",
        "login");
  }

  @Test
  void aGzipOfSomethingElseSaysWhatIsInIt() throws IOException {
    isRefused(reading.typed(gzip("<html><body>Lỗi</body></html>")), "trang web", "web page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void aCutWorkbookIsRefused(String format) throws IOException {
    byte[] whole = workbook(format);

    isRefused(reading.typed(Arrays.copyOf(whole, whole.length / 2)), "cắt cụt", "cut");
    assertThat(reading.typed(whole).report().rows()).isEqualTo(2_000);
  }

  @Test
  void aSheetThatUnpacksToFarTooMuchIsRefused() throws IOException {
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    byte[] bomb =
        changed(
            workbook("xlsx"),
            (name, content) -> {
              if (!name.endsWith("sheet1.xml")) {
                return content;
              }
              var out = new ByteArrayOutputStream();
              String sheet = new String(content, StandardCharsets.UTF_8);
              int rows = sheet.indexOf("<sheetData>") + "<sheetData>".length();
              out.writeBytes(sheet.substring(0, rows).getBytes(StandardCharsets.UTF_8));
              for (int i = 0; i < 200; i++) {
                out.writeBytes(blanks);
              }
              out.writeBytes(sheet.substring(rows).getBytes(StandardCharsets.UTF_8));
              return out.toByteArray();
            });

    isRefused(reading.typed(bomb), "bung ra quá lớn", "unpacks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sheet1.xml", "sharedStrings.xml", "workbook.xml"})
  void anEntityOfAWorkbookIsNeverFetched(String part) throws IOException {
    Path secret = Files.writeString(reading.directory().resolve("secret"), "bí mật của máy chủ");
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
    byte[] hostile =
        changed(
            workbook("xlsx"),
            (name, content) ->
                name.endsWith(part)
                    ? new String(content, StandardCharsets.UTF_8)
                        .replaceFirst("\\?>", "?>" + entity)
                        .replaceFirst("Tỉnh 1<", "&e;<")
                        .getBytes(StandardCharsets.UTF_8)
                    : content);

    Reading.Result read = reading.typed(hostile);

    assertThat(read.rows().toString() + read.names() + read.report().message())
        .doesNotContain("bí mật");
    isRefused(read, "hỏng", "damaged");
  }

  private static void isRefused(Reading.Result read, String vi, String en) {
    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().vi()).contains(vi);
    assertThat(read.report().message().en()).contains(en);
    assertThat(read.table().text()).isEmpty();
    assertThat(read.table().typed()).isEmpty();
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] workbook(String format) throws IOException {
    try (Workbook book = format.equals("xlsx") ? new XSSFWorkbook() : new HSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var sheet = book.createSheet("Dân số");
      for (int r = 0; r <= 2_000; r++) {
        var row = sheet.createRow(r);
        row.createCell(0).setCellValue(r == 0 ? "tên" : "Tỉnh " + r);
        row.createCell(1).setCellValue(r == 0 ? "mã" : "x" + r);
      }
      book.write(out);
      return out.toByteArray();
    }
  }

  private static byte[] changed(byte[] workbook, BiFunction<String, byte[], byte[]> change)
      throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(workbook));
        var zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        zip.write(change.apply(entry.getName(), in.readAllBytes()));
      }
    }
    return out.toByteArray();
  }
}
