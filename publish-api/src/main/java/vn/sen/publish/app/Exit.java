package vn.sen.publish.app;

/** Exit codes of every command. */
final class Exit {
  static final int DONE = 0;

  /** Done, but something was rejected, quarantined or found. */
  static final int FOUND = 1;

  static final int WRONG_USE = 2;
  static final int FAILED = 3;

  private Exit() {}
}
