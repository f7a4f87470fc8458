package vn.sen.harvest.schedule;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few turns for many harvests. A turn is for work: whoever stands still, as a harvest does that
 * waits for its source, lends its turn to the next in the line and goes on without one. So a slow
 * source delays no other, however long it takes. Safe for many threads.
 */
final class Turns implements AutoCloseable {
  private final Semaphore free;
  private final long patience;
  private final Set<Turn> taken = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("harvest-turns").daemon().factory());

  /**
   * @param atOnce how many work at the same time
   * @param patience who did nothing for so long stands still
   */
  Turns(int atOnce, Duration patience) {
    this.free = new Semaphore(atOnce, true);
    this.patience = patience.toNanos();
    looks.scheduleWithFixedDelay(
        () -> taken.forEach(Turn::lendIfStill),
        this.patience,
        Math.max(1, this.patience / 4),
        TimeUnit.NANOSECONDS);
  }

  /** Waits in the line for a turn. */
  Turn take() throws InterruptedException {
    free.acquire();
    var turn = new Turn();
    taken.add(turn);
    return turn;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }

  /** Somebody's turn, for one thread and those who work for it. */
  final class Turn implements AutoCloseable {
    private volatile long lastStep = System.nanoTime();
    private volatile boolean held = true;
    private boolean over;

    /** Something was done. */
    void step() {
      lastStep = System.nanoTime();
      if (!held) {
        takeBack();
      }
    }

    private synchronized void takeBack() {
      if (!held && !over && free.tryAcquire()) {
        held = true;
      }
    }

    private synchronized void lendIfStill() {
      if (held && !over && System.nanoTime() - lastStep > patience) {
        held = false;
        free.release();
      }
    }

    @Override
    public synchronized void close() {
      over = true;
      taken.remove(this);
      if (held) {
        held = false;
        free.release();
      }
    }
  }
}
