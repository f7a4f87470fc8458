package vn.sen.harvest.net;

import vn.sen.harvest.Known;

/** How a page is found that may have been seen before. */
public sealed interface Revisited<T> {

  /** Never seen, or other bytes than the last time. */
  record Fresh<T>(T value, Answer answer) implements Revisited<T> {}

  /** The source says it is unchanged, or its bytes are as they were. */
  record Same<T>(Known.Page page) implements Revisited<T> {}

  /** There is nothing to use. */
  record Lost<T>(Fetched.Failure<T> failure) implements Revisited<T> {}
}
