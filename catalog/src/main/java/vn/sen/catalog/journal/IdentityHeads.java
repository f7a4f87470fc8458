package vn.sen.catalog.journal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import vn.sen.catalog.Event;
import vn.sen.catalog.Identity;
import vn.sen.vocab.Json;

/**
 * The head tables of who decided what is one dataset, and whose it is. A record keeps its home;
 * where merges lead from there is worked out again at each decision, so that undoing one leaves
 * what harvests brought meanwhile where it would be without. Part of {@link Heads}.
 */
final class IdentityHeads {
  /** What stands where a dataset has no record left when it is alone again. */
  private static final String GONE = "Nguồn không còn công bố. No longer at its source.";

  private static final String ASSIGNED =
      "(select a.agency from assignment a where a.dataset = %s order by a.sequence desc limit 1)";

  /** Who a person says {@code excluded.id} belongs to. */
  static final String ASSIGNED_TO_EXCLUDED = ASSIGNED.formatted("excluded.id");

  private static final String BENEATH =
      """
      with recursive beneath(id) as (select :top
          union select d.id from dataset d join beneath b on d.merged_into = b.id)
      """;

  private final Handle handle;

  IdentityHeads(Handle handle) {
    this.handle = handle;
  }

  void decide(long sequence, long at, Event.IdentityDecided e) {
    handle.execute(
        "insert into identity (id, sequence, body, why, decided_by, at) values (?, ?, ?, ?, ?, ?)",
        e.id(),
        sequence,
        Json.write(e.what()),
        e.why(),
        e.by(),
        at);
    switch (e.what()) {
      case Identity.Merge m -> {
        String id = m.dataset().value();
        lead(id, m.into().value(), e.why(), at);
        handle.execute(
            "update record set dataset = ? where dataset = ?", shown(m.into().value()), id);
        touch(sequence, id);
        about(sequence, shown(m.into().value()));
      }
      case Identity.Split s -> {
        String into = s.into().value();
        handle.execute(
            """
            insert into dataset (id, owner, agency, source, identifier, sequence, admitted, changed)
            select ?, r.agency, r.agency, r.source, r.identifier, ?, ?, ? from record r
            where r.source = ? and r.identifier = ?
            """,
            into,
            sequence,
            at,
            at,
            s.source().value(),
            s.record());
        handle.execute(
            "update record set home = ?, dataset = ? where source = ? and identifier = ?",
            into,
            into,
            s.source().value(),
            s.record());
        own(into);
        about(sequence, into);
        about(sequence, shown(s.dataset().value()));
      }
      case Identity.Transfer t -> {
        handle.execute(
            "insert into transfer (dataset, sequence, agency) values (?, ?, ?)",
            t.dataset().value(),
            sequence,
            t.to().value());
        own(t.dataset().value());
        touch(sequence, t.dataset().value());
      }
      case Identity.Succession s -> {
        handle.execute(
            "insert into succession (code, successor, now) values (?, ?, ?)",
            s.agency().value(),
            s.successor().value(),
            s.successor().value());
        succeed(sequence);
      }
    }
  }

  void undo(long sequence, long at, Event.IdentityUndone e) {
    long decided =
        handle
            .createQuery("select sequence from identity where id = ?")
            .bind(0, e.id())
            .mapTo(Long.class)
            .findOne()
            .orElseThrow(() -> new IllegalStateException("there is no decision " + e.id()));
    handle.execute("delete from identity where id = ?", e.id());
    switch (e.what()) {
      case Identity.Merge m -> {
        String id = m.dataset().value();
        String before = shown(id);
        handle.execute(
            "update dataset set merged_into = null, tombstone = null, tombstone_at = null"
                + " where id = ?",
            id);
        home(id);
        alone(id, at);
        alone(before, at);
        own(id);
        touch(sequence, id);
        about(sequence, before);
      }
      case Identity.Split s -> {
        String into = s.into().value();
        String from = s.dataset().value();
        handle.execute("update record set home = ? where home = ?", from, into);
        // Its id was given out: it answers for ever, by leading back.
        lead(into, from, e.why(), at);
        String shown = shown(from);
        home(shown);
        touch(sequence, into);
        about(sequence, into);
        about(sequence, shown);
      }
      case Identity.Transfer t -> {
        handle.execute(
            "delete from transfer where dataset = ? and sequence = ?",
            t.dataset().value(),
            decided);
        own(t.dataset().value());
        touch(sequence, t.dataset().value());
      }
      case Identity.Succession s -> {
        handle.execute("delete from succession where code = ?", s.agency().value());
        succeed(sequence);
      }
    }
  }

  private void lead(String id, String into, String why, long at) {
    handle.execute(
        "update dataset set merged_into = ?, tombstone = ?, tombstone_at = ? where id = ?",
        into,
        why,
        at,
        id);
  }

  /** Records at home in {@code top}, or in what was merged into it, are shown there. */
  private void home(String top) {
    handle
        .createUpdate(
            BENEATH
                + " update record set dataset = :shown where home in (select id from beneath)"
                + " and dataset <> :shown")
        .bind("top", top)
        .bind("shown", shown(top))
        .execute();
  }

  private String shown(String id) {
    return IdentityRows.shown(handle, id);
  }

  /** What has no record left is gone; the last that was its own stands for it. */
  private void alone(String id, long at) {
    handle
        .createUpdate(
            """
            update dataset set tombstone = coalesce(tombstone, :gone),
                tombstone_at = coalesce(tombstone_at, :at)
            where id = :id and merged_into is null
            and not exists (select 1 from record where dataset = :id and removed = 0)
            """)
        .bind("gone", GONE)
        .bind("at", at)
        .bind("id", id)
        .execute();
    handle
        .createUpdate(
            """
            update dataset set (source, identifier) =
                (select source, identifier from record where home = :id
                 order by sequence desc limit 1)
            where id = :id and tombstone is not null
            and not exists (select 1 from record r where r.source = dataset.source
                and r.identifier = dataset.identifier and r.dataset = :id)
            and exists (select 1 from record where home = :id)
            """)
        .bind("id", id)
        .execute();
    own(id);
  }

  /** Whoever a person says owns it, or else whom the record that speaks names. */
  void own(String dataset) {
    handle
        .createUpdate(
            "update dataset set owner = coalesce("
                + ASSIGNED.formatted(":id")
                + ", (select r.agency from record r where r.source = dataset.source"
                + " and r.identifier = dataset.identifier)) where id = :id")
        .bind("id", dataset)
        .execute();
    handle
        .createUpdate(
            "update dataset set agency ="
                + " coalesce((select now from succession where code = owner), owner)"
                + " where id = :id")
        .bind("id", dataset)
        .execute();
  }

  /** Finds the last of each line, and brings there all that the line has. */
  private void succeed(long sequence) {
    Map<String, String> next = new HashMap<>();
    handle
        .createQuery("select code, successor from succession")
        .map((rows, _) -> Map.entry(rows.getString(1), rows.getString(2)))
        .forEach(row -> next.put(row.getKey(), row.getValue()));
    for (String code : next.keySet()) {
      Set<String> passed = new HashSet<>(Set.of(code));
      String last = code;
      for (String then = next.get(last); then != null && passed.add(then); then = next.get(last)) {
        last = then;
      }
      handle.execute("update succession set now = ? where code = ?", last, code);
    }
    handle.execute(
        """
        update dataset set sequence = ?,
            agency = coalesce((select now from succession where code = owner), owner)
        where agency <> coalesce((select now from succession where code = owner), owner)
        """,
        sequence);
  }

  private void touch(long sequence, String dataset) {
    handle.execute("update dataset set sequence = ? where id = ?", sequence, dataset);
  }

  private void about(long sequence, String dataset) {
    handle.execute(
        "insert or ignore into about (dataset, sequence) values (?, ?)", dataset, sequence);
    touch(sequence, dataset);
  }
}
