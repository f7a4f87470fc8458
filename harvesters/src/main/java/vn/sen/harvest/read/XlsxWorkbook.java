package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.xml.sax.SAXException;

/** Sheets of an Excel workbook in Open XML, row by row, never whole in memory. */
final class XlsxWorkbook implements AutoCloseable {
  private static final int TAIL = 1 << 20;
  private static final int MOST_MERGES = 10_000;
  private static final Pattern MERGE =
      Pattern.compile("<(?:\\w+:)?mergeCell\\s[^>]*?ref=\"([A-Z]{1,3}\\d+):([A-Z]{1,3}\\d+)\"");
  private final OPCPackage file;
  private final XSSFReader reader;
  private final ReadOnlySharedStringsTable strings;
  private final StylesTable styles;
  private final Map<String, ExcelValue.Format> formats = new HashMap<>();
  private final Map<String, Boolean> hidden = new HashMap<>();
  private boolean from1904;

  private XlsxWorkbook(OPCPackage file)
      throws IOException, OpenXML4JException, SAXException, XMLStreamException {
    this.file = file;
    this.reader = new XSSFReader(file);
    this.strings = new ReadOnlySharedStringsTable(file, false);
    this.styles = reader.getStylesTable();
    readWorkbook();
  }

  /** Opens a workbook; one that can't be read is refused with the reason. */
  static XlsxWorkbook open(Path path) throws IOException, Refused {
    try {
      OPCPackage file = OPCPackage.open(path.toFile(), PackageAccess.READ);
      try {
        for (var part : file.getParts()) {
          if (part.getPartName().getName().endsWith("vbaProject.bin")) {
            throw new Refused(
                "Sổ Excel có macro (vbaProject.bin). Hãy lưu lại thành XLSX không có macro.",
                "The workbook holds macros (vbaProject.bin). Save it as XLSX without macros.");
          }
        }
        return new XlsxWorkbook(file);
      } catch (Exception e) {
        file.revert();
        throw e;
      }
    } catch (Refused e) {
      throw e;
    } catch (OpenXML4JException
        | OpenXML4JRuntimeException
        | SAXException
        | XMLStreamException
        | IOException e) {
      throw damaged(e);
    } catch (RuntimeException e) {
      // POI's parsers throw what they like on damaged files.
      throw damaged(e);
    }
  }

  static Refused damaged(Exception cause) {
    if (String.valueOf(cause.getMessage()).contains("Zip bomb")) {
      return new Refused(
          "Sổ Excel bung ra quá lớn so với kích thước tệp: không đọc.",
          "The workbook unpacks to far too much for its size: not read.");
    }
    var refused =
        new Refused(
            "Sổ Excel hỏng hoặc bị cắt cụt. Hãy mở bằng Excel, lưu lại và gửi lại.",
            "The Excel workbook is damaged or cut. Open it in Excel, save it and send it again.");
    refused.initCause(cause);
    return refused;
  }

  private void readWorkbook() throws IOException, OpenXML4JException, XMLStreamException {
    try (InputStream in = reader.getWorkbookData()) {
      XMLStreamReader xml = SafeXml.open(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          if (xml.getLocalName().equals("workbookPr")) {
            String date = String.valueOf(xml.getAttributeValue(null, "date1904"));
            from1904 = date.equals("1") || date.equals("true");
          } else if (xml.getLocalName().equals("sheet")) {
            String state = String.valueOf(xml.getAttributeValue(null, "state"));
            hidden.put(xml.getAttributeValue(null, "name"), state.endsWith("idden"));
          }
        }
      }
    }
  }

  /** A sheet that can be gone through several times. */
  record Sheet(String name, boolean hidden, Records records, Grid grid) {}

  /** The sheets in order; charts are none. */
  List<Sheet> sheets() throws IOException, Refused {
    try {
      var sheets = new ArrayList<Sheet>();
      var data = (XSSFReader.SheetIterator) reader.getSheetsData();
      while (data.hasNext()) {
        try (InputStream in = data.next()) {
          String name = data.getSheetName();
          var part = data.getSheetPart();
          sheets.add(
              new Sheet(
                  name,
                  hidden.getOrDefault(name, false),
                  new SheetRecords(() -> new XlsxCursor(part.getInputStream())),
                  merges(in)));
        }
      }
      return sheets;
    } catch (OpenXML4JException | IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Merged ranges stand behind the cells, so the end of the sheet is enough. */
  private static Grid merges(InputStream in) throws IOException {
    byte[] tail = new byte[2 * TAIL];
    int length = 0;
    for (int n = in.readNBytes(tail, length, tail.length - length);
        n > 0;
        n = in.readNBytes(tail, length, tail.length - length)) {
      length += n;
      if (length == tail.length) {
        System.arraycopy(tail, TAIL, tail, 0, TAIL);
        length = TAIL;
      }
    }
    var merges = new ArrayList<Grid.Merge>();
    Matcher matcher = MERGE.matcher(new String(tail, 0, length, StandardCharsets.ISO_8859_1));
    while (matcher.find() && merges.size() < MOST_MERGES) {
      var first = new CellReference(matcher.group(1));
      var last = new CellReference(matcher.group(2));
      merges.add(new Grid.Merge(first.getRow(), first.getCol(), last.getRow(), last.getCol()));
    }
    return new Grid(merges);
  }

  private ExcelValue.Format format(String style) {
    return formats.computeIfAbsent(
        style,
        s -> {
          XSSFCellStyle found = styles.getStyleAt(Integer.parseInt(s));
          if (found == null || found.getDataFormatString() == null) {
            return ExcelValue.Format.PLAIN;
          }
          return ExcelValue.Format.of(found.getDataFormat(), found.getDataFormatString());
        });
  }

  @Override
  public void close() {
    file.revert();
  }

  /** Opens the cells anew each time. */
  @FunctionalInterface
  interface Opening {
    Records.Cursor open() throws IOException, Refused;
  }

  /** Records of a sheet; their text is that of their cells. */
  record SheetRecords(Opening opening) implements Records {
    @Override
    public Cursor open() throws IOException, Refused {
      return opening.open();
    }
  }

  private final class XlsxCursor extends SheetCursor {
    private final InputStream in;
    private final XMLStreamReader xml;
    private final List<String> cells = new ArrayList<>();
    private long letters;
    private long number;

    XlsxCursor(InputStream in) throws Refused {
      this.in = in;
      try {
        this.xml = SafeXml.open(in);
      } catch (XMLStreamException e) {
        throw damaged(e);
      }
    }

    @Override
    long filledNumber() {
      return number;
    }

    @Override
    List<String> filledCells() {
      return List.copyOf(cells);
    }

    @Override
    boolean nextFilled() throws IOException, Refused {
      try {
        while (xml.hasNext()) {
          int event = xml.next();
          if (event == XMLStreamConstants.DTD) {
            // No program writes one; who does wants its entities fetched.
            throw damaged(new XMLStreamException("a document type"));
          }
          if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
            readRow();
            if (!cells.isEmpty()) {
              return true;
            }
          } else if (event == XMLStreamConstants.END_ELEMENT
              && xml.getLocalName().equals("sheetData")) {
            return false;
          }
        }
        return false;
      } catch (XMLStreamException | RuntimeException e) {
        throw damaged(e);
      }
    }

    private void readRow() throws XMLStreamException, Refused {
      cells.clear();
      letters = 0;
      long stated =
          Optional.ofNullable(xml.getAttributeValue(null, "r")).map(Long::parseLong).orElse(0L);
      number = stated > number ? stated : number + 1;
      while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("row")) {
        if (xml.getEventType() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("c")) {
          cell();
        }
      }
    }

    private void cell() throws XMLStreamException, Refused {
      String reference = xml.getAttributeValue(null, "r");
      int column = reference == null ? cells.size() : column(reference);
      String type = String.valueOf(xml.getAttributeValue(null, "t"));
      String style = xml.getAttributeValue(null, "s");
      var value = new StringBuilder();
      while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("c")) {
        if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "v", "t" -> value.append(xml.getElementText());
            case "rPh", "f" -> skip();
            default -> {
              // Runs of rich text: their text comes below.
            }
          }
        }
      }
      String text = text(type, value.toString(), style);
      // Each time a shared text is asked for, it is made anew.
      letters += text.length();
      Row.isHeld(letters);
      if (!text.isEmpty()) {
        if (column >= LayoutDetector.MOST_COLUMNS) {
          throw new Refused(
              "Trang tính có hơn %,d cột.".formatted(LayoutDetector.MOST_COLUMNS),
              "The sheet has more than %,d columns.".formatted(LayoutDetector.MOST_COLUMNS));
        }
        while (cells.size() <= column) {
          cells.add("");
        }
        cells.set(column, text);
      }
    }

    private void skip() throws XMLStreamException {
      for (int depth = 1; depth > 0; ) {
        int event = xml.next();
        depth +=
            event == XMLStreamConstants.START_ELEMENT
                ? 1
                : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
      }
    }

    private String text(
        String type, String value, @org.jspecify.annotations.Nullable String style) {
      if (value.isEmpty()) {
        return "";
      }
      return switch (type) {
        case "s" -> strings.getItemAt(Integer.parseInt(value.strip())).getString();
        case "str", "inlineStr", "e", "d" -> value;
        case "b" -> value.strip().equals("1") ? "TRUE" : "FALSE";
        default ->
            ExcelValue.text(
                Double.parseDouble(value),
                style == null ? ExcelValue.Format.PLAIN : format(style),
                from1904);
      };
    }

    private int column(String reference) {
      int column = 0;
      for (int i = 0; i < reference.length() && i < 4; i++) {
        char c = reference.charAt(i);
        if (c < 'A' || c > 'Z') {
          break;
        }
        column = column * 26 + c - 'A' + 1;
      }
      return Math.max(0, column - 1);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
