package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks whose letters are Vietnamese in their fonts only. */
class OldFontTest {
  private static final String ARIAL = "Arial";
  @RegisterExtension final Reading reading = new Reading();

  /** Letters under a font; under that of the cell where it is the first. */
  private record Run(String font, String text) {}

  private static List<Run> cell(String font, String text) {
    return List.of(new Run(font, text));
  }

  /** As a machine in Latin letters keeps it. */
  private static String tcvn3(String text) {
    return new String(EncodingTest.encode(text, "TCVN3"), ISO_8859_1);
  }

  private static String vni(String text) {
    return new String(EncodingTest.encode(text, "VNI"), Charset.forName("windows-1252"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls", "ods"})
  void eachCellIsDecodedByItsFont(String format) throws IOException {
    Reading.Result read =
        read(
            format,
            List.of(
                List.of(
                    cell(".VnTimeH", tcvn3("tên đơn vị")),
                    cell(ARIAL, "Ghi chú"),
                    cell("VNI-Times", vni("Địa chỉ")),
                    cell(ARIAL, "Ville")),
                List.of(
                    cell(".VnTime", tcvn3("Uỷ ban nhân dân tỉnh Thừa Thiên")),
                    cell(ARIAL, "Đã nộp đủ"),
                    cell("VNI-Helve", vni("Số 5 đường Nguyễn Huệ")),
                    cell(ARIAL, "Société générale")),
                List.of(
                    cell(".VnArial", tcvn3("Sở Giáo dục")),
                    cell(ARIAL, "Hà Nội"),
                    cell("VNI-Times", vni("Ấp Phước Mỹ")),
                    cell(ARIAL, "thé à Orléans"))));

    assertThat(read.names()).containsExactly("TÊN ĐƠN VỊ", "Ghi chú", "Địa chỉ", "Ville");
    assertThat(read.rows())
        .containsExactly(
            List.of(
                "Uỷ ban nhân dân tỉnh Thừa Thiên",
                "Đã nộp đủ",
                "Số 5 đường Nguyễn Huệ",
                "Société générale"),
            List.of("Sở Giáo dục", "Hà Nội", "Ấp Phước Mỹ", "thé à Orléans"));
    assertThat(read.report().encoding()).isEqualTo("Unicode, TCVN3, VNI");
    assertThat(read.report().notes().encodingConfidence()).isGreaterThan(0.9);
  }

  /** Bytes that windows-1252 leaves undefined stay what they are. */
  private static String viscii(String text) {
    var latin = new StringBuilder();
    for (byte b : EncodingTest.encode(text, "VISCII")) {
      String letter = new String(new byte[] {b}, Charset.forName("windows-1252"));
      latin.append(letter.equals("\ufffd") ? (char) (b & 0xff) : letter.charAt(0));
    }
    return latin.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls", "ods"})
  void fontsOfVisciiAreKnownToo(String format) throws IOException {
    Reading.Result read =
        read(
            format,
            List.of(
                List.of(cell("VI Times", viscii("Tỉnh")), cell("VISCII Arial", viscii("Ghi chú"))),
                List.of(
                    cell("VI Times", viscii("Thừa Thiên Huế")),
                    cell("VISCII Arial", viscii("Đã nộp đủ"))),
                List.of(cell("VI Times", viscii("Đắk Lắk")), cell("Vivaldi", "Société générale"))));

    assertThat(read.names()).containsExactly("Tỉnh", "Ghi chú");
    assertThat(read.rows())
        .containsExactly(
            List.of("Thừa Thiên Huế", "Đã nộp đủ"), List.of("Đắk Lắk", "Société générale"));
    assertThat(read.report().encoding()).isEqualTo("VISCII, Unicode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls", "ods"})
  void theRunsOfACellAreDecodedEachByItsOwnFont(String format) throws IOException {
    Reading.Result read =
        read(
            format,
            List.of(
                List.of(cell(ARIAL, "a"), cell(ARIAL, "b")),
                List.of(
                    List.of(
                        new Run(".VnTime", tcvn3("Tổng số: ")),
                        new Run(ARIAL, "số café "),
                        new Run("VNI-Times", vni("đã bán"))),
                    cell(ARIAL, "1")),
                List.of(
                    List.of(new Run(ARIAL, "Nguyễn "), new Run(".VnTimeH", tcvn3("thị hoà"))),
                    cell(ARIAL, "2"))));

    assertThat(read.rows())
        .containsExactly(List.of("Tổng số: số café đã bán", "1"), List.of("Nguyễn THỊ HOÀ", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls", "ods"})
  void unicodeUnderAnOldFontStaysAsItIs(String format) throws IOException {
    List<List<Run>> rows = new ArrayList<>();
    rows.add(cell(".VnTime", "Tỉnh"));
    List<String> names =
        List.of("Hà Nội", "Lâm Đồng", "Cà Mau", "Bình Định", "Hoà Bình", "Gia Lai");
    names.forEach(name -> rows.add(cell(".VnTimeH", name)));

    Reading.Result read = read(format, rows.stream().map(List::of).toList());

    assertThat(read.rows()).extracting(List::getFirst).containsExactlyElementsOf(names);
    assertThat(read.report().encoding()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls", "ods"})
  void columnsWhoseFontWasLostAreDecodedByTheirWords(String format) throws IOException {
    List<String> provinces =
        List.of("Hà Nội", "Thừa Thiên Huế", "Đà Nẵng", "Cần Thơ", "Lào Cai", "Quảng Trị");
    List<String> towns = List.of("Orléans", "Besançon", "Saint-Étienne", "Nîmes", "Béziers", "thé");
    List<List<List<Run>>> rows = new ArrayList<>();
    rows.add(
        List.of(
            cell(ARIAL, tcvn3("Tỉnh")),
            cell(ARIAL, vni("Tên")),
            cell(ARIAL, "Ville"),
            cell(ARIAL, "Thành phố")));
    for (int i = 0; i < provinces.size(); i++) {
      rows.add(
          List.of(
              cell(ARIAL, tcvn3(provinces.get(i))),
              cell(ARIAL, vni(provinces.get(i))),
              cell(ARIAL, towns.get(i)),
              cell(ARIAL, provinces.get(i))));
    }

    Reading.Result read = read(format, rows);

    assertThat(read.names()).containsExactly("Tỉnh", "Tên", "Ville", "Thành phố");
    for (int i = 0; i < provinces.size(); i++) {
      assertThat(read.rows().get(i))
          .containsExactly(provinces.get(i), provinces.get(i), towns.get(i), provinces.get(i));
    }
    assertThat(read.report().encoding()).isEqualTo("Unicode, TCVN3, VNI");
  }

  @Test
  void fewWordsAreDecodedLikeTheSheetTheyStandIn() throws IOException {
    List<List<List<Run>>> rows = new ArrayList<>();
    rows.add(List.of(cell(ARIAL, tcvn3("Họ tên")), cell(ARIAL, "Nam/" + tcvn3("nữ"))));
    for (String name : List.of("Lê Lợi", "Trần Hưng Đạo", "Nguyễn Huệ", "Bùi Thị Xuân")) {
      rows.add(List.of(cell(ARIAL, tcvn3(name)), cell(ARIAL, tcvn3("Nữ"))));
    }

    Reading.Result read = read("xlsx", rows);

    assertThat(read.names()).containsExactly("Họ tên", "Nam/nữ");
    assertThat(read.rows().getFirst()).containsExactly("Lê Lợi", "Nữ");
    assertThat(read.report().encoding()).isEqualTo("TCVN3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls", "ods"})
  void latinWordsWithoutAVietnameseFontStayAsTheyAre(String format) throws IOException {
    List<String> words =
        List.of("thé", "dû", "né", "Société", "où", "à côté", "çà et là", "Größe", "señor", "m²");
    List<List<List<Run>>> rows = new ArrayList<>();
    rows.add(List.of(cell(ARIAL, "mot")));
    words.forEach(word -> rows.add(List.of(cell(ARIAL, word))));

    Reading.Result read = read(format, rows);

    assertThat(read.rows()).extracting(List::getFirst).containsExactlyElementsOf(words);
    assertThat(read.report().encoding()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void resultsOfFormulasAreDecodedByTheFontOfTheirCell(String format) throws IOException {
    try (Workbook book = format.equals("xlsx") ? new XSSFWorkbook() : new HSSFWorkbook()) {
      Sheet sheet = book.createSheet("1");
      CellStyle style = style(book, ".VnTime");
      sheet.createRow(0).createCell(0).setCellValue("a");
      sheet.getRow(0).createCell(1).setCellValue("b");
      for (int i = 1; i < 4; i++) {
        var row = sheet.createRow(i);
        row.createCell(0).setCellValue(i);
        var cell = row.createCell(1);
        cell.setCellStyle(style);
        cell.setCellFormula("CONCATENATE(\"" + tcvn3("huyện ") + "\",A" + (i + 1) + ")");
      }
      book.getCreationHelper().createFormulaEvaluator().evaluateAll();

      Reading.Result read = reading.typed(bytes(book));

      assertThat(read.rows())
          .extracting(List::getLast)
          .containsExactly("huyện 1", "huyện 2", "huyện 3");
      assertThat(read.report().encoding()).isEqualTo("TCVN3");
    }
  }

  @Test
  void textsWithinTheSheetAreDecodedToo() throws IOException {
    try (var book = new SXSSFWorkbook(null, 10, false, false)) {
      Sheet sheet = book.createSheet("1");
      CellStyle style = style(book, ".VnTime");
      List<String> names = List.of("tên", "Hà Nội", "Huế");
      for (int i = 0; i < names.size(); i++) {
        var cell = sheet.createRow(i).createCell(0);
        cell.setCellValue(tcvn3(names.get(i)));
        cell.setCellStyle(style);
      }

      Reading.Result read = reading.typed(bytes(book));

      assertThat(read.names()).containsExactly("tên");
      assertThat(read.rows()).containsExactly(List.of("Hà Nội"), List.of("Huế"));
    }
  }

  private Reading.Result read(String format, List<List<List<Run>>> rows) throws IOException {
    return reading.typed(book(format, rows));
  }

  private static byte[] book(String format, List<List<List<Run>>> rows) throws IOException {
    if (format.equals("ods")) {
      return ods(rows);
    }
    try (Workbook book = format.equals("xlsx") ? new XSSFWorkbook() : new HSSFWorkbook()) {
      Sheet sheet = book.createSheet("1");
      for (int y = 0; y < rows.size(); y++) {
        var row = sheet.createRow(y);
        for (int x = 0; x < rows.get(y).size(); x++) {
          List<Run> runs = rows.get(y).get(x);
          var cell = row.createCell(x);
          cell.setCellStyle(style(book, runs.getFirst().font));
          if (runs.size() == 1) {
            cell.setCellValue(runs.getFirst().text);
          } else {
            cell.setCellValue(rich(book, runs));
          }
        }
      }
      return bytes(book);
    }
  }

  private static byte[] bytes(Workbook book) throws IOException {
    var out = new ByteArrayOutputStream();
    book.write(out);
    return out.toByteArray();
  }

  private static RichTextString rich(Workbook book, List<Run> runs) {
    var whole = new StringBuilder();
    runs.forEach(run -> whole.append(run.text));
    RichTextString text = book.getCreationHelper().createRichTextString(whole.toString());
    int from = runs.getFirst().text.length();
    for (Run run : runs.subList(1, runs.size())) {
      text.applyFont(from, from + run.text.length(), font(book, run.font));
      from += run.text.length();
    }
    return text;
  }

  private static CellStyle style(Workbook book, String font) {
    CellStyle style = book.createCellStyle();
    style.setFont(font(book, font));
    return style;
  }

  private static Font font(Workbook book, String name) {
    Font font = book.createFont();
    font.setFontName(name);
    return font;
  }

  private static byte[] ods(List<List<List<Run>>> rows) throws IOException {
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> row.forEach(cell -> cell.forEach(run -> names.add(run.font))));
    List<String> fonts = List.copyOf(names);
    var styles = new StringBuilder("<office:font-face-decls>");
    for (int i = 0; i < fonts.size(); i++) {
      styles.append(
          "<style:font-face style:name=\"face%d\" svg:font-family=\"&apos;%s&apos;\"/>"
              .formatted(i, fonts.get(i)));
    }
    styles.append("</office:font-face-decls><office:automatic-styles>");
    for (int i = 0; i < fonts.size(); i++) {
      for (String family : List.of("table-cell", "text")) {
        styles.append(
            "<style:style style:name=\"%1$s%2$d\" style:family=\"%1$s\"><style:text-properties style:font-name=\"face%2$d\"/></style:style>"
                .formatted(family, i));
      }
    }
    styles.append("</office:automatic-styles>");
    var table = new StringBuilder("<table:table table:name=\"1\">");
    // A column has the font of its last cell; cells with another one say so.
    for (int x = 0; x < rows.getFirst().size(); x++) {
      table.append(
          "<table:table-column table:default-cell-style-name=\"table-cell%d\"/>"
              .formatted(fonts.indexOf(rows.getLast().get(x).getFirst().font)));
    }
    for (List<List<Run>> row : rows) {
      table.append("<table:table-row>");
      for (int x = 0; x < row.size(); x++) {
        List<Run> runs = row.get(x);
        String font = runs.getFirst().font;
        boolean ofColumn = font.equals(rows.getLast().get(x).getFirst().font);
        table.append("<table:table-cell office:value-type=\"string\"");
        table.append(ofColumn ? "" : " table:style-name=\"table-cell" + fonts.indexOf(font) + "\"");
        table.append("><text:p>").append(xml(runs.getFirst().text));
        for (Run run : runs.subList(1, runs.size())) {
          table.append(
              "<text:span text:style-name=\"text%d\">%s</text:span>"
                  .formatted(fonts.indexOf(run.font), xml(run.text)));
        }
        table.append("</text:p></table:table-cell>");
      }
      table.append("</table:table-row>");
    }
    table.append("</table:table>");
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      put(zip, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
      put(
          zip,
          "content.xml",
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
           xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
           xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
           xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
           xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">%s\
          <office:body><office:spreadsheet>%s</office:spreadsheet></office:body>\
          </office:document-content>\
          """
              .formatted(styles, table));
    }
    return out.toByteArray();
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
  }
}
