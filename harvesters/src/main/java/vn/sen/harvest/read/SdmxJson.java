package vn.sen.harvest.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Data of SDMX-JSON, versions 1.0 and 2.0, by series or flat: one long table, a row for each
 * observation there is. A column of labels for each dimension, before it one of codes where these
 * differ, then the measure, then the attributes of observations.
 *
 * <p>Source: SDMX-JSON 2.0, data message, field guide.
 */
final class SdmxJson {
  private SdmxJson() {}

  /** The table; absent when the file is no data of SDMX-JSON. */
  static Optional<RawTable> open(Path file, int mark) throws IOException, Refused {
    if (!isData(file, mark)) {
      return Optional.empty();
    }
    JsonNode root = JsonDocument.read(file, mark, "SDMX-JSON");
    JsonNode data = root.path("data").has("dataSets") ? root.path("data") : root;
    JsonNode sets = data.path("dataSets");
    if (sets.size() != 1) {
      throw new Refused(
          "SDMX-JSON có %d bộ dữ liệu (dataSets), chỉ đọc được một.".formatted(sets.size()),
          "The SDMX-JSON has %d dataSets, and one is read.".formatted(sets.size()));
    }
    JsonNode set = sets.path(0);
    JsonNode structure =
        data.has("structures")
            ? data.path("structures").path(set.path("structure").asInt(0))
            : data.path("structure");
    return Optional.of(new Observed(set, structure).table());
  }

  /** By the names in its outermost objects. */
  private static boolean isData(Path file, int mark) throws IOException {
    Set<String> names = JsonDocument.outline(file, mark, "data").names();
    return names.contains("dataSets")
        && (names.contains("structure") || names.contains("structures"));
  }

  /**
   * A dimension or an attribute.
   *
   * @param codes of its values, as many as labels
   */
  private record Component(String name, List<String> codes, List<String> labels) {
    static Component of(JsonNode component) {
      List<String> codes = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      for (JsonNode value : component.path("values")) {
        // Version 2.0 has values without codes, too.
        String plain = value.isValueNode() ? value.asText("") : value.path("value").asText("");
        String label = value.path("name").asText(plain);
        String code = value.path("id").asText(label);
        codes.add(code);
        labels.add(label.isEmpty() ? code : label);
      }
      String id = component.path("id").asText("");
      String name = component.path("name").asText("");
      return new Component(name.isBlank() ? id : name, codes, labels);
    }

    static List<Component> all(JsonNode components) {
      List<Component> all = new ArrayList<>();
      components.forEach(component -> all.add(of(component)));
      return all;
    }

    boolean hasCodes() {
      return !codes.equals(labels);
    }

    /** Adds the cells of the value at a place that the data name; blank ones where it is absent. */
    void addTo(List<String> cells, Optional<Integer> place) throws Refused {
      if (place.isPresent() && (place.get() < 0 || place.get() >= codes.size())) {
        throw wrong(name);
      }
      if (hasCodes()) {
        cells.add(place.map(codes::get).orElse(""));
      }
      cells.add(place.map(labels::get).orElse(""));
    }

    void nameTo(List<String> columns, Set<Integer> texts) {
      if (hasCodes()) {
        texts.add(columns.size());
        columns.add(name + " (code)");
      }
      columns.add(name);
    }
  }

  private static final class Observed {
    private final JsonNode set;
    private final List<Component> ofSeries;
    private final List<Component> ofObservations;
    private final List<String> measures = new ArrayList<>();
    private final List<Component> attributes;

    Observed(JsonNode set, JsonNode structure) throws Refused {
      this.set = set;
      JsonNode dimensions = structure.path("dimensions");
      this.ofSeries = Component.all(dimensions.path("series"));
      this.ofObservations = Component.all(dimensions.path("observation"));
      this.attributes = Component.all(structure.path("attributes").path("observation"));
      for (JsonNode measure : structure.path("measures").path("observation")) {
        String name = measure.path("name").asText("");
        measures.add(name.isBlank() ? measure.path("id").asText("value") : name);
      }
      if (measures.size() < 2) {
        measures.clear();
        measures.add("value");
      }
      if (ofObservations.isEmpty()) {
        throw wrong("structure.dimensions.observation");
      }
    }

    RawTable table() {
      var columns = new ArrayList<String>();
      Set<Integer> texts = new TreeSet<>();
      ofSeries.forEach(dimension -> dimension.nameTo(columns, texts));
      ofObservations.forEach(dimension -> dimension.nameTo(columns, texts));
      columns.addAll(measures);
      attributes.forEach(attribute -> attribute.nameTo(columns, texts));
      return RawTable.cells(
          "sdmx-json",
          Optional.empty(),
          new CellRecords(() -> new Rows(this)),
          Optional.of(new RawTable.Known(columns, texts)));
    }

    /** The series there are; data that are flat are one, of no key. */
    Iterator<Map.Entry<String, JsonNode>> series() {
      return set.has("series")
          ? set.path("series").properties().iterator()
          : List.of(Map.entry("", set)).iterator();
    }

    List<String> row(String series, String key, JsonNode observation) throws Refused {
      List<String> cells = new ArrayList<>();
      places(ofSeries, series, cells);
      places(ofObservations, key, cells);
      int at = 0;
      for (; at < measures.size(); at++) {
        cells.add(number(observation.path(at)));
      }
      for (Component attribute : attributes) {
        JsonNode place = observation.path(at++);
        attribute.addTo(
            cells,
            place.isIntegralNumber() ? Optional.of(place.intValue()) : Optional.<Integer>empty());
      }
      return cells;
    }

    private static void places(List<Component> dimensions, String key, List<String> cells)
        throws Refused {
      String[] places = key.isEmpty() ? new String[0] : key.split(":", -1);
      if (places.length != dimensions.size()) {
        throw wrong(key);
      }
      for (int i = 0; i < places.length; i++) {
        if (!places[i].matches("\\d{1,9}")) {
          throw wrong(key);
        }
        dimensions.get(i).addTo(cells, Optional.of(Integer.parseInt(places[i])));
      }
    }

    private static String number(JsonNode value) {
      return value.isNull() || value.isMissingNode()
          ? ""
          : value.isBigDecimal() ? WellKnownText.plain(value.decimalValue()) : value.asText();
    }
  }

  private static final class Rows implements CellRecords.Source {
    private final Observed message;
    private final Iterator<Map.Entry<String, JsonNode>> series;
    private String key = "";
    private Iterator<Map.Entry<String, JsonNode>> observations =
        List.<Map.Entry<String, JsonNode>>of().iterator();

    Rows(Observed message) {
      this.message = message;
      this.series = message.series();
    }

    @Override
    public Optional<List<String>> next() throws Refused {
      while (!observations.hasNext()) {
        if (!series.hasNext()) {
          return Optional.empty();
        }
        Map.Entry<String, JsonNode> one = series.next();
        key = one.getKey();
        observations = one.getValue().path("observations").properties().iterator();
      }
      Map.Entry<String, JsonNode> observation = observations.next();
      return Optional.of(message.row(key, observation.getKey(), observation.getValue()));
    }

    @Override
    public void close() {}
  }

  private static Refused wrong(String where) {
    return new Refused(
        "SDMX-JSON sai cấu trúc ở '%s': dữ liệu và 'structure' không khớp.".formatted(where),
        "The SDMX-JSON is wrong at '%s': data and 'structure' do not fit.".formatted(where));
  }
}
