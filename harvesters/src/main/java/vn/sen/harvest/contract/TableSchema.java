package vn.sen.harvest.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.RuleCatalogue;

/**
 * Reads a Frictionless Table Schema as a {@link Contract}. A resource descriptor that holds one
 * under {@code schema} is read too. Rules of Sen stand under {@code sen:rules}, each an object with
 * {@code rule} and its parameters.
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
    List<Reference> references =
        references(schema.path("foreignKeys"), base + "/foreignKeys", places);
    List<PromisedRule> rules = rules(schema.path("sen:rules"), base + "/sen:rules");
    return faults.isEmpty()
        ? new ContractReading.Read(new Contract(columns, key, references, rules))
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
            text(field, "description"),
            limits(constraints, where + "/constraints")));
  }

  private Limits limits(JsonNode constraints, String where) {
    JsonNode values = constraints.path("enum");
    if (!values.isMissingNode() && (!values.isArray() || values.isEmpty())) {
      fault(
          where + "/enum",
          "\"enum\" là một mảng có ít nhất một giá trị.",
          "\"enum\" is an array with at least one value.");
    }
    return new Limits(
        bound(constraints, "minimum", "exclusiveMinimum"),
        bound(constraints, "maximum", "exclusiveMaximum"),
        length(constraints, "minLength", where),
        length(constraints, "maxLength", where),
        pattern(constraints, where),
        values.valueStream().map(JsonNode::asText).toList());
  }

  private static Optional<Bound> bound(JsonNode constraints, String inclusive, String exclusive) {
    return text(constraints, exclusive)
        .map(value -> new Bound(value, false))
        .or(() -> text(constraints, inclusive).map(value -> new Bound(value, true)));
  }

  private OptionalInt length(JsonNode constraints, String name, String where) {
    JsonNode value = constraints.path(name);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || value.asInt() < 0) {
      fault(
          where + "/" + name,
          "\"%s\" là một số nguyên không âm.".formatted(name),
          "\"%s\" is a whole number, not negative.".formatted(name));
    }
    return OptionalInt.of(value.asInt());
  }

  private Optional<String> pattern(JsonNode constraints, String where) {
    Optional<String> pattern = text(constraints, "pattern");
    pattern.ifPresent(
        expression -> {
          try {
            Pattern.compile(expression);
          } catch (PatternSyntaxException e) {
            fault(
                where + "/pattern",
                "Biểu thức chính quy sai: %s.".formatted(e.getDescription()),
                "The regular expression is wrong: %s.".formatted(e.getDescription()));
          }
        });
    return pattern;
  }

  private List<Reference> references(JsonNode keys, String where, Map<String, String> places) {
    var references = new ArrayList<Reference>();
    for (int i = 0; i < keys.size(); i++) {
      List<String> columns = names(keys.get(i).path("fields"));
      JsonNode reference = keys.get(i).path("reference");
      List<String> referenced = names(reference.path("fields"));
      String at = where + "/" + i;
      if (columns.isEmpty() || columns.size() != referenced.size()) {
        fault(
            at,
            "Khóa ngoại cần \"fields\" và \"reference\".\"fields\" có cùng số cột.",
            "A foreign key needs \"fields\" and as many \"fields\" in its \"reference\".");
      }
      known(columns, at + "/fields", places);
      references.add(new Reference(columns, reference.path("resource").asText(""), referenced));
    }
    return references;
  }

  private List<PromisedRule> rules(JsonNode all, String where) {
    var rules = new ArrayList<PromisedRule>();
    for (int i = 0; i < all.size(); i++) {
      String id = all.get(i).path("rule").asText("");
      if (RuleCatalogue.find(id).isEmpty()) {
        fault(
            where + "/" + i + "/rule",
            "Không có quy tắc \"%s\".".formatted(id),
            "There is no rule \"%s\".".formatted(id));
      }
      var parameters = new LinkedHashMap<String, List<String>>();
      all.get(i)
          .properties()
          .forEach(
              property -> {
                if (!property.getKey().equals("rule")) {
                  parameters.put(property.getKey(), names(property.getValue()));
                }
              });
      rules.add(new PromisedRule(id, parameters));
    }
    return rules;
  }

  private void known(List<String> columns, String where, Map<String, String> places) {
    for (String column : columns) {
      if (!places.containsKey(column)) {
        fault(
            where,
            "Không có cột \"%s\" trong \"fields\".".formatted(column),
            "\"fields\" has no column \"%s\".".formatted(column));
      }
    }
  }

  /** One text, or an array of them. */
  private static List<String> names(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    return node.isArray()
        ? node.valueStream().map(JsonNode::asText).toList()
        : List.of(node.asText());
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
    List<String> names = names(key);
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
