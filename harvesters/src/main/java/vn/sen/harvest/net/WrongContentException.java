package vn.sen.harvest.net;

import vn.sen.vocab.Message;

/** A body is something else than what was asked for. */
public final class WrongContentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message found;
  private final transient Message cure;

  /**
   * @param found completes "the source answered with ...": what the body is; no full stop
   * @param cure a sentence
   */
  public WrongContentException(Message found, Message cure) {
    super(found.en());
    this.found = found;
    this.cure = cure;
  }

  Message found() {
    return found;
  }

  Message cure() {
    return cure;
  }
}
