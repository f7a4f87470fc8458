package vn.sen.harvest.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Journal;
import vn.sen.catalog.LinkLog;
import vn.sen.vocab.DatasetId;

/**
 * Watches how datasets live, while nobody touches them: looks at links when they are due, and at
 * every dataset at least twice a day, at one whose links or entries changed at once. Each of the
 * two on a thread of its own; {@link #close} ends both.
 */
public final class LiveWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);

  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofHours(12);

  /** Links that a standstill left overdue are looked at over this time. */
  private static final Duration CATCHING_UP = Duration.ofHours(1);

  private static final int PAGE = 500;
  private static final int CHANGES = 1_000;

  private final Journal journal;
  private final LinkLog log;
  private final LiveJudge judge;
  private final LinkProber prober;
  private final Clock clock;
  private final Set<DatasetId> asked = new LinkedHashSet<>();
  private final List<Thread> threads;
  private volatile boolean closed;
  private long sequence;
  private Optional<DatasetId> cursor = Optional.empty();
  private Instant swept = Instant.EPOCH;
  private boolean sweeping;

  public LiveWatch(Journal journal, LinkLog log, LiveJudge judge, LinkProber prober, Clock clock) {
    this.journal = journal;
    this.log = log;
    this.judge = judge;
    this.prober = prober;
    this.clock = clock;
    this.sequence = journal.head();
    this.threads =
        List.of(
            Thread.ofPlatform()
                .daemon()
                .name("live-links")
                .unstarted(() -> repeat("looking at links", this::probe)),
            Thread.ofPlatform()
                .daemon()
                .name("live-datasets")
                .unstarted(() -> repeat("looking at datasets", this::look)));
  }

  /** Begins to watch. */
  public void start() {
    catchUp();
    threads.forEach(Thread::start);
  }

  /** After a standstill everything is due: it is looked at bit by bit, not all at once. */
  void catchUp() {
    Instant now = clock.instant();
    for (LinkLog.Link link : log.due(now.minus(CATCHING_UP), Integer.MAX_VALUE)) {
      log.defer(link, LiveLinks.spread(link.url(), now, CATCHING_UP));
    }
  }

  /** Looks at the links that are due. */
  LinkProber.Round probe() throws InterruptedException {
    LinkProber.Round round = prober.round();
    synchronized (asked) {
      asked.addAll(round.touched());
    }
    return round;
  }

  /** Looks at the datasets that changed, and at some of all others. */
  int look() {
    Set<DatasetId> due = new LinkedHashSet<>();
    synchronized (asked) {
      due.addAll(asked);
      asked.clear();
    }
    Journal.Changes changes = journal.changes(sequence, CHANGES);
    sequence = changes.to();
    due.addAll(changes.datasets());
    due.addAll(sweep());
    for (DatasetId id : due) {
      if (closed) {
        break;
      }
      lookAt(id);
    }
    return due.size();
  }

  private void lookAt(DatasetId id) {
    try {
      judge.look(id);
    } catch (RuntimeException e) {
      // One dataset that cannot be judged must not keep all others from being.
      LOG.error("how dataset {} lives cannot be said", id, e);
    }
  }

  /** The next datasets of a walk through all of them, begun anew twice a day. */
  private List<DatasetId> sweep() {
    Instant now = clock.instant();
    if (!sweeping) {
      if (swept.plus(SWEEP).isAfter(now)) {
        return List.of();
      }
      sweeping = true;
      swept = now;
      cursor = Optional.empty();
      log.thin(now.minus(LiveJudge.WINDOW));
    }
    List<DatasetId> page = journal.datasets(cursor, PAGE).stream().map(DatasetEntry::id).toList();
    sweeping = page.size() == PAGE;
    if (sweeping) {
      cursor = Optional.of(page.getLast());
    }
    return page;
  }

  private void repeat(String what, Work work) {
    while (!closed) {
      try {
        work.run();
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) {
          return;
        }
        LOG.error("{} failed; it goes on in {} s", what, PAUSE.toSeconds(), e);
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
          return;
        }
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  @FunctionalInterface
  private interface Work {
    Object run() throws InterruptedException;
  }
}
