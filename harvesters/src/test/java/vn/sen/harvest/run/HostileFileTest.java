package vn.sen.harvest.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbookType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.tables.DuckLibrary;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerOutcome;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.vocab.Json;

/**
 * Whatever is sent, a worker says what is wrong with it or reads it up to the fault, within two
 * seconds and 512 MB.
 */
@Tag("slow")
class HostileFileTest {
  private static final long MILLIS = 2_000;
  private static final long BYTES = 512L << 20;

  @TempDir static Path directory;
  private static @Nullable WorkerPool pool;
  private static int owner;

  @BeforeAll
  static void open() throws IOException {
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    WorkerProgram program =
        WorkerProgram.same(TestReader.class.getName()).installedIn(directory.resolve("program"));
    pool =
        WorkerPool.open(
            program.withClasspath(
                DuckLibrary.beside(program.classpath(), directory.resolve("program/duckdb"))),
            WorkerLimits.READING,
            directory.resolve("work"),
            1);
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(pool).close();
  }

  // --- every format, cut and random -------------------------------------------------------------

  @TestFactory
  Stream<DynamicTest> aFileCutAnywhereIsReadUpToThereOrRefused() throws Exception {
    return sound().entrySet().stream()
        .flatMap(
            format ->
                Stream.of(0.02, 0.5, 0.9, 0.999)
                    .map(
                        share ->
                            dynamicTest(
                                format.getKey() + " at " + share,
                                () -> {
                                  byte[] whole = format.getValue();
                                  read(Arrays.copyOf(whole, (int) (whole.length * share)));
                                })));
  }

  @TestFactory
  Stream<DynamicTest> aSoundFileIsRead() throws Exception {
    return sound().entrySet().stream()
        .map(
            format ->
                dynamicTest(
                    format.getKey(),
                    () -> {
                      List<ReadReport> reports = read(format.getValue());
                      assertThat(reports).hasSize(1);
                      assertThat(reports.getFirst().rows()).isEqualTo(ROWS);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> randomBytesBehindTheStartOfAFormatAreRefusedOrReadUpToThere()
      throws Exception {
    return sound().entrySet().stream()
        .flatMap(
            format ->
                Stream.of(4, 2_000)
                    .map(
                        start ->
                            dynamicTest(
                                format.getKey() + " behind " + start,
                                () -> {
                                  byte[] bytes = new byte[200_000];
                                  new Random(start).nextBytes(bytes);
                                  byte[] whole = format.getValue();
                                  int kept = Math.min(start, whole.length);
                                  System.arraycopy(whole, 0, bytes, 0, kept);
                                  read(bytes);
                                })));
  }

  // --- each hazard ------------------------------------------------------------------------------

  @TestFactory
  Stream<DynamicTest> whatIsLockedIsRefusedAsSuch() throws Exception {
    var zip = zip(Map.of("a.csv", csv()));
    return Stream.of(
        refused("xlsx with a password", () -> encryptedXlsx(), "password"),
        refused("xls with a password", () -> encryptedXls(), "password"),
        refused(
            "ods with a password",
            () ->
                zip(
                    Map.of(
                        "mimetype", ODS_TYPE.getBytes(UTF_8),
                        "META-INF/manifest.xml", "<encryption-data/>".getBytes(UTF_8),
                        "content.xml", new byte[100])),
            "password"),
        refused("zip with a password", () -> flagged(zip), "password"),
        refused(
            "7z with a password",
            () -> sevenZip(out -> out.write(csv()), "bí mật".toCharArray()),
            "password"),
        refused("xlsx with macros", () -> macroXlsx(), "macros"),
        refused("xls with macros", () -> macroXls(), "macros"));
  }

  @TestFactory
  Stream<DynamicTest> aBombIsRefused() throws Exception {
    String sheet = text(parts().get("xl/worksheets/sheet1.xml"));
    return Stream.of(
        refused(
            "gzip of 48 MB",
            () -> pack(HostileFileTest::letters, GZIPOutputStream::new),
            "far too much"),
        refused("zip of 48 MB", () -> zipped(HostileFileTest::letters), "far too much"),
        refused("gzip of 2 GB", () -> repeated(gzipMember(16), 128), "far too much"),
        refused(
            "bzip2 of 48 MB",
            () -> pack(HostileFileTest::letters, BZip2CompressorOutputStream::new),
            "far too much"),
        refused(
            "xz of 48 MB",
            () -> pack(HostileFileTest::letters, out -> new XZCompressorOutputStream(out, 1)),
            "far too"),
        refused(
            "7z of 48 MB", () -> sevenZip(HostileFileTest::letters, new char[0]), "far too much"),
        refused("archives in archives", () -> nested(6), "archives"),
        refused("10,000 files", () -> zip(10_000), "5,000 files"),
        refused("10,000 files of tar", () -> tar(10_000), "5,000 files"),
        refused("xlsx with a cell of 2 GB", () -> xlsxWithLongCell(sheet), ""),
        refused(
            "xlsx that says a long text in every cell",
            () ->
                xlsxOfOneText(numbered(200_000, "<row r=\"%d\"><c t=\"s\"><v>0</v></c></row>", "")),
            "times the file"),
        refused(
            "xlsx with 64 MB of texts in one row",
            () ->
                xlsxOfOneText(
                    "<row>%s</row>"
                        .formatted(numbered(5_000, "<c t=\"s\" x=\"%d\"><v>0</v></c>", ""))),
            "64 MB"),
        refused("xlsx whose shared texts are 300 MB", () -> xlsxOfTexts(18_000_000), ""),
        refused(
            "ods that repeats its rows",
            () ->
                ods(
                    "<t:table>%s</t:table>"
                        .formatted(
                            ("<t:table-row t:number-rows-repeated='1900000'><t:table-cell>"
                                    + "<x:p>%s</x:p></t:table-cell></t:table-row>")
                                .formatted("a".repeat(10_000)))),
            "times the file"),
        refused("json nested", () -> "[".repeat(1_000_000).getBytes(UTF_8), "JSON"),
        refused("json nested by names", () -> "{\"a\":".repeat(1_000_000).getBytes(UTF_8), "JSON"),
        refused("xml nested", () -> "<a>".repeat(1_000_000).getBytes(UTF_8), "deep"),
        read("json nested by long names", () -> jsonOfLongNames()),
        read(
            "xml of entities",
            () ->
                "<!DOCTYPE a [<!ENTITY b '%s'><!ENTITY c '%s'>]><a><d>&c;</d><d>&c;</d></a>"
                    .formatted("b".repeat(10_000), "&b;".repeat(10_000))
                    .getBytes(UTF_8)));
  }

  @TestFactory
  Stream<DynamicTest> aHundredThousandColumnsAreRefused() throws Exception {
    int columns = 100_000;
    String fields = String.join(",", java.util.Collections.nCopies(columns, "1"));
    return Stream.of(
        refused("csv", () -> ((fields + "\n").repeat(20)).getBytes(UTF_8), "16,384"),
        refused(
            "json",
            () -> ("[{" + numbered(columns, "\"c%d\":1", ",") + "}]").getBytes(UTF_8),
            "16,384"),
        refused(
            "json arrays",
            () -> ("[" + ("[" + fields + "],").repeat(20) + "[1]]").getBytes(UTF_8),
            "16,384"),
        read(
            "xml",
            () ->
                ("<a><r>" + numbered(columns, "<c%d>1</c%d>", "") + "</r><r/></a>")
                    .getBytes(UTF_8)),
        refused(
            "xlsx",
            () ->
                xlsx(
                    Map.of(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row>%s</row></sheetData></worksheet>"
                            .formatted(numbered(columns, "<c><v>%d</v></c>", "")))),
            "16,384"),
        refused(
            "ods",
            () ->
                ods(
                    "<t:table><t:table-row><t:table-cell t:number-columns-repeated='%d'><x:p>1</x:p>"
                            .formatted(columns)
                        + "</t:table-cell></t:table-row></t:table>"),
            "16,384"),
        refused(
            "parquet", () -> parquet("SELECT " + numbered(17_000, "1 AS c%d", ", ")), "16,384"));
  }

  private static DynamicTest refused(String name, Callable<byte[]> bytes, String why) {
    return dynamicTest(
        name,
        () -> {
          List<ReadReport> reports = readAfresh(bytes.call());
          assertThat(reports)
              .extracting(ReadReport::status)
              .containsOnly(ReadReport.Status.REJECTED);
          // Files that were in order stand before the one that is too many.
          assertThat(reports.getLast().message().en()).contains(why);
        });
  }

  private static DynamicTest read(String name, Callable<byte[]> bytes) {
    return dynamicTest(name, () -> readAfresh(bytes.call()));
  }

  /** By a worker that holds no memory from files before. */
  private static List<ReadReport> readAfresh(byte[] bytes) throws Exception {
    owner++;
    return read(bytes);
  }

  /** Twice when the first took long: the machine has others to serve. */
  private static List<ReadReport> read(byte[] bytes) throws Exception {
    Path file = Files.write(directory.resolve("file"), bytes);
    TestReader.Measured measured = measure(file);
    if (measured.millis() >= MILLIS) {
      measured = measure(file);
    }

    assertThat(measured.millis()).as("milliseconds").isLessThan(MILLIS);
    assertThat(measured.peakBytes()).as("bytes resident").isLessThan(BYTES);
    List<ReadReport> reports =
        Json.read(measured.answer(), new TypeReference<List<ReadJob.Table>>() {}).stream()
            .map(ReadJob.Table::report)
            .toList();
    assertThat(reports).isNotEmpty();
    assertThat(reports).allSatisfy(report -> assertThat(report.message().vi()).isNotBlank());
    return reports;
  }

  private static TestReader.Measured measure(Path file) throws Exception {
    Path results = Files.createTempDirectory(directory, "results");
    WorkerOutcome outcome =
        Objects.requireNonNull(pool)
            .run(
                "owner " + owner,
                TestReader.Measured.NAME,
                Json.write(new ReadJob.Request("file", Map.of(), ReadOptions.TYPED)),
                List.of(file),
                results);
    org.apache.commons.io.file.PathUtils.deleteDirectory(results);
    assertThat(outcome).isInstanceOf(WorkerOutcome.Done.class);
    return Json.read(
        ((WorkerOutcome.Done) outcome).answer(), new TypeReference<TestReader.Measured>() {});
  }

  // --- files ------------------------------------------------------------------------------------

  private static final int ROWS = 3_000;
  private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet";

  private static Map<String, byte[]> sound() throws Exception {
    var formats = new LinkedHashMap<String, byte[]>();
    byte[] csv = csv();
    formats.put("csv", csv);
    formats.put(
        "utf-16", new String(csv, UTF_8).getBytes(java.nio.charset.StandardCharsets.UTF_16));
    formats.put(
        "json", ("[" + rows("{\"mã\":\"%05d\",\"tên\":\"Tỉnh\"}", ",") + "]").getBytes(UTF_8));
    formats.put("jsonl", rows("{\"mã\":\"%05d\",\"tên\":\"Tỉnh\"}", "\n").getBytes(UTF_8));
    formats.put(
        "geojson",
        ("{\"type\":\"FeatureCollection\",\"features\":["
                + rows(
                    "{\"type\":\"Feature\",\"properties\":{\"mã\":\"%05d\"},"
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[105.8,21]}}",
                    ",")
                + "]}")
            .getBytes(UTF_8));
    formats.put("xml", ("<a>" + rows("<r><mã>%05d</mã></r>", "") + "</a>").getBytes(UTF_8));
    formats.put(
        "px",
        ("CHARSET=\"ANSI\";\nSTUB=\"mã\";\nVALUES(\"mã\")="
                + rows("\"%05d\"", ",")
                + ";\nDATA=\n"
                + rows("%d", " ")
                + ";\n")
            .getBytes(UTF_8));
    formats.put(
        "json-stat",
        ("{\"version\":\"2.0\",\"id\":[\"mã\"],\"size\":[%d],\"dimension\":{\"mã\":{\"category\":{\"index\":["
                    .formatted(ROWS)
                + rows("\"%05d\"", ",")
                + "]}}},\"value\":["
                + rows("%d", ",")
                + "]}")
            .getBytes(UTF_8));
    formats.put("xlsx", workbook(new XSSFWorkbook()));
    formats.put("xls", workbook(new HSSFWorkbook()));
    formats.put(
        "ods",
        ods(
            "<t:table>"
                + rows("<t:table-row><t:table-cell><x:p>x%d</x:p></t:table-cell></t:table-row>", "")
                    .replaceFirst(
                        "x0",
                        "tên</x:p></t:table-cell></t:table-row><t:table-row><t:table-cell><x:p>x0")
                + "</t:table>"));
    formats.put(
        "parquet", parquet("SELECT range AS ma, 'Tỉnh ' || range AS ten FROM range(" + ROWS + ")"));
    formats.put("sqlite", sqlite());
    formats.put("zip", zip(Map.of("a.csv", csv)));
    formats.put("gzip", pack(out -> out.write(csv), GZIPOutputStream::new));
    formats.put("bzip2", pack(out -> out.write(csv), BZip2CompressorOutputStream::new));
    formats.put("xz", pack(out -> out.write(csv), XZCompressorOutputStream::new));
    formats.put("7z", sevenZip(out -> out.write(csv), new char[0]));
    formats.put("tar", tar(Map.of("a.csv", csv)));
    return formats;
  }

  private static byte[] csv() {
    return ("mã,tên\n" + rows("%05d,Hà Nội", "\n") + "\n").getBytes(UTF_8);
  }

  private static String rows(String form, String between) {
    return numbered(ROWS, form, between);
  }

  private static String numbered(int count, String form, String between) {
    var all = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      all.add(form.formatted(i, i));
    }
    return String.join(between, all);
  }

  private static byte[] workbook(Workbook book) throws IOException {
    var out = new ByteArrayOutputStream();
    try (book) {
      var sheet = book.createSheet("Dân số");
      for (int r = 0; r <= ROWS; r++) {
        sheet.createRow(r).createCell(0).setCellValue(r == 0 ? "tên" : "Tỉnh " + r);
      }
      book.write(out);
    }
    return out.toByteArray();
  }

  private static Map<String, byte[]> parts() throws IOException {
    var parts = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(workbook(new XSSFWorkbook())))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        parts.put(entry.getName(), in.readAllBytes());
      }
    }
    return parts;
  }

  private static byte[] xlsx(Map<String, String> changed) throws IOException {
    var parts = parts();
    changed.forEach((name, content) -> parts.put(name, content.getBytes(UTF_8)));
    return zip(parts);
  }

  /** A sheet of these rows and one shared text, of a million letters. */
  private static byte[] xlsxOfOneText(String rows) throws IOException {
    return xlsx(
        Map.of(
            "xl/sharedStrings.xml",
            "<sst xmlns=\"%s\"><si><t>%s</t></si></sst>".formatted(SHEET, letters(1 << 20)),
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData>%s</sheetData></worksheet>".formatted(rows)));
  }

  /** Two billion letters, packed to some million bytes. */
  private static byte[] xlsxWithLongCell(String sheet) throws IOException {
    int cell = sheet.indexOf("<sheetData>") + "<sheetData>".length();
    return xlsx(
        "xl/worksheets/sheet1.xml",
        zip -> {
          zip.write(sheet.substring(0, cell).getBytes(UTF_8));
          zip.write("<row><c t=\"inlineStr\"><is><t>".getBytes(UTF_8));
          letters(zip, 2_048);
          zip.write("</t></is></c></row>".getBytes(UTF_8));
          zip.write(sheet.substring(cell).getBytes(UTF_8));
        });
  }

  private static byte[] xlsxOfTexts(int count) throws IOException {
    byte[] thousand = "<si><t>x</t></si>".repeat(1_000).getBytes(UTF_8);
    return xlsx(
        "xl/sharedStrings.xml",
        zip -> {
          zip.write("<sst xmlns=\"%s\">".formatted(SHEET).getBytes(UTF_8));
          for (int i = 0; i < count / 1_000; i++) {
            zip.write(thousand);
          }
          zip.write("</sst>".getBytes(UTF_8));
        });
  }

  private static byte[] xlsx(String changed, Content content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (var part : parts().entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        if (part.getKey().equals(changed)) {
          content.to(zip);
        } else {
          zip.write(part.getValue());
        }
      }
    }
    return out.toByteArray();
  }

  private static String text(byte[] part) {
    return new String(part, UTF_8);
  }

  private static byte[] ods(String tables) {
    return zip(
        Map.of(
            "mimetype",
            ODS_TYPE.getBytes(UTF_8),
            "content.xml",
            ("<o:document-content xmlns:o='urn:o' xmlns:t='urn:t' xmlns:x='urn:x'>"
                    + tables
                    + "</o:document-content>")
                .getBytes(UTF_8)));
  }

  private static byte[] parquet(String select) throws IOException {
    Path file = directory.resolve("made.parquet");
    try (var session = DuckSession.open(directory.resolve("session"), 800L << 20, 1)) {
      session.execute("SET disabled_optimizers = 'common_subexpressions'");
      session.execute(
          "COPY (" + select + ") TO " + DuckSession.literal(file.toString()) + " (FORMAT parquet)");
    }
    return taken(file);
  }

  private static byte[] sqlite() throws IOException, SQLException {
    Path file = directory.resolve("made.sqlite");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE tinh (ma TEXT, ten TEXT)");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + (ROWS - 1)
              + ") INSERT INTO tinh SELECT i, 'Tỉnh ' || i FROM n");
    }
    return taken(file);
  }

  private static byte[] taken(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private static byte[] encryptedXlsx() throws Exception {
    var out = new ByteArrayOutputStream();
    try (var file = new POIFSFileSystem()) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("bí mật");
      try (var stream = encryptor.getDataStream(file)) {
        stream.write(workbook(new XSSFWorkbook()));
      }
      file.writeFilesystem(out);
    }
    return out.toByteArray();
  }

  private static byte[] encryptedXls() throws IOException {
    Biff8EncryptionKey.setCurrentUserPassword("bí mật");
    try {
      return workbook(new HSSFWorkbook());
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
  }

  private static byte[] macroXlsx() throws IOException {
    try (var book = new XSSFWorkbook()) {
      book.setWorkbookType(XSSFWorkbookType.XLSM);
      book.setVBAProject(new ByteArrayInputStream(new byte[1_000]));
      return workbook(book);
    }
  }

  private static byte[] macroXls() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var file = new POIFSFileSystem(new ByteArrayInputStream(workbook(new HSSFWorkbook())))) {
      file.getRoot()
          .createDirectory("_VBA_PROJECT_CUR")
          .createDocument("PROJECT", new ByteArrayInputStream(new byte[100]));
      file.writeFilesystem(out);
    }
    return out.toByteArray();
  }

  /** A ZIP with the bit that says its entries are encrypted. */
  private static byte[] flagged(byte[] zip) {
    byte[] flagged = zip.clone();
    for (int i = 0; i < flagged.length - 10; i++) {
      if (flagged[i] == 'P' && flagged[i + 1] == 'K') {
        int flags = flagged[i + 2] == 3 ? i + 6 : flagged[i + 2] == 1 ? i + 8 : -1;
        if (flags > 0) {
          flagged[flags] |= 1;
        }
      }
    }
    return flagged;
  }

  private static byte[] zip(Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] zip(int entries) {
    var files = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < entries; i++) {
      files.put(i + ".txt", new byte[0]);
    }
    return zip(files);
  }

  private static byte[] nested(int times) {
    byte[] file = csv();
    for (int i = 0; i < times; i++) {
      file = zip(Map.of("a", file));
    }
    return file;
  }

  private static byte[] tar(int entries) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < entries; i++) {
      files.put(i + ".txt", new byte[0]);
    }
    return tar(files);
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] sevenZip(Content content, char[] password) throws IOException {
    Path file = directory.resolve("made.7z");
    try (var archive =
        password.length == 0
            ? new SevenZOutputFile(file.toFile())
            : new SevenZOutputFile(file.toFile(), password)) {
      var entry = new SevenZArchiveEntry();
      entry.setName("a.csv");
      archive.putArchiveEntry(entry);
      content.to(
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              archive.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              archive.write(bytes, from, length);
            }
          });
      archive.closeArchiveEntry();
    }
    return taken(file);
  }

  /** Something that packs what is written to it. */
  @FunctionalInterface
  private interface Packing {
    OutputStream over(OutputStream out) throws IOException;
  }

  /** Writes something that may be larger than memory. */
  @FunctionalInterface
  private interface Content {
    void to(OutputStream out) throws IOException;
  }

  /** As no program packs them well. */
  private static String letters(int count) {
    var random = new Random(1);
    var letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }

  /** 48 MB of them. */
  private static void letters(OutputStream out) throws IOException {
    letters(out, 48);
  }

  private static void letters(OutputStream out, int megabytes) throws IOException {
    byte[] letters = new byte[1 << 20];
    Arrays.fill(letters, (byte) 'a');
    for (int i = 0; i < megabytes; i++) {
      out.write(letters);
    }
  }

  private static byte[] pack(Content content, Packing packing) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream packed = packing.over(out)) {
      content.to(packed);
    }
    return out.toByteArray();
  }

  private static byte[] gzipMember(int megabytes) throws IOException {
    return pack(out -> letters(out, megabytes), GZIPOutputStream::new);
  }

  private static byte[] zipped(Content content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a.csv"));
      content.to(zip);
    }
    return out.toByteArray();
  }

  private static byte[] repeated(byte[] part, int times) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Nine hundred objects, each in the other, each under a name of ten thousand letters. */
  private static byte[] jsonOfLongNames() {
    String name = "{\"" + "a".repeat(10_000) + "\":";
    return ("[{\"b\":" + name.repeat(900) + "1" + "}".repeat(900) + "}]").getBytes(UTF_8);
  }
}
