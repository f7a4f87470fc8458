package vn.sen.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

/** Who speaks for a dataset (docs/decisions/identity.md). */
final class Speakers {
  private Speakers() {}

  /**
   * The best of the other records, admitted as the one that speaks.
   *
   * @param leaving identifiers of records that its source loses with it: merges may have brought
   *     several to one dataset
   */
  static Optional<Event> heir(
      Journal journal,
      RecordHead removed,
      Set<String> leaving,
      Map<SourceId, RegisteredSource> sources,
      String run) {
    List<RecordHead> others =
        journal.records(removed.dataset()).stream()
            .filter(record -> !record.removed() && !record.owner())
            .filter(
                record ->
                    !record.source().equals(removed.source())
                        || !leaving.contains(record.identifier()))
            .toList();
    return best(others, removed.dataset(), sources)
        .flatMap(record -> admitted(journal, record, removed.dataset(), run));
  }

  /**
   * Who must be admitted as the one that speaks for {@code dataset} when these are its records;
   * nobody where the one that spoke last may go on.
   *
   * @param last who spoke last for it
   */
  static Optional<Event> settled(
      Journal journal,
      DatasetEntry last,
      Collection<RecordHead> records,
      Map<SourceId, RegisteredSource> sources,
      String run) {
    DatasetId dataset = last.id();
    List<RecordHead> live = records.stream().filter(record -> !record.removed()).toList();
    Optional<RecordHead> now =
        live.stream()
            .filter(
                record ->
                    record.source().equals(last.source())
                        && record.identifier().equals(last.record().identifier()))
            .findFirst();
    return best(live, dataset, sources)
        .filter(
            best ->
                now.isEmpty()
                    || claim(best, dataset, sources).compareTo(claim(now.get(), dataset, sources))
                        > 0)
        .flatMap(best -> admitted(journal, best, dataset, run));
  }

  /** Of equal claims, the one that was admitted first. */
  private static Optional<RecordHead> best(
      List<RecordHead> live, DatasetId dataset, Map<SourceId, RegisteredSource> sources) {
    return live.stream().max(Comparator.comparing(record -> claim(record, dataset, sources)));
  }

  private static Optional<Event> admitted(
      Journal journal, RecordHead record, DatasetId dataset, String run) {
    return journal
        .findAdmission(record.source(), record.identifier())
        .filter(admission -> !admission.nquads().isEmpty())
        .map(admission -> admission.of(dataset, record.home(), true, run));
  }

  static Claim claim(
      RecordHead record, DatasetId dataset, Map<SourceId, RegisteredSource> sources) {
    boolean born = record.home().equals(dataset);
    RegisteredSource source = sources.get(record.source());
    return source == null
        ? new Claim(born, false, false)
        : Claim.of(born, source, record.agency(), record.subject());
  }
}
