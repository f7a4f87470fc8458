package vn.sen.harvest.dcat;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.BodyReader;
import vn.sen.harvest.net.NoData;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Message;
import vn.sen.vocab.rdf.Parsed;
import vn.sen.vocab.rdf.RdfSyntax;
import vn.sen.vocab.rdf.SafeRdf;

/**
 * A page of a catalogue.
 *
 * @param next the page that it says comes next ({@code hydra:next}, {@code hydra:nextPage}, or the
 *     header {@code Link})
 * @param total of all pages, as announced ({@code hydra:totalItems})
 */
record DcatPage(Model model, Optional<URI> next, OptionalLong total) {
  private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
  private static final List<Property> NEXT = List.of(hydra("next"), hydra("nextPage"));
  private static final Property TOTAL = hydra("totalItems");
  private static final List<Resource> SIGNS =
      List.of(
          DCAT.Catalog,
          DCAT.Dataset,
          DcatSplitter.DATASET_SERIES,
          DCAT.DataService,
          hydra("PartialCollectionView"),
          hydra("PagedCollection"),
          hydra("Collection"));
  private static final Message CURE =
      new Message(
          "Kiểm tra địa chỉ có trả về danh mục DCAT (Turtle, RDF/XML, JSON-LD hoặc N-Triples)"
              + " không.",
          "Check that the address gives a DCAT catalogue (Turtle, RDF/XML, JSON-LD or N-Triples).");

  /** Reads whatever RDF comes. */
  static final BodyReader<DcatPage> READER =
      new BodyReader<>() {
        @Override
        public DcatPage read(byte[] body, Answer answer) throws WrongContentException {
          return DcatPage.read(body, answer);
        }

        @Override
        public String accept() {
          return "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.8,"
              + " application/rdf+xml;q=0.8, */*;q=0.1";
        }
      };

  private static DcatPage read(byte[] body, Answer answer) throws WrongContentException {
    if (NoData.isWebPage(body)) {
      throw new WrongContentException(
          new Message("đó là một trang HTML, không phải RDF", "it is an HTML page, not RDF"), CURE);
    }
    Model model = parse(body, answer);
    boolean isCatalogue =
        SIGNS.stream().anyMatch(type -> model.contains(null, RDF.type, type))
            || model.contains(null, DCAT.dataset, (RDFNode) null);
    if (!isCatalogue) {
      throw new WrongContentException(
          new Message(
              "RDF gồm %d phát biểu nhưng không có dcat:Catalog hay dcat:Dataset nào"
                  .formatted(model.size()),
              "its RDF, %d statements, has neither a dcat:Catalog nor a dcat:Dataset"
                  .formatted(model.size())),
          CURE);
    }
    return new DcatPage(model, next(model, answer), total(model));
  }

  private static Model parse(byte[] body, Answer answer) throws WrongContentException {
    Optional<Message> fault = Optional.empty();
    for (RdfSyntax syntax : candidates(body, answer)) {
      switch (SafeRdf.read(body, syntax, answer.uri().toString())) {
        case Parsed.Graph(Model model) -> {
          return model;
        }
        case Parsed.Unreadable unreadable ->
            fault = Optional.of(fault.orElse(unreadable.message()));
      }
    }
    throw new WrongContentException(
        fault
            .map(message -> new Message(withoutStop(message.vi()), withoutStop(message.en())))
            .orElseGet(
                () ->
                    new Message(
                        "nội dung không phải RDF (Content-Type: %s)"
                            .formatted(answer.contentType().orElse("không có")),
                        "the body is no RDF (Content-Type: %s)"
                            .formatted(answer.contentType().orElse("none")))),
        CURE);
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /** What is announced, then what it looks like: servers err in both. */
  private static Set<RdfSyntax> candidates(byte[] body, Answer answer) {
    Set<RdfSyntax> candidates = new LinkedHashSet<>();
    answer.contentType().flatMap(RdfSyntax::ofMediaType).ifPresent(candidates::add);
    RdfSyntax.guess(body).ifPresent(candidates::add);
    if (candidates.isEmpty() && answer.fileName().contains(".")) {
      RdfSyntax.ofExtension(answer.fileName()).ifPresent(candidates::add);
    }
    return candidates;
  }

  private static Optional<URI> next(Model model, Answer answer) {
    Set<String> nexts = new LinkedHashSet<>();
    for (Property property : NEXT) {
      for (Statement statement : model.listStatements(null, property, (RDFNode) null).toList()) {
        String target = text(statement.getObject());
        if (statement.getSubject().hasURI(answer.uri().toString())) {
          return SourceClient.resolve(answer.uri(), target);
        }
        nexts.add(target);
      }
    }
    // Several that hang on other nodes: the smallest, so that two harvests go the same way.
    return nexts.stream()
        .sorted()
        .findFirst()
        .flatMap(target -> SourceClient.resolve(answer.uri(), target))
        .or(answer::next);
  }

  private static String text(RDFNode node) {
    return node.isLiteral() ? node.asLiteral().getLexicalForm() : node.toString();
  }

  private static OptionalLong total(Model model) {
    return model
        .listObjectsOfProperty(TOTAL)
        .filterKeep(RDFNode::isLiteral)
        .mapWith(node -> node.asLiteral().getLexicalForm())
        .filterKeep(number -> number.matches("\\d{1,12}"))
        .toList()
        .stream()
        .mapToLong(Long::parseLong)
        .max();
  }

  private static Property hydra(String name) {
    return ResourceFactory.createProperty(HYDRA + name);
  }
}
