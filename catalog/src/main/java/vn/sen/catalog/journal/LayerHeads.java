package vn.sen.catalog.journal;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Correctable;
import vn.sen.catalog.Event;
import vn.sen.vocab.Json;

/** The head tables of what stewards laid over harvests. Part of {@link Heads}. */
final class LayerHeads {
  private final Handle handle;
  private final IdentityHeads identity;

  LayerHeads(Handle handle, IdentityHeads identity) {
    this.handle = handle;
    this.identity = identity;
  }

  void waive(long at, Event.RuleWaived e) {
    handle.execute(
        "insert into waiver (id, dataset, slug, body, at) values (?, ?, ?, ?, ?)",
        e.waiver().id(),
        e.dataset().value(),
        e.table().orElse(""),
        Json.write(e.waiver()),
        at);
  }

  void end(long at, Event.WaiverEnded e) {
    int changed =
        handle.execute(
            "update waiver set ended_why = ?, ended_by = ?, ended_at = ? where id = ?",
            e.why(),
            e.by(),
            at,
            e.waiver());
    if (changed == 0) {
      throw new IllegalStateException("there is no waiver " + e.waiver());
    }
  }

  void correct(long sequence, long at, Event.MetadataCorrected e) {
    @Nullable String agency = isPublisher(e.property()) ? e.values().getFirst() : null;
    handle.execute(
        """
        insert into correction (dataset, property, language, id, sequence, why, corrected_by, at,
            agency)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (dataset, property, language) do update set id = excluded.id,
            sequence = excluded.sequence, why = excluded.why,
            corrected_by = excluded.corrected_by, at = excluded.at, agency = excluded.agency
        """,
        e.dataset().value(),
        e.property(),
        e.language().orElse(""),
        e.id(),
        sequence,
        e.why(),
        e.by(),
        at,
        agency);
    identity.own(e.dataset().value());
  }

  void undo(Event.CorrectionUndone e) {
    int changed = handle.execute("delete from correction where id = ?", e.correction());
    if (changed == 0) {
      throw new IllegalStateException("there is no correction " + e.correction());
    }
    identity.own(e.dataset().value());
  }

  private static boolean isPublisher(String property) {
    return property.equals(Correctable.PUBLISHER.iri());
  }
}
