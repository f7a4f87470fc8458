package vn.sen.vocab.rdf;

import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.uri.UriValidationPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFParserBuilder;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import vn.sen.vocab.Message;
import vn.sen.vocab.rdf.Parsed.Unreadable;

/**
 * Reads RDF that strangers sent. Bounded in size and in depth before a parser sees it, and never
 * touches network or files: JSON-LD contexts come from {@link BundledContexts}, XML has no external
 * entities. Safe for many threads.
 */
public final class SafeRdf {
  /** The size cap of {@link #read(byte[], RdfSyntax, String)}. */
  public static final long DEFAULT_MAX_BYTES = 64L << 20;

  /**
   * The statements that a source may make in one document: each costs some hundred bytes of memory,
   * however few it takes to write.
   */
  public static final long MOST_STATEMENTS = 400_000;

  private static final Duration JSON_LD_DEADLINE = Duration.ofSeconds(30);

  private SafeRdf() {}

  /**
   * As {@link #read(byte[], RdfSyntax, String, long)} with {@link #DEFAULT_MAX_BYTES}, and at most
   * {@link #MOST_STATEMENTS}.
   */
  public static Parsed read(byte[] document, RdfSyntax syntax, String base) {
    return read(document, syntax, base, DEFAULT_MAX_BYTES, MOST_STATEMENTS);
  }

  /**
   * Reads to the end of {@code document}, or to {@code maxBytes}; the caller closes it.
   *
   * @throws IOException when the stream fails
   */
  public static Parsed read(InputStream document, RdfSyntax syntax, String base, long maxBytes)
      throws IOException {
    int cap = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    return read(document.readNBytes(cap + 1), syntax, base, cap);
  }

  /**
   * Reads a whole document.
   *
   * @param base absolute IRI against which relative ones are resolved, usually where the document
   *     came from
   */
  public static Parsed read(byte[] document, RdfSyntax syntax, String base, long maxBytes) {
    return read(document, syntax, base, maxBytes, Long.MAX_VALUE);
  }

  private static Parsed read(
      byte[] document, RdfSyntax syntax, String base, long maxBytes, long maxStatements) {
    if (document.length > maxBytes) {
      return unreadable(
          "Tài liệu lớn hơn %,d byte; hãy chia thành nhiều trang.".formatted(maxBytes),
          "The document is larger than %,d bytes; split it into pages.".formatted(maxBytes));
    }
    Optional<Unreadable> fault = DocumentLimits.check(document, syntax, maxStatements);
    return fault.isPresent() ? fault.get() : parse(document, syntax, base, maxStatements);
  }

  static Unreadable tooMany(long maxStatements) {
    return unreadable(
        "Tài liệu có hơn %d phát biểu; hãy chia thành nhiều trang.".formatted(maxStatements),
        "The document has more than %d statements; split it into pages.".formatted(maxStatements));
  }

  private static Parsed parse(byte[] document, RdfSyntax syntax, String base, long maxStatements) {
    Model model = ModelFactory.createDefaultModel();
    var statements = new Collector(model, maxStatements);
    var positions = new Positions();
    var contexts = new BundledContexts();
    try {
      RDFParserBuilder parser =
          RDFParser.create()
              .source(new ByteArrayInputStream(document))
              .forceLang(syntax.lang())
              .base(base)
              .errorHandler(positions);
      if (syntax == RdfSyntax.JSON_LD) {
        parser.set(LangJSONLD11.JSONLD_OPTIONS, jsonLdOptions(base, contexts));
      }
      parser.parse(statements);
    } catch (StackOverflowError e) {
      return unreadable(
          "Tài liệu lồng quá sâu.",
          "The document is nested too deeply."); // the limits' last resort
    } catch (RuntimeException e) { // a parser's own faults are the document's to the caller
      if (statements.left < 0) {
        return tooMany(maxStatements);
      }
      return contexts
          .refused()
          .map(SafeRdf::unknownContext)
          .or(() -> statements.badIri.map(bad -> bad.unreadable(positions)))
          .orElseGet(() -> malformed(syntax, e, positions));
    }
    return new Parsed.Graph(model);
  }

  private static JsonLdOptions jsonLdOptions(String base, BundledContexts contexts) {
    var options = new JsonLdOptions(contexts);
    options.setBase(URI.create(base));
    // Titanium drops statements with odd IRIs without a word; we look at them ourselves
    options.setUriValidation(UriValidationPolicy.None);
    options.setTimeout(JSON_LD_DEADLINE);
    return options;
  }

  private static Unreadable unknownContext(String url) {
    return unreadable(
        "Không biết ngữ cảnh JSON-LD %s: Sen không tải ngữ cảnh từ mạng. Hãy nhúng '@context' vào tài liệu, hoặc dùng một trong: %s."
            .formatted(url, BundledContexts.known()),
        "Unknown JSON-LD context %s: Sen fetches none from the network. Put the '@context' inline, or use one of: %s."
            .formatted(url, BundledContexts.known()));
  }

  private static Unreadable malformed(RdfSyntax syntax, RuntimeException e, Positions positions) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String detail =
        reason
            .replaceFirst("^\\[line: \\d+, col: ?\\d+ *\\] *", "")
            .replaceFirst("^JsonLdError\\[code=(.*?)\\.? ?\\[code=.*$", "$1.");
    return unreadable(
        "Không đọc được %s%s: %s".formatted(syntax.label(), positions.vi(), detail),
        "Not readable as %s%s: %s".formatted(syntax.label(), positions.en(), detail),
        positions.line,
        positions.column);
  }

  static Unreadable unreadable(String vi, String en) {
    return unreadable(vi, en, -1, -1);
  }

  static Unreadable unreadable(String vi, String en, long line, long column) {
    return new Unreadable(
        new Message(vi, en),
        line > 0 ? OptionalLong.of(line) : OptionalLong.empty(),
        column > 0 ? OptionalLong.of(column) : OptionalLong.empty());
  }

  /** Where the parser stopped, or last had a doubt. */
  private static final class Positions implements ErrorHandler {
    private long line = -1;
    private long column = -1;

    @Override
    public void warning(String message, long line, long column) {
      this.line = line;
      this.column = column;
    }

    @Override
    public void error(String message, long line, long column) {
      fatal(message, line, column);
    }

    @Override
    public void fatal(String message, long line, long column) {
      this.line = line;
      this.column = column;
      throw new RiotException(message);
    }

    private String vi() {
      return line > 0 ? " tại dòng %d, cột %d".formatted(line, column) : "";
    }

    private String en() {
      return line > 0 ? " at line %d, column %d".formatted(line, column) : "";
    }
  }

  /**
   * Keeps every statement, and stops at one too many, or an IRI that could not be written again.
   */
  private static final class Collector extends StreamRDFBase {
    private final Model model;
    private final Graph graph;
    private Optional<BadIri> badIri = Optional.empty();
    private long left;

    private Collector(Model model, long most) {
      this.model = model;
      this.left = most;
      this.graph = model.getGraph();
    }

    @Override
    public void triple(Triple triple) {
      if (--left < 0) {
        throw new RiotException("too many statements"); // which some parsers wrap
      }
      check(triple.getSubject());
      check(triple.getPredicate());
      check(triple.getObject());
      graph.add(triple);
    }

    @Override
    public void quad(Quad quad) {
      triple(quad.asTriple());
    }

    @Override
    public void prefix(String prefix, String uri) {
      if (!prefix.isEmpty()) {
        model.getGraph().getPrefixMapping().setNsPrefix(prefix, uri);
      }
    }

    private void check(Node node) {
      if (node.isURI()) {
        String iri = node.getURI();
        int fault = IriText.findFault(iri);
        if (fault >= 0) {
          badIri = Optional.of(new BadIri(iri, iri.charAt(fault)));
          throw new RiotException("bad IRI"); // which some parsers wrap
        }
      } else if (node.isTripleTerm()) {
        check(node.getTriple().getSubject());
        check(node.getTriple().getPredicate());
        check(node.getTriple().getObject());
      }
    }
  }

  /**
   * An IRI that N-Quads cannot hold.
   *
   * @param character the first it may not contain
   */
  private record BadIri(String iri, char character) {

    private Unreadable unreadable(Positions positions) {
      String name = character > ' ' ? "'" + character + "'" : "U+%04X".formatted((int) character);
      return SafeRdf.unreadable(
          "IRI không hợp lệ: <%s> chứa %s; hãy mã hóa ký tự đó bằng %%XX.".formatted(iri, name),
          "Bad IRI: <%s> contains %s; percent-encode it.".formatted(iri, name),
          positions.line,
          positions.column);
    }
  }
}
