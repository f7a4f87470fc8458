package vn.sen.harvest.check;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Dataset;

/**
 * What is known of how a dataset lives, today.
 *
 * @param admitted the day it was first listed
 * @param content the days on which other bytes than before were first seen in its files, first to
 *     last; the first is when any came; empty for a dataset without files
 * @param moments what its source said and sent lately, first to last
 * @param series the latest day inside each table that is a series in time
 * @param harvests of its source; absent where no schedule is set
 * @param parts of published versions whose bytes were looked at again
 * @param promisedLag the longest from the end of a period to its publication, as its contract says
 */
public record Vitals(
    Dataset dataset,
    LocalDate today,
    LocalDate admitted,
    List<LocalDate> content,
    List<Moment> moments,
    List<Series> series,
    Optional<Harvests> harvests,
    List<KeptPart> parts,
    Optional<Duration> promisedLag) {

  public Vitals {
    content = List.copyOf(content);
    moments = List.copyOf(moments);
    series = List.copyOf(series);
    parts = List.copyOf(parts);
  }

  /** Something that was seen of it. */
  public sealed interface Moment {
    Instant at();

    /**
     * A description.
     *
     * @param modified the last {@code dct:modified} in it, as it stands
     * @param rest all of it but {@code dct:modified}, or a hash of that
     */
    record Described(Instant at, Optional<String> modified, String rest) implements Moment {}

    /** Other bytes than before. */
    record Content(Instant at) implements Moment {}

    /** A file that could not be had: whether the bytes changed, nobody knows. */
    record Missed(Instant at) implements Moment {}
  }

  /**
   * The latest day inside a table.
   *
   * @param table its slug
   * @param column that says of which time a row is
   * @param grain of that column: a day, or a whole year
   * @param last the last day of the latest period that isn't in the future
   */
  public record Series(String table, String column, ColumnType grain, LocalDate last) {}

  /**
   * How a source is harvested.
   *
   * @param every what its schedule says
   * @param last when all of it was read the last time, or else when it was first tried
   */
  public record Harvests(Duration every, Instant last, Instant now) {}

  /**
   * A part of a published version.
   *
   * @param name of the version
   * @param intact whether its bytes are still those that were published
   */
  public record KeptPart(String name, boolean intact) {}
}
