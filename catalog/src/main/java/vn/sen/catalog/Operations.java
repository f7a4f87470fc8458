package vn.sen.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.sen.vocab.SourceId;

/**
 * State that changes all the time, kept apart from the journal: runs, what was seen at a URL.
 * Losing it costs time, never data. Safe for many threads.
 */
public interface Operations extends AutoCloseable {

  /** Remembers a run, or its new state. */
  void putRun(Run run);

  Optional<Run> findRun(String id);

  /** Last started first. */
  List<Run> runs(Optional<SourceId> source, int limit);

  /**
   * As {@link #runs}, of each report what can be listed: without its problems, whose number is in
   * {@code problemCount}.
   */
  List<Run> briefRuns(Optional<SourceId> source, int limit);

  /** The run of a source that was started last, without its report. */
  Optional<Run> lastRun(SourceId source);

  /** The run of each source that was started last, without its report, in no particular order. */
  List<Run> lastRuns();

  /** Those that have not ended, in no particular order. */
  List<Run> unended();

  /** What was seen at {@code url} of {@code source} the last time all of it could be used. */
  Optional<Seen> findSeen(SourceId source, String url);

  void putSeen(SourceId source, String url, Seen seen);

  /** Nothing is known of {@code url} any more. */
  void forgetSeen(SourceId source, String url);

  /**
   * The database itself, for a scheduler that keeps its jobs in the table {@code scheduled_tasks}.
   */
  DataSource jobs();

  /** What is known of links. */
  LinkLog links();

  /** Secrets of sources, sealed. */
  SealedSecrets secrets();

  @Override
  void close();

  /**
   * A harvest.
   *
   * @param outcome {@code running}, {@code complete}, {@code partial}, {@code failed} or {@code
   *     interrupted}
   * @param report the report as {@code sen harvest --json} prints it; empty while it runs
   */
  record Run(
      String id,
      SourceId source,
      Instant started,
      Instant heartbeat,
      Optional<Instant> ended,
      String outcome,
      String report) {}

  /**
   * What a URL gave.
   *
   * @param etag as the server sent it
   * @param lastModified as the server sent it
   * @param sha256 of the body
   * @param detail whatever else who saw it wants to remember; may be empty
   */
  record Seen(Optional<String> etag, Optional<String> lastModified, String sha256, String detail) {}
}
