package vn.sen.harvest;

import java.net.URI;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/** Takes what a connector reads. Not safe for several threads. */
public interface RecordSink {

  /**
   * A record, whole.
   *
   * @param page the address it was read from
   */
  void accept(CatalogRecord record, URI page);

  /**
   * Something that was meant as a record and can't be used.
   *
   * @param identifier the source's, or its position on the page ({@code #17}) where it has none
   * @param message names what is wrong and the cure
   */
  void reject(String identifier, URI page, Message message);

  /** A page whose bytes are as at the last harvest: its records are as they were. */
  void unchanged(java.util.List<String> identifiers, URI page);
}
