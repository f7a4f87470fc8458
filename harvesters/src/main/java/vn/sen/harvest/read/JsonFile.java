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
 * within a record is flattened, {@code address.province}; an array within one is a cell of JSON.
 * GeoJSON gives a table of its features: their properties, and the geometry as well-known text.
 */
final class JsonFile {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 8;
  private static final int MOST_TABLES = 200;

  /** An object below a longer one is a cell of JSON: with each level names would grow. */
  private static final int LONGEST_NAME = 4_000;

  private static final String VALUE = "value";
  private static final String FEATURE = "feature.";
  private static final Optional<String> NO_NAME = Optional.empty();

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
    final List<String> path;
    final Map<String, Integer> columns = new LinkedHashMap<>();
    Shape shape = Shape.SCALARS;
    boolean mixed;
    long elements;
    long nulls;

    Found(List<String> path) {
      this.path = path;
    }

    String name() {
      return String.join(".", path);
    }

    /** How the only column of an array of scalars is called. */
    String column() {
      return path.isEmpty() ? VALUE : path.getLast();
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
    var survey = new Survey();
    try (JsonParser json = parser(file, mark)) {
      survey.look(json);
    }
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
      tables.add(
          table(file, mark, table, survey, found.size() > 1 ? Optional.of(table.name()) : NO_NAME));
    }
    return Contents.of(tables);
  }

  private static RawTable table(
      Path file, int mark, Found table, Survey survey, Optional<String> name) throws Refused {
    if (table.columns.size() > LayoutDetector.MOST_COLUMNS) {
      throw new Refused(
          "Các bản ghi có hơn %,d trường khác nhau.".formatted(LayoutDetector.MOST_COLUMNS),
          "The records have more than %,d different fields."
              .formatted(LayoutDetector.MOST_COLUMNS));
    }
    String format = table.shape == Shape.FEATURES ? "geojson" : "json";
    return RawTable.cells(
            survey.lines ? "jsonl" : format,
            name,
            new CellRecords(() -> new Elements(parser(file, mark), table, survey.lines)),
            table.shape == Shape.ARRAYS
                ? Optional.empty()
                : Optional.of(RawTable.Known.named(List.copyOf(table.columns.keySet()))))
        .truncated(survey.fault.map(JsonFile::where));
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

  /** Goes through a file once and finds its tables and their columns. */
  private static final class Survey {
    final List<Found> found = new ArrayList<>();
    boolean lines;
    Optional<JsonProcessingException> fault = Optional.empty();

    void look(JsonParser json) throws IOException, Refused {
      try {
        int roots = 0;
        var run = new Found(List.of());
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          roots++;
          if (roots == 1 && token == JsonToken.START_OBJECT) {
            first(json, run);
          } else if (roots == 1 && token == JsonToken.START_ARRAY) {
            var array = new Found(List.of());
            found.add(array);
            elements(json, array);
          } else {
            if (roots == 2) {
              // Not one document but one on each line.
              lines = true;
              if (run.elements == 0) {
                note(run, Shape.ARRAYS, Map.of());
              }
              found.clear();
              found.add(run);
            }
            element(json, token, run);
          }
        }
        if (roots == 1 && found.isEmpty() && run.elements > 0 && !run.columns.isEmpty()) {
          found.add(run);
        }
      } catch (JsonProcessingException e) {
        fault = Optional.of(e);
      }
    }

    /** The first object is a record if others follow, or if it leads to no array. */
    private void first(JsonParser json, Found run) throws IOException, Refused {
      var record = new LinkedHashMap<String, String>();
      object(json, List.of(), record);
      note(run, Shape.OBJECTS, record);
    }

    private void object(JsonParser json, List<String> path, Map<String, String> record)
        throws IOException, Refused {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        var inner = new ArrayList<>(path);
        inner.add(name);
        if (value == JsonToken.START_OBJECT && inner.size() < DEEPEST) {
          object(json, inner, record);
        } else if (value == JsonToken.START_OBJECT) {
          flatten(json, String.join(".", inner) + ".", record);
        } else if (value == JsonToken.START_ARRAY) {
          elements(json, array(inner));
          record.put(String.join(".", inner), "");
        } else {
          put(json, String.join(".", inner), record);
        }
      }
    }

    private Found array(List<String> path) throws Refused {
      var array = new Found(List.copyOf(path));
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

    private static void element(JsonParser json, JsonToken token, Found table) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        table.nulls++;
        return;
      }
      if (token == JsonToken.START_ARRAY) {
        json.skipChildren();
        note(table, Shape.ARRAYS, Map.of());
      } else if (token == JsonToken.START_OBJECT) {
        Map<String, String> record = record(json, isFeatures(table));
        note(table, isFeatures(table) ? Shape.FEATURES : Shape.OBJECTS, record);
      } else {
        note(table, Shape.SCALARS, Map.of(table.column(), ""));
      }
    }

    private static boolean isFeatures(Found table) {
      return table.path.equals(List.of("features"));
    }

    private static void note(Found table, Shape shape, Map<String, String> record) {
      table.mixed |= table.elements > 0 && table.shape != shape;
      table.shape = shape;
      table.elements++;
      if (table.columns.size() <= LayoutDetector.MOST_COLUMNS) {
        record.keySet().forEach(name -> table.columns.putIfAbsent(name, table.columns.size()));
      }
    }
  }

  /** The object that was just entered, flattened. */
  private static Map<String, String> record(JsonParser json, boolean feature) throws IOException {
    var record = new LinkedHashMap<String, String>();
    if (feature) {
      feature(json, record);
    } else {
      flatten(json, "", record);
    }
    return record;
  }

  private static void flatten(JsonParser json, String prefix, Map<String, String> record)
      throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT && name.length() < LONGEST_NAME) {
        flatten(json, name + ".", record);
      } else {
        put(json, name, record);
      }
    }
  }

  private static void feature(JsonParser json, Map<String, String> record) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("properties") && value == JsonToken.START_OBJECT) {
        flatten(json, "", record);
      } else if (name.equals("geometry") && value == JsonToken.START_OBJECT) {
        record.put(name, WellKnownText.of(json));
      } else if (value == JsonToken.START_OBJECT) {
        flatten(json, FEATURE + name + ".", record);
      } else if (!name.equals("type")) {
        // A property may have the same name.
        put(json, name.equals("geometry") ? name : FEATURE + name, record);
      } else {
        json.skipChildren();
      }
    }
  }

  /** A scalar as it stands, an array as JSON. */
  private static void put(JsonParser json, String name, Map<String, String> record)
      throws IOException {
    if (json.currentToken().isStructStart()) {
      record.put(name, copy(json));
    } else {
      record.put(name, json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText());
    }
  }

  private static String copy(JsonParser json) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.copyCurrentStructure(json);
    }
    return text.toString();
  }

  /** The elements of one table, from the start of the file. */
  private static final class Elements implements CellRecords.Source {
    private final Found table;
    private final JsonParser json;
    private final boolean run;
    private Optional<Message> broken = Optional.empty();
    private boolean ended;
    private @Nullable JsonToken ahead;

    Elements(JsonParser json, Found table, boolean lines) throws IOException, Refused {
      this.table = table;
      this.json = json;
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
      if (value == JsonToken.START_ARRAY) {
        return true;
      }
      ahead = value;
      return false;
    }

    private @Nullable JsonToken token() throws IOException {
      JsonToken token = ahead;
      ahead = null;
      return token != null ? token : json.nextToken();
    }

    @Override
    public Optional<List<String>> next() throws IOException {
      if (ended) {
        return Optional.empty();
      }
      try {
        JsonToken token = token();
        while (token == JsonToken.VALUE_NULL && table.shape != Shape.SCALARS) {
          token = token();
        }
        if (token == null || !run && token == JsonToken.END_ARRAY) {
          ended = true;
          return Optional.empty();
        }
        return Optional.of(cells(token));
      } catch (JsonProcessingException e) {
        ended = true;
        broken = Optional.of(where(e));
        return Optional.empty();
      }
    }

    private List<String> cells(JsonToken token) throws IOException {
      if (token == JsonToken.START_ARRAY) {
        var cells = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          var cell = new LinkedHashMap<String, String>();
          put(json, VALUE, cell);
          cells.addAll(cell.values());
        }
        return cells;
      }
      return CellRecords.cells(
          table.columns,
          token == JsonToken.START_OBJECT
              ? record(json, table.shape == Shape.FEATURES)
              : Map.of(table.column(), token == JsonToken.VALUE_NULL ? "" : json.getText()));
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
