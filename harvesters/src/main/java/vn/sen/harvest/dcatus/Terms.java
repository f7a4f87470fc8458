package vn.sen.harvest.dcatus;

import static vn.sen.harvest.mapping.Statements.date;
import static vn.sen.harvest.mapping.Statements.iriOrText;
import static vn.sen.harvest.mapping.Statements.kept;
import static vn.sen.harvest.mapping.Statements.link;
import static vn.sen.harvest.mapping.Statements.mailbox;
import static vn.sen.harvest.mapping.Statements.property;
import static vn.sen.harvest.mapping.Statements.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VCARD4;
import vn.sen.harvest.mapping.Statements;
import vn.sen.vocab.Sen;

/**
 * What the members of DCAT-US are in RDF, as the definitions of version 3.0 say; those of 1.1 that
 * mean the same have the same names. What is not here is kept beside.
 */
final class Terms {
  static final String NS = Sen.NS + "dcat-us:";

  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("dct", "http://purl.org/dc/terms/"),
          Map.entry("dcat", "http://www.w3.org/ns/dcat#"),
          Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
          Map.entry("vcard", "http://www.w3.org/2006/vcard/ns#"),
          Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
          Map.entry("org", "http://www.w3.org/ns/org#"),
          Map.entry("locn", "http://www.w3.org/ns/locn#"),
          Map.entry("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          Map.entry("schema", "http://schema.org/"),
          Map.entry("adms", Sen.ADMS),
          Map.entry("prov", Sen.PROV),
          Map.entry("dqv", Sen.DQV),
          Map.entry("spdx", Sen.SPDX));

  /** How a value is said. */
  private enum Form {
    TEXT,
    /** An IRI, or words; an object is a node. */
    WORDS,
    LINK,
    DATE,
    MAIL,
    /** A page: an address, or an object that has it. */
    PAGE,
    /** Something that is a record of its own: only its name is said. */
    RECORD,
    INTEGER,
    DECIMAL,
    DURATION,
    GEOMETRY
  }

  /**
   * A member.
   *
   * @param type of the node that an object becomes, unless it says so itself
   */
  private record Term(Property property, Form form, Optional<Resource> type) {}

  private static final Map<String, Term> TERMS =
      read(
          """
          title dct:title TEXT
          description dct:description TEXT
          keyword dcat:keyword TEXT
          theme dcat:theme WORDS skos:Concept
          subject dct:subject WORDS skos:Concept
          category dct:type WORDS skos:Concept
          status adms:status WORDS skos:Concept
          publisher dct:publisher WORDS foaf:Agent
          creator dct:creator WORDS foaf:Agent
          contributor dct:contributor WORDS foaf:Agent
          rightsHolder dct:rightsHolder WORDS foaf:Agent
          wasAttributedTo prov:wasAttributedTo WORDS foaf:Agent
          agent prov:agent WORDS foaf:Agent
          subOrganizationOf org:subOrganizationOf WORDS foaf:Agent
          name foaf:name TEXT
          label rdfs:label TEXT
          prefLabel skos:prefLabel TEXT
          altLabel skos:altLabel TEXT
          notation skos:notation TEXT
          definition skos:definition TEXT
          scopeNote skos:scopeNote TEXT
          inScheme skos:inScheme WORDS skos:ConceptScheme
          contactPoint dcat:contactPoint WORDS vcard:Kind
          fn vcard:fn TEXT
          hasEmail vcard:hasEmail MAIL
          tel vcard:tel TEXT
          given-name vcard:given-name TEXT
          family-name vcard:family-name TEXT
          organization-name vcard:organization-name TEXT
          address vcard:hasAddress WORDS vcard:Address
          street-address vcard:street-address TEXT
          locality vcard:locality TEXT
          region vcard:region TEXT
          postal-code vcard:postal-code TEXT
          country-name vcard:country-name TEXT
          issued dct:issued DATE
          modified dct:modified DATE
          created dct:created DATE
          startDate dcat:startDate DATE
          endDate dcat:endDate DATE
          accrualPeriodicity dct:accrualPeriodicity WORDS
          accessRights dct:accessRights WORDS
          language dct:language WORDS
          license dct:license WORDS
          rights dct:rights WORDS
          provenance dct:provenance WORDS
          conformsTo dct:conformsTo WORDS dct:Standard
          landingPage dcat:landingPage PAGE foaf:Document
          page foaf:page PAGE foaf:Document
          describedBy foaf:page PAGE foaf:Document
          references dct:references WORDS foaf:Document
          isReferencedBy dct:isReferencedBy WORDS
          relation dct:relation WORDS
          isPartOf dct:isPartOf RECORD
          hasPart dct:hasPart RECORD
          source dct:source RECORD
          replaces dct:replaces RECORD
          inSeries dcat:inSeries RECORD
          seriesMember dcat:seriesMember RECORD
          first dcat:first RECORD
          last dcat:last RECORD
          previousVersion dcat:previousVersion RECORD
          hasVersion dcat:hasVersion RECORD
          hasCurrentVersion dcat:hasCurrentVersion RECORD
          servesDataset dcat:servesDataset RECORD
          primaryTopic foaf:primaryTopic RECORD
          version dcat:version TEXT
          versionNotes adms:versionNotes TEXT
          otherIdentifier adms:identifier WORDS adms:Identifier
          schemaAgency adms:schemaAgency TEXT
          distribution dcat:distribution WORDS dcat:Distribution
          sample adms:sample WORDS dcat:Distribution
          accessURL dcat:accessURL LINK
          downloadURL dcat:downloadURL LINK
          accessService dcat:accessService WORDS dcat:DataService
          endpointURL dcat:endpointURL LINK
          endpointDescription dcat:endpointDescription WORDS
          mediaType dcat:mediaType WORDS
          format dct:format WORDS
          compressFormat dcat:compressFormat WORDS
          packageFormat dcat:packageFormat WORDS
          byteSize dcat:byteSize INTEGER
          checksum spdx:checksum WORDS spdx:Checksum
          representationTechnique adms:representationTechnique WORDS skos:Concept
          spatial dct:spatial WORDS dct:Location
          bbox dcat:bbox GEOMETRY
          centroid dcat:centroid GEOMETRY
          geometry locn:geometry GEOMETRY
          temporal dct:temporal WORDS dct:PeriodOfTime
          spatialResolutionInMeters dcat:spatialResolutionInMeters DECIMAL
          temporalResolution dcat:temporalResolution DURATION
          qualifiedRelation dcat:qualifiedRelation WORDS dcat:Relationship
          qualifiedAttribution prov:qualifiedAttribution WORDS prov:Attribution
          hadRole dcat:hadRole WORDS
          wasGeneratedBy prov:wasGeneratedBy WORDS prov:Activity
          wasUsedBy prov:wasUsedBy WORDS prov:Activity
          hasQualityMeasurement dqv:hasQualityMeasurement WORDS dqv:QualityMeasurement
          isMeasurementOf dqv:isMeasurementOf WORDS dqv:Metric
          expectedDataType dqv:expectedDataType TEXT
          inDimension dqv:inDimension WORDS
          value dqv:value TEXT
          image schema:image LINK
          """);

  private static final List<String> CLASSES =
      List.of(
          "dcat:Dataset",
          "dcat:DatasetSeries",
          "dcat:DataService",
          "dcat:Distribution",
          "dcat:CatalogRecord",
          "dcat:Relationship",
          "foaf:Agent",
          "foaf:Document",
          "org:Organization",
          "vcard:Kind",
          "skos:Concept",
          "skos:ConceptScheme",
          "dct:Location",
          "dct:PeriodOfTime",
          "dct:Standard",
          "prov:Activity",
          "prov:Attribution",
          "dqv:Metric",
          "dqv:QualityMeasurement",
          "adms:Identifier",
          "spdx:Checksum");

  private static final Pattern WKT =
      Pattern.compile(
          "(?is)\\s*(<\\S+>\\s*)?(multi)?(point|linestring|polygon|envelope|geometrycollection)\\b.*");
  private static final RDFDatatype WKT_LITERAL = geo("wktLiteral");
  private static final RDFDatatype GEO_JSON = geo("geoJSONLiteral");
  private static final Property GEOMETRY = property(expanded("locn:geometry"));
  private static final int MOST_DEPTH = 8;

  private Terms() {}

  private static RDFDatatype geo(String name) {
    return TypeMapper.getInstance()
        .getSafeTypeByName("http://www.opengis.net/ont/geosparql#" + name);
  }

  private static Map<String, Term> read(String table) {
    Map<String, Term> terms = new HashMap<>();
    table
        .lines()
        .map(line -> line.split(" "))
        .forEach(
            cells ->
                terms.put(
                    cells[0],
                    new Term(
                        property(expanded(cells[1])),
                        Form.valueOf(cells[2]),
                        cells.length > 3
                            ? Optional.of(ResourceFactory.createResource(expanded(cells[3])))
                            : Optional.empty())));
    return terms;
  }

  private static String expanded(String name) {
    String[] parts = name.split(":", 2);
    return Optional.ofNullable(PREFIXES.get(parts[0])).orElseThrow() + parts[1];
  }

  /** Says of {@code subject} what the members say, and keeps what has no place. */
  static void describe(Resource subject, ObjectNode members) {
    describe(subject, members, 1);
  }

  private static void describe(Resource subject, ObjectNode members, int depth) {
    members
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().startsWith("@")) {
                for (JsonNode value : each(member.getValue())) {
                  say(subject, member.getKey(), value, depth);
                }
              }
            });
  }

  /** The elements of a list; a value alone is a list of one, null is none. */
  static Iterable<JsonNode> each(JsonNode value) {
    return value.isArray() ? value : value.isNull() ? List.of() : List.of(value);
  }

  private static void say(Resource subject, String name, JsonNode value, int depth) {
    if (value.isNull()) {
      return;
    }
    Optional<Term> term = Optional.ofNullable(TERMS.get(name));
    if (term.isEmpty() || depth > MOST_DEPTH || !isSaid(subject, term.get(), value, depth)) {
      keep(subject, name, value);
    }
  }

  static void keep(Resource subject, String name, JsonNode value) {
    kept(subject, NS, name, value.isValueNode() ? value.asText() : value.toString());
  }

  private static boolean isSaid(Resource subject, Term term, JsonNode value, int depth) {
    Property property = term.property();
    if (value instanceof ObjectNode object) {
      return switch (term.form()) {
        case WORDS -> {
          subject.addProperty(property, node(subject, term, object, iri(object), depth));
          yield true;
        }
        case PAGE -> {
          Optional<String> address =
              iri(object.path("accessURL")).or(() -> iri(object.path("downloadURL")));
          Optional<String> page = address.or(() -> iri(object));
          subject.addProperty(property, node(subject, term, object, page, depth));
          yield true;
        }
        case RECORD -> {
          String name = DcatUsMapper.name(object);
          String words = name.isEmpty() ? object.path("title").asText("") : name;
          iriOrText(subject, property, words);
          yield !words.isBlank();
        }
        case TEXT -> isSaidInLanguages(subject, ofKind(subject, property), object);
        case GEOMETRY -> {
          subject.addProperty(
              property, ResourceFactory.createTypedLiteral(object.toString(), GEO_JSON));
          yield true;
        }
        default -> false;
      };
    }
    if (!value.isValueNode()) {
      return false;
    }
    String words = value.asText();
    return switch (term.form()) {
      case TEXT -> {
        text(subject, ofKind(subject, property), words);
        yield true;
      }
      case WORDS, RECORD -> {
        iriOrText(subject, property, words);
        yield true;
      }
      case LINK, PAGE -> link(subject, property, words);
      case DATE -> {
        date(subject, property, words);
        yield true;
      }
      case MAIL -> {
        mailbox(subject, property, words);
        yield true;
      }
      case INTEGER -> typed(subject, property, words, XSDDatatype.XSDnonNegativeInteger);
      case DECIMAL -> typed(subject, property, words, XSDDatatype.XSDdecimal);
      case DURATION -> typed(subject, property, words, XSDDatatype.XSDduration);
      case GEOMETRY -> {
        if (WKT.matcher(words).matches()) {
          subject.addProperty(
              property,
              ResourceFactory.createTypedLiteral(Statements.clean(words).strip(), WKT_LITERAL));
        } else {
          text(subject, property, words);
        }
        yield true;
      }
    };
  }

  /** JSON-LD's ways to say what language a text is in. */
  private static boolean isSaidInLanguages(Resource subject, Property property, ObjectNode texts) {
    if (texts.path("@value").isTextual()) {
      text(subject, property, texts.path("@value").asText(), texts.path("@language").asText(""));
      return true;
    }
    for (JsonNode words : texts) {
      if (!words.isTextual()) {
        return false;
      }
    }
    texts
        .properties()
        .forEach(member -> text(subject, property, member.getValue().asText(), member.getKey()));
    return true;
  }

  /** The title of a contact is what somebody is. */
  private static Property ofKind(Resource subject, Property property) {
    return property.equals(DCTerms.title) && subject.hasProperty(RDF.type, VCARD4.Kind)
        ? VCARD4.title
        : property;
  }

  private static boolean typed(
      Resource subject, Property property, String words, RDFDatatype datatype) {
    if (!datatype.isValid(words.strip())) {
      return false;
    }
    subject.addProperty(property, ResourceFactory.createTypedLiteral(words.strip(), datatype));
    return true;
  }

  private static Resource node(
      Resource subject, Term term, ObjectNode object, Optional<String> iri, int depth) {
    Resource node =
        iri.filter(name -> !name.equals(subject.getURI()))
            .map(subject.getModel()::createResource)
            .orElseGet(subject.getModel()::createResource);
    type(object).or(term::type).ifPresent(type -> node.addProperty(RDF.type, type));
    if (object.has("coordinates") || object.has("geometries")) {
      node.addProperty(GEOMETRY, ResourceFactory.createTypedLiteral(object.toString(), GEO_JSON));
    } else {
      describe(node, object, depth + 1);
    }
    return node;
  }

  /** {@code @type}, with or without a prefix. */
  private static Optional<Resource> type(ObjectNode object) {
    String stated = object.path("@type").asText("");
    String local = stated.substring(stated.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    return CLASSES.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(":" + local))
        .findFirst()
        .map(name -> ResourceFactory.createResource(expanded(name)));
  }

  /** The {@code @id} of an object, or the text itself, where it is an IRI. */
  static Optional<String> iri(JsonNode value) {
    return Optional.of(value.isObject() ? value.path("@id").asText("") : value.asText(""))
        .map(String::strip)
        .filter(Statements::isIri);
  }
}
