package vn.sen.publish.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Looks at a counter all the time, to tell how fast it went at the beginning and at the end. */
final class Pace implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  private record Moment(long nanos, long count) {}

  private final LongSupplier counter;
  private final List<Moment> moments = new ArrayList<>();
  private final Thread watch;

  Pace(LongSupplier counter) {
    this.counter = counter;
    look();
    watch = Thread.ofPlatform().daemon().start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    long count = counter.getAsLong();
    if (moments.isEmpty() || moments.getLast().count() < count) {
      moments.add(new Moment(System.nanoTime(), count));
    }
  }

  /**
   * The speed of the last {@code many} over that of the first.
   *
   * @return not a number while there were not so many
   */
  synchronized double lastOverFirst(long many) {
    look();
    Moment begin = moments.getFirst();
    Moment end = moments.getLast();
    if (end.count() - begin.count() < many) {
      return Double.NaN;
    }
    double first = at(begin.count() + many) - begin.nanos();
    double last = end.nanos() - at(end.count() - many);
    return first / last;
  }

  /** When that count was reached, between two looks in proportion. */
  private double at(long count) {
    Moment before = moments.getFirst();
    for (Moment moment : moments) {
      if (moment.count() >= count) {
        double part =
            moment.count() == before.count()
                ? 0
                : (double) (count - before.count()) / (moment.count() - before.count());
        return before.nanos() + part * (moment.nanos() - before.nanos());
      }
      before = moment;
    }
    return before.nanos();
  }

  @Override
  public void close() throws InterruptedException {
    watch.interrupt();
    watch.join();
  }
}
