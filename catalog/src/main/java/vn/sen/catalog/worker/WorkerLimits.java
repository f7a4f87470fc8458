package vn.sen.catalog.worker;

import java.time.Duration;

/**
 * What one worker may use.
 *
 * @param heap of its Java heap, in the JVM's own notation, such as {@code 384m}
 * @param addressSpaceBytes everything it may map; enforced by the kernel where {@code prlimit}
 *     exists
 * @param residentBytes above this it is killed; looked at many times a second, where {@code /proc}
 *     exists
 * @param wallClock how long one job may take
 * @param cpu processor time of one job, over all threads
 * @param outputBytes files and answer of one job together; also the size of a single file
 * @param temporaryBytes what one job may have in its temporary files, besides {@code
 *     temporaryPerInput}; looked at like the memory
 * @param temporaryPerInput how many bytes more it may have there for each byte of its inputs
 * @param openFiles file descriptors
 * @param jobs after so many a worker is replaced
 */
public record WorkerLimits(
    String heap,
    long addressSpaceBytes,
    long residentBytes,
    Duration wallClock,
    Duration cpu,
    long outputBytes,
    long temporaryBytes,
    int temporaryPerInput,
    int openFiles,
    int jobs) {

  /**
   * For reading received files. A JVM with DuckDB in it maps 2.6 GB before it has done anything,
   * nearly all of it reserved and never touched; resident it starts at 90 MB.
   *
   * <p>Tables pack to a tenth, at times a twentieth, and stand in the temporary files twice:
   * unpacked, and in UTF-8. What a small file is made to is never 2 GB.
   */
  public static final WorkerLimits READING =
      new WorkerLimits(
          "384m",
          6L << 30,
          1_500L << 20,
          Duration.ofMinutes(15),
          Duration.ofMinutes(20),
          20L << 30,
          2L << 30,
          40,
          512,
          1_000);

  public WorkerLimits {
    if (!heap.matches("\\d+[kmg]")) {
      throw new IllegalArgumentException("heap is a number and k, m or g, got " + heap);
    }
    if (addressSpaceBytes <= 0 || residentBytes <= 0 || outputBytes <= 0 || openFiles <= 0) {
      throw new IllegalArgumentException("limits are positive");
    }
    if (temporaryBytes <= 0 || temporaryPerInput < 0) {
      throw new IllegalArgumentException("a job has temporary files");
    }
    if (jobs < 1) {
      throw new IllegalArgumentException("a worker does at least one job, got " + jobs);
    }
  }

  /** What a job over so many bytes may have in its temporary files. */
  long temporaryBytes(long input) {
    return temporaryBytes + temporaryPerInput * input;
  }

  /** The same with another time for one job. */
  public WorkerLimits within(Duration time) {
    return new WorkerLimits(
        heap,
        addressSpaceBytes,
        residentBytes,
        time,
        cpu,
        outputBytes,
        temporaryBytes,
        temporaryPerInput,
        openFiles,
        jobs);
  }
}
