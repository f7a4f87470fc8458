package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Whatever happens to a file on its way, reading it ends in a report whose numbers add up. */
class DamageProps {
  private static final byte[] TEXT =
      ("""
      Bảng 3. Dân số các tỉnh;;;
      mã;tên;dân số;ngày
      01;Hà Nội;8.435.700;31/12/2024
      46;"Huế; kinh đô";1.160.000;31/12/2024
      79;"Hồ Chí
      Minh";9.456.700;31/12/2024

      92;Cần Thơ;1.252.300;31/12/2024
      Tổng cộng;;20.304.700;
      """)
          .getBytes(StandardCharsets.UTF_8);

  private static @Nullable Reading reading;
  private static byte[] workbook = new byte[0];

  @BeforeContainer
  static void open() throws IOException {
    reading = new Reading();
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var sheet = book.createSheet("Dân số");
      for (int r = 0; r < 12; r++) {
        var row = sheet.createRow(r);
        row.createCell(0).setCellValue(r == 0 ? "tên" : "Tỉnh " + r);
        if (r == 0) {
          row.createCell(1).setCellValue("số");
        } else {
          row.createCell(1).setCellValue(r * 1000);
        }
      }
      book.write(out);
      workbook = out.toByteArray();
    }
  }

  @AfterContainer
  static void close() {
    if (reading != null) {
      reading.close();
    }
  }

  @Property(tries = 300)
  void textWithAnyByteChangedAddsUp(
      @ForAll @IntRange(min = 0, max = 10_000) int place, @ForAll byte value) {
    byte[] damaged = TEXT.clone();
    damaged[place % damaged.length] = value;

    addsUp(damaged);
  }

  @Property(tries = 200)
  void textCutAnywhereAddsUp(@ForAll @IntRange(min = 0, max = 10_000) int place) {
    addsUp(Arrays.copyOf(TEXT, place % TEXT.length));
  }

  @Property(tries = 200)
  void anyBytesGiveAReport(@ForAll @Size(max = 300) byte[] bytes) {
    addsUp(bytes);
  }

  @Property(tries = 150)
  void aWorkbookWithAnyByteChangedGivesAReport(
      @ForAll @IntRange(min = 0, max = 100_000) int place, @ForAll byte value) {
    byte[] damaged = workbook.clone();
    damaged[place % damaged.length] = value;

    addsUp(damaged);
  }

  @Property(tries = 60)
  void aWorkbookCutAnywhereGivesAReport(@ForAll @IntRange(min = 0, max = 100_000) int place) {
    addsUp(Arrays.copyOf(workbook, place % workbook.length));
  }

  private static void addsUp(byte[] bytes) {
    Reading open = Objects.requireNonNull(reading);
    List<Reading.Result> results = open.all(open.write(bytes), ReadOptions.TYPED);

    assertThat(results).isNotEmpty();
    long before = 0;
    for (Reading.Result result : results) {
      var report = result.report();
      assertThat(report.message().vi()).isNotBlank();
      if (!result.isRejected()) {
        assertThat(result.rows()).hasSize((int) report.rows());
        if (report.format().equals("csv")) {
          assertThat(received(open, result, before)).isEqualTo(before + report.records());
          before += report.records();
        }
      }
    }
  }

  /** The highest record number that is anywhere: written, rejected or set aside. */
  private static long received(Reading open, Reading.Result result, long before) {
    long highest = before + result.report().preambleRows() + (long) result.report().headerRows();
    for (List<@Nullable String> row : open.rows(result.table().text().orElseThrow())) {
      highest = Math.max(highest, Long.parseLong(Objects.requireNonNull(row.getLast())));
    }
    try {
      for (var side : List.of(result.table().rejects(), result.table().setAside())) {
        if (side.isPresent()) {
          for (String line : Files.readAllLines(side.get())) {
            highest =
                Math.max(highest, vn.sen.vocab.Json.mapper().readTree(line).get("row").asLong());
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return highest;
  }
}
