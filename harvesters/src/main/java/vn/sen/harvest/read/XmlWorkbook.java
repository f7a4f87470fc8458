package vn.sen.harvest.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Sheets of a workbook in the XML of Excel 2002 and 2003, row by row, never whole in memory. */
final class XmlWorkbook {
  private static final int MOST_MERGES = 10_000;
  private static final int MOST_STYLES = 100_000;

  /** A style may be based on another, and that one on a further. */
  private static final int DEEPEST_STYLE = 20;

  private static final String DEFAULT_STYLE = "Default";

  /** No format that Excel has built in. */
  private static final int OWN_FORMAT = 1_000;

  /** The first day that is a serial number, but for those before the 29 February that never was. */
  private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);

  private static final LocalDate TIMES_OF_DAY = LocalDate.of(1899, 12, 31);
  private static final LocalDate MARCH_1900 = LocalDate.of(1900, 3, 1);

  private final Path file;
  private final Map<String, ExcelValue.Format> formats = new HashMap<>();
  private final Map<String, String> fonts = new HashMap<>();
  private final Map<String, String> parents = new HashMap<>();

  private XmlWorkbook(Path file) {
    this.file = file;
  }

  /** The sheets in order. */
  static List<Sheet> sheets(Path file) throws IOException, Refused {
    return new XmlWorkbook(file).sheets();
  }

  private static Refused damaged(Exception cause) {
    var refused =
        new Refused(
            "Bảng tính XML của Excel hỏng hoặc bị cắt cụt. Hãy mở bằng Excel, lưu thành XLSX và gửi"
                + " lại.",
            "The XML spreadsheet of Excel is damaged or cut. Open it in Excel, save it as XLSX and"
                + " send it again.");
    refused.initCause(cause);
    return refused;
  }

  private InputStream content() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  private List<Sheet> sheets() throws IOException, Refused {
    var sheets = new ArrayList<Sheet>();
    try (InputStream in = content()) {
      XMLStreamReader xml = SafeXml.open(in);
      var look = new Look();
      String style = DEFAULT_STYLE;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw damaged(new XMLStreamException("a document type"));
        }
        if (event == XMLStreamConstants.CHARACTERS) {
          look.text(xml.getText());
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "Style" -> style = style(xml);
            case "NumberFormat" -> format(style, SafeXml.attribute(xml, "Format"));
            case "Font" -> {
              font(style, SafeXml.attribute(xml, "FontName"));
              look.enter(xml);
            }
            case "Worksheet" -> look = new Look(SafeXml.attribute(xml, "Name"));
            default -> look.enter(xml);
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          look.leave(xml.getLocalName());
          if (xml.getLocalName().equals("Worksheet")) {
            sheets.add(sheet(look, sheets.size()));
          }
        }
      }
      return sheets;
    } catch (XMLStreamException e) {
      throw damaged(e);
    }
  }

  private Sheet sheet(Look look, int index) throws IOException {
    boolean old = fonts.values().stream().anyMatch(font -> FontEncoding.of(font).isPresent());
    return Sheet.of(
        look.name,
        look.hidden,
        old || look.oldFonts || look.suspicion.isConfirmed(),
        new Grid(look.merges),
        known -> new XmlCursor(content(), index, known));
  }

  private String style(XMLStreamReader xml) throws Refused {
    String name = SafeXml.attribute(xml, "ID");
    if (parents.size() >= MOST_STYLES) {
      throw new Refused(
          "Bảng tính có hơn %,d kiểu ô.".formatted(MOST_STYLES),
          "The spreadsheet has more than %,d styles.".formatted(MOST_STYLES));
    }
    parents.put(name, SafeXml.attribute(xml, "Parent"));
    return name;
  }

  private void format(String style, String pattern) {
    if (!pattern.isEmpty()) {
      formats.put(style, ExcelValue.Format.of(OWN_FORMAT, pattern));
    }
  }

  private void font(String style, String name) {
    if (!name.isEmpty()) {
      fonts.put(style, name);
    }
  }

  /** What a style says, or one that it is based on. */
  private <T> Optional<T> said(String style, Map<String, T> by) {
    String name = style;
    for (int i = 0; i < DEEPEST_STYLE && !name.isEmpty(); i++) {
      @Nullable T own = by.get(name);
      if (own != null) {
        return Optional.of(own);
      }
      String parent = parents.getOrDefault(name, "");
      name = parent.isEmpty() && !name.equals(DEFAULT_STYLE) ? DEFAULT_STYLE : parent;
    }
    return Optional.empty();
  }

  /** Where a row or a cell stands, from 0: where it says, or behind the one before. */
  private static int place(XMLStreamReader xml, int following) {
    int stated = count(xml, "Index") - 1;
    return stated >= 0 ? stated : following;
  }

  /** A count; 0 where none is written. */
  private static int count(XMLStreamReader xml, String name) {
    String text = SafeXml.attribute(xml, name);
    return text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
  }

  /** What is learned of a sheet before its cells are read. */
  private static final class Look {
    final String name;
    final SheetEncodings.Suspicion suspicion = new SheetEncodings.Suspicion();
    final List<Grid.Merge> merges = new ArrayList<>();
    boolean hidden;

    /** Whether a part of a cell is in a font that is an encoding. */
    boolean oldFonts;

    private boolean visibility;
    private int row = -1;
    private int nextRow;
    private int nextColumn;

    /** What stands before the first sheet. */
    Look() {
      this("");
    }

    Look(String name) {
      this.name = name;
    }

    void enter(XMLStreamReader xml) {
      switch (xml.getLocalName()) {
        case "Row" -> {
          row = place(xml, nextRow);
          nextRow = row + 1 + count(xml, "Span");
          nextColumn = 0;
        }
        case "Cell" -> {
          int column = place(xml, nextColumn);
          int right = column + count(xml, "MergeAcross");
          int bottom = row + count(xml, "MergeDown");
          nextColumn = right + 1;
          if ((right > column || bottom > row) && row >= 0 && merges.size() < MOST_MERGES) {
            merges.add(new Grid.Merge(row, column, bottom, right));
          }
        }
        case "Visible" -> visibility = true;
        default -> oldFonts |= FontEncoding.of(SafeXml.attribute(xml, "Face")).isPresent();
      }
    }

    void text(String text) {
      if (visibility) {
        hidden |= text.contains("Hidden");
      } else {
        suspicion.look(text);
      }
    }

    void leave(String element) {
      visibility &= !element.equals("Visible");
    }
  }

  private final class XmlCursor extends SheetCursor {
    private final InputStream in;
    private final Optional<SheetEncodings> encodings;
    private final XMLStreamReader xml;
    private final OdsFonts.Columns columnStyles = new OdsFonts.Columns();
    private final List<String> cells = new ArrayList<>();
    private int row;
    private int nextRow;
    private int nextColumnStyle;

    XmlCursor(InputStream in, int sheet, Optional<SheetEncodings> encodings)
        throws IOException, Refused {
      this.in = in;
      this.encodings = encodings;
      try {
        this.xml = SafeXml.open(in);
        SafeXml.enter(xml, "Worksheet", sheet);
      } catch (XMLStreamException e) {
        in.close();
        throw damaged(e);
      }
    }

    @Override
    boolean nextFilled() throws IOException, Refused {
      try {
        while (xml.hasNext()) {
          int event = xml.next();
          if (event == XMLStreamConstants.START_ELEMENT) {
            if (xml.getLocalName().equals("Column")) {
              column();
            } else if (xml.getLocalName().equals("Row")) {
              readRow();
              if (!cells.isEmpty()) {
                return true;
              }
            }
          } else if (event == XMLStreamConstants.END_ELEMENT
              && xml.getLocalName().equals("Worksheet")) {
            return false;
          }
        }
        return false;
      } catch (XMLStreamException e) {
        throw damaged(e);
      }
    }

    /** Notes the style of columns, those before it that have none among them. */
    private void column() {
      int from = place(xml, nextColumnStyle);
      if (from > nextColumnStyle) {
        columnStyles.add("", from - nextColumnStyle);
      }
      int times = 1 + count(xml, "Span");
      columnStyles.add(SafeXml.attribute(xml, "StyleID"), times);
      nextColumnStyle = from + times;
    }

    private void readRow() throws XMLStreamException, Refused {
      cells.clear();
      int stated = place(xml, nextRow);
      if (stated < nextRow) {
        throw damaged(new XMLStreamException("rows out of order"));
      }
      row = stated;
      nextRow = row + 1 + count(xml, "Span");
      String style = SafeXml.attribute(xml, "StyleID");
      int next = 0;
      while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("Row")) {
        if (xml.getEventType() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("Cell")) {
          int column = place(xml, next);
          next = column + 1 + count(xml, "MergeAcross");
          String text = cell(column, style);
          if (!text.isEmpty()) {
            put(column, text);
          }
        }
      }
    }

    private void put(int column, String text) throws Refused {
      if (column >= LayoutDetector.MOST_COLUMNS) {
        throw new Refused(
            "Trang tính có hơn %,d cột.".formatted(LayoutDetector.MOST_COLUMNS),
            "The sheet has more than %,d columns.".formatted(LayoutDetector.MOST_COLUMNS));
      }
      if (column < cells.size()) {
        throw damaged(new XMLStreamException("cells out of order"));
      }
      while (cells.size() < column) {
        cells.add("");
      }
      cells.add(text);
    }

    private String cell(int column, String rowStyle) throws XMLStreamException {
      String own = SafeXml.attribute(xml, "StyleID");
      String around = rowStyle.isEmpty() ? columnStyles.style(column) : rowStyle;
      String named = own.isEmpty() ? around : own;
      String style = named.isEmpty() ? DEFAULT_STYLE : named;
      String value = "";
      while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("Cell")) {
        if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (xml.getLocalName().equals("Data")) {
          value = data(column, style);
        } else {
          XlsxStrings.skip(xml);
        }
      }
      return value;
    }

    private String data(int column, String style) throws XMLStreamException {
      String type = SafeXml.attribute(xml, "Type");
      Optional<FontEncoding> font = said(style, fonts).flatMap(FontEncoding::of);
      List<FontRun> runs = runs(font);
      if (type.equals("String") && encodings.isPresent()) {
        return encodings.get().text(column, runs);
      }
      String text = runs.stream().map(FontRun::text).collect(Collectors.joining());
      ExcelValue.Format format = said(style, formats).orElse(ExcelValue.Format.PLAIN);
      return switch (type) {
        case "Number" -> number(text.strip(), format);
        case "DateTime" -> time(text.strip(), format);
        case "Boolean" -> text.strip().equals("1") ? "TRUE" : "FALSE";
        default -> text;
      };
    }

    /** The text of the element that was just entered, by the fonts of its parts. */
    private List<FontRun> runs(Optional<FontEncoding> cell) throws XMLStreamException {
      var runs = new ArrayList<FontRun>();
      Deque<Optional<FontEncoding>> current = new ArrayDeque<>(List.of(cell));
      while (!current.isEmpty()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            String face = SafeXml.attribute(xml, "Face");
            current.push(face.isEmpty() ? current.element() : FontEncoding.of(face));
          }
          case XMLStreamConstants.END_ELEMENT -> current.pop();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              runs.add(new FontRun(xml.getText(), current.element()));
          default -> {
            // Comments and instructions.
          }
        }
      }
      return runs;
    }

    @Override
    long filledNumber() {
      return row + 1L;
    }

    @Override
    void give(Row record) throws Refused {
      record.fill(cells);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static String number(String text, ExcelValue.Format format) {
    try {
      return ExcelValue.text(text, format, false);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A date, a time or both, as its format has it; by itself where that is none of dates. */
  private static String time(String text, ExcelValue.Format format) {
    LocalDateTime time;
    try {
      time = LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      return text;
    }
    LocalDate day = time.toLocalDate();
    if (format.kind() != ExcelValue.Kind.PLAIN
        && format.kind() != ExcelValue.Kind.PADDED
        && !day.isBefore(TIMES_OF_DAY)) {
      long days = day.toEpochDay() - EPOCH.toEpochDay() - (day.isBefore(MARCH_1900) ? 1 : 0);
      return ExcelValue.text(days + time.toLocalTime().toNanoOfDay() / 86_400e9, format, false);
    }
    if (day.equals(TIMES_OF_DAY)) {
      return time.toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME);
    }
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? day.toString()
        : time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }
}
