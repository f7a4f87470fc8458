package vn.sen.publish.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import vn.sen.vocab.Sha256;

/** The bytes behind an address, and what a cache needs to know of them. Never changes. */
final class Content {
  private final String mediaType;
  private final byte[] bytes;
  private final Instant lastModified;
  private final String sha256;

  Content(String mediaType, byte[] bytes, Instant lastModified) {
    this.mediaType = mediaType;
    this.bytes = bytes;
    this.lastModified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    this.sha256 = Sha256.of(bytes);
  }

  static Content text(String mediaType, String text, Instant lastModified) {
    return new Content(
        mediaType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), lastModified);
  }

  String mediaType() {
    return mediaType;
  }

  byte[] bytes() {
    return bytes;
  }

  /** To the second, as HTTP dates are. */
  Instant lastModified() {
    return lastModified;
  }

  /** Hexadecimal, lower case. */
  String sha256() {
    return sha256;
  }

  /** A strong entity tag: other bytes, other tag. */
  String etag() {
    return '"' + sha256.substring(0, 32) + '"';
  }
}
