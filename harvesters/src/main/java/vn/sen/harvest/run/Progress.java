package vn.sen.harvest.run;

/** Hears how a long harvest goes on. Called by several threads. */
@FunctionalInterface
public interface Progress {
  /** A line of plain words, now and then. */
  void say(String words);

  /** Something was done: a record read, a dataset's files taken. Often. */
  default void step() {}
}
