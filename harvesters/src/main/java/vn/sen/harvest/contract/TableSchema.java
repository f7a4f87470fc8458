package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;

/**
 * Reads a Frictionless Table Schema as a {@link Contract}. A resource descriptor that holds one
 * under {@code schema} is read too. Rules of Sen stand under {@code sen:rules}, each an object with
 * {@code rule} and its parameters.
 *
 * <p>Source: Table Schema 1.0 and 2.0, specs.frictionlessdata.io and datapackage.org.
 */
final class TableSchema {
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

  private final Faults faults = new Faults();

  private TableSchema() {}

  static ContractReading read(JsonNode root) {
    return new TableSchema().contract(root);
  }

  private ContractReading contract(JsonNode root) {
    boolean wrapped = root.path("schema").isObject();
    JsonNode schema = wrapped ? root.get("schema") : root;
    String base = wrapped ? "/schema" : "";
    JsonNode fields = schema.path("fields");
    if (!fields.isArray() || fields.isEmpty()) {
      faults.add(
          base + "/fields",
          "Cần một mảng \"fields\" có ít nhất một cột.",
          "An array \"fields\" with at least one column is needed.");
      return faults.invalid();
    }
    var columns = new ArrayList<PromisedColumn>();
    var places = new HashMap<String, String>();
    for (int i = 0; i < fields.size(); i++) {
      String where = base + "/fields/" + i;
      column(fields.get(i), where).ifPresent(columns::add);
      String name = fields.get(i).path("name").asText("");
      String earlier = name.isEmpty() ? null : places.putIfAbsent(name, where);
      if (earlier != null) {
        faults.add(
            where + "/name",
            "Tên cột \"%s\" đã dùng ở %s; mỗi cột một tên.".formatted(name, earlier),
            "The name \"%s\" is already used at %s; each column has its own."
                .formatted(name, earlier));
      }
    }
    List<String> key = primaryKey(schema.path("primaryKey"), base + "/primaryKey", places);
    List<Reference> references =
        references(schema.path("foreignKeys"), base + "/foreignKeys", places);
    List<PromisedRule> rules = faults.rules(schema.path("sen:rules"), base + "/sen:rules");
    return faults.or(() -> new Contract(columns, key, references, rules));
  }

  private Optional<PromisedColumn> column(JsonNode field, String where) {
    if (!field.isObject()) {
      faults.add(where, "Mỗi cột là một đối tượng JSON.", "Each column is a JSON object.");
      return Optional.empty();
    }
    JsonNode name = field.path("name");
    if (!name.isTextual() || name.asText().isBlank()) {
      faults.add(where + "/name", "Cột thiếu tên.", "The column has no name.");
      return Optional.empty();
    }
    JsonNode type = field.path("type");
    Optional<ColumnType> columnType = Optional.empty();
    if (!type.isMissingNode()) {
      Optional<ColumnType> known = TYPES.get(type.asText());
      if (known == null) {
        faults.add(
            where + "/type",
            "Không có kiểu \"%s\" trong Table Schema.".formatted(type.asText()),
            "Table Schema has no type \"%s\".".formatted(type.asText()));
      } else {
        columnType = known;
      }
    }
    JsonNode constraints = field.path("constraints");
    if (!constraints.isMissingNode() && !constraints.isObject()) {
      faults.add(
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
            Faults.text(field, "title"),
            Faults.text(field, "description"),
            limits(constraints, where + "/constraints")));
  }

  private Limits limits(JsonNode constraints, String where) {
    JsonNode values = constraints.path("enum");
    if (!values.isMissingNode() && (!values.isArray() || values.isEmpty())) {
      faults.add(
          where + "/enum",
          "\"enum\" là một mảng có ít nhất một giá trị.",
          "\"enum\" is an array with at least one value.");
    }
    return new Limits(
        Faults.bound(constraints, List.of("minimum"), "exclusiveMinimum"),
        Faults.bound(constraints, List.of("maximum"), "exclusiveMaximum"),
        faults.length(constraints, "minLength", where),
        faults.length(constraints, "maxLength", where),
        faults.pattern(constraints, where),
        values.valueStream().map(JsonNode::asText).toList());
  }

  private List<Reference> references(JsonNode keys, String where, Map<String, String> places) {
    var references = new ArrayList<Reference>();
    for (int i = 0; i < keys.size(); i++) {
      List<String> columns = Faults.names(keys.get(i).path("fields"));
      JsonNode reference = keys.get(i).path("reference");
      List<String> referenced = Faults.names(reference.path("fields"));
      String at = where + "/" + i;
      if (columns.isEmpty() || columns.size() != referenced.size()) {
        faults.add(
            at,
            "Khóa ngoại cần \"fields\" và \"reference\".\"fields\" có cùng số cột.",
            "A foreign key needs \"fields\" and as many \"fields\" in its \"reference\".");
      }
      known(columns, at + "/fields", places);
      references.add(new Reference(columns, reference.path("resource").asText(""), referenced));
    }
    return references;
  }

  private void known(List<String> columns, String where, Map<String, String> places) {
    for (String column : columns) {
      if (!places.containsKey(column)) {
        faults.add(
            where,
            "Không có cột \"%s\" trong \"fields\".".formatted(column),
            "\"fields\" has no column \"%s\".".formatted(column));
      }
    }
  }

  private boolean flag(JsonNode constraints, String name, String where) {
    JsonNode value = constraints.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      faults.add(
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
    List<String> names = Faults.names(key);
    for (String name : names) {
      if (!places.containsKey(name)) {
        faults.add(
            where,
            "Khóa chính nhắc đến cột \"%s\" không có trong \"fields\".".formatted(name),
            "The primary key names a column \"%s\" that \"fields\" does not have.".formatted(name));
      }
    }
    return names;
  }
}
