package vn.sen.publish;

import io.micronaut.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import vn.sen.vocab.rdf.RdfSyntax;
import vn.sen.vocab.rdf.RdfWriter;

/** The syntaxes RDF is handed out in. */
public enum RdfForm {
  TURTLE(RdfSyntax.TURTLE),
  JSON_LD(RdfSyntax.JSON_LD),
  RDF_XML(RdfSyntax.RDF_XML),
  N_TRIPLES(RdfSyntax.N_TRIPLES);

  private final RdfSyntax syntax;

  RdfForm(RdfSyntax syntax) {
    this.syntax = syntax;
  }

  /** The ending of addresses: {@code ttl}. */
  public String extension() {
    return syntax.extension();
  }

  public String mediaType() {
    return syntax.mediaType();
  }

  /** The form whose ending {@code path} has. */
  public static Optional<RdfForm> ofEnding(String path) {
    return Arrays.stream(values()).filter(f -> path.endsWith("." + f.extension())).findFirst();
  }

  /** The form the caller prefers to HTML; absent when a page will do. */
  public static Optional<RdfForm> preferredBy(HttpRequest<?> request) {
    List<String> offered =
        Stream.concat(Stream.of("text/html"), Arrays.stream(values()).map(RdfForm::mediaType))
            .toList();
    String best = Accepted.best(request, offered).orElse("text/html");
    return Arrays.stream(values()).filter(f -> f.mediaType().equals(best)).findFirst();
  }

  public byte[] write(Model model) {
    var out = new ByteArrayOutputStream();
    RdfWriter.write(model, syntax, out);
    return out.toByteArray();
  }
}
