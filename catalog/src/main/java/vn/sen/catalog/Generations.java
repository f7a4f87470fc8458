package vn.sen.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * A directory of numbered generations of which one is current, so that a derived store is rebuilt
 * beside the old one and takes its place in one durable step. A crash at any instant leaves one
 * whole generation current. For one process; not safe for several threads.
 */
public final class Generations {
  private static final String PREFIX = "generation-";
  private static final String POINTER = "current";

  private final Path directory;

  /** Creates the directory when there is none. */
  public Generations(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** The current generation; a first, empty one when there is none yet. */
  public Path current() throws IOException {
    try {
      String name = Files.readString(directory.resolve(POINTER)).strip();
      if (name.matches(PREFIX + "[0-9]+") && Files.isDirectory(directory.resolve(name))) {
        return directory.resolve(name);
      }
    } catch (NoSuchFileException e) {
      // none yet
    }
    Path first = next();
    promote(first);
    return first;
  }

  /** A new, empty generation; nobody sees it before it is promoted. */
  public Path next() throws IOException {
    long last =
        list().stream()
            .mapToLong(
                path ->
                    Long.parseLong(
                        path.getFileName().toString(),
                        PREFIX.length(),
                        path.getFileName().toString().length(),
                        10))
            .max()
            .orElse(0);
    return Files.createDirectory(directory.resolve(PREFIX + (last + 1)));
  }

  /** Makes a generation the current one. Its content must be durable already. */
  public void promote(Path generation) throws IOException {
    Path draft = directory.resolve(POINTER + ".new");
    try (FileChannel out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(
          ByteBuffer.wrap(generation.getFileName().toString().getBytes(StandardCharsets.UTF_8)));
      out.force(true);
    }
    Files.move(
        draft,
        directory.resolve(POINTER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true); // the rename itself
    }
  }

  /** Deletes every generation but the current one, such as a crash left behind. */
  public void sweep() throws IOException {
    Path current = current();
    for (Path generation : list()) {
      if (!generation.equals(current)) {
        delete(generation);
      }
    }
  }

  /** Deletes a generation that is not current. */
  public static void delete(Path generation) throws IOException {
    PathUtils.deleteDirectory(generation);
  }

  private List<Path> list() throws IOException {
    var found = new ArrayList<Path>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries
          .filter(path -> path.getFileName().toString().matches(PREFIX + "[0-9]{1,18}"))
          .forEach(found::add);
    }
    return found;
  }
}
