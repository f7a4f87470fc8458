package vn.sen.harvest.read;

import vn.sen.vocab.Message;

/** A file that is not read, and what to tell the one who sent it. */
final class Refused extends Exception {
  final transient Message reason;

  Refused(String vi, String en) {
    super(en);
    this.reason = new Message(vi, en);
  }
}
