package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.RuleCatalogue;

/**
 * Writes a {@link Contract} as a Frictionless Table Schema. Rules of Sen stand under {@code
 * sen:rules}, which the standard lets others skip.
 *
 * <p>Source: Table Schema 2.0, datapackage.org.
 */
final class TableSchemaWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<ColumnType, String> TYPES =
      Map.ofEntries(
          Map.entry(ColumnType.TEXT, "string"),
          Map.entry(ColumnType.DECIMAL, "number"),
          Map.entry(ColumnType.INTEGER, "integer"),
          Map.entry(ColumnType.BOOLEAN, "boolean"),
          Map.entry(ColumnType.DATE, "date"),
          Map.entry(ColumnType.TIME, "time"),
          Map.entry(ColumnType.TIMESTAMP, "datetime"),
          Map.entry(ColumnType.DURATION, "duration"),
          Map.entry(ColumnType.YEAR, "year"),
          Map.entry(ColumnType.YEAR_MONTH, "yearmonth"),
          Map.entry(ColumnType.GEOMETRY, "geojson"));

  /** Types whose values have an order that a limit can speak of. */
  private static final Set<String> ORDERED =
      Set.of("number", "integer", "date", "time", "datetime", "duration", "year", "yearmonth");

  private final ContractHeading heading;
  private final Unsaid unsaid;

  TableSchemaWriter(ContractHeading heading, Unsaid unsaid) {
    this.heading = heading;
    this.unsaid = unsaid;
  }

  ObjectNode write(Contract contract) {
    ObjectNode root =
        NODES.objectNode().put("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
    root.put("name", heading.table());
    root.put("sen:status", heading.status());
    heading.limitations().ifPresent(said -> root.put("description", said.vi() + "\n" + said.en()));
    ArrayNode fields = root.putArray("fields");
    var written = new HashSet<String>();
    for (PromisedColumn column : contract.columns()) {
      if (!column.name().isBlank() && written.add(column.name())) {
        fields.add(field(column));
      } else {
        unsaid.ofColumn(column, "tên dùng lần thứ hai", "a second column of that name");
      }
    }
    if (fields.isEmpty()) {
      unsaid.add("hợp đồng không có cột nào", "a contract without columns");
    }
    if (contract.match() != FieldsMatch.EXACT) {
      root.putArray("fieldsMatch").add(contract.match().key()); // as the profile has it
    }
    key(contract.primaryKey(), written).ifPresent(key -> root.set("primaryKey", key));
    ArrayNode references = NODES.arrayNode();
    contract.references().stream()
        .flatMap(reference -> foreignKey(reference, written).stream())
        .forEach(references::add);
    if (!references.isEmpty()) {
      root.set("foreignKeys", references);
    }
    ArrayNode rules = rules(contract.rules(), "", unsaid);
    if (!rules.isEmpty()) {
      root.set("sen:rules", rules);
    }
    contract.queries().forEach(q -> unsaid.add("truy vấn " + q.sql(), "the query " + q.sql()));
    return root;
  }

  /**
   * Rules of Sen with their parameters.
   *
   * @param prefix before the name of each member
   */
  static ArrayNode rules(List<PromisedRule> rules, String prefix, Unsaid unsaid) {
    ArrayNode written = NODES.arrayNode();
    for (PromisedRule rule : rules) {
      if (RuleCatalogue.find(rule.rule()).isEmpty() || rule.parameters().containsKey("rule")) {
        unsaid.add("quy tắc " + rule.rule(), "the rule " + rule.rule());
        continue;
      }
      ObjectNode object = written.addObject().put(prefix + "rule", rule.rule());
      rule.parameters().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(p -> object.set(prefix + p.getKey(), WrittenValue.oneOrMore(p.getValue())));
    }
    return written;
  }

  private ObjectNode field(PromisedColumn column) {
    ObjectNode field = NODES.objectNode().put("name", column.name());
    column.title().ifPresent(title -> field.put("title", title));
    column.description().ifPresent(words -> field.put("description", words));
    column.unit().ifPresent(unit -> field.put("unit", unit));
    String type = column.type().map(t -> TYPES.getOrDefault(t, "any")).orElse("any");
    field.put("type", type);
    if (column.type().isPresent() && type.equals("any")) {
      String key = column.type().get().key();
      unsaid.ofColumn(column, "kiểu " + key, "the type " + key);
    }
    ObjectNode constraints = constraints(column, type);
    if (!constraints.isEmpty()) {
      field.set("constraints", constraints);
    }
    return field;
  }

  private ObjectNode constraints(PromisedColumn column, String type) {
    ObjectNode constraints = NODES.objectNode();
    Limits limits = column.limits();
    if (column.required()) {
      constraints.put("required", true);
    }
    if (column.unique()) {
      constraints.put("unique", true);
    }
    bound(column, type, limits.minimum(), "minimum", "exclusiveMinimum", constraints);
    bound(column, type, limits.maximum(), "maximum", "exclusiveMaximum", constraints);
    length(column, type, limits.minimumLength(), "minLength", constraints);
    length(column, type, limits.maximumLength(), "maxLength", constraints);
    if (limits.pattern().isPresent()) {
      String pattern = limits.pattern().get();
      if (type.equals("string")) {
        constraints.put("pattern", pattern);
      } else {
        unsaid.ofColumn(column, "biểu thức " + pattern, "the pattern " + pattern);
      }
    }
    if (!limits.values().isEmpty()) {
      if (type.equals("boolean")
          || limits.values().stream().distinct().count() < limits.values().size()) {
        String values = String.join(", ", limits.values());
        unsaid.ofColumn(column, "các giá trị " + values, "the values " + values);
      } else {
        constraints.set("enum", WrittenValue.texts(limits.values()));
      }
    }
    return constraints;
  }

  private void bound(
      PromisedColumn column,
      String type,
      Optional<Bound> bound,
      String inclusive,
      String exclusive,
      ObjectNode constraints) {
    if (bound.isEmpty()) {
      return;
    }
    String value = bound.get().value();
    String member = bound.get().inclusive() ? inclusive : exclusive;
    if (!ORDERED.contains(type) || !WrittenValue.isPlain(value)) {
      unsaid.ofColumn(column, member + " " + value, member + " " + value);
    } else if (type.equals("number") || type.equals("integer") && value.matches("-?[0-9]+")) {
      constraints.set(member, WrittenValue.any(value));
    } else {
      constraints.put(member, value);
    }
  }

  private void length(
      PromisedColumn column,
      String type,
      OptionalInt length,
      String member,
      ObjectNode constraints) {
    if (length.isPresent() && type.equals("string")) {
      constraints.put(member, length.getAsInt());
    } else if (length.isPresent()) {
      String said = member + " " + length.getAsInt();
      unsaid.ofColumn(column, said, said);
    }
  }

  private Optional<ArrayNode> key(List<String> key, Set<String> columns) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (!columns.containsAll(key) || Set.copyOf(key).size() < key.size()) {
      String names = String.join(", ", key);
      unsaid.add("khóa " + names, "the key " + names);
      return Optional.empty();
    }
    return Optional.of((ArrayNode) WrittenValue.texts(key));
  }

  private Optional<ObjectNode> foreignKey(Reference reference, Set<String> columns) {
    boolean isWhole =
        !reference.columns().isEmpty()
            && reference.columns().size() == reference.referenced().size()
            && columns.containsAll(reference.columns());
    if (!isWhole) {
      unsaid.reference(reference);
      return Optional.empty();
    }
    ObjectNode key = NODES.objectNode();
    key.set("fields", WrittenValue.texts(reference.columns()));
    ObjectNode to = key.putObject("reference").put("resource", reference.table());
    to.set("fields", WrittenValue.texts(reference.referenced()));
    return Optional.of(key);
  }
}
