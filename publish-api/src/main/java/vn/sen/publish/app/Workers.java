package vn.sen.publish.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.tables.DuckLibrary;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;

/** Processes that read received files, with a directory of their own outside the data directory. */
final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final String PREFIX = "sen-work-";

  /** Locked as long as the program lives that the directory belongs to. */
  private static final String LOCK = "lock";

  /**
   * Directories of this very program, whose lock file it must never open again: where a process
   * closes any channel to a file, POSIX gives up all its locks on it.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;
  private final WorkerPool pool;

  private Workers(Path directory, FileChannel lock, WorkerPool pool) {
    this.directory = directory;
    this.lock = lock;
    this.pool = pool;
  }

  /**
   * @param count files read at the same time
   */
  static Workers start(int count) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path directory = Files.createTempDirectory(temporary, PREFIX);
    OURS.add(directory);
    FileChannel lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    if (Files.notExists(directory.resolve(LOCK))) {
      lock.close(); // another start swept it away in the moment before it was locked
      OURS.remove(directory);
      return start(count);
    }
    sweep(temporary);
    // Workers run as another user where they can, who must get through to what is theirs.
    directory.toFile().setExecutable(true, false);
    WorkerProgram program =
        WorkerProgram.same(Main.class.getName(), "worker")
            .installedIn(directory.resolve("program"));
    Path driver = Files.createDirectory(directory.resolve("driver"));
    driver.toFile().setExecutable(true, false);
    driver.toFile().setReadable(true, false);
    program = program.withClasspath(DuckLibrary.beside(program.classpath(), driver));
    return new Workers(
        directory,
        lock,
        WorkerPool.open(program, WorkerLimits.READING, directory.resolve("jobs"), count));
  }

  /** Removes what programs that were killed left behind: received files may lie in it. */
  static void sweep(Path temporary) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path left : all) {
        Path file = left.resolve(LOCK);
        if (OURS.contains(left) || !Files.isWritable(file)) {
          continue;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          FileLock free = channel.tryLock();
          if (free != null) {
            PathUtils.deleteDirectory(left);
          }
        } catch (IOException e) {
          LOG.debug("{} stays behind: {}", left, e.toString());
        }
      }
    }
  }

  WorkerPool pool() {
    return pool;
  }

  /** For received files before they are read: of this program's user alone. */
  Path uploads() throws IOException {
    Path uploads = directory.resolve("uploads");
    return Files.isDirectory(uploads)
        ? uploads
        : Files.createDirectory(
            uploads,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** What is removed when it closes. */
  Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    pool.close();
    PathUtils.deleteDirectory(directory);
    lock.close();
    OURS.remove(directory);
  }
}
