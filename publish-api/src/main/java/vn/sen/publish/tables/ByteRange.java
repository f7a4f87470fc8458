package vn.sen.publish.tables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file. Source: RFC 9110, 14.1.2.
 *
 * @param first offset of its first byte
 * @param last offset of its last byte
 */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /** What a caller asks for. */
  sealed interface Asked {
    /** All of it: nothing was asked, or something that a server may overlook. */
    record Whole() implements Asked {}

    /** A part that exists. */
    record Part(ByteRange range) implements Asked {}

    /** A part beyond the end. */
    record Beyond() implements Asked {}
  }

  /**
   * Reads a {@code Range} header. Several ranges at once may be overlooked, and are.
   *
   * @param size of the file in bytes
   */
  static Asked read(Optional<String> header, long size) {
    Matcher one = ONE.matcher(header.orElse(""));
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return new Asked.Whole();
    }
    if (one.group(1).isEmpty()) {
      long length = Math.min(Long.parseLong(one.group(2)), size);
      return length == 0
          ? new Asked.Beyond()
          : new Asked.Part(new ByteRange(size - length, size - 1));
    }
    long first = Long.parseLong(one.group(1));
    long last = one.group(2).isEmpty() ? size - 1 : Long.parseLong(one.group(2));
    if (last < first && !one.group(2).isEmpty()) {
      return new Asked.Whole(); // no range at all, by the grammar
    }
    return first >= size
        ? new Asked.Beyond()
        : new Asked.Part(new ByteRange(first, Math.min(last, size - 1)));
  }

  long length() {
    return last - first + 1;
  }
}
