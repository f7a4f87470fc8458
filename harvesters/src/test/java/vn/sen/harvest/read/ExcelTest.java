package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcelTest {
  @RegisterExtension final Reading reading = new Reading();

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void cellsAreWhatTheirFormatsSay(String format) throws Exception {
    byte[] bytes =
        workbook(
            format,
            book -> {
              Sheet sheet = book.createSheet("Số liệu");
              cells(sheet.createRow(0), "mã", "ngày", "lúc", "số", "có", "lỗi", "tính");
              for (int i = 1; i <= 3; i++) {
                Row row = sheet.createRow(i);
                row.createCell(0).setCellValue(i);
                row.getCell(0).setCellStyle(style(book, "00000"));
                row.createCell(1).setCellValue(LocalDate.of(2025, 7, i));
                row.getCell(1).setCellStyle(style(book, "dd/mm/yyyy"));
                row.createCell(2).setCellValue(LocalDateTime.of(2025, 7, i, 0, 0));
                row.getCell(2).setCellStyle(style(book, "dd/mm/yyyy hh:mm"));
                row.createCell(3).setCellValue(i == 1 ? 0.1 + 0.2 : i);
                row.createCell(4).setCellValue(i != 2);
                row.createCell(5).setCellErrorValue((byte) 42);
                row.createCell(6).setCellFormula("D" + (i + 1) + "*2");
              }
              book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            });

    Reading.Result read = reading.typed(bytes);

    assertThat(read.report().format()).isEqualTo(format);
    assertThat(read.types())
        .containsExactly("text", "date", "timestamp", "decimal", "boolean", "text", "decimal");
    assertThat(read.rows().getFirst())
        .containsExactly(
            "00001", "2025-07-01", read.rows().getFirst().get(2), "0.3", "true", "#N/A", "0.6");
    assertThat(read.rows().getFirst().get(2)).startsWith("2025-07-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void whatIsMergedOverRowsStandsInEachButForNumbers(String format) throws Exception {
    byte[] bytes =
        workbook(
            format,
            book -> {
              Sheet sheet = book.createSheet("Huyện");
              cells(sheet.createRow(0), "Diện tích các huyện");
              cells(sheet.createRow(1), "STT", "Tỉnh", "Huyện", "Diện tích", "Tổng");
              String[] provinces = {"Hà Nội", "", "", "Huế", ""};
              for (int i = 0; i < provinces.length; i++) {
                Row row = sheet.createRow(2 + i);
                cells(row, "", provinces[i], "Huyện " + i);
                row.createCell(3).setCellValue(i + 0.5);
                if (!provinces[i].isEmpty()) {
                  row.createCell(0).setCellValue(i / 3 + 1);
                  row.createCell(4).setCellValue(100);
                }
              }
              cells(sheet.createRow(8), "Ghi chú: số liệu của năm trước");
              sheet.addMergedRegion(CellRangeAddress.valueOf("A1:E1"));
              for (String column : List.of("A", "B", "E")) {
                sheet.addMergedRegion(CellRangeAddress.valueOf(column + "3:" + column + "5"));
                sheet.addMergedRegion(CellRangeAddress.valueOf(column + "6:" + column + "8"));
              }
              sheet.addMergedRegion(CellRangeAddress.valueOf("A9:E10"));
            });

    Reading.Result read = reading.typed(bytes);

    assertThat(read.rows())
        .containsExactly(
            List.of("1", "Hà Nội", "Huyện 0", "0.5", "100"),
            Arrays.asList("1", "Hà Nội", "Huyện 1", "1.5", null),
            Arrays.asList("1", "Hà Nội", "Huyện 2", "2.5", null),
            List.of("2", "Huế", "Huyện 3", "3.5", "100"),
            Arrays.asList("2", "Huế", "Huyện 4", "4.5", null));
    assertThat(read.report().setAsideRows()).isEqualTo(2);
    assertThat(reading.rows(read.table().text().orElseThrow()).get(1)).contains("Hà Nội");
    assertThat(read.report().message().en()).contains("6 cells hold what is merged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void hoursThatGoOnAfterMidnightAreDurations(String format) throws Exception {
    double[] hours = {8.5, 36.25, 123.5, 0};
    byte[] bytes =
        workbook(
            format,
            book -> {
              Sheet sheet = book.createSheet("1");
              cells(sheet.createRow(0), "làm", "bơi", "vào");
              for (int i = 0; i < hours.length; i++) {
                Row row = sheet.createRow(i + 1);
                row.createCell(0).setCellValue(hours[i] / 24);
                row.getCell(0).setCellStyle(style(book, "[h]:mm"));
                row.createCell(1).setCellValue((60 + i + 0.125) / 86_400);
                row.getCell(1).setCellStyle(style(book, "[m]:ss.000"));
                row.createCell(2).setCellValue((8.5 + i) / 24);
                row.getCell(2).setCellStyle(style(book, "hh:mm"));
              }
            });

    Reading.Result read = reading.typed(bytes);

    assertThat(read.types()).containsExactly("duration", "duration", "time");
    assertThat(read.rows())
        .extracting(List::getFirst)
        .containsExactly("PT8H30M", "PT36H15M", "PT123H30M", "PT0S");
    assertThat(read.rows()).extracting(row -> row.get(1)).startsWith("PT1M0.125S", "PT1M1.125S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void aMergedHeaderAboveATableIsJoinedAndBlankRowsKeepTheNumbers(String format) throws Exception {
    byte[] bytes =
        workbook(
            format,
            book -> {
              Sheet sheet = book.createSheet("1");
              cells(sheet.createRow(0), "Dân số theo tỉnh");
              sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 2));
              cells(sheet.createRow(2), "Tỉnh", "Dân số");
              cells(sheet.createRow(3), "", "Nam", "Nữ");
              sheet.addMergedRegion(new CellRangeAddress(2, 2, 1, 2));
              sheet.addMergedRegion(new CellRangeAddress(2, 3, 0, 0));
              cells(sheet.createRow(4), "Hà Nội", "1", "2");
              cells(sheet.createRow(6), "Huế", "3", "4");
            });

    Reading.Result read = reading.typed(bytes);

    assertThat(read.names()).containsExactly("Tỉnh", "Dân số / Nam", "Dân số / Nữ");
    assertThat(read.report().preambleRows()).isEqualTo(2);
    assertThat(read.report().headerRows()).isEqualTo(2);
    assertThat(read.rows()).containsExactly(List.of("Hà Nội", "1", "2"), List.of("Huế", "3", "4"));
    assertThat(read.report().setAsideRows()).isEqualTo(1);
    assertThat(reading.rows(read.table().text().orElseThrow()))
        .extracting(List::getLast)
        .containsExactly("5", "7");
  }

  @Test
  void hiddenSheetsAreNoTablesAndAreNamed() throws Exception {
    byte[] bytes =
        workbook(
            "xlsx",
            book -> {
              cells(book.createSheet("xem").createRow(0), "a", "b");
              cells(book.createSheet("giấu").createRow(0), "c", "d");
              book.createSheet("trống");
              book.setSheetHidden(1, true);
              book.setSheetHidden(2, true);
            });

    Reading.Result read = reading.typed(bytes);

    assertThat(read.names()).containsExactly("a", "b");
    assertThat(read.report().notes().hiddenSheets()).containsExactly("giấu");
    assertThat(read.report().message().en()).endsWith("1 hidden sheet not read: giấu.");
  }

  @Test
  void aWorkbookWithAPasswordIsRefused() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var file = new POIFSFileSystem();
        var book = new XSSFWorkbook()) {
      book.createSheet("1");
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("bí mật");
      try (var stream = encryptor.getDataStream(file)) {
        book.write(stream);
      }
      file.writeFilesystem(out);
    }

    assertThat(reading.typed(out.toByteArray()).report().message().en()).contains("password");
  }

  @Test
  void aBombIsRefused() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var zip = new java.util.zip.ZipOutputStream(out)) {
      zip.putNextEntry(new java.util.zip.ZipEntry("[Content_Types].xml"));
      zip.write(
          ("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
               + " Extension=\"rels\""
               + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default"
               + " Extension=\"xml\""
               + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new java.util.zip.ZipEntry("_rels/.rels"));
      zip.write(
          ("<Relationships"
               + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
               + " Id=\"r1\""
               + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
               + " Target=\"xl/workbook.xml\"/></Relationships>")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new java.util.zip.ZipEntry("xl/workbook.xml"));
      byte[] blanks = new byte[1 << 20];
      java.util.Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 200; i++) {
        zip.write(blanks);
      }
      zip.closeEntry();
    }

    Reading.Result read = reading.typed(out.toByteArray());

    assertThat(read.isRejected()).isTrue();
    assertThat(read.report().message().en()).contains("unpacks");
  }

  private static byte[] workbook(String format, Consumer<Workbook> fill) throws IOException {
    try (Workbook book = format.equals("xlsx") ? new XSSFWorkbook() : new HSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      fill.accept(book);
      book.write(out);
      return out.toByteArray();
    }
  }

  private static void cells(Row row, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      if (!texts[i].isEmpty()) {
        row.createCell(i).setCellValue(texts[i]);
      }
    }
  }

  private static CellStyle style(Workbook book, String format) {
    CellStyle style = book.createCellStyle();
    style.setDataFormat(book.createDataFormat().getFormat(format));
    return style;
  }
}
