package vn.sen.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;

/**
 * The record of everything accepted: append-only, hash-chained, one writer. What {@link #append}
 * has returned is durable. Heads (the present state of each thing) are kept in the same
 * transaction. Safe for many threads.
 */
public interface Journal
    extends CodeShelf.Imports, Layers, ConsumerBook, Identity.Book, AutoCloseable {

  /**
   * Appends in one durable transaction.
   *
   * @return the sequence number of the last
   */
  long append(List<? extends Event> events);

  /** The last sequence number; 0 when empty. */
  long head();

  /**
   * Waits until there is an entry after {@code sequence}, or for {@code atMost}.
   *
   * @return the last sequence number
   */
  long await(long sequence, Duration atMost) throws InterruptedException;

  /** What the entries after {@code sequence}, at most {@code limit} of them, are about. */
  Changes changes(long sequence, int limit);

  /** Up to {@code limit} entries after {@code sequence}, in order. */
  List<JournalEntry> after(long sequence, int limit);

  /** The latest entries about a dataset, last first. */
  List<JournalEntry> history(DatasetId dataset, int limit);

  /** When files that are no tables came for a dataset, newest first. */
  List<Instant> received(DatasetId dataset, int limit);

  /**
   * Checks the hash chain from the start.
   *
   * @return the first sequence number that doesn't fit; absent when all is well
   */
  Optional<Long> findBrokenLink();

  /**
   * Checks everything the journal can know by itself: the chain, and that the heads are what the
   * entries lead to when they are read again from the first.
   *
   * @return what is wrong, for people; empty when all is well
   */
  List<String> inspect();

  /** Tombstones included. */
  Optional<DatasetEntry> find(DatasetId dataset);

  /** Those of {@code datasets} that exist, in no particular order. Tombstones included. */
  List<DatasetEntry> find(Collection<DatasetId> datasets);

  /** Datasets in the order of their ids, after {@code after}. Tombstones included. */
  List<DatasetEntry> datasets(Optional<DatasetId> after, int limit);

  /** An agency's datasets in the order of their ids, after {@code after}. Tombstones included. */
  List<DatasetId> datasetsOf(AgencyCode agency, Optional<DatasetId> after, int limit);

  /** Every record that was ever admitted to a dataset, first admitted first. */
  List<RecordHead> records(DatasetId dataset);

  /** What is known of these records of a source; those unknown or removed are missing. */
  Map<String, RecordHead> records(SourceId source, Collection<String> identifiers);

  /**
   * The records of a source that describe these subjects, by subject; those unknown or removed are
   * missing. Of several on one subject it is the first by identifier.
   */
  Map<String, RecordHead> recordsOn(SourceId source, Collection<String> subjects);

  /**
   * How a record was last admitted, removed ones too; its N-Quads are empty when they were erased.
   */
  Optional<Event.RecordAdmitted> findAdmission(SourceId source, String identifier);

  /** What a record says, as it was last admitted; absent when it is unknown, or was erased. */
  Optional<Dataset> findDescribed(SourceId source, String identifier);

  /** As above, of a copy at {@code source} as it was at a time. */
  Optional<Dataset> findDescribed(Copy copy, SourceId source, Instant at);

  /** What the record said that spoke for a dataset at a time; absent as above. */
  Optional<Dataset> findSpoken(DatasetId dataset, Instant at);

  /**
   * Records of a source that are copies, and of which they or who speaks said something after
   * {@code since}; by identifier.
   */
  List<Copy> copies(SourceId source, Instant since);

  /** Records that have this description now. */
  List<RecordHead> recordsWith(String contentHash);

  /**
   * Whether a description, a report or a code list of this hash was ever taken in, erased ones too.
   */
  boolean hasPayload(String sha256);

  /** Identifiers of all records a source has now. */
  List<String> identifiers(SourceId source);

  /** The dataset a source calls {@code identifier}, removed ones too. */
  Optional<DatasetId> findAlias(SourceId source, String identifier);

  /**
   * The dataset of {@code agency} that a source calls {@code identifier}, or once did, removed ones
   * too; what is called so today goes before what was, and one that is listed before one that
   * isn't.
   */
  Optional<DatasetId> findAlias(AgencyCode agency, String identifier);

  /** The homes of records that describe this subject, removed ones too; for twins. */
  List<DatasetId> findBySubject(String subject);

  /**
   * The home of the record that a source of {@code agency} calls {@code identifier} today, removed
   * ones too; one that is listed goes before one that isn't. For twins.
   */
  Optional<DatasetId> findTwin(AgencyCode agency, String identifier);

  /** As {@link #findAlias(SourceId, String)}, but for merges. */
  Optional<DatasetId> findHome(SourceId source, String identifier);

  /**
   * Whether a person said that these two, or what was merged into them, are not one: by a split
   * that stands, or by undoing their merge.
   */
  boolean areToldApart(DatasetId one, DatasetId other);

  /** Records of which {@code home} is the home, wherever merges lead from there. */
  List<RecordHead> recordsAt(DatasetId home);

  /** Where merges lead from {@code dataset}: itself where it was merged into none. */
  DatasetId shown(DatasetId dataset);

  @Override
  Optional<TableVersion> findVersion(TableVersionId id);

  /** Last first. */
  @Override
  List<TableVersion> versions(TableId table);

  @Override
  Optional<QualityReport> findReport(TableVersionId id);

  /** Those of the reports that exist. */
  Map<TableVersionId, QualityReport> reports(Collection<TableVersionId> ids);

  /** How a dataset lives, as last said; absent while nobody looked. */
  Optional<Liveness> findLiveness(DatasetId dataset);

  /** How well the servers of an agency answer; absent while nobody looked. */
  Optional<Catalog.Service> service(AgencyCode agency);

  /** What a steward said of a version; absent when nobody did. */
  @Override
  Optional<TableEntry.Ruling> findRuling(TableVersionId id);

  /** The versions that came from these bytes or have them as a part. */
  List<TableVersionId> versionsWith(String sha256);

  /** SHA-256 of all bytes that datasets of {@code source} have, kept or erased, each once. */
  Set<String> bytesOf(SourceId source);

  /** The datasets that have these bytes as a file. */
  List<DatasetId> datasetsWith(String sha256);

  /** Whether these bytes ever came for some dataset and could not be read. */
  boolean hasRefused(String sha256);

  @Override
  Optional<Erasure> findErasure(String sha256);

  /** What was erased, last first. */
  List<Erasure> erasures(int limit);

  /** Last first. */
  List<Release> releases(DatasetId dataset);

  List<Agency> agencies();

  List<RegisteredSource> sources();

  Optional<RegisteredSource> findSource(SourceId source);

  /** Quarantined versions and held removals that nobody decided on yet. */
  List<Held> held();

  /** How many of these are of each source; those without any are missing. */
  Map<SourceId, Integer> heldBySource();

  /** Removals at {@code source} that nobody decided on yet; at most one harvest's. */
  default Optional<Held.Removals> heldRemovals(SourceId source) {
    return held().stream()
        .flatMap(held -> held instanceof Held.Removals removals ? Stream.of(removals) : Stream.of())
        .filter(removals -> removals.source().equals(source))
        .findFirst();
  }

  /** Whether {@code run} ever held removals of {@code source}, decided ones too. */
  boolean everHeld(SourceId source, String run);

  /** What is listed, counted. */
  Counts counts();

  @Override
  void close();

  /**
   * The present state of a record.
   *
   * @param dataset what it is a record of
   * @param home what it would be a record of, had no datasets been merged
   * @param agency who owns that, as far as this record says
   * @param subject the IRI that the source describes
   * @param contentHash of the description last admitted
   * @param owner whether it speaks for the dataset
   * @param removed whether it is gone from its source
   */
  record RecordHead(
      DatasetId dataset,
      DatasetId home,
      SourceId source,
      String identifier,
      AgencyCode agency,
      String subject,
      String contentHash,
      boolean owner,
      boolean removed) {
    /** The same, at home elsewhere. */
    RecordHead at(DatasetId other) {
      return new RecordHead(
          dataset, other, source, identifier, agency, subject, contentHash, owner, removed);
    }
  }

  /**
   * A record that doesn't speak.
   *
   * @param speaker the source that speaks for the dataset
   * @param spokenAs what that calls it
   */
  record Copy(
      String identifier, DatasetId dataset, DatasetId home, SourceId speaker, String spokenAs) {}

  /**
   * What some entries are about.
   *
   * @param to the last sequence number looked at
   * @param agencies whose description changed
   */
  record Changes(long to, Set<DatasetId> datasets, Set<AgencyCode> agencies) {
    public Changes {
      datasets = Set.copyOf(datasets);
      agencies = Set.copyOf(agencies);
    }
  }

  /**
   * What is listed.
   *
   * @param changed when anything last changed; absent when nothing ever was listed
   */
  record Counts(List<AgencyCount> agencies, Optional<Instant> changed) {
    public Counts {
      agencies = List.copyOf(agencies);
    }
  }

  /**
   * What an agency has.
   *
   * @param tables those with a public version
   * @param rows of the newest public version of each
   */
  record AgencyCount(AgencyCode agency, long datasets, long tables, long rows) {}
}
