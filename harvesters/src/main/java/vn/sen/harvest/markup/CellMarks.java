package vn.sen.harvest.markup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Severity;

/** Fills and comments cells of a workbook, and knows where each remark went. */
final class CellMarks {
  /** Stands before what Sen adds to a comment, so that it is known when the file comes again. */
  private static final String SIGN = "[Sen] ";

  private static final String AUTHOR = "Sen";
  private static final int LONGEST_COMMENT = 4_000;

  /** Of the 4,000 that old workbooks may have, some are left for people. */
  private static final int MOST_STYLES = 3_800;

  private final Workbook workbook;
  private final Map<Filled, CellStyle> styles = new HashMap<>();
  private final Map<Remark, CellReference> places = new IdentityHashMap<>();
  private int cells;

  private record Filled(int style, Optional<Severity> severity) {}

  CellMarks(Workbook workbook) {
    this.workbook = workbook;
  }

  /** How many cells are marked. */
  int cells() {
    return cells;
  }

  /** The cell that was marked for it; absent when there is none. */
  Optional<CellReference> placeOf(Remark remark) {
    return Optional.ofNullable(places.get(remark));
  }

  /**
   * Marks cells of one row.
   *
   * @param remarks all that are about it
   */
  void mark(Row row, Collection<Remark> remarks) {
    var byColumn = new TreeMap<Integer, List<Remark>>();
    for (Remark remark : remarks) {
      OptionalInt column = column(remark, row);
      if (column.isPresent()) {
        byColumn.computeIfAbsent(column.getAsInt(), _ -> new ArrayList<>()).add(remark);
      }
    }
    byColumn.forEach((column, here) -> mark(row, column, here));
  }

  /** A remark about a whole row is put to the first cell of it that holds something. */
  private OptionalInt column(Remark remark, Row row) {
    if (remark.column().isPresent()) {
      int column = remark.column().getAsInt();
      boolean fits = column <= workbook.getSpreadsheetVersion().getLastColumnIndex();
      return fits && (!remark.inHeader() || isHeader(row.getCell(column), remark.header()))
          ? remark.column()
          : OptionalInt.empty();
    }
    for (Cell cell : row) {
      if (isFilled(cell)) {
        return OptionalInt.of(cell.getColumnIndex());
      }
    }
    return OptionalInt.empty();
  }

  /** Whether the cell has the name of its column; of a header in several rows it has the end. */
  private static boolean isHeader(@Nullable Cell cell, String header) {
    if (cell == null || cell.getCellType() != CellType.STRING) {
      return false;
    }
    String own = words(cell.getStringCellValue());
    return !own.isEmpty() && words(header).endsWith(own);
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** Whether a cell holds something; a formula does by what it came to. */
  static boolean isFilled(Cell cell) {
    CellType type =
        cell.getCellType() == CellType.FORMULA
            ? cell.getCachedFormulaResultType()
            : cell.getCellType();
    return switch (type) {
      case STRING -> !cell.getStringCellValue().isEmpty();
      case BLANK, _NONE -> false;
      default -> true;
    };
  }

  private void mark(Row row, int column, List<Remark> remarks) {
    Cell cell = row.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
    Severity worst =
        remarks.stream().map(Remark::severity).max(Comparator.naturalOrder()).orElseThrow();
    fill(cell, Optional.of(worst));
    comment(cell, remarks);
    CellReference place =
        new CellReference(row.getSheet().getSheetName(), row.getRowNum(), column, false, false);
    remarks.forEach(remark -> places.put(remark, place));
    cells++;
  }

  private void fill(Cell cell, Optional<Severity> severity) {
    @Nullable CellStyle old = cell.getCellStyle(); // none where a workbook has no styles at all
    var key = new Filled(old == null ? -1 : old.getIndex(), severity);
    @Nullable CellStyle filled = styles.get(key);
    if (filled == null) {
      if (workbook.getNumCellStyles() >= MOST_STYLES) {
        return; // its comment must do
      }
      filled = copy(old);
      if (severity.isPresent()) {
        filled.setFillForegroundColor(colour(severity.get()));
        filled.setFillPattern(FillPatternType.SOLID_FOREGROUND);
      } else {
        filled.setFillPattern(FillPatternType.NO_FILL);
      }
      styles.put(key, filled);
    }
    cell.setCellStyle(filled);
  }

  private CellStyle copy(@Nullable CellStyle style) {
    if (style instanceof XSSFCellStyle own) {
      return own
          .copy(); // cloneStyleFrom wants a named style behind it, which some programs leave out
    }
    CellStyle copy = workbook.createCellStyle();
    if (style != null) {
      copy.cloneStyleFrom(style);
    }
    return copy;
  }

  private static short colour(Severity severity) {
    return switch (severity) {
      case INFO -> IndexedColors.LIGHT_TURQUOISE.getIndex();
      case WARNING -> IndexedColors.LIGHT_YELLOW.getIndex();
      case ERROR, QUARANTINE, BLOCK -> IndexedColors.ROSE.getIndex();
    };
  }

  private void comment(Cell cell, List<Remark> remarks) {
    var text = new StringBuilder(SIGN);
    for (Remark remark : remarks) {
      text.append(text.length() == SIGN.length() ? "" : "\n\n").append(remark.comment());
    }
    if (text.length() > LONGEST_COMMENT) {
      text.setLength(LONGEST_COMMENT);
      text.append('…');
    }
    @Nullable Comment there = cell.getCellComment();
    if (there != null) {
      there.setString(behind(there.getString(), "\n\n" + text));
      return;
    }
    ClientAnchor anchor = workbook.getCreationHelper().createClientAnchor();
    int last = workbook.getSpreadsheetVersion().getLastColumnIndex();
    anchor.setCol1(cell.getColumnIndex());
    anchor.setCol2(Math.min(last, cell.getColumnIndex() + 5));
    anchor.setRow1(cell.getRowIndex());
    anchor.setRow2(cell.getRowIndex() + 8);
    Comment comment = cell.getSheet().createDrawingPatriarch().createCellComment(anchor);
    comment.setAuthor(AUTHOR);
    comment.setString(workbook.getCreationHelper().createRichTextString(text.toString()));
    cell.setCellComment(comment);
  }

  /** The text of someone's comment, in its letters where the format lets them be kept. */
  private RichTextString behind(RichTextString theirs, String ours) {
    if (theirs instanceof XSSFRichTextString rich) {
      rich.append(ours);
      return rich;
    }
    return workbook.getCreationHelper().createRichTextString(theirs.getString() + ours);
  }

  /** Takes what an earlier return added off a sheet: what has been mended is not wrong any more. */
  void clear(Sheet sheet) {
    var all = new ArrayList<Comment>(sheet.getCellComments().values());
    for (Comment comment : all) {
      String text = comment.getString().getString();
      int sign = text.indexOf(SIGN);
      @Nullable Row row = sheet.getRow(comment.getRow());
      @Nullable Cell cell = row == null ? null : row.getCell(comment.getColumn());
      boolean alone = sign == 0 && AUTHOR.equals(comment.getAuthor());
      if (cell == null || sign < 0 || !alone && !text.startsWith("\n\n" + SIGN, sign - 2)) {
        continue;
      }
      if (isOurs(cell.getCellStyle())) {
        fill(cell, Optional.empty());
      }
      if (alone) {
        cell.removeCellComment();
      } else {
        comment.setString(
            workbook.getCreationHelper().createRichTextString(text.substring(0, sign - 2)));
      }
    }
  }

  private static boolean isOurs(@Nullable CellStyle style) {
    return style != null
        && style.getFillPattern() == FillPatternType.SOLID_FOREGROUND
        && java.util.Arrays.stream(Severity.values())
            .anyMatch(severity -> colour(severity) == style.getFillForegroundColor());
  }
}
