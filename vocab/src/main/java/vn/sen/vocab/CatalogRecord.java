package vn.sen.vocab;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;

/**
 * What a source says about one thing ({@code dcat:CatalogRecord}), kept whole.
 *
 * @param identifier the source's own name for it, unique and stable within the source
 * @param subject the node that is described, an IRI, in the model that holds all the source said of
 *     it. A connector names a blank node before it offers the record.
 */
public record CatalogRecord(String identifier, Resource subject) {
  public CatalogRecord {
    if (identifier.isBlank()) {
      throw new IllegalArgumentException("a record has an identifier");
    }
    if (!subject.isURIResource()) {
      throw new IllegalArgumentException("the subject of '%s' is no IRI".formatted(identifier));
    }
  }

  /** All that the source said. */
  public Model description() {
    return subject.getModel();
  }
}
