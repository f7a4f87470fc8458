package vn.sen.harvest.run;

import java.util.Optional;

/**
 * What a source calls things, as people may see it: short, and with nothing that a screen obeys.
 */
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  /** The beginning of a long name, control characters made visible. */
  static String name(String identifier) {
    StringBuilder shown = new StringBuilder();
    identifier
        .codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (isControl(c)) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return identifier.codePointCount(0, identifier.length()) > LONGEST
        ? shown + "... (%d)".formatted(identifier.length())
        : shown.toString();
  }

  /** The first control character in {@code name}, such as {@code U+202E}; absent when none. */
  static Optional<String> control(String name) {
    return name.codePoints().filter(Shown::isControl).mapToObj("U+%04X"::formatted).findFirst();
  }

  /** Of terminals, and of the direction of writing. */
  private static boolean isControl(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
