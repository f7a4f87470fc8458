package vn.sen.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.SourceId;

/**
 * A dataset, now, as the journal has it.
 *
 * @param agency who owns it
 * @param record the owner's description, whole, with what stewards corrected laid over it; as the
 *     source said it, it stands in the journal
 * @param dataset the view of {@code record}
 * @param source who speaks for it
 * @param alternates other sources that offer a copy
 * @param sequence of the last entry about it; its strong ETag
 * @param admitted when it was first listed
 * @param changed when its description, a table or a file last changed
 * @param tombstone why it is gone; absent while it is listed
 * @param failures distributions that could not be fetched or read the last time
 * @param liveness how it lives, as last said; absent while nobody looked
 * @param corrections what stewards corrected in {@code record}, by property and language
 * @param replaces what was merged into it, at once or by way of others
 * @param statedAgency who owns it as far as its record says, where a person says otherwise
 */
public record DatasetEntry(
    DatasetId id,
    Agency agency,
    CatalogRecord record,
    Dataset dataset,
    SourceId source,
    List<Alternate> alternates,
    long sequence,
    Instant admitted,
    Instant changed,
    Optional<Tombstone> tombstone,
    List<TableEntry> tables,
    List<DatasetFile> files,
    List<Failure> failures,
    Optional<Liveness> liveness,
    List<Correction> corrections,
    List<DatasetId> replaces,
    Optional<AgencyCode> statedAgency) {

  public DatasetEntry {
    replaces = List.copyOf(replaces);
    corrections = List.copyOf(corrections);
    alternates = List.copyOf(alternates);
    tables = List.copyOf(tables);
    files = List.copyOf(files);
    failures = List.copyOf(failures);
  }

  /** One that nobody corrected, nor looked at yet to see how it lives. */
  public DatasetEntry(
      DatasetId id,
      Agency agency,
      CatalogRecord record,
      Dataset dataset,
      SourceId source,
      List<Alternate> alternates,
      long sequence,
      Instant admitted,
      Instant changed,
      Optional<Tombstone> tombstone,
      List<TableEntry> tables,
      List<DatasetFile> files,
      List<Failure> failures) {
    this(
        id,
        agency,
        record,
        dataset,
        source,
        alternates,
        sequence,
        admitted,
        changed,
        tombstone,
        tables,
        files,
        failures,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The same with its tables as they are rated today, not only as they were judged. */
  public DatasetEntry today() {
    return liveness
        .map(
            life ->
                new DatasetEntry(
                    id,
                    agency,
                    record,
                    dataset,
                    source,
                    alternates,
                    sequence,
                    admitted,
                    changed,
                    tombstone,
                    tables.stream().map(table -> table.today(life)).toList(),
                    files,
                    failures,
                    liveness,
                    corrections,
                    replaces,
                    statedAgency))
        .orElse(this);
  }

  /**
   * Whether its source still offers {@code table}: describes the file it came from, and that file
   * had it when it was judged last. A file that failed, or a description of nameless distributions,
   * leaves it open: yes.
   */
  public boolean isOffered(TableEntry table) {
    String distribution = table.latest().distribution();
    if (failures.stream().anyMatch(failure -> failure.distribution().equals(distribution))) {
      return true;
    }
    boolean described =
        dataset.distributions().stream()
            .map(Distribution::subject)
            .anyMatch(subject -> subject.equals(distribution) || !subject.contains(":"));
    return described
        && tables.stream()
            .map(TableEntry::latest)
            .filter(other -> other.distribution().equals(distribution))
            .noneMatch(
                other ->
                    other.judged().isAfter(table.latest().judged())
                        && !other.received().sha256().equals(table.latest().received().sha256()));
  }

  /** A copy of the dataset at another source ({@code prov:alternateOf}). */
  public record Alternate(SourceId source, String identifier, String subject) {}

  /** The dataset that this one was merged into, at the end of the line; absent while it wasn't. */
  public Optional<DatasetId> mergedInto() {
    return tombstone.flatMap(Tombstone::mergedInto);
  }

  /** Whether it is withdrawn altogether: nothing of it is given out any more. */
  public Optional<Tombstone> withdrawn() {
    return tombstone.filter(t -> t.mergedInto().isEmpty());
  }

  /**
   * Why and when a dataset was withdrawn.
   *
   * @param mergedInto where it can be found now; what it had stays under its own addresses
   */
  public record Tombstone(String reason, Instant at, Optional<DatasetId> mergedInto) {
    /** One that leads nowhere. */
    public Tombstone(String reason, Instant at) {
      this(reason, at, Optional.empty());
    }
  }

  /**
   * A distribution without a usable table or file.
   *
   * @param received SHA-256 of what came instead, kept sealed; absent when nothing was kept
   */
  public record Failure(
      String distribution, String url, Problem problem, Optional<String> received, Instant at) {}
}
