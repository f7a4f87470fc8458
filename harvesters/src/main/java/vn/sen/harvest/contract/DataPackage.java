package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Message;

/**
 * Reads a Data Package ({@code datapackage.json}), or one of its resources by itself, as a {@link
 * Contract}: of several resources the one that is called like the file.
 *
 * <p>Source: Data Package 1.0 and 2.0, specs.frictionlessdata.io and datapackage.org.
 */
final class DataPackage {
  private final Faults faults = new Faults();
  private final List<Message> unheld = new ArrayList<>();

  private DataPackage() {}

  static boolean isOne(JsonNode root) {
    return root.has("resources") || isResource(root);
  }

  private static boolean isResource(JsonNode root) {
    return !root.has("fields") && Stream.of("schema", "path", "data").anyMatch(root::has);
  }

  static ContractReading read(JsonNode root, String table) {
    return new DataPackage().contract(root, table);
  }

  private ContractReading contract(JsonNode root, String table) {
    JsonNode resources = root.path("resources");
    var all = new LinkedHashMap<String, JsonNode>();
    if (!root.has("resources")) {
      all.put("", root);
    } else if (resources.isArray() && !resources.isEmpty()) {
      for (int i = 0; i < resources.size(); i++) {
        all.put("/resources/" + i, resources.get(i));
      }
    } else {
      faults.add(
          "/resources",
          "Cần một mảng \"resources\" có ít nhất một bảng.",
          "An array \"resources\" with at least one table is needed.");
      return faults.invalid();
    }
    all.forEach((where, resource) -> structure(resource, where));
    Optional<Map.Entry<String, JsonNode>> chosen =
        all.entrySet().stream()
            .filter(e -> all.size() == 1 || isCalled(e.getValue(), table))
            .findFirst();
    if (chosen.isEmpty()) {
      String names = all.values().stream().map(DataPackage::name).collect(Collectors.joining(", "));
      faults.add(
          "/resources",
          "Gói dữ liệu không có bảng nào tên \"%s\": %s.".formatted(table, names),
          "The package has no resource called \"%s\": %s.".formatted(table, names));
      return faults.invalid();
    }
    Contract contract = resource(chosen.get().getValue(), chosen.get().getKey(), all.values());
    return faults.or(() -> contract);
  }

  private static String name(JsonNode resource) {
    return resource.path("name").asText("");
  }

  private static boolean isCalled(JsonNode resource, String table) {
    return name(resource).equalsIgnoreCase(table)
        || paths(resource).anyMatch(p -> ContractFile.tableOf(p).equalsIgnoreCase(table));
  }

  private static Stream<String> paths(JsonNode resource) {
    return Faults.names(resource.path("path")).stream();
  }

  /** What every resource must be, this one or another. */
  private void structure(JsonNode resource, String where) {
    if (!resource.isObject()) {
      faults.add(where, "Mỗi bảng là một đối tượng JSON.", "Each resource is a JSON object.");
      return;
    }
    boolean hasData = resource.has("path") || resource.has("data");
    // A schema wrapped in nothing but "schema" is no resource yet, and needs no name.
    if (name(resource).isBlank() && (hasData || !where.isEmpty())) {
      faults.add(where + "/name", "Bảng thiếu tên (\"name\").", "The resource has no \"name\".");
    }
    if (!hasData && !where.isEmpty()) {
      faults.add(
          where,
          "Bảng cần \"path\" hoặc \"data\".",
          "The resource needs a \"path\" or its \"data\".");
    }
    JsonNode data = resource.path("data");
    if (resource.has("data") && !data.isArray()) {
      faults.add(
          where + "/data", "\"data\" là một mảng các dòng.", "\"data\" is an array of rows.");
    }
    for (int i = 0; i < data.size(); i++) {
      if (data.isArray() && !data.get(i).isContainerNode()) {
        faults.add(
            where + "/data/" + i,
            "Mỗi dòng là một mảng hoặc một đối tượng.",
            "Each row is an array or an object.");
      }
    }
  }

  private Contract resource(JsonNode resource, String where, Iterable<JsonNode> all) {
    JsonNode schema = resource.path("schema");
    Contract columns =
        schema.isObject()
            ? TableSchema.read(schema, where + "/schema", faults)
            : new Contract(List.of(), List.of());
    if (schema.isTextual()) {
      unheld.add(
          new Message(
              "Lược đồ của bảng nằm ở tệp khác (%s); Sen chỉ đọc hợp đồng được đưa vào."
                  .formatted(schema.asText()),
              "The resource's schema is in another file (%s); Sen reads the contract it is given alone."
                  .formatted(schema.asText())));
    }
    if (paths(resource).count() > 1) {
      unheld.add(
          new Message(
              "Bảng gồm nhiều tệp; Sen kiểm tra từng tệp một, không ghép lại.",
              "The resource is in several files; Sen checks each by itself and does not join"
                  + " them."));
    }
    var rules = new ArrayList<PromisedRule>(columns.rules());
    rules.addAll(faults.rules(resource.path("sen:rules"), where + "/sen:rules"));
    String own = name(resource);
    List<Reference> references =
        columns.references().stream()
            .map(r -> r.table().equals(own) ? new Reference(r.columns(), "", r.referenced()) : r)
            .toList();
    return new Contract(
        columns.columns(),
        columns.primaryKey(),
        references,
        rules,
        List.of(),
        unheld,
        columns.match(),
        file(resource, where),
        others(references, where + "/schema/foreignKeys", all));
  }

  private PromisedFile file(JsonNode resource, String where) {
    return new PromisedFile(
        count(resource, "bytes", where),
        Faults.text(resource, "hash").flatMap(hash -> checksum(hash, where + "/hash")),
        count(resource, "rows", where));
  }

  private OptionalLong count(JsonNode resource, String member, String where) {
    JsonNode value = resource.path(member);
    if (value.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
      faults.add(
          where + "/" + member,
          "\"%s\" là một số nguyên không âm.".formatted(member),
          "\"%s\" is a whole number, not negative.".formatted(member));
    }
    return OptionalLong.of(value.asLong());
  }

  /** {@code algorithm:value}; a value alone is MD5. */
  private Optional<Checksum> checksum(String hash, String where) {
    int colon = hash.indexOf(':');
    String algorithm = colon < 0 ? "md5" : hash.substring(0, colon);
    String value = hash.substring(colon + 1).toLowerCase(Locale.ROOT);
    if (value.isBlank()) {
      faults.add(where, "Mã băm trống.", "The hash is empty.");
    }
    return Optional.of(new Checksum(algorithm, value));
  }

  private List<OtherTable> others(
      List<Reference> references, String where, Iterable<JsonNode> all) {
    Set<String> wanted =
        references.stream()
            .map(Reference::table)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var others = new ArrayList<OtherTable>();
    for (JsonNode resource : all) {
      if (wanted.remove(name(resource))) {
        others.add(other(resource));
      }
    }
    for (String name : wanted) {
      faults.add(
          where,
          "Khóa ngoại nhắc đến bảng \"%s\" không có trong gói dữ liệu.".formatted(name),
          "A foreign key names a resource \"%s\" that the package does not have.".formatted(name));
    }
    return others;
  }

  private static OtherTable other(JsonNode resource) {
    JsonNode data = resource.path("data");
    Optional<String> path = paths(resource).findFirst().filter(_ -> !resource.has("data"));
    if (!data.isArray() || data.isEmpty()) {
      return new OtherTable(name(resource), path, List.of(), List.of());
    }
    if (data.get(0).isObject()) {
      var columns = new LinkedHashSet<String>();
      data.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
      List<List<String>> rows =
          data.valueStream()
              .map(row -> columns.stream().map(column -> cell(row.path(column))).toList())
              .toList();
      return new OtherTable(name(resource), path, List.copyOf(columns), rows);
    }
    List<String> header = data.get(0).valueStream().map(DataPackage::cell).toList();
    List<List<String>> rows =
        data.valueStream().skip(1).map(row -> columnsOf(row, header.size())).toList();
    return new OtherTable(name(resource), path, header, rows);
  }

  private static List<String> columnsOf(JsonNode row, int width) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < width; i++) {
      cells.add(cell(row.path(i)));
    }
    return cells;
  }

  private static String cell(JsonNode value) {
    return value.isNull() || value.isMissingNode()
        ? ""
        : value.isValueNode() ? value.asText() : value.toString();
  }
}
