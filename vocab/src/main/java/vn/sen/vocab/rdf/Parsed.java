package vn.sen.vocab.rdf;

import java.util.OptionalLong;
import org.apache.jena.rdf.model.Model;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.InvalidRequestException;

/** What reading a document of RDF gave. */
public sealed interface Parsed {

  /**
   * The statements, for callers to whom a document they cannot read is a visitor's mistake.
   *
   * @throws InvalidRequestException with the English message when it could not be read
   */
  default Model orThrow() {
    return switch (this) {
      case Graph(Model model) -> model;
      case Unreadable unreadable -> throw new InvalidRequestException(unreadable.message().en());
    };
  }

  /** All statements, those of named graphs too, with the document's own prefixes. */
  record Graph(Model model) implements Parsed {}

  /**
   * The document was refused.
   *
   * @param message what is wrong, where, and how to mend it
   * @param line, column of the fault, from 1; absent where the fault has no place
   */
  record Unreadable(Message message, OptionalLong line, OptionalLong column) implements Parsed {}
}
