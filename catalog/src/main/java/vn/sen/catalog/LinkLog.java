package vn.sen.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableVersionId;

/**
 * What is known of links and of the hosts behind them: when each is due, and how it answered in the
 * last 30 days. Operational: losing it costs time, never data. Safe for many threads.
 */
public interface LinkLog {

  /**
   * Says which links a dataset has now. Those that nobody has any more are forgotten; a new one is
   * due as {@code Wanted} says.
   */
  void want(DatasetId dataset, SourceId source, Collection<Wanted> links);

  /** The links that are due, longest first. */
  List<Link> due(Instant now, int limit);

  /** The links behind one host that will be due by {@code time}. */
  List<Link> due(String host, Instant time);

  /** All links of a dataset, in the order of their URLs. */
  List<Link> links(DatasetId dataset);

  /** The datasets that have a link. */
  List<DatasetId> datasets(Link link);

  /** What was found at a link after {@code since}, first to last. */
  List<Probe> probes(Link link, Instant since);

  /**
   * Remembers what was found at a link.
   *
   * @param right whether it answered as it should
   * @param due when it is to be looked at again
   * @return whether it answered otherwise than the last time, or for the first time
   */
  boolean put(Link link, Probe probe, Answering right, Instant due);

  /** Puts off a link that could not be looked at. */
  void defer(Link link, Instant due);

  /** How many links there are. */
  long count();

  Optional<Host> findHost(String name);

  void putHost(Host host);

  /** Forgets what was found before {@code before}, but for the last of each link. */
  void thin(Instant before);

  /** The latest times inside a version, as found once; a version never changes. */
  Optional<LatestDays> findLatestDays(TableVersionId version);

  void putLatestDays(TableVersionId version, LatestDays days);

  /** A link that a dataset wants to have looked at, by {@code due} if it is new. */
  record Wanted(String url, String kind, String host, Instant due) {}

  /**
   * A link, by source, URL and kind.
   *
   * @param url as it stands in the description, or the SHA-256 of a part
   * @param kind how it is looked at
   * @param host whose turn it needs
   * @param failingSince since when it has not answered as it should; absent while it does
   */
  record Link(
      SourceId source,
      String url,
      String kind,
      String host,
      Instant due,
      Optional<Instant> failingSince) {}

  /** How a link answered once; see the record of that name in {@code vn.sen.harvest}. */
  record Probe(
      Instant at,
      String answer,
      Optional<Duration> firstByte,
      Optional<Instant> certificateEnds,
      Optional<Message> fault) {}

  /** Whether a link answers as it should. */
  enum Answering {
    RIGHT,
    WRONG
  }

  /**
   * A host that links lead to.
   *
   * @param failures how often in a row it could not be reached
   * @param notBefore until when it is left alone
   */
  record Host(String name, int failures, Instant notBefore) {}

  /** The latest value in each column of a version that says of which time a row is. */
  record LatestDays(List<Latest> columns) {
    public LatestDays {
      columns = List.copyOf(columns);
    }
  }

  /** The latest value of a column, such as {@code 2022} or {@code 2026-10}. */
  record Latest(String column, String value) {}
}
