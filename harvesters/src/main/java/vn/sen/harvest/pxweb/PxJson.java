package vn.sen.harvest.pxweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.net.JsonBody;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/** Reads the answers of PxWeb, and demands of each the proof that it is what was asked for. */
final class PxJson {
  private static final Message CURE =
      new Message(
          "Kiểm tra địa chỉ có đúng là API của PxWeb ('.../api/v1/vi' hoặc '.../api/v2') hay"
              + " không.",
          "Check that the address is the API of a PxWeb ('.../api/v1/vi' or '.../api/v2').");

  /** What of an entry of version 2's list is worth keeping. */
  private static final List<String> SAID =
      List.of(
          "description",
          "firstPeriod",
          "lastPeriod",
          "timeUnit",
          "category",
          "discontinued",
          "source",
          "subjectCode");

  private PxJson() {}

  /**
   * A page of the list of tables of version 2.
   *
   * @param total how many tables there are in all
   * @param language of the texts; empty where it does not say
   * @param nameless how many entries have no id
   */
  record Page(long total, String language, List<Entry> tables, int nameless) {}

  /**
   * A level of version 1, or its list of databases.
   *
   * @param nameless how many entries have no id
   */
  record Level(List<Entry> entries, int nameless) {}

  /**
   * @param path of the level
   * @param above titles of the levels that lead to it, its own the last
   */
  static Level level(byte[] body, String path, List<String> above) throws WrongContentException {
    JsonNode list = JsonBody.read(body, CURE);
    if (!list.isArray()) {
      throw wrong(
          "JSON không phải một danh sách cấp và bảng" + said(list, "; nó báo: "),
          "the JSON is no list of levels and tables" + said(list, "; it says: "));
    }
    List<Entry> entries = new ArrayList<>();
    int nameless = 0;
    for (JsonNode one : list) {
      String type = one.path("type").asText("l");
      String id = one.path("id").asText(one.path("dbid").asText("")).strip();
      if (type.equals("h")) {
        continue; // a heading between the others
      }
      if (id.isEmpty() || id.contains("/") || !List.of("l", "t").contains(type)) {
        nameless++;
      } else {
        entries.add(
            new Entry(
                type.equals("t"),
                path.isEmpty() ? id : path + "/" + id,
                one.path("text").asText("").strip(),
                one.path("updated").asText(""),
                above,
                Json.mapper().createObjectNode()));
      }
    }
    return new Level(entries, nameless);
  }

  static Page page(byte[] body) throws WrongContentException {
    JsonNode answer = JsonBody.read(body, CURE);
    JsonNode total = answer.path("page").path("totalElements");
    JsonNode tables = answer.path("tables");
    if (!tables.isArray() || !total.isIntegralNumber() || total.longValue() < 0) {
      throw wrong(
          "JSON không có danh sách 'tables' và số nguyên 'page.totalElements'"
              + said(answer, "; nó báo: "),
          "the JSON lacks the list 'tables' and the whole number 'page.totalElements'"
              + said(answer, "; it says: "));
    }
    List<Entry> entries = new ArrayList<>();
    int nameless = 0;
    for (JsonNode table : tables) {
      String id = table.path("id").asText("").strip();
      if (id.isEmpty()) {
        nameless++;
        continue;
      }
      ObjectNode said = Json.mapper().createObjectNode();
      for (String name : SAID) {
        if (table.path(name).isValueNode() && !table.path(name).isNull()) {
          said.set(name, table.path(name));
        }
      }
      said.put("language", answer.path("language").asText(""));
      List<String> above = new ArrayList<>();
      for (JsonNode way : table.path("paths")) {
        way.forEach(
            level -> {
              String label = level.path("label").asText("");
              if (!label.isBlank() && !above.contains(label)) {
                above.add(label);
              }
            });
      }
      entries.add(
          new Entry(
              true,
              id,
              table.path("label").asText("").strip(),
              table.path("updated").asText(""),
              above,
              said));
    }
    return new Page(total.longValue(), answer.path("language").asText(""), entries, nameless);
  }

  /** A table's metadata, of version 1: a title and variables with codes. */
  static JsonNode first(byte[] body) throws WrongContentException {
    JsonNode table = JsonBody.read(body, CURE);
    JsonNode variables = table.path("variables");
    boolean whole = table.path("title").isTextual() && variables.isArray() && !variables.isEmpty();
    for (JsonNode variable : variables) {
      whole &= !variable.path("code").asText("").isEmpty() && variable.path("values").isArray();
    }
    if (!whole) {
      throw wrong(
          "JSON không có 'title' và danh sách 'variables' của một bảng" + said(table, "; nó báo: "),
          "the JSON lacks the 'title' and the list 'variables' of a table"
              + said(table, "; it says: "));
    }
    return table;
  }

  /** A table's metadata, of version 2: a JSON-stat dataset, of this very table. */
  static JsonNode second(byte[] body, String id) throws WrongContentException {
    JsonNode table = JsonBody.read(body, CURE);
    JsonNode variables = table.path("id");
    boolean whole =
        table.path("class").asText("").equals("dataset")
            && variables.isArray()
            && !variables.isEmpty();
    for (JsonNode variable : variables) {
      whole &= table.path("dimension").path(variable.asText("")).isObject();
    }
    if (!whole) {
      throw wrong(
          "JSON không phải mô tả bảng (JSON-stat 'dataset' có 'id' và 'dimension')"
              + said(table, "; nó báo: "),
          "the JSON describes no table (a JSON-stat 'dataset' with 'id' and 'dimension')"
              + said(table, "; it says: "));
    }
    String stated = table.path("extension").path("px").path("tableid").asText("");
    Optional<String> other =
        Optional.of(stated).filter(name -> !name.isEmpty() && !name.equalsIgnoreCase(id));
    if (other.isPresent()) {
      throw wrong(
          "đó là mô tả của bảng khác ('%s')".formatted(other.get()),
          "it describes another table ('%s')".formatted(other.get()));
    }
    return table;
  }

  /** What an error says: {@code error} of version 1, {@code title} of version 2. */
  private static String said(JsonNode answer, String before) {
    String words =
        answer.path("error").asText(answer.has("status") ? answer.path("title").asText("") : "");
    String quoted = words.length() > 300 ? words.substring(0, 300) + "..." : words;
    return words.isBlank() ? "" : before + quoted;
  }

  private static WrongContentException wrong(String vi, String en) {
    return new WrongContentException(new Message(vi, en), CURE);
  }
}
