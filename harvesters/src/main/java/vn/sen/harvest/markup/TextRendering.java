package vn.sen.harvest.markup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.TableReader;

/** Shows the records of a text as a marked workbook: each in the row of its number, all as text. */
final class TextRendering {
  private static final int MOST_RECORDS = 100_000;
  private static final int MOST_CELLS = 5_000_000;
  private static final SpreadsheetVersion EXCEL = SpreadsheetVersion.EXCEL2007;

  private final Sheet sheet;
  private final CellStyle text;
  private final CellMarks marks;
  private final Map<Long, List<Remark>> remarks;
  private long cells;

  private TextRendering(SXSSFWorkbook workbook, Map<Long, List<Remark>> remarks) {
    this.sheet = workbook.createSheet("Sheet1");
    this.text = workbook.createCellStyle();
    this.text.setDataFormat(workbook.createDataFormat().getFormat("@"));
    this.marks = new CellMarks(workbook);
    this.remarks = remarks;
  }

  /**
   * Returns whether it was written; a text that is longer or wider than a sheet is none.
   *
   * @param reports of all tables in the text
   */
  static boolean write(
      Path received, List<ReadReport> reports, List<Remark> remarks, Path temporary, Path target)
      throws IOException {
    if (reports.stream().mapToLong(ReadReport::records).sum() > MOST_RECORDS) {
      return false;
    }
    Map<Long, List<Remark>> byRow =
        remarks.stream()
            .filter(remark -> remark.isPlacedIn(""))
            .collect(Collectors.groupingBy(remark -> remark.row().getAsLong()));
    try (var workbook = new SXSSFWorkbook(100)) {
      var rendering = new TextRendering(workbook, byRow);
      if (!TableReader.records(received, reports, temporary, rendering::put)) {
        return false;
      }
      ListSheet.write(workbook, remarks, rendering.marks);
      try (OutputStream out = Files.newOutputStream(target)) {
        workbook.write(out);
      }
    }
    return true;
  }

  /** Returns whether there is room for more. */
  private boolean put(long number, List<String> record) {
    cells += record.size();
    boolean fits =
        number <= MOST_RECORDS
            && cells <= MOST_CELLS
            && record.size() <= EXCEL.getMaxColumns()
            && record.stream().allMatch(cell -> cell.length() <= EXCEL.getMaxTextLength());
    if (!fits) {
      return false;
    }
    Row row = sheet.createRow((int) number - 1);
    for (int i = 0; i < record.size(); i++) {
      if (!record.get(i).isEmpty()) {
        Cell cell = row.createCell(i);
        cell.setCellStyle(text);
        cell.setCellValue(record.get(i));
      }
    }
    marks.mark(row, remarks.getOrDefault(number, List.of()));
    return true;
  }
}
