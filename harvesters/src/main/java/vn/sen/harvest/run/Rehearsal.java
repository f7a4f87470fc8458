package vn.sen.harvest.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import vn.sen.catalog.Held;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.rdf.Canonical;

/** Takes nothing in, and tells what taking it in would do. */
final class Rehearsal implements Intake.Session {
  private final SourceId source;
  private final Journal journal;
  private final Consumer<CatalogRecord> audience;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param audience is shown each record that would be taken in
   */
  Rehearsal(SourceId source, Journal journal, Consumer<CatalogRecord> audience) {
    this.source = source;
    this.journal = journal;
    this.audience = audience;
  }

  @Override
  public Intake.Offered offer(CatalogRecord record) {
    seen.add(record.identifier());
    audience.accept(record);
    Optional<RecordHead> known = find(record.identifier());
    return known
        .map(
            head ->
                new Intake.Offered(
                    head.dataset(),
                    head.contentHash()
                            .equals(Canonical.hash(Canonical.nquads(record.description())))
                        ? Intake.Change.UNCHANGED
                        : Intake.Change.CHANGED))
        .orElseGet(() -> new Intake.Offered(DatasetId.mint(), Intake.Change.ADDED));
  }

  @Override
  public Intake.Offered offerUnchanged(String identifier) {
    seen.add(identifier);
    return new Intake.Offered(find(identifier).orElseThrow().dataset(), Intake.Change.UNCHANGED);
  }

  @Override
  public void keep(String identifier) {
    seen.add(identifier);
  }

  @Override
  public void flush() {}

  @Override
  public Intake.Removals removeMissing() {
    List<String> live = journal.identifiers(source);
    return Intake.Removals.of(
        live.stream().filter(identifier -> !seen.contains(identifier)).toList(),
        live.size(),
        journal.heldRemovals(source).map(Held.Removals::identifiers).orElse(List.of()));
  }

  @Override
  public void close() {}

  private Optional<RecordHead> find(String identifier) {
    return Optional.ofNullable(journal.records(source, List.of(identifier)).get(identifier));
  }
}
