package vn.sen.publish.app;

/** Who decides at the command line: whoever may read the data directory. */
final class Steward {
  private Steward() {}

  /** The name that goes into the journal. */
  static String name() {
    return "command line, " + System.getProperty("user.name", "unknown");
  }
}
