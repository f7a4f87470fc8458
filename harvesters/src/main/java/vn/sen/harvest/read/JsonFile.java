package vn.sen.harvest.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.read.JsonSurvey.Found;
import vn.sen.harvest.read.JsonSurvey.Shape;
import vn.sen.vocab.Message;

/**
 * Tables in JSON and JSON Lines, gone through as a stream. A table is an array of objects or of
 * arrays, wherever objects alone lead to it, or a run of objects behind one another. An object
 * within a record is flattened, {@code address.province}; an array of objects within one is a table
 * of its own beside that of the records, any other array a cell of JSON. GeoJSON gives a table of
 * its features: their properties, and the geometry as well-known text.
 */
final class JsonFile {
  /** NaN and Infinity are no JSON, but what some libraries write: words for nothing here. */
  static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private JsonFile() {}

  /** Where a line of the text begins in the bytes as received. */
  @FunctionalInterface
  interface LineStarts {
    long of(long line) throws IOException;
  }

  /**
   * @param file in UTF-8
   * @param mark bytes of a byte order mark before the text
   */
  static Contents open(Path file, int mark, LineStarts starts) throws IOException, Refused {
    Optional<Cube> cube = JsonStat.read(file, mark);
    if (cube.isPresent()) {
      return Contents.of(List.of(cube.get().table("json-stat", Optional.empty())));
    }
    Optional<RawTable> sdmx = SdmxJson.open(file, mark);
    if (sdmx.isPresent()) {
      return Contents.of(List.of(sdmx.get()));
    }
    var survey = JsonSurvey.of(file, mark, starts);
    List<Found> found =
        survey.found.stream().filter(table -> table.elements > 0 && table.isTable()).toList();
    if (found.stream().anyMatch(table -> table.shape != Shape.SCALARS)) {
      // A list of tags beside the records is no table of its own.
      found = found.stream().filter(table -> table.shape != Shape.SCALARS).toList();
    }
    if (found.isEmpty()) {
      throw survey
          .fault
          .map(fault -> new Refused(fault.vi(), fault.en()))
          .orElseGet(() -> noTable(survey));
    }
    if (areColumns(found)) {
      return Contents.of(List.of(columns(found, survey).truncated(survey.fault)));
    }
    var tables = new ArrayList<RawTable>();
    for (Found table : found) {
      demandFewColumns(table);
      String format = survey.lines ? "jsonl" : table.shape == Shape.FEATURES ? "geojson" : "json";
      Optional<String> name = found.size() > 1 ? Optional.of(table.name()) : Optional.empty();
      add(tables, format, name, table, survey);
    }
    return Contents.of(tables);
  }

  private static Refused noTable(JsonSurvey survey) {
    return survey.found.stream().anyMatch(table -> table.mixed || table.strays > 0)
        ? new Refused(
            "Mảng trong JSON này có phần tử khác loại (đối tượng, mảng, giá trị đơn) lẫn nhau. Hãy"
                + " bỏ phần tử lạ, hoặc gửi CSV.",
            "The array of this JSON holds elements of several kinds (objects, arrays, lone values)."
                + " Take out those that are no records, or send CSV.")
        : new Refused(
            "JSON này không có bảng nào (mảng các đối tượng). Hãy gửi mảng các bản ghi, hoặc CSV.",
            "There is no table (an array of objects) in this JSON. Send an array of records, or"
                + " CSV.");
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
      List<RawTable> tables, String format, Optional<String> name, Found table, JsonSurvey survey) {
    tables.add(
        RawTable.cells(
                format,
                name,
                new CellRecords(() -> survey.records(table)),
                table.shape == Shape.ARRAYS
                    ? Optional.empty()
                    : Optional.of(RawTable.Known.named(List.copyOf(table.columns.keySet()))))
            .truncated(survey.fault));
    table.nested.forEach(
        (field, inner) ->
            add(
                tables,
                format,
                Optional.of(name.map(outer -> outer + "." + field).orElse(field)),
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

  private static RawTable columns(List<Found> found, JsonSurvey survey) {
    return RawTable.cells(
        "json",
        Optional.empty(),
        new CellRecords(
            () -> {
              var columns = new ArrayList<JsonRecords>();
              for (Found column : found) {
                columns.add(survey.records(column));
              }
              return new Columns(columns);
            }),
        Optional.of(RawTable.Known.named(found.stream().map(Found::column).toList())));
  }

  /** Arrays side by side, read in step. */
  private record Columns(List<JsonRecords> columns) implements CellRecords.Source {
    @Override
    public Optional<List<String>> next() throws IOException {
      var cells = new ArrayList<String>();
      for (JsonRecords column : columns) {
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
      for (JsonRecords column : columns) {
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

  static Message where(JsonProcessingException fault) {
    return where(fault, 0);
  }

  /**
   * @param linesBefore those before what was parsed
   */
  static Message where(JsonProcessingException fault, long linesBefore) {
    var location = fault.getLocation();
    long line = linesBefore + (location == null ? 0 : location.getLineNr());
    long column = location == null ? 0 : location.getColumnNr();
    return new Message(
        "JSON hỏng ở dòng %d, cột %d: tệp bị cắt cụt hoặc sai cú pháp.".formatted(line, column),
        "The JSON breaks off at line %d, column %d: it is cut or malformed."
            .formatted(line, column));
  }

  static Refused repeated(String name) {
    return new Refused(
        "JSON có trường '%s' lặp lại trong cùng một đối tượng.".formatted(name),
        "The JSON has the field '%s' twice in one object.".formatted(name));
  }
}
