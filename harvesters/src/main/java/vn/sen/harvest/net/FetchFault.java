package vn.sen.harvest.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sen.vocab.Message;

/** Why one try ended without a body. Stays inside the package: callers get a value. */
final class FetchFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final Fetched.Kind kind;
  private final transient Message found;
  private final transient Message cure;
  private transient OptionalInt status = OptionalInt.empty();
  private String excerpt = "";
  private boolean passing;
  private transient Optional<Duration> retryAfter = Optional.empty();

  /**
   * @param found what was found; no full stop
   * @param cure what to do about it; a sentence
   */
  FetchFault(Fetched.Kind kind, Message found, Message cure) {
    super(found.en());
    this.kind = kind;
    this.found = found;
    this.cure = cure;
  }

  FetchFault(Fetched.Kind kind, Message found, Message cure, Throwable cause) {
    this(kind, found, cure);
    initCause(cause);
  }

  FetchFault status(int answered, String body) {
    status = OptionalInt.of(answered);
    excerpt = body;
    return this;
  }

  /** Marks a fault that may be gone when we try again. */
  FetchFault passing(Optional<Duration> askedWait) {
    passing = true;
    retryAfter = askedWait;
    return this;
  }

  /** The same, told in other words, and without what the server said. */
  FetchFault told(Message otherFound, Message otherCure) {
    var other = new FetchFault(kind, otherFound, otherCure, this);
    other.passing = passing;
    other.retryAfter = retryAfter;
    return other;
  }

  Fetched.Kind kind() {
    return kind;
  }

  /** Whether the server answered with that status. */
  boolean isStatus(int answered) {
    return status.isPresent() && status.getAsInt() == answered;
  }

  boolean mayPass() {
    return passing;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** As told to people: the source, the address, what was found and the cure. */
  <T> Fetched.Failure<T> toFailure(String source, String shownUri) {
    return new Fetched.Failure<>(
        kind,
        status,
        new Message(
            "Nguồn %s, %s: %s. %s".formatted(source, shownUri, found.vi(), cure.vi()),
            "Source %s, %s: %s. %s".formatted(source, shownUri, found.en(), cure.en())),
        excerpt);
  }
}
