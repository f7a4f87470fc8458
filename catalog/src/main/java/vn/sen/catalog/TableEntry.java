package vn.sen.catalog;

import java.util.Optional;
import vn.sen.vocab.TableId;

/**
 * A table of a dataset, now.
 *
 * @param published the version that visitors get; absent when none ever passed
 * @param latest the version judged last
 * @param decision what a steward said of {@code latest}, if anything
 */
public record TableEntry(
    TableId id, Optional<TableVersion> published, TableVersion latest, Optional<Ruling> decision) {

  /** Whether something newer than what is published waits or was refused. */
  public boolean isHeldBack() {
    return published.filter(v -> v.id().equals(latest.id())).isEmpty();
  }

  TableEntry today(Liveness life) {
    return new TableEntry(id, published.map(life::on), life.on(latest), decision);
  }

  /** A decision with its reason. */
  public record Ruling(Decision decision, String why, String by, java.time.Instant at) {}
}
