package vn.sen.vocab.rdf;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/**
 * A {@code sh:ValidationReport}.
 *
 * @param conforms whether there is no result of any severity, as SHACL defines it
 * @param results by focus node, path and component
 */
public record ShaclReport(boolean conforms, List<Result> results) {
  public ShaclReport {
    results = List.copyOf(results);
  }

  /** The results about {@code focusNode}. */
  public List<Result> about(String focusNode) {
    return results.stream().filter(r -> r.focusNode().equals(focusNode)).toList();
  }

  /**
   * A {@code sh:ValidationResult}.
   *
   * @param focusNode IRI, {@code _:label} of a blank node, or a literal
   * @param path the property's IRI, or a SPARQL property path; absent for constraints on the node
   * @param component IRI, such as {@code http://www.w3.org/ns/shacl#MinCountConstraintComponent}
   * @param severity IRI, such as {@code http://www.w3.org/ns/shacl#Violation}
   * @param value the value at fault, where there is one
   */
  public record Result(
      String focusNode,
      Optional<String> path,
      String component,
      String severity,
      Optional<String> value,
      Message message) {

    /** Must, should and may: error, warning and info. A severity of someone's own is an error. */
    public Severity level() {
      return switch (severity.substring(severity.lastIndexOf('#') + 1)) {
        case "Info" -> Severity.INFO;
        case "Warning" -> Severity.WARNING;
        default -> Severity.ERROR;
      };
    }
  }
}
