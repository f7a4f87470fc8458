package vn.sen.harvest.csw;

import static vn.sen.harvest.mapping.Statements.date;
import static vn.sen.harvest.mapping.Statements.iriOrText;
import static vn.sen.harvest.mapping.Statements.kept;
import static vn.sen.harvest.mapping.Statements.link;
import static vn.sen.harvest.mapping.Statements.property;
import static vn.sen.harvest.mapping.Statements.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Licences;
import vn.sen.vocab.Sen;

/**
 * Says in DCAT what a {@code csw:Record} says, for catalogues that have nothing better; {@code
 * docs/mapping/csw.md} has the table. What has no place is kept as literals under {@code
 * urn:sen:csw:}.
 *
 * <p>Source: OGC 07-006r1, 10.2.
 */
final class DublinCoreRecord {
  static final String NS = Sen.NS + "csw:";

  private DublinCoreRecord() {}

  static boolean isRecord(XmlElement element) {
    return Set.of("Record", "SummaryRecord", "BriefRecord").contains(element.name())
        && element.namespace().startsWith("http://www.opengis.net/cat/csw/");
  }

  /** The record under its first identifier; empty where it has none. */
  static Optional<CatalogRecord> map(XmlElement record, UnaryOperator<String> subjects) {
    return record.text("identifier").map(identifier -> map(record, identifier, subjects));
  }

  private static CatalogRecord map(
      XmlElement record, String identifier, UnaryOperator<String> subjects) {
    Model model = ModelFactory.createDefaultModel();
    Resource dataset = model.createResource(subjects.apply(identifier));
    boolean service =
        record
            .text("type")
            .filter(type -> type.toLowerCase(Locale.ROOT).endsWith("service"))
            .isPresent();
    dataset.addProperty(RDF.type, service ? DCAT.DataService : DCAT.Dataset);
    record.children().forEach(element -> say(dataset, element));
    return new CatalogRecord(identifier, dataset);
  }

  private static void say(Resource dataset, XmlElement element) {
    String words = element.text();
    String language = element.attribute("lang").orElse("");
    switch (element.name()) {
      case "identifier" -> text(dataset, DCTerms.identifier, words);
      case "title" -> text(dataset, DCTerms.title, words, language);
      case "alternative" -> text(dataset, DCTerms.alternative, words, language);
      case "abstract", "description" -> text(dataset, DCTerms.description, words, language);
      case "subject" -> text(dataset, DCAT.keyword, words, language);
      case "publisher" -> agent(dataset, DCTerms.publisher, words);
      case "creator" -> agent(dataset, DCTerms.creator, words);
      case "contributor" -> agent(dataset, DCTerms.contributor, words);
      case "issued" -> date(dataset, DCTerms.issued, words);
      case "created" -> date(dataset, DCTerms.created, words);
      // Of what kind it is nobody says; and "modified" is when the catalogue took the record in.
      case "date" -> date(dataset, DCTerms.date, words);
      case "type" -> iriOrText(dataset, DCTerms.type, words);
      case "format" -> iriOrText(dataset, DCTerms.format, words);
      case "language" -> iriOrText(dataset, DCTerms.language, words);
      case "relation" -> iriOrText(dataset, DCTerms.relation, words);
      case "source" -> iriOrText(dataset, DCTerms.source, words);
      case "spatial", "coverage" -> iriOrText(dataset, DCTerms.spatial, words);
      case "temporal" -> iriOrText(dataset, DCTerms.temporal, words);
      case "accessRights" -> iriOrText(dataset, DCTerms.accessRights, words);
      case "rights", "license" ->
          iriOrText(
              dataset,
              element.name().equals("license") || Licences.find(words).isPresent()
                  ? DCTerms.license
                  : DCTerms.rights,
              words);
      case "references", "URI" -> reference(dataset, element);
      default ->
          kept(
              dataset,
              NS,
              element.name(),
              element.children().findAny().isEmpty() ? words : element.write());
    }
  }

  private static void agent(Resource dataset, Property property, String name) {
    if (!name.isEmpty()) {
      Resource agent = dataset.getModel().createResource(FOAF.Agent);
      text(agent, FOAF.name, name);
      dataset.addProperty(property, agent);
    }
  }

  /** A link, by what its scheme or protocol says of it. */
  private static void reference(Resource dataset, XmlElement element) {
    String scheme = element.attribute("scheme").or(() -> element.attribute("protocol")).orElse("");
    String kind = scheme.toLowerCase(Locale.ROOT);
    String url = element.text();
    if (kind.contains("link") || kind.contains("metadata")) {
      link(dataset, DCAT.landingPage, url);
      return;
    }
    Resource distribution = dataset.getModel().createResource();
    if (!link(distribution, DCAT.accessURL, url)) {
      kept(dataset, NS, element.name(), url);
      return;
    }
    if (kind.contains("download")) {
      link(distribution, DCAT.downloadURL, url);
    }
    distribution.addProperty(RDF.type, DCAT.Distribution);
    element.attribute("name").ifPresent(name -> text(distribution, DCTerms.title, name));
    element
        .attribute("description")
        .ifPresent(words -> text(distribution, DCTerms.description, words));
    text(distribution, property(NS + "scheme"), scheme);
    dataset.addProperty(DCAT.distribution, distribution);
  }
}
