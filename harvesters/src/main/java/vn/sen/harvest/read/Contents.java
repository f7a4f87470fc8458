package vn.sen.harvest.read;

import java.io.IOException;
import java.util.List;

/**
 * The tables of an opened file, and what must be let go of when they were read.
 *
 * @param tables in the order of the file
 */
record Contents(List<RawTable> tables, Release release) implements AutoCloseable {
  Contents {
    tables = List.copyOf(tables);
  }

  /** Lets go of files and memory. */
  @FunctionalInterface
  interface Release {
    void run() throws IOException;
  }

  /** Tables that hold nothing open. */
  static Contents of(List<RawTable> tables) {
    return new Contents(tables, () -> {});
  }

  @Override
  public void close() throws IOException {
    release.run();
  }
}
