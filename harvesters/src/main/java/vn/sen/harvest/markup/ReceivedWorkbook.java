package vn.sen.harvest.markup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.usermodel.XSSFChartSheet;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.read.Returned;
import vn.sen.vocab.Message;

/**
 * A workbook as an agency sent it, whole in memory: small enough for that, and never written to.
 */
final class ReceivedWorkbook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivedWorkbook.class);
  private static final long MOST_BYTES = 20L << 20;

  /** What an older workbook holds is told only once it is in memory. */
  private static final long MOST_BYTES_OLDER = 10L << 20;

  private static final long MOST_UNPACKED = 64L << 20;
  private static final int MOST_CELLS = 200_000;

  private final Workbook workbook;

  private ReceivedWorkbook(Workbook workbook) {
    this.workbook = workbook;
  }

  /** Whether it can be marked. */
  sealed interface Opening {}

  record Opened(ReceivedWorkbook workbook) implements Opening {}

  record TooLarge() implements Opening {}

  record Unreadable() implements Opening {}

  static Opening open(Path file) throws IOException {
    FileMagic magic = FileMagic.valueOf(file.toFile());
    long most = magic == FileMagic.OLE2 ? MOST_BYTES_OLDER : MOST_BYTES;
    if (Files.size(file) > most) {
      return new TooLarge();
    }
    try {
      if (magic == FileMagic.OOXML && unpacksToTooMuch(file)) {
        return new TooLarge();
      }
      // Not from the file itself: that is open for reading alone, and would refuse new parts.
      try (InputStream in = Files.newInputStream(file)) {
        Workbook workbook = WorkbookFactory.create(in);
        if (cells(workbook) > MOST_CELLS) {
          workbook.close();
          return new TooLarge();
        }
        return new Opened(new ReceivedWorkbook(workbook));
      }
    } catch (IOException | OpenXML4JException | XMLStreamException | RuntimeException e) {
      // Its parsers throw what they like on damaged files.
      LOG.info("a workbook that was read cannot be opened to mark it: {}", e.toString());
      return new Unreadable();
    }
  }

  private static long cells(Workbook workbook) {
    long cells = 0;
    for (Sheet sheet : workbook) {
      for (Row row : sheet) {
        cells += row.getPhysicalNumberOfCells();
      }
    }
    return cells;
  }

  private static boolean unpacksToTooMuch(Path file)
      throws IOException, OpenXML4JException, XMLStreamException {
    long bytes = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        // What an entry says of its size need not be true.
        try (InputStream in = zip.getInputStream(entry)) {
          bytes += in.skip(MOST_UNPACKED + 1 - bytes);
        }
        if (bytes > MOST_UNPACKED) {
          return true;
        }
      }
    }
    try (OPCPackage parts = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      long cells = 0;
      for (PackagePart part :
          parts.getPartsByContentType(XSSFRelation.WORKSHEET.getContentType())) {
        cells += cells(part);
      }
      return cells > MOST_CELLS;
    }
  }

  private static long cells(PackagePart sheet) throws IOException, XMLStreamException {
    try (InputStream in = sheet.getInputStream()) {
      XMLStreamReader xml = XMLHelper.newXMLInputFactory().createXMLStreamReader(in);
      long cells = 0;
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
          cells++;
        }
      }
      return cells;
    }
  }

  /** Marks the cells, lists all remarks in a last sheet, and writes the workbook. */
  Message mark(List<Remark> remarks, Path target) throws IOException {
    var marks = new CellMarks(workbook);
    int earlier = workbook.getSheetIndex(Returned.SHEET);
    if (earlier >= 0) {
      workbook.removeSheetAt(earlier);
    }
    List<Sheet> sheets = sheets();
    sheets.forEach(marks::clear);
    for (Sheet sheet : sheets) {
      var byRow = new TreeMap<Long, List<Remark>>();
      for (Remark remark : remarks) {
        if (remark.isPlacedIn(sheet.getSheetName())
            && sheetOf(remark.table(), sheets).equals(Optional.of(sheet))) {
          byRow.computeIfAbsent(remark.row().getAsLong(), _ -> new ArrayList<>()).add(remark);
        }
      }
      mark(sheet, byRow, marks);
    }
    ListSheet.write(workbook, remarks, marks);
    try (OutputStream out = Files.newOutputStream(target)) {
      workbook.write(out);
    }
    return new Message(
        "Đã đánh dấu %,d ô; trang \"%s\" liệt kê %,d vấn đề. Sửa rồi gửi lại chính tệp này."
            .formatted(marks.cells(), Returned.SHEET, remarks.size()),
        "%,d cells are marked; the sheet \"%s\" lists %,d problems. Mend them and send this file again."
            .formatted(marks.cells(), Returned.SHEET, remarks.size()));
  }

  private static void mark(Sheet sheet, Map<Long, List<Remark>> byRow, CellMarks marks) {
    byRow.forEach(
        (number, remarks) -> {
          @Nullable Row row = number <= Integer.MAX_VALUE ? sheet.getRow((int) (number - 1)) : null;
          if (row != null) {
            marks.mark(row, remarks);
          }
        });
  }

  /** Those that tables are read from: seen, and with something in them. */
  private List<Sheet> sheets() {
    var sheets = new ArrayList<Sheet>();
    for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
      Sheet sheet = workbook.getSheetAt(i);
      boolean seen = !workbook.isSheetHidden(i) && !workbook.isSheetVeryHidden(i);
      if (seen && !(sheet instanceof XSSFChartSheet) && isFilled(sheet)) {
        sheets.add(sheet);
      }
    }
    return sheets;
  }

  private static boolean isFilled(Sheet sheet) {
    for (Row row : sheet) {
      for (var cell : row) {
        if (CellMarks.isFilled(cell)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A table is called by its sheet, with more behind it where the sheet holds several. */
  private static Optional<Sheet> sheetOf(Optional<String> table, List<Sheet> sheets) {
    if (table.isEmpty()) {
      // The reader found one table: what else is in the workbook holds nothing that it can read.
      return sheets.stream().max(Comparator.comparingInt(Sheet::getPhysicalNumberOfRows));
    }
    if (sheets.size() == 1) {
      return Optional.of(sheets.getFirst());
    }
    String name = table.get();
    return sheets.stream()
        .filter(s -> name.equals(s.getSheetName()) || name.startsWith(s.getSheetName() + "-"))
        .max(Comparator.comparingInt(s -> s.getSheetName().length()));
  }

  @Override
  public void close() throws IOException {
    workbook.close();
  }
}
