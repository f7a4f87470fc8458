package vn.sen.harvest.net;

import vn.sen.vocab.Message;

/** How the way to a source of another protocol than HTTP was found. */
public sealed interface Relayed {

  /** It is open. */
  record Open(Relay relay) implements Relayed {}

  /**
   * It may not be gone, or there is none.
   *
   * @param why says nothing of where the source lies
   */
  record Refused(Message why) implements Relayed {}
}
