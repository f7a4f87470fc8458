package vn.sen.publish.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of texts that recur and texts that do not, numbers, days, moments, yes and no. */
final class BenchWorkbook {
  static final int COLUMNS = 20;

  private static final int FLUSH = 1_000;
  private static final String[] NAMES = {
    "Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ", "Lào Cai", "Quảng Trị", "An Giang"
  };

  private BenchWorkbook() {}

  static void write(Path file, int rows) throws IOException {
    var random = new Random(2025);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        var book = new Workbook(out, "Sen", "1.0")) {
      Worksheet sheet = book.newWorksheet("Số liệu");
      for (int column = 0; column < COLUMNS; column++) {
        sheet.value(0, column, "cột " + (column + 1));
      }
      for (int row = 1; row <= rows; row++) {
        row(sheet, row, random);
        if (row % FLUSH == 0) {
          sheet.flush();
        }
      }
    }
  }

  private static void row(Worksheet sheet, int row, Random random) {
    sheet.value(row, 0, row);
    for (int column = 1; column < 5; column++) {
      sheet.value(row, column, NAMES[random.nextInt(NAMES.length)]);
    }
    sheet.value(row, 5, "Hồ sơ số " + random.nextInt(10_000_000));
    sheet.value(row, 6, "VN-" + Integer.toHexString(random.nextInt()));
    sheet.value(row, 7, random.nextInt(1_000_000) * 100);
    sheet.value(row, 8, random.nextInt(10_000));
    sheet.value(row, 9, Math.round(random.nextDouble() * 10_000) / 10_000.0);
    sheet.value(row, 10, random.nextInt(100) + 0.5);
    for (int column = 11; column < 15; column++) {
      sheet.value(row, column, LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2_000)));
      sheet.style(row, column).format("dd/mm/yyyy").set();
    }
    sheet.value(row, 15, LocalDateTime.of(2025, 7, 1, 0, 0).plusMinutes(random.nextInt(40_000)));
    sheet.style(row, 15).format("dd/mm/yyyy hh:mm").set();
    sheet.value(row, 16, random.nextBoolean());
    sheet.value(row, 17, random.nextInt(50));
    sheet.value(row, 18, random.nextInt(3) == 0 ? "" : "Ghi chú " + random.nextInt(1_000));
    sheet.value(row, 19, random.nextDouble() * 100);
  }
}
