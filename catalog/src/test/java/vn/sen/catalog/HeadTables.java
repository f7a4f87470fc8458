package vn.sen.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The head tables of a journal that say what is one dataset and whose it is, as they stand. */
final class HeadTables {
  /** What an entry leaves on every dataset that it is about is its number. */
  private static final Map<String, String> TABLES =
      Map.of(
          "dataset",
          "id, owner, agency, source, identifier, admitted, changed, tombstone, tombstone_at,"
              + " merged_into",
          "record",
          "source, identifier, dataset, home, agency, subject, content_hash, sequence, removed",
          "correction",
          "dataset, property, language, id, agency",
          "identity",
          "id, body, why, decided_by, at",
          "transfer",
          "dataset, sequence, agency",
          "succession",
          "code, successor, now");

  private HeadTables() {}

  static Map<String, TreeSet<String>> of(Path directory) {
    var all = new TreeMap<String, TreeSet<String>>();
    TABLES.forEach(
        (table, columns) ->
            all.put(table, rows(directory, "select %s from %s".formatted(columns, table))));
    return all;
  }

  /** Agency and identifier of every alias that a record has or had. */
  static TreeSet<String> aliases(Path directory) {
    return rows(
        directory,
        """
        select agency, identifier from record union select agency, identifier from alias
        union select d.agency, r.identifier from dataset d join record r on r.dataset = d.id
            where d.source = r.source and d.identifier = r.identifier
        """);
  }

  private static TreeSet<String> rows(Path directory, String query) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      var found = new TreeSet<String>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        var row = new java.util.ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join(" | ", row));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the rows of {@code ids}. */
  static Map<String, TreeSet<String>> without(
      Map<String, TreeSet<String>> heads, List<String> ids) {
    heads.values().forEach(rows -> rows.removeIf(row -> ids.stream().anyMatch(row::startsWith)));
    return heads;
  }
}
