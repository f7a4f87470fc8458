package vn.sen.harvest.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Operations;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;

/**
 * Runs that go on: each shows when it last did something, ends at its deadline, and can be stopped
 * before. Safe for many threads.
 */
final class OngoingRuns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OngoingRuns.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final Operations operations;
  private final Clock clock;
  private final Map<String, Ongoing> runs = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("harvest-deadlines").daemon().factory());

  OngoingRuns(Operations operations, Clock clock) {
    this.operations = operations;
    this.clock = clock;
    looks.scheduleWithFixedDelay(
        () -> runs.values().forEach(Ongoing::look),
        BETWEEN_LOOKS.toMillis(),
        BETWEEN_LOOKS.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to watch the run of the calling thread.
   *
   * @param longest how long it may take
   * @param recorded whether operations know of it
   */
  Ongoing begin(String run, SourceId source, Instant started, Duration longest, boolean recorded) {
    var ongoing = new Ongoing(run, source, started, longest, recorded);
    runs.put(run, ongoing);
    return ongoing;
  }

  /** Those that go on and are recorded. */
  List<SourceDesk.Ongoing> all() {
    return runs.values().stream()
        .filter(ongoing -> ongoing.recorded)
        .map(
            ongoing ->
                new SourceDesk.Ongoing(
                    ongoing.run,
                    ongoing.source,
                    ongoing.started,
                    ongoing.lastStep,
                    ongoing.started.plus(ongoing.longest)))
        .toList();
  }

  /** Stops a run; says whether it went on. What it took in so far stays. */
  boolean stop(String run, Message why) {
    return Optional.ofNullable(runs.get(run)).filter(ongoing -> ongoing.stop(why)).isPresent();
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }

  /** One run, for the thread that carries it out. */
  final class Ongoing implements AutoCloseable {
    private final String run;
    private final SourceId source;
    private final Instant started;
    private final Duration longest;
    private final boolean recorded;
    private final Thread thread = Thread.currentThread();
    private volatile Instant lastStep;
    private Instant told;
    private boolean ended;
    private Optional<Message> stopped = Optional.empty();

    private Ongoing(
        String run, SourceId source, Instant started, Duration longest, boolean recorded) {
      this.run = run;
      this.source = source;
      this.started = started;
      this.longest = longest;
      this.recorded = recorded;
      this.lastStep = started;
      this.told = started;
    }

    /** Notes that something was done. */
    void step() {
      lastStep = clock.instant();
    }

    /** Why it was stopped, when it was. */
    synchronized Optional<Message> stopped() {
      return stopped;
    }

    private synchronized boolean stop(Message why) {
      if (ended) {
        return false;
      }
      if (stopped.isEmpty()) {
        stopped = Optional.of(why);
        thread.interrupt();
      }
      return true;
    }

    private synchronized void look() {
      if (ended) {
        return;
      }
      if (Duration.between(started, clock.instant()).compareTo(longest) > 0) {
        stop(
            new Message(
                "Dừng vì đã chạy quá %s. Những gì đã nhận được giữ lại; lần sau đọc tiếp phần còn lại."
                    .formatted(longest),
                "Stopped: it ran for more than %s. What was taken in stays; the next harvest reads the rest."
                    .formatted(longest)));
      }
      Instant step = lastStep;
      if (recorded && step.isAfter(told)) {
        try {
          operations.putRun(
              new Operations.Run(run, source, started, step, Optional.empty(), "running", ""));
          told = step;
        } catch (RuntimeException e) {
          // Told at the next look: an exception would end all looks, of every run.
          LOG.warn("the heartbeat of {} cannot be written", run, e);
        }
      }
    }

    /** Nothing interrupts the thread any more, nor writes of the run. */
    @Override
    public synchronized void close() {
      ended = true;
      runs.remove(run);
      if (stopped.isPresent()) {
        Thread.interrupted(); // it may have been stopped in its last moment
      }
    }
  }
}
