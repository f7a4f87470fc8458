package vn.sen.vocab.rdf;

import java.io.OutputStream;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.RDFWriterBuilder;
import org.apache.jena.shared.InvalidPropertyURIException;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.graph.GraphWrapper;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Writes RDF for people and programs: our prefixes, those in use only, whatever the source called
 * them. Small graphs are laid out to be read; large ones are streamed.
 */
public final class RdfWriter {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  /** Namespace to prefix. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("http://www.w3.org/ns/adms#", "adms"),
          Map.entry("http://www.w3.org/ns/dcat#", "dcat"),
          Map.entry("http://data.europa.eu/r5r/", "dcatap"),
          Map.entry("http://purl.org/dc/terms/", "dct"),
          Map.entry("http://www.w3.org/ns/dqv#", "dqv"),
          Map.entry("http://xmlns.com/foaf/0.1/", "foaf"),
          Map.entry("http://www.w3.org/ns/hydra/core#", "hydra"),
          Map.entry("http://www.w3.org/ns/org#", "org"),
          Map.entry("http://www.w3.org/2002/07/owl#", "owl"),
          Map.entry("http://www.w3.org/ns/prov#", "prov"),
          Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
          Map.entry("http://www.w3.org/2000/01/rdf-schema#", "rdfs"),
          Map.entry("http://schema.org/", "schema"),
          Map.entry("http://www.w3.org/ns/shacl#", "sh"),
          Map.entry("http://www.w3.org/2004/02/skos/core#", "skos"),
          Map.entry("http://spdx.org/rdf/terms#", "spdx"),
          Map.entry("http://www.w3.org/2006/vcard/ns#", "vcard"),
          Map.entry(XSD, "xsd"));

  // Jena's pretty writers recurse along blank nodes, and hold the graph twice
  private static final int PRETTY_BLANK_NODES = 200;
  private static final int PRETTY_STATEMENTS = 20_000;

  private RdfWriter() {}

  /**
   * The statements as text.
   *
   * @throws InvalidRequestException when the syntax cannot hold them (RDF/XML and properties whose
   *     IRI has no local name)
   */
  public static String write(Model model, RdfSyntax syntax) {
    var text = new StringWriter();
    var writer = writer(model, syntax).build();
    try {
      writer.output(text);
    } catch (InvalidPropertyURIException e) {
      throw unwritable(e);
    }
    return text.toString();
  }

  /** As {@link #write(Model, RdfSyntax)}, in UTF-8; leaves {@code out} open. */
  public static void write(Model model, RdfSyntax syntax, OutputStream out) {
    try {
      writer(model, syntax).build().output(out);
    } catch (InvalidPropertyURIException e) {
      throw unwritable(e);
    }
  }

  /** {@code dct:title} for its IRI, where the namespace is one of ours. */
  static String shorten(String iri) {
    int end = namespaceEnd(iri);
    String prefix = PREFIXES.get(iri.substring(0, end));
    return prefix == null ? iri : prefix + ":" + iri.substring(end);
  }

  private static int namespaceEnd(String iri) {
    return Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1;
  }

  private static InvalidRequestException unwritable(InvalidPropertyURIException e) {
    return new InvalidRequestException(
        "RDF/XML cannot write the property %s; ask for Turtle".formatted(e.getMessage()), e);
  }

  private static RDFWriterBuilder writer(Model model, RdfSyntax syntax) {
    Graph graph = model.getGraph();
    var survey = new Survey(graph);
    return RDFWriter.source(new Tidy(graph, survey.prefixes())).format(format(syntax, survey));
  }

  private static RDFFormat format(RdfSyntax syntax, Survey survey) {
    boolean isPretty =
        survey.blankNodes.size() <= PRETTY_BLANK_NODES && survey.statements <= PRETTY_STATEMENTS;
    return switch (syntax) {
      case TURTLE -> isPretty ? RDFFormat.TURTLE_PRETTY : RDFFormat.TURTLE_BLOCKS;
      case TRIG -> isPretty ? RDFFormat.TRIG_PRETTY : RDFFormat.TRIG_BLOCKS;
      case JSON_LD -> RDFFormat.JSONLD11_PRETTY;
      case RDF_XML -> isPretty ? RDFFormat.RDFXML_ABBREV : RDFFormat.RDFXML_PLAIN;
      case N_TRIPLES -> RDFFormat.NTRIPLES_UTF8;
      case N_QUADS -> RDFFormat.NQUADS_UTF8;
    };
  }

  /** One look at every statement: how many, which namespaces, which blank nodes. */
  private static final class Survey {
    private final Map<String, String> used = new TreeMap<>();
    private final Set<Node> blankNodes = new HashSet<>();
    private long statements;

    private Survey(Graph graph) {
      graph.find().forEachRemaining(this::see);
    }

    private void see(Triple triple) {
      statements++;
      see(triple.getSubject());
      see(triple.getPredicate());
      see(triple.getObject());
    }

    private void see(Node node) {
      if (node.isBlank() && blankNodes.size() <= PRETTY_BLANK_NODES) {
        blankNodes.add(node);
      } else if (node.isURI()) {
        String iri = node.getURI();
        use(iri.substring(0, namespaceEnd(iri)));
      } else if (node.isLiteral() && node.getLiteralDatatypeURI().startsWith(XSD)) {
        use(XSD);
      }
    }

    private void use(String namespace) {
      String prefix = PREFIXES.get(namespace);
      if (prefix != null) {
        used.put(prefix, namespace);
      }
    }

    private PrefixMapping prefixes() {
      var mapping = PrefixMapping.Factory.create();
      used.forEach(mapping::setNsPrefix);
      return mapping;
    }
  }

  /** A graph with our prefixes in place of its own. */
  private static final class Tidy extends GraphWrapper {
    private final PrefixMapping prefixes;

    private Tidy(Graph graph, PrefixMapping prefixes) {
      super(graph);
      this.prefixes = prefixes;
    }

    @Override
    public PrefixMapping getPrefixMapping() {
      return prefixes;
    }
  }
}
