package vn.sen.vocab.rdf;

import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.canon.RdfCanonTicker;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.vocabulary.XSD;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * The one form in which a description is stored and compared: RDFC-1.0 (W3C Recommendation, 2024)
 * with SHA-256.
 *
 * <p>Where every blank node differs from the others in what is said of it directly, the names are
 * given here (steps 1 to 4 of the standard's algorithm). All other graphs go to the library, under
 * a work limit, for telling them apart can be made to cost any amount of time.
 */
public final class Canonical {
  /** Of the library's search; so many take less than a second. */
  private static final int STEPS = 100_000;

  private static final String SHA_256 = "SHA-256";

  /** Code points, not UTF-16 units, decide; the two differ beyond the basic plane only. */
  private static final Comparator<String> CODE_POINTS = Canonical::compareCodePoints;

  private Canonical() {}

  /**
   * Sorted canonical N-Quads, each ended by a line feed; empty for an empty model.
   *
   * @throws InvalidRequestException when blank nodes cannot be told apart within the work limit, or
   *     there are triple terms, which the standard doesn't know
   */
  public static String nquads(Model model) {
    Graph graph = model.getGraph();
    var statements = new ArrayList<Statement>();
    var mentions = new LinkedHashMap<Node, List<Statement>>();
    boolean hasSurrogates = false;
    var triples = graph.find();
    while (triples.hasNext()) {
      Statement statement = Statement.of(triples.next());
      statements.add(statement);
      hasSurrogates |= statement.hasSurrogates();
      statement.forEachBlankNode(
          node -> mentions.computeIfAbsent(node, _ -> new ArrayList<>()).add(statement));
    }
    Comparator<String> order = hasSurrogates ? CODE_POINTS : Comparator.naturalOrder();
    return names(mentions, order)
        .map(names -> join(statements.stream().map(s -> s.line(names)), order))
        .orElseGet(() -> search(statements));
  }

  /** SHA-256 of canonical N-Quads, hexadecimal, lower case. */
  public static String hash(String nquads) {
    return Sha256.of(nquads);
  }

  private static String join(Stream<String> lines, Comparator<String> order) {
    return String.join("", lines.sorted(order).toList());
  }

  /** Canonical names of the blank nodes; empty when two have the same first-degree hash. */
  private static Optional<Map<Node, String>> names(
      Map<Node, List<Statement>> mentions, Comparator<String> order) {
    if (mentions.isEmpty()) {
      return Optional.of(Map.of());
    }
    MessageDigest digest = Sha256.digest();
    var byHash = new TreeMap<String, Node>();
    for (var mention : mentions.entrySet()) {
      Node node = mention.getKey();
      String said = join(mention.getValue().stream().map(s -> s.lineSeenFrom(node)), order);
      if (byHash.put(hex(digest, said), node) != null) {
        return Optional.empty();
      }
    }
    var names = new HashMap<Node, String>();
    for (Node node : byHash.values()) {
      names.put(node, "_:c14n" + names.size());
    }
    return Optional.of(names);
  }

  /** The whole algorithm, by the library. */
  private static String search(List<Statement> statements) {
    var labels = new HashMap<Node, String>();
    var lines = new ArrayList<String>();
    try {
      RdfCanon canon = RdfCanon.create(SHA_256, new WorkLimit());
      for (Statement statement : statements) {
        statement.offer(canon, labels);
      }
      canon.provide(
          new RdfQuadConsumer() {
            @Override
            public RdfQuadConsumer quad(
                String s,
                String p,
                String o,
                @Nullable String datatype,
                @Nullable String language,
                @Nullable String direction,
                @Nullable String graph) {
              lines.add(NQuadsWriter.nquad(s, p, o, datatype, language, direction, graph));
              return this;
            }
          });
    } catch (WorkLimit.Exceeded e) {
      throw new InvalidRequestException(
          "the blank nodes of this description cannot be told apart with reasonable work:"
              + " give them IRIs",
          e);
    } catch (RdfConsumerException e) {
      throw new IllegalStateException("canonicalization failed", e);
    }
    return join(lines.stream(), CODE_POINTS);
  }

  private static int compareCodePoints(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // surrogates stand for code points above all others
        boolean isPair = Character.isSurrogate(x);
        return isPair == Character.isSurrogate(y) ? Character.compare(x, y) : isPair ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static String hex(MessageDigest digest, String text) {
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A triple, written as far as it can be before blank nodes have names.
   *
   * @param object its text; empty for a blank node
   */
  private record Statement(Triple triple, String subject, String predicate, String object) {

    private static Statement of(Triple triple) {
      return new Statement(
          triple,
          text(triple.getSubject()),
          " <" + triple.getPredicate().getURI() + "> ",
          text(triple.getObject()));
    }

    private static String text(Node node) {
      if (node.isURI()) {
        return "<" + node.getURI() + ">";
      }
      if (node.isBlank()) {
        return "";
      }
      if (node.isLiteral()) {
        String quoted = quoted(node.getLiteralLexicalForm());
        String language = language(node);
        if (!language.isEmpty()) {
          return quoted + "@" + language;
        }
        String datatype = node.getLiteralDatatypeURI();
        return datatype.equals(XSD.xstring.getURI()) ? quoted : quoted + "^^<" + datatype + ">";
      }
      throw new InvalidRequestException("statements about statements have no canonical form");
    }

    private static String language(Node literal) {
      var direction = literal.getLiteralBaseDirection();
      return direction == null
          ? literal.getLiteralLanguage()
          : literal.getLiteralLanguage() + "--" + direction;
    }

    private static String quoted(String text) {
      var out = new StringBuilder(text.length() + 2).append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '"' -> out.append("\\\"");
          case '\\' -> out.append("\\\\");
          case '\n' -> out.append("\\n");
          case '\r' -> out.append("\\r");
          case '\t' -> out.append("\\t");
          case '\b' -> out.append("\\b");
          case '\f' -> out.append("\\f");
          default -> {
            if (c < ' ' || c == 0x7f) {
              out.append("\\u00").append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
              out.append(c);
            }
          }
        }
      }
      return out.append('"').toString();
    }

    private boolean hasSurrogates() {
      return object.chars().anyMatch(c -> Character.isSurrogate((char) c))
          || subject.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    /** Each once, though it be subject and object both. */
    private void forEachBlankNode(Consumer<Node> action) {
      Node from = triple.getSubject();
      Node to = triple.getObject();
      if (from.isBlank()) {
        action.accept(from);
      }
      if (to.isBlank() && !to.equals(from)) {
        action.accept(to);
      }
    }

    private String line(Map<Node, String> names) {
      return line(
          subject.isEmpty() ? names.getOrDefault(triple.getSubject(), "") : subject,
          object.isEmpty() ? names.getOrDefault(triple.getObject(), "") : object);
    }

    /** As the standard hashes it: {@code _:a} is the node itself, {@code _:z} any other. */
    private String lineSeenFrom(Node node) {
      return line(
          subject.isEmpty() ? seen(triple.getSubject(), node) : subject,
          object.isEmpty() ? seen(triple.getObject(), node) : object);
    }

    private static String seen(Node node, Node from) {
      return node.equals(from) ? "_:a" : "_:z";
    }

    private String line(String from, String to) {
      return from + predicate + to + " .\n";
    }

    private void offer(RdfCanon canon, Map<Node, String> labels) {
      Node to = triple.getObject();
      String from = label(triple.getSubject(), labels);
      String predicateIri = triple.getPredicate().getURI();
      if (!to.isLiteral()) {
        canon.quad(from, predicateIri, label(to, labels), null, null, null, null);
      } else {
        String language = language(to);
        canon.quad(
            from,
            predicateIri,
            to.getLiteralLexicalForm(),
            to.getLiteralDatatypeURI(),
            language.isEmpty() ? null : language,
            null,
            null);
      }
    }

    private static String label(Node node, Map<Node, String> labels) {
      return node.isURI()
          ? node.getURI()
          : labels.computeIfAbsent(node, _ -> "_:b" + labels.size());
    }
  }

  /** Stops the search of a graph made to be expensive. */
  private static final class WorkLimit implements RdfCanonTicker {
    private int steps;

    @Override
    public void tick() {
      if (++steps > STEPS) {
        throw new Exceeded();
      }
    }

    private static final class Exceeded extends IllegalStateException {
      private Exceeded() {
        super("more than %d steps".formatted(STEPS));
      }
    }
  }
}
