package vn.sen.catalog.worker;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a worker names in its answer. It may have been taken over by what it read. */
public final class WorkerFiles {
  private WorkerFiles() {}

  /**
   * The file called {@code name} directly in {@code results}; absent when the name leads anywhere
   * else or there is no such file of its own.
   */
  public static Optional<Path> find(Path results, String name) {
    Path file;
    try {
      file = results.resolve(name).normalize();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return file.getParent() != null
            && file.getParent().equals(results.normalize())
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }
}
