package vn.sen.harvest.read;

import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * What a file's text is in.
 *
 * @param confidence 0 to 1
 * @param mark bytes of the byte order mark
 * @param exact whether every byte decodes
 * @param truncated why it seems cut, absent when it doesn't
 */
record FoundEncoding(
    TextEncoding encoding,
    double confidence,
    int mark,
    boolean exact,
    Optional<Message> truncated) {

  /** Whether the bytes behind the mark can be used as they are. */
  boolean isUtf8AsItStands() {
    return encoding == TextEncoding.UTF_8 && exact;
  }
}
