package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;

/** Sheets of an Excel workbook in Open XML, row by row, never whole in memory. */
final class XlsxWorkbook implements AutoCloseable {
  private static final int TAIL = 1 << 20;
  private static final int MOST_MERGES = 10_000;
  private static final Pattern MERGE =
      Pattern.compile("<(?:\\w+:)?mergeCell\\s[^<>]*?ref=\"([A-Z]{1,3}\\d+):([A-Z]{1,3}\\d+)\"");
  private final OPCPackage file;
  private final XSSFReader reader;
  private final XlsxStyles styles;
  private final XlsxStrings strings;
  private final Map<String, Boolean> hidden = new HashMap<>();
  private boolean from1904;

  private XlsxWorkbook(OPCPackage file) throws IOException, OpenXML4JException, XMLStreamException {
    this.file = file;
    this.reader = new XSSFReader(file);
    this.styles = styles(file);
    this.strings = strings(file);
    readWorkbook();
  }

  private static XlsxStyles styles(OPCPackage file)
      throws IOException, OpenXML4JException, XMLStreamException {
    List<PackagePart> parts = file.getPartsByContentType(XSSFRelation.STYLES.getContentType());
    if (parts.isEmpty()) {
      return XlsxStyles.none();
    }
    try (InputStream in = parts.getFirst().getInputStream()) {
      return XlsxStyles.read(in);
    }
  }

  private static XlsxStrings strings(OPCPackage file)
      throws IOException, OpenXML4JException, XMLStreamException {
    List<PackagePart> parts =
        file.getPartsByContentType(XSSFRelation.SHARED_STRINGS.getContentType());
    if (parts.isEmpty()) {
      return XlsxStrings.none();
    }
    try (InputStream in = parts.getFirst().getInputStream()) {
      return XlsxStrings.read(in);
    }
  }

  /** Opens a workbook; one that can't be read is refused with the reason. */
  static XlsxWorkbook open(Path path) throws IOException, Refused {
    if (Archive.lacksItsEnd(path)) {
      throw cut();
    }
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
    } catch (OpenXML4JException | OpenXML4JRuntimeException | XMLStreamException | IOException e) {
      throw damaged(e);
    } catch (RuntimeException e) {
      // POI's parsers throw what they like on damaged files.
      throw damaged(e);
    }
  }

  /** A workbook whose end is missing, and with it the directory of its parts. */
  static Refused cut() {
    return new Refused(
        "Bảng tính bị cắt cụt: thiếu phần cuối tệp. Hãy tải hoặc chép lại cho đủ rồi gửi lại.",
        "The workbook is cut: the end of the file is missing. Copy or download it again, and send"
            + " all of it.");
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
      XMLStreamReader xml = SafeXml.openLarge(in);
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

  /** The sheets in order; charts are none. */
  List<Sheet> sheets() throws IOException, Refused {
    try {
      var sheets = new ArrayList<Sheet>();
      var data = (XSSFReader.SheetIterator) reader.getSheetsData();
      while (data.hasNext()) {
        Behind behind;
        try (InputStream in = data.next()) {
          behind = Behind.read(in);
        }
        String name = data.getSheetName();
        PackagePart part = data.getSheetPart();
        sheets.add(
            Sheet.of(
                name,
                hidden.getOrDefault(name, false),
                behind.otherLetters || styles.hasOldFonts() || strings.mayBeOld(),
                behind.grid,
                known -> new XlsxCursor(part.getInputStream(), known)));
      }
      return sheets;
    } catch (OpenXML4JException | IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  /**
   * What is learned of a sheet by its end.
   *
   * @param otherLetters whether it holds letters beyond ASCII itself, outside the shared texts
   */
  private record Behind(Grid grid, boolean otherLetters) {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HASHES = 0x2323232323232323L;

    /** Merged ranges stand behind the cells, so the end of the sheet is enough for them. */
    static Behind read(InputStream in) throws IOException {
      byte[] tail = new byte[2 * TAIL];
      boolean other = false;
      int length = 0;
      for (int n = in.readNBytes(tail, length, tail.length - length);
          n > 0;
          n = in.readNBytes(tail, length, tail.length - length)) {
        other = other || hasOtherLetters(tail, length, length + n);
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
      return new Behind(new Grid(merges), other);
    }

    private static boolean hasOtherLetters(byte[] bytes, int from, int to) {
      int i = from;
      while (i + 8 <= to) {
        long eight = (long) LONGS.get(bytes, i);
        long hash = eight ^ HASHES;
        // A high bit, or a zero where a # was.
        if (((eight | (hash - LOW_BITS & ~hash)) & HIGH_BITS) != 0 && isOther(bytes, i, i + 8)) {
          return true;
        }
        i += 8;
      }
      return isOther(bytes, i, to);
    }

    /** A letter beyond ASCII, or one written as its number. */
    private static boolean isOther(byte[] bytes, int from, int to) {
      for (int i = from; i < to; i++) {
        if (bytes[i] < 0 || bytes[i] == '#' && i > 0 && bytes[i - 1] == '&') {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public void close() {
    file.revert();
  }

  private final class XlsxCursor extends SheetCursor {
    private final InputStream in;
    private final Optional<SheetEncodings> encodings;
    private final XMLStreamReader xml;
    private final CellBuffer cells = new CellBuffer();
    private final StringBuilder value = new StringBuilder();
    private long number;

    XlsxCursor(InputStream in, Optional<SheetEncodings> encodings) throws Refused {
      this.in = in;
      this.encodings = encodings;
      try {
        this.xml = SafeXml.openLarge(in);
      } catch (XMLStreamException e) {
        throw damaged(e);
      }
    }

    @Override
    long filledNumber() {
      return number;
    }

    @Override
    void give(Row row) {
      cells.give(row);
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
            if (cells.cells() > 0) {
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
      following = 0;
      @Nullable String reference = xml.getAttributeValue(null, "r");
      long stated = reference == null ? 0 : Long.parseLong(reference);
      number = stated > number ? stated : number + 1;
      while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("row")) {
        if (xml.getEventType() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("c")) {
          cell();
        }
      }
    }

    /** The column behind the last cell, for programs that write no references. */
    private int following;

    private void cell() throws XMLStreamException, Refused {
      @Nullable String reference = xml.getAttributeValue(null, "r");
      int column = reference == null ? following : column(reference);
      following = column + 1;
      @Nullable String type = xml.getAttributeValue(null, "t");
      @Nullable String style = xml.getAttributeValue(null, "s");
      value.setLength(0);
      List<XlsxStrings.Part> inline = List.of();
      while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("c")) {
        if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "v" -> readValue();
            case "is" -> inline = XlsxStrings.parts(xml, "is");
            case "f" -> XlsxStrings.skip(xml);
            default -> {
              // Extensions.
            }
          }
        }
      }
      if (!inline.isEmpty()) {
        Optional<FontEncoding> font = styles.font(style);
        texts(column, inline.stream().map(part -> part.run(font)).toList());
      } else if (!value.isEmpty()) {
        switch (type == null ? "n" : type) {
          case "s" -> shared(column, index(), style);
          case "str" -> {
            String text = XlsxStrings.unescaped(value.toString());
            texts(column, List.of(new FontRun(text, styles.font(style))));
          }
          case "e", "d" -> put(column, value.toString());
          case "b" -> put(column, value.toString().strip().equals("1") ? "TRUE" : "FALSE");
          default -> number(column, styles.format(style));
        }
      }
    }

    /** The text of the element, in a buffer that is used again: there are millions. */
    private void readValue() throws XMLStreamException {
      while (xml.next() != XMLStreamConstants.END_ELEMENT) {
        if (xml.isCharacters()) {
          value.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        }
      }
    }

    private int index() {
      boolean digits = value.charAt(0) > ' ' && value.charAt(value.length() - 1) > ' ';
      return digits
          ? Integer.parseInt(value, 0, value.length(), 10)
          : Integer.parseInt(value.toString().strip());
    }

    private void number(int column, ExcelValue.Format format) throws Refused {
      if (ExcelValue.isAsShown(value, format)) {
        checkColumn(column);
        cells.putPlain(column, value);
      } else {
        put(column, ExcelValue.text(value, format, from1904));
      }
    }

    private void shared(int column, int index, @Nullable String style) throws Refused {
      if (encodings.isPresent()) {
        texts(column, strings.runs(index, styles.font(style)));
      } else if (!strings.isEmpty(index)) {
        checkColumn(column);
        strings.put(index, cells, column);
      }
    }

    private void texts(int column, List<FontRun> runs) throws Refused {
      put(
          column,
          encodings.isPresent()
              ? encodings.get().text(column, runs)
              : runs.stream().map(FontRun::text).collect(Collectors.joining()));
    }

    private void put(int column, String text) throws Refused {
      if (!text.isEmpty()) {
        checkColumn(column);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cells.put(column, bytes, 0, bytes.length);
      }
    }

    private static void checkColumn(int column) throws Refused {
      if (column >= LayoutDetector.MOST_COLUMNS) {
        throw new Refused(
            "Trang tính có hơn %,d cột.".formatted(LayoutDetector.MOST_COLUMNS),
            "The sheet has more than %,d columns.".formatted(LayoutDetector.MOST_COLUMNS));
      }
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
