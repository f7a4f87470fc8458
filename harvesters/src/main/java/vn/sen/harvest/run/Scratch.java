package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;

/** A folder for what is on its way, gone when it is closed or the program is ended by a signal. */
final class Scratch implements AutoCloseable {
  private final Path directory;
  private final Thread atExit;

  private Scratch(Path directory) {
    this.directory = directory;
    this.atExit = new Thread(this::tidyUp);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * @param parent beside what will stand there, so that files can be moved
   * @param prefix such as {@code .reading-}
   */
  static Scratch in(Path parent, String prefix) throws IOException {
    return new Scratch(Files.createTempDirectory(parent, prefix));
  }

  Path directory() {
    return directory;
  }

  private void tidyUp() {
    try {
      PathUtils.deleteDirectory(directory);
    } catch (IOException | IllegalArgumentException e) {
      // Somebody else took it away, or writes into it still: nothing more can be done at the end.
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // The program ends, and the hook does it.
    }
    PathUtils.deleteDirectory(directory);
  }
}
