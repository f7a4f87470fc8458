package vn.sen.publish;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that answer. Bounded, so that a crowd is told to come back (503) at once and nobody waits
 * behind work that the cores cannot do; what is refused throws {@link
 * java.util.concurrent.RejectedExecutionException}.
 */
@Factory
public final class Pools {
  /** Searches, pages, small reads: as many threads as cores. */
  public static final String READS = "reads";

  /** What waits on another process or writes a whole file: SPARQL, conversions for download. */
  public static final String SLOW = "slow";

  /** Visitors' own files, which arrive slowly and take long: they delay nobody but each other. */
  public static final String CHECKS = "checks";

  private static final int CORES = Math.max(2, Runtime.getRuntime().availableProcessors());

  @Singleton
  @Named(READS)
  @Bean(preDestroy = "shutdown")
  ExecutorService reads() {
    return bounded(READS, CORES, 64 * CORES);
  }

  @Singleton
  @Named(SLOW)
  @Bean(preDestroy = "shutdown")
  ExecutorService slow() {
    return bounded(SLOW, 4 * CORES, 8 * CORES);
  }

  @Singleton
  @Named(CHECKS)
  @Bean(preDestroy = "shutdown")
  ExecutorService checks() {
    return bounded(CHECKS, 4, 8);
  }

  static ExecutorService bounded(String name, int threads, int waiting) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(waiting),
        Thread.ofPlatform().name(name + "-", 1).daemon().factory(),
        new ThreadPoolExecutor.AbortPolicy());
  }
}
