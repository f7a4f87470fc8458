package vn.sen.harvest.iso;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.xml.XmlElement;

/** Who answers for a resource, by role. */
final class Parties {
  private static final String GEODCAT = "http://data.europa.eu/930/";

  private static final Map<String, Property> ROLES =
      Map.of(
          "publisher", DCTerms.publisher,
          "owner", DCTerms.rightsHolder,
          "author", DCTerms.creator,
          "originator", geodcat("originator"),
          "custodian", geodcat("custodian"),
          "distributor", geodcat("distributor"),
          "principalInvestigator", geodcat("principalInvestigator"),
          "processor", geodcat("processor"),
          "resourceProvider", geodcat("resourceProvider"),
          "user", geodcat("user"));

  /** Who publishes, where nobody is said to: the first of these. */
  private static final List<String> PUBLISHERS =
      List.of("distributor", "owner", "custodian", "resourceProvider", "pointOfContact");

  private final Texts texts;
  private final Model model;

  Parties(Texts texts, Model model) {
    this.texts = texts;
    this.model = model;
  }

  private static Property geodcat(String role) {
    return ResourceFactory.createProperty(GEODCAT + role);
  }

  /**
   * A responsible party: in ISO 19139 flat; in ISO 19115-3 an organisation with its people, or a
   * person.
   */
  private record Party(String role, XmlElement body) {

    /** Where its names and its ways to be reached may stand. */
    Stream<XmlElement> parts() {
      return Stream.of(
              Stream.of(body),
              body.all("party", "CI_Organisation"),
              body.all("party", "CI_Organisation", "individual", "CI_Individual"),
              body.all("party", "CI_Individual"))
          .flatMap(part -> part);
    }

    Optional<XmlElement> organisation() {
      return Stream.concat(
              body.all("organisationName"), body.all("party", "CI_Organisation", "name"))
          .filter(name -> Texts.plain(name).isPresent())
          .findFirst();
    }

    Optional<XmlElement> individual() {
      return parts()
          .flatMap(
              part ->
                  Stream.concat(
                      part.all("individualName"),
                      part.name().equals("CI_Individual") ? part.all("name") : Stream.empty()))
          .filter(name -> Texts.plain(name).isPresent())
          .findFirst();
    }

    Optional<XmlElement> position() {
      return parts()
          .flatMap(part -> part.all("positionName"))
          .filter(name -> Texts.plain(name).isPresent())
          .findFirst();
    }

    Stream<String> contacts(String... path) {
      return parts()
          .flatMap(part -> part.all("contactInfo", "CI_Contact"))
          .flatMap(contact -> Texts.plain(contact, path))
          .distinct();
    }

    boolean isNamed() {
      return organisation().isPresent() || individual().isPresent() || position().isPresent();
    }
  }

  private static List<Party> parties(Stream<XmlElement> holders) {
    return holders
        .flatMap(XmlElement::children)
        .map(body -> new Party(Texts.codes(body, "role").findFirst().orElse(""), body))
        .distinct()
        .toList();
  }

  /** Says who answers for {@code dataset}. */
  void say(Resource dataset, XmlElement metadata, XmlElement info) {
    List<Party> contacts = parties(info.all("pointOfContact"));
    List<Party> all = new ArrayList<>(contacts);
    all.addAll(parties(info.all("citation", "CI_Citation", "citedResponsibleParty")));
    all.addAll(
        parties(
            metadata.all(
                "distributionInfo",
                "MD_Distribution",
                "distributor",
                "MD_Distributor",
                "distributorContact")));
    Set<Party> different = new LinkedHashSet<>(all);
    for (Party party : different) {
      Property role = ROLES.get(party.role());
      if (role != null && party.isNamed()) {
        dataset.addProperty(role, agent(party));
      }
    }
    if (!dataset.hasProperty(DCTerms.publisher)) {
      // At last whoever answers for the description, which is often all that is filled in.
      Stream.concat(
              PUBLISHERS.stream()
                  .flatMap(role -> different.stream().filter(party -> party.role().equals(role))),
              parties(metadata.all("contact")).stream())
          .filter(party -> party.organisation().isPresent())
          .findFirst()
          .ifPresent(party -> dataset.addProperty(DCTerms.publisher, agent(party)));
    }

    List<Party> points =
        Stream.of(
                different.stream().filter(party -> party.role().equals("pointOfContact")).toList(),
                contacts,
                parties(metadata.all("contact")))
            .filter(some -> some.stream().anyMatch(Parties::isReachable))
            .findFirst()
            .orElse(List.of());
    for (Party point : points) {
      if (isReachable(point)) {
        dataset.addProperty(DCAT.contactPoint, contact(point));
      }
    }
  }

  /** Says who answers for the description itself. */
  void sayContact(Resource record, XmlElement metadata) {
    parties(metadata.all("contact")).stream()
        .filter(Parties::isReachable)
        .forEach(party -> record.addProperty(DCAT.contactPoint, contact(party)));
  }

  private static boolean isReachable(Party party) {
    return party.isNamed()
        || party.contacts("address", "CI_Address", "electronicMailAddress").findAny().isPresent();
  }

  private Resource agent(Party party) {
    XmlElement name = party.organisation().or(party::individual).or(party::position).orElseThrow();
    Resource agent = Texts.anchor(name).map(model::createResource).orElseGet(model::createResource);
    agent.addProperty(RDF.type, party.organisation().isPresent() ? FOAF.Organization : FOAF.Agent);
    texts.say(agent, FOAF.name, Stream.of(name));
    party
        .contacts("address", "CI_Address", "electronicMailAddress")
        .forEach(mail -> Statements.mailbox(agent, FOAF.mbox, mail));
    party
        .contacts("onlineResource", "CI_OnlineResource", "linkage")
        .flatMap(url -> Texts.iri(url).stream())
        .forEach(url -> agent.addProperty(FOAF.workplaceHomepage, model.createResource(url)));
    return agent;
  }

  private Resource contact(Party party) {
    Resource contact = model.createResource(VCARD4.Kind);
    party
        .individual()
        .or(party::organisation)
        .or(party::position)
        .ifPresent(name -> texts.say(contact, VCARD4.fn, Stream.of(name)));
    party
        .organisation()
        .ifPresent(name -> texts.say(contact, VCARD4.organization_name, Stream.of(name)));
    party
        .contacts("address", "CI_Address", "electronicMailAddress")
        .forEach(mail -> Statements.mailbox(contact, VCARD4.hasEmail, mail));
    Stream.concat(
            party.contacts("phone", "CI_Telephone", "voice"),
            party.contacts("phone", "CI_Telephone", "number"))
        .map(number -> number.replaceAll("[^+0-9]", ""))
        .filter(number -> number.matches("\\+?\\d{3,20}"))
        .forEach(
            number ->
                contact.addProperty(VCARD4.hasTelephone, model.createResource("tel:" + number)));
    party
        .contacts("onlineResource", "CI_OnlineResource", "linkage")
        .flatMap(url -> Texts.iri(url).stream())
        .forEach(url -> contact.addProperty(VCARD4.hasURL, model.createResource(url)));
    return contact;
  }
}
