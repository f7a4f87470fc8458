package vn.sen.harvest.markup;

import java.util.List;
import java.util.Optional;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellReference;
import vn.sen.harvest.read.Returned;

/** The sheet at the end of a workbook that lists what was found. */
final class ListSheet {
  /** A sheet of the older format has 65,536 rows. */
  private static final int MOST_LINES = 60_000;

  private static final int LONGEST_TEXT = 8_000;

  /** In letters. */
  private static final List<Integer> WIDTHS = List.of(20, 10, 20, 8, 24, 24, 32, 60, 60);

  private ListSheet() {}

  static void write(Workbook workbook, List<Remark> remarks, CellMarks marks) {
    Sheet sheet = workbook.createSheet(Returned.SHEET);
    for (int i = 0; i < WIDTHS.size(); i++) {
      sheet.setColumnWidth(i, WIDTHS.get(i) * 256);
    }
    Font bold = workbook.createFont();
    bold.setBold(true);
    CellStyle heading = workbook.createCellStyle();
    heading.setFont(bold);
    CellStyle text = workbook.createCellStyle();
    text.setDataFormat(workbook.createDataFormat().getFormat("@"));
    text.setQuotePrefixed(true);
    put(sheet.createRow(0), RemarkList.HEADINGS, heading);
    for (int i = 0; i < Math.min(remarks.size(), MOST_LINES); i++) {
      Remark remark = remarks.get(i);
      Row row = sheet.createRow(i + 1);
      put(row, RemarkList.cells(remark), text);
      Optional<CellReference> place = marks.placeOf(remark);
      place.ifPresent(found -> link(workbook, row.getCell(RemarkList.place(remark)), found));
    }
    if (remarks.size() > MOST_LINES) {
      put(
          sheet.createRow(MOST_LINES + 1),
          List.of(
              "Liệt kê %d trong %d. / %d of %d are listed."
                  .formatted(MOST_LINES, remarks.size(), MOST_LINES, remarks.size())),
          text);
    }
    sheet.createFreezePane(0, 1);
  }

  private static void put(Row row, List<String> texts, CellStyle style) {
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Cell cell = row.createCell(i);
      cell.setCellStyle(style);
      // Always text: whatever it begins with, nothing is worked out.
      cell.setCellValue(
          text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text);
    }
  }

  private static void link(Workbook workbook, Cell cell, CellReference place) {
    Hyperlink link = workbook.getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
    link.setAddress(place.formatAsString());
    cell.setHyperlink(link);
  }
}
