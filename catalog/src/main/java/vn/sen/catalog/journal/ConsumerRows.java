package vn.sen.catalog.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.Consumer.Held;
import vn.sen.catalog.Consumer.Registration;
import vn.sen.catalog.Event;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.ConsumersReport;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableVersionId;

/** The head tables about consumers, written and read. */
final class ConsumerRows {
  private static final String CONSUMERS =
      "select c.id, c.dataset, c.slug, c.registered, c.removed, p.size, p.bytes from consumer c"
          + " left join payload p on p.hash = c.payload_hash where ";

  private ConsumerRows() {}

  static void register(
      Handle handle, long sequence, long at, Event.ConsumerRegistered e, byte[] payloadHash) {
    handle.execute(
        "insert into consumer (id, dataset, slug, payload_hash, registered, sequence)"
            + " values (?, ?, ?, ?, ?, ?)",
        e.consumer().value(),
        e.table().dataset().value(),
        e.table().slug(),
        payloadHash,
        at,
        sequence);
    e.held().forEach(held -> put(handle, e.consumer().value(), e.table(), held));
  }

  static void remove(Handle handle, long at, ConsumerId id) {
    handle.execute("update consumer set removed = ? where id = ?", at, id.value());
  }

  /** Forgets who a consumer was; the hash stays. */
  static void erase(Handle handle, ConsumerId id) {
    handle.execute(
        "update payload set bytes = null where hash ="
            + " (select payload_hash from consumer where id = ?)",
        id.value());
  }

  static void put(Handle handle, TableVersionId version, ConsumersReport report) {
    report
        .outcomes()
        .forEach(
            outcome ->
                put(
                    handle,
                    outcome.consumer(),
                    version.table(),
                    new Held(version.number(), outcome.standing(), outcome.freshUntil())));
  }

  private static void put(Handle handle, String consumer, TableId table, Held held) {
    handle.execute(
        "insert or replace into consumer_standing (consumer, number, dataset, slug, standing,"
            + " fresh_until) values (?, ?, ?, ?, ?, ?)",
        consumer,
        held.version(),
        table.dataset().value(),
        table.slug(),
        held.standing().key(),
        held.freshUntil().map(LocalDate::toString).orElse(null));
  }

  static List<Consumer> of(Handle handle, TableId table) {
    return handle
        .createQuery(
            CONSUMERS + "c.dataset = ? and c.slug = ? and c.removed is null order by c.sequence")
        .bind(0, table.dataset().value())
        .bind(1, table.slug())
        .map((rows, _) -> consumer(rows))
        .list();
  }

  static Optional<Consumer> find(Handle handle, ConsumerId id) {
    return handle
        .createQuery(CONSUMERS + "c.id = ?")
        .bind(0, id.value())
        .map((rows, _) -> consumer(rows))
        .findOne();
  }

  static List<Held> standings(Handle handle, TableId table, ConsumerId id) {
    return handle
        .createQuery(
            "select number, standing, fresh_until from consumer_standing"
                + " where consumer = ? and dataset = ? and slug = ? order by number desc")
        .bind(0, id.value())
        .bind(1, table.dataset().value())
        .bind(2, table.slug())
        .map(
            (rows, _) ->
                new Held(
                    rows.getInt(1),
                    Standing.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(rows.getString(3)).map(LocalDate::parse)))
        .list();
  }

  private static Consumer consumer(ResultSet rows) throws SQLException {
    @Nullable String text = HeadRows.text(rows);
    long removed = rows.getLong("removed");
    Optional<Instant> end =
        rows.wasNull() ? Optional.empty() : Optional.of(Micros.instant(removed));
    return new Consumer(
        new ConsumerId(rows.getString("id")),
        new TableId(new DatasetId(rows.getString("dataset")), rows.getString("slug")),
        Micros.instant(rows.getLong("registered")),
        Optional.ofNullable(text).map(json -> Json.read(json, Registration.class)),
        end);
  }
}
