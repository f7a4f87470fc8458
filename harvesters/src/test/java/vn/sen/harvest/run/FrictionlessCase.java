package vn.sen.harvest.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.vocab.Json;

/**
 * One case of the specification of Frictionless, its calls read as tables and what is promised of
 * them: schemas and packages as they are, checks as rules of Sen.
 */
final class FrictionlessCase {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Of a folder of data that the cases were written beside. */
  private static final String DATA = "data/";

  /** What a value is, where the case says an expression in its place. */
  private static final Map<String, String> EXPRESSIONS =
      Map.of(
          "test_package_validate_stats_invalid",
          """
          {"resources": [{"name": "resource1", "path": "data/table.csv", "bytes": 31, "hash":
           "sha256:a1fd6c5ff3494f697874deeb07f69f8667e903dd94a7bc062dd57550cea26da8a"}]}\
          """,
          "test_package_validate_schema_foreign_key_internal_resource_violation",
          cities("[3, \"rome\", 4], [4, \"rio\", null]", "[1, 8], [2, 2], [3, 3]", ""),
          "test_package_validate_schema_multiple_foreign_key_violations",
          cities(
              "[5, \"rome\", 4], [6, \"rio\", null]",
              "[1, 8], [2, 2], [3, 3], [4, 6]",
              """
              , {"name": "travel_time",
                "data": [["from", "to", "hours"], [1, 2, 1.5], [2, 3, 8], [3, 4, 18]],
                "schema": {
                  "fields": [{"name": "from", "type": "integer"}, {"name": "to", "type": "integer"},
                    {"name": "hours", "type": "number"}],
                  "foreignKeys": [{"fields": ["from", "to"],
                    "reference": {"resource": "cities", "fields": ["id", "next_id"]}}]}}\
              """),
          "test_package_validate_from_dict_invalid",
          "invalid/datapackage.json",
          "test_package_validate_parallel_from_dict_invalid",
          "invalid/datapackage_no_foreign_key.json",
          "test_required_value::test_validate_required_value_found_datetime_descriptor",
          """
          {"checks": [{"type": "required-value", "fieldName": "date_of_registration",
           "values": ["2020-01-01T12:00:00Z"]}]}\
          """);

  private static String cities(String lastRows, String people, String more) {
    return """
    {"resources": [
      {"name": "cities",
       "data": [["id", "name", "next_id"], [1, "london", 2], [2, "paris", 3], %s],
       "schema": {
         "fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"},
           {"name": "next_id", "type": "integer"}],
         "foreignKeys": [
           {"fields": "next_id", "reference": {"resource": "", "fields": "id"}},
           {"fields": "id", "reference": {"resource": "people", "fields": "label"}}]}},
      {"name": "people", "data": [["label", "population"], %s]}%s]}\
    """
        .formatted(lastRows, people, more);
  }

  /**
   * A table and what is promised of it.
   *
   * @param beside the folder that a package's paths start from
   */
  record Task(Path file, Optional<JsonNode> contract, Path beside) {}

  private final JsonNode json;
  private final Path data;
  private final Path directory;
  private final List<ObjectNode> checks = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private Optional<JsonNode> schema = Optional.empty();
  private boolean matchesByName;

  /**
   * @param data the folder that holds the files of the cases
   * @param directory for the tables that the case writes out
   */
  FrictionlessCase(JsonNode json, Path data, Path directory) {
    this.json = json;
    this.data = data;
    this.directory = directory;
  }

  String id() {
    return json.path("id").asText();
  }

  private String name() {
    return id().substring(id().indexOf("::") + 2);
  }

  JsonNode expected() {
    return json.path("expect").path(0);
  }

  /**
   * Whether the case asks for a kind of fault; what is no kind but a group of them asks for all.
   */
  boolean asksFor(String kind) {
    Set<String> picked = said("pick_errors");
    boolean all = picked.isEmpty() || picked.stream().anyMatch(name -> name.startsWith("#"));
    boolean copies = !kind.equals("duplicate-row") || isChecked(kind);
    return copies && (all || picked.contains(kind)) && !said("skip_errors").contains(kind);
  }

  /** How many faults the case asks for at most; 0 for all. */
  int limit() {
    return calls()
        .mapToInt(call -> call.path("kwargs").path("limit_errors").asInt())
        .max()
        .orElse(0);
  }

  private boolean isChecked(String kind) {
    return checks.stream().anyMatch(check -> check.path("type").asText().equals(kind));
  }

  private Set<String> said(String argument) {
    return calls()
        .flatMap(call -> call.path("kwargs").path(argument).valueStream())
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  private Stream<JsonNode> calls() {
    return json.path("calls").valueStream();
  }

  /** The tables of the case, in its order. */
  List<Task> tasks() throws IOException {
    for (JsonNode call : calls().toList()) {
      prepare(call.path("call").asText(), call.path("args").path(0), call.path("kwargs"));
    }
    for (JsonNode call : calls().toList()) {
      JsonNode first = value(call.path("args").path(0));
      switch (call.path("call").asText()) {
        case "Resource", "TableResource" -> {
          JsonNode given = call.path("kwargs");
          resource(first.isMissingNode() ? given : NODES.objectNode().set("data", first), given);
        }
        case "TableResource.from_descriptor", "Resource.validate_descriptor" ->
            resource(first, first);
        case "Package" -> packaged(first);
        case "Inquiry.from_descriptor" -> {
          for (JsonNode task : first.path("tasks")) {
            if (task.has("package")) {
              packaged(task.get("package"));
            } else {
              resource(task, task);
            }
          }
        }
        default -> {
          // Says what is checked, not of which table.
        }
      }
    }
    return tasks;
  }

  private void prepare(String call, JsonNode argument, JsonNode named) throws IOException {
    JsonNode first = value(argument);
    if (call.equals("Schema.from_descriptor")) {
      schema = Optional.of(first);
    } else if (call.equals("Checklist.from_descriptor")) {
      first.path("checks").forEach(check -> checks.add((ObjectNode) check));
    } else if (call.startsWith("checks.")) {
      ObjectNode check = NODES.objectNode();
      check.put("type", call.substring("checks.".length()).replace('_', '-'));
      named.properties().forEach(e -> check.set(camel(e.getKey()), e.getValue()));
      checks.add(check);
    }
    matchesByName |= named.path("schema_sync").asBoolean();
  }

  private static String camel(String name) {
    return Pattern.compile("_([a-z])")
        .matcher(name)
        .replaceAll((MatchResult found) -> found.group(1).toUpperCase(java.util.Locale.ROOT));
  }

  /** Expressions name what stands in the code around the call. */
  private JsonNode value(JsonNode given) throws IOException {
    if (!given.has("$expr")) {
      return given;
    }
    String expression = EXPRESSIONS.getOrDefault(name(), EXPRESSIONS.getOrDefault(id(), ""));
    return expression.startsWith("{")
        ? Json.mapper().readTree(expression)
        : NODES.textNode(DATA + expression);
  }

  private Path shared(String path) {
    return data.resolve(path.substring(DATA.length()));
  }

  /**
   * @param source with {@code path} or {@code data}
   * @param said what else is said of it
   */
  private void resource(JsonNode source, JsonNode said) throws IOException {
    JsonNode rows = value(source.path("data"));
    String path = rows.isTextual() ? rows.asText() : source.path("path").asText();
    if (rows.isArray() && !rows.valueStream().allMatch(JsonNode::isArray)) {
      ObjectNode wrong = NODES.objectNode().put("name", "table");
      wrong.set("data", rows);
      tasks.add(new Task(write("table", NODES.arrayNode()), Optional.of(wrong), directory));
      return;
    }
    Path file = rows.isArray() ? write("table", rows) : file(path);
    tasks.add(new Task(file, contract(file, said), data));
  }

  /** The file of a case; where there is none of that name, one with the same fault. */
  private Path file(String path) throws IOException {
    if (!path.equals("data/issue-1066.csv")) {
      return shared(path);
    }
    var rows = new ArrayList<String>(List.of("idImpianto;Gestore;Bandiera"));
    for (int i = 2; i <= 40; i++) {
      String name = i == 35 ? "MEGA SERVICE ".repeat(500) : "GESTORE N. " + i;
      rows.add("%d;%s;Api-Ip".formatted(50_000 + i, name));
    }
    return Files.writeString(directory.resolve("issue-1066.csv"), String.join("\n", rows) + "\n");
  }

  private Path write(String name, JsonNode rows) throws IOException {
    String text =
        rows.valueStream()
            .map(
                row ->
                    row.valueStream().map(FrictionlessCase::cell).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(directory.resolve(name + ".csv"), text);
  }

  private static String cell(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }

  private Optional<JsonNode> contract(Path file, JsonNode said) throws IOException {
    Optional<JsonNode> promised = schema;
    if (said.path("schema").isTextual()) {
      promised = Optional.of(Json.mapper().readTree(shared(said.get("schema").asText()).toFile()));
    } else if (said.path("schema").has("fields")) {
      promised = Optional.of(said.get("schema"));
    }
    ArrayNode rules = rules(file);
    boolean described = said.has("rows") || said == json.path("calls").path(0).path("args").path(0);
    if (promised.isEmpty() && rules.isEmpty() && !described) {
      return Optional.empty();
    }
    ObjectNode fields = promised.isPresent() ? promised.get().deepCopy() : NODES.objectNode();
    if (promised.isEmpty() && !rules.isEmpty()) {
      ArrayNode names = fields.putArray("fields");
      header(file).forEach(name -> names.addObject().put("name", name));
    }
    if (!rules.isEmpty()) {
      fields.set("sen:rules", rules);
    }
    if (matchesByName) {
      fields.put("fieldsMatch", "partial");
    }
    if (!described) {
      return Optional.of(fields);
    }
    ObjectNode resource = NODES.objectNode();
    for (String member : List.of("name", "path", "rows")) {
      if (said.has(member)) {
        resource.set(member, said.get(member));
      }
    }
    if (said.has("rows")) {
      resource.put("name", "table"); // Frictionless infers one where the resource is no descriptor.
    }
    return Optional.of(fields.isEmpty() ? resource : resource.set("schema", fields));
  }

  private static List<String> header(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().stream()
          .flatMap(l -> Stream.of(l.split("[,;]")))
          .map(String::strip)
          .toList();
    }
  }

  private ArrayNode rules(Path file) throws IOException {
    ArrayNode rules = NODES.arrayNode();
    for (ObjectNode check : checks) {
      var parameters = new TreeMap<String, JsonNode>();
      check.properties().forEach(e -> parameters.put(e.getKey(), e.getValue()));
      switch (check.path("type").asText()) {
        case "deviated-cell" -> {
          ArrayNode columns = rules.addObject().put("rule", "ACC-09").putArray("lengths");
          header(file).forEach(columns::add);
        }
        case "deviated-value" ->
            rule(rules, "ACC-09", check, Map.of("fieldName", "column", "average", "average"));
        case "forbidden-value" ->
            rule(rules, "ACC-02", check, Map.of("fieldName", "column", "values", "forbidden"));
        case "required-value" ->
            rule(rules, "COM-09", check, Map.of("fieldName", "column", "values", "values"));
        case "sequential-value" -> rule(rules, "COM-10", check, Map.of("fieldName", "column"));
        case "row-constraint" -> rule(rules, "ACC-05", check, Map.of("formula", "formula"));
        case "table-dimensions" -> {
          rule(rules, "COM-12", check, dimensions("Fields"));
          rule(rules, "COM-08", check, dimensions("Rows"));
        }
        case "duplicate-row" -> {
          // Sen looks for copies in every table.
        }
        default -> throw new IllegalStateException("no rule for " + check);
      }
    }
    return rules;
  }

  private static Map<String, String> dimensions(String of) {
    return Map.of("num" + of, "exactly", "min" + of, "minimum", "max" + of, "maximum");
  }

  /** A rule with those parameters of a check that are given; none where none is. */
  private static void rule(
      ArrayNode rules, String id, ObjectNode check, Map<String, String> parameters) {
    var given = new LinkedHashMap<String, JsonNode>();
    parameters.forEach(
        (from, to) -> Optional.ofNullable(check.get(from)).ifPresent(v -> given.put(to, v)));
    if (!given.isEmpty()) {
      rules.addObject().put("rule", id).setAll(given);
    }
  }

  /** Each resource of a package is a task. */
  private void packaged(JsonNode given) throws IOException {
    Path beside = data.getParent();
    JsonNode descriptor = given;
    if (given.isTextual()) {
      Path file = shared(given.asText());
      beside = file.getParent();
      descriptor = Json.mapper().readTree(file.toFile());
    }
    for (JsonNode resource : descriptor.path("resources")) {
      String name = resource.path("name").asText();
      if (resource.has("schema") || resource.has("hash")) {
        Path file =
            resource.has("data")
                ? write(name, resource.get("data"))
                : beside.resolve(resource.path("path").asText());
        tasks.add(new Task(file, Optional.of(descriptor), beside));
      }
    }
  }
}
