package vn.sen.publish.bench;

import java.util.Arrays;

/** Takes the time. */
final class Timing {
  private Timing() {}

  /** What is measured. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  static double seconds(Work work) throws Exception {
    long begun = System.nanoTime();
    work.run();
    return (System.nanoTime() - begun) / 1e9;
  }

  static double median(double[] all) {
    return quantile(all, 0.5);
  }

  /** That which {@code share} of all lie below; of two in question the upper. */
  static double quantile(double[] all, double share) {
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
  }
}
