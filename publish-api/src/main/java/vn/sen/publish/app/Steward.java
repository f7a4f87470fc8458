package vn.sen.publish.app;

import org.jspecify.annotations.Nullable;

/** Who decides at the command line: whoever may read the data directory. */
final class Steward {
  private Steward() {}

  /** The name that goes into the journal. */
  static String name() {
    return "command line, " + System.getProperty("user.name", "unknown");
  }

  /**
   * The name that {@code --as} gave, with whoever typed it; the latter alone where it gave none.
   */
  static String signing(@Nullable String given) {
    return given == null || given.isBlank() ? name() : "%s (%s)".formatted(given.strip(), name());
  }
}
