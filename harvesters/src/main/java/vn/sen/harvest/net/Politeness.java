package vn.sen.harvest.net;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Few requests to one host at once, and some time between their starts. Safe for many threads. */
final class Politeness {
  private static final int REMEMBERED = 1_000;

  private final int concurrent;
  private final long delayNanos;
  private final Map<String, Door> doors = new HashMap<>();
  private final Map<String, Duration> asked = new HashMap<>();

  private static final class Door {
    final Semaphore places;
    int users;
    long nextStart;

    Door(int places, long now) {
      this.places = new Semaphore(places, true);
      this.nextStart = now;
    }
  }

  Politeness(int concurrent, Duration minDelay) {
    this.concurrent = concurrent;
    this.delayNanos = minDelay.toNanos();
  }

  /** Leaves at least so much time between requests to {@code host}, as it asks; zero for none. */
  synchronized void slow(String host, Duration delay) {
    if (delay.isZero()) {
      asked.remove(host);
    } else if (asked.size() < REMEMBERED || asked.containsKey(host)) {
      asked.put(host, delay);
    }
  }

  /** Waits until a request to {@code host} may start; closed when it has ended. */
  Turn take(String host) throws InterruptedException {
    Door door = enter(host);
    try {
      door.places.acquire();
    } catch (InterruptedException e) {
      leave(door);
      throw e;
    }
    Turn turn = new Turn(this, door);
    try {
      long wait = nextStart(host, door);
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      return turn;
    } catch (InterruptedException e) {
      turn.close();
      throw e;
    }
  }

  private synchronized Door enter(String host) {
    long now = System.nanoTime();
    if (doors.size() >= REMEMBERED) {
      doors.values().removeIf(door -> door.users == 0 && door.nextStart - now <= 0);
    }
    Door door = doors.computeIfAbsent(host, _ -> new Door(concurrent, now));
    door.users++;
    return door;
  }

  private synchronized void leave(Door door) {
    door.users--;
  }

  private synchronized long nextStart(String host, Door door) {
    long now = System.nanoTime();
    long start = Math.max(now, door.nextStart);
    long delay = asked.getOrDefault(host, Duration.ZERO).toNanos();
    door.nextStart = start + Math.max(delay, delayNanos);
    return start - now;
  }

  /** The right to ask one host. */
  static final class Turn implements AutoCloseable {
    private final Politeness politeness;
    private final Door door;

    private Turn(Politeness politeness, Door door) {
      this.politeness = politeness;
      this.door = door;
    }

    @Override
    public void close() {
      door.places.release();
      politeness.leave(door);
    }
  }
}
