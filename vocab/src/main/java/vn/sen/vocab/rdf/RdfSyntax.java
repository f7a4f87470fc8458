package vn.sen.vocab.rdf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.riot.Lang;

/** A way to write RDF that Sen reads and writes. */
public enum RdfSyntax {
  TURTLE(
      "Turtle",
      Lang.TURTLE,
      List.of("text/turtle", "application/x-turtle", "application/turtle"),
      List.of("ttl")),
  JSON_LD(
      "JSON-LD",
      Lang.JSONLD11,
      List.of("application/ld+json", "application/json", "text/json"),
      List.of("jsonld", "json")),
  RDF_XML(
      "RDF/XML",
      Lang.RDFXML,
      List.of("application/rdf+xml", "application/xml", "text/xml"),
      List.of("rdf", "xml", "owl")),
  N_TRIPLES("N-Triples", Lang.NTRIPLES, List.of("application/n-triples"), List.of("nt")),
  N_QUADS("N-Quads", Lang.NQUADS, List.of("application/n-quads", "text/x-nquads"), List.of("nq")),
  TRIG("TriG", Lang.TRIG, List.of("application/trig", "application/x-trig"), List.of("trig"));

  private static final String TERM = "(<[^>]*>|_:\\S+|\"(?:[^\"\\\\]|\\\\.)*+\"\\S*)";
  private static final Pattern QUAD =
      Pattern.compile(
          "(?m)\\A%s\\s+<[^>]*>\\s+%s\\s+(<[^>]*>|_:\\S+)\\s*\\.\\s*$.*".formatted(TERM, TERM),
          Pattern.DOTALL);
  private static final Pattern TURTLE_START =
      Pattern.compile("(?i)(@prefix|@base|prefix|base|version)\\s.*", Pattern.DOTALL);
  private static final Pattern PREFIXED_START =
      Pattern.compile("[\\p{L}\\d_.-]*:[\\p{L}\\d_.:%-]*\\s.*", Pattern.DOTALL);

  private final String label;
  private final Lang lang;
  private final List<String> mediaTypes;
  private final List<String> extensions;

  RdfSyntax(String label, Lang lang, List<String> mediaTypes, List<String> extensions) {
    this.label = label;
    this.lang = lang;
    this.mediaTypes = mediaTypes;
    this.extensions = extensions;
  }

  /** The name people know, such as {@code RDF/XML}. */
  public String label() {
    return label;
  }

  /** The registered media type, without parameters. */
  public String mediaType() {
    return mediaTypes.getFirst();
  }

  /** The usual ending of a file name, without a dot. */
  public String extension() {
    return extensions.getFirst();
  }

  /** The syntax of a media type, parameters ignored; absent for any other. */
  public static Optional<RdfSyntax> ofMediaType(String mediaType) {
    int semicolon = mediaType.indexOf(';');
    String bare =
        (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
            .strip()
            .toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(s -> s.mediaTypes.contains(bare)).findFirst();
  }

  /** The syntax of a file name's ending, with or without its dot; absent for any other. */
  public static Optional<RdfSyntax> ofExtension(String extension) {
    String bare = extension.substring(extension.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(s -> s.extensions.contains(bare)).findFirst();
  }

  /**
   * The syntax that the first bytes of a document suggest; absent when they are no RDF, such as a
   * page of HTML. N-Triples is told as Turtle, of which it is a part.
   *
   * @param head a few hundred bytes are enough
   */
  public static Optional<RdfSyntax> guess(byte[] head) {
    String text = new String(head, 0, Math.min(head.length, 4096), StandardCharsets.UTF_8);
    String start = text.replaceFirst("\\A\uFEFF?(?:\\s++|#.*+(?:\\R|\\z))*+", "");
    if (start.isEmpty()) {
      return Optional.empty();
    }
    return switch (start.charAt(0)) {
      case '{' -> Optional.of(start.matches("(?s)\\{\\s*[\"}].*") ? JSON_LD : TRIG);
      case '[' -> Optional.of(start.matches("(?s)\\[\\s*[\\[{\"].*") ? JSON_LD : TURTLE);
      case '<' -> ofAngle(start);
      case '_' -> Optional.of(QUAD.matcher(start).matches() ? N_QUADS : TURTLE);
      case '(' -> Optional.of(TURTLE);
      default ->
          TURTLE_START.matcher(start).matches() || PREFIXED_START.matcher(start).matches()
              ? Optional.of(TURTLE)
              : Optional.empty();
    };
  }

  private static Optional<RdfSyntax> ofAngle(String start) {
    if (start.matches("(?s)<(\\?xml|!DOCTYPE|!--|[\\w-]+:RDF[\\s>]).*")) {
      return start.contains("RDF") ? Optional.of(RDF_XML) : Optional.empty();
    }
    if (start.matches("(?s)<[^>\\s]*>.*") && !start.matches("(?is)<(html|head|body)\\b.*")) {
      return Optional.of(QUAD.matcher(start).matches() ? N_QUADS : TURTLE);
    }
    return Optional.empty();
  }

  Lang lang() {
    return lang;
  }
}
