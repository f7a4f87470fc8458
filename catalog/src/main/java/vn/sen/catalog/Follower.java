package vn.sen.catalog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * Keeps one projection up with the journal: one thread makes out the next batch while another
 * writes the last.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration NAP = Duration.ofMillis(250);
  private static final long FIRST_RETRY_MILLIS = 100;
  private static final long LAST_RETRY_MILLIS = 5_000;

  /** Who refuses so often is damaged. */
  private static final int REFUSALS = 5;

  /** So many batches are lost at most when the process dies in the middle of a long harvest. */
  private static final int SETTLE_EVERY = 20;

  private final Journal journal;
  private final Projector.Loader loader;
  private final Projector.Target target;
  private final Thread thread;
  private final ExecutorService writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private boolean known;

  /** How often in a row the projection has refused what it was given. */
  private int refusals;

  private long retry = FIRST_RETRY_MILLIS;

  private volatile long position;

  /** Up to where batches are made out; beyond {@link #position} while one is being written. */
  private long prepared;

  private @Nullable Future<?> writing;
  private int unsettled;
  private volatile boolean stopped;

  Follower(Journal journal, Projector.Loader loader, Projector.Target target) {
    this.journal = journal;
    this.loader = loader;
    this.target = target;
    // Never interrupted: an interrupt in the middle of a write closes files under the engines.
    this.thread =
        Thread.ofPlatform().name("projector-" + target.name()).daemon().unstarted(this::run);
    this.writer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("projector-" + target.name() + "-writer").daemon().factory());
  }

  void start() {
    thread.start();
  }

  /** Up to where everything is taken in; 0 before that is known. */
  long position() {
    return position;
  }

  void stop() {
    stopped = true;
  }

  void join() {
    try {
      thread.join(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        if (!step()) {
          calm();
          journal.await(journal.head(), NAP);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (stopped) {
          return;
        }
        if (retry == FIRST_RETRY_MILLIS) {
          LOG.warn("projection {} fails and is tried again: {}", target.name(), e.toString(), e);
        }
        forgetPosition();
        refusals =
            e instanceof StoreUnavailableException fault && fault.isRefusing() ? refusals + 1 : 0;
        pause(retry);
        retry = Math.min(retry * 2, LAST_RETRY_MILLIS);
      }
    }
    settleAtLast();
  }

  /** Something went well. */
  private void calm() {
    retry = FIRST_RETRY_MILLIS;
    refusals = 0;
  }

  /** Takes in one batch; false when there was none. */
  private boolean step() {
    lock.lock();
    try {
      locate();
      Journal.Changes changes = journal.changes(prepared, Projector.BATCH);
      if (changes.to() == prepared) {
        finish();
        settle();
        loader.forget(position);
        return false;
      }
      List<DatasetId> more = loader.ofAgencies(changes.agencies(), changes.datasets());
      for (int start = 0; start < more.size(); start += Projector.BATCH) {
        List<DatasetId> page = more.subList(start, Math.min(start + Projector.BATCH, more.size()));
        write(prepared, target.prepare(prepared, loader.read(prepared, prepared, page)));
      }
      write(changes.to(), target.prepare(changes.to(), loader.load(prepared, changes)));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void write(long to, Runnable batch) {
    finish();
    writing = writer.submit(batch);
    prepared = to;
  }

  /** Waits until what is being written is. */
  private void finish() {
    Future<?> last = writing;
    if (last == null) {
      return;
    }
    writing = null;
    outcome(last);
    calm();
    position = prepared;
    unsettled++;
    if (unsettled >= SETTLE_EVERY) {
      settle();
    }
    moved.signalAll();
  }

  private static void outcome(Future<?> written) {
    try {
      written.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("a projector is never interrupted", e);
    }
  }

  /** Finds out where the projection stands; builds it anew when it knows another journal. */
  private void locate() {
    if (known) {
      return;
    }
    position = target.reached();
    prepared = position;
    long head = journal.head();
    if (refusals >= REFUSALS) {
      LOG.error(
          "projection {} is damaged at entry {}: it is built anew from the journal",
          target.name(),
          position);
      refusals = 0;
      rebuild();
    } else if (position > head) {
      LOG.warn(
          "projection {} is at entry {} of a journal that ends at {}: it is built anew",
          target.name(),
          position,
          head);
      rebuild();
    } else if (position == 0 && Projector.Target.isMany(head)) {
      rebuild();
    }
    known = true;
  }

  void rebuild() {
    lock.lock();
    try {
      finish();
      long head = journal.head();
      target.rebuild(head, loader.all());
      position = head;
      prepared = head;
      known = true;
      unsettled = 0;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void settle() {
    if (unsettled > 0) {
      target.settle();
      unsettled = 0;
    }
  }

  private void settleAtLast() {
    lock.lock();
    try {
      finish();
      settle();
    } catch (RuntimeException e) {
      LOG.warn("projection {} is behind until the next start: {}", target.name(), e.toString());
    } finally {
      lock.unlock();
      writer.shutdown();
    }
  }

  private void forgetPosition() {
    lock.lock();
    try {
      known = false;
      unsettled = 0;
      abandon();
    } finally {
      lock.unlock();
    }
  }

  /** After a failure: the projection itself says how far it is. */
  private void abandon() {
    Future<?> last = writing;
    writing = null;
    if (last != null) {
      try {
        outcome(last);
      } catch (RuntimeException e) {
        LOG.debug("projection {}: {}", target.name(), e.toString());
      }
    }
  }

  private void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!stopped && System.nanoTime() < end) {
      try {
        Thread.sleep(Math.min(50, millis));
      } catch (InterruptedException e) {
        stopped = true;
      }
    }
  }

  /** Waits until {@code sequence} is taken in, or the clock shows {@code end}. */
  boolean await(long sequence, long end) throws InterruptedException {
    lock.lock();
    try {
      while (!known || position < sequence) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        moved.awaitNanos(Math.min(left, NAP.toNanos()));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
