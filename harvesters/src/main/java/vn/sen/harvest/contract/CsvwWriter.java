package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;

/**
 * Writes a {@link Contract} as CSVW metadata. A column is found by its title there, so {@code
 * titles} is the header of the file: the column's title where it has one. Tables that are referred
 * to stand beside it, for the standard wants every one described.
 *
 * <p>Source: W3C, Metadata Vocabulary for Tabular Data (2015).
 */
final class CsvwWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<ColumnType, String> TYPES =
      Map.of(
          ColumnType.TEXT, "string",
          ColumnType.DECIMAL, "decimal",
          ColumnType.INTEGER, "integer",
          ColumnType.BOOLEAN, "boolean",
          ColumnType.DATE, "date",
          ColumnType.TIME, "time",
          ColumnType.TIMESTAMP, "datetime",
          ColumnType.DURATION, "duration",
          ColumnType.YEAR, "gYear",
          ColumnType.YEAR_MONTH, "gYearMonth");

  private static final Set<String> UNORDERED = Set.of("any", "string", "boolean");

  private final ContractHeading heading;
  private final Unsaid unsaid;

  /** Names that the standard allows, by those of the contract. */
  private final Map<String, String> names = new LinkedHashMap<>();

  /** Addresses of other tables, by their names, where the contract says them. */
  private final Map<String, String> addresses = new HashMap<>();

  /** Columns of tables that are referred to, by the addresses of these. */
  private final Map<String, Set<String>> others = new LinkedHashMap<>();

  CsvwWriter(ContractHeading heading, Unsaid unsaid) {
    this.heading = heading;
    this.unsaid = unsaid;
  }

  ObjectNode write(Contract contract) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode columns = schema.putArray("columns");
    for (PromisedColumn column : contract.columns()) {
      if (names.putIfAbsent(column.name(), name(column.name())) == null) {
        columns.add(column(column));
      } else {
        unsaid.ofColumn(column, "tên dùng lần thứ hai", "a second column of that name");
      }
    }
    if (columns.isEmpty()) {
      unsaid.add("hợp đồng không có cột nào", "a contract without columns");
    }
    List<String> key = contract.primaryKey();
    if (!names.keySet().containsAll(key)) {
      unsaid.add("khóa " + String.join(", ", key), "the key " + String.join(", ", key));
    } else if (!key.isEmpty()) {
      schema.set("primaryKey", WrittenValue.texts(key.stream().map(names::get).toList()));
    }
    others(contract);
    ArrayNode references = NODES.arrayNode();
    contract.references().stream()
        .flatMap(reference -> foreignKey(reference).stream())
        .forEach(references::add);
    if (!references.isEmpty()) {
      schema.set("foreignKeys", references);
    }
    // The standard lets nothing but prefixed names stand in objects of others.
    ArrayNode rules = TableSchemaWriter.rules(contract.rules(), "sen:", unsaid);
    if (!rules.isEmpty()) {
      schema.set("sen:rules", rules);
    }
    contract.queries().forEach(q -> unsaid.add("truy vấn " + q.sql(), "the query " + q.sql()));
    return root(schema);
  }

  private ObjectNode root(ObjectNode schema) {
    ObjectNode root = NODES.objectNode().put("@context", "http://www.w3.org/ns/csvw");
    if (others.isEmpty()) {
      return describe(root, schema);
    }
    ArrayNode tables = root.putArray("tables");
    describe(tables.addObject(), schema);
    others.forEach(
        (url, columns) -> {
          ArrayNode named =
              tables.addObject().put("url", url).putObject("tableSchema").putArray("columns");
          columns.forEach(name -> named.addObject().put("name", name(name)).put("titles", name));
        });
    return root;
  }

  private ObjectNode describe(ObjectNode table, ObjectNode schema) {
    table.put("url", url(heading.table()));
    heading
        .limitations()
        .ifPresent(
            said -> {
              ArrayNode words = table.putArray("dc:description");
              words.addObject().put("@value", said.vi()).put("@language", "vi");
              words.addObject().put("@value", said.en()).put("@language", "en");
            });
    table.put("sen:status", heading.status());
    table.set("tableSchema", schema);
    return table;
  }

  private static String url(String table) {
    return encoded(table, "") + ".csv";
  }

  private ObjectNode column(PromisedColumn column) {
    ObjectNode written =
        NODES
            .objectNode()
            .put("name", name(column.name()))
            .put("titles", column.title().orElse(column.name()));
    column.description().ifPresent(words -> written.put("dc:description", words));
    column.unit().ifPresent(unit -> written.put("schema:unitText", unit));
    if (column.required()) {
      written.put("required", true);
    }
    if (column.unique()) {
      unsaid.ofColumn(column, "không lặp", "unique values");
    }
    Limits limits = column.limits();
    if (!limits.values().isEmpty()) {
      String values = String.join(", ", limits.values());
      unsaid.ofColumn(column, "các giá trị " + values, "the values " + values);
    }
    String type = column.type().map(t -> TYPES.getOrDefault(t, "any")).orElse("any");
    if (column.type().isPresent() && type.equals("any")) {
      String key = column.type().get().key();
      unsaid.ofColumn(column, "kiểu " + key, "the type " + key);
    }
    ObjectNode facets = NODES.objectNode().put("base", type);
    bound(column, type, limits.minimum(), "minimum", "minExclusive", facets);
    bound(column, type, limits.maximum(), "maximum", "maxExclusive", facets);
    length(column, type, limits.minimumLength(), "minLength", facets);
    length(column, type, limits.maximumLength(), "maxLength", facets);
    if (limits.pattern().isPresent()) {
      String pattern = limits.pattern().get();
      if (type.equals("string")) {
        facets.put("format", pattern);
      } else {
        unsaid.ofColumn(column, "biểu thức " + pattern, "the pattern " + pattern);
      }
    }
    return facets.size() == 1 ? written.put("datatype", type) : written.set("datatype", facets);
  }

  private void bound(
      PromisedColumn column,
      String type,
      Optional<Bound> bound,
      String inclusive,
      String exclusive,
      ObjectNode facets) {
    if (bound.isEmpty()) {
      return;
    }
    String value = bound.get().value();
    String member = bound.get().inclusive() ? inclusive : exclusive;
    boolean isNumber = type.equals("decimal") || type.equals("integer");
    if (UNORDERED.contains(type)
        || !WrittenValue.isPlain(value)
        || isNumber && WrittenValue.number(value).isEmpty()) {
      unsaid.ofColumn(column, member + " " + value, member + " " + value);
    } else if (isNumber) {
      facets.set(member, WrittenValue.any(value));
    } else {
      facets.put(member, value);
    }
  }

  private void length(
      PromisedColumn column, String type, OptionalInt length, String member, ObjectNode facets) {
    if (length.isPresent() && type.equals("string")) {
      facets.put(member, length.getAsInt());
    } else if (length.isPresent()) {
      String said = member + " " + length.getAsInt();
      unsaid.ofColumn(column, said, said);
    }
  }

  /** Where the tables are that are referred to, as far as the contract says. */
  private void others(Contract contract) {
    for (OtherTable other : contract.others()) {
      other.path().ifPresent(path -> addresses.put(other.name(), encoded(path, "/")));
      boolean isReferredTo =
          contract.references().stream().anyMatch(r -> r.table().equals(other.name()));
      if (other.path().isEmpty() || other.isInline() || !isReferredTo) {
        unsaid.table(other);
      }
    }
  }

  private String addressOf(String table) {
    return addresses.getOrDefault(table, url(table));
  }

  private Optional<ObjectNode> foreignKey(Reference reference) {
    boolean isOwn = reference.table().isEmpty();
    String url = isOwn ? url(heading.table()) : addressOf(reference.table());
    // The own table, named, is read as the own table; of another, no more than its file's name.
    boolean isSaid =
        !reference.columns().isEmpty()
            && reference.columns().size() == reference.referenced().size()
            && names.keySet().containsAll(reference.columns())
            && (isOwn
                ? names.keySet().containsAll(reference.referenced())
                : !url.equals(url(heading.table()))
                    && CsvwMetadata.tableOf(NODES.textNode(url)).equals(reference.table()));
    if (!isSaid) {
      unsaid.reference(reference);
      return Optional.empty();
    }
    if (!isOwn) {
      others.computeIfAbsent(url, _ -> new LinkedHashSet<>()).addAll(reference.referenced());
    }
    ObjectNode key = NODES.objectNode();
    key.set(
        "columnReference",
        WrittenValue.texts(reference.columns().stream().map(names::get).toList()));
    ObjectNode to = key.putObject("reference").put("resource", url);
    to.set(
        "columnReference",
        WrittenValue.texts(reference.referenced().stream().map(CsvwWriter::name).toList()));
    return Optional.of(key);
  }

  /** A name that the standard allows: letters, digits, signs of RFC 6570, the rest encoded. */
  private static String name(String name) {
    String encoded = encoded(name, "").replace("-", "%2D").replace(".", "%2E");
    return encoded.startsWith("_") ? "%5F" + encoded.substring(1) : encoded;
  }

  /**
   * @param more what stays as it is besides letters, digits and {@code _-.}
   */
  private static String encoded(String text, String more) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || ("_-." + more).indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return encoded.toString();
  }
}
