package vn.sen.harvest.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.Message;

/** Goes through a file of JSON and finds its tables and their columns. */
final class JsonSurvey {
  private static final int DEEPEST = 8;
  private static final int MOST_TABLES = 200;
  private static final String VALUE = "value";

  /** Among so many records, one element that is none is rejected, and the rest is a table. */
  private static final int RECORDS_TO_A_STRAY = 10;

  /** What the elements of a table are. */
  enum Shape {
    OBJECTS,
    ARRAYS,
    SCALARS,
    FEATURES
  }

  /** A table while the file is looked through. */
  static final class Found {
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

    /** Elements among records that are none. */
    long strays;

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

    /** Whether what was seen of it are objects. */
    boolean isOfRecords() {
      return elements > 0 && (shape == Shape.OBJECTS || shape == Shape.FEATURES);
    }

    /** Whether its records are of one kind, and have anything in them. */
    boolean isTable() {
      return !mixed
          && strays * RECORDS_TO_A_STRAY <= elements
          && (shape == Shape.ARRAYS || !columns.isEmpty());
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

  List<Found> found = new ArrayList<>();
  private final Path file;
  private final int mark;
  private final JsonFile.LineStarts starts;

  /** Whether the records stand behind one another, and in no array. */
  final boolean lines;

  /** The lines to read alone, where some are damaged. */
  private Optional<JsonLines> sound = Optional.empty();

  /** Where the file breaks off. */
  Optional<Message> fault = Optional.empty();

  private int nestedTables;
  private int nestedFields;

  private JsonSurvey(Path file, int mark, JsonFile.LineStarts starts, boolean lines) {
    this.file = file;
    this.mark = mark;
    this.starts = starts;
    this.lines = lines;
  }

  /**
   * @param file in UTF-8
   * @param mark bytes of a byte order mark before the text
   */
  static JsonSurvey of(Path file, int mark, JsonFile.LineStarts starts)
      throws IOException, Refused {
    var survey = new JsonSurvey(file, mark, starts, false);
    boolean isOne;
    try (JsonParser json = JsonFile.parser(file, mark)) {
      isOne = survey.document(json);
    }
    if (!isOne) {
      survey = new JsonSurvey(file, mark, starts, true);
      try (JsonParser json = JsonFile.parser(file, mark)) {
        survey.documents(json);
      }
    }
    if (survey.fault.isPresent() || !isOne && survey.found.getFirst().mixed) {
      Optional<JsonLines> lines = JsonLines.find(file, mark);
      if (lines.isPresent()) {
        survey = new JsonSurvey(file, mark, starts, true);
        survey.sound = lines;
        try (JsonParser json = lines.get().open()) {
          survey.documents(json);
        }
        survey.fault = lines.get().cut();
      }
    }
    return survey.settled();
  }

  /** Opens the records of a table. */
  JsonRecords records(Found table) throws IOException, Refused {
    if (sound.isEmpty()) {
      return new JsonRecords(JsonFile.parser(file, mark), table, lines, starts);
    }
    JsonLines.Documents json = sound.get().open();
    var records = new JsonRecords(json, table, true, starts);
    if (table.outer.isEmpty()) {
      json.damagedTo(records::damaged);
    }
    return records;
  }

  /** Whether there are more tables within records than are read: then each is a cell. */
  private boolean isCrowded() {
    return nestedTables > NestedColumns.MOST_TABLES || nestedFields > LayoutDetector.MOST_COLUMNS;
  }

  private JsonSurvey settled() {
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
      fault = Optional.of(JsonFile.where(e));
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
      fault = Optional.of(JsonFile.where(e));
    }
  }

  /** An object is a record if it leads to no array. */
  private void object(JsonParser json, List<String> path, Found alone) throws IOException, Refused {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      var inner = new ArrayList<>(path);
      inner.add(name);
      String field = String.join(".", inner);
      if (value == JsonToken.START_OBJECT && inner.size() < DEEPEST) {
        object(json, inner, alone);
      } else if (value == JsonToken.START_OBJECT) {
        JsonRecords.flatten(json, field + ".", (below, token) -> field(json, below, token, alone));
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
      throw JsonFile.repeated(array.name());
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
    if (!lines && table.isOfRecords() && token != JsonToken.START_OBJECT) {
      json.skipChildren();
      table.strays++;
      return;
    }
    Shape shape = Shape.SCALARS;
    if (token == JsonToken.START_ARRAY) {
      json.skipChildren();
      shape = Shape.ARRAYS;
    } else if (token == JsonToken.START_OBJECT) {
      shape = table.isFeatures() ? Shape.FEATURES : Shape.OBJECTS;
      JsonRecords.fields(
          json, table.isFeatures(), (field, value) -> field(json, field, value, table));
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
    note(table, field, field.length() >= JsonRecords.LONGEST_NAME);
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
