package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.tables.DuckLibrary;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.vocab.ColumnType;

class ConverterTest {
  private static Path directory;
  private static WorkerPool pool;

  @BeforeAll
  static void open(@TempDir Path temporary) throws IOException {
    directory = temporary;
    if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    pool = pool(temporary, WorkerLimits.READING);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Test
  void outputsAreNamedAfterTheirInputsAndEachFileHasItsLine() throws Exception {
    Path in = Files.createDirectories(directory.resolve("in"));
    Path a = Files.writeString(in.resolve("a.csv"), "mã,tên\n01,Hà Nội\n");
    Path book = workbook(in.resolve("a.xlsx"), "Một", "Hai");
    Path tcvn = Files.write(in.resolve("b.txt"), vni("x;tên tỉnh\n01;Hà Nội\n79;thủ đô\n"));
    Path page = Files.writeString(in.resolve("c.csv"), "<html><body>Lỗi</body></html>");
    Path missing = in.resolve("d.csv");

    List<ReadReport> reports =
        convert(List.of(a, book, tcvn, page, missing), "out", Converter.Format.PARQUET);

    assertThat(reports)
        .extracting(
            r -> in.relativize(Path.of(r.input())) + " " + r.status().key() + " " + r.output())
        .containsExactly(
            "a.csv converted a-csv.parquet",
            "a.xlsx converted a-xlsx.parquet",
            "a.xlsx converted a-xlsx-Hai.parquet",
            "b.txt converted b.parquet",
            "c.csv rejected ",
            "d.csv rejected ");
    assertThat(reports.get(2).table()).contains("Hai");
    assertThat(directory.resolve("out").toFile().list())
        .containsExactlyInAnyOrder(
            "a-csv.parquet", "a-xlsx.parquet", "a-xlsx-Hai.parquet", "b.parquet");
  }

  @Test
  void csvOutIsUtf8WithCommasAndTheHeaderFirst() throws Exception {
    Path input =
        Files.write(
            directory.resolve("cũ.txt"),
            vni("x;tên tỉnh;diện tích\n01;Hà Nội, thủ đô;3.358,6\n79;tỉnh;2.095,45\n"));

    List<ReadReport> reports = convert(List.of(input), "csv", Converter.Format.CSV);

    assertThat(reports.getFirst().encoding()).isEqualTo("VNI");
    assertThat(directory.resolve("csv/cũ.csv"))
        .hasContent("x,tên tỉnh,diện tích\n01,\"Hà Nội, thủ đô\",3358.60\n79,tỉnh,2095.45\n");
  }

  @Test
  void aSmallTableIsASmallFile() throws Exception {
    var csv = new StringBuilder("mã,tên,ngày,giờ,số,tỷ lệ,đúng,năm,quý,ghi chú\n");
    for (int i = 0; csv.toString().getBytes(StandardCharsets.UTF_8).length < 1_000; i++) {
      csv.append(
          "%02d,Tỉnh %d,%d/07/2025,%d:30,%d,%d.5,có,2025,Q1/2025,\n"
              .formatted(i, i, i + 1, i, i * 1_000, i));
    }
    Path input = Files.writeString(directory.resolve("nhỏ.csv"), csv);

    List<ReadReport> reports = convert(List.of(input), "small", Converter.Format.PARQUET);

    assertThat(reports.getFirst().columns()).hasSize(10);
    assertThat(Files.size(directory.resolve("small/nhỏ.parquet"))).isLessThan(4_000);
  }

  @Test
  void geometryIsTextInCsvAndJsonLines() throws Exception {
    Path input =
        Files.writeString(
            directory.resolve("điểm.geojson"),
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"tên\":\"Hồ"
                + " Gươm\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[105.85,21.03]}}]}");

    List<ReadReport> reports = convert(List.of(input), "geo", Converter.Format.CSV);
    convert(List.of(input), "geo", Converter.Format.JSONL);

    assertThat(reports.getFirst().columns().getLast().type()).isEqualTo(ColumnType.GEOMETRY);
    assertThat(directory.resolve("geo/điểm.csv"))
        .hasContent("tên,geometry\nHồ Gươm,POINT (105.85 21.03)\n");
    assertThat(directory.resolve("geo/điểm.jsonl"))
        .hasContent("{\"tên\":\"Hồ Gươm\",\"geometry\":\"POINT (105.85 21.03)\"}\n");
  }

  @Test
  void csvOfTextHasTheHeaderAsItStandsAndSurplusCellsOnlyWhereTheyAre() throws Exception {
    Path input =
        Files.writeString(
            directory.resolve("t.csv"),
            "Bảng 1\n\nsố,số,,ghi chú\n1,2,3,\"a, \"\"b\"\"\"\n01,,,x,y,\n4,5\n");
    Path regular = Files.writeString(directory.resolve("r.csv"), "số,số\n 1,2\n,3\n");
    var reports = new ArrayList<ReadReport>();

    new Converter(pool)
        .convert(
            List.of(input, regular),
            directory.resolve("text"),
            Converter.Format.CSV,
            ReadOptions.AS_TEXT,
            converted -> reports.add(converted.report()));

    assertThat(directory.resolve("text/t.csv"))
        .hasContent("số,số,,ghi chú\n1,2,3,\"a, \"\"b\"\"\"\n01,,,x,y,\n4,5,,\n");
    assertThat(reports.getFirst().notes().surplusColumns()).isEqualTo(2);
    assertThat(directory.resolve("text/r.csv"))
        .content()
        .startsWith("số,số\n 1,2\n")
        .endsWith("3\n");
    assertThat(directory.resolve("text").toFile().list())
        .containsExactlyInAnyOrder("t.csv", "r.csv");
  }

  @Test
  void whatIsNotInTheTableIsBesideIt() throws Exception {
    var csv = new StringBuilder("mã,số\n");
    for (int i = 10; i < 50; i++) {
      csv.append(i).append(',').append(i % 7).append('\n');
    }
    Path input =
        Files.writeString(directory.resolve("s.csv"), csv + "50,abc\n51,1,2,3\nTổng,120\n");
    var converted = new ArrayList<Converter.Converted>();

    for (int time = 0; time < 2; time++) {
      new Converter(pool)
          .convert(
              List.of(input),
              directory.resolve("side"),
              Converter.Format.CSV,
              ReadOptions.TYPED,
              converted::add);
    }

    assertThat(converted.getFirst().side()).contains("s.side.jsonl");
    assertThat(Files.readAllLines(directory.resolve("side/s.side.jsonl")))
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .startsWith("{\"kind\":\"rejected\",\"row\":43,\"line\":43,\"byteOffset\":")
                    .contains("\"raw\":\"51,1,2,3\"")
                    .contains("\"reason\":{\"vi\":"),
            line -> assertThat(line).startsWith("{\"kind\":\"setAside\",\"row\":44,"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"kind\":\"nulled\",\"row\":42,\"column\":\"số\",\"raw\":\"abc\"}"));
    Files.writeString(input, "mã,số\n1,2\n");
    converted.clear();
    new Converter(pool)
        .convert(
            List.of(input),
            directory.resolve("side"),
            Converter.Format.CSV,
            ReadOptions.TYPED,
            converted::add);
    assertThat(converted.getFirst().side()).isEmpty();
    assertThat(directory.resolve("side").toFile().list()).containsExactly("s.csv");
  }

  @Test
  void fractionsOfSecondsStayInEveryFormat() throws Exception {
    Path input =
        Files.writeString(
            directory.resolve("giây.csv"),
            "a,b\n2024-01-01 10:00:00.125,2024-01-01T10:00:00.5+07:00\n"
                + "2024-01-01 10:00:01,2024-01-01T10:00:00+07:00\n");

    convert(List.of(input), "seconds", Converter.Format.CSV);
    convert(List.of(input), "seconds", Converter.Format.JSONL);

    assertThat(directory.resolve("seconds/giây.csv"))
        .hasContent(
            "a,b\n2024-01-01T10:00:00.125,2024-01-01T03:00:00.5Z\n"
                + "2024-01-01T10:00:01,2024-01-01T03:00:00Z\n");
    assertThat(directory.resolve("seconds/giây.jsonl"))
        .content()
        .contains("\"2024-01-01T10:00:00.125\"", "\"2024-01-01T03:00:00.5Z\"");
  }

  @Test
  void aTableOfThousandsOfColumnsIsWrittenAsCsvToo() throws Exception {
    String header =
        "c" + String.join(",c", IntStream.range(0, 5_000).mapToObj(String::valueOf).toList());
    String cells = String.join(",", Collections.nCopies(5_000, "12"));
    Path input =
        Files.writeString(directory.resolve("rộng.csv"), header + "\n" + cells + "\n" + cells);

    List<ReadReport> reports = convert(List.of(input), "wide", Converter.Format.CSV);

    assertThat(reports.getFirst().status()).isEqualTo(ReadReport.Status.CONVERTED);
    assertThat(directory.resolve("wide/rộng.csv"))
        .hasContent(header + "\n" + cells + "\n" + cells + "\n");
  }

  @Test
  void aColumnThatIsNearlyNumbersSaysWhyItStaysText() throws Exception {
    var csv = new StringBuilder("mã,số\n");
    for (int i = 10; i < 90; i++) {
      csv.append(i).append(',').append(i % 8 == 0 ? "hỏng" : "" + i).append('\n');
    }
    Path input = Files.writeString(directory.resolve("gần.csv"), csv);

    ReadReport report = convert(List.of(input), "near", Converter.Format.CSV).getFirst();

    assertThat(report.columns().getLast().type()).isEqualTo(ColumnType.TEXT);
    assertThat(report.message().en()).contains("số (10 of 80 cells are no integer)");
  }

  @Test
  void jsonLinesOutHasAnObjectPerRow() throws Exception {
    Path input = Files.writeString(directory.resolve("e.csv"), "mã,số\n01,5\n02,\n");

    convert(List.of(input), "jsonl", Converter.Format.JSONL);

    assertThat(directory.resolve("jsonl/e.jsonl"))
        .hasContent("{\"mã\":\"01\",\"số\":5}\n{\"mã\":\"02\",\"số\":null}\n");
  }

  @Test
  void aFileThatIsTooMuchForAWorkerIsAFindingAndTheNextIsRead() throws Exception {
    Path input = Files.writeString(directory.resolve("f.csv"), "a,b\n1,2\n");
    WorkerLimits hurried = WorkerLimits.READING.within(java.time.Duration.ofMillis(1));
    try (var tight = pool(directory, hurried)) {
      Path big = directory.resolve("big.csv");
      Files.writeString(big, "a,b\n" + "1,Hà Nội\n".repeat(200_000), StandardCharsets.UTF_8);

      ReadTable read =
          ReadJob.read(
                  tight,
                  "a",
                  new ReadRequest(
                      big, "big.csv", directory.resolve("none"), Map.of(), ReadOptions.TYPED))
              .getFirst();

      assertThat(read.report().status()).isEqualTo(ReadReport.Status.REJECTED);
      assertThat(read.report().message().en()).contains("stopped");
    }

    assertThat(convert(List.of(input), "after", Converter.Format.PARQUET).getFirst().rows())
        .isEqualTo(1);
  }

  private static WorkerPool pool(Path root, WorkerLimits limits) {
    WorkerProgram program =
        WorkerProgram.same(TestReader.class.getName()).installedIn(root.resolve("program"));
    return WorkerPool.open(
        program.withClasspath(
            DuckLibrary.beside(program.classpath(), root.resolve("program/duckdb"))),
        limits,
        root.resolve("work"),
        2);
  }

  /** Words that only a Vietnamese encoding makes syllables of. */
  private static byte[] vni(String text) {
    return text.replace("ỉ", "æ")
        .replace("ộ", "oä")
        .replace("à", "aø")
        .replace("ủ", "uû")
        .replace("đ", "ñ")
        .replace("ô", "oâ")
        .replace("ê", "eâ")
        .replace("ệ", "eä")
        .replace("í", "í")
        .getBytes(Charset.forName("windows-1252"));
  }

  private static List<ReadReport> convert(List<Path> inputs, String to, Converter.Format format)
      throws IOException, InterruptedException {
    var reports = new ArrayList<ReadReport>();
    new Converter(pool)
        .convert(
            inputs,
            directory.resolve(to),
            format,
            ReadOptions.TYPED,
            converted -> reports.add(converted.report()));
    return reports;
  }

  private static Path workbook(Path file, String... sheets) throws IOException {
    try (var book = new XSSFWorkbook();
        var out = Files.newOutputStream(file)) {
      for (String name : sheets) {
        var sheet = book.createSheet(name);
        sheet.createRow(0).createCell(0).setCellValue("tên");
        sheet.createRow(1).createCell(0).setCellValue(name);
      }
      book.write(out);
    }
    return file;
  }
}
