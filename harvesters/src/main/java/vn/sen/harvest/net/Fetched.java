package vn.sen.harvest.net;

import java.util.OptionalInt;
import vn.sen.vocab.Message;

/** How a fetch ended. */
public sealed interface Fetched<T> {

  /** The whole body came. */
  record Body<T>(T value, Answer answer) implements Fetched<T> {}

  /** The source says that what we hold is what it has. */
  record NotModified<T>() implements Fetched<T> {}

  /**
   * There is nothing to use.
   *
   * @param status HTTP status of the last answer, empty when none came
   * @param message names the source, the address, what was found and the cure
   * @param excerpt the first characters of an error's body, for what it may say; may be empty
   */
  record Failure<T>(Kind kind, OptionalInt status, Message message, String excerpt)
      implements Fetched<T> {
    /** One without an answer of HTTP. */
    public Failure(Kind kind, Message message) {
      this(kind, OptionalInt.empty(), message, "");
    }

    /** Whether what was asked for may come another time; else it is broken at its source. */
    public boolean mayComeAnotherTime() {
      return switch (kind) {
        case UNREACHABLE, TOO_SLOW, TRUNCATED, TLS, CERTIFICATE_EXPIRED, PROTOCOL, LOCAL_DISK ->
            true;
        case HTTP_STATUS -> {
          int answered = status.orElse(500);
          yield answered >= 500
              || answered == 401
              || answered == 403
              || answered == 408
              || answered == 429;
        }
        case FORBIDDEN_ADDRESS, BAD_URL, TOO_LARGE, TOO_MANY_REDIRECTS, EMPTY, WRONG_CONTENT ->
            false;
      };
    }

    /** The same failure of something else that was to be fetched. */
    public <U> Failure<U> as() {
      return new Failure<>(kind, status, message, excerpt);
    }
  }

  /** Why there is nothing to use. */
  enum Kind {
    /** The host is unknown, refuses or drops connections. */
    UNREACHABLE,
    /** An address that a source may not make us reach. */
    FORBIDDEN_ADDRESS,
    /** No HTTP address, or one that cannot be meant. */
    BAD_URL,
    /** An answer, but not the body that was asked for. */
    HTTP_STATUS,
    TOO_LARGE,
    TOO_SLOW,
    /** The body ended before its announced end. */
    TRUNCATED,
    TOO_MANY_REDIRECTS,
    /** No secure connection: certificate, name or protocol. */
    TLS,
    /** The server's certificate has expired. */
    CERTIFICATE_EXPIRED,
    /** The answer breaks HTTP. */
    PROTOCOL,
    EMPTY,
    /** The body is something else than what was asked for. */
    WRONG_CONTENT,
    /** The received file could not be written here. */
    LOCAL_DISK
  }
}
