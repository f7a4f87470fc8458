package vn.sen.harvest.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** A geometry of GeoJSON as well-known text, its numbers as they stand. */
final class WellKnownText {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Set<String> TYPES =
      Set.of("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon");

  private WellKnownText() {}

  /** The geometry that {@code json} just entered; as the JSON it is where it is none of GeoJSON. */
  static String of(JsonParser json) throws IOException {
    JsonNode geometry = JSON.readTree(json);
    var text = new StringBuilder();
    return write(geometry, text) ? text.toString() : geometry.toString();
  }

  private static boolean write(JsonNode geometry, StringBuilder text) {
    String type = geometry.path("type").asText();
    if (type.equals("GeometryCollection")) {
      text.append("GEOMETRYCOLLECTION ");
      String between = "(";
      for (JsonNode part : geometry.path("geometries")) {
        text.append(between);
        if (!write(part, text)) {
          return false;
        }
        between = ", ";
      }
      text.append(between.equals("(") ? "EMPTY" : ")");
      return true;
    }
    if (!TYPES.contains(type)) {
      return false;
    }
    JsonNode coordinates = geometry.path("coordinates");
    text.append(type.toUpperCase(Locale.ROOT)).append(' ');
    if (type.equals("Point")) {
      text.append('(');
      boolean sound = position(coordinates, text);
      text.append(')');
      return sound;
    }
    return list(coordinates, text);
  }

  private static boolean list(JsonNode items, StringBuilder text) {
    if (!items.isArray()) {
      return false;
    }
    if (items.isEmpty()) {
      text.append("EMPTY");
      return true;
    }
    String between = "(";
    for (JsonNode item : items) {
      text.append(between);
      boolean nested = item.isArray() && !item.isEmpty() && item.get(0).isArray();
      if (!(nested ? list(item, text) : position(item, text))) {
        return false;
      }
      between = ", ";
    }
    text.append(')');
    return true;
  }

  /** Longitude and latitude; a height is left out. */
  private static boolean position(JsonNode position, StringBuilder text) {
    JsonNode x = position.path(0);
    JsonNode y = position.path(1);
    if (!x.isNumber() || !y.isNumber()) {
      return false;
    }
    text.append(plain(x.decimalValue())).append(' ').append(plain(y.decimalValue()));
    return true;
  }

  /** Without an exponent, but for one that would make a text without end. */
  static String plain(BigDecimal number) {
    return Math.abs(number.scale()) > 1_000 ? number.toString() : number.toPlainString();
  }
}
