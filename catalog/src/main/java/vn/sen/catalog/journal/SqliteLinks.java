package vn.sen.catalog.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import vn.sen.catalog.LinkLog;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableVersionId;

/** Links and how they answered, in the operational database. */
final class SqliteLinks implements LinkLog {
  private static final String SAME = " where source = ? and url = ? and kind = ?";

  private final SqliteFile file;

  SqliteLinks(SqliteFile file) {
    this.file = file;
  }

  @Override
  public void want(DatasetId dataset, SourceId source, Collection<Wanted> links) {
    Set<Key> wanted = new HashSet<>();
    links.forEach(link -> wanted.add(new Key(source.value(), link.url(), link.kind())));
    // Mostly nothing has changed, and then nothing is written.
    Set<Key> has = file.read(handle -> keys(handle, dataset));
    if (wanted.equals(has)) {
      return;
    }
    file.write(
        handle -> {
          for (Wanted link : links) {
            handle.execute(
                "insert into link (source, url, kind, host, due) values (?, ?, ?, ?, ?)"
                    + " on conflict do nothing",
                source.value(),
                link.url(),
                link.kind(),
                link.host(),
                Micros.of(link.due()));
            handle.execute(
                "insert into link_of (dataset, source, url, kind) values (?, ?, ?, ?)"
                    + " on conflict do nothing",
                dataset.value(),
                source.value(),
                link.url(),
                link.kind());
          }
          for (Key old : keys(handle, dataset)) {
            if (!wanted.contains(old)) {
              forget(handle, dataset, old);
            }
          }
          return true;
        });
  }

  private static Set<Key> keys(Handle handle, DatasetId dataset) {
    return handle
        .createQuery("select source, url, kind from link_of where dataset = ?")
        .bind(0, dataset.value())
        .map((rows, _) -> new Key(rows.getString(1), rows.getString(2), rows.getString(3)))
        .collectIntoSet();
  }

  private static void forget(Handle handle, DatasetId dataset, Key key) {
    handle.execute(
        "delete from link_of" + SAME + " and dataset = ?",
        key.source(),
        key.url(),
        key.kind(),
        dataset.value());
    boolean orphan =
        handle
            .select("select 1 from link_of" + SAME, key.source(), key.url(), key.kind())
            .mapTo(Integer.class)
            .findFirst()
            .isEmpty();
    if (orphan) {
      handle.execute("delete from link" + SAME, key.source(), key.url(), key.kind());
      handle.execute("delete from probe" + SAME, key.source(), key.url(), key.kind());
    }
  }

  @Override
  public List<Link> due(Instant now, int limit) {
    return file.read(
        handle ->
            handle
                .createQuery("select * from link where due <= ? order by due, source, url limit ?")
                .bind(0, Micros.of(now))
                .bind(1, limit)
                .map((rows, _) -> link(rows))
                .list());
  }

  @Override
  public List<Link> due(String host, Instant time) {
    return file.read(
        handle ->
            handle
                .createQuery("select * from link where host = ? and due <= ? order by due")
                .bind(0, host)
                .bind(1, Micros.of(time))
                .map((rows, _) -> link(rows))
                .list());
  }

  @Override
  public List<Link> links(DatasetId dataset) {
    return file.read(
        handle ->
            handle
                .createQuery(
                    """
                    select l.* from link_of o join link l on l.source = o.source and l.url = o.url
                        and l.kind = o.kind
                    where o.dataset = ? order by l.url, l.kind
                    """)
                .bind(0, dataset.value())
                .map((rows, _) -> link(rows))
                .list());
  }

  @Override
  public List<DatasetId> datasets(Link link) {
    return file.read(
        handle ->
            handle
                .select(
                    "select distinct dataset from link_of" + SAME + " order by dataset",
                    link.source().value(),
                    link.url(),
                    link.kind())
                .map((rows, _) -> new DatasetId(rows.getString(1)))
                .list());
  }

  @Override
  public List<Probe> probes(Link link, Instant since) {
    return file.read(
        handle ->
            handle
                .select(
                    "select * from probe" + SAME + " and at > ? order by at",
                    link.source().value(),
                    link.url(),
                    link.kind(),
                    Micros.of(since))
                .map((rows, _) -> probe(rows))
                .list());
  }

  @Override
  public boolean put(Link link, Probe probe, Answering right, Instant due) {
    return file.write(
        handle -> {
          Optional<String> before =
              handle
                  .select(
                      "select answered from link" + SAME,
                      link.source().value(),
                      link.url(),
                      link.kind())
                  .map((rows, _) -> Optional.ofNullable(rows.getString(1)))
                  .findFirst()
                  .orElse(Optional.empty());
          int known =
              handle.execute(
                  "update link set due = ?, answered = ?,"
                      + " failing_since = case when ? then null else coalesce(failing_since, ?) end"
                      + SAME,
                  Micros.of(due),
                  probe.answer(),
                  right == Answering.RIGHT,
                  Micros.of(probe.at()),
                  link.source().value(),
                  link.url(),
                  link.kind());
          if (known == 0) {
            return false; // nobody wants it any more
          }
          handle.execute(
              "insert or replace into probe (source, url, kind, at, answer, first_byte,"
                  + " certificate_ends, fault) values (?, ?, ?, ?, ?, ?, ?, ?)",
              link.source().value(),
              link.url(),
              link.kind(),
              Micros.of(probe.at()),
              probe.answer(),
              probe.firstByte().map(waited -> waited.toNanos() / 1000).orElse(null),
              probe.certificateEnds().map(Micros::of).orElse(null),
              probe.fault().map(Json::write).orElse(null));
          return before.filter(probe.answer()::equals).isEmpty();
        });
  }

  @Override
  public void defer(Link link, Instant due) {
    file.write(
        handle ->
            handle.execute(
                "update link set due = ?" + SAME,
                Micros.of(due),
                link.source().value(),
                link.url(),
                link.kind()));
  }

  @Override
  public long count() {
    return file.read(
        handle -> handle.createQuery("select count(*) from link").mapTo(Long.class).one());
  }

  @Override
  public Optional<Host> findHost(String name) {
    return file.read(
        handle ->
            handle
                .select("select failures, not_before from host where name = ?", name)
                .map((rows, _) -> new Host(name, rows.getInt(1), Micros.instant(rows.getLong(2))))
                .findOne());
  }

  @Override
  public void putHost(Host host) {
    file.write(
        handle ->
            handle.execute(
                "insert into host (name, failures, not_before) values (?, ?, ?)"
                    + " on conflict (name) do update set failures = excluded.failures,"
                    + " not_before = excluded.not_before",
                host.name(),
                host.failures(),
                Micros.of(host.notBefore())));
  }

  @Override
  public void thin(Instant before) {
    file.write(
        handle ->
            handle.execute(
                    """
                    delete from probe where at < ? and at < (select max(last.at) from probe last
                        where last.source = probe.source and last.url = probe.url
                        and last.kind = probe.kind)
                    """,
                    Micros.of(before))
                + handle.execute(
                    "delete from host where not_before < ? or failures = 0", Micros.of(before)));
  }

  @Override
  public Optional<LatestDays> findLatestDays(TableVersionId version) {
    return file.read(
        handle ->
            handle
                .select("select body from latest_days where version = ?", version.toString())
                .map((rows, _) -> Json.read(rows.getString(1), LatestDays.class))
                .findOne());
  }

  @Override
  public void putLatestDays(TableVersionId version, LatestDays days) {
    file.write(
        handle ->
            handle.execute(
                "insert or replace into latest_days (version, body) values (?, ?)",
                version.toString(),
                Json.write(days)));
  }

  private static Link link(ResultSet rows) throws SQLException {
    long failing = rows.getLong("failing_since");
    Optional<Instant> since =
        rows.wasNull() ? Optional.empty() : Optional.of(Micros.instant(failing));
    return new Link(
        new SourceId(rows.getString("source")),
        rows.getString("url"),
        rows.getString("kind"),
        rows.getString("host"),
        Micros.instant(rows.getLong("due")),
        since);
  }

  private static Probe probe(ResultSet rows) throws SQLException {
    long waited = rows.getLong("first_byte");
    Optional<Duration> firstByte =
        rows.wasNull() ? Optional.empty() : Optional.of(Duration.ofNanos(waited * 1000));
    long ends = rows.getLong("certificate_ends");
    Optional<Instant> certificate =
        rows.wasNull() ? Optional.empty() : Optional.of(Micros.instant(ends));
    return new Probe(
        Micros.instant(rows.getLong("at")),
        rows.getString("answer"),
        firstByte,
        certificate,
        Optional.ofNullable(rows.getString("fault")).map(json -> Json.read(json, Message.class)));
  }

  private record Key(String source, String url, String kind) {}
}
