package vn.sen.harvest.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FontRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.record.common.FormatRun;
import org.apache.poi.hssf.record.common.UnicodeString;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.RecordFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Sheets of an old binary workbook (BIFF8). Read record by record, because POI's own model of a
 * workbook refuses what statistics offices write.
 */
final class XlsWorkbook {
  private static final long MOST_CELLS = 6_000_000;

  private XlsWorkbook() {}

  /** The sheets in order, whole: the format ends at 65,536 rows. */
  static List<Sheet> read(Path path) throws IOException, Refused {
    try (var file = new POIFSFileSystem(path.toFile(), true)) {
      if (file.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
        throw encrypted();
      }
      if (file.getRoot().hasEntryCaseInsensitive("_VBA_PROJECT_CUR")) {
        throw new Refused(
            "Sổ Excel có macro. Hãy lưu lại thành XLSX không có macro.",
            "The workbook holds macros. Save it as XLSX without macros.");
      }
      if (!file.getRoot().hasEntryCaseInsensitive("Workbook")
          && !file.getRoot().hasEntryCaseInsensitive("Book")) {
        throw new Refused(
            "Đây là tài liệu Office cũ nhưng không phải sổ Excel. Hãy gửi bảng dạng CSV hoặc XLSX.",
            "This is an old Office document, but no Excel workbook. Send the table as CSV or"
                + " XLSX.");
      }
      var reading = new Reading();
      var request = new HSSFRequest();
      reading.formats = new FormatTrackingHSSFListener(reading);
      request.addListenerForAllRecords(reading.formats);
      new HSSFEventFactory().processWorkbookEvents(request, file);
      return reading.sheets();
    } catch (EncryptedDocumentException e) {
      throw encrypted();
    } catch (OldExcelFormatException e) {
      throw new Refused(
          "Sổ Excel 5.0/95 hoặc cũ hơn. Hãy mở và lưu lại thành XLSX.",
          "A workbook of Excel 5.0/95 or older. Open it and save it as XLSX.");
    } catch (TooLarge e) {
      throw new Refused(
          "Sổ Excel có hơn %,d ô. Hãy lưu thành XLSX hoặc CSV.".formatted(MOST_CELLS),
          "The workbook has more than %,d cells. Save it as XLSX or CSV.".formatted(MOST_CELLS));
    } catch (RecordFormatException e) {
      if (e.getMessage() != null && e.getMessage().contains("ncrypt")) {
        throw encrypted();
      }
      throw XlsxWorkbook.damaged(e);
    } catch (IOException | RuntimeException e) {
      throw XlsxWorkbook.damaged(e);
    }
  }

  private static Refused encrypted() {
    return new Refused(
        "Sổ Excel được đặt mật khẩu. Hãy gửi bản không có mật khẩu.",
        "The workbook is protected by a password. Send it without one.");
  }

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Found {
    final Map<Integer, List<String>> rows = new TreeMap<>();

    /** Texts under fonts that are encodings, by row and column; most workbooks have none. */
    final Map<Long, List<FontRun>> fonts = new HashMap<>();

    final List<Grid.Merge> merges = new ArrayList<>();
    final SheetEncodings.Suspicion suspicion = new SheetEncodings.Suspicion();

    static long place(int row, int column) {
      return (long) row << 32 | column;
    }

    List<FontRun> runs(int row, int column, String text) {
      @Nullable List<FontRun> known = fonts.get(place(row, column));
      return known == null ? List.of(new FontRun(text, Optional.empty())) : known;
    }

    Sheet sheet(String name, boolean hidden) throws IOException {
      return Sheet.of(
          name,
          hidden,
          !fonts.isEmpty() || suspicion.isConfirmed(),
          new Grid(merges),
          known -> new XlsCursor(this, known));
    }
  }

  private static final class Reading implements HSSFListener {
    private final List<BoundSheetRecord> names = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final List<Optional<FontEncoding>> fonts = new ArrayList<>();
    private final List<Integer> fontOfStyle = new ArrayList<>();
    private @Nullable FormatTrackingHSSFListener formats;
    private @Nullable SSTRecord strings;
    private @Nullable Found sheet;
    private @Nullable FormulaRecord formula;
    private boolean from1904;
    private long cells;

    @Override
    public void processRecord(Record record) {
      switch (record) {
        case BoundSheetRecord name -> names.add(name);
        case SSTRecord table -> strings = table;
        case DateWindow1904Record window -> from1904 = window.getWindowing() == 1;
        case BOFRecord start -> {
          sheet = null;
          if (start.getType() == BOFRecord.TYPE_WORKSHEET) {
            sheet = new Found();
            found.add(sheet);
          } else if (start.getType() != BOFRecord.TYPE_WORKBOOK) {
            found.add(new Found());
          }
        }
        case FontRecord font -> fonts.add(FontEncoding.of(font.getFontName()));
        case ExtendedFormatRecord style -> fontOfStyle.add((int) style.getFontIndex());
        case LabelSSTRecord label -> {
          if (strings != null) {
            putText(label, strings.getString(label.getSSTIndex()));
          }
        }
        case LabelRecord label -> putText(label, new UnicodeString(label.getValue()));
        case NumberRecord number -> put(number, number(number, number.getValue()));
        case RKRecord number -> put(number, number(number, number.getRKNumber()));
        case BoolErrRecord cell ->
            put(
                cell,
                cell.isBoolean()
                    ? cell.getBooleanValue() ? "TRUE" : "FALSE"
                    : error(cell.getErrorValue()));
        case FormulaRecord result -> formula(result);
        case StringRecord text -> {
          if (formula != null) {
            putText(formula, new UnicodeString(text.getString()));
            formula = null;
          }
        }
        case MergeCellsRecord merges -> merges(merges);
        default -> {
          // Looks, charts, names: nothing of the table.
        }
      }
    }

    private void formula(FormulaRecord result) {
      if (result.hasCachedResultString()) {
        formula = result;
        return;
      }
      switch (result.getCachedResultTypeEnum()) {
        case BOOLEAN -> put(result, result.getCachedBooleanValue() ? "TRUE" : "FALSE");
        case ERROR -> put(result, error(result.getCachedErrorValue()));
        default -> put(result, number(result, result.getValue()));
      }
    }

    private static String error(int code) {
      return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERROR";
    }

    private String number(CellValueRecordInterface cell, double value) {
      FormatTrackingHSSFListener known = formats;
      if (known == null) {
        return ExcelValue.text(value, ExcelValue.Format.PLAIN, from1904);
      }
      String pattern = Optional.ofNullable(known.getFormatString(cell)).orElse("General");
      return ExcelValue.text(
          value, ExcelValue.Format.of(known.getFormatIndex(cell), pattern), from1904);
    }

    private void putText(CellValueRecordInterface cell, UnicodeString text) {
      String letters = text.getString();
      put(cell, letters);
      if (sheet == null || letters.isEmpty()) {
        return;
      }
      sheet.suspicion.look(letters);
      List<FontRun> runs = runs(text, fontOf(cell.getXFIndex()));
      if (runs.stream().anyMatch(run -> run.font().isPresent())) {
        sheet.fonts.put(Found.place(cell.getRow(), cell.getColumn()), runs);
      }
    }

    private Optional<FontEncoding> fontOf(int style) {
      return style >= 0 && style < fontOfStyle.size()
          ? font(fontOfStyle.get(style))
          : Optional.empty();
    }

    /** There is no font 4: the format leaves the number out. */
    private Optional<FontEncoding> font(int number) {
      int index = number > 4 ? number - 1 : number;
      return index >= 0 && index < fonts.size() ? fonts.get(index) : Optional.empty();
    }

    /** The letters by their fonts; those before the first run have the font of the cell. */
    private List<FontRun> runs(UnicodeString text, Optional<FontEncoding> cell) {
      String letters = text.getString();
      if (text.getFormatRunCount() == 0) {
        return List.of(new FontRun(letters, cell));
      }
      var runs = new ArrayList<FontRun>();
      int start = 0;
      Optional<FontEncoding> font = cell;
      for (int i = 0; i < text.getFormatRunCount(); i++) {
        FormatRun run = text.getFormatRun(i);
        int from = Math.clamp(run.getCharacterPos(), start, letters.length());
        if (from > start) {
          runs.add(new FontRun(letters.substring(start, from), font));
        }
        start = from;
        font = font(run.getFontIndex());
      }
      runs.add(new FontRun(letters.substring(start), font));
      return runs;
    }

    private void put(CellValueRecordInterface cell, String text) {
      if (sheet == null || text.isEmpty()) {
        return;
      }
      if (++cells > MOST_CELLS) {
        throw new TooLarge();
      }
      List<String> row = sheet.rows.computeIfAbsent(cell.getRow(), r -> new ArrayList<>());
      while (row.size() <= cell.getColumn()) {
        row.add("");
      }
      row.set(cell.getColumn(), text);
    }

    private void merges(MergeCellsRecord record) {
      if (sheet == null) {
        return;
      }
      for (int i = 0; i < record.getNumAreas(); i++) {
        CellRangeAddress area = record.getAreaAt(i);
        sheet.merges.add(
            new Grid.Merge(
                area.getFirstRow(),
                area.getFirstColumn(),
                area.getLastRow(),
                area.getLastColumn()));
      }
    }

    List<Sheet> sheets() throws IOException {
      BoundSheetRecord[] ordered = BoundSheetRecord.orderByBofPosition(names);
      var sheets = new ArrayList<Sheet>();
      for (int i = 0; i < found.size(); i++) {
        String name = i < ordered.length ? ordered[i].getSheetname() : "Sheet" + (i + 1);
        boolean hidden = i < ordered.length && (ordered[i].isHidden() || ordered[i].isVeryHidden());
        sheets.add(found.get(i).sheet(name, hidden));
      }
      return sheets;
    }
  }

  private static final class XlsCursor extends SheetCursor {
    private final Found sheet;
    private final Optional<SheetEncodings> encodings;
    private final Iterator<Map.Entry<Integer, List<String>>> rows;
    private int number;
    private List<String> cells = List.of();

    XlsCursor(Found sheet, Optional<SheetEncodings> encodings) {
      this.sheet = sheet;
      this.encodings = encodings;
      this.rows = sheet.rows.entrySet().iterator();
    }

    @Override
    boolean nextFilled() {
      if (!rows.hasNext()) {
        return false;
      }
      Map.Entry<Integer, List<String>> next = rows.next();
      number = next.getKey();
      cells = encodings.map(known -> decoded(known, next.getValue())).orElse(next.getValue());
      return true;
    }

    private List<String> decoded(SheetEncodings known, List<String> texts) {
      var decoded = new ArrayList<String>(texts.size());
      for (int column = 0; column < texts.size(); column++) {
        decoded.add(known.text(column, sheet.runs(number, column, texts.get(column))));
      }
      return decoded;
    }

    @Override
    long filledNumber() {
      return number + 1L;
    }

    @Override
    void give(Row row) throws Refused {
      row.fill(cells);
    }

    @Override
    public void close() {}
  }
}
