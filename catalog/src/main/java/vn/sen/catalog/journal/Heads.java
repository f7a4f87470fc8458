package vn.sen.catalog.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Event;
import vn.sen.catalog.Part;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;

/**
 * Keeps the head tables: the present state of each thing, which depends on the entries alone, so
 * that reading them again from the first gives the same rows. For one transaction; {@link #flush}
 * at its end.
 */
final class Heads {
  /** The head tables and the columns that order their rows. */
  static final Map<String, String> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put("agency", "code");
    TABLES.put("source", "id");
    TABLES.put("dataset", "id");
    TABLES.put("record", "source, identifier");
    TABLES.put("table_version", "dataset, slug, number");
    TABLES.put("version_bytes", "sha256, dataset, slug, number, role");
    TABLES.put("file", "dataset, url, name");
    TABLES.put("failure", "dataset, url");
    TABLES.put("refused_bytes", "sha256, dataset");
    TABLES.put("release", "dataset, number");
    TABLES.put("held_removals", "source, run");
    TABLES.put("erasure", "sha256");
    TABLES.put("code_list", "list, version");
    TABLES.put("liveness", "dataset");
    TABLES.put("waiver", "id");
    TABLES.put("correction", "dataset, property, language");
    TABLES.put("consumer", "id");
    TABLES.put("consumer_standing", "consumer, dataset, slug, number");
    TABLES.put("identity", "id");
    TABLES.put("about", "dataset, sequence");
    TABLES.put("transfer", "dataset, sequence");
    TABLES.put("succession", "code");
  }

  private static final String PUT_RECORD =
      """
      insert into record (source, identifier, dataset, home, agency, subject, content_hash,
          payload_hash, sequence, admitted, removed)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      on conflict (source, identifier) do update set dataset = excluded.dataset,
          home = excluded.home, agency = excluded.agency, subject = excluded.subject,
          content_hash = excluded.content_hash, payload_hash = excluded.payload_hash,
          sequence = excluded.sequence, removed = 0
      """;
  private static final String PUT_DATASET =
      """
      insert into dataset (id, owner, agency, source, identifier, sequence, admitted, changed)
      values (?, ?, coalesce((select now from succession where code = ?), ?), ?, ?, ?, ?, ?)
      on conflict (id) do update set owner = coalesce(%1$s, excluded.owner),
          agency = coalesce(
              (select now from succession where code = coalesce(%1$s, excluded.owner)),
              %1$s, excluded.owner),
          source = excluded.source,
          identifier = excluded.identifier, sequence = excluded.sequence,
          changed = excluded.changed, tombstone = null, tombstone_at = null
      """
          .formatted(IdentityHeads.ASSIGNED_TO_EXCLUDED);
  private static final String TOUCH = "update dataset set sequence = ? where id = ?";
  private static final String CHANGE = "update dataset set sequence = ?, changed = ? where id = ?";

  private final Handle handle;
  private final LayerHeads layers;
  private final IdentityHeads identity;
  // Admissions come by the thousand. Those of one kind touch each row the same way, so that their
  // statements may wait for each other; anything else flushes them first.
  private final Map<String, PreparedBatch> waiting = new LinkedHashMap<>();
  private boolean waitingForOwners;

  Heads(Handle handle) {
    this.handle = handle;
    this.identity = new IdentityHeads(handle);
    this.layers = new LayerHeads(handle, identity);
  }

  /**
   * @param payloadHash of the event's large text; null when it has none
   */
  void apply(long sequence, long at, Event event, byte @Nullable [] payloadHash) {
    if (!(event instanceof Event.RecordAdmitted admitted) || admitted.owner() != waitingForOwners) {
      flush();
    }
    switch (event) {
      case Event.RecordAdmitted e -> admit(sequence, at, e, demand(payloadHash));
      case Event.AgencyRegistered e ->
          handle.execute(
              "insert into agency (code, body) values (?, ?)"
                  + " on conflict (code) do update set body = excluded.body",
              e.agency().code().value(),
              Json.write(e.agency()));
      case Event.SourceRegistered e -> put(e.source());
      case Event.SourceDisabled e -> put(source(e.source()).disable());
      case Event.SourceAttested e -> put(source(e.source()).attested(e.attestation()));
      case Event.RecordRemoved e -> remove(sequence, at, e);
      case Event.TableJudged e -> {
        judge(sequence, at, e.version(), demand(payloadHash));
        e.report()
            .consumers()
            .ifPresent(report -> ConsumerRows.put(handle, e.version().id(), report));
      }
      case Event.TableFailed e -> fail(sequence, at, e);
      case Event.TableRecovered e -> {
        touch(sequence, e.dataset());
        recovered(e.dataset(), e.url());
      }
      case Event.FileReceived e -> receive(sequence, at, e);
      case Event.VersionDecided e -> decide(sequence, at, e);
      case Event.RemovalsHeld e -> hold(at, e);
      case Event.RemovalsDecided e ->
          handle.execute(
              "update held_removals set pending = 0 where source = ? and run = ?",
              e.source().value(),
              e.run());
      case Event.BytesErased e -> erase(sequence, at, e);
      case Event.ReleaseMade e -> {
        touch(sequence, e.release().dataset());
        handle.execute(
            "insert into release (dataset, number, body) values (?, ?, ?)",
            e.release().dataset().value(),
            e.release().number(),
            Json.write(e.release()));
      }
      case Event.CodesImported e ->
          handle.execute(
              "insert into code_list (list, version, sha256, source, why, imported_by, at,"
                  + " sequence) values (?, ?, ?, ?, ?, ?, ?, ?)",
              e.list().list(),
              e.list().version(),
              e.list().sha256(),
              e.source(),
              e.why(),
              e.by(),
              at,
              sequence);
      case Event.LivenessJudged e -> {
        touch(sequence, e.dataset());
        handle.execute(
            "insert into liveness (dataset, operations, body) values (?, ?, ?)"
                + " on conflict (dataset) do update set operations = excluded.operations,"
                + " body = excluded.body",
            e.dataset().value(),
            e.liveness().operations().orElse(null),
            Json.write(e.liveness()));
      }
      case Event.RuleWaived e -> {
        touch(sequence, e.dataset());
        layers.waive(at, e);
      }
      case Event.WaiverEnded e -> {
        touch(sequence, e.dataset());
        layers.end(at, e);
      }
      case Event.MetadataCorrected e -> {
        change(sequence, at, e.dataset());
        layers.correct(sequence, at, e);
      }
      case Event.CorrectionUndone e -> {
        change(sequence, at, e.dataset());
        layers.undo(e);
      }
      case Event.ConsumerRegistered e -> {
        touch(sequence, e.table().dataset());
        ConsumerRows.register(handle, sequence, at, e, demand(payloadHash));
      }
      case Event.ConsumerRemoved e -> {
        touch(sequence, e.table().dataset());
        ConsumerRows.remove(handle, at, e.consumer());
      }
      case Event.IdentityDecided e -> identity.decide(sequence, at, e);
      case Event.IdentityUndone e -> identity.undo(sequence, at, e);
    }
  }

  void flush() {
    waiting.values().forEach(PreparedBatch::execute);
    waiting.values().forEach(PreparedBatch::close);
    waiting.clear();
  }

  private void admit(long sequence, long at, Event.RecordAdmitted e, byte[] payloadHash) {
    waitingForOwners = e.owner();
    String dataset = e.dataset().value();
    later(
        PUT_RECORD,
        e.source().value(),
        e.identifier(),
        dataset,
        e.home().map(DatasetId::value).orElse(dataset),
        e.agency().value(),
        e.subject(),
        e.contentHash(),
        payloadHash,
        sequence,
        sequence);
    if (e.owner()) {
      later(
          PUT_DATASET,
          dataset,
          e.agency().value(),
          e.agency().value(),
          e.agency().value(),
          e.source().value(),
          e.identifier(),
          sequence,
          at,
          at);
    } else {
      touch(sequence, e.dataset());
    }
  }

  private void later(String sql, Object... values) {
    PreparedBatch batch = waiting.computeIfAbsent(sql, handle::prepareBatch);
    for (int i = 0; i < values.length; i++) {
      batch.bind(i, values[i]);
    }
    batch.add();
  }

  private void put(RegisteredSource source) {
    handle.execute(
        "insert into source (id, body) values (?, ?)"
            + " on conflict (id) do update set body = excluded.body",
        source.id().value(),
        Json.write(source));
  }

  private RegisteredSource source(SourceId id) {
    return handle
        .createQuery("select body from source where id = ?")
        .bind(0, id.value())
        .map((rows, _) -> Json.read(rows.getString(1), RegisteredSource.class))
        .findOne()
        .orElseThrow(() -> new IllegalStateException("there is no source " + id));
  }

  private void remove(long sequence, long at, Event.RecordRemoved e) {
    touch(sequence, e.dataset());
    handle.execute(
        "update record set removed = 1 where source = ? and identifier = ?",
        e.source().value(),
        e.identifier());
    // Should another source have it too, it is admitted as the owner in the same transaction.
    handle.execute(
        "update dataset set tombstone = ?, tombstone_at = ?, changed = ?"
            + " where id = ? and source = ? and identifier = ? and tombstone is null",
        e.reason(),
        at,
        at,
        e.dataset().value(),
        e.source().value(),
        e.identifier());
  }

  private void judge(long sequence, long at, TableVersion version, byte[] reportHash) {
    DatasetId dataset = version.id().table().dataset();
    if (version.isPublic() && !isAsPublished(version)) {
      change(sequence, at, dataset);
    } else {
      touch(sequence, dataset);
    }
    recovered(dataset, version.received().url());
    handle.execute(
        "insert into table_version (dataset, slug, number, state, is_public, rows, body,"
            + " report_hash) values (?, ?, ?, ?, ?, ?, ?, ?)",
        dataset.value(),
        version.id().table().slug(),
        version.id().number(),
        version.state().key(),
        version.isPublic() ? 1 : 0,
        version.rows(),
        Json.write(version),
        reportHash);
    putBytes(version.id(), version.received().sha256(), "received");
    version.parts().stream()
        .map(Part::sha256)
        .distinct()
        .forEach(sha256 -> putBytes(version.id(), sha256, "part"));
  }

  /** Whether visitors have these very rows already: another verdict is no change of the data. */
  private boolean isAsPublished(TableVersion version) {
    return handle
        .createQuery(
            "select body from table_version where dataset = ? and slug = ? and is_public = 1"
                + " order by number desc limit 1")
        .bind(0, version.id().table().dataset().value())
        .bind(1, version.id().table().slug())
        .mapTo(String.class)
        .findOne()
        .map(body -> Json.read(body, TableVersion.class))
        .filter(last -> last.parts().equals(version.parts()))
        .filter(last -> last.received().sha256().equals(version.received().sha256()))
        .isPresent();
  }

  private void putBytes(TableVersionId id, String sha256, String role) {
    handle.execute(
        "insert into version_bytes (sha256, dataset, slug, number, role) values (?, ?, ?, ?, ?)",
        sha256,
        id.table().dataset().value(),
        id.table().slug(),
        id.number(),
        role);
  }

  private void fail(long sequence, long at, Event.TableFailed e) {
    touch(sequence, e.dataset());
    handle.execute(
        """
        insert into failure (dataset, url, distribution, problem, received, at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (dataset, url) do update set distribution = excluded.distribution,
            problem = excluded.problem, received = excluded.received, at = excluded.at
        """,
        e.dataset().value(),
        e.url(),
        e.distribution(),
        Json.write(e.problem()),
        e.received().orElse(null),
        at);
    e.received()
        .ifPresent(
            sha256 ->
                handle.execute(
                    "insert or ignore into refused_bytes (sha256, dataset) values (?, ?)",
                    sha256,
                    e.dataset().value()));
  }

  private void recovered(DatasetId dataset, String url) {
    handle.execute("delete from failure where dataset = ? and url = ?", dataset.value(), url);
  }

  private void receive(long sequence, long at, Event.FileReceived e) {
    change(sequence, at, e.dataset());
    recovered(e.dataset(), e.file().url());
    handle.execute(
        """
        insert into file (dataset, url, name, sha256, body) values (?, ?, ?, ?, ?)
        on conflict (dataset, url, name) do update set sha256 = excluded.sha256,
            body = excluded.body
        """,
        e.dataset().value(),
        e.file().url(),
        e.file().name(),
        e.file().sha256(),
        Json.write(e.file()));
  }

  private void decide(long sequence, long at, Event.VersionDecided e) {
    String dataset = e.version().table().dataset().value();
    int changed =
        handle.execute(
            "update table_version set decision = ?, why = ?, decided_by = ?, decided_at = ?"
                + " where dataset = ? and slug = ? and number = ?",
            e.decision().key(),
            e.why(),
            e.by(),
            at,
            dataset,
            e.version().table().slug(),
            e.version().number());
    if (changed == 0) {
      throw new IllegalStateException("there is no version " + e.version());
    }
    if (e.decision() == Decision.APPROVE) {
      change(sequence, at, e.version().table().dataset());
      setState(e.version(), TableState.PUBLISHED_WITH_WARNINGS);
    } else {
      touch(sequence, e.version().table().dataset());
    }
  }

  private void hold(long at, Event.RemovalsHeld e) {
    handle.execute("update held_removals set pending = 0 where source = ?", e.source().value());
    handle.execute(
        """
        insert into held_removals (source, run, identifiers, reason, since, pending)
        values (?, ?, ?, ?, ?, 1)
        on conflict (source, run) do update set identifiers = excluded.identifiers,
            reason = excluded.reason, since = excluded.since, pending = 1
        """,
        e.source().value(),
        e.run(),
        Json.write(e.identifiers()),
        e.reason(),
        at);
  }

  private void erase(long sequence, long at, Event.BytesErased e) {
    handle.execute(
        """
        insert into erasure (sha256, why, erased_by, at) values (?, ?, ?, ?)
        on conflict (sha256) do update set why = excluded.why, erased_by = excluded.erased_by,
            at = excluded.at
        """,
        e.sha256(),
        e.why(),
        e.by(),
        at);
    handle.execute("update failure set received = null where received = ?", e.sha256());
    record Touched(TableVersionId id, boolean wasPublic) {}
    List<Touched> versions =
        handle
            .createQuery(
                """
                select v.dataset, v.slug, v.number, v.is_public from table_version v
                join version_bytes b on b.dataset = v.dataset and b.slug = v.slug
                    and b.number = v.number
                where b.sha256 = ? and b.role = 'part' and v.state <> 'blocked'
                """)
            .bind(0, e.sha256())
            .map((rows, _) -> new Touched(HeadRows.versionId(rows), rows.getInt(4) == 1))
            .list();
    List<DatasetId> without =
        handle
            .createQuery("select distinct dataset from file where sha256 = ?")
            .bind(0, e.sha256())
            .map((rows, _) -> new DatasetId(rows.getString(1)))
            .list();
    e.version().ifPresent(id -> touch(sequence, id.table().dataset()));
    // Nobody can have it any more, nor approve of it.
    versions.forEach(version -> setState(version.id(), TableState.BLOCKED));
    handle.execute("delete from file where sha256 = ?", e.sha256());
    Stream.concat(
            versions.stream().filter(Touched::wasPublic).map(v -> v.id().table().dataset()),
            without.stream())
        .distinct()
        .forEach(dataset -> change(sequence, at, dataset));
  }

  private void setState(TableVersionId id, TableState state) {
    handle.execute(
        "update table_version set state = ?, is_public = ?"
            + " where dataset = ? and slug = ? and number = ?",
        state.key(),
        state.isPublic() ? 1 : 0,
        id.table().dataset().value(),
        id.table().slug(),
        id.number());
  }

  private void touch(long sequence, DatasetId dataset) {
    demand(handle.execute(TOUCH, sequence, dataset.value()), dataset);
  }

  private void change(long sequence, long at, DatasetId dataset) {
    demand(handle.execute(CHANGE, sequence, at, dataset.value()), dataset);
  }

  private static byte[] demand(byte @Nullable [] payloadHash) {
    return Objects.requireNonNull(payloadHash, "an event of this kind has a payload");
  }

  private static void demand(int rows, DatasetId dataset) {
    if (rows == 0) {
      throw new IllegalStateException("there is no dataset " + dataset);
    }
  }
}
