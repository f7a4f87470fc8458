package vn.sen.harvest.oaipmh;

import static vn.sen.harvest.mapping.Statements.date;
import static vn.sen.harvest.mapping.Statements.iriOrText;
import static vn.sen.harvest.mapping.Statements.kept;
import static vn.sen.harvest.mapping.Statements.link;
import static vn.sen.harvest.mapping.Statements.property;
import static vn.sen.harvest.mapping.Statements.text;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.DC_11;
import vn.sen.harvest.mapping.Statements;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.xml.XmlElement;
import vn.sen.vocab.FileType;
import vn.sen.vocab.FileTypes;
import vn.sen.vocab.Licences;
import vn.sen.vocab.Sen;

/**
 * Says in DCAT what the fifteen elements of Dublin Core say ({@code oai_dc}); {@code
 * docs/mapping/oai-pmh.md} has the table. What has no place is kept as literals under {@code
 * urn:sen:oai-pmh:}.
 */
final class DublinCore {
  static final String NS = Sen.NS + "oai-pmh:";

  private static final String OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/";
  private static final Set<String> NAMESPACES = Set.of(DC_11.NS, DCTerms.NS);
  private static final Property ALTERNATE_IDENTIFIER = property(Sen.ADMS + "identifier");

  /** A date, perhaps to another; or a DCMI period. */
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?i)\\d{4}(-\\d{2}){0,2}(T\\S+)?(\\s*[/–-]\\s*(\\d{4}\\S*)?)?|.*\\b(start|end)=.*");

  private static final int LONGEST_PERIOD = 300;

  private static final Pattern ACCESS_RIGHTS =
      Pattern.compile(
          "info:eu-repo/semantics/\\w+Access|https?://purl\\.org/coar/access_right/\\S+"
              + "|http://publications\\.europa\\.eu/resource/authority/access-right/\\S+");

  private final Resource dataset;

  /**
   * What is said and not yet mapped, by element, each in its order; elements of others under "".
   */
  private final Map<String, List<XmlElement>> said = new LinkedHashMap<>();

  private DublinCore(Resource dataset, XmlElement payload) {
    this.dataset = dataset;
    payload
        .children()
        .filter(element -> !element.text().isEmpty())
        .forEach(
            element ->
                said.computeIfAbsent(
                        isDublinCore(element) ? element.name() : "", _ -> new ArrayList<>())
                    .add(element));
  }

  private static boolean isDublinCore(XmlElement element) {
    return NAMESPACES.contains(element.namespace());
  }

  static boolean isSaidBy(XmlElement payload) {
    return payload.namespace().equals(OAI_DC)
        || payload.children().anyMatch(DublinCore::isDublinCore);
  }

  /**
   * @param iri of the dataset
   * @param identifier of the item
   * @param sets that the item is in
   */
  static Resource dataset(String iri, String identifier, List<String> sets, XmlElement payload) {
    Resource dataset = ModelFactory.createDefaultModel().createResource(iri, DCAT.Dataset);
    text(dataset, DCTerms.identifier, identifier);
    new DublinCore(dataset, payload).map();
    sets.forEach(set -> kept(dataset, NS, "setSpec", set));
    return dataset;
  }

  private void map() {
    titles();
    descriptions();
    for (XmlElement subject : take("subject")) {
      if (Statements.isIri(subject.text())) {
        iriOrText(dataset, DCAT.theme, subject.text());
      } else {
        words(DCAT.keyword, subject);
      }
    }
    agents("publisher", DCTerms.publisher);
    agents("creator", DCTerms.creator);
    agents("contributor", DCTerms.contributor);
    dates();
    each("type", DCTerms.type);
    each("language", DCTerms.language);
    each("relation", DCTerms.relation);
    each("source", DCTerms.source);
    each("spatial", DCTerms.spatial);
    each("temporal", DCTerms.temporal);
    for (XmlElement coverage : take("coverage")) {
      boolean isTime =
          coverage.text().length() <= LONGEST_PERIOD && PERIOD.matcher(coverage.text()).matches();
      iriOrText(dataset, isTime ? DCTerms.temporal : DCTerms.spatial, coverage.text());
    }
    rights();
    identifiers();
    said.values().stream().flatMap(Collection::stream).forEach(this::keep);
  }

  private List<XmlElement> take(String name) {
    return Optional.ofNullable(said.remove(name)).orElse(List.of());
  }

  private void each(String name, Property property) {
    take(name).forEach(element -> iriOrText(dataset, property, element.text()));
  }

  private void words(Property property, XmlElement element) {
    text(dataset, property, element.text(), language(element));
  }

  private static String language(XmlElement element) {
    return element.attribute("lang").orElse("");
  }

  /** One title in each language; what a source adds to it is another name. */
  private void titles() {
    Set<String> languages = new HashSet<>();
    for (XmlElement title : take("title")) {
      words(languages.add(language(title)) ? DCTerms.title : DCTerms.alternative, title);
    }
    take("alternative").forEach(title -> words(DCTerms.alternative, title));
  }

  /** Paragraphs of one language belong together, in the order they have. */
  private void descriptions() {
    Map<String, String> byLanguage = new LinkedHashMap<>();
    for (String name : List.of("description", "abstract")) {
      for (XmlElement element : take(name)) {
        byLanguage.merge(language(element), element.text(), (a, b) -> a + "\n\n" + b);
      }
    }
    byLanguage.forEach((language, text) -> text(dataset, DCTerms.description, text, language));
  }

  private void agents(String name, Property property) {
    for (XmlElement element : take(name)) {
      Resource agent = dataset.getModel().createResource(FOAF.Agent);
      text(agent, FOAF.name, element.text(), language(element));
      dataset.addProperty(property, agent);
    }
  }

  /** Repositories add when they took an item in, which is later than when it was issued. */
  private void dates() {
    List<XmlElement> dates = new ArrayList<>(take("date"));
    Optional<XmlElement> earliest =
        dates.stream()
            .filter(date -> Statements.isDate(date.text()))
            .min(Comparator.comparing(XmlElement::text));
    earliest.ifPresent(date -> date(dataset, DCTerms.issued, date.text()));
    earliest.ifPresent(dates::remove);
    dates.forEach(this::keep);
    take("issued").forEach(date -> date(dataset, DCTerms.issued, date.text()));
    take("modified").forEach(date -> date(dataset, DCTerms.modified, date.text()));
  }

  private void rights() {
    each("license", DCTerms.license);
    each("accessRights", DCTerms.accessRights);
    for (XmlElement element : take("rights")) {
      String words = element.text();
      if (Licences.find(words).isPresent()) {
        iriOrText(dataset, DCTerms.license, words);
      } else if (ACCESS_RIGHTS.matcher(words).matches()) {
        iriOrText(dataset, DCTerms.accessRights, words);
      } else if (Statements.isIri(words)) {
        iriOrText(dataset, DCTerms.rights, words);
      } else {
        words(DCTerms.rights, element);
      }
    }
  }

  /** An address that names a file leads to the data, another one to a page about them. */
  private void identifiers() {
    List<Resource> files = new ArrayList<>();
    for (XmlElement identifier : take("identifier")) {
      String words = identifier.text();
      Optional<URI> address = SourceClient.address(words);
      if (address.isEmpty()) {
        iriOrText(dataset, ALTERNATE_IDENTIFIER, words);
      } else if (isFile(address.get())) {
        Resource file = dataset.getModel().createResource(DCAT.Distribution);
        link(file, DCAT.accessURL, words);
        link(file, DCAT.downloadURL, words);
        dataset.addProperty(DCAT.distribution, file);
        files.add(file);
      } else {
        link(dataset, dataset.hasProperty(DCAT.landingPage) ? FOAF.page : DCAT.landingPage, words);
      }
    }
    Resource formatted = files.size() == 1 ? files.getFirst() : dataset;
    take("format").forEach(format -> iriOrText(formatted, DCTerms.format, format.text()));
  }

  private static boolean isFile(URI address) {
    return FileTypes.ofFileName(Optional.ofNullable(address.getPath()).orElse(""))
        .map(FileType::code)
        .filter(code -> !code.equals("HTML"))
        .isPresent();
  }

  private void keep(XmlElement element) {
    kept(dataset, NS, element.name(), element.text());
  }
}
