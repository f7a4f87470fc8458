package vn.sen.harvest.run;

/** Hears how a long harvest goes on: a line of plain words now and then. */
@FunctionalInterface
public interface Progress {
  void say(String words);
}
