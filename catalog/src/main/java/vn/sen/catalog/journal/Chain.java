package vn.sen.catalog.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Sha256;

/**
 * The hash chain: link = SHA-256(link before, sequence, at, kind, hash of the body, hash of the
 * payload). It covers hashes alone, so that it holds when a payload was erased.
 */
final class Chain {
  /** What the first entry follows. */
  static final byte[] START = new byte[32];

  private static final byte[] NO_PAYLOAD = new byte[32];

  private Chain() {}

  static byte[] link(
      byte[] before,
      long sequence,
      long at,
      String kind,
      byte[] bodyHash,
      byte @Nullable [] payloadHash) {
    byte[] name = kind.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(32 + 8 + 8 + 4 + name.length + 32 + 32)
            .put(before)
            .putLong(sequence)
            .putLong(at)
            .putInt(name.length)
            .put(name)
            .put(bodyHash)
            .put(payloadHash == null ? NO_PAYLOAD : payloadHash);
    return sha256(buffer.array());
  }

  static byte[] sha256(byte[] bytes) {
    return Sha256.digest().digest(bytes);
  }
}
