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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Comparison;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.RuleCatalogue;

/**
 * Writes a {@link Contract} as an Open Data Contract. What the standard has words for is said in
 * them, so that others read it too; the rest of the rules are checks of the engine {@code sen}.
 *
 * <p>Source: Open Data Contract Standard 3.1.
 */
final class OpenDataContractWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<ColumnType, String> TYPES =
      Map.ofEntries(
          Map.entry(ColumnType.TEXT, "string"),
          Map.entry(ColumnType.DATE, "date"),
          Map.entry(ColumnType.YEAR, "date"),
          Map.entry(ColumnType.YEAR_MONTH, "date"),
          Map.entry(ColumnType.YEAR_QUARTER, "date"),
          Map.entry(ColumnType.TIMESTAMP, "timestamp"),
          Map.entry(ColumnType.TIME, "time"),
          Map.entry(ColumnType.DECIMAL, "number"),
          Map.entry(ColumnType.INTEGER, "integer"),
          Map.entry(ColumnType.BOOLEAN, "boolean"));

  private static final Set<String> NUMBERS = Set.of("number", "integer");
  private static final Set<String> MOMENTS = Set.of("date", "timestamp", "time");

  /** What a relationship can name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final ContractHeading heading;
  private final Unsaid unsaid;

  OpenDataContractWriter(ContractHeading heading, Unsaid unsaid) {
    this.heading = heading;
    this.unsaid = unsaid;
  }

  ObjectNode write(Contract contract) {
    ObjectNode root =
        NODES
            .objectNode()
            .put("apiVersion", "v3.1.0")
            .put("kind", "DataContract")
            .put("id", heading.id())
            .put("name", heading.table())
            .put("version", heading.version())
            .put("status", heading.status());
    heading
        .limitations()
        .ifPresent(
            said -> root.putObject("description").put("limitations", said.vi() + "\n" + said.en()));
    root.putArray("schema").add(table(contract));
    return root;
  }

  private ObjectNode table(Contract contract) {
    List<String> names =
        contract.queries().stream()
            .map(PromisedQuery::tables)
            .filter(tables -> !tables.isEmpty() && tables.size() <= 2)
            .findFirst()
            .orElse(List.of(heading.table()));
    ObjectNode table = NODES.objectNode().put("name", names.getFirst());
    if (names.size() == 2) {
      table.put("physicalName", names.getLast());
    }
    table.put("logicalType", "object");
    var written = new HashSet<String>();
    if (!contract.columns().isEmpty()) {
      ArrayNode columns = table.putArray("properties");
      for (PromisedColumn column : contract.columns()) {
        if (written.add(column.name())) {
          columns.add(column(column, contract.primaryKey().indexOf(column.name())));
        } else {
          unsaid.ofColumn(column, "tên dùng lần thứ hai", "a second column of that name");
        }
      }
    }
    contract.primaryKey().stream()
        .filter(name -> !written.contains(name))
        .forEach(
            name ->
                unsaid.add(
                    "khóa \"%s\" không phải là cột".formatted(name),
                    "the key \"%s\", which is no column".formatted(name)));
    ArrayNode relationships = NODES.arrayNode();
    contract.references().stream()
        .flatMap(reference -> relationship(names.getFirst(), reference).stream())
        .forEach(relationships::add);
    if (!relationships.isEmpty()) {
      table.set("relationships", relationships);
    }
    ArrayNode quality = NODES.arrayNode();
    contract.rules().stream().flatMap(rule -> check(rule).stream()).forEach(quality::add);
    contract.queries().stream()
        .flatMap(query -> check(query, names).stream())
        .forEach(quality::add);
    if (!quality.isEmpty()) {
      table.set("quality", quality);
    }
    return table;
  }

  /**
   * @param place in the primary key, from 0; -1 for none
   */
  private ObjectNode column(PromisedColumn column, int place) {
    ObjectNode written = NODES.objectNode().put("name", column.name());
    column.title().ifPresent(title -> written.put("businessName", title));
    column.description().ifPresent(words -> written.put("description", words));
    column
        .unit()
        .ifPresent(
            unit ->
                written
                    .putArray("customProperties")
                    .addObject()
                    .put("property", "unit")
                    .put("value", unit));
    Optional<String> type = column.type().map(TYPES::get);
    type.ifPresent(name -> written.put("logicalType", name));
    if (column.type().isPresent() && type.isEmpty()) {
      String key = column.type().get().key();
      unsaid.ofColumn(column, "kiểu " + key, "the type " + key);
    }
    ObjectNode options = options(column, type.orElse(""));
    if (!options.isEmpty()) {
      written.set("logicalTypeOptions", options);
    }
    if (place >= 0) {
      written.put("primaryKey", true).put("primaryKeyPosition", place + 1);
    }
    if (column.required()) {
      written.put("required", true);
    }
    if (column.unique()) {
      written.put("unique", true);
    }
    Optional<String> pattern = column.limits().pattern().filter(_ -> !options.has("pattern"));
    List<String> values = column.limits().values();
    if (!values.isEmpty() || pattern.isPresent()) {
      ObjectNode check = library("invalidValues");
      ObjectNode arguments = check.putObject("arguments");
      if (!values.isEmpty()) {
        arguments.set("validValues", WrittenValue.texts(values));
      }
      pattern.ifPresent(expression -> arguments.put("pattern", expression));
      written.putArray("quality").add(check.put("mustBe", 0));
    }
    return written;
  }

  private ObjectNode options(PromisedColumn column, String type) {
    ObjectNode options = NODES.objectNode();
    Limits limits = column.limits();
    column.type().flatMap(DateForm::format).ifPresent(format -> options.put("format", format));
    bound(column, type, limits.minimum(), "minimum", "exclusiveMinimum", options);
    bound(column, type, limits.maximum(), "maximum", "exclusiveMaximum", options);
    length(column, type, limits.minimumLength(), "minLength", options);
    length(column, type, limits.maximumLength(), "maxLength", options);
    if (type.equals("string")) {
      limits.pattern().ifPresent(pattern -> options.put("pattern", pattern));
    }
    return options;
  }

  private void bound(
      PromisedColumn column,
      String type,
      Optional<Bound> bound,
      String inclusive,
      String exclusive,
      ObjectNode options) {
    if (bound.isEmpty()) {
      return;
    }
    String value = bound.get().value();
    String member = bound.get().inclusive() ? inclusive : exclusive;
    var number = WrittenValue.number(value);
    if (NUMBERS.contains(type) && number.isPresent()) {
      options.set(member, number.get());
    } else if (MOMENTS.contains(type) && WrittenValue.isPlain(value)) {
      options.put(member, value);
    } else {
      unsaid.ofColumn(column, member + " " + value, member + " " + value);
    }
  }

  private void length(
      PromisedColumn column, String type, OptionalInt length, String member, ObjectNode options) {
    if (length.isPresent() && type.equals("string")) {
      options.put(member, length.getAsInt());
    } else if (length.isPresent()) {
      String said = member + " " + length.getAsInt();
      unsaid.ofColumn(column, said, said);
    }
  }

  private Optional<ObjectNode> relationship(String own, Reference reference) {
    String table = reference.table().isEmpty() ? own : reference.table();
    boolean isNamed =
        Stream.of(List.of(own, table), reference.columns(), reference.referenced())
            .flatMap(List::stream)
            .allMatch(name -> NAME.matcher(name).matches());
    // The own table, named, is read as the own table.
    if (!isNamed || reference.table().equals(own) || reference.columns().isEmpty()) {
      unsaid.reference(reference);
      return Optional.empty();
    }
    ObjectNode written = NODES.objectNode().put("type", "foreignKey");
    written.set(
        "from", WrittenValue.texts(reference.columns().stream().map(c -> own + "." + c).toList()));
    written.set(
        "to",
        WrittenValue.texts(reference.referenced().stream().map(c -> table + "." + c).toList()));
    return Optional.of(written);
  }

  private Optional<ObjectNode> check(PromisedRule rule) {
    if (RuleCatalogue.find(rule.rule()).isEmpty() || rule.parameters().containsKey("rule")) {
      unsaid.add("quy tắc " + rule.rule(), "the rule " + rule.rule());
      return Optional.empty();
    }
    Optional<ObjectNode> known =
        switch (rule.rule()) {
          case "COM-08" -> rowCount(rule);
          case "CLN-07" -> noDuplicates(rule);
          default -> Optional.empty();
        };
    return known.or(
        () -> {
          ObjectNode check = NODES.objectNode().put("type", "custom").put("engine", "sen");
          ObjectNode implementation = check.putObject("implementation").put("rule", rule.rule());
          rule.parameters().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .forEach(p -> implementation.set(p.getKey(), WrittenValue.oneOrMore(p.getValue())));
          return Optional.of(check);
        });
  }

  private static Optional<ObjectNode> rowCount(PromisedRule rule) {
    Optional<Long> least = whole(rule, "minimum");
    Optional<Long> most = whole(rule, "maximum");
    long bounds = Stream.of(least, most).flatMap(Optional::stream).count();
    if (bounds == 0 || rule.parameters().size() != bounds) {
      return Optional.empty();
    }
    ObjectNode check = library("rowCount");
    if (bounds == 1) {
      least.ifPresent(n -> check.put(Comparison.BE_GREATER_OR_EQUAL_TO.key(), n));
      most.ifPresent(n -> check.put(Comparison.BE_LESS_OR_EQUAL_TO.key(), n));
    } else if (least.equals(most)) {
      check.put(Comparison.BE.key(), least.orElseThrow());
    } else {
      check.putArray(Comparison.BE_BETWEEN.key()).add(least.orElseThrow()).add(most.orElseThrow());
    }
    return Optional.of(check);
  }

  /** A parameter that is one number of rows, as it is read again. */
  private static Optional<Long> whole(PromisedRule rule, String parameter) {
    return Optional.of(rule.parameter(parameter))
        .filter(values -> values.size() == 1)
        .map(List::getFirst)
        .filter(value -> value.matches("0|[1-9][0-9]{0,17}"))
        .map(Long::valueOf);
  }

  private static Optional<ObjectNode> noDuplicates(PromisedRule rule) {
    if (rule.parameters().size() != 1 || rule.parameter("columns").isEmpty()) {
      return Optional.empty();
    }
    ObjectNode check = library("duplicateValues");
    check.putObject("arguments").set("properties", WrittenValue.texts(rule.parameter("columns")));
    return Optional.of(check.put("mustBe", 0));
  }

  private static ObjectNode library(String metric) {
    return NODES.objectNode().put("type", "library").put("metric", metric);
  }

  private Optional<ObjectNode> check(PromisedQuery query, List<String> names) {
    ObjectNode check = NODES.objectNode().put("type", "sql");
    query.description().ifPresent(words -> check.put("description", words));
    check.put("query", query.sql());
    boolean isSaid =
        query.tables().equals(names)
            && WrittenValue.isPlain(query.sql())
            && Stream.of("{object}", "{property}").noneMatch(query.sql()::contains)
            && compare(query, check);
    if (!isSaid) {
      unsaid.add("truy vấn " + query.sql(), "the query " + query.sql());
    }
    return Optional.of(check).filter(_ -> isSaid);
  }

  /** Whether the standard has such a comparison with such operands. */
  private static boolean compare(PromisedQuery query, ObjectNode check) {
    List<String> operands = query.operands();
    String key = query.comparison().key();
    switch (query.comparison()) {
      case BE, NOT_BE -> check.set(key, WrittenValue.oneOrMore(operands));
      case BE_BETWEEN, NOT_BE_BETWEEN -> {
        ArrayNode both = check.putArray(key);
        operands.stream().flatMap(o -> WrittenValue.number(o).stream()).forEach(both::add);
        return operands.size() == 2
            && both.size() == 2
            && !operands.getFirst().equals(operands.getLast());
      }
      default ->
          operands.stream()
              .flatMap(operand -> WrittenValue.number(operand).stream())
              .findFirst()
              .ifPresent(number -> check.set(key, number));
    }
    return operands.size() == 1 && check.has(key);
  }
}
