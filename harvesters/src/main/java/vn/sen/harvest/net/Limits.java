package vn.sen.harvest.net;

import java.time.Duration;

/**
 * How much of a source's bytes and of our patience one answer may cost.
 *
 * @param connect for one address to accept a connection
 * @param response from the request to the last header of the answer
 * @param idle within which at least {@code minimumPerIdle} bytes of a body must arrive
 * @param minimumPerIdle bytes, so that one byte now and then is no progress
 * @param pageTotal for a page of metadata, redirects and retries included
 * @param fileTotal for a file, redirects and retries included
 * @param pageBytes largest page, decompressed
 * @param fileBytes largest file, decompressed
 * @param decompression most decompressed bytes that one received byte may become
 * @param redirects most that are followed
 * @param retries most tries after the first
 * @param backOff before the first retry; doubled each time, and spread at random by half
 * @param retryAfter longest wait that a source may ask for
 * @param concurrent most requests to one host at once
 * @param minDelay between the starts of two requests to one host
 */
public record Limits(
    Duration connect,
    Duration response,
    Duration idle,
    int minimumPerIdle,
    Duration pageTotal,
    Duration fileTotal,
    long pageBytes,
    long fileBytes,
    int decompression,
    int redirects,
    int retries,
    Duration backOff,
    Duration retryAfter,
    int concurrent,
    Duration minDelay) {

  public Limits {
    if (pageBytes < 1 || pageBytes > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException("a page is held in memory, got a cap of " + pageBytes);
    }
    if (fileBytes < 1 || decompression < 1 || concurrent < 1 || redirects < 0 || retries < 0) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /** What a harvest runs with unless its operator says otherwise. */
  public static Limits defaults() {
    return new Limits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        1_000,
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        64L << 20,
        2L << 30,
        200,
        5,
        3,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        4,
        Duration.ZERO);
  }

  /** What a look at a link runs with: once, briefly, one at a time and with pauses. */
  public static Limits probing() {
    return defaults()
        .withTimes(Duration.ofSeconds(45), Duration.ofSeconds(10), Duration.ofMinutes(1))
        .withRetries(0, Duration.ZERO, Duration.ZERO)
        .withPoliteness(1, Duration.ofSeconds(1));
  }

  /** The same, with other caps on size. */
  public Limits withBytes(long page, long file) {
    return new Limits(
        connect,
        response,
        idle,
        minimumPerIdle,
        pageTotal,
        fileTotal,
        page,
        file,
        decompression,
        redirects,
        retries,
        backOff,
        retryAfter,
        concurrent,
        minDelay);
  }

  /** The same, with other caps on time: until the headers, between bytes, and in all. */
  public Limits withTimes(Duration untilHeaders, Duration betweenBytes, Duration total) {
    return new Limits(
        connect,
        untilHeaders,
        betweenBytes,
        minimumPerIdle,
        total,
        total,
        pageBytes,
        fileBytes,
        decompression,
        redirects,
        retries,
        backOff,
        retryAfter,
        concurrent,
        minDelay);
  }

  /** The same, with another way to retry. */
  public Limits withRetries(int most, Duration firstWait, Duration longestRetryAfter) {
    return new Limits(
        connect,
        response,
        idle,
        minimumPerIdle,
        pageTotal,
        fileTotal,
        pageBytes,
        fileBytes,
        decompression,
        redirects,
        most,
        firstWait,
        longestRetryAfter,
        concurrent,
        minDelay);
  }

  /** The same, with another way to treat one host. */
  public Limits withPoliteness(int atOnce, Duration delay) {
    return new Limits(
        connect,
        response,
        idle,
        minimumPerIdle,
        pageTotal,
        fileTotal,
        pageBytes,
        fileBytes,
        decompression,
        redirects,
        retries,
        backOff,
        retryAfter,
        atOnce,
        delay);
  }
}
