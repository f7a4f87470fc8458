package vn.sen.harvest.pxweb;

import static vn.sen.harvest.mapping.Statements.date;
import static vn.sen.harvest.mapping.Statements.iriOrText;
import static vn.sen.harvest.mapping.Statements.isDate;
import static vn.sen.harvest.mapping.Statements.kept;
import static vn.sen.harvest.mapping.Statements.link;
import static vn.sen.harvest.mapping.Statements.mailbox;
import static vn.sen.harvest.mapping.Statements.property;
import static vn.sen.harvest.mapping.Statements.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.Sen;

/**
 * Says in DCAT what PxWeb says of a table; {@code docs/mapping/pxweb.md} has the table of terms.
 * What has no place is kept as literals under {@code urn:sen:pxweb:}.
 */
final class PxWebMapper {
  static final String NS = Sen.NS + "pxweb:";

  private final PxWebService service;

  PxWebMapper(PxWebService service) {
    this.service = service;
  }

  /**
   * A table of version 1.
   *
   * @param file that the server was seen to serve
   */
  CatalogRecord first(Entry entry, JsonNode table, Optional<URI> file) {
    String language = service.language();
    Resource dataset = dataset(entry, table.path("title").asText(""), language);
    long cells = 1;
    for (JsonNode variable : table.path("variables")) {
      text(dataset, DCAT.keyword, variable.path("text").asText(""), language);
      cells = product(cells, variable.path("values").size());
      if (variable.path("time").asBoolean(false)) {
        JsonNode texts = variable.path("valueTexts");
        period(dataset, texts.path(0).asText(""), texts.path(texts.size() - 1).asText(""));
      }
    }
    kept(dataset, NS, "cells", Long.toString(cells));
    link(dataset, DCAT.landingPage, dataset.getURI());
    file.ifPresent(
        address -> distribution(dataset, address.toString(), "PC-Axis", "PX", "text/x-pcaxis"));
    return new CatalogRecord(entry.path(), dataset);
  }

  /** A table of version 2. */
  CatalogRecord second(Entry entry, JsonNode table) {
    String stated = entry.said().path("language").asText("");
    String language =
        stated.isEmpty()
            ? table.path("extension").path("px").path("language").asText(service.language())
            : stated;
    Resource dataset = dataset(entry, table.path("label").asText(""), language);
    text(dataset, DCTerms.description, entry.said().path("description").asText(""), language);
    long cells = 1;
    for (JsonNode variable : table.path("id")) {
      JsonNode dimension = table.path("dimension").path(variable.asText());
      text(dataset, DCAT.keyword, dimension.path("label").asText(""), language);
      cells = product(cells, dimension.path("category").path("index").size());
    }
    kept(dataset, NS, "cells", Long.toString(cells));
    if (!dataset.hasProperty(DCTerms.modified)) {
      date(dataset, DCTerms.modified, table.path("updated").asText(""));
    }
    String first = entry.said().path("firstPeriod").asText("");
    if (!period(dataset, first, entry.said().path("lastPeriod").asText(""))) {
      keep(dataset, entry.said(), "firstPeriod", "lastPeriod");
    }
    keep(dataset, entry.said(), "timeUnit", "category", "discontinued", "subjectCode");
    publisher(dataset, table.path("source").asText(entry.said().path("source").asText("")));
    table.path("extension").path("contact").forEach(contact -> contact(dataset, contact));
    notes(dataset, table.path("note"), language);
    table
        .path("extension")
        .path("px")
        .properties()
        .forEach(
            member ->
                kept(
                    dataset,
                    NS,
                    member.getKey(),
                    member.getValue().isValueNode()
                        ? member.getValue().asText()
                        : member.getValue().toString()));
    // Of the formats that hold the same, only one is a file to fetch: it names codes and labels,
    // and has a row for each value.
    distribution(
        dataset,
        service.data(entry.path(), table.path("id"), "json-stat2"),
        "JSON-stat",
        "JSON",
        "application/json");
    for (String format : List.of("csv", "px")) {
      kept(dataset, NS, format, service.data(entry.path(), table.path("id"), format));
    }
    return new CatalogRecord(entry.path(), dataset);
  }

  private Resource dataset(Entry entry, String title, String language) {
    Resource dataset =
        ModelFactory.createDefaultModel().createResource(service.shown(entry.path()), DCAT.Dataset);
    text(dataset, DCTerms.identifier, entry.path());
    text(dataset, DCTerms.title, entry.text().isEmpty() ? title : entry.text(), language);
    if (!entry.text().isEmpty() && !entry.text().equals(title.strip())) {
      text(dataset, DCTerms.alternative, title, language);
    }
    date(dataset, DCTerms.modified, entry.updated());
    entry.above().forEach(level -> text(dataset, DCAT.theme, level, language));
    text(dataset, DCTerms.language, language);
    return dataset;
  }

  /** Time as it runs, whichever way the table has it; says whether both ends are dates. */
  private static boolean period(Resource dataset, String one, String other) {
    if (!isDate(one) || !isDate(other)) {
      return false;
    }
    List<String> ends = new ArrayList<>(List.of(one.strip(), other.strip()));
    ends.sort(Comparator.naturalOrder());
    Resource period = dataset.getModel().createResource(DCTerms.PeriodOfTime);
    date(period, DCAT.startDate, ends.getFirst());
    date(period, DCAT.endDate, ends.getLast());
    dataset.addProperty(DCTerms.temporal, period);
    return true;
  }

  private static void keep(Resource dataset, JsonNode said, String... names) {
    for (String name : names) {
      kept(dataset, NS, name, said.path(name).asText(""));
    }
  }

  private static void publisher(Resource dataset, String name) {
    if (!name.isBlank()) {
      Resource agent = dataset.getModel().createResource(FOAF.Agent);
      text(agent, FOAF.name, name);
      dataset.addProperty(DCTerms.publisher, agent);
    }
  }

  private static void contact(Resource dataset, JsonNode contact) {
    Resource card = dataset.getModel().createResource();
    text(card, VCARD4.fn, contact.path("name").asText(contact.path("raw").asText("")));
    text(card, VCARD4.organization_name, contact.path("organization").asText(""));
    String mail = contact.path("mail").asText("");
    if (!mail.isBlank()) {
      mailbox(card, VCARD4.hasEmail, mail);
    }
    text(card, VCARD4.tel, contact.path("phone").asText(""));
    if (card.listProperties().hasNext()) {
      card.addProperty(RDF.type, VCARD4.Kind);
      dataset.addProperty(DCAT.contactPoint, card);
    }
  }

  private static void notes(Resource dataset, JsonNode notes, String language) {
    if (notes.isTextual()) {
      text(dataset, property(NS + "note"), notes.asText(), language);
    }
    notes.forEach(note -> text(dataset, property(NS + "note"), note.asText(""), language));
  }

  private static void distribution(
      Resource dataset, String address, String title, String type, String mediaType) {
    Resource distribution = dataset.getModel().createResource(DCAT.Distribution);
    link(distribution, DCAT.accessURL, address);
    link(distribution, DCAT.downloadURL, address);
    text(distribution, DCTerms.title, title);
    FileTypes.ofCode(type)
        .ifPresent(
            known -> iriOrText(distribution, DCTerms.format, known.iri().orElse(known.name())));
    text(distribution, DCAT.mediaType, mediaType);
    dataset.addProperty(DCAT.distribution, distribution);
  }

  /** As many as a long holds; more are too many anyway. */
  private static long product(long cells, int values) {
    return Math.max(0, values) == 0 || cells <= Long.MAX_VALUE / values
        ? cells * values
        : Long.MAX_VALUE;
  }
}
