package vn.sen.catalog.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.Json;

/** What parent and child say to each other: a length of four bytes, then JSON in UTF-8. */
final class Frames {
  /** An answer is a report, not data. */
  static final int MAX_BYTES = 64 << 20;

  private Frames() {}

  record Request(
      String job, String request, List<String> inputs, String output, String temporary) {}

  /** {@code answer} or {@code error}; neither means that the child is ready. */
  record Answer(@Nullable String answer, @Nullable String error, boolean outOfMemory) {}

  static void write(DataOutputStream to, Object message) throws IOException {
    byte[] bytes = Json.write(message).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw new FrameTooLong(bytes.length);
    }
    to.writeInt(bytes.length);
    to.write(bytes);
    to.flush();
  }

  /** The next message, absent at the end of the stream. */
  static <T> Optional<T> read(DataInputStream from, Class<T> type) throws IOException {
    int length;
    try {
      length = from.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 0 || length > MAX_BYTES) {
      throw new FrameTooLong(Integer.toUnsignedLong(length));
    }
    byte[] bytes = from.readNBytes(length);
    if (bytes.length < length) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(new String(bytes, StandardCharsets.UTF_8), type));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a message", e);
    }
  }

  /** More than an answer may be, or something that is no answer at all. */
  static final class FrameTooLong extends IOException {
    final long bytes;

    FrameTooLong(long bytes) {
      super("a message of " + bytes + " bytes");
      this.bytes = bytes;
    }
  }
}
