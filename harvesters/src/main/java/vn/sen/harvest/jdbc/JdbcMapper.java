package vn.sen.harvest.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.Source;
import vn.sen.harvest.jdbc.TableShape.ColumnShape;
import vn.sen.harvest.jdbc.TableShape.Reference;
import vn.sen.harvest.mapping.Statements;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.Json;

/** Says in DCAT, and as a Table Schema, what a database says of its tables. */
final class JdbcMapper {
  static final String ROWS = ".jsonl";
  static final String SCHEMA = ".schema.json";

  private static final int LONGEST_TITLE = 200;

  private final Source source;

  JdbcMapper(Source source) {
    this.source = source;
  }

  /** A table, or view. */
  CatalogRecord table(TableShape table) {
    String path = path(table.schema(), table.name());
    String said = table.comment().orElse("");
    String first = said.lines().findFirst().orElse("").strip();
    Resource dataset =
        dataset(
            path,
            table.schema() + "." + table.name(),
            first.isEmpty() || first.length() > LONGEST_TITLE
                ? table.name().replace('_', ' ').strip()
                : first,
            table.comment());
    Statements.iriOrText(
        dataset.getPropertyResourceValue(DCAT.distribution),
        DCTerms.conformsTo,
        name(path + SCHEMA));
    return new CatalogRecord(table.schema() + "." + table.name(), dataset);
  }

  /** What a query gives. */
  CatalogRecord query(NamedQuery query) {
    return new CatalogRecord(
        query.id(), dataset(query.id(), query.id(), query.title(), query.description()));
  }

  private Resource dataset(
      String path, String identifier, String title, Optional<String> description) {
    Model model = ModelFactory.createDefaultModel();
    Resource dataset =
        model
            .createResource(name(path))
            .addProperty(RDF.type, DCAT.Dataset)
            .addProperty(DCTerms.identifier, Statements.clean(identifier));
    Statements.text(dataset, DCTerms.title, title.isBlank() ? identifier : title);
    description.ifPresent(words -> Statements.text(dataset, DCTerms.description, words));
    Resource distribution =
        model
            .createResource(DCAT.Distribution)
            .addProperty(DCAT.downloadURL, model.createResource(name(path + ROWS)));
    Statements.text(distribution, DCTerms.title, title.isBlank() ? identifier : title);
    FileTypes.ofFileName("a" + ROWS)
        .ifPresent(
            type ->
                Statements.iriOrText(distribution, DCTerms.format, type.iri().orElse(type.code())));
    dataset.addProperty(DCAT.distribution, distribution);
    return dataset;
  }

  /** The name of a page of this source. */
  String name(String path) {
    return new PrivateName(source.id(), path).uri().toString();
  }

  /** What a table is called within the source: both names encoded, for they may hold anything. */
  static String path(String schema, String table) {
    return Statements.encoded(schema) + "/" + Statements.encoded(table);
  }

  /** What the database itself promises of a table, as a Frictionless Table Schema. */
  static String schema(TableShape table) {
    ObjectNode schema = Json.mapper().createObjectNode();
    ArrayNode fields = schema.putArray("fields");
    for (ColumnShape column : table.columns()) {
      ObjectNode field = fields.addObject().put("name", column.name());
      type(column).ifPresent(type -> field.put("type", type));
      column.comment().ifPresent(words -> field.put("description", words));
      if (column.nullness() == TableShape.Nullness.REQUIRED) {
        field.putObject("constraints").put("required", true);
      }
    }
    if (!table.primaryKey().isEmpty()) {
      texts(schema.putArray("primaryKey"), table.primaryKey());
    }
    if (!table.references().isEmpty()) {
      ArrayNode keys = schema.putArray("foreignKeys");
      for (Reference reference : table.references()) {
        ObjectNode key = keys.addObject();
        texts(key.putArray("fields"), reference.columns());
        ObjectNode to = key.putObject("reference").put("resource", reference.table());
        texts(to.putArray("fields"), reference.theirColumns());
      }
    }
    return schema.toString();
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  /** Only of types of which every value is written one way. */
  private static Optional<String> type(ColumnShape column) {
    return switch (column.jdbcType()) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of("integer");
      case Types.DATE ->
          column.type().toLowerCase(Locale.ROOT).equals("date")
              ? Optional.of("date")
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
