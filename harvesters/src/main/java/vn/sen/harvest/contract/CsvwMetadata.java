package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;

/**
 * Reads CSV on the Web metadata as a {@link Contract}: of a table, or of a group of them. A column
 * is called as its header is (its first title); keys name columns by their {@code name}.
 *
 * <p>Source: W3C, Metadata Vocabulary for Tabular Data (2015).
 */
final class CsvwMetadata {
  private static final Map<String, Optional<ColumnType>> TYPES =
      Map.ofEntries(
          Map.entry("string", Optional.of(ColumnType.TEXT)),
          Map.entry("normalizedString", Optional.of(ColumnType.TEXT)),
          Map.entry("token", Optional.of(ColumnType.TEXT)),
          Map.entry("anyURI", Optional.of(ColumnType.TEXT)),
          Map.entry("xml", Optional.of(ColumnType.TEXT)),
          Map.entry("html", Optional.of(ColumnType.TEXT)),
          Map.entry("json", Optional.of(ColumnType.TEXT)),
          Map.entry("number", Optional.of(ColumnType.DECIMAL)),
          Map.entry("decimal", Optional.of(ColumnType.DECIMAL)),
          Map.entry("double", Optional.of(ColumnType.DECIMAL)),
          Map.entry("float", Optional.of(ColumnType.DECIMAL)),
          Map.entry("integer", Optional.of(ColumnType.INTEGER)),
          Map.entry("int", Optional.of(ColumnType.INTEGER)),
          Map.entry("long", Optional.of(ColumnType.INTEGER)),
          Map.entry("short", Optional.of(ColumnType.INTEGER)),
          Map.entry("byte", Optional.of(ColumnType.INTEGER)),
          Map.entry("nonNegativeInteger", Optional.of(ColumnType.INTEGER)),
          Map.entry("positiveInteger", Optional.of(ColumnType.INTEGER)),
          Map.entry("nonPositiveInteger", Optional.of(ColumnType.INTEGER)),
          Map.entry("negativeInteger", Optional.of(ColumnType.INTEGER)),
          Map.entry("unsignedLong", Optional.of(ColumnType.INTEGER)),
          Map.entry("unsignedInt", Optional.of(ColumnType.INTEGER)),
          Map.entry("unsignedShort", Optional.of(ColumnType.INTEGER)),
          Map.entry("unsignedByte", Optional.of(ColumnType.INTEGER)),
          Map.entry("boolean", Optional.of(ColumnType.BOOLEAN)),
          Map.entry("date", Optional.of(ColumnType.DATE)),
          Map.entry("time", Optional.of(ColumnType.TIME)),
          Map.entry("datetime", Optional.of(ColumnType.TIMESTAMP)),
          Map.entry("dateTime", Optional.of(ColumnType.TIMESTAMP)),
          Map.entry("dateTimeStamp", Optional.of(ColumnType.TIMESTAMP)),
          Map.entry("duration", Optional.of(ColumnType.DURATION)),
          Map.entry("dayTimeDuration", Optional.of(ColumnType.DURATION)),
          Map.entry("yearMonthDuration", Optional.of(ColumnType.DURATION)),
          Map.entry("gYear", Optional.of(ColumnType.YEAR)),
          Map.entry("gYearMonth", Optional.of(ColumnType.YEAR_MONTH)));

  /** What a type says of its range by its name. */
  private static final Map<String, Bound> LEAST =
      Map.of(
          "nonNegativeInteger", new Bound("0", true),
          "unsignedLong", new Bound("0", true),
          "unsignedInt", new Bound("0", true),
          "unsignedShort", new Bound("0", true),
          "unsignedByte", new Bound("0", true),
          "positiveInteger", new Bound("1", true));

  private static final Map<String, Bound> MOST =
      Map.of("nonPositiveInteger", new Bound("0", true), "negativeInteger", new Bound("-1", true));

  private final Faults faults = new Faults();
  private final List<OtherTable> others = new ArrayList<>();

  private CsvwMetadata() {}

  static boolean isOne(JsonNode root) {
    JsonNode context = root.path("@context");
    return root.has("tableSchema")
        || root.path("tables").isArray()
        || Faults.names(context).stream().anyMatch(iri -> iri.endsWith("/ns/csvw"));
  }

  static ContractReading read(JsonNode root, String table) {
    return new CsvwMetadata().contract(root, table);
  }

  private ContractReading contract(JsonNode root, String table) {
    JsonNode tables = root.path("tables");
    if (!tables.isArray()) {
      return table(root, "");
    }
    if (tables.size() == 1) {
      return table(tables.get(0), "/tables/0");
    }
    for (int i = 0; i < tables.size(); i++) {
      if (tableOf(tables.get(i).path("url")).equalsIgnoreCase(table)) {
        return table(tables.get(i), "/tables/" + i);
      }
    }
    faults.add(
        "/tables",
        "Siêu dữ liệu không nói về bảng \"%s\".".formatted(table),
        "The metadata are not about the table \"%s\".".formatted(table));
    return faults.invalid();
  }

  private ContractReading table(JsonNode table, String where) {
    JsonNode schema = table.path("tableSchema");
    JsonNode columns = schema.path("columns");
    String at = where + "/tableSchema";
    if (!columns.isArray() || columns.isEmpty()) {
      faults.add(
          at + "/columns",
          "Cần một mảng \"columns\" có ít nhất một cột.",
          "An array \"columns\" with at least one column is needed.");
      return faults.invalid();
    }
    var promised = new ArrayList<PromisedColumn>();
    var headers = new LinkedHashMap<String, String>();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode column = columns.get(i);
      if (column.path("virtual").asBoolean()) {
        continue;
      }
      String place = at + "/columns/" + i;
      Optional<String> title = title(column.path("titles"));
      Optional<String> name = Faults.text(column, "name");
      if (title.isEmpty() && name.isEmpty()) {
        faults.add(
            place,
            "Cột cần \"name\" hoặc \"titles\".",
            "The column needs a \"name\" or \"titles\".");
        continue;
      }
      String header = title.or(() -> name).orElseThrow();
      if (headers.put(name.orElse(header), header) != null) {
        faults.add(
            place + "/name",
            "Tên cột \"%s\" dùng hai lần.".formatted(name.orElse(header)),
            "The name \"%s\" is used twice.".formatted(name.orElse(header)));
      }
      promised.add(column(column, header, place));
    }
    List<String> key = headers(schema.path("primaryKey"), headers, at + "/primaryKey");
    List<Reference> references =
        references(schema.path("foreignKeys"), headers, table.path("url"), at + "/foreignKeys");
    List<PromisedRule> rules = faults.rules(schema.path("sen:rules"), at + "/sen:rules");
    return faults.or(
        () ->
            new Contract(
                promised,
                key,
                references,
                rules,
                List.of(),
                List.of(),
                FieldsMatch.EXACT,
                PromisedFile.NONE,
                others));
  }

  /** The first title, of the first language. */
  private static Optional<String> title(JsonNode titles) {
    JsonNode texts = titles;
    if (titles.isObject()) {
      texts =
          StreamSupport.stream(titles.spliterator(), false).findFirst().orElse(titles.path("none"));
    }
    return Faults.names(texts).stream().map(String::strip).filter(t -> !t.isEmpty()).findFirst();
  }

  private PromisedColumn column(JsonNode column, String header, String where) {
    JsonNode type = column.path("datatype");
    JsonNode facets = type.isObject() ? type : column.path("no facets");
    String base = type.isObject() ? type.path("base").asText("string") : type.asText("");
    String at = where + "/datatype";
    if (!base.isEmpty() && !TYPES.containsKey(base) && !base.startsWith("any")) {
      faults.add(
          at,
          "CSVW không có kiểu \"%s\".".formatted(base),
          "CSVW has no datatype \"%s\".".formatted(base));
    }
    Optional<ColumnType> found = TYPES.getOrDefault(base, Optional.empty());
    Optional<String> pattern =
        found.equals(Optional.of(ColumnType.TEXT))
            ? Faults.text(facets, "format")
            : Optional.empty();
    var exact = faults.length(facets, "length", at);
    var shortest = exact.isPresent() ? exact : faults.length(facets, "minLength", at);
    var longest = exact.isPresent() ? exact : faults.length(facets, "maxLength", at);
    var limits =
        new Limits(
            Faults.bound(facets, List.of("minimum", "minInclusive"), "minExclusive")
                .or(() -> Optional.ofNullable(LEAST.get(base))),
            Faults.bound(facets, List.of("maximum", "maxInclusive"), "maxExclusive")
                .or(() -> Optional.ofNullable(MOST.get(base))),
            shortest,
            longest,
            pattern,
            List.of());
    LimitFaults.find(found, limits, at, faults);
    return new PromisedColumn(
            header,
            found,
            column.path("required").asBoolean(),
            false,
            Optional.of(header),
            Faults.text(column, "dc:description").or(() -> Faults.text(column, "description")),
            limits)
        .in(Faults.text(column, "schema:unitText").or(() -> Faults.text(column, "unit")));
  }

  private List<Reference> references(
      JsonNode keys, Map<String, String> headers, JsonNode own, String where) {
    var references = new ArrayList<Reference>();
    for (int i = 0; i < keys.size(); i++) {
      JsonNode reference = keys.get(i).path("reference");
      List<String> columns = headers(keys.get(i).path("columnReference"), headers, where + "/" + i);
      boolean isOwn = own.isTextual() && own.equals(reference.path("resource"));
      JsonNode names = reference.path("columnReference");
      List<String> referenced =
          isOwn
              ? headers(names, headers, where + "/" + i + "/reference")
              : Faults.names(names).stream().map(CsvwMetadata::decoded).toList();
      if (columns.isEmpty() || columns.size() != referenced.size()) {
        faults.add(
            where + "/" + i,
            "Khóa ngoại cần \"columnReference\" ở hai phía, cùng số cột.",
            "A foreign key needs a \"columnReference\" on both sides, of as many columns.");
      }
      String file = reference.path("resource").asText("");
      String other = isOwn ? "" : tableOf(reference.path("resource"));
      references.add(new Reference(columns, other, referenced));
      if (!other.isEmpty() && others.stream().noneMatch(o -> o.name().equals(other))) {
        others.add(new OtherTable(other, Optional.of(decoded(file)), List.of(), List.of()));
      }
    }
    return references;
  }

  /** The table that an address is of, by its name. */
  static String tableOf(JsonNode url) {
    return ContractFile.tableOf(decoded(url.asText("")));
  }

  /** Names and addresses are written percent-encoded; a name that is not is left as it stands. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Columns by their names, as their headers. */
  private List<String> headers(JsonNode names, Map<String, String> headers, String where) {
    var found = new ArrayList<String>();
    for (String name : Faults.names(names)) {
      String header = headers.get(name);
      if (header == null) {
        faults.add(
            where,
            "Không có cột \"%s\" trong \"columns\".".formatted(name),
            "\"columns\" has no column \"%s\".".formatted(name));
      } else {
        found.add(header);
      }
    }
    return found;
  }
}
