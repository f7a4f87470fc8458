package vn.sen.harvest.iso;

import static vn.sen.harvest.mapping.Statements.property;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import vn.sen.harvest.xml.XmlElement;

/** What a resource conforms to, is a part of, and is related to. */
final class Relations {
  private static final Property IN_SERIES = property(DCAT.NS + "inSeries");

  private final Texts texts;
  private final Resource dataset;
  private final Model model;
  private final UnaryOperator<String> subjects;

  Relations(Texts texts, Resource dataset, UnaryOperator<String> subjects) {
    this.texts = texts;
    this.dataset = dataset;
    this.model = dataset.getModel();
    this.subjects = subjects;
  }

  void say(XmlElement metadata, XmlElement info) {
    standards(metadata);
    parents(metadata, info);
  }

  /** Coordinate systems, and the specifications that the data passed. */
  private void standards(XmlElement metadata) {
    metadata
        .all("referenceSystemInfo", "MD_ReferenceSystem", "referenceSystemIdentifier")
        .flatMap(XmlElement::children)
        .flatMap(identifier -> identifier.all("code"))
        .distinct()
        .forEach(this::standard);
    metadata
        .all("dataQualityInfo", "DQ_DataQuality", "report")
        .flatMap(XmlElement::children)
        .flatMap(report -> report.all("result", "DQ_ConformanceResult"))
        .filter(result -> Texts.plain(result, "pass").anyMatch("true"::equals))
        .flatMap(result -> result.all("specification", "CI_Citation", "title"))
        .distinct()
        .forEach(this::standard);
  }

  private void standard(XmlElement name) {
    Optional<String> iri = Texts.anchor(name).or(() -> Texts.plain(name).flatMap(Texts::iri));
    if (iri.isPresent()) {
      dataset.addProperty(DCTerms.conformsTo, model.createResource(iri.get()));
    } else if (Texts.plain(name).isPresent()) {
      Resource standard = model.createResource().addProperty(RDF.type, DCTerms.Standard);
      texts.say(standard, DCTerms.title, Stream.of(name));
      dataset.addProperty(DCTerms.conformsTo, standard);
    }
  }

  /** What it is a part of: the record named as its parent, and what it cites as larger. */
  private void parents(XmlElement metadata, XmlElement info) {
    Stream.concat(
            Texts.plain(metadata, "parentIdentifier"),
            metadata
                .all("parentMetadata")
                .flatMap(
                    parent ->
                        Stream.concat(
                            parent.attribute("uuidref").stream(),
                            Texts.plain(
                                parent, "CI_Citation", "identifier", "MD_Identifier", "code"))))
        .distinct()
        .forEach(
            parent ->
                dataset.addProperty(
                    DCTerms.isPartOf, model.createResource(subjects.apply(parent))));
    Stream.concat(
            info.all("aggregationInfo", "MD_AggregateInformation"),
            info.all("associatedResource", "MD_AssociatedResource"))
        .forEach(
            other -> {
              Optional<Property> relation =
                  switch (Texts.codes(other, "associationType").findFirst().orElse("")) {
                    case "largerWorkCitation", "partOfSeamlessDatabase" ->
                        Optional.of(DCTerms.isPartOf);
                    case "series" -> Optional.of(IN_SERIES);
                    case "isComposedOf" -> Optional.of(DCTerms.hasPart);
                    case "source" -> Optional.of(DCTerms.source);
                    case "crossReference", "dependency" -> Optional.of(DCTerms.relation);
                    case "revisionOf" -> Optional.of(property(DCTerms.NS + "replaces"));
                    default -> Optional.empty();
                  };
              relation.ifPresent(
                  property ->
                      related(other)
                          .forEach(
                              iri -> dataset.addProperty(property, model.createResource(iri))));
            });
  }

  /** IRIs of another resource; a record that is only named stays in the XML. */
  private static Stream<String> related(XmlElement other) {
    return Stream.of(
            other.all("aggregateDataSetIdentifier").flatMap(XmlElement::children),
            Stream.of("aggregateDataSetName", "name")
                .flatMap(name -> other.all(name, "CI_Citation", "identifier"))
                .flatMap(XmlElement::children))
        .flatMap(identifiers -> identifiers)
        .flatMap(identifier -> identifier.all("code"))
        .flatMap(
            code -> Texts.anchor(code).or(() -> Texts.plain(code).flatMap(Texts::iri)).stream())
        .distinct();
  }
}
