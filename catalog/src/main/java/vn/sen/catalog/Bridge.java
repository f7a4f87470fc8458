package vn.sen.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

/**
 * A new record may be the first to show that two datasets are one: it has the subject of the one,
 * and its agency's identifier of the other. Had it come first, they would never have been two; so
 * they are merged, as a person could, and a person can undo it.
 */
final class Bridge {
  private final Journal journal;
  private final Map<SourceId, RegisteredSource> sources;

  Bridge(Journal journal, Map<SourceId, RegisteredSource> sources) {
    this.journal = journal;
    this.sources = sources;
  }

  /**
   * Merges the two that are listed; does nothing where one source has a record of each: one source
   * naming two things means two things. Nor where a person told them apart before.
   *
   * @param homes of the same thing as far as the record says
   */
  void over(List<DatasetId> homes, SourceId source, String identifier) {
    List<DatasetEntry> listed =
        homes.stream()
            .map(journal::shown)
            .distinct()
            .flatMap(id -> journal.find(id).stream())
            .filter(entry -> entry.tombstone().isEmpty())
            .toList();
    if (listed.size() != 2 || journal.areToldApart(listed.getFirst().id(), listed.getLast().id())) {
      return;
    }
    List<RecordHead> one = live(listed.getFirst());
    List<RecordHead> other = live(listed.getLast());
    Set<SourceId> both = one.stream().map(RecordHead::source).collect(Collectors.toSet());
    both.retainAll(other.stream().map(RecordHead::source).toList());
    if (!both.isEmpty()) {
      return;
    }
    boolean keepsFirst = best(one).compareTo(best(other)) >= 0;
    DatasetId into = (keepsFirst ? listed.getFirst() : listed.getLast()).id();
    DatasetId merged = (keepsFirst ? listed.getLast() : listed.getFirst()).id();
    journal.append(
        List.of(
            new Event.IdentityDecided(
                IdentityIntake.newId(),
                new Identity.Merge(merged, into),
                "Bản ghi '%s' của nguồn %s cho thấy hai bộ dữ liệu là một. Record '%s' of source %s shows that they are one dataset."
                    .formatted(identifier, source, identifier, source),
                JournalIntake.SYSTEM)));
  }

  private List<RecordHead> live(DatasetEntry entry) {
    return journal.records(entry.id()).stream().filter(record -> !record.removed()).toList();
  }

  private Claim best(List<RecordHead> live) {
    return live.stream()
        .map(record -> Speakers.claim(record, record.home(), sources))
        .max(Comparator.naturalOrder())
        .orElse(new Claim(false, false, false));
  }
}
