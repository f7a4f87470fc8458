package vn.sen.catalog.worker;

import java.nio.file.Path;
import java.util.List;

/** A kind of work done in a child process. */
@FunctionalInterface
public interface WorkerJob {

  /**
   * Does the work.
   *
   * @param request what the caller sent
   * @param files what it may read and where it may write
   * @return the answer
   */
  String run(String request, Files files) throws Exception;

  /**
   * @param inputs in the caller's order; not to be written
   * @param output empty; every regular file directly in it goes back to the caller
   * @param temporary empty; thrown away
   */
  record Files(List<Path> inputs, Path output, Path temporary) {
    public Files {
      inputs = List.copyOf(inputs);
    }
  }
}
