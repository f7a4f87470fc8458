package vn.sen.publish.check;

import java.nio.file.Path;

/**
 * Where visitors' files lie while they are checked.
 *
 * @param directory readable by nobody else, emptied with the program
 * @param largest bytes of one request
 */
public record Uploads(Path directory, long largest) {
  /** What a request that holds no file may have at most; such are read into memory. */
  public static final long LARGEST_WORDS = 1L << 20;
}
