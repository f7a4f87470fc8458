package vn.sen.harvest.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A dataset of JSON-stat, versions 1 and 2. */
final class JsonStat {
  private static final int MOST_CATEGORIES = 5_000_000;

  private JsonStat() {}

  /** The cube; absent when the file is no JSON-stat. */
  static Optional<Cube> read(Path file, int mark) throws IOException, Refused {
    if (!isJsonStat(file, mark)) {
      return Optional.empty();
    }
    JsonNode root = JsonDocument.read(file, mark, "JSON-stat");
    JsonNode dataset =
        root.has("value") ? root : root.path("dataset").has("value") ? root.path("dataset") : root;
    return Optional.of(cube(dataset));
  }

  /** By the names in its outermost objects. */
  private static boolean isJsonStat(Path file, int mark) throws IOException {
    JsonDocument.Outline outline = JsonDocument.outline(file, mark, "dataset");
    return outline.names().containsAll(Set.of("dimension", outline.cut() ? "size" : "value"));
  }

  private static Cube cube(JsonNode dataset) throws Refused {
    JsonNode dimension = dataset.path("dimension");
    JsonNode id = dataset.has("id") ? dataset.path("id") : dimension.path("id");
    JsonNode size = dataset.has("size") ? dataset.path("size") : dimension.path("size");
    if (!id.isArray() || id.isEmpty() || !size.isArray() || id.size() != size.size()) {
      throw wrong("id", "size");
    }
    var dimensions = new ArrayList<Cube.Dimension>();
    for (int i = 0; i < id.size(); i++) {
      dimensions.add(
          dimension(dimension.path(id.get(i).asText()), id.get(i).asText(), size.get(i)));
    }
    JsonNode value = dataset.path("value");
    if (!value.isArray() && !value.isObject()) {
      throw wrong("value", "value");
    }
    // An object has the values there are, by their place.
    return new Cube(
        dimensions,
        index -> {
          JsonNode cell =
              value.isArray() ? value.path((int) index) : value.path(Long.toString(index));
          return cell.isNull() || cell.isMissingNode()
              ? ""
              : cell.isBigDecimal() ? WellKnownText.plain(cell.decimalValue()) : cell.asText();
        });
  }

  private static Cube.Dimension dimension(JsonNode dimension, String id, JsonNode size)
      throws Refused {
    JsonNode category = dimension.path("category");
    JsonNode index = category.path("index");
    JsonNode label = category.path("label");
    int count = size.asInt(-1);
    if (count < 0 || count > MOST_CATEGORIES) {
      throw wrong(id, "size");
    }
    String[] codes = new String[count];
    if (index.isArray() && index.size() == count) {
      IntStream.range(0, count).forEach(i -> codes[i] = index.get(i).asText());
    } else if (index.isObject() && index.size() == count) {
      for (var entry : index.properties()) {
        int place = entry.getValue().asInt(-1);
        if (place < 0 || place >= count) {
          throw wrong(id, "index");
        }
        codes[place] = entry.getKey();
      }
    } else if (index.isMissingNode() && count == 1 && label.isObject() && label.size() == 1) {
      codes[0] = label.fieldNames().next();
    } else {
      throw wrong(id, "index");
    }
    List<String> all = new ArrayList<>();
    for (String code : codes) {
      if (code == null) {
        throw wrong(id, "index");
      }
      all.add(code);
    }
    String name = dimension.path("label").asText("");
    return new Cube.Dimension(
        name.isBlank() ? id : name,
        all,
        all.stream().map(code -> label.path(code).asText(code)).toList());
  }

  private static Refused wrong(String where, String what) {
    return new Refused(
        "JSON-stat sai cấu trúc ở '%s': '%s' thiếu hoặc không khớp.".formatted(where, what),
        "The JSON-stat is wrong at '%s': '%s' is missing or does not fit.".formatted(where, what));
  }
}
