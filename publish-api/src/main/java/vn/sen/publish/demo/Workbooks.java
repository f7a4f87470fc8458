package vn.sen.publish.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Excel files; the same table gives the same bytes. */
final class Workbooks {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Workbooks() {}

  /** An {@code .xlsx} with nothing but the table. */
  static byte[] xlsx(String sheet, Grid grid) {
    return xlsx(sheet, List.of(), grid, List.of());
  }

  /**
   * An {@code .xlsx} as an office writes it for print.
   *
   * @param titles rows of one cell above the header
   * @param total a row below the last, empty for none
   */
  static byte[] xlsx(String sheet, List<String> titles, Grid grid, List<String> total) {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "Sen", "1.0")) {
      Worksheet page = workbook.newWorksheet(sheet);
      int row = 0;
      for (String title : titles) {
        page.value(row++, 0, title);
      }
      List<String> header = grid.header();
      for (int column = 0; column < header.size(); column++) {
        page.value(row, column, header.get(column));
      }
      row++;
      for (List<String> cells : grid.rows()) {
        write(page, row++, grid, cells);
      }
      if (!total.isEmpty()) {
        write(page, row, grid, total);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return withoutTimes(bytes.toByteArray());
  }

  /** A legacy {@code .xls} (BIFF8). */
  static byte[] xls(String sheet, Grid grid) {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new HSSFWorkbook()) {
      HSSFSheet page = workbook.createSheet(sheet);
      Row header = page.createRow(0);
      for (int column = 0; column < grid.fields().size(); column++) {
        header.createCell(column).setCellValue(grid.fields().get(column).name());
      }
      for (int i = 0; i < grid.rows().size(); i++) {
        Row row = page.createRow(i + 1);
        List<String> cells = grid.rows().get(i);
        for (int column = 0; column < cells.size(); column++) {
          String cell = cells.get(column);
          if (isNumber(grid.fields().get(column), cell)) {
            row.createCell(column).setCellValue(Double.parseDouble(cell));
          } else if (!cell.isEmpty()) {
            row.createCell(column).setCellValue(cell);
          }
        }
      }
      workbook.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Worksheet page, int row, Grid grid, List<String> cells) {
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      if (isNumber(grid.fields().get(column), cell)) {
        page.value(row, column, Double.valueOf(cell));
      } else if (!cell.isEmpty()) {
        page.value(row, column, cell);
      }
    }
  }

  private static boolean isNumber(Field field, String cell) {
    return switch (field.type()) {
      case "integer", "number", "year" -> !cell.isEmpty();
      default -> false;
    };
  }

  /** The writer notes when it ran, in the archive and in the properties; both are dropped. */
  private static byte[] withoutTimes(byte[] archive) {
    var bytes = new ByteArrayOutputStream(archive.length);
    try (var in = ZipFile.builder().setByteArray(archive).get();
        var out = new ZipOutputStream(bytes)) {
      for (ZipArchiveEntry entry : Collections.list(in.getEntriesInPhysicalOrder())) {
        byte[] part = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("docProps/core.xml")) {
          part =
              new String(part, StandardCharsets.UTF_8)
                  .replaceAll("<dcterms:created.*?</dcterms:created>", "")
                  .getBytes(StandardCharsets.UTF_8);
        }
        var stamped = new ZipEntry(entry.getName());
        stamped.setTimeLocal(EPOCH);
        out.putNextEntry(stamped);
        out.write(part);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("repacking in memory", e);
    }
    return bytes.toByteArray();
  }
}
