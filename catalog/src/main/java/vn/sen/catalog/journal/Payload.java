package vn.sen.catalog.journal;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A large text of an entry, kept once under its hash.
 *
 * @param hash SHA-256 of the text in UTF-8
 * @param size of the text in UTF-8
 * @param deflated raw deflate
 */
record Payload(byte[] hash, int size, byte[] deflated) {
  // 3 gives nine tenths of what 6 saves on N-Quads, at half the time.
  private static final int LEVEL = 3;

  static Payload of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      // Incompressible input grows by a few bytes per 16 kB block.
      byte[] target = new byte[bytes.length + bytes.length / 1000 + 64];
      int length = 0;
      while (!deflater.finished()) {
        length += deflater.deflate(target, length, target.length - length);
      }
      return new Payload(
          Chain.sha256(bytes), bytes.length, java.util.Arrays.copyOf(target, length));
    } finally {
      deflater.end();
    }
  }

  /** The bytes of the text; throws when the deflated ones aren't {@code size} bytes of it. */
  static byte[] inflate(byte[] deflated, int size) {
    var inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      byte[] bytes = new byte[size];
      int length = 0;
      while (length < size) {
        int more = inflater.inflate(bytes, length, size - length);
        if (more == 0) {
          throw new IllegalStateException(
              "a payload ends after %d of %d bytes".formatted(length, size));
        }
        length += more;
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("a payload is damaged", e);
    } finally {
      inflater.end();
    }
  }

  static String text(byte[] deflated, int size) {
    return new String(inflate(deflated, size), StandardCharsets.UTF_8);
  }
}
