package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;

/**
 * Reads a Frictionless Table Schema as a {@link Contract}. Rules of Sen stand under {@code
 * sen:rules}, each an object with {@code rule} and its parameters.
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

  private final Faults faults;

  private TableSchema(Faults faults) {
    this.faults = faults;
  }

  static ContractReading read(JsonNode root) {
    var faults = new Faults();
    Contract contract = read(root, "", faults);
    return faults.or(() -> contract);
  }

  /**
   * Reads a schema that stands in something else.
   *
   * @param base where it stands, a JSON pointer
   */
  static Contract read(JsonNode schema, String base, Faults faults) {
    return new TableSchema(faults).contract(schema, base);
  }

  private Contract contract(JsonNode schema, String base) {
    JsonNode fields = schema.path("fields");
    if (!fields.isArray() || fields.isEmpty()) {
      faults.add(
          base + "/fields",
          "Cần một mảng \"fields\" có ít nhất một cột.",
          "An array \"fields\" with at least one column is needed.");
      return new Contract(List.of(), List.of());
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
    FieldsMatch match = match(schema.path("fieldsMatch"), base + "/fieldsMatch");
    if (match != FieldsMatch.EXACT) {
      tellApart(columns, places);
    }
    return new Contract(
        columns, key, references, rules, List.of(), List.of(), match, PromisedFile.NONE, List.of());
  }

  /** A text, or an array of one: the standard's words say the one, its profile the other. */
  private FieldsMatch match(JsonNode given, String where) {
    List<String> names = Faults.names(given);
    Optional<FieldsMatch> match =
        Arrays.stream(FieldsMatch.values())
            .filter(m -> names.isEmpty() ? m == FieldsMatch.EXACT : names.equals(List.of(m.key())))
            .findFirst();
    if (match.isEmpty()) {
      faults.add(
          where,
          "\"fieldsMatch\" là một trong: exact, equal, subset, superset, partial.",
          "\"fieldsMatch\" is one of: exact, equal, subset, superset, partial.");
    }
    return match.orElse(FieldsMatch.EXACT);
  }

  /** Columns are found by their names whatever the case of their letters. */
  private void tellApart(List<PromisedColumn> columns, Map<String, String> places) {
    var known = new HashMap<String, String>();
    for (PromisedColumn column : columns) {
      String name = column.name();
      String other = known.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), name);
      if (other != null && !other.equals(name)) {
        faults.add(
            places.getOrDefault(name, "") + "/name",
            "Các cột được ghép theo tên, nhưng \"%s\" và \"%s\" chỉ khác nhau ở chữ hoa, chữ thường."
                .formatted(other, name),
            "Columns are matched by name, but \"%s\" and \"%s\" differ in the case of their letters alone."
                .formatted(other, name));
      }
    }
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
                limits(columnType, constraints, where + "/constraints"))
            .in(Faults.text(field, "unit")));
  }

  private Limits limits(Optional<ColumnType> type, JsonNode constraints, String where) {
    JsonNode values = constraints.path("enum");
    if (!values.isMissingNode() && (!values.isArray() || values.isEmpty())) {
      faults.add(
          where + "/enum",
          "\"enum\" là một mảng có ít nhất một giá trị.",
          "\"enum\" is an array with at least one value.");
    }
    var limits =
        new Limits(
            Faults.bound(constraints, List.of("minimum"), "exclusiveMinimum"),
            Faults.bound(constraints, List.of("maximum"), "exclusiveMaximum"),
            faults.length(constraints, "minLength", where),
            faults.length(constraints, "maxLength", where),
            faults.pattern(constraints, where),
            values.valueStream().map(JsonNode::asText).toList());
    LimitFaults.find(type, limits, where, faults);
    return limits;
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
