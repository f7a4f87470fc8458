package vn.sen.harvest.read;

import java.io.IOException;
import java.util.List;

/**
 * The tables of an opened file, and what must be let go of when they were read.
 *
 * @param tables in the order of the file
 * @param hiddenSheets names of sheets with something in them that nobody sees, and that are not
 *     read
 */
record Contents(List<RawTable> tables, List<String> hiddenSheets, Release release)
    implements AutoCloseable {
  Contents {
    tables = List.copyOf(tables);
    hiddenSheets = List.copyOf(hiddenSheets);
  }

  Contents(List<RawTable> tables, Release release) {
    this(tables, List.of(), release);
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
