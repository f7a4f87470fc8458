package vn.sen.vocab;

import static vn.sen.vocab.DatasetTerms.ACCESS_RIGHTS;
import static vn.sen.vocab.DatasetTerms.DESCRIPTION;
import static vn.sen.vocab.DatasetTerms.DISTRIBUTION;
import static vn.sen.vocab.DatasetTerms.FREQUENCY;
import static vn.sen.vocab.DatasetTerms.ISSUED;
import static vn.sen.vocab.DatasetTerms.KEYWORD;
import static vn.sen.vocab.DatasetTerms.LANDING_PAGE;
import static vn.sen.vocab.DatasetTerms.LICENSE;
import static vn.sen.vocab.DatasetTerms.PUBLISHER;
import static vn.sen.vocab.DatasetTerms.THEME;
import static vn.sen.vocab.DatasetTerms.TITLE;
import static vn.sen.vocab.DatasetTerms.oneOf;
import static vn.sen.vocab.DatasetTerms.property;
import static vn.sen.vocab.DatasetTerms.schema;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFList;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.DC_11;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.vocab.Dataset.Agent;
import vn.sen.vocab.Dataset.Contact;
import vn.sen.vocab.Dataset.Period;
import vn.sen.vocab.Distribution.Checksum;

/**
 * Finds the parts of a dataset in a description, however the source spells them: DCAT first, then
 * the older and neighbouring vocabularies portals really use. Where a property has several values
 * and one is wanted, the first in code-point order is taken, so that the same description always
 * gives the same view.
 */
final class DatasetReader {
  private static final String ADMS = Sen.ADMS;
  private static final String TIME = "http://www.w3.org/2006/time#";

  private static final List<Property> NAME =
      oneOf(
          FOAF.name,
          SKOS.prefLabel,
          VCARD4.fn,
          property(VCARD4.NS + "hasFN"),
          property(VCARD4.NS + "organization-name"),
          RDFS.label,
          DCTerms.title,
          DC_11.title,
          schema("legalName"),
          schema("name"));
  private static final List<Property> LABEL =
      oneOf(
          RDFS.label,
          SKOS.prefLabel,
          DCTerms.title,
          FOAF.name,
          RDF.value,
          schema("name"),
          schema("value"),
          SKOS.notation,
          DCTerms.identifier);
  private static final List<Property> IDENTIFIER =
      oneOf(
          DCTerms.identifier,
          property(ADMS + "identifier"),
          DC_11.identifier,
          schema("identifier"));
  private static final List<Property> CODE =
      oneOf(DCTerms.identifier, SKOS.notation, schema("identifier"));
  private static final List<Property> MODIFIED = oneOf(DCTerms.modified, schema("dateModified"));
  private static final List<Property> TEMPORAL =
      oneOf(DCTerms.temporal, schema("temporalCoverage"));
  private static final List<Property> SPATIAL = oneOf(DCTerms.spatial, schema("spatialCoverage"));
  private static final List<Property> LANGUAGE =
      oneOf(DCTerms.language, DC_11.language, schema("inLanguage"));
  private static final List<Property> CONTACT = oneOf(DCAT.contactPoint, schema("contactPoint"));
  private static final List<Property> EMAIL =
      oneOf(VCARD4.hasEmail, property(VCARD4.NS + "email"), FOAF.mbox, schema("email"));
  private static final List<Property> URL =
      oneOf(
          property(VCARD4.NS + "hasURL"),
          property(VCARD4.NS + "url"),
          FOAF.page,
          FOAF.homepage,
          schema("url"));
  private static final List<Property> VALUE =
      oneOf(VCARD4.value, property(VCARD4.NS + "hasValue"), RDF.value, schema("value"));
  private static final List<Property> START =
      oneOf(DCAT.startDate, schema("startDate"), property(TIME + "hasBeginning"));
  private static final List<Property> END =
      oneOf(DCAT.endDate, schema("endDate"), property(TIME + "hasEnd"));
  private static final List<Property> INSTANT =
      oneOf(
          property(TIME + "inXSDDate"),
          property(TIME + "inXSDDateTimeStamp"),
          property(TIME + "inXSDDateTime"),
          property(TIME + "inXSDgYearMonth"),
          property(TIME + "inXSDgYear"));
  private static final List<Property> DOWNLOAD_URL = oneOf(DCAT.downloadURL, schema("contentUrl"));
  private static final List<Property> ACCESS_URL = oneOf(DCAT.accessURL, schema("url"));
  private static final List<Property> FORMAT =
      oneOf(DCTerms.format, DC_11.format, schema("fileFormat"));
  private static final List<Property> MEDIA_TYPE = oneOf(DCAT.mediaType, schema("encodingFormat"));

  private DatasetReader() {}

  static Dataset read(Resource dataset) {
    return new Dataset(
        dataset.getURI(),
        texts(dataset, TITLE),
        texts(dataset, DESCRIPTION),
        list(dataset, IDENTIFIER),
        publisher(dataset),
        list(dataset, KEYWORD),
        list(dataset, THEME),
        first(dataset, LICENSE),
        first(dataset, ACCESS_RIGHTS),
        first(dataset, FREQUENCY),
        first(dataset, ISSUED),
        first(dataset, MODIFIED),
        temporal(dataset),
        list(dataset, SPATIAL),
        list(dataset, LANGUAGE),
        first(dataset, LANDING_PAGE),
        contact(dataset),
        list(dataset, oneOf(DCTerms.conformsTo)),
        distributions(dataset));
  }

  private static List<Distribution> distributions(Resource dataset) {
    return nodes(dataset, DISTRIBUTION)
        .filter(RDFNode::isResource)
        .map(node -> distribution(node.asResource()))
        .sorted(
            Comparator.comparing((Distribution d) -> d.downloadUrl().or(d::accessUrl).orElse(""))
                .thenComparing(Distribution::subject))
        .toList();
  }

  private static Distribution distribution(Resource distribution) {
    return new Distribution(
        distribution.isURIResource()
            ? distribution.getURI()
            : distribution.getId().getLabelString(),
        texts(distribution, TITLE),
        texts(distribution, DESCRIPTION),
        first(distribution, DOWNLOAD_URL),
        first(distribution, ACCESS_URL),
        first(distribution, FORMAT),
        first(distribution, MEDIA_TYPE),
        first(distribution, LICENSE),
        byteSize(distribution),
        checksum(distribution),
        first(distribution, MODIFIED));
  }

  private static OptionalLong byteSize(Resource distribution) {
    Optional<String> stated = first(distribution, oneOf(DCAT.byteSize));
    if (stated.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      // xsd:decimal, as DCAT 1 had it, may be written 1024.0
      long bytes = new BigDecimal(stated.get()).longValueExact();
      return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty(); // no whole number, so no size
    }
  }

  private static Optional<Checksum> checksum(Resource distribution) {
    return nodes(distribution, oneOf(Sen.SPDX_CHECKSUM))
        .filter(RDFNode::isResource)
        .flatMap(node -> checksumOf(node.asResource()).stream())
        .min(Comparator.comparing(Checksum::algorithm).reversed()); // SHA-256 before MD5
  }

  private static Optional<Checksum> checksumOf(Resource node) {
    Optional<String> value = first(node, oneOf(Sen.SPDX_CHECKSUM_VALUE));
    Optional<String> algorithm = first(node, oneOf(Sen.SPDX_ALGORITHM));
    return value.flatMap(
        hex ->
            algorithm.map(name -> new Checksum(algorithmName(name), hex.toLowerCase(Locale.ROOT))));
  }

  /** {@code spdx:checksumAlgorithm_sha256} and {@code sha256} are {@code SHA-256} to the JDK. */
  private static String algorithmName(String stated) {
    String name =
        stated
            .substring(stated.lastIndexOf('#') + 1)
            .replace("checksumAlgorithm_", "")
            .toUpperCase(Locale.ROOT);
    return name.matches("SHA\\d+") ? "SHA-" + name.substring(3) : name;
  }

  static Optional<Agent> publisher(Resource dataset) {
    return best(nodes(dataset, PUBLISHER))
        .map(
            node ->
                node.isLiteral()
                    ? new Agent(Optional.empty(), LangText.of(text(node)), Optional.empty())
                    : new Agent(
                        iri(node), texts(node.asResource(), NAME), first(node.asResource(), CODE)));
  }

  private static Optional<Contact> contact(Resource dataset) {
    return best(nodes(dataset, CONTACT)).flatMap(DatasetReader::contactOf);
  }

  private static Optional<Contact> contactOf(RDFNode node) {
    Optional<String> name;
    Optional<String> email;
    Optional<String> url;
    if (node.isLiteral()) {
      String text = text(node);
      boolean isAddress = text.contains("@") && !text.contains(" ");
      name = isAddress ? Optional.empty() : Optional.of(text);
      email = isAddress ? Optional.of(text) : Optional.empty();
      url = Optional.empty();
    } else {
      Resource contact = node.asResource();
      Optional<String> itself = iri(node);
      name = texts(contact, NAME).in("vi");
      email = valueOf(contact, EMAIL).or(() -> itself.filter(iri -> iri.startsWith("mailto:")));
      url = valueOf(contact, URL);
      if (url.isEmpty() && email.isEmpty()) {
        url = itself.filter(iri -> iri.startsWith("http"));
      }
    }
    email = email.map(address -> address.replaceFirst("(?i)^mailto:", ""));
    return name.isEmpty() && email.isEmpty() && url.isEmpty()
        ? Optional.empty()
        : Optional.of(new Contact(name, email, url));
  }

  /**
   * vCard may put a value behind a node of its own ({@code vcard:hasEmail [vcard:hasValue ...]}).
   */
  private static Optional<String> valueOf(Resource subject, List<Property> properties) {
    return best(nodes(subject, properties))
        .flatMap(
            node -> {
              if (node.isResource()) {
                Optional<String> inner = first(node.asResource(), VALUE);
                return inner.isPresent() ? inner : iri(node);
              }
              return Optional.of(text(node));
            });
  }

  /** The span from the earliest start to the latest end of all periods stated. */
  private static Optional<Period> temporal(Resource dataset) {
    List<Period> periods = nodes(dataset, TEMPORAL).flatMap(node -> period(node).stream()).toList();
    if (periods.isEmpty()) {
      return Optional.empty();
    }
    boolean openStart = periods.stream().anyMatch(p -> p.start().isEmpty());
    boolean openEnd = periods.stream().anyMatch(p -> p.end().isEmpty());
    return Optional.of(
        new Period(
            openStart
                ? Optional.empty()
                : periods.stream().flatMap(p -> p.start().stream()).min(Comparator.naturalOrder()),
            openEnd
                ? Optional.empty()
                : periods.stream().flatMap(p -> p.end().stream()).max(Comparator.naturalOrder())));
  }

  private static Optional<Period> period(RDFNode node) {
    if (node.isLiteral()) {
      // ISO 8601 and schema.org write 2019-01-01/2019-12-31, with .. for an open end
      String[] ends = text(node).split("/", 2);
      Optional<String> start = Optional.of(ends[0]).filter(DatasetReader::isDate);
      Optional<String> end =
          ends.length == 1 ? start : Optional.of(ends[1]).filter(DatasetReader::isDate);
      return start.isEmpty() && end.isEmpty()
          ? Optional.empty()
          : Optional.of(new Period(start, end));
    }
    Resource period = node.asResource();
    Optional<String> start = instant(period, START);
    Optional<String> end = instant(period, END);
    return start.isEmpty() && end.isEmpty()
        ? Optional.empty()
        : Optional.of(new Period(start, end));
  }

  private static boolean isDate(String text) {
    return text.matches("-?\\d{4}.*");
  }

  private static Optional<String> instant(Resource period, List<Property> properties) {
    return best(nodes(period, properties))
        .flatMap(
            node -> node.isLiteral() ? Optional.of(text(node)) : first(node.asResource(), INSTANT));
  }

  /** The texts of the first of {@code properties} that has any, by language. */
  private static LangText texts(Resource subject, List<Property> properties) {
    for (Property property : properties) {
      var byLanguage = new TreeMap<String, String>();
      subject
          .listProperties(property)
          .mapWith(Statement::getObject)
          .filterKeep(node -> node.isLiteral() && !text(node).isEmpty())
          .forEach(
              node ->
                  byLanguage.merge(
                      LangText.tag(node.asLiteral().getLanguage()),
                      text(node),
                      (a, b) -> a.compareTo(b) <= 0 ? a : b));
      if (!byLanguage.isEmpty()) {
        return new LangText(byLanguage);
      }
    }
    return LangText.EMPTY;
  }

  /** The words of the first of {@code properties} that says anything: an IRI, or a text. */
  private static Optional<String> first(Resource subject, List<Property> properties) {
    return list(subject, properties).stream().findFirst();
  }

  private static List<String> list(Resource subject, List<Property> properties) {
    for (Property property : properties) {
      List<RDFNode> values =
          subject.listProperties(property).mapWith(Statement::getObject).toList();
      List<String> found =
          values.size() == 1 && isList(values.getFirst())
              ? values.getFirst().as(RDFList.class).asJavaList().stream()
                  .flatMap(node -> said(node).stream())
                  .distinct()
                  .toList()
              : values.stream().flatMap(node -> said(node).stream()).distinct().sorted().toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static boolean isList(RDFNode node) {
    return node.isResource() && node.asResource().hasProperty(RDF.first) && isWellFormed(node);
  }

  /** A list of an unknown source may be a ring; walk it once before trusting it. */
  private static boolean isWellFormed(RDFNode head) {
    Set<Resource> seen = new LinkedHashSet<>();
    Resource at = head.asResource();
    while (!at.equals(RDF.nil)) {
      List<Statement> first = at.listProperties(RDF.first).toList();
      List<Statement> rest = at.listProperties(RDF.rest).toList();
      if (!seen.add(at)
          || first.size() != 1
          || rest.size() != 1
          || !rest.getFirst().getObject().isResource()) {
        return false;
      }
      at = rest.getFirst().getResource();
    }
    return true;
  }

  /** What a node says: the IRI, the text, or the label of a blank node. */
  private static Optional<String> said(RDFNode node) {
    if (node.isLiteral()) {
      return Optional.of(text(node)).filter(text -> !text.isEmpty());
    }
    if (node.isURIResource()) {
      return iri(node);
    }
    if (!node.isAnon()) {
      return Optional.empty();
    }
    return LABEL.stream()
        .flatMap(
            property ->
                node
                    .asResource()
                    .listProperties(property)
                    .mapWith(Statement::getObject)
                    .toList()
                    .stream()
                    .filter(RDFNode::isLiteral)
                    .map(DatasetReader::text)
                    .sorted()
                    .limit(1))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private static Optional<String> iri(RDFNode node) {
    return node.isURIResource() ? Optional.of(node.asResource().getURI()) : Optional.empty();
  }

  private static String text(RDFNode literal) {
    return literal.asLiteral().getLexicalForm().strip();
  }

  /** The nodes of the first of {@code properties} that has any. */
  private static Stream<RDFNode> nodes(Resource subject, List<Property> properties) {
    Model model = subject.getModel();
    for (Property property : properties) {
      if (model.contains(subject, property)) {
        return subject.listProperties(property).mapWith(Statement::getObject).toList().stream();
      }
    }
    return Stream.empty();
  }

  /** One of several, always the same one: named nodes first, for they say most. */
  private static Optional<RDFNode> best(Stream<RDFNode> nodes) {
    return nodes.min(
        Comparator.comparing((RDFNode node) -> node.isURIResource() ? 0 : node.isAnon() ? 1 : 2)
            .thenComparing(node -> said(node).orElse("")));
  }
}
