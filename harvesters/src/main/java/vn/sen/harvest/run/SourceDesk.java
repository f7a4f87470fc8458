package vn.sen.harvest.run;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.RegisteredSource;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;

/**
 * What an operator asks of sources, beyond what is recorded, and may have done to them. Filled by
 * whoever runs harvests and their schedule, so that pages need know neither. Safe for many threads.
 */
public interface SourceDesk {

  /** When each source is due; those without a timetable are missing. */
  Map<SourceId, Instant> due();

  /** Harvests that go on, in no particular order. */
  List<Ongoing> ongoing();

  /**
   * Stops a harvest that goes on.
   *
   * @throws vn.sen.vocab.problem.NotFoundException when no such harvest goes on
   */
  void stop(String run, String by);

  /** The timetable of a source in words; absent for one that is harvested by hand alone. */
  Optional<Message> timetable(RegisteredSource source);

  /** What is wrong with the attestation of a source, today; absent when nothing is. */
  Optional<Message> notice(RegisteredSource source);

  /** Whether the schedule leaves a source for want of an attestation. */
  boolean isLeft(RegisteredSource source);

  /** What any source is held to. */
  Bounds bounds();

  /** What the files of a source take up here. */
  Room room(RegisteredSource source);

  /**
   * What the {@code robots.txt} of a source that is crawled says of it, as far as it was asked for;
   * absent for one that speaks through an interface, or that was not harvested lately.
   */
  Optional<Robots> robots(RegisteredSource source);

  /** Whether anyone may see where {@code source} lies, and what its host says. */
  boolean isPublic(RegisteredSource source);

  /** How the security of every source is attested, as CSV. */
  byte[] attestations();

  /**
   * Reads the first records of a source that may not be registered, and changes nothing.
   *
   * @throws vn.sen.vocab.problem.InvalidRequestException when it can be no source
   */
  Preview preview(Wanted wanted) throws InterruptedException;

  /**
   * Registers a source, or changes the one of that address and kind.
   *
   * @throws vn.sen.vocab.problem.InvalidRequestException when it can be no source
   */
  RegisteredSource add(Wanted wanted);

  /**
   * A {@code robots.txt}.
   *
   * @param refusal why the source's address may not be read; absent when it may
   * @param delay that it asks for between requests
   * @param seen when it was asked for
   */
  record Robots(URI file, Optional<Message> refusal, Optional<Duration> delay, Instant seen) {}

  /**
   * A source that somebody wants.
   *
   * @param kind name of its connector
   * @param agency code of who speaks through it; absent for that of the host's name
   * @param schedule its timetable; absent for as it is, none for a new source
   */
  record Wanted(URI url, String kind, Optional<String> agency, Optional<String> schedule) {}

  /**
   * A harvest that goes on.
   *
   * @param lastStep when it last did something
   * @param deadline when it is ended at the latest
   */
  record Ongoing(
      String run, SourceId source, Instant started, Instant lastStep, Instant deadline) {}

  /**
   * Limits in force.
   *
   * @param pause between the starts of two requests to one host
   * @param atOnce most requests to one host at once
   * @param largestPage bytes of a page of metadata
   * @param largestFile bytes of a file
   * @param longest how long one harvest may take
   */
  record Bounds(Duration pause, int atOnce, long largestPage, long largestFile, Duration longest) {}

  /**
   * How much a source has, and may have.
   *
   * @param held bytes of its files, as received and as tables, every release
   * @param quota most bytes
   */
  record Room(long held, long quota) {}

  /**
   * What was read.
   *
   * @param records as they were mapped, in the source's order; rejected ones are problems of the
   *     report
   */
  record Preview(HarvestReport report, List<CatalogRecord> records) {
    /** So many records are looked at. */
    public static final int RECORDS = 10;

    /** For so long at most. */
    public static final Duration LONGEST = Duration.ofMinutes(2);

    public Preview {
      records = List.copyOf(records);
    }
  }
}
