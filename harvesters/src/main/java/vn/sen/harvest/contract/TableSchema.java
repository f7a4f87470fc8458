package vn.sen.harvest.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * Reads a Frictionless Table Schema as a {@link Contract}. A resource descriptor that holds one
 * under {@code schema} is read too.
 *
 * <p>Source: Table Schema 1.0 and 2.0, specs.frictionlessdata.io and datapackage.org.
 */
public final class TableSchema {
  private static final Map<String, Optional<ColumnType>> TYPES =
      Map.ofEntries(
          Map.entry("string", Optional.of(ColumnType.TEXT)),
          Map.entry("number", Optional.of(ColumnType.DECIMAL)),
          Map.entry("integer", Optional.of(ColumnType.INTEGER)),
          Map.entry("boolean", Optional.of(ColumnType.BOOLEAN)),
          Map.entry("date", Optional.of(ColumnType.DATE)),
          Map.entry("time", Optional.of(ColumnType.TIME)),
          Map.entry("datetime", Optional.of(ColumnType.TIMESTAMP)),
          Map.entry("duration", Optional.of(ColumnType.DURATION)),
          Map.entry("year", Optional.of(ColumnType.YEAR)),
          Map.entry("yearmonth", Optional.of(ColumnType.YEAR_MONTH)),
          Map.entry("geopoint", Optional.of(ColumnType.GEOMETRY)),
          Map.entry("geojson", Optional.of(ColumnType.GEOMETRY)),
          Map.entry("object", Optional.of(ColumnType.TEXT)),
          Map.entry("array", Optional.of(ColumnType.TEXT)),
          Map.entry("list", Optional.of(ColumnType.TEXT)),
          Map.entry("any", Optional.empty()));

  private final List<Fault> faults = new ArrayList<>();

  private TableSchema() {}

  /** Reads {@code json}; what is wrong with it is a value, never thrown. */
  public static ContractReading read(String json) {
    JsonNode root;
    try {
      root = Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      return new ContractReading.Invalid(List.of(notJson(e)));
    }
    return new TableSchema().read(root);
  }

  private static Fault notJson(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return new Fault(
        where,
        new Message(
            "Không phải JSON: " + e.getOriginalMessage(), "Not JSON: " + e.getOriginalMessage()));
  }

  private ContractReading read(JsonNode root) {
    boolean wrapped = root.path("schema").isObject();
    JsonNode schema = wrapped ? root.get("schema") : root;
    String base = wrapped ? "/schema" : "";
    JsonNode fields = schema.path("fields");
    if (!fields.isArray() || fields.isEmpty()) {
      fault(
          base + "/fields",
          "Cần một mảng \"fields\" có ít nhất một cột.",
          "An array \"fields\" with at least one column is needed.");
      return new ContractReading.Invalid(faults);
    }
    var columns = new ArrayList<PromisedColumn>();
    var places = new HashMap<String, String>();
    for (int i = 0; i < fields.size(); i++) {
      String where = base + "/fields/" + i;
      column(fields.get(i), where).ifPresent(columns::add);
      String name = fields.get(i).path("name").asText("");
      String earlier = name.isEmpty() ? null : places.putIfAbsent(name, where);
      if (earlier != null) {
        fault(
            where + "/name",
            "Tên cột \"%s\" đã dùng ở %s; mỗi cột một tên.".formatted(name, earlier),
            "The name \"%s\" is already used at %s; each column has its own."
                .formatted(name, earlier));
      }
    }
    List<String> key = primaryKey(schema.path("primaryKey"), base + "/primaryKey", places);
    return faults.isEmpty()
        ? new ContractReading.Read(new Contract(columns, key))
        : new ContractReading.Invalid(faults);
  }

  private Optional<PromisedColumn> column(JsonNode field, String where) {
    if (!field.isObject()) {
      fault(where, "Mỗi cột là một đối tượng JSON.", "Each column is a JSON object.");
      return Optional.empty();
    }
    JsonNode name = field.path("name");
    if (!name.isTextual() || name.asText().isBlank()) {
      fault(where + "/name", "Cột thiếu tên.", "The column has no name.");
      return Optional.empty();
    }
    JsonNode type = field.path("type");
    Optional<ColumnType> columnType = Optional.empty();
    if (!type.isMissingNode()) {
      Optional<ColumnType> known = TYPES.get(type.asText());
      if (known == null) {
        fault(
            where + "/type",
            "Không có kiểu \"%s\" trong Table Schema.".formatted(type.asText()),
            "Table Schema has no type \"%s\".".formatted(type.asText()));
      } else {
        columnType = known;
      }
    }
    JsonNode constraints = field.path("constraints");
    if (!constraints.isMissingNode() && !constraints.isObject()) {
      fault(
          where + "/constraints",
          "\"constraints\" là một đối tượng JSON.",
          "\"constraints\" is a JSON object.");
    }
    return Optional.of(
        new PromisedColumn(
            name.asText(),
            columnType,
            flag(constraints, "required", where),
            flag(constraints, "unique", where),
            text(field, "title"),
            text(field, "description")));
  }

  private boolean flag(JsonNode constraints, String name, String where) {
    JsonNode value = constraints.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      fault(
          where + "/constraints/" + name,
          "\"%s\" là true hoặc false.".formatted(name),
          "\"%s\" is true or false.".formatted(name));
    }
    return value.asBoolean(false);
  }

  private List<String> primaryKey(JsonNode key, String where, Map<String, String> places) {
    if (key.isMissingNode()) {
      return List.of();
    }
    var names = new ArrayList<String>();
    if (key.isArray()) {
      key.forEach(name -> names.add(name.asText()));
    } else {
      names.add(key.asText());
    }
    for (String name : names) {
      if (!places.containsKey(name)) {
        fault(
            where,
            "Khóa chính nhắc đến cột \"%s\" không có trong \"fields\".".formatted(name),
            "The primary key names a column \"%s\" that \"fields\" does not have.".formatted(name));
      }
    }
    return names;
  }

  private static Optional<String> text(JsonNode field, String name) {
    return Optional.of(field.path(name).asText("").strip()).filter(text -> !text.isEmpty());
  }

  private void fault(String where, String vi, String en) {
    faults.add(new Fault(where, new Message(vi, en)));
  }
}
