package vn.sen.catalog.journal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** Makes the heads again from the entries, in a database of their own, to compare them. */
final class Replay {
  private static final int SHOWN = 20;

  private Replay() {}

  /** Where the heads of {@code journal} aren't what its entries lead to, for people. */
  static List<String> differences(Handle journal) {
    try (Handle fresh = emptyHeads()) {
      replay(journal, fresh);
      var found = new ArrayList<String>();
      Heads.TABLES.forEach((table, order) -> compare(journal, fresh, table, order, found));
      return found;
    }
  }

  private static Handle emptyHeads() {
    var source = new SQLiteDataSource();
    // Shared by all connections to this name, and gone with the last of them.
    source.setUrl(
        "jdbc:sqlite:file:replay-%s?mode=memory&cache=shared"
            .formatted(java.util.UUID.randomUUID()));
    Handle handle = Jdbi.create(source).open();
    Flyway.configure(Replay.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:vn/sen/catalog/journal/records")
        .load()
        .migrate();
    return handle;
  }

  private static void replay(Handle journal, Handle fresh) {
    record Row(long sequence, long at, String body, byte @Nullable [] payloadHash) {}
    fresh.useTransaction(
        transaction -> {
          var heads = new Heads(transaction);
          try (Stream<Row> rows =
              journal
                  .createQuery(
                      "select sequence, at, body, payload_hash from entry order by sequence")
                  .map((r, _) -> new Row(r.getLong(1), r.getLong(2), r.getString(3), r.getBytes(4)))
                  .stream()) {
            rows.forEach(
                row ->
                    heads.apply(
                        row.sequence(), row.at(), Line.event(row.body(), null), row.payloadHash()));
          }
          heads.flush();
        });
  }

  private static void compare(
      Handle journal, Handle fresh, String table, String order, List<String> found) {
    try (var is = rows(journal, table, order).stream();
        var should = rows(fresh, table, order).stream()) {
      Iterator<String> has = is.iterator();
      Iterator<String> expected = should.iterator();
      while (found.size() < SHOWN && (has.hasNext() || expected.hasNext())) {
        String here = has.hasNext() ? has.next() : "nothing";
        String there = expected.hasNext() ? expected.next() : "nothing";
        if (!here.equals(there)) {
          found.add(
              "the head table %s has %s where the entries lead to %s"
                  .formatted(table, here, there));
          return; // Rows may be shifted from here on: one finding a table says it.
        }
      }
    }
  }

  private static ResultIterable<String> rows(Handle handle, String table, String order) {
    return handle
        .createQuery("select * from %s order by %s".formatted(table, order))
        .mapToMap()
        .map(Replay::text);
  }

  private static String text(Map<String, Object> row) {
    return row.entrySet().stream()
        .map(
            column ->
                column.getKey()
                    + "="
                    + (column.getValue() instanceof byte[] bytes
                        ? java.util.HexFormat.of().formatHex(bytes)
                        : column.getValue()))
        .collect(Collectors.joining(", "));
  }
}
