package vn.sen.harvest.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Sheets of an OpenDocument spreadsheet, row by row, never whole in memory. */
final class OdsWorkbook implements AutoCloseable {
  /** Cells that one element may stand for. */
  private static final long MOST_REPEATED = 2_000_000;

  /** No sheet has so many rows or columns. */
  private static final int FAR = 10_000_000;

  private static final int MOST_MERGES = 10_000;

  private static final Pattern MACRO =
      Pattern.compile("Scripts/.+|Basic/[^/]+/(?!(script|dialog)-l[bc]\\.xml$).+");

  private final Part content;
  private final Optional<Part> styles;
  private final Contents.Release release;
  private final OdsFonts fonts = new OdsFonts();

  /** An XML of the document, which can be opened again and again. */
  @FunctionalInterface
  private interface Part {
    InputStream open() throws IOException;
  }

  private OdsWorkbook(Part content, Optional<Part> styles, Contents.Release release) {
    this.content = content;
    this.styles = styles;
    this.release = release;
  }

  /** A workbook that is one XML, with its styles in it. */
  static OdsWorkbook flat(Path path) {
    return new OdsWorkbook(
        () -> new BufferedInputStream(Files.newInputStream(path), 1 << 16),
        Optional.empty(),
        () -> {});
  }

  /** Opens a workbook; one that can't be read is refused with the reason. */
  static OdsWorkbook open(Path path) throws IOException, Refused {
    if (Archive.lacksItsEnd(path)) {
      throw XlsxWorkbook.cut();
    }
    ZipFile file;
    try {
      file = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException | IllegalArgumentException e) {
      throw damaged(e);
    }
    try {
      ZipEntry manifest = file.getEntry("META-INF/manifest.xml");
      if (manifest != null) {
        try (InputStream in = file.getInputStream(manifest)) {
          String text = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
          if (text.contains("encryption-data")) {
            throw new Refused(
                "Bảng tính được đặt mật khẩu. Hãy gửi bản không có mật khẩu.",
                "The spreadsheet is protected by a password. Send it without one.");
          }
        }
      }
      if (file.stream().anyMatch(OdsWorkbook::isMacro)) {
        throw macros();
      }
      ZipEntry content = file.getEntry("content.xml");
      if (content == null) {
        throw damaged(new ZipException("no content.xml"));
      }
      return new OdsWorkbook(
          part(file, content),
          Optional.ofNullable(file.getEntry("styles.xml")).map(styles -> part(file, styles)),
          file::close);
    } catch (ZipException e) {
      file.close();
      throw damaged(e);
    } catch (IOException | Refused e) {
      file.close();
      throw e;
    }
  }

  /** Programs write lists of libraries though these are empty; only modules are macros. */
  private static boolean isMacro(ZipEntry entry) {
    return !entry.isDirectory() && MACRO.matcher(entry.getName()).matches();
  }

  private static Refused macros() {
    return new Refused(
        "Bảng tính có macro. Hãy lưu lại không có macro, thành ODS, XLSX hoặc CSV.",
        "The spreadsheet holds macros. Save it without them, as ODS, XLSX or CSV.");
  }

  private static Refused damaged(Exception cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof BoundedStream.TooMuch bomb) {
        return bomb.refusal();
      }
    }
    var refused =
        new Refused(
            "Bảng tính OpenDocument hỏng hoặc bị cắt cụt. Hãy mở, lưu lại và gửi lại.",
            "The OpenDocument spreadsheet is damaged or cut. Open it, save it and send it again.");
    refused.initCause(cause);
    return refused;
  }

  private static Part part(ZipFile file, ZipEntry entry) {
    return () -> new BoundedStream(file.getInputStream(entry), entry.getCompressedSize());
  }

  /** Styles that cells have by name, beside those of the content itself. */
  private void readStyles() throws IOException, Refused {
    if (styles.isEmpty()) {
      return;
    }
    try (InputStream in = styles.get().open()) {
      XMLStreamReader xml = SafeXml.open(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          fonts.look(xml);
        }
      }
    } catch (XMLStreamException e) {
      throw damaged(e);
    }
  }

  /** The sheets in order. */
  List<Sheet> sheets() throws IOException, Refused {
    readStyles();
    Set<String> hiddenStyles = new HashSet<>();
    var sheets = new ArrayList<Sheet>();
    try (InputStream in = content.open()) {
      XMLStreamReader xml = SafeXml.open(in);
      String style = "";
      var suspicion = new SheetEncodings.Suspicion();
      var merges = new ArrayList<Grid.Merge>();
      String name = "";
      boolean hidden = false;
      int row = 0;
      int next = 0;
      int column = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw damaged(new XMLStreamException("a document type"));
        }
        if (event == XMLStreamConstants.CHARACTERS) {
          suspicion.look(xml.getText());
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          fonts.look(xml);
          switch (xml.getLocalName()) {
            // In a document that is one XML, macros are in it too.
            case "module" -> throw macros();
            case "style" -> style = SafeXml.attribute(xml, "name");
            case "table-properties" -> {
              if (SafeXml.attribute(xml, "display").equals("false")) {
                hiddenStyles.add(style);
              }
            }
            case "table" -> {
              name = SafeXml.attribute(xml, "name");
              hidden = hiddenStyles.contains(SafeXml.attribute(xml, "style-name"));
              merges.clear();
              suspicion = new SheetEncodings.Suspicion();
              next = 0;
            }
            case "table-row" -> {
              row = next;
              next = Math.min(FAR, row + number(xml, "number-rows-repeated"));
              column = 0;
            }
            case "table-cell", "covered-table-cell" -> {
              int down = number(xml, "number-rows-spanned");
              int right = number(xml, "number-columns-spanned");
              boolean near = row < FAR && column < FAR && down < FAR && right < FAR;
              if (near && (down > 1 || right > 1) && merges.size() < MOST_MERGES) {
                merges.add(new Grid.Merge(row, column, row + down - 1, column + right - 1));
              }
              column = Math.min(FAR, column + number(xml, "number-columns-repeated"));
            }
            default -> {
              // Looks and texts.
            }
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          if (xml.getLocalName().equals("table")) {
            int index = sheets.size();
            sheets.add(
                Sheet.of(
                    name,
                    hidden,
                    fonts.areOld() || suspicion.isConfirmed(),
                    new Grid(merges),
                    known -> new OdsCursor(content.open(), index, known)));
          }
        }
      }
      return sheets;
    } catch (XMLStreamException e) {
      throw damaged(e);
    }
  }

  /** A count; 1 where none is written. */
  static int number(XMLStreamReader xml, String name) {
    String text = SafeXml.attribute(xml, name);
    return text.matches("[1-9]\\d{0,7}") ? Integer.parseInt(text) : 1;
  }

  @Override
  public void close() throws IOException {
    release.run();
  }

  private final class OdsCursor extends SheetCursor {
    private final InputStream in;
    private final Optional<SheetEncodings> encodings;
    private final XMLStreamReader xml;
    private final OdsFonts.Columns columns = new OdsFonts.Columns();
    private final List<String> cells = new ArrayList<>();
    private long number;
    private int again;

    OdsCursor(InputStream in, int sheet, Optional<SheetEncodings> encodings)
        throws IOException, Refused {
      this.in = in;
      this.encodings = encodings;
      try {
        this.xml = SafeXml.open(in);
        SafeXml.enter(xml, "table", sheet);
      } catch (XMLStreamException e) {
        in.close();
        throw damaged(e);
      }
    }

    @Override
    boolean nextFilled() throws IOException, Refused {
      if (again > 0) {
        again--;
        number++;
        return true;
      }
      try {
        while (xml.hasNext()) {
          int event = xml.next();
          if (event == XMLStreamConstants.START_ELEMENT
              && xml.getLocalName().equals("table-column")) {
            columns.add(
                SafeXml.attribute(xml, "default-cell-style-name"),
                number(xml, "number-columns-repeated"));
          } else if (event == XMLStreamConstants.START_ELEMENT
              && xml.getLocalName().equals("table-row")) {
            int times = number(xml, "number-rows-repeated");
            readRow();
            if (!cells.isEmpty()) {
              number++;
              if ((long) times * cells.size() > MOST_REPEATED) {
                throw new Refused(
                    "Dòng %,d của trang tính lặp lại %,d lần.".formatted(number, times),
                    "Row %,d of the sheet repeats %,d times.".formatted(number, times));
              }
              again = times - 1;
              return true;
            }
            number += times;
          } else if (event == XMLStreamConstants.END_ELEMENT
              && xml.getLocalName().equals("table")) {
            return false;
          }
        }
        return false;
      } catch (XMLStreamException e) {
        throw damaged(e);
      }
    }

    private void readRow() throws XMLStreamException, Refused {
      cells.clear();
      int column = 0;
      String rowStyle = SafeXml.attribute(xml, "default-cell-style-name");
      while (xml.next() != XMLStreamConstants.END_ELEMENT
          || !xml.getLocalName().equals("table-row")) {
        if (xml.getEventType() == XMLStreamConstants.START_ELEMENT
            && (xml.getLocalName().equals("table-cell")
                || xml.getLocalName().equals("covered-table-cell"))) {
          int times = number(xml, "number-columns-repeated");
          String text = cell(column, rowStyle);
          if (!text.isEmpty()) {
            if ((long) column + times > LayoutDetector.MOST_COLUMNS) {
              throw new Refused(
                  "Trang tính có hơn %,d cột.".formatted(LayoutDetector.MOST_COLUMNS),
                  "The sheet has more than %,d columns.".formatted(LayoutDetector.MOST_COLUMNS));
            }
            while (cells.size() < column) {
              cells.add("");
            }
            for (int i = 0; i < times; i++) {
              cells.add(text);
            }
          }
          column = (int) Math.min(Integer.MAX_VALUE / 2, (long) column + times);
        }
      }
    }

    /** The value that a cell has, or what is written in it. */
    private String cell(int column, String rowStyle) throws XMLStreamException {
      String type = SafeXml.attribute(xml, "value-type");
      String value =
          switch (type) {
            case "float", "percentage", "currency" -> SafeXml.attribute(xml, "value");
            case "date" -> SafeXml.attribute(xml, "date-value");
            case "time" -> time(SafeXml.attribute(xml, "time-value"));
            case "boolean" -> SafeXml.attribute(xml, "boolean-value").toUpperCase(Locale.ROOT);
            default -> "";
          };
      Optional<FontEncoding> font = Optional.empty();
      if (encodings.isPresent()) {
        String own = SafeXml.attribute(xml, "style-name");
        String style = own.isEmpty() ? rowStyle : own;
        font = fonts.ofCell(style.isEmpty() ? columns.style(column) : style);
      }
      List<FontRun> text = text(xml.getLocalName(), font);
      if (!value.isEmpty()) {
        return value;
      }
      return encodings.isPresent()
          ? encodings.get().text(column, text)
          : text.stream().map(FontRun::text).collect(Collectors.joining());
    }

    /** The paragraphs of a cell, without its comments, by their fonts. */
    private List<FontRun> text(String end, Optional<FontEncoding> cell) throws XMLStreamException {
      var runs = new ArrayList<FontRun>();
      Deque<Optional<FontEncoding>> current = new ArrayDeque<>(List.of(cell));
      int paragraphs = 0;
      boolean open = false;
      int notes = 0;
      while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals(end)) {
        int event = xml.getEventType();
        String name = xml.hasName() ? xml.getLocalName() : "";
        boolean text = open && notes == 0;
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (name) {
            case "annotation" -> notes++;
            case "p", "span" -> {
              current.push(font(current.element()));
              if (name.equals("p") && notes == 0) {
                open = true;
                if (paragraphs++ > 0) {
                  runs.add(new FontRun("\n", cell));
                }
              }
            }
            case "s" -> add(runs, text, " ".repeat(Math.min(1_000, number(xml, "c"))), current);
            case "tab" -> add(runs, text, "\t", current);
            case "line-break" -> add(runs, text, "\n", current);
            default -> {
              // Links, fields: their text comes below.
            }
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          switch (name) {
            case "annotation" -> notes--;
            case "p", "span" -> {
              current.pop();
              open &= notes > 0 || name.equals("span");
            }
            default -> {
              // As above.
            }
          }
        } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          add(runs, text, xml.getText(), current);
        }
      }
      return runs;
    }

    /** The font of a paragraph or a span: its own, or that of what it stands in. */
    private Optional<FontEncoding> font(Optional<FontEncoding> outer) {
      String style = SafeXml.attribute(xml, "style-name");
      return encodings.isEmpty() || style.isEmpty() ? outer : fonts.ofText(style, outer);
    }

    private static void add(
        List<FontRun> runs, boolean within, String text, Deque<Optional<FontEncoding>> current) {
      if (within) {
        runs.add(new FontRun(text, current.element()));
      }
    }

    /** {@code PT08H30M00S} as a time of day; a longer duration stays as it is. */
    private static String time(String value) {
      try {
        Duration duration = Duration.parse(value);
        if (duration.isNegative() || duration.toHours() > 23) {
          return value;
        }
        return LocalTime.MIDNIGHT.plus(duration).format(DateTimeFormatter.ISO_LOCAL_TIME);
      } catch (DateTimeParseException e) {
        return value;
      }
    }

    @Override
    long filledNumber() {
      return number;
    }

    @Override
    void give(Row row) throws Refused {
      row.fill(cells);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
