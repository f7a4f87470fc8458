package vn.sen.harvest.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Message;

/**
 * Tables in JSON and JSON Lines, gone through as a stream. A table is an array of objects or of
 * arrays, wherever objects alone lead to it, or a run of objects behind one another. An object
 * within a record is flattened, {@code address.province}; an array of objects within one is a table
 * of its own beside that of the records, any other array a cell of JSON. GeoJSON gives a table of
 * its features: their properties, and the geometry as well-known text.
 */
final class JsonFile {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 8;
  private static final int MOST_TABLES = 200;

  /** An object below a longer one is a cell of JSON: with each level names would grow. */
  private static final int LONGEST_NAME = 4_000;

  private static final String VALUE = "value";
  private static final String FEATURE = "feature.";
  private static final String PROPERTIES = "properties";
  private static final String GEOMETRY = "geometry";

  private JsonFile() {}

  /** What the elements of a table are. */
  private enum Shape {
    OBJECTS,
    ARRAYS,
    SCALARS,
    FEATURES
  }

  /** A table while the file is looked through. */
  private static final class Found {
    /** What leads to it, from the file's start or from a record of the table it is within. */
    final List<String> path;

    final Optional<Found> outer;

    /** Each with whether it ever holds something else than an array of objects, or nothing. */
    final Map<String, Boolean> fields = new LinkedHashMap<>();

    /** Arrays of objects within its records, by their field. */
    final Map<String, Found> nested = new LinkedHashMap<>();

    final Map<String, Integer> columns = new LinkedHashMap<>();
    NestedColumns numbers = NestedColumns.NONE;
    Shape shape = Shape.SCALARS;
    boolean mixed;

    /** Whether it has more fields than were noted. */
    boolean overflowed;

    long elements;
    long nulls;

    Found(List<String> path, Optional<Found> outer) {
      this.path = path;
      this.outer = outer;
    }

    String name() {
      return String.join(".", path);
    }

    /** How the only column of an array of scalars is called. */
    String column() {
      return path.isEmpty() ? VALUE : path.getLast();
    }

    /** Where its records are features of GeoJSON, and those alone. */
    boolean isFeatures() {
      return outer.isEmpty() && path.equals(List.of("features"));
    }

    /** Decides which fields are columns and which are tables, once all records were seen. */
    void settle(boolean nestedAreTables) {
      nested.keySet().removeIf(field -> !nestedAreTables || fields.getOrDefault(field, true));
      nested.values().forEach(inner -> inner.settle(nestedAreTables));
      List<String> own = fields.keySet().stream().filter(f -> !nested.containsKey(f)).toList();
      numbers = NestedColumns.of(fields.keySet(), outer.isPresent(), !nested.isEmpty());
      numbers.with(own).forEach(column -> columns.put(column, columns.size()));
    }
  }

  /**
   * @param file in UTF-8
   * @param mark bytes of a byte order mark before the text
   */
  static Contents open(Path file, int mark) throws IOException, Refused {
    Optional<Cube> cube = JsonStat.read(file, mark);
    if (cube.isPresent()) {
      return Contents.of(List.of(cube.get().table("json-stat", Optional.empty())));
    }
    var survey = Survey.of(file, mark);
    List<Found> found =
        survey.found.stream().filter(table -> table.elements > 0 && !table.mixed).toList();
    if (found.stream().anyMatch(table -> table.shape != Shape.SCALARS)) {
      // A list of tags beside the records is no table of its own.
      found = found.stream().filter(table -> table.shape != Shape.SCALARS).toList();
    }
    if (found.isEmpty()) {
      throw survey
          .fault
          .map(JsonFile::broken)
          .orElseGet(
              () ->
                  new Refused(
                      "JSON này không có bảng nào (mảng các đối tượng). Hãy gửi mảng các bản ghi,"
                          + " hoặc CSV.",
                      "There is no table (an array of objects) in this JSON. Send an array of"
                          + " records, or CSV."));
    }
    if (areColumns(found)) {
      return Contents.of(
          List.of(columns(file, mark, found).truncated(survey.fault.map(JsonFile::where))));
    }
    var tables = new ArrayList<RawTable>();
    for (Found table : found) {
      demandFewColumns(table);
      String format = survey.lines ? "jsonl" : table.shape == Shape.FEATURES ? "geojson" : "json";
      Optional<String> name = found.size() > 1 ? Optional.of(table.name()) : Optional.empty();
      add(tables, format, name, file, mark, table, survey);
    }
    return Contents.of(tables);
  }

  private static void demandFewColumns(Found table) throws Refused {
    if (table.overflowed || table.columns.size() > LayoutDetector.MOST_COLUMNS) {
      throw new Refused(
          "Các bản ghi có hơn %,d trường khác nhau.".formatted(LayoutDetector.MOST_COLUMNS),
          "The records have more than %,d different fields."
              .formatted(LayoutDetector.MOST_COLUMNS));
    }
    for (Found inner : table.nested.values()) {
      demandFewColumns(inner);
    }
  }

  /** Adds a table, and behind it those within its records. */
  private static void add(
      List<RawTable> tables,
      String format,
      Optional<String> name,
      Path file,
      int mark,
      Found table,
      Survey survey) {
    tables.add(
        RawTable.cells(
                format,
                name,
                new CellRecords(() -> new Elements(parser(file, mark), table, survey.lines)),
                table.shape == Shape.ARRAYS
                    ? Optional.empty()
                    : Optional.of(RawTable.Known.named(List.copyOf(table.columns.keySet()))))
            .truncated(survey.fault.map(JsonFile::where)));
    table.nested.forEach(
        (field, inner) ->
            add(
                tables,
                format,
                Optional.of(name.map(outer -> outer + "." + field).orElse(field)),
                file,
                mark,
                inner,
                survey));
  }

  /** Whether arrays of scalars stand side by side, one for each column. */
  private static boolean areColumns(List<Found> found) {
    Found first = found.getFirst();
    return found.size() > 1
        && found.stream()
            .allMatch(
                table ->
                    table.shape == Shape.SCALARS
                        && table.elements + table.nulls == first.elements + first.nulls
                        && table.path.size() == first.path.size());
  }

  private static RawTable columns(Path file, int mark, List<Found> found) {
    return RawTable.cells(
        "json",
        Optional.empty(),
        new CellRecords(
            () -> {
              var columns = new ArrayList<Elements>();
              for (Found column : found) {
                columns.add(new Elements(parser(file, mark), column, false));
              }
              return new Columns(columns);
            }),
        Optional.of(RawTable.Known.named(found.stream().map(Found::column).toList())));
  }

  /** Arrays side by side, read in step. */
  private record Columns(List<Elements> columns) implements CellRecords.Source {
    @Override
    public Optional<List<String>> next() throws IOException {
      var cells = new ArrayList<String>();
      for (Elements column : columns) {
        Optional<List<String>> cell = column.next();
        if (cell.isEmpty()) {
          return Optional.empty();
        }
        cells.addAll(cell.get());
      }
      return Optional.of(cells);
    }

    @Override
    public void close() throws IOException {
      for (Elements column : columns) {
        column.close();
      }
    }
  }

  /** By a reader, for from bytes the library would guess at other encodings, and throw at them. */
  static JsonParser parser(Path file, int mark) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(mark);
      return JSON.createParser(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static Refused broken(JsonProcessingException fault) {
    Message where = where(fault);
    return new Refused(where.vi(), where.en());
  }

  private static Message where(JsonProcessingException fault) {
    var location = fault.getLocation();
    long line = location == null ? 0 : location.getLineNr();
    long column = location == null ? 0 : location.getColumnNr();
    return new Message(
        "JSON hỏng ở dòng %d, cột %d: tệp bị cắt cụt hoặc sai cú pháp.".formatted(line, column),
        "The JSON breaks off at line %d, column %d: it is cut or malformed."
            .formatted(line, column));
  }

  private static Refused repeated(String name) {
    return new Refused(
        "JSON có trường '%s' lặp lại trong cùng một đối tượng.".formatted(name),
        "The JSON has the field '%s' twice in one object.".formatted(name));
  }

  /** Goes through a file and finds its tables and their columns. */
  private static final class Survey {
    List<Found> found = new ArrayList<>();
    final boolean lines;
    Optional<JsonProcessingException> fault = Optional.empty();
    private int nestedTables;
    private int nestedFields;

    private Survey(boolean lines) {
      this.lines = lines;
    }

    static Survey of(Path file, int mark) throws IOException, Refused {
      var one = new Survey(false);
      boolean isOne;
      try (JsonParser json = parser(file, mark)) {
        isOne = one.document(json);
      }
      if (isOne) {
        return one.settled();
      }
      var lines = new Survey(true);
      try (JsonParser json = parser(file, mark)) {
        lines.documents(json);
      }
      return lines.settled();
    }

    /** Whether there are more tables within records than are read: then each is a cell. */
    private boolean isCrowded() {
      return nestedTables > NestedColumns.MOST_TABLES || nestedFields > LayoutDetector.MOST_COLUMNS;
    }

    private Survey settled() {
      found.forEach(table -> table.settle(!isCrowded()));
      return this;
    }

    /** Looks through the first document; false when another follows. */
    private boolean document(JsonParser json) throws IOException, Refused {
      try {
        var alone = new Found(List.of(), Optional.empty());
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_OBJECT) {
          alone.shape = Shape.OBJECTS;
          alone.elements++;
          object(json, List.of(), alone);
        } else if (token == JsonToken.START_ARRAY) {
          elements(json, array(List.of()));
        } else if (token != null) {
          element(json, token, alone);
        }
        boolean last = json.nextToken() == null;
        if (found.isEmpty() && !alone.fields.isEmpty()) {
          found.add(alone);
        }
        return last;
      } catch (JsonProcessingException e) {
        fault = Optional.of(e);
        return true;
      }
    }

    /** Looks through documents that follow one another, which are the records. */
    private void documents(JsonParser json) throws IOException {
      var run = new Found(List.of(), Optional.empty());
      found.add(run);
      try {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          element(json, token, run);
        }
      } catch (JsonProcessingException e) {
        fault = Optional.of(e);
      }
    }

    /** An object is a record if it leads to no array. */
    private void object(JsonParser json, List<String> path, Found alone)
        throws IOException, Refused {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        var inner = new ArrayList<>(path);
        inner.add(name);
        String field = String.join(".", inner);
        if (value == JsonToken.START_OBJECT && inner.size() < DEEPEST) {
          object(json, inner, alone);
        } else if (value == JsonToken.START_OBJECT) {
          flatten(json, field + ".", (below, token) -> field(json, below, token, alone));
        } else if (value == JsonToken.START_ARRAY) {
          elements(json, array(inner));
        } else {
          note(alone, field, true);
        }
      }
    }

    private Found array(List<String> path) throws Refused {
      var array = new Found(List.copyOf(path), Optional.empty());
      if (found.stream().anyMatch(other -> other.path.equals(path))) {
        throw repeated(array.name());
      }
      if (found.size() == MOST_TABLES) {
        throw new Refused(
            "JSON có hơn %d mảng; hãy đưa các bản ghi vào một mảng.".formatted(MOST_TABLES),
            "The JSON holds more than %d arrays; put the records into one.".formatted(MOST_TABLES));
      }
      found.add(array);
      return array;
    }

    private void elements(JsonParser json, Found table) throws IOException {
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        element(json, token, table);
      }
    }

    private void element(JsonParser json, JsonToken token, Found table) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        table.nulls++;
        return;
      }
      Shape shape = Shape.SCALARS;
      if (token == JsonToken.START_ARRAY) {
        json.skipChildren();
        shape = Shape.ARRAYS;
      } else if (token == JsonToken.START_OBJECT) {
        shape = table.isFeatures() ? Shape.FEATURES : Shape.OBJECTS;
        fields(json, table.isFeatures(), (field, value) -> field(json, field, value, table));
      } else {
        note(table, table.column(), true);
      }
      table.mixed |= table.elements > 0 && table.shape != shape;
      table.shape = shape;
      table.elements++;
    }

    private void field(JsonParser json, String field, JsonToken value, Found table)
        throws IOException {
      if (value != JsonToken.START_ARRAY) {
        json.skipChildren();
        note(table, field, value != JsonToken.VALUE_NULL);
        return;
      }
      note(table, field, field.length() >= LONGEST_NAME);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        JsonToken element = json.currentToken();
        boolean mayBeTable = !table.fields.getOrDefault(field, true) && !isCrowded();
        if (mayBeTable && element == JsonToken.START_OBJECT) {
          element(json, element, nested(table, field));
        } else if (element != JsonToken.VALUE_NULL) {
          json.skipChildren();
          note(table, field, true);
        }
      }
    }

    private Found nested(Found table, String field) {
      return table.nested.computeIfAbsent(
          field,
          _ -> {
            nestedTables++;
            return new Found(List.of(field), Optional.of(table));
          });
    }

    private void note(Found table, String field, boolean isCell) {
      if (table.fields.containsKey(field)) {
        table.fields.merge(field, isCell, Boolean::logicalOr);
      } else if (table.fields.size() > LayoutDetector.MOST_COLUMNS) {
        table.overflowed = true;
      } else if (table.outer.isEmpty() || !isCrowded()) {
        table.fields.put(field, isCell);
        nestedFields += table.outer.isPresent() ? 1 : 0;
      }
    }
  }

  /** What is done with the fields of a record, the objects within it apart. */
  @FunctionalInterface
  private interface Field {

    /** Takes the value that the parser stands at, to its end. */
    void take(String name, JsonToken value) throws IOException;
  }

  /** Gives the fields of the object that was just entered. */
  private static void fields(JsonParser json, boolean feature, Field field) throws IOException {
    if (feature) {
      feature(json, field);
    } else {
      flatten(json, "", field);
    }
  }

  private static void flatten(JsonParser json, String prefix, Field field) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && name.length() < LONGEST_NAME) {
        flatten(json, name + ".", field);
      } else {
        field.take(name, value);
      }
    }
  }

  private static void feature(JsonParser json, Field field) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(PROPERTIES) && value == JsonToken.START_OBJECT) {
        flatten(json, "", field);
      } else if (name.equals(GEOMETRY) && value != JsonToken.START_ARRAY) {
        field.take(name, value);
      } else if (value == JsonToken.START_OBJECT) {
        flatten(json, FEATURE + name + ".", field);
      } else if (!name.equals("type")) {
        // A property may have the same name.
        field.take(FEATURE + name, value);
      } else {
        json.skipChildren();
      }
    }
  }

  /** A scalar as it stands, an array as JSON. */
  private static String cell(JsonParser json, JsonToken value) throws IOException {
    if (!value.isStructStart()) {
      return value == JsonToken.VALUE_NULL ? "" : json.getText();
    }
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.copyCurrentStructure(json);
    }
    return text.toString();
  }

  /** Goes from one record of a table to the next. */
  private abstract static class Walk {
    final JsonParser json;
    private long number;

    Walk(JsonParser json) {
      this.json = json;
    }

    /**
     * Moves to the start of the next record; false behind the last. The one before must have been
     * gone through to its end.
     */
    final boolean next() throws IOException {
      if (!toNext()) {
        return false;
      }
      number++;
      return true;
    }

    abstract boolean toNext() throws IOException;

    /** Of the record, from 1. */
    long number() {
      return number;
    }

    /** Of the record that holds it; 0 where none does. */
    long outerNumber() {
      return 0;
    }

    static Walk over(Found table, JsonParser json, boolean lines) throws IOException, Refused {
      return table.outer.isPresent()
          ? new Within(over(table.outer.get(), json, lines), table, json)
          : new Outermost(table, json, lines);
    }
  }

  /** The records of a table that objects alone lead to. */
  private static final class Outermost extends Walk {
    private final Found table;
    private final boolean run;
    private boolean entered;

    Outermost(Found table, JsonParser json, boolean lines) throws IOException, Refused {
      super(json);
      this.table = table;
      this.run = lines || !enter();
    }

    /** Goes to the table's array; false when its elements follow one another without one. */
    private boolean enter() throws IOException, Refused {
      JsonToken value = json.nextToken();
      for (int i = 0; i < table.path.size(); i++) {
        JsonToken wanted =
            i + 1 < table.path.size() ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
        boolean found = false;
        while (!found) {
          if (json.nextToken() != JsonToken.FIELD_NAME) {
            throw repeated(table.name());
          }
          boolean named = json.currentName().equals(table.path.get(i));
          value = json.nextToken();
          found = named && value == wanted;
          if (!found) {
            json.skipChildren();
          }
        }
      }
      entered = value != JsonToken.START_ARRAY;
      return !entered;
    }

    private @Nullable JsonToken token() throws IOException {
      JsonToken token = entered ? json.currentToken() : json.nextToken();
      entered = false;
      return token;
    }

    @Override
    boolean toNext() throws IOException {
      @Nullable JsonToken token = token();
      while (token == JsonToken.VALUE_NULL && table.shape != Shape.SCALARS) {
        token = token();
      }
      return token != null && (run || token != JsonToken.END_ARRAY);
    }
  }

  /** The records of a table within those of another. */
  private static final class Within extends Walk {
    private final Walk outer;
    private final String field;
    private final boolean features;

    /** What the names of the outer record's open objects begin with. */
    private final List<String> open = new ArrayList<>();

    private boolean inArray;

    Within(Walk outer, Found table, JsonParser json) {
      super(json);
      this.outer = outer;
      this.field = table.name();
      this.features = table.outer.filter(Found::isFeatures).isPresent();
    }

    @Override
    boolean toNext() throws IOException {
      while (true) {
        if (inArray) {
          JsonToken token = json.nextToken();
          if (token == JsonToken.START_OBJECT) {
            return true;
          }
          inArray = token != JsonToken.END_ARRAY;
        } else if (!open.isEmpty()) {
          if (json.nextToken() == JsonToken.END_OBJECT) {
            open.removeLast();
          } else {
            field();
          }
        } else if (outer.next()) {
          open.add(features ? FEATURE : "");
        } else {
          return false;
        }
      }
    }

    @Override
    long outerNumber() {
      return outer.number();
    }

    private void field() throws IOException {
      boolean ofFeature = features && open.size() == 1;
      String name = json.currentName();
      String whole = open.getLast() + name;
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY && whole.equals(field)) {
        inArray = true;
      } else if (value != JsonToken.START_OBJECT || ofFeature && name.equals(GEOMETRY)) {
        json.skipChildren();
      } else if (ofFeature && name.equals(PROPERTIES)) {
        open.add("");
      } else if (field.startsWith(whole + ".")) {
        open.add(whole + ".");
      } else {
        json.skipChildren();
      }
    }
  }

  /** The elements of one table, from the start of the file. */
  private static final class Elements implements CellRecords.Source {
    private final Found table;
    private final JsonParser json;
    private final Walk walk;
    private Optional<Message> broken = Optional.empty();
    private boolean ended;

    Elements(JsonParser json, Found table, boolean lines) throws IOException, Refused {
      this.table = table;
      this.json = json;
      this.walk = Walk.over(table, json, lines);
    }

    @Override
    public Optional<List<String>> next() throws IOException {
      try {
        if (!ended && walk.next()) {
          return Optional.of(cells(json.currentToken()));
        }
      } catch (JsonProcessingException e) {
        broken = Optional.of(where(e));
      }
      ended = true;
      return Optional.empty();
    }

    private List<String> cells(JsonToken token) throws IOException {
      if (token == JsonToken.START_ARRAY) {
        var cells = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          cells.add(cell(json, json.currentToken()));
        }
        return cells;
      }
      return CellRecords.cells(
          table.columns,
          token == JsonToken.START_OBJECT ? record() : Map.of(table.column(), cell(json, token)));
    }

    private Map<String, String> record() throws IOException {
      var record = new LinkedHashMap<String, String>();
      fields(
          json,
          table.isFeatures(),
          (field, value) -> {
            if (value == JsonToken.START_ARRAY && table.nested.containsKey(field)) {
              json.skipChildren();
            } else if (value == JsonToken.START_OBJECT && field.equals(GEOMETRY)) {
              record.put(field, WellKnownText.of(json));
            } else {
              record.put(field, cell(json, value));
            }
          });
      table.numbers.put(record, walk.number(), walk.outerNumber());
      return record;
    }

    @Override
    public Optional<Message> broken() {
      return broken;
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }
}
