package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * Tables in XML of records, gone through as a stream. A record is an element that has others of its
 * name beside it, and something within; where none has, the only one that may be. Its columns are
 * named after what is within: {@code name}, {@code address.province}, {@code @id} for an attribute.
 * Records within a record are a table of their own; what else is there several times is a cell of
 * JSON.
 */
final class XmlFile {
  private static final int DEEPEST = 64;
  private static final int MOST_PATHS = 10_000;
  private static final int MOST_TABLES = 200;

  /** An element with fewer is a setting, and no record. */
  private static final int FEWEST_FIELDS = 2;

  private static final Pattern ERROR = Pattern.compile("(?i)error|exception|fault");

  /** The column of a record's own text. */
  private static final String TEXT = "value";

  private XmlFile() {}

  /** What was seen of the elements at one path of names. */
  private static final class Seen {
    final List<String> path;
    final Map<String, Seen> children = new LinkedHashMap<>();
    final List<Seen> touched = new ArrayList<>();
    final Map<String, Integer> columns = new LinkedHashMap<>();

    /** The names that each column's is made of. */
    final Map<String, List<String>> paths = new HashMap<>();

    boolean overflowed;
    final List<Seen> nested = new ArrayList<>();
    Optional<Seen> outer = Optional.empty();
    NestedColumns numbers = NestedColumns.NONE;
    final Set<String> noted = new HashSet<>();
    long inThisParent;
    long mostInOneParent;
    boolean filled;
    int attributes;

    Seen(List<String> path) {
      this.path = path;
    }

    String name() {
      return path.getLast();
    }

    /** Its attributes, and the elements directly within it that hold nothing but text. */
    long fields() {
      return attributes + children.values().stream().filter(child -> !child.filled).count();
    }

    boolean isWithin(Seen other) {
      return path.size() > other.path.size()
          && path.subList(0, other.path.size()).equals(other.path);
    }

    /** What it is called within an element around it. */
    String nameIn(Seen other) {
      return String.join(".", path.subList(other.path.size(), path.size()));
    }

    /** Makes it a table within the records of this one. */
    void hold(Seen inner) {
      nested.add(inner);
      inner.outer = Optional.of(this);
      List<String> within = inner.path.subList(path.size(), inner.path.size());
      columns
          .keySet()
          .removeIf(column -> startsWith(paths.getOrDefault(column, List.of()), within));
    }

    private static boolean startsWith(List<String> names, List<String> first) {
      return names.size() >= first.size() && names.subList(0, first.size()).equals(first);
    }

    /** Numbers the columns, once it is known which are those of tables within. */
    void settle() {
      List<String> fields = List.copyOf(columns.keySet());
      numbers = NestedColumns.of(fields, outer.isPresent(), !nested.isEmpty());
      columns.clear();
      numbers.with(fields).forEach(column -> columns.put(column, columns.size()));
      nested.forEach(Seen::settle);
    }
  }

  static Contents open(Path file) throws IOException, Refused {
    Optional<RawTable> sdmx = SdmxMl.open(file);
    if (sdmx.isPresent()) {
      return Contents.of(List.of(sdmx.get()));
    }
    var survey = new Survey();
    try (InputStream in = Files.newInputStream(file)) {
      survey.look(in);
    }
    List<Seen> records = survey.records();
    if (records.isEmpty()) {
      Message why =
          survey.fault.orElseGet(
              () ->
                  new Message(
                      "XML này không có bảng nào (phần tử lặp lại có nội dung). Hãy gửi bảng dạng"
                          + " CSV hoặc XLSX.",
                      "There is no table (an element that repeats, with something in it) in this"
                          + " XML. Send the table as CSV or XLSX."));
      throw new Refused(why.vi(), why.en());
    }
    if (records.size() > MOST_TABLES) {
      throw new Refused(
          "XML có hơn %d bảng. Hãy chia nhỏ tệp.".formatted(MOST_TABLES),
          "The XML holds more than %d tables. Split the file.".formatted(MOST_TABLES));
    }
    var tables = new ArrayList<RawTable>();
    for (Seen record : records) {
      Optional<String> name =
          records.size() > 1 ? Optional.of(record.path.getLast()) : Optional.empty();
      add(tables, name, file, record);
    }
    return Contents.of(tables);
  }

  /** Adds a table, and behind it those within its records. */
  private static void add(List<RawTable> tables, Optional<String> name, Path file, Seen record)
      throws Refused {
    if (record.overflowed || record.columns.size() > LayoutDetector.MOST_COLUMNS) {
      throw new Refused(
          "Các bản ghi có hơn %,d trường khác nhau.".formatted(LayoutDetector.MOST_COLUMNS),
          "The records have more than %,d different fields."
              .formatted(LayoutDetector.MOST_COLUMNS));
    }
    tables.add(
        RawTable.cells(
            "xml",
            name,
            new CellRecords(() -> new Elements(Files.newInputStream(file), record)),
            Optional.of(RawTable.Known.named(List.copyOf(record.columns.keySet())))));
    for (Seen inner : record.nested) {
      String own = inner.nameIn(record);
      add(tables, Optional.of(name.map(n -> n + "." + own).orElse(own)), file, inner);
    }
  }

  static Message where(XMLStreamException fault) {
    var location = fault.getLocation();
    int line = location == null ? 0 : location.getLineNumber();
    int column = location == null ? 0 : location.getColumnNumber();
    return new Message(
        "XML hỏng ở dòng %d, cột %d: tệp bị cắt cụt hoặc sai cú pháp.".formatted(line, column),
        "The XML breaks off at line %d, column %d: it is cut or malformed."
            .formatted(line, column));
  }

  private static Refused documentType() {
    return new Refused(
        "XML có khai báo DOCTYPE, vì an toàn nên không đọc. Hãy bỏ khai báo đó.",
        "The XML has a DOCTYPE, which is not read for safety. Leave it out.");
  }

  /** Goes through a file once and finds which elements are records. */
  private static final class Survey {
    private final Seen root = new Seen(List.of());
    private final List<Seen> all = new ArrayList<>();
    private final List<Seen> open = new ArrayList<>();
    private Optional<Message> fault = Optional.empty();

    void look(InputStream in) throws Refused {
      open.add(root);
      try {
        XMLStreamReader xml = SafeXml.open(in);
        while (xml.hasNext()) {
          switch (xml.next()) {
            case XMLStreamConstants.DTD -> throw documentType();
            case XMLStreamConstants.START_ELEMENT -> enter(xml);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
              if (!xml.isWhiteSpace()) {
                note("");
                put(open.getLast(), List.of(TEXT));
              }
            }
            case XMLStreamConstants.END_ELEMENT -> {
              Seen left = open.getLast();
              if (left.children.isEmpty()) {
                note("");
              }
              left.touched.forEach(child -> child.inThisParent = 0);
              left.touched.clear();
              open.removeLast();
            }
            default -> {
              // Comments and instructions.
            }
          }
        }
      } catch (XMLStreamException e) {
        fault = Optional.of(where(e));
      }
    }

    private void enter(XMLStreamReader xml) throws Refused {
      if (open.size() > DEEPEST) {
        throw new Refused(
            "XML lồng nhau sâu hơn %d tầng.".formatted(DEEPEST),
            "The XML is nested deeper than %d levels.".formatted(DEEPEST));
      }
      if (open.size() == 1 && xml.getLocalName().equals("RDF")) {
        throw new Refused(
            "Đây là RDF/XML, không phải bảng. Hãy gửi bảng dạng CSV hoặc XLSX.",
            "This is RDF/XML, no table. Send the table as CSV or XLSX.");
      }
      Seen parent = open.getLast();
      Seen seen = parent.children.get(xml.getLocalName());
      if (seen == null) {
        var path = new ArrayList<>(parent.path);
        path.add(xml.getLocalName());
        seen = new Seen(List.copyOf(path));
        parent.children.put(xml.getLocalName(), seen);
        all.add(seen);
        if (all.size() > MOST_PATHS) {
          throw new Refused(
              "XML có hơn %,d loại phần tử khác nhau.".formatted(MOST_PATHS),
              "The XML has more than %,d different kinds of element.".formatted(MOST_PATHS));
        }
      }
      parent.filled = true;
      if (seen.inThisParent++ == 0) {
        parent.touched.add(seen);
      }
      seen.mostInOneParent = Math.max(seen.mostInOneParent, seen.inThisParent);
      open.add(seen);
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        seen.filled = true;
        seen.attributes = Math.max(seen.attributes, xml.getAttributeCount());
        note("@" + xml.getAttributeLocalName(i));
      }
    }

    /** Notes a value of the innermost element for all it is within, under its name there. */
    private void note(String attribute) {
      Seen own = open.getLast();
      if (!own.noted.add(attribute)) {
        return;
      }
      for (Seen outer : open.subList(1, open.size())) {
        var names = new ArrayList<>(own.path.subList(outer.path.size(), own.path.size()));
        if (!attribute.isEmpty()) {
          names.add(attribute);
        }
        if (!names.isEmpty()) {
          put(outer, names);
        }
      }
    }

    private static void put(Seen seen, List<String> names) {
      String column = String.join(".", names);
      if (seen.columns.size() <= LayoutDetector.MOST_COLUMNS) {
        seen.columns.putIfAbsent(column, seen.columns.size());
        seen.paths.putIfAbsent(column, List.copyOf(names));
      } else {
        seen.overflowed |= !seen.columns.containsKey(column);
      }
    }

    /** The tables: of elements that repeat, or of the one that would if there were more of it. */
    List<Seen> records() {
      List<Seen> repeating = repeating();
      return repeating.isEmpty() && fault.isEmpty() ? only().stream().toList() : repeating;
    }

    /**
     * The only record of a file: within the root, and within elements that hold nothing but it, one
     * with several fields. Where there are two such, or it tells of an error, none can be told.
     */
    private Optional<Seen> only() {
      Optional<Seen> around = root.children.values().stream().findFirst();
      while (around.isPresent()) {
        List<Seen> inner =
            around.get().children.values().stream().filter(child -> child.filled).toList();
        if (inner.size() != 1 || ERROR.matcher(inner.getFirst().name()).find()) {
          return Optional.empty();
        }
        if (inner.getFirst().fields() >= FEWEST_FIELDS) {
          inner.getFirst().settle();
          return Optional.of(inner.getFirst());
        }
        around = Optional.of(inner.getFirst());
      }
      return Optional.empty();
    }

    /** The outermost elements that repeat and have something within; they hold the others. */
    private List<Seen> repeating() {
      List<Seen> repeating =
          all.stream()
              .filter(seen -> seen.mostInOneParent > 1 && seen.filled)
              .sorted(Comparator.comparingInt(seen -> seen.path.size()))
              .toList();
      var outermost = new ArrayList<Seen>();
      var records = new ArrayList<Seen>();
      Map<Seen, Seen> nested = new LinkedHashMap<>();
      for (Seen seen : repeating) {
        Optional<Seen> around = records.reversed().stream().filter(seen::isWithin).findFirst();
        if (around.isEmpty()) {
          outermost.add(seen);
          records.add(seen);
        } else if (nested.size() <= NestedColumns.MOST_TABLES) {
          nested.put(seen, around.get());
          records.add(seen);
        }
      }
      if (nested.size() <= NestedColumns.MOST_TABLES) {
        nested.forEach((inner, outer) -> outer.hold(inner));
      }
      outermost.forEach(Seen::settle);
      return outermost;
    }
  }

  /** The records at one path, from the start of the file. */
  private static final class Elements implements CellRecords.Source {
    private final InputStream in;
    private final Seen record;
    private final XMLStreamReader xml;
    private final List<String> path = new ArrayList<>();
    private Optional<Message> broken = Optional.empty();
    private long number;
    private long outerNumber;

    Elements(InputStream in, Seen record) throws IOException {
      this.in = in;
      this.record = record;
      try {
        this.xml = SafeXml.open(in);
      } catch (XMLStreamException e) {
        in.close();
        throw new IOException(e);
      }
    }

    @Override
    public Optional<List<String>> next() {
      try {
        while (broken.isEmpty() && xml.hasNext()) {
          int event = xml.next();
          if (event == XMLStreamConstants.START_ELEMENT) {
            path.add(xml.getLocalName());
            if (path.equals(record.path)) {
              number++;
              return Optional.of(cells());
            }
            if (record.outer.isPresent() && path.equals(record.outer.get().path)) {
              outerNumber++;
            }
          } else if (event == XMLStreamConstants.END_ELEMENT) {
            path.removeLast();
          }
        }
      } catch (XMLStreamException e) {
        broken = Optional.of(where(e));
      }
      return Optional.empty();
    }

    /** Reads the record that was just entered to its end. */
    private List<String> cells() throws XMLStreamException {
      var values = new LinkedHashMap<String, List<String>>();
      var within = new ArrayList<String>();
      var texts = new ArrayList<StringBuilder>();
      texts.add(new StringBuilder());
      attributes(within, values);
      while (true) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            within.add(xml.getLocalName());
            texts.add(new StringBuilder());
            attributes(within, values);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              texts.getLast().append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            String text = texts.removeLast().toString().strip();
            if (!text.isEmpty()) {
              put(within.isEmpty() ? TEXT : String.join(".", within), text, values);
            }
            if (within.isEmpty()) {
              path.removeLast();
              return row(values);
            }
            within.removeLast();
          }
          default -> {
            // Comments and instructions.
          }
        }
      }
    }

    private void attributes(List<String> within, Map<String, List<String>> values) {
      String prefix = within.isEmpty() ? "" : String.join(".", within) + ".";
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        put(prefix + "@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i), values);
      }
    }

    private void put(String column, String text, Map<String, List<String>> values) {
      if (record.columns.containsKey(column)) {
        values.computeIfAbsent(column, _ -> new ArrayList<>()).add(text);
      }
    }

    private List<String> row(Map<String, List<String>> values) {
      Map<String, String> cells = new HashMap<>();
      values.forEach(
          (name, texts) ->
              cells.put(name, texts.size() == 1 ? texts.getFirst() : Json.write(texts)));
      record.numbers.put(cells, number, outerNumber);
      return CellRecords.cells(record.columns, cells);
    }

    @Override
    public Optional<Message> broken() {
      return broken;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
