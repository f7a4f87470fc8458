package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract.Comparison;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;

/**
 * Reads an Open Data Contract of version 3 as a {@link Contract}. What it promises of a table
 * beyond what Sen holds tables against (other engines, shares that are tolerated) is kept as a
 * promise not held, never dropped.
 *
 * <p>A rule of Sen is a check {@code type: custom, engine: sen, implementation: {rule: ACC-10,
 * determinant: [a], dependent: [b]}}.
 *
 * <p>Source: Open Data Contract Standard 3.0 and 3.1,
 * bitol-io.github.io/open-data-contract-standard.
 */
final class OpenDataContract {
  private static final Map<String, Optional<ColumnType>> TYPES =
      Map.of(
          "string", Optional.of(ColumnType.TEXT),
          "date", Optional.of(ColumnType.DATE),
          "timestamp", Optional.of(ColumnType.TIMESTAMP),
          "time", Optional.of(ColumnType.TIME),
          "number", Optional.of(ColumnType.DECIMAL),
          "integer", Optional.of(ColumnType.INTEGER),
          "boolean", Optional.of(ColumnType.BOOLEAN),
          "object", Optional.empty(),
          "array", Optional.empty());

  private static final Set<String> OF_CONTRACT =
      Set.of(
          "version",
          "kind",
          "apiVersion",
          "id",
          "name",
          "tenant",
          "tags",
          "status",
          "servers",
          "dataProduct",
          "description",
          "domain",
          "schema",
          "support",
          "price",
          "team",
          "roles",
          "slaDefaultElement",
          "slaProperties",
          "authoritativeDefinitions",
          "customProperties",
          "contractCreatedTs");

  private static final Set<String> OF_ELEMENT =
      Set.of(
          "id",
          "name",
          "physicalType",
          "physicalName",
          "description",
          "businessName",
          "authoritativeDefinitions",
          "tags",
          "customProperties",
          "logicalType",
          "relationships",
          "quality");

  private static final Set<String> OF_TABLE = Set.of("dataGranularityDescription", "properties");

  private static final Set<String> OF_COLUMN =
      Set.of(
          "primaryKey",
          "primaryKeyPosition",
          "logicalTypeOptions",
          "required",
          "unique",
          "partitioned",
          "partitionKeyPosition",
          "classification",
          "encryptedName",
          "transformSourceObjects",
          "transformLogic",
          "transformDescription",
          "examples",
          "criticalDataElement",
          "properties",
          "items");

  private static final Set<String> OF_RANGE =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format");

  /** Members of {@code logicalTypeOptions} for each type. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "string", Set.of("minLength", "maxLength", "pattern", "format"),
          "date", OF_RANGE,
          "timestamp", with(OF_RANGE, "timezone", "defaultTimezone"),
          "time", with(OF_RANGE, "timezone", "defaultTimezone"),
          "number", with(OF_RANGE, "multipleOf"),
          "integer", with(OF_RANGE, "multipleOf"),
          "object", Set.of("minProperties", "maxProperties", "required"),
          "array", Set.of("minItems", "maxItems", "uniqueItems"));

  private final Faults faults = new Faults();
  private final List<Reference> references = new ArrayList<>();
  private final List<PromisedRule> rules = new ArrayList<>();
  private final List<PromisedQuery> queries = new ArrayList<>();
  private final List<Message> unheld = new ArrayList<>();
  private List<String> tableNames = List.of();

  private OpenDataContract() {}

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
  }

  static boolean isOne(JsonNode root) {
    return root.path("kind").asText().equals("DataContract")
        || root.path("apiVersion").asText().startsWith("v") && !root.has("fields");
  }

  static ContractReading read(JsonNode root, String table) {
    return new OpenDataContract().contract(root, table);
  }

  private ContractReading contract(JsonNode root, String table) {
    for (String needed : List.of("version", "apiVersion", "kind", "id", "status")) {
      if (Faults.text(root, needed).isEmpty()) {
        faults.add("/" + needed, "Thiếu \"%s\".".formatted(needed), needed + " is missing.");
      }
    }
    String api = root.path("apiVersion").asText();
    if (!api.isEmpty() && !api.matches("v3\\.[0-9]+\\.[0-9]+")) {
      faults.add(
          "/apiVersion",
          "Chỉ đọc hợp đồng phiên bản 3 (v3.…), không phải \"%s\".".formatted(api),
          "Contracts of version 3 (v3.…) are read, not \"%s\".".formatted(api));
    }
    if (root.has("kind") && !root.path("kind").asText().equals("DataContract")) {
      faults.add("/kind", "\"kind\" là \"DataContract\".", "\"kind\" is \"DataContract\".");
    }
    known(root, "", OF_CONTRACT);
    OpenDataContractShape.check(root, faults);
    JsonNode tables = root.path("schema");
    if (root.has("schema") && !tables.isArray()) {
      faults.add("/schema", "\"schema\" là một mảng.", "\"schema\" is an array.");
      return faults.invalid();
    }
    var read = new LinkedHashMap<String, JsonNode>();
    for (int i = 0; i < tables.size(); i++) {
      structure(tables.get(i), "/schema/" + i);
      read.put("/schema/" + i, tables.get(i));
    }
    Optional<Map.Entry<String, JsonNode>> chosen = choose(read, table);
    if (chosen.isEmpty()) {
      faults.add(
          "/schema",
          read.isEmpty()
              ? "Hợp đồng không nói về bảng nào."
              : "Hợp đồng nói về nhiều bảng, không bảng nào tên \"%s\": %s."
                  .formatted(table, names(read)),
          read.isEmpty()
              ? "The contract is about no table."
              : "The contract is about several tables, and none is called \"%s\": %s."
                  .formatted(table, names(read)));
      return faults.invalid();
    }
    JsonNode own = chosen.get().getValue();
    tableNames =
        Stream.of("name", "physicalName")
            .flatMap(member -> Faults.text(own, member).stream())
            .distinct()
            .toList();
    rules.addAll(ServiceLevels.promised(root, tableNames));
    return table(own, chosen.get().getKey());
  }

  /** The only table, or the one of that name. */
  private static Optional<Map.Entry<String, JsonNode>> choose(
      Map<String, JsonNode> tables, String name) {
    if (tables.size() == 1) {
      return tables.entrySet().stream().findFirst();
    }
    return tables.entrySet().stream()
        .filter(
            t ->
                Stream.of("name", "physicalName")
                    .anyMatch(m -> t.getValue().path(m).asText().equalsIgnoreCase(name)))
        .findFirst();
  }

  private static String names(Map<String, JsonNode> tables) {
    return tables.values().stream()
        .map(t -> t.path("name").asText("?"))
        .collect(Collectors.joining(", "));
  }

  /** What every table of the contract must be, this one or another. */
  private void structure(JsonNode table, String where) {
    if (!table.isObject()) {
      faults.add(where, "Mỗi bảng là một đối tượng.", "Each table is an object.");
      return;
    }
    named(table, where);
    known(table, where, with(OF_ELEMENT, OF_TABLE.toArray(String[]::new)));
    JsonNode columns = table.path("properties");
    if (table.has("properties") && !columns.isArray()) {
      faults.add(
          where + "/properties", "\"properties\" là một mảng.", "\"properties\" is an array.");
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      String at = where + "/properties/" + i;
      JsonNode column = columns.get(i);
      named(column, at);
      known(column, at, with(OF_ELEMENT, OF_COLUMN.toArray(String[]::new)));
      for (String flag : List.of("primaryKey", "required", "unique")) {
        if (column.has(flag) && !column.get(flag).isBoolean()) {
          faults.add(
              at + "/" + flag,
              "\"%s\" là true hoặc false.".formatted(flag),
              "\"%s\" is true or false.".formatted(flag));
        }
      }
      String type = column.path("logicalType").asText();
      if (column.has("logicalType") && !TYPES.containsKey(type)) {
        faults.add(
            at + "/logicalType",
            "Không có kiểu \"%s\"; có: %s.".formatted(type, sorted(TYPES.keySet())),
            "There is no type \"%s\"; there are: %s.".formatted(type, sorted(TYPES.keySet())));
      }
      if (OPTIONS.containsKey(type)) {
        known(column.path("logicalTypeOptions"), at + "/logicalTypeOptions", OPTIONS.get(type));
      }
    }
  }

  private void named(JsonNode element, String where) {
    if (!element.path("name").isTextual() || element.path("name").asText().isBlank()) {
      faults.add(where + "/name", "Thiếu tên.", "The name is missing.");
    }
  }

  private void known(JsonNode object, String where, Set<String> members) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                faults.add(
                    where + "/" + name,
                    "Chuẩn không có \"%s\" ở đây.".formatted(name),
                    "The standard has no \"%s\" here.".formatted(name));
              }
            });
  }

  private ContractReading table(JsonNode table, String where) {
    JsonNode properties = table.path("properties");
    var columns = new ArrayList<PromisedColumn>();
    var places = new HashMap<String, String>();
    var key = new ArrayList<KeyPart>();
    for (int i = 0; i < properties.size(); i++) {
      JsonNode property = properties.get(i);
      String at = where + "/properties/" + i;
      String name = property.path("name").asText();
      String earlier = places.putIfAbsent(name, at);
      if (earlier != null) {
        faults.add(
            at + "/name",
            "Tên cột \"%s\" đã dùng ở %s.".formatted(name, earlier),
            "The name \"%s\" is already used at %s.".formatted(name, earlier));
      }
      columns.add(column(property, at));
      if (property.path("primaryKey").asBoolean()) {
        int position = property.path("primaryKeyPosition").asInt(-1);
        key.add(new KeyPart(position < 0 ? Integer.MAX_VALUE : position, name));
      }
    }
    checks(table.path("quality"), where + "/quality", Optional.empty(), new Promises());
    JsonNode relationships = table.path("relationships");
    for (int i = 0; i < relationships.size(); i++) {
      JsonNode relationship = relationships.get(i);
      reference(
          Faults.names(relationship.path("from")).stream().map(OpenDataContract::last).toList(),
          relationship,
          where + "/relationships/" + i);
    }
    List<String> keys =
        key.stream()
            .sorted(Comparator.comparingInt(KeyPart::position))
            .map(KeyPart::column)
            .toList();
    return faults.or(() -> new Contract(columns, keys, references, rules, queries, unheld));
  }

  private record KeyPart(int position, String column) {}

  /** What the checks of a column add to what it says itself. */
  private static final class Promises {
    private boolean required;
    private boolean unique;
    private List<String> values = List.of();
    private Optional<String> pattern = Optional.empty();
  }

  private PromisedColumn column(JsonNode property, String where) {
    String name = property.path("name").asText();
    var promises = new Promises();
    checks(property.path("quality"), where + "/quality", Optional.of(name), promises);
    JsonNode relationships = property.path("relationships");
    for (int i = 0; i < relationships.size(); i++) {
      reference(List.of(name), relationships.get(i), where + "/relationships/" + i);
    }
    JsonNode options = property.path("logicalTypeOptions");
    String at = where + "/logicalTypeOptions";
    Optional<String> pattern = faults.pattern(options, at).or(() -> promises.pattern);
    OptionalInt shortest = faults.length(options, "minLength", at);
    OptionalInt longest = faults.length(options, "maxLength", at);
    var limits =
        new Limits(
            Faults.bound(options, List.of("minimum"), "exclusiveMinimum"),
            Faults.bound(options, List.of("maximum"), "exclusiveMaximum"),
            shortest,
            longest,
            pattern,
            promises.values);
    LimitFaults.find(type(property), limits, at, faults);
    return new PromisedColumn(
            name,
            type(property),
            property.path("required").asBoolean() || promises.required,
            property.path("unique").asBoolean() || promises.unique,
            Faults.text(property, "businessName"),
            Faults.text(property, "description"),
            limits)
        .in(unit(property));
  }

  /** The standard has no word for units; they stand among the properties of one's own. */
  private static Optional<String> unit(JsonNode property) {
    for (JsonNode custom : property.path("customProperties")) {
      if (custom.path("property").asText().equals("unit")) {
        return Faults.text(custom, "value");
      }
    }
    return Optional.empty();
  }

  /** Dates whose format names no days are years, quarters or months. */
  private static Optional<ColumnType> type(JsonNode property) {
    Optional<String> format = Faults.text(property.path("logicalTypeOptions"), "format");
    Optional<ColumnType> type =
        TYPES.getOrDefault(property.path("logicalType").asText(), Optional.empty());
    return type.map(
        t -> t == ColumnType.DATE && format.isPresent() ? DateForm.type(format.get()) : t);
  }

  /** {@code to} is {@code table.column}, or as many of them as the reference has columns. */
  private void reference(List<String> columns, JsonNode relationship, String where) {
    List<String> to = Faults.names(relationship.path("to"));
    if (columns.isEmpty() || columns.size() != to.size()) {
      faults.add(
          where,
          "\"from\" và \"to\" có cùng số cột, ít nhất một.",
          "\"from\" and \"to\" have as many columns, at least one.");
      return;
    }
    String first = to.getFirst();
    int dot = first.lastIndexOf('.');
    String table = dot < 0 ? "" : first.substring(0, dot);
    references.add(
        new Reference(
            columns,
            tableNames.contains(table) ? "" : table,
            to.stream().map(OpenDataContract::last).toList()));
  }

  private static String last(String reference) {
    return reference.substring(reference.lastIndexOf('.') + 1);
  }

  private void checks(JsonNode checks, String where, Optional<String> column, Promises promises) {
    if (!checks.isMissingNode() && !checks.isArray()) {
      faults.add(where, "\"quality\" là một mảng.", "\"quality\" is an array.");
      return;
    }
    for (int i = 0; i < checks.size(); i++) {
      check(checks.get(i), where + "/" + i, column, promises);
    }
  }

  private void check(JsonNode check, String where, Optional<String> column, Promises promises) {
    String type = check.path("type").asText("library");
    switch (type) {
      case "custom" -> {
        if (check.path("engine").asText().equals("sen")) {
          rules.add(ofColumn(faults.rule(check.path("implementation"), at(where)), column));
        } else {
          unheld(check, where);
        }
      }
      case "library" -> library(check, where, column, promises);
      case "sql" -> query(check, where, column);
      case "text" -> unheld(check, where);
      default ->
          faults.add(
              where + "/type",
              "Không có loại kiểm tra \"%s\"; có: custom, library, sql, text.".formatted(type),
              "There is no check of type \"%s\"; there are: custom, library, sql, text."
                  .formatted(type));
    }
  }

  private void query(JsonNode check, String where, Optional<String> column) {
    List<Comparison> operators = comparisons(check);
    Optional<String> sql = Faults.text(check, "query");
    if (sql.isEmpty() || operators.size() != 1 || tableNames.isEmpty()) {
      faults.add(
          where,
          "Kiểm tra \"sql\" cần \"query\" và một phép so sánh.",
          "A check by SQL needs a \"query\" and one comparison.");
      return;
    }
    String query = sql.get();
    for (String place : List.of("${object}", "{object}")) {
      query = query.replace(place, quoted(tableNames.getFirst()));
    }
    for (String place : List.of("${property}", "{property}")) {
      query = query.replace(place, column.map(OpenDataContract::quoted).orElse(place));
    }
    queries.add(
        new PromisedQuery(
            tableNames,
            query,
            operators.getFirst(),
            Faults.names(check.path(operators.getFirst().key())),
            Faults.text(check, "description").or(() -> Faults.text(check, "name"))));
  }

  private static List<Comparison> comparisons(JsonNode check) {
    return Arrays.stream(Comparison.values()).filter(c -> check.has(c.key())).toList();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String at(String where) {
    return where + "/implementation";
  }

  /** A rule at a column is about that column, unless it says which. */
  private static PromisedRule ofColumn(PromisedRule rule, Optional<String> column) {
    if (column.isEmpty() || rule.parameters().containsKey("column")) {
      return rule;
    }
    var parameters = new HashMap<>(rule.parameters());
    parameters.put("column", List.of(column.get()));
    return new PromisedRule(rule.rule(), parameters);
  }

  private void library(JsonNode check, String where, Optional<String> column, Promises promises) {
    String metric = check.path("metric").asText(check.path("rule").asText());
    List<Comparison> operators = comparisons(check);
    if (metric.isEmpty() || operators.size() > 1) {
      faults.add(
          where,
          "Kiểm tra \"library\" cần \"metric\" và một phép so sánh.",
          "A check of the library needs a \"metric\" and one comparison.");
      return;
    }
    JsonNode arguments = check.path("arguments");
    boolean none = check.path("mustBe").isNumber() && check.path("mustBe").asDouble() == 0;
    if (metric.equals("nullValues") && none && column.isPresent()) {
      promises.required = true;
    } else if (metric.equals("duplicateValues") && none && column.isPresent()) {
      promises.unique = true;
    } else if (metric.equals("duplicateValues") && none && arguments.has("properties")) {
      List<String> key = Faults.names(arguments.path("properties"));
      rules.add(new PromisedRule("CLN-07", Map.of("columns", key)));
    } else if (metric.equals("invalidValues") && none && column.isPresent()) {
      List<String> values = Faults.names(arguments.path("validValues"));
      promises.values = values.isEmpty() ? promises.values : values;
      Optional<String> earlier = promises.pattern;
      promises.pattern = faults.pattern(arguments, where + "/arguments").or(() -> earlier);
    } else if (metric.equals("rowCount") && rowCount(check).isPresent()) {
      rules.add(new PromisedRule("COM-08", rowCount(check).get()));
    } else {
      unheld(check, where);
    }
  }

  /** Bounds of the number of rows, where the check is about nothing else. */
  private static Optional<Map<String, List<String>>> rowCount(JsonNode check) {
    var bounds = new HashMap<String, List<String>>();
    if (check.path("mustBe").isIntegralNumber()) {
      bounds.put("minimum", List.of(check.get("mustBe").asText()));
      bounds.put("maximum", List.of(check.get("mustBe").asText()));
    }
    if (check.path("mustBeBetween").size() == 2) {
      bounds.put("minimum", List.of(check.get("mustBeBetween").get(0).asText()));
      bounds.put("maximum", List.of(check.get("mustBeBetween").get(1).asText()));
    }
    whole(check, "mustBeGreaterOrEqualTo", 0).ifPresent(n -> bounds.put("minimum", List.of(n)));
    whole(check, "mustBeGreaterThan", 1).ifPresent(n -> bounds.put("minimum", List.of(n)));
    whole(check, "mustBeLessOrEqualTo", 0).ifPresent(n -> bounds.put("maximum", List.of(n)));
    whole(check, "mustBeLessThan", -1).ifPresent(n -> bounds.put("maximum", List.of(n)));
    boolean rows = check.path("unit").asText("rows").equals("rows");
    return rows && !bounds.isEmpty() ? Optional.of(bounds) : Optional.empty();
  }

  private static Optional<String> whole(JsonNode check, String operator, int more) {
    return check.path(operator).isIntegralNumber()
        ? Optional.of(Long.toString(check.get(operator).asLong() + more))
        : Optional.empty();
  }

  private void unheld(JsonNode check, String where) {
    String what =
        Stream.of("description", "name", "query", "metric", "rule", "engine")
            .flatMap(member -> Faults.text(check, member).stream())
            .findFirst()
            .orElse(check.path("type").asText());
    unheld.add(
        new Message(
            "Sen không tự kiểm tra được cam kết ở %s: %s".formatted(where, what),
            "Sen does not hold the table against the promise at %s: %s".formatted(where, what)));
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }
}
