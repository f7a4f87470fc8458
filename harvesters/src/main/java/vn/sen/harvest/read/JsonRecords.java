package vn.sen.harvest.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.read.JsonSurvey.Found;
import vn.sen.harvest.read.JsonSurvey.Shape;
import vn.sen.vocab.Message;

/** The records of one table in JSON, from the start of the file. */
final class JsonRecords implements CellRecords.Source {
  /** An object below a longer one is a cell of JSON: with each level names would grow. */
  static final int LONGEST_NAME = 4_000;

  private static final String FEATURE = "feature.";
  private static final String PROPERTIES = "properties";
  private static final String GEOMETRY = "geometry";

  private static final Message NO_RECORD =
      new Message(
          "Phần tử không phải là bản ghi (đối tượng).", "The element is no record (an object).");

  private final Found table;
  private final JsonParser json;
  private final Walk walk;
  private final boolean lines;
  private final JsonFile.LineStarts starts;
  private CellRecords.Unread unread = (_, _, _, _) -> {};
  private Optional<Message> broken = Optional.empty();
  private boolean ended;

  JsonRecords(JsonParser json, Found table, boolean lines, JsonFile.LineStarts starts)
      throws IOException, Refused {
    this.table = table;
    this.json = json;
    this.lines = lines;
    this.starts = starts;
    this.walk = Walk.over(table, json, lines);
  }

  @Override
  public Optional<List<String>> next() throws IOException {
    try {
      while (!ended && walk.next()) {
        Optional<List<String>> cells = cells(json.currentToken());
        if (cells.isPresent()) {
          return cells;
        }
      }
    } catch (JsonProcessingException e) {
      broken = Optional.of(JsonFile.where(e));
    }
    ended = true;
    return Optional.empty();
  }

  @Override
  public void rejectTo(CellRecords.Unread taker) {
    unread = taker;
  }

  /** Takes a line that can't be read. */
  void damaged(long line, String text, Message reason) throws IOException {
    unread.add(line, starts.of(line), text, reason);
  }

  /** The cells of a record; empty where it can't be a row. */
  private Optional<List<String>> cells(JsonToken token) throws IOException {
    if (table.isOfRecords() && token != JsonToken.START_OBJECT) {
      long line = json.currentTokenLocation().getLineNr();
      unread.add(line, lines ? starts.of(line) : -1, cell(json, token), NO_RECORD);
      return Optional.empty();
    }
    if (token == JsonToken.START_ARRAY) {
      var cells = new ArrayList<String>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        cells.add(cell(json, json.currentToken()));
      }
      return Optional.of(cells);
    }
    return token == JsonToken.START_OBJECT
        ? record()
        : Optional.of(CellRecords.cells(table.columns, Map.of(table.column(), cell(json, token))));
  }

  /** A field of a record, and what is in it. */
  private record Value(String field, String text) {}

  private Optional<List<String>> record() throws IOException {
    long line = json.currentTokenLocation().getLineNr();
    var record = new LinkedHashMap<String, String>();
    var again = new ArrayList<Value>();
    fields(
        json,
        table.isFeatures(),
        (field, value) -> {
          if (value == JsonToken.START_ARRAY && table.nested.containsKey(field)) {
            json.skipChildren();
            return;
          }
          String text =
              value == JsonToken.START_OBJECT && field.equals(GEOMETRY)
                  ? WellKnownText.of(json)
                  : cell(json, value);
          @Nullable String before = record.putIfAbsent(field, text);
          if (before != null && !before.equals(text)) {
            again.add(new Value(field, text));
          }
        });
    if (!again.isEmpty()) {
      String field = again.getFirst().field;
      unread.add(
          line,
          lines ? starts.of(line) : -1,
          text(record, again),
          new Message(
              "Trường '%s' có mặt nhiều lần với giá trị khác nhau.".formatted(field),
              "The field '%s' is there several times, with different values.".formatted(field)));
      return Optional.empty();
    }
    table.numbers.put(record, walk.number(), walk.outerNumber());
    return Optional.of(CellRecords.cells(table.columns, record));
  }

  /** A record that is no row, with all that was in it. */
  private static String text(Map<String, String> record, List<Value> again) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator out = JsonFile.JSON.createGenerator(text)) {
      out.writeStartObject();
      for (var value : record.entrySet()) {
        out.writeStringField(value.getKey(), value.getValue());
      }
      for (Value value : again) {
        out.writeStringField(value.field, value.text);
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  @Override
  public Optional<Message> broken() {
    return broken;
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  /** What is done with the fields of a record, the objects within it apart. */
  @FunctionalInterface
  interface Field {

    /** Takes the value that the parser stands at, to its end. */
    void take(String name, JsonToken value) throws IOException;
  }

  /** Gives the fields of the object that was just entered. */
  static void fields(JsonParser json, boolean feature, Field field) throws IOException {
    if (feature) {
      feature(json, field);
    } else {
      flatten(json, "", field);
    }
  }

  static void flatten(JsonParser json, String prefix, Field field) throws IOException {
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

  static void feature(JsonParser json, Field field) throws IOException {
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
    try (JsonGenerator out = JsonFile.JSON.createGenerator(text)) {
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
            throw JsonFile.repeated(table.name());
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
}
