package vn.sen.publish.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import vn.sen.catalog.tables.DuckLibrary;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;

/** Processes that read received files, with a directory of their own outside the data directory. */
final class Workers implements AutoCloseable {
  private final Path directory;
  private final WorkerPool pool;

  private Workers(Path directory, WorkerPool pool) {
    this.directory = directory;
    this.pool = pool;
  }

  /**
   * @param count files read at the same time
   */
  static Workers start(int count) throws IOException {
    Path directory = Files.createTempDirectory("sen-work-");
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
        WorkerPool.open(program, WorkerLimits.READING, directory.resolve("jobs"), count));
  }

  WorkerPool pool() {
    return pool;
  }

  @Override
  public void close() throws IOException {
    pool.close();
    PathUtils.deleteDirectory(directory);
  }
}
