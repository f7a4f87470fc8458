package vn.sen.catalog.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.CodeListEntry;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Erasure;
import vn.sen.catalog.Event;
import vn.sen.catalog.Held;
import vn.sen.catalog.Identity;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalEntry;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.Release;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.catalog.WaiverEntry;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CodeList;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;

/** The journal in SQLite: one file, WAL, every commit synced. */
public final class SqliteJournal implements Journal {
  /** How many values one statement is asked for; more are asked for in turns. */
  private static final int CHUNK = 1000;

  /** From here on, encoding events on all cores pays. */
  private static final int MANY = 32;

  private final SqliteFile file;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private volatile long head;

  private SqliteJournal(SqliteFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.head = file.read(handle -> last(handle).sequence());
  }

  /**
   * Opens the journal in {@code directory}, made where there is none. One process at a time (see
   * {@link vn.sen.catalog.DataDirectory}).
   *
   * @throws vn.sen.vocab.problem.StoreUnavailableException when it can't be opened
   */
  public static SqliteJournal open(Path directory, Clock clock) {
    return new SqliteJournal(
        SqliteFile.open(
            directory.resolve("journal.db"), SQLiteConfig.SynchronousMode.FULL, "records"),
        clock);
  }

  @Override
  public long append(List<? extends Event> events) {
    if (events.isEmpty()) {
      return head;
    }
    Stream<? extends Event> all = events.size() < MANY ? events.stream() : events.parallelStream();
    List<Line> lines = all.map(Line::of).toList();
    long reached = file.write(handle -> write(handle, lines));
    if (events.stream().anyMatch(SqliteJournal::erases)) {
      file.emptyLog();
    }
    lock.lock();
    try {
      head = Math.max(head, reached);
      appended.signalAll();
    } finally {
      lock.unlock();
    }
    return reached;
  }

  private static boolean erases(Event event) {
    return event instanceof Event.BytesErased || event instanceof Event.ConsumerRemoved;
  }

  private long write(Handle handle, List<Line> lines) {
    Link link = last(handle);
    long sequence = link.sequence();
    byte[] chain = link.chain();
    long at = Micros.of(clock.instant());
    var heads = new Heads(handle);
    try (PreparedBatch payloads =
            handle.prepareBatch(
                "insert into payload (hash, size, bytes) values (?, ?, ?)"
                    + " on conflict (hash) do update set bytes = excluded.bytes"
                    + " where payload.bytes is null");
        PreparedBatch entries =
            handle.prepareBatch(
                "insert into entry (sequence, at, kind, dataset, body, body_hash, payload_hash,"
                    + " chain) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Line line : lines) {
        sequence++;
        byte @Nullable [] payloadHash = line.payloadHash();
        chain = Chain.link(chain, sequence, at, line.kind(), line.bodyHash(), payloadHash);
        Payload payload = line.payload();
        if (payload != null) {
          payloads
              .bind(0, payload.hash())
              .bind(1, payload.size())
              .bind(2, payload.deflated())
              .add();
        }
        entries
            .bind(0, sequence)
            .bind(1, at)
            .bind(2, line.kind())
            .bind(3, line.dataset().map(DatasetId::value).orElse(null))
            .bind(4, line.body())
            .bind(5, line.bodyHash())
            .bind(6, (Object) payloadHash)
            .bind(7, chain)
            .add();
        heads.apply(sequence, at, line.event(), payloadHash);
      }
      heads.flush();
      payloads.execute();
      entries.execute();
    }
    for (Line line : lines) {
      if (line.event() instanceof Event.BytesErased erased) {
        handle.execute(
            "update payload set bytes = null where hash = ?",
            HexFormat.of().parseHex(erased.sha256()));
      }
      if (line.event() instanceof Event.ConsumerRemoved removed) {
        ConsumerRows.erase(handle, removed.consumer());
      }
    }
    return sequence;
  }

  private static Link last(Handle handle) {
    return handle
        .createQuery("select sequence, chain from entry order by sequence desc limit 1")
        .map((rows, _) -> new Link(rows.getLong(1), rows.getBytes(2)))
        .findOne()
        .orElse(new Link(0, Chain.START));
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public long await(long sequence, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (head <= sequence && nanos > 0) {
        nanos = appended.awaitNanos(nanos);
      }
      return head;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Changes changes(long sequence, int limit) {
    return file.read(
        handle -> {
          var datasets = new HashSet<DatasetId>();
          var agencies = new HashSet<AgencyCode>();
          long to = sequence;
          record Row(long sequence, Optional<String> dataset, Optional<String> agency) {}
          for (Row row :
              handle
                  .createQuery(
                      """
                      select sequence, dataset,
                          case when kind in ('agency-registered', 'identity-decided',
                              'identity-undone') then body end
                      from entry where sequence > ? order by sequence limit ?
                      """)
                  .bind(0, sequence)
                  .bind(1, limit)
                  .map(
                      (rows, _) ->
                          new Row(
                              rows.getLong(1),
                              Optional.ofNullable(rows.getString(2)),
                              Optional.ofNullable(rows.getString(3))))
                  .list()) {
            to = row.sequence();
            row.dataset().map(DatasetId::new).ifPresent(datasets::add);
            row.agency()
                .map(body -> Line.event(body, null))
                .ifPresent(event -> agencies.addAll(agencies(handle, event)));
          }
          handle
              .createQuery("select dataset from about where sequence > ? and sequence <= ?")
              .bind(0, sequence)
              .bind(1, to)
              .mapTo(String.class)
              .forEach(id -> datasets.add(new DatasetId(id)));
          return new Changes(to, datasets, agencies);
        });
  }

  /** The agencies whose datasets may look otherwise after {@code event}. */
  private static List<AgencyCode> agencies(Handle handle, Event event) {
    return switch (event) {
      case Event.AgencyRegistered e -> List.of(e.agency().code());
      case Event.IdentityDecided e -> agencies(handle, e.what());
      case Event.IdentityUndone e -> agencies(handle, e.what());
      default -> List.of();
    };
  }

  private static List<AgencyCode> agencies(Handle handle, Identity what) {
    return what instanceof Identity.Succession s
        ? List.of(
            s.agency(),
            s.successor(),
            IdentityRows.now(handle, s.agency()),
            IdentityRows.now(handle, s.successor()))
        : List.of();
  }

  @Override
  public List<JournalEntry> after(long sequence, int limit) {
    return file.read(
        handle ->
            handle
                .createQuery(ENTRIES + " where e.sequence > ? order by e.sequence limit ?")
                .bind(0, sequence)
                .bind(1, limit)
                .map((rows, _) -> entry(rows))
                .list());
  }

  @Override
  public List<JournalEntry> history(DatasetId dataset, int limit) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    ENTRIES
                        + " where e.dataset = :id or e.sequence in"
                        + " (select sequence from about where dataset = :id)"
                        + " order by e.sequence desc limit :limit")
                .bind("id", dataset.value())
                .bind("limit", limit)
                .map((rows, _) -> entry(rows))
                .list());
  }

  @Override
  public List<Instant> received(DatasetId dataset, int limit) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    "select at from entry where dataset = ? and kind = 'file-received'"
                        + " order by sequence desc limit ?")
                .bind(0, dataset.value())
                .bind(1, limit)
                .map((rows, _) -> Micros.instant(rows.getLong(1)))
                .list());
  }

  private static final String ENTRIES =
      "select e.sequence, e.at, e.body, p.size, p.bytes from entry e"
          + " left join payload p on p.hash = e.payload_hash";

  private static JournalEntry entry(ResultSet rows) throws SQLException {
    return new JournalEntry(
        rows.getLong("sequence"),
        Micros.instant(rows.getLong("at")),
        Line.event(rows.getString("body"), HeadRows.text(rows)));
  }

  @Override
  public Optional<Long> findBrokenLink() {
    return file.read(SqliteJournal::brokenLink);
  }

  private static Optional<Long> brokenLink(Handle handle) {
    record Row(
        long sequence,
        long at,
        String kind,
        String body,
        byte[] bodyHash,
        byte @Nullable [] payloadHash,
        byte[] chain,
        Optional<byte[]> deflated,
        int size,
        boolean payload) {
      boolean fits(long expected, byte[] before) {
        return sequence == expected
            && Arrays.equals(bodyHash, Chain.sha256(body.getBytes(StandardCharsets.UTF_8)))
            && Arrays.equals(chain, Chain.link(before, sequence, at, kind, bodyHash, payloadHash))
            && (payloadHash == null || payloadFits());
      }

      private boolean payloadFits() {
        try {
          return payload
              && deflated
                  .map(b -> Arrays.equals(payloadHash, Chain.sha256(Payload.inflate(b, size))))
                  .orElse(true);
        } catch (IllegalStateException e) {
          return false;
        }
      }
    }
    try (Stream<Row> rows =
        handle
            .createQuery(
                """
                select e.sequence, e.at, e.kind, e.body, e.body_hash, e.payload_hash, e.chain,
                    p.bytes, p.size, p.hash is not null
                from entry e left join payload p on p.hash = e.payload_hash order by e.sequence
                """)
            .map(
                (r, _) ->
                    new Row(
                        r.getLong(1),
                        r.getLong(2),
                        r.getString(3),
                        r.getString(4),
                        r.getBytes(5),
                        r.getBytes(6),
                        r.getBytes(7),
                        Optional.ofNullable(r.getBytes(8)),
                        r.getInt(9),
                        r.getInt(10) == 1))
            .stream()) {
      long expected = 1;
      byte[] before = Chain.START;
      for (var each = rows.iterator(); each.hasNext(); expected++) {
        Row row = each.next();
        if (!row.fits(expected, before)) {
          return Optional.of(expected);
        }
        before = row.chain();
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> inspect() {
    return file.read(
        handle -> {
          var found = new ArrayList<String>();
          brokenLink(handle)
              .ifPresent(
                  sequence ->
                      found.add(
                          "the hash chain breaks at entry %d: it, or what stands before it, is not what was written"
                              .formatted(sequence)));
          found.addAll(Replay.differences(handle));
          return found;
        });
  }

  @Override
  public Optional<DatasetEntry> find(DatasetId dataset) {
    return find(List.of(dataset)).stream().findFirst();
  }

  @Override
  public List<DatasetEntry> find(Collection<DatasetId> datasets) {
    List<String> ids = datasets.stream().map(DatasetId::value).distinct().toList();
    return file.read(
        handle ->
            chunks(ids).stream()
                .flatMap(chunk -> HeadRows.datasets(handle, chunk).stream())
                .toList());
  }

  @Override
  public List<DatasetEntry> datasets(Optional<DatasetId> after, int limit) {
    return file.read(
        handle -> {
          List<String> ids =
              handle
                  .createQuery("select id from dataset where id > ? order by id limit ?")
                  .bind(0, after.map(DatasetId::value).orElse(""))
                  .bind(1, limit)
                  .mapTo(String.class)
                  .list();
          return chunks(ids).stream()
              .flatMap(chunk -> HeadRows.datasets(handle, chunk).stream())
              .sorted(java.util.Comparator.comparing(DatasetEntry::id))
              .toList();
        });
  }

  @Override
  public List<DatasetId> datasetsOf(AgencyCode agency, Optional<DatasetId> after, int limit) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    "select id from dataset where agency = ? and id > ? order by id limit ?")
                .bind(0, agency.value())
                .bind(1, after.map(DatasetId::value).orElse(""))
                .bind(2, limit)
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .list());
  }

  private static final String RECORDS =
      "select "
          + HeadRows.RECORD_COLUMNS
          + " from record r join dataset d on d.id = r.dataset where ";

  @Override
  public List<RecordHead> records(DatasetId dataset) {
    return file.read(
        handle ->
            handle
                .createQuery(RECORDS + "r.dataset = ? order by r.admitted")
                .bind(0, dataset.value())
                .map((rows, _) -> HeadRows.recordHead(rows))
                .list());
  }

  @Override
  public Map<String, RecordHead> records(SourceId source, Collection<String> identifiers) {
    return file.read(
        handle -> {
          var found = new HashMap<String, RecordHead>();
          for (List<String> chunk : chunks(List.copyOf(identifiers))) {
            handle
                .createQuery(
                    RECORDS + "r.source = :source and r.removed = 0 and r.identifier in (<ids>)")
                .bind("source", source.value())
                .bindList("ids", chunk)
                .map((rows, _) -> HeadRows.recordHead(rows))
                .forEach(head -> found.put(head.identifier(), head));
          }
          return found;
        });
  }

  @Override
  public Map<String, RecordHead> recordsOn(SourceId source, Collection<String> subjects) {
    return file.read(
        handle -> {
          var found = new HashMap<String, RecordHead>();
          for (List<String> chunk : chunks(List.copyOf(subjects))) {
            handle
                .createQuery(
                    RECORDS
                        + "r.source = :source and r.removed = 0 and r.subject in (<subjects>)"
                        + " order by r.identifier")
                .bind("source", source.value())
                .bindList("subjects", chunk)
                .map((rows, _) -> HeadRows.recordHead(rows))
                .forEach(head -> found.putIfAbsent(head.subject(), head));
          }
          return found;
        });
  }

  @Override
  public Optional<Event.RecordAdmitted> findAdmission(SourceId source, String identifier) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    ENTRIES
                        + " join record r on r.sequence = e.sequence"
                        + " where r.source = ? and r.identifier = ?")
                .bind(0, source.value())
                .bind(1, identifier)
                .map((rows, _) -> (Event.RecordAdmitted) entry(rows).event())
                .findOne());
  }

  @Override
  public Optional<Dataset> findDescribed(SourceId source, String identifier) {
    return file.read(handle -> DescriptionRows.now(handle, source, identifier));
  }

  @Override
  public Optional<Dataset> findDescribed(Copy copy, SourceId source, Instant at) {
    return file.read(handle -> DescriptionRows.then(handle, copy, source, at));
  }

  @Override
  public Optional<Dataset> findSpoken(DatasetId dataset, Instant at) {
    return file.read(handle -> DescriptionRows.spoken(handle, dataset, at));
  }

  @Override
  public List<Copy> copies(SourceId source, Instant since) {
    return file.read(handle -> DescriptionRows.copies(handle, source, since));
  }

  @Override
  public List<RecordHead> recordsWith(String contentHash) {
    return file.read(
        handle ->
            handle
                .createQuery(RECORDS + "r.content_hash = ? and r.removed = 0 order by r.admitted")
                .bind(0, contentHash)
                .map((rows, _) -> HeadRows.recordHead(rows))
                .list());
  }

  @Override
  public boolean hasPayload(String sha256) {
    return exists("select 1 from payload where hash = ?", HexFormat.of().parseHex(sha256));
  }

  @Override
  public List<String> identifiers(SourceId source) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    "select identifier from record where source = ? and removed = 0"
                        + " order by identifier")
                .bind(0, source.value())
                .mapTo(String.class)
                .list());
  }

  @Override
  public Optional<DatasetId> findAlias(SourceId source, String identifier) {
    return file.read(
        handle ->
            handle
                .createQuery("select dataset from record where source = ? and identifier = ?")
                .bind(0, source.value())
                .bind(1, identifier)
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .findOne());
  }

  @Override
  public Optional<DatasetId> findAlias(AgencyCode agency, String identifier) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    """
                    select r.dataset from (
                        select r.source, r.identifier, 0 as rank from record r
                            where r.agency = :agency and r.identifier = :identifier
                        union all
                        select r.source, r.identifier, 1 from record r
                            where r.identifier = :identifier and r.agency in
                                (select code from succession where now = :agency)
                        union all
                        select r.source, r.identifier, 1 from record r
                            where r.identifier = :identifier and r.dataset in
                                (select dataset from assignment where agency = :agency
                                 or agency in (select code from succession where now = :agency))
                        union all
                        select a.source, a.identifier, 2 from alias a
                            where a.agency = :agency and a.identifier = :identifier) named
                    join record r on r.source = named.source and r.identifier = named.identifier
                    join dataset d on d.id = r.dataset
                    order by d.tombstone is not null, r.removed, named.rank, r.admitted limit 1
                    """)
                .bind("agency", agency.value())
                .bind("identifier", identifier)
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .findOne());
  }

  @Override
  public Optional<DatasetId> findTwin(AgencyCode agency, String identifier) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    """
                    select r.home from record r
                    where (r.agency = :agency and r.identifier = :identifier)
                    or (r.dataset in (select dataset from assignment where agency = :agency)
                        and r.identifier = :identifier)
                    order by not exists (select 1 from record l
                            where l.home = r.home and l.removed = 0),
                        r.removed, r.admitted limit 1
                    """)
                .bind("agency", agency.value())
                .bind("identifier", identifier)
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .findOne());
  }

  @Override
  public Optional<DatasetId> findHome(SourceId source, String identifier) {
    return file.read(
        handle ->
            handle
                .createQuery("select home from record where source = ? and identifier = ?")
                .bind(0, source.value())
                .bind(1, identifier)
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .findOne());
  }

  @Override
  public List<RecordHead> recordsAt(DatasetId home) {
    return file.read(
        handle ->
            handle
                .createQuery(RECORDS + "r.home = ? order by r.admitted")
                .bind(0, home.value())
                .map((rows, _) -> HeadRows.recordHead(rows))
                .list());
  }

  @Override
  public DatasetId shown(DatasetId dataset) {
    return file.read(handle -> new DatasetId(IdentityRows.shown(handle, dataset.value())));
  }

  @Override
  public boolean areToldApart(DatasetId one, DatasetId other) {
    return file.read(handle -> IdentityRows.areToldApart(handle, one.value(), other.value()));
  }

  @Override
  public List<Identity.Decided> decisions() {
    return file.read(IdentityRows::decisions);
  }

  @Override
  public Optional<Identity.Decided> findDecision(String id) {
    return file.read(handle -> IdentityRows.findDecision(handle, id));
  }

  @Override
  public List<DatasetId> beneath(DatasetId dataset) {
    return file.read(
        handle ->
            IdentityRows.beneath(handle, List.of(dataset.value()))
                .getOrDefault(dataset.value(), List.of()));
  }

  @Override
  public List<DatasetId> findBySubject(String subject) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    "select home from record where subject = ?"
                        + " group by home order by min(removed), min(admitted)")
                .bind(0, subject)
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .list());
  }

  private static final String VERSIONS =
      "select " + HeadRows.VERSION_COLUMNS + " from table_version where dataset = ? and slug = ?";

  @Override
  public Optional<TableVersion> findVersion(TableVersionId id) {
    return version(id).map(HeadRows.Version::version);
  }

  @Override
  public Optional<TableEntry.Ruling> findRuling(TableVersionId id) {
    return version(id).flatMap(HeadRows.Version::ruling);
  }

  private Optional<HeadRows.Version> version(TableVersionId id) {
    return file.read(
        handle ->
            handle
                .createQuery(VERSIONS + " and number = ?")
                .bind(0, id.table().dataset().value())
                .bind(1, id.table().slug())
                .bind(2, id.number())
                .map((rows, _) -> HeadRows.version(rows))
                .findOne());
  }

  @Override
  public List<TableVersion> versions(TableId table) {
    return file.read(
        handle ->
            handle
                .createQuery(VERSIONS + " order by number desc")
                .bind(0, table.dataset().value())
                .bind(1, table.slug())
                .map((rows, _) -> HeadRows.version(rows).version())
                .list());
  }

  @Override
  public Optional<QualityReport> findReport(TableVersionId id) {
    return Optional.ofNullable(reports(List.of(id)).get(id));
  }

  @Override
  public Map<TableVersionId, QualityReport> reports(Collection<TableVersionId> ids) {
    return file.read(
        handle -> {
          var found = new HashMap<TableVersionId, QualityReport>();
          for (TableVersionId id : ids) {
            handle
                .createQuery(
                    """
                    select p.size, p.bytes from table_version v
                    join payload p on p.hash = v.report_hash
                    where v.dataset = ? and v.slug = ? and v.number = ? and p.bytes is not null
                    """)
                .bind(0, id.table().dataset().value())
                .bind(1, id.table().slug())
                .bind(2, id.number())
                .map((rows, _) -> HeadRows.text(rows))
                .findOne()
                .ifPresent(json -> found.put(id, Json.read(json, QualityReport.class)));
          }
          return found;
        });
  }

  @Override
  public Optional<Liveness> findLiveness(DatasetId dataset) {
    return file.read(
        handle ->
            handle
                .createQuery("select body from liveness where dataset = ?")
                .bind(0, dataset.value())
                .map((rows, _) -> Json.read(rows.getString(1), Liveness.class))
                .findOne());
  }

  @Override
  public Optional<Catalog.Service> service(AgencyCode agency) {
    return file.read(
        handle -> {
          String those =
              " from liveness l join dataset d on d.id = l.dataset"
                  + " where d.agency = :agency and d.tombstone is null"
                  + " and l.operations is not null";
          List<Double> scores =
              handle
                  .createQuery("select l.operations" + those + " order by l.operations")
                  .bind("agency", agency.value())
                  .mapTo(Double.class)
                  .list();
          if (scores.isEmpty()) {
            return Optional.empty();
          }
          var rules = new HashMap<String, Long>();
          handle
              .createQuery(
                  """
                  select json_extract(f.value, '$.rule'), count(distinct d.id)
                  from liveness l join dataset d on d.id = l.dataset,
                      json_each(l.body, '$.findings') f
                  where d.agency = :agency and d.tombstone is null and l.operations is not null
                  group by 1
                  """)
              .bind("agency", agency.value())
              .map((rows, _) -> Map.entry(rows.getString(1), rows.getLong(2)))
              .forEach(row -> rules.put(row.getKey(), row.getValue()));
          return Optional.of(
              new Catalog.Service(
                  scores.size(),
                  scores.get((scores.size() - 1) / 2),
                  scores.get((scores.size() - 1) / 10),
                  rules));
        });
  }

  @Override
  public List<TableVersionId> versionsWith(String sha256) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    "select distinct dataset, slug, number from version_bytes where sha256 = ?"
                        + " order by dataset, slug, number")
                .bind(0, sha256)
                .map((rows, _) -> HeadRows.versionId(rows))
                .list());
  }

  @Override
  public Set<String> bytesOf(SourceId source) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    """
                    with own as (select id from dataset where source = :source)
                    select sha256 from version_bytes where dataset in own
                    union select sha256 from file where dataset in own
                    union select sha256 from refused_bytes where dataset in own
                    union select f.value from release r, json_each(r.body, '$.files') f
                    where r.dataset in own
                    """)
                .bind("source", source.value())
                .mapTo(String.class)
                .set());
  }

  @Override
  public List<DatasetId> datasetsWith(String sha256) {
    return file.read(
        handle ->
            handle
                .createQuery("select distinct dataset from file where sha256 = ? order by dataset")
                .bind(0, sha256)
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .list());
  }

  @Override
  public boolean hasRefused(String sha256) {
    return exists("select 1 from refused_bytes where sha256 = ?", sha256);
  }

  @Override
  public Optional<Erasure> findErasure(String sha256) {
    return file.read(
        handle ->
            handle
                .createQuery("select * from erasure where sha256 = ?")
                .bind(0, sha256)
                .map((rows, _) -> erasure(rows))
                .findOne());
  }

  @Override
  public List<Erasure> erasures(int limit) {
    return file.read(
        handle ->
            handle
                .createQuery("select * from erasure order by at desc, sha256 limit ?")
                .bind(0, limit)
                .map((rows, _) -> erasure(rows))
                .list());
  }

  private static Erasure erasure(ResultSet rows) throws SQLException {
    return new Erasure(
        rows.getString("sha256"),
        rows.getString("why"),
        rows.getString("erased_by"),
        Micros.instant(rows.getLong("at")));
  }

  @Override
  public List<Release> releases(DatasetId dataset) {
    return file.read(
        handle ->
            handle
                .createQuery("select body from release where dataset = ? order by number desc")
                .bind(0, dataset.value())
                .map((rows, _) -> Json.read(rows.getString(1), Release.class))
                .list());
  }

  @Override
  public List<Agency> agencies() {
    return file.read(
        handle ->
            handle
                .createQuery("select body from agency order by code")
                .map((rows, _) -> Json.read(rows.getString(1), Agency.class))
                .list());
  }

  @Override
  public Optional<RegisteredSource> findSource(SourceId source) {
    return file.read(
        handle ->
            handle
                .createQuery("select body from source where id = ?")
                .bind(0, source.value())
                .map((rows, _) -> Json.read(rows.getString(1), RegisteredSource.class))
                .findOne());
  }

  @Override
  public List<RegisteredSource> sources() {
    return file.read(
        handle ->
            handle
                .createQuery("select body from source order by id")
                .map((rows, _) -> Json.read(rows.getString(1), RegisteredSource.class))
                .list());
  }

  @Override
  public List<CodeListEntry> codeLists(String list) {
    return file.read(
        handle ->
            handle
                .createQuery("select * from code_list where list = ? order by sequence desc")
                .bind(0, list)
                .map((rows, _) -> listed(rows))
                .list());
  }

  private static CodeListEntry listed(ResultSet rows) throws SQLException {
    return new CodeListEntry(
        new CodeListVersion(
            rows.getString("list"), rows.getString("version"), rows.getString("sha256")),
        rows.getString("source"),
        Optional.of(
            new CodeListEntry.Import(
                Micros.instant(rows.getLong("at")),
                rows.getString("imported_by"),
                rows.getString("why"))));
  }

  @Override
  public Optional<CodeList> findCodeList(CodeListVersion version) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    """
                    select c.source, p.size, p.bytes from code_list c
                    join payload p on p.hash = ? and p.bytes is not null
                    where c.list = ? and c.version = ? and c.sha256 = ?
                    """)
                .bind(0, HexFormat.of().parseHex(version.sha256()))
                .bind(1, version.list())
                .bind(2, version.version())
                .bind(3, version.sha256())
                .map(
                    (rows, _) ->
                        new CodeList(
                            version, rows.getString("source"), String.valueOf(HeadRows.text(rows))))
                .findOne());
  }

  @Override
  public List<WaiverEntry> waivers() {
    return file.read(LayerRows::waivers);
  }

  @Override
  public List<WaiverEntry> waivers(DatasetId dataset) {
    return file.read(handle -> LayerRows.waivers(handle, dataset));
  }

  @Override
  public Optional<WaiverEntry> findWaiver(String id) {
    return file.read(handle -> LayerRows.waiver(handle, id));
  }

  @Override
  public Optional<String> findCorrectionOfWords(String sha256) {
    return file.read(
        handle -> LayerRows.correctionOfWords(handle, HexFormat.of().parseHex(sha256)));
  }

  @Override
  public Optional<DatasetId> findCorrected(String id) {
    return file.read(handle -> LayerRows.corrected(handle, id));
  }

  @Override
  public List<Consumer> consumers(TableId table) {
    return file.read(handle -> ConsumerRows.of(handle, table));
  }

  @Override
  public Optional<Consumer> findConsumer(ConsumerId id) {
    return file.read(handle -> ConsumerRows.find(handle, id));
  }

  @Override
  public List<Consumer.Held> standings(TableId table, ConsumerId id) {
    return file.read(handle -> ConsumerRows.standings(handle, table, id));
  }

  @Override
  public List<Held> held() {
    return file.read(
        handle ->
            Stream.concat(
                    handle
                        .createQuery("select * from held_removals where pending = 1")
                        .map((rows, _) -> removals(rows))
                        .stream(),
                    handle
                        .createQuery(
                            """
                            select v.dataset, v.slug, v.number, v.body, p.size, p.bytes
                            from table_version v join dataset d on d.id = v.dataset
                            left join payload p on p.hash = v.report_hash
                            where v.state = 'quarantined' and v.decision is null
                            and d.tombstone is null
                            """)
                        .map((rows, _) -> quarantined(rows))
                        .stream())
                .sorted(java.util.Comparator.comparing(Held::since))
                .toList());
  }

  @Override
  public Map<SourceId, Integer> heldBySource() {
    var held = new HashMap<SourceId, Integer>();
    file.read(
            handle ->
                handle
                    .createQuery(
                        """
                        select source, count(*) as number from (
                          select source from held_removals where pending = 1
                          union all
                          select d.source from table_version v join dataset d on d.id = v.dataset
                          where v.state = 'quarantined' and v.decision is null
                          and d.tombstone is null)
                        group by source
                        """)
                    .map(
                        (rows, _) ->
                            Map.entry(new SourceId(rows.getString(1)), rows.getInt("number")))
                    .list())
        .forEach(each -> held.put(each.getKey(), each.getValue()));
    return held;
  }

  private static Held removals(ResultSet rows) throws SQLException {
    return new Held.Removals(
        new SourceId(rows.getString("source")),
        rows.getString("run"),
        List.of(Json.read(rows.getString("identifiers"), String[].class)),
        rows.getString("reason"),
        Micros.instant(rows.getLong("since")));
  }

  private static Held quarantined(ResultSet rows) throws SQLException {
    TableVersion version = Json.read(rows.getString("body"), TableVersion.class);
    String report = HeadRows.text(rows);
    return new Held.Version(
        HeadRows.versionId(rows),
        version.title(),
        report == null ? version.state().key() : reason(Json.read(report, QualityReport.class)),
        version.judged());
  }

  /** Findings stand worst first. */
  private static String reason(QualityReport report) {
    return report.findings().stream()
        .filter(finding -> finding.waived().isEmpty())
        .findFirst()
        .map(f -> "%s: %s %s".formatted(f.rule(), f.message().vi(), f.message().en()))
        .orElse(report.state().key());
  }

  @Override
  public boolean everHeld(SourceId source, String run) {
    return exists("select 1 from held_removals where source = ? and run = ?", source.value(), run);
  }

  private boolean exists(String sql, Object... values) {
    return file.read(handle -> handle.select(sql, values).mapTo(Integer.class).findFirst())
        .isPresent();
  }

  @Override
  public Counts counts() {
    return file.read(
        handle -> {
          Map<String, long[]> tables =
              handle
                  .createQuery(
                      """
                      select d.agency, count(*), sum(v.rows) from dataset d
                      join table_version v on v.dataset = d.id
                      where d.tombstone is null and v.is_public = 1 and v.number =
                          (select max(number) from table_version n where n.dataset = v.dataset
                           and n.slug = v.slug and n.is_public = 1)
                      group by d.agency
                      """)
                  .map(
                      (rows, _) ->
                          Map.entry(
                              rows.getString(1), new long[] {rows.getLong(2), rows.getLong(3)}))
                  .stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
          long[] none = {0, 0};
          List<AgencyCount> agencies =
              handle
                  .createQuery(
                      "select agency, count(*) from dataset where tombstone is null"
                          + " group by agency order by agency")
                  .map(
                      (rows, _) -> {
                        long[] has = tables.getOrDefault(rows.getString(1), none);
                        return new AgencyCount(
                            new AgencyCode(rows.getString(1)), rows.getLong(2), has[0], has[1]);
                      })
                  .list();
          Optional<Instant> changed =
              handle
                  .createQuery("select max(changed) from dataset")
                  .mapTo(Long.class)
                  .findOne()
                  .map(Micros::instant);
          return new Counts(agencies, changed);
        });
  }

  private static List<List<String>> chunks(List<String> values) {
    var chunks = new ArrayList<List<String>>();
    for (int start = 0; start < values.size(); start += CHUNK) {
      chunks.add(values.subList(start, Math.min(start + CHUNK, values.size())));
    }
    return chunks;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      appended.signalAll();
    } finally {
      lock.unlock();
    }
    file.close();
  }

  /** Where the chain ends. */
  private record Link(long sequence, byte[] chain) {}
}
