package vn.sen.harvest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * How a link answered once.
 *
 * @param firstByte from the request to the first byte; absent when none came
 * @param certificateEnds when the server's certificate ends; absent without TLS or an answer
 * @param fault why it did not answer, for people; absent when it did
 */
public record LinkProbe(
    Instant at,
    Answer answer,
    Optional<Duration> firstByte,
    Optional<Instant> certificateEnds,
    Optional<Message> fault) {

  /** What came. */
  public enum Answer {
    /** Bytes that may be data. */
    DATA,
    /** A web page. */
    WEB_PAGE,
    /** The message of an error, under a status of success. */
    ERROR_MESSAGE,
    /** The server refuses this very request, such as a call without parameters. */
    REFUSED,
    /** No more than an error: gone, failed, unreachable or not in time. */
    FAILED,
    /** No secure connection, for the certificate has expired. */
    CERTIFICATE_EXPIRED
  }
}
