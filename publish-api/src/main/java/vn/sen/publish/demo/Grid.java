package vn.sen.publish.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import vn.sen.vocab.Json;

/**
 * A table before it is a file: cells as the text that will stand there.
 *
 * @param key columns that name a row; empty for none
 */
record Grid(List<Field> fields, List<String> key, List<List<String>> rows) {

  Grid {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
    rows = List.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != fields.size()) {
        throw new IllegalArgumentException(
            "%d cells for %d columns: %s".formatted(row.size(), fields.size(), row));
      }
    }
  }

  List<String> header() {
    return fields.stream().map(Field::name).toList();
  }

  /** The same columns with other rows. */
  Grid withRows(List<List<String>> others) {
    return new Grid(fields, key, others);
  }

  /** The first rows only. */
  Grid first(int count) {
    return withRows(rows.subList(0, Math.min(count, rows.size())));
  }

  /** Delimited text after RFC 4180, header first. */
  String delimited(char delimiter) {
    return delimitedRows(delimiter, rows);
  }

  /** As {@link #delimited}, with records that need not have as many cells as the header. */
  String delimitedRows(char delimiter, List<List<String>> records) {
    var text = new StringBuilder();
    append(text, header(), delimiter);
    records.forEach(record -> append(text, record, delimiter));
    return text.toString();
  }

  /**
   * The data dictionary as a Frictionless Table Schema, with the English words beside the
   * Vietnamese as members of our own ({@code title_en}).
   */
  String tableSchema() {
    ObjectNode schema = Json.mapper().createObjectNode();
    schema.put("$schema", "https://datapackage.org/profiles/1.0/tableschema.json");
    ArrayNode columns = schema.putArray("fields");
    for (Field field : fields) {
      ObjectNode column = columns.addObject();
      column.put("name", field.name()).put("type", field.type());
      column.put("title", field.vietnamese()).put("title_en", field.english());
      column.put("description", field.vietnamese() + " / " + field.english());
      new TreeMap<>(field.more()).forEach(column::put);
      if (key.contains(field.name())) {
        column.putObject("constraints").put("required", true);
      }
    }
    ArrayNode primaryKey = schema.putArray("primaryKey");
    key.forEach(primaryKey::add);
    return schema.toPrettyString();
  }

  /** Position of a column. */
  int indexOf(String name) {
    return IntStream.range(0, fields.size())
        .filter(i -> fields.get(i).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + name));
  }

  /** Every row, with the cell of one column replaced where {@code which} says so. */
  Grid replacing(String column, IntFunction<Optional<String>> which) {
    int at = indexOf(column);
    var changed = new ArrayList<List<String>>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      var row = new ArrayList<>(rows.get(i));
      which.apply(i).ifPresent(cell -> row.set(at, cell));
      changed.add(row);
    }
    return withRows(changed);
  }

  private static void append(StringBuilder text, List<String> cells, char delimiter) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(delimiter);
      }
      String cell = cells.get(i);
      boolean quoted =
          cell.indexOf(delimiter) >= 0
              || cell.indexOf('"') >= 0
              || cell.indexOf('\n') >= 0
              || cell.indexOf('\r') >= 0;
      if (quoted) {
        text.append('"').append(cell.replace("\"", "\"\"")).append('"');
      } else {
        text.append(cell);
      }
    }
    text.append("\r\n");
  }
}
