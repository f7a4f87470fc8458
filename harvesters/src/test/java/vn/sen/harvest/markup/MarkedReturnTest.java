package vn.sen.harvest.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipFile;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.tables.TextTable;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.markup.MarkedReturn.Judged;
import vn.sen.harvest.markup.MarkedReturn.Outcome;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SharedCorpus;

class MarkedReturnTest {
  private static final String LIST = "Sen - lỗi";
  private static final String HOSTILE = "=HYPERLINK(\"http://evil.example\",\"x\")";

  @TempDir Path directory;
  private int readings;

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void failingCellsOfAWorkbookAreMarkedAndNothingElseIsChanged(String kind) throws Exception {
    Path received = directory.resolve("don-vi." + kind);
    write(agencyWorkbook(kind), received);
    byte[] before = Files.readAllBytes(received);
    List<ReadReport> reports = reports(received);
    assertThat(reports).extracting(r -> r.table().orElse("")).containsExactly("Xã", "Trường");

    Path marked =
        written(
            received,
            List.of(
                new Judged(
                    reports.get(0),
                    List.of(
                        cell("ACC-04", Severity.ERROR, "so_dan", 5, "-5", "0 trở lên"),
                        cell("ACC-02", Severity.WARNING, "ngay_lap", 4, "2031-01-01", "đã qua"),
                        cell("CLN-06", Severity.INFO, null, 6, "", ""),
                        column("CMP-01", Severity.WARNING, "ghi_chu"))),
                new Judged(
                    reports.get(1),
                    List.of(cell("ACC-04", Severity.BLOCK, "lop", 3, "", "một số")))));

    assertThat(Files.readAllBytes(received)).isEqualTo(before);
    assertThat(marked).hasFileName("return." + kind);
    try (Workbook was = open(received);
        Workbook is = open(marked)) {
      assertThat(changed(was, is))
          .containsExactlyInAnyOrder("Xã!B5", "Xã!C4", "Xã!A6", "Xã!D3", "Trường!B3");
      Sheet communes = is.getSheet("Xã");
      assertThat(fill(communes, 4, 1)).isEqualTo(IndexedColors.ROSE.getIndex());
      assertThat(fill(communes, 3, 2)).isEqualTo(IndexedColors.LIGHT_YELLOW.getIndex());
      assertThat(fill(is.getSheet("Trường"), 2, 1)).isEqualTo(IndexedColors.ROSE.getIndex());
      assertThat(comment(communes, 4, 1))
          .startsWith("kiểm lại năm sau\n\n[Sen] ACC-04 · lỗi / error\nsai ACC-04")
          .contains("Mong đợi: 0 trở lên", "wrong ACC-04", "Expected: 0 trở lên");
      assertThat(comment(communes, 3, 2)).startsWith("[Sen] ACC-02");
      assertThat(is.getNumberOfSheets()).isEqualTo(was.getNumberOfSheets() + 1);
      Sheet list = is.getSheetAt(is.getNumberOfSheets() - 1);
      assertThat(list.getSheetName()).isEqualTo(LIST);
      assertThat(texts(list.getRow(1)))
          .startsWith("chặn / block", "ACC-04", "Trường", "3", "B: lop", "", "một số");
      assertThat(texts(list.getRow(2)))
          .startsWith("lỗi / error", "ACC-04", "Xã", "5", "B: so_dan", "-5", "0 trở lên");
      assertThat(list.getRow(2).getCell(3).getHyperlink().getAddress()).isIn("Xã!B5", "'Xã'!B5");
      assertThat(list.getLastRowNum()).isEqualTo(5);
    }
    assertThat(tables(marked)).isEqualTo(tables(received));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void aSecondReturnTellsOnlyWhatIsStillWrong(String kind) throws Exception {
    Path received = directory.resolve("don-vi." + kind);
    write(agencyWorkbook(kind), received);
    List<ReadReport> reports = reports(received);
    Path first =
        written(
            received,
            List.of(
                new Judged(
                    reports.get(0),
                    List.of(
                        cell("ACC-04", Severity.ERROR, "so_dan", 5, "-5", "0 trở lên"),
                        cell("ACC-02", Severity.WARNING, "ngay_lap", 4, "2031-01-01", ""))),
                new Judged(reports.get(1), List.of())));
    Path again = Files.move(first, directory.resolve("again." + kind));

    Path second =
        written(
            again,
            List.of(
                new Judged(
                    reports(again).get(0),
                    List.of(cell("ACC-02", Severity.WARNING, "ngay_lap", 4, "2031-01-01", ""))),
                new Judged(reports.get(1), List.of())));

    try (Workbook was = open(received);
        Workbook is = open(second)) {
      assertThat(changed(was, is)).containsExactly("Xã!C4");
      assertThat(comment(is.getSheet("Xã"), 4, 1)).isEqualTo("kiểm lại năm sau");
      assertThat(comment(is.getSheet("Xã"), 3, 2)).containsOnlyOnce("[Sen]");
      assertThat(is.getNumberOfSheets()).isEqualTo(was.getNumberOfSheets() + 1);
      assertThat(is.getSheet(LIST).getLastRowNum()).isEqualTo(1);
    }
  }

  @Test
  void cellsAreFoundWhereverTheTablesStand() throws Exception {
    Path received = directory.resolve("so.xlsx");
    try (Workbook workbook = new XSSFWorkbook()) {
      Sheet sheet = workbook.createSheet("Sheet1");
      put(sheet, 2, 2, "BÁO CÁO DÂN SỐ");
      table(sheet, 4, 2, "ten_xa", "so_dan", 6);
      table(sheet, 14, 2, "ten_truong", "so_hoc_sinh", 6);
      write(workbook, received);
    }
    List<Judged> judged = new ArrayList<>();
    for (ReadTable table : read(received)) {
      judged.add(new Judged(table.report(), everyCell(table)));
    }
    assertThat(judged).hasSize(2);

    try (Workbook is = open(written(received, judged))) {
      Sheet sheet = is.getSheetAt(0);
      int marked = 0;
      for (Row row : is.getSheet(LIST)) {
        String place = texts(row).get(3);
        if (row.getRowNum() > 0) {
          String column = texts(row).get(4).substring(0, 1);
          Cell cell = sheet.getRow(Integer.parseInt(place) - 1).getCell(column.charAt(0) - 'A');
          assertThat(text(cell)).as(column + place).isEqualTo(texts(row).get(5));
          assertThat(cell.getCellComment()).isNotNull();
          marked++;
        }
      }
      assertThat(marked).isEqualTo(24);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"corpus/csv/frictionless/data", "corpus/csv/messytables/horror"})
  void realWorkbooksAreReadAsBeforeOnceTheyAreMarked(String folder) throws Exception {
    int marked = 0;
    try (var files = Files.newDirectoryStream(SharedCorpus.require(folder), "*.{xlsx,xls}")) {
      for (Path received : files) {
        List<Judged> judged = new ArrayList<>();
        for (ReadTable table : read(received)) {
          List<Finding> findings = table.text().isPresent() ? everyCell(table) : List.of();
          judged.add(new Judged(table.report(), findings.stream().limit(2_000).toList()));
        }
        if (!(mark(received, judged) instanceof Outcome.Written(Path back, var _))
            || back.endsWith("return.zip")) {
          continue;
        }
        assertThat(tables(back)).as(received.toString()).isEqualTo(tables(received));
        try (Workbook was = open(received);
            Workbook is = open(back)) {
          changed(was, is);
          for (Row row : is.getSheet(LIST)) {
            if (row.getRowNum() > 0) {
              assertThat(row.getCell(3).getHyperlink()).as(received + " " + texts(row)).isNotNull();
            }
          }
        }
        marked++;
      }
    }
    assertThat(marked).isPositive();
  }

  @Test
  void aSheetOfNothingButAFormulaThatNobodyCalculatedIsNoneOfTheTables() throws Exception {
    Path received = directory.resolve("ct.xlsx");
    try (Workbook workbook = new XSSFWorkbook()) {
      table(workbook.createSheet("Số liệu"), 0, 0, "ten_xa", "so_dan", 6);
      workbook.createSheet("Tính").createRow(0).createCell(0).setCellFormula("1+1");
      write(workbook, received);
    }
    List<Judged> judged = new ArrayList<>();
    for (ReadTable table : read(received)) {
      judged.add(new Judged(table.report(), everyCell(table)));
    }
    assertThat(judged).hasSize(1);

    try (Workbook is = open(written(received, judged))) {
      assertThat(is.getSheetAt(0).getCellComments()).isNotEmpty();
      assertThat(is.getSheetAt(1).getCellComments()).isEmpty();
    }
  }

  @Test
  void aTextStaysAsItIsAndIsMarkedInAWorkbookBesideIt() throws Exception {
    var csv = new StringBuilder("Tên xã;Số dân;Ghi chú\r\n");
    for (int i = 0; i < 60; i++) {
      csv.append("Xã Đường Lâm thuộc huyện Thạch Thất;%d;được kiểm tra\r\n".formatted(1000 + i));
    }
    csv.append("Xã Phú Mỹ;-5;" + '"' + HOSTILE.replace("\"", "\"\"") + '"' + "\r\n");
    byte[] bytes = inWindows1258(csv.toString());
    Path received = Files.write(directory.resolve("dân số.csv"), bytes);
    ReadReport report = reports(received).getFirst();
    assertThat(report.encoding()).isEqualTo("windows-1258");
    assertThat(report.delimiter()).isEqualTo(";");

    Path zip =
        written(
            received,
            List.of(
                new Judged(
                    report,
                    List.of(
                        cell("ACC-04", Severity.ERROR, name(report, 1), 62, "-5", "0 trở lên"),
                        cell("CLN-15", Severity.WARNING, name(report, 2), 62, HOSTILE, "chữ"),
                        column("CMP-01", Severity.INFO, name(report, 0))))));

    assertThat(zip).hasFileName("return.zip");
    Map<String, byte[]> entries = entries(zip);
    assertThat(entries.keySet())
        .containsExactly("dân số.csv", "sen-loi/loi.csv", "sen-loi/dân số.csv.xlsx");
    assertThat(entries.get("dân số.csv")).isEqualTo(bytes);
    assertThat(new String(entries.get("sen-loi/loi.csv"), StandardCharsets.UTF_8))
        .startsWith("\ufeff\"Mức độ / Severity\"")
        .contains("\r\n\"lỗi / error\",\"ACC-04\",\"\",\"62\",\"B: Số dân\",\"'-5\",\"0 trở lên\",")
        .contains(",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",");
    Path rendering =
        Files.write(directory.resolve("r.xlsx"), entries.get("sen-loi/dân số.csv.xlsx"));
    try (Workbook workbook = open(rendering)) {
      Sheet sheet = workbook.getSheetAt(0);
      assertThat(text(sheet.getRow(61).getCell(1))).isEqualTo("-5");
      assertThat(fill(sheet, 61, 1)).isEqualTo(IndexedColors.ROSE.getIndex());
      assertThat(comment(sheet, 61, 1)).startsWith("[Sen] ACC-04");
      assertThat(comment(sheet, 0, 0)).startsWith("[Sen] CMP-01");
      for (Sheet each : workbook) {
        for (Row row : each) {
          row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA));
        }
      }
      assertThat(text(sheet.getRow(61).getCell(2))).isEqualTo(HOSTILE);
    }
    assertThat(tables(zip)).isEqualTo(tables(received));
    assertThat(tables(rendering)).isEqualTo(tables(received));
  }

  @Test
  void tablesBelowOneAnotherInATextAreMarkedWhereTheyStand() throws Exception {
    var csv = new StringBuilder("ten_xa,so_dan,ghi_chu\n");
    for (int i = 0; i < 8; i++) {
      csv.append("Xã %c,%d,tốt\n".formatted('A' + i, 100 + i));
    }
    csv.append("\nten_truong,so_lop\n");
    for (int i = 0; i < 8; i++) {
      csv.append("Trường %c,%d\n".formatted('A' + i, 10 + i));
    }
    Path received = Files.writeString(directory.resolve("hai-bang.csv"), csv);
    List<Judged> judged = new ArrayList<>();
    for (ReadTable table : read(received)) {
      judged.add(new Judged(table.report(), everyCell(table)));
    }
    assertThat(judged).hasSize(2);

    Map<String, byte[]> entries = entries(written(received, judged));

    Path rendering =
        Files.write(directory.resolve("r.xlsx"), entries.get("sen-loi/hai-bang.csv.xlsx"));
    try (Workbook workbook = open(rendering)) {
      Sheet sheet = workbook.getSheetAt(0);
      assertThat(comment(sheet, 1, 0)).startsWith("[Sen]");
      assertThat(text(sheet.getRow(1).getCell(0))).isEqualTo("Xã A");
      assertThat(comment(sheet, 18, 1)).startsWith("[Sen]");
      assertThat(text(sheet.getRow(18).getCell(1))).isEqualTo("17");
      assertThat(sheet.getCellComments()).hasSize(8 * 3 + 8 * 2);
    }
  }

  @Test
  void whatIsMaskedStaysMasked() throws Exception {
    Path received =
        Files.writeString(directory.resolve("a.csv"), "ten,so_cccd\nAn,001203004567\nBa,x\n");
    ReadReport report = reports(received).getFirst();

    Map<String, byte[]> entries =
        entries(
            written(
                received,
                List.of(
                    new Judged(
                        report,
                        List.of(
                            cell("PII-01", Severity.BLOCK, "so_cccd", 2, "0012******67", ""))))));

    assertThat(new String(entries.get("sen-loi/loi.csv"), StandardCharsets.UTF_8))
        .contains("0012******67")
        .doesNotContain("001203004567");
    Path rendering = Files.write(directory.resolve("r.xlsx"), entries.get("sen-loi/a.csv.xlsx"));
    try (Workbook workbook = open(rendering)) {
      assertThat(texts(workbook.getSheet(LIST).getRow(1))).contains("0012******67");
      assertThat(comment(workbook.getSheetAt(0), 1, 1)).doesNotContain("001203004567");
    }
  }

  @Test
  void hostileValuesInTheListOfAWorkbookAreText() throws Exception {
    Path received = directory.resolve("a.xlsx");
    try (Workbook workbook = new XSSFWorkbook()) {
      Sheet sheet = workbook.createSheet("Sheet1");
      table(sheet, 0, 0, "ten", "so", 5);
      sheet.getRow(2).getCell(0).setCellValue(HOSTILE);
      write(workbook, received);
    }
    ReadReport report = reports(received).getFirst();

    Path marked =
        written(
            received,
            List.of(
                new Judged(
                    report, List.of(cell("CLN-15", Severity.ERROR, "ten", 3, HOSTILE, "@x")))));

    try (Workbook workbook = open(marked)) {
      Cell value = workbook.getSheet(LIST).getRow(1).getCell(5);
      assertThat(value.getCellType()).isEqualTo(CellType.STRING);
      assertThat(value.getStringCellValue()).isEqualTo(HOSTILE);
      assertThat(value.getCellStyle().getQuotePrefixed()).isTrue();
      assertThat(value.getCellStyle().getDataFormatString()).isEqualTo("@");
    }
  }

  @Test
  void aWorkbookThatCannotBeReadIsRefusedInBothLanguages() throws Exception {
    Path received = directory.resolve("don-vi.xlsx");
    write(agencyWorkbook("xlsx"), received);
    byte[] start = Arrays.copyOf(Files.readAllBytes(received), 900);
    Path cut = Files.write(directory.resolve("cut.xlsx"), start);

    Outcome outcome = mark(cut, List.of(new Judged(reports(cut).getFirst(), List.of())));

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(outcome.message().vi()).startsWith("Không có bảng nào để đánh dấu. ");
    assertThat(outcome.message().en()).startsWith("There is no table to mark. ");
  }

  @Test
  void aWorkbookThatOnlyTheReaderCopesWithGoesBackWithAListAlone() throws Exception {
    Path received = SharedCorpus.require("vn-data/gso_provinces_2019-10-06.xls");
    ReadTable table = read(received).getFirst();

    Outcome outcome = mark(received, List.of(new Judged(table.report(), everyCell(table))));

    assertThat(outcome.message().vi()).contains("cấu trúc không chuẩn", "sen-loi/loi.csv");
    assertThat(outcome.message().en()).contains("unusual structure", "sen-loi/loi.csv");
    Map<String, byte[]> entries = entries(((Outcome.Written) outcome).file());
    assertThat(entries.get("gso_provinces_2019-10-06.xls")).isEqualTo(Files.readAllBytes(received));
    assertThat(new String(entries.get("sen-loi/loi.csv"), StandardCharsets.UTF_8))
        .contains("Thành phố Hà Nội");
  }

  @Test
  void aWorkbookTooLargeToMarkGoesBackWithAListAlone() throws Exception {
    Path received = directory.resolve("lon.xlsx");
    try (var workbook = new SXSSFWorkbook(100)) {
      Sheet sheet = workbook.createSheet("Sheet1");
      for (int i = 0; i < 2; i++) {
        put(sheet, 0, i, "cot" + i);
      }
      for (int i = 1; i <= 100_000; i++) {
        Row row = sheet.createRow(i);
        row.createCell(0).setCellValue(i);
        row.createCell(1).setCellValue(i % 7);
      }
      write(workbook, received);
    }
    ReadReport report = reports(received).getFirst();

    Outcome outcome =
        mark(
            received,
            List.of(
                new Judged(report, List.of(cell("ACC-04", Severity.ERROR, "cot1", 9, "1", "")))));

    assertThat(outcome.message().en()).contains("too large", "sen-loi/loi.csv");
    Map<String, byte[]> entries = entries(((Outcome.Written) outcome).file());
    assertThat(entries.keySet()).containsExactly("lon.xlsx", "sen-loi/loi.csv");
    assertThat(entries.get("lon.xlsx")).isEqualTo(Files.readAllBytes(received));
  }

  @Test
  void aLongTextAndAFileWithoutCellsGoBackWithAListAlone() throws Exception {
    Path text = directory.resolve("dai.csv");
    Files.writeString(text, "a,b\n" + "1,2\n".repeat(100_001));
    Path json = directory.resolve("a.json");
    Files.writeString(json, "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":-4}]");

    for (Path received : List.of(text, json)) {
      Finding finding = cell("ACC-04", Severity.ERROR, "b", 2, "-4", "");
      Path zip =
          written(received, List.of(new Judged(reports(received).getFirst(), List.of(finding))));
      Map<String, byte[]> entries = entries(zip);
      assertThat(entries.keySet())
          .containsExactly(received.getFileName().toString(), "sen-loi/loi.csv");
      assertThat(entries.values().iterator().next()).isEqualTo(Files.readAllBytes(received));
    }
  }

  @Test
  void theListTellsHowMuchOfAllItShows() throws Exception {
    Path received = Files.writeString(directory.resolve("a.csv"), "a,b\n1,2\n3,4\n");
    ReadReport report = reports(received).getFirst();
    var finding =
        new Finding(
            "ACC-04",
            Dimension.ACCURATE,
            Severity.ERROR,
            Finding.Scope.COLUMN,
            Optional.of("b"),
            5_000,
            4_321,
            true,
            List.of(new FailingRow(2, "2", "")),
            OptionalLong.empty(),
            new Message("sai.", "wrong."),
            Optional.empty());

    Map<String, byte[]> entries =
        entries(written(received, List.of(new Judged(report, List.of(finding)))));

    assertThat(new String(entries.get("sen-loi/loi.csv"), StandardCharsets.UTF_8))
        .contains("sai. (Liệt kê 1 trong 4321.)", "wrong. (1 of 4321 are listed.)");
  }

  /** Two tables on sheets, one hidden, with what people put into workbooks. */
  private static Workbook agencyWorkbook(String kind) {
    Workbook workbook = kind.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook();
    Sheet communes = workbook.createSheet("Xã");
    put(communes, 0, 0, "DANH SÁCH XÃ NĂM 2025");
    communes.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
    List<String> names = List.of("ten_xa", "so_dan", "ngay_lap", "ghi_chu");
    for (int i = 0; i < names.size(); i++) {
      put(communes, 2, i, names.get(i));
    }
    CellStyle date = workbook.createCellStyle();
    date.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
    CellStyle thousands = workbook.createCellStyle();
    thousands.setDataFormat(workbook.createDataFormat().getFormat("#,##0"));
    thousands.setWrapText(true);
    for (int i = 0; i < 8; i++) {
      Row row = communes.createRow(3 + i);
      row.createCell(0).setCellValue("Xã " + (char) ('A' + i));
      Cell people = row.createCell(1);
      people.setCellValue(i == 1 ? -5 : 1200 + i);
      people.setCellStyle(thousands);
      Cell day = row.createCell(2);
      day.setCellValue(java.time.LocalDate.of(2020, 1, 1 + i));
      day.setCellStyle(date);
      row.createCell(3).setCellFormula("IF(B%d>0,\"đủ\",\"thiếu\")".formatted(4 + i));
    }
    communes.setColumnWidth(0, 9_000);
    comment(communes, 4, 1, "kiểm lại năm sau");
    comment(communes, 7, 1, "đã hỏi");
    Sheet schools = workbook.createSheet("Trường");
    for (int i = 0; i < 6; i++) {
      put(schools, i, 0, i == 0 ? "ten_truong" : "Trường số " + i);
      if (i != 2) {
        put(schools, i, 1, i == 0 ? "lop" : "lớp " + i);
      }
      put(schools, i, 2, i == 0 ? "xep_loai" : "tốt");
    }
    Sheet hidden = workbook.createSheet("nháp");
    put(hidden, 0, 0, "đừng đọc");
    workbook.setSheetHidden(2, true);
    workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
    return workbook;
  }

  private static void comment(Sheet sheet, int row, int column, String text) {
    ClientAnchor anchor = sheet.getWorkbook().getCreationHelper().createClientAnchor();
    anchor.setRow1(row);
    anchor.setCol1(column);
    anchor.setRow2(row + 3);
    anchor.setCol2(column + 2);
    Comment comment = sheet.createDrawingPatriarch().createCellComment(anchor);
    comment.setAuthor("Chị Hoa");
    comment.setString(sheet.getWorkbook().getCreationHelper().createRichTextString(text));
    sheet.getRow(row).getCell(column).setCellComment(comment);
  }

  private static void table(Sheet sheet, int top, int left, String name, String count, int rows) {
    put(sheet, top, left, name);
    put(sheet, top, left + 1, count);
    for (int i = 1; i <= rows; i++) {
      put(sheet, top + i, left, name + " " + (char) ('A' + i));
      sheet.getRow(top + i).createCell(left + 1).setCellValue(top * 100 + i);
    }
  }

  private static void put(Sheet sheet, int row, int column, String text) {
    Row there = sheet.getRow(row);
    (there == null ? sheet.createRow(row) : there).createCell(column).setCellValue(text);
  }

  private static void write(Workbook workbook, Path file) throws IOException {
    try (workbook;
        var out = Files.newOutputStream(file)) {
      workbook.write(out);
    }
  }

  private static Workbook open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return WorkbookFactory.create(in);
    }
  }

  /** Cells of the sheets of {@code was} that are not the same in {@code is}. */
  private static List<String> changed(Workbook was, Workbook is) {
    var changed = new ArrayList<String>();
    for (int i = 0; i < was.getNumberOfSheets(); i++) {
      Sheet before = was.getSheetAt(i);
      Sheet after = is.getSheetAt(i);
      assertThat(after.getSheetName()).isEqualTo(before.getSheetName());
      assertThat(is.isSheetHidden(i)).isEqualTo(was.isSheetHidden(i));
      assertThat(after.getMergedRegions()).isEqualTo(before.getMergedRegions());
      assertThat(after.getLastRowNum()).isEqualTo(before.getLastRowNum());
      for (int r = 0; r <= before.getLastRowNum(); r++) {
        for (int c = 0; c < 6; c++) {
          assertThat(after.getColumnWidth(c)).isEqualTo(before.getColumnWidth(c));
          Cell one = cell(before, r, c);
          Cell other = cell(after, r, c);
          assertThat(content(other))
              .as("%s %d %d", after.getSheetName(), r, c)
              .isEqualTo(content(one));
          if (!look(other).equals(look(one))) {
            changed.add("%s!%c%d".formatted(before.getSheetName(), 'A' + c, r + 1));
          }
        }
      }
    }
    return changed;
  }

  private static Cell cell(Sheet sheet, int row, int column) {
    Row there = sheet.getRow(row);
    return (there == null ? sheet.createRow(row) : there)
        .getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
  }

  /** What it holds and how it is written, all but fill and comment. */
  private static List<Object> content(Cell cell) {
    CellStyle style = cell.getCellStyle();
    boolean formula = cell.getCellType() == CellType.FORMULA;
    return List.of(
        cell.getCellType(),
        formula ? cell.getCellFormula() + "=" + cell.getCachedFormulaResultType() : text(cell),
        style.getDataFormatString(),
        style.getWrapText(),
        style.getFontIndex(),
        style.getAlignment());
  }

  private static List<Object> look(Cell cell) {
    CellStyle style = cell.getCellStyle();
    Comment comment = cell.getCellComment();
    boolean filled = style.getFillPattern() != FillPatternType.NO_FILL;
    return List.of(
        style.getFillPattern(),
        filled ? style.getFillForegroundColor() : 0,
        comment == null ? "" : comment.getString().getString() + comment.getAuthor());
  }

  private static short fill(Sheet sheet, int row, int column) {
    CellStyle style = sheet.getRow(row).getCell(column).getCellStyle();
    assertThat(style.getFillPattern()).isEqualTo(FillPatternType.SOLID_FOREGROUND);
    return style.getFillForegroundColor();
  }

  private static String comment(Sheet sheet, int row, int column) {
    return sheet.getRow(row).getCell(column).getCellComment().getString().getString();
  }

  private static List<String> texts(Row row) {
    var texts = new ArrayList<String>();
    row.forEach(cell -> texts.add(text(cell)));
    return texts;
  }

  private static String text(Cell cell) {
    return switch (cell.getCellType()) {
      case NUMERIC -> Long.toString((long) cell.getNumericCellValue());
      case STRING -> cell.getStringCellValue();
      default -> "";
    };
  }

  private List<ReadTable> read(Path file) throws IOException {
    Path own = directory.resolve("reading" + readings++);
    try (var reader = new TableReader()) {
      return reader.read(
          new ReadRequest(
              file, file.getFileName().toString(), own.resolve("out"), Map.of(), ReadOptions.TYPED),
          Files.createDirectories(own.resolve("temporary")));
    }
  }

  private List<ReadReport> reports(Path file) throws IOException {
    return read(file).stream().map(ReadTable::report).toList();
  }

  /** What is read from a file: of each table its name, its columns and its rows as text. */
  private List<List<Object>> tables(Path file) throws IOException {
    var tables = new ArrayList<List<Object>>();
    for (ReadTable table : read(file)) {
      ReadReport report = table.report();
      List<List<String>> rows = table.text().isPresent() ? rows(table) : List.of();
      tables.add(List.of(report.table(), report.columns(), report.preambleRows(), rows));
    }
    return tables;
  }

  private List<List<String>> rows(ReadTable table) {
    int columns = table.report().columns().size();
    String file = DuckSession.literal(table.text().orElseThrow().toString());
    try (DuckSession session = DuckSession.open(directory.resolve("duck"), 100L << 20, 1)) {
      return session.query(
          "SELECT * FROM read_parquet(" + file + ")",
          row -> {
            var cells = new ArrayList<String>();
            for (int i = 1; i <= columns; i++) {
              cells.add(String.valueOf(row.getString(i)));
            }
            return cells;
          });
    }
  }

  /** A finding for each cell of a table that holds something. */
  private List<Finding> everyCell(ReadTable table) {
    List<List<String>> rows = rows(table);
    List<Long> numbers = numbers(table);
    var findings = new ArrayList<Finding>();
    for (int c = 0; c < table.report().columns().size(); c++) {
      String column = name(table.report(), c);
      for (int r = 0; r < rows.size(); r++) {
        String value = rows.get(r).get(c);
        if (!value.equals("null")) {
          findings.add(cell("ACC-04", Severity.ERROR, column, numbers.get(r), value, ""));
        }
      }
    }
    return findings;
  }

  /** By which findings know the rows of a table. */
  private List<Long> numbers(ReadTable table) {
    try (DuckSession session = DuckSession.open(directory.resolve("duck"), 100L << 20, 1)) {
      return session.query(
          "SELECT _row FROM "
              + TextTable.rows(session, table.text().orElseThrow())
              + " ORDER BY file_row_number",
          row -> row.getLong(1));
    }
  }

  private static String name(ReadReport report, int column) {
    return report.columns().get(column).name();
  }

  private Path written(Path received, List<Judged> tables) throws IOException {
    return ((Outcome.Written) mark(received, tables)).file();
  }

  private Outcome mark(Path received, List<Judged> tables) throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    Path temporary = Files.createDirectories(directory.resolve("temporary"));
    return MarkedReturn.write(received, received.getFileName().toString(), tables, out, temporary);
  }

  private static Map<String, byte[]> entries(Path zip) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : java.util.Collections.list(file.entries())) {
        entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static Finding cell(
      String rule, Severity severity, String column, long row, String value, String expected) {
    return finding(
        rule, severity, Optional.ofNullable(column), List.of(new FailingRow(row, value, expected)));
  }

  private static Finding column(String rule, Severity severity, String column) {
    return finding(rule, severity, Optional.of(column), List.of());
  }

  private static Finding finding(
      String rule, Severity severity, Optional<String> column, List<FailingRow> rows) {
    return new Finding(
        rule,
        Dimension.ACCURATE,
        severity,
        Finding.Scope.COLUMN,
        column,
        100,
        1,
        false,
        rows,
        OptionalLong.empty(),
        new Message("sai " + rule, "wrong " + rule),
        Optional.empty());
  }

  /** The code page has letters with marks, and tones of their own behind them. */
  private static byte[] inWindows1258(String text) throws IOException {
    Charset charset = Charset.forName("windows-1258");
    var bytes = new ByteArrayOutputStream();
    for (int letter : Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
      String whole = Character.toString(letter);
      if (!charset.newEncoder().canEncode(whole)) {
        String parts = Normalizer.normalize(whole, Normalizer.Form.NFD);
        String tone = parts.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
        String bare = parts.replaceAll("[\u0300\u0301\u0303\u0309\u0323]", "");
        whole = Normalizer.normalize(bare, Normalizer.Form.NFC) + tone;
      }
      bytes.write(whole.getBytes(charset));
    }
    return bytes.toByteArray();
  }
}
