package vn.sen.catalog.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Instants as the databases keep them: whole microseconds since 1970, UTC. */
final class Micros {
  private Micros() {}

  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
  }
}
