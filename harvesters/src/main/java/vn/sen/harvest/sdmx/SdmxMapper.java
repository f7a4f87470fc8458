package vn.sen.harvest.sdmx;

import static vn.sen.harvest.mapping.Statements.date;
import static vn.sen.harvest.mapping.Statements.iriOrText;
import static vn.sen.harvest.mapping.Statements.isDate;
import static vn.sen.harvest.mapping.Statements.kept;
import static vn.sen.harvest.mapping.Statements.link;
import static vn.sen.harvest.mapping.Statements.property;
import static vn.sen.harvest.mapping.Statements.text;

import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import vn.sen.harvest.mapping.Statements;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.FileType;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.Sen;

/**
 * Says in DCAT what a dataflow says; {@code docs/mapping/sdmx.md} has the table. What has no place
 * is kept as literals under {@code urn:sen:sdmx:}.
 */
final class SdmxMapper {
  static final String NS = Sen.NS + "sdmx:";

  /** By this a file is asked for, where the address alone does not say enough. */
  static final String CSV = "application/vnd.sdmx.data+csv";

  /** What services call the annotation that says when data were last changed. */
  private static final List<String> MODIFIED = List.of("UPDATE_DATA", "LAST_UPDATE", "LastUpdate");

  private final SdmxService service;
  private final SdmxService.Api api;
  private final Structures structures;

  SdmxMapper(SdmxService service, SdmxService.Api api, Structures structures) {
    this.service = service;
    this.api = api;
    this.structures = structures;
  }

  CatalogRecord map(Dataflow flow) {
    Resource dataset =
        ModelFactory.createDefaultModel().createResource(service.dataflow(api, flow), DCAT.Dataset);
    text(dataset, DCTerms.identifier, flow.identifier());
    words(dataset, DCTerms.title, flow.names());
    words(dataset, DCTerms.description, flow.descriptions());
    text(dataset, property(DCAT.NS + "version"), flow.version());
    flow.structure().ifPresent(urn -> iriOrText(dataset, DCTerms.conformsTo, urn));
    dataset.addProperty(DCTerms.publisher, agency(dataset, flow.agency()));
    structures
        .categories()
        .getOrDefault(flow.identifier(), List.of())
        .forEach(urn -> theme(dataset, urn));
    for (Dataflow.Annotation annotation : flow.annotations()) {
      annotation(dataset, annotation);
    }
    flow.beside().forEach((name, value) -> kept(dataset, NS, name, value));
    if (flow.isElsewhere()) {
      kept(dataset, NS, "isExternalReference", "true");
      flow.elsewhere().ifPresent(address -> link(dataset, DCAT.landingPage, address));
    } else {
      dataset.addProperty(DCAT.distribution, csv(dataset, service.data(api, flow)));
    }
    return new CatalogRecord(flow.identifier(), dataset);
  }

  private static void words(Resource subject, Property property, List<Words> words) {
    words.forEach(one -> text(subject, property, one.text(), one.language()));
  }

  private Resource agency(Resource dataset, String id) {
    Resource agent = dataset.getModel().createResource(FOAF.Agent);
    List<Words> names = structures.agencyNames().getOrDefault(id, List.of());
    text(agent, DCTerms.identifier, id);
    words(agent, FOAF.name, names.isEmpty() ? List.of(new Words("", id)) : names);
    return agent;
  }

  private void theme(Resource dataset, String urn) {
    if (!Statements.isIri(urn)) {
      text(dataset, DCAT.theme, urn);
      return;
    }
    Resource category = dataset.getModel().createResource(urn);
    List<Words> names = structures.categoryNames().getOrDefault(urn, List.of());
    if (!names.isEmpty()) {
      category.addProperty(RDF.type, SKOS.Concept);
      words(category, SKOS.prefLabel, names);
    }
    dataset.addProperty(DCAT.theme, category);
  }

  private static void annotation(Resource dataset, Dataflow.Annotation annotation) {
    Optional<String> stamp =
        annotation.words().stream()
            .map(Words::text)
            .filter(words -> MODIFIED.contains(annotation.name()) && isDate(words))
            .findFirst();
    if (stamp.isPresent() && !dataset.hasProperty(DCTerms.modified)) {
      date(dataset, DCTerms.modified, stamp.get());
      return;
    }
    String name = annotation.name().isEmpty() ? "annotation" : annotation.name();
    words(dataset, property(NS + Statements.encoded(name)), annotation.words());
  }

  private static Resource csv(Resource dataset, String address) {
    Resource distribution = dataset.getModel().createResource(DCAT.Distribution);
    link(distribution, DCAT.accessURL, address);
    link(distribution, DCAT.downloadURL, address);
    text(distribution, DCTerms.title, "SDMX-CSV");
    FileTypes.ofCode("CSV")
        .flatMap(FileType::iri)
        .ifPresent(iri -> iriOrText(distribution, DCTerms.format, iri));
    text(distribution, DCAT.mediaType, CSV);
    return distribution;
  }
}
