package vn.sen.vocab.rdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.Path;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.rdf.ShaclReport.Result;

/** A set of SHACL shapes, parsed once. Safe for many threads. */
public final class Shapes {
  private static final List<String> PROFILES = List.of("sen", "dcat-ap-3");
  private static final Map<String, Shapes> SHIPPED = new ConcurrentHashMap<>();

  static {
    // a shape may hold SPARQL, and SPARQL may call out: not in this program
    ARQ.getContext().set(ARQ.httpServiceAllowed, false);
  }

  private final org.apache.jena.shacl.Shapes shapes;

  /** What each shape says when broken, where it says so in our languages. */
  private final Map<Node, Optional<Message>> words = new ConcurrentHashMap<>();

  private Shapes(Graph graph) {
    this.shapes = org.apache.jena.shacl.Shapes.parse(graph);
  }

  /**
   * The shapes that ship with Sen: {@code sen}, the profile that COM-01 judges by, or {@code
   * dcat-ap-3}.
   *
   * @throws NotFoundException for any other name
   */
  public static Shapes profile(String name) {
    if (!PROFILES.contains(name)) {
      throw new NotFoundException(
          "there is no profile '%s'; there are %s".formatted(name, String.join(", ", PROFILES)));
    }
    return SHIPPED.computeIfAbsent(name, Shapes::load);
  }

  /**
   * Somebody's own shapes. Nothing they import is fetched.
   *
   * @throws InvalidRequestException when they cannot be read, or are no shapes
   */
  public static Shapes of(byte[] document, RdfSyntax syntax) {
    Model model = SafeRdf.read(document, syntax, "urn:sen:shapes").orThrow();
    Shapes parsed = parse(model);
    if (parsed.shapes.isEmpty()) {
      throw new InvalidRequestException("the file holds no SHACL shape");
    }
    return parsed;
  }

  private static Shapes parse(Model model) {
    try {
      return new Shapes(model.getGraph());
    } catch (RuntimeException e) { // Jena lets casts and the like escape on odd shapes
      throw new InvalidRequestException("not usable as SHACL: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new InvalidRequestException(
          "not usable as SHACL: shapes refer to each other in a ring", e);
    }
  }

  private static Shapes load(String name) {
    try (InputStream in =
        Shapes.class.getResourceAsStream("/vn/sen/vocab/shapes/" + name + ".ttl")) {
      if (in == null) {
        throw new IllegalStateException("the shapes of " + name + " are missing");
      }
      return of(in.readAllBytes(), RdfSyntax.TURTLE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shapes of " + name, e);
    }
  }

  /** All that {@code data} breaks. */
  public ShaclReport validate(Model data) {
    ValidationReport report = report(data);
    List<Result> results =
        report.getEntries().stream()
            .map(this::result)
            .sorted(
                Comparator.comparing(Result::focusNode)
                    .thenComparing(r -> r.path().orElse(""))
                    .thenComparing(Result::component)
                    .thenComparing(r -> r.value().orElse("")))
            .toList();
    return new ShaclReport(report.conforms(), results);
  }

  private ValidationReport report(Model data) {
    try {
      return ShaclValidator.get().validate(shapes, data.getGraph());
    } catch (StackOverflowError e) {
      throw new InvalidRequestException("the shapes lead round in a ring on these data", e);
    }
  }

  private Result result(ReportEntry entry) {
    Optional<String> path = Optional.ofNullable(entry.resultPath()).map(Shapes::text);
    String component = entry.sourceConstraintComponent().getURI();
    return new Result(
        text(entry.focusNode()),
        path,
        component,
        entry.severity().level().getURI(),
        Optional.ofNullable(entry.value()).map(Shapes::text),
        message(entry, component, path));
  }

  /** The shape's own words in both languages; where it has none, ours. */
  private Message message(ReportEntry entry, String component, Optional<String> path) {
    Optional<Message> own =
        entry.source() == null
            ? translated(entry)
            : words.computeIfAbsent(entry.source(), _ -> translated(entry));
    if (own.isPresent()) {
      return own.get();
    }
    if (entry.messages().stream().anyMatch(node -> !isValidatorsOwn(node, entry))) {
      return new Message(entry.message(), entry.message());
    }
    return words(component, path.map(RdfWriter::shorten).orElse("sh:this"), entry);
  }

  private static Optional<Message> translated(ReportEntry entry) {
    Optional<String> vi = in("vi", entry);
    Optional<String> en = in("en", entry);
    return vi.or(() -> en).map(any -> new Message(vi.orElse(any), en.orElse(any)));
  }

  private static Optional<String> in(String language, ReportEntry entry) {
    return entry.messages().stream()
        .filter(Node::isLiteral)
        .filter(node -> node.getLiteralLanguage().toLowerCase(Locale.ROOT).startsWith(language))
        .map(Node::getLiteralLexicalForm)
        .min(Comparator.naturalOrder());
  }

  /** The validator writes its constraint before the colon, such as {@code minCount[1]: ...}. */
  private static boolean isValidatorsOwn(Node message, ReportEntry entry) {
    return message.isLiteral()
        && entry.constraint() != null
        && message.getLiteralLexicalForm().startsWith(entry.constraint().toString());
  }

  private static Message words(String component, String path, ReportEntry entry) {
    String value = entry.value() == null ? "" : " '" + text(entry.value()) + "'";
    return switch (component.substring(component.indexOf('#') + 1)) {
      case "MinCountConstraintComponent" ->
          new Message("Thiếu %s.".formatted(path), "%s is missing.".formatted(path));
      case "MaxCountConstraintComponent" ->
          new Message(
              "%s có quá nhiều giá trị.".formatted(path),
              "%s has too many values.".formatted(path));
      case "DatatypeConstraintComponent", "NodeConstraintComponent", "ClassConstraintComponent" ->
          new Message(
              "Giá trị%s của %s sai kiểu.".formatted(value, path),
              "The value%s of %s is of the wrong type.".formatted(value, path));
      case "NodeKindConstraintComponent" ->
          new Message(
              "Giá trị%s của %s phải là %s."
                  .formatted(
                      value, path, entry.value().isLiteral() ? "một IRI" : "chữ, không phải IRI"),
              "The value%s of %s must be %s."
                  .formatted(value, path, entry.value().isLiteral() ? "an IRI" : "a literal"));
      default ->
          new Message(
              "Không thỏa ràng buộc ở %s: %s".formatted(path, entry.message()), entry.message());
    };
  }

  private static String text(Node node) {
    if (node.isURI()) {
      return node.getURI();
    }
    return node.isBlank() ? "_:" + node.getBlankNodeLabel() : node.getLiteralLexicalForm();
  }

  private static String text(Path path) {
    return path instanceof P_Link link ? link.getNode().getURI() : path.toString();
  }
}
