package vn.sen.harvest.dcat;

import java.net.URI;
import org.apache.jena.rdf.model.Model;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/** What another protocol carries in RDF about one dataset, series or service. */
public sealed interface DcatDescription {

  /** As a record under the name that its carrier gives it. */
  record Usable(CatalogRecord record) implements DcatDescription {}

  /** There is none, or more than one that could be meant. */
  record Unusable(Message why) implements DcatDescription {}

  /**
   * The one thing that {@code model} describes; of several the one that has the carrier's name for
   * its IRI or identifier, else the one that none of the others refers to.
   *
   * @param identifier the carrier's name for it
   * @param base of the source; names a blank node
   */
  static DcatDescription of(Model model, String identifier, URI base) {
    return switch (new DcatSplitter(model, base, Identities.ofOne()).only(identifier)) {
      case DcatSplitter.Entry.Usable(CatalogRecord record) -> new Usable(record);
      case DcatSplitter.Entry.Waiting(CatalogRecord record) -> new Usable(record);
      case DcatSplitter.Entry.Unusable(String _, Message why) -> new Unusable(why);
    };
  }
}
