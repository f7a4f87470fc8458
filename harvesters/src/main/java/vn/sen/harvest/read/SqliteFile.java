package vn.sen.harvest.read;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.vocab.Message;

/** Tables of a SQLite database; views, indexes and what programs keep for themselves are none. */
final class SqliteFile {
  private static final int MOST_TABLES = 500;
  private static final int MOST_BYTES = 4 << 20;
  private static final Set<String> OF_PROGRAMS = Set.of("gpkg_", "rtree_", "sqlite_", "idx_");

  private SqliteFile() {}

  static Contents open(Path file) throws Refused {
    try (Connection connection = connect(file)) {
      var tables = new ArrayList<RawTable>();
      List<String> names = names(connection);
      for (String name : names) {
        tables.add(
            table(file, connection, name, names.size() > 1 ? Optional.of(name) : Optional.empty()));
      }
      if (tables.isEmpty()) {
        throw new Refused(
            "Cơ sở dữ liệu SQLite không có bảng nào.", "The SQLite database has no table.");
      }
      return Contents.of(tables);
    } catch (SQLException e) {
      throw damaged(e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    var properties = new Properties();
    properties.setProperty("open_mode", "1"); // read only
    properties.setProperty("enable_load_extension", "false");
    properties.setProperty("limit_length", Integer.toString(64 << 20));
    Connection connection =
        DriverManager.getConnection(
            "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1", properties);
    try (Statement statement = connection.createStatement()) {
      // Its schema is a stranger's: none of it may run anything.
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static List<String> names(Connection connection) throws SQLException, Refused {
    var names = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")) {
      while (rows.next()) {
        String name = rows.getString(1);
        String sql = String.valueOf(rows.getString(2)).toLowerCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        if (OF_PROGRAMS.stream().noneMatch(lower::startsWith)
            && !sql.startsWith("create virtual")) {
          names.add(name);
        }
      }
    }
    if (names.size() > MOST_TABLES) {
      throw new Refused(
          "Cơ sở dữ liệu có %,d bảng, nhiều hơn %d. Hãy chia nhỏ."
              .formatted(names.size(), MOST_TABLES),
          "The database has %,d tables, more than the %d that are read. Split it."
              .formatted(names.size(), MOST_TABLES));
    }
    return names;
  }

  private static RawTable table(
      Path file, Connection connection, String table, Optional<String> name) throws SQLException {
    var columns = new ArrayList<String>();
    Set<Integer> texts = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, type FROM pragma_table_xinfo("
                    + DuckSession.literal(table)
                    + ") WHERE hidden <> 1")) {
      while (rows.next()) {
        String type = String.valueOf(rows.getString(2)).toUpperCase(Locale.ROOT);
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
          texts.add(columns.size());
        }
        columns.add(rows.getString(1));
      }
    }
    return RawTable.cells(
        "sqlite",
        name,
        new CellRecords(() -> rows(file, table, columns)),
        Optional.of(new RawTable.Known(columns, texts)));
  }

  private static Refused damaged(SQLException cause) {
    var refused =
        new Refused(
            "Cơ sở dữ liệu SQLite hỏng hoặc bị cắt cụt. Hãy xuất bảng thành CSV.",
            "The SQLite database is damaged or cut. Export the table as CSV.");
    refused.initCause(cause);
    return refused;
  }

  /** By a connection of their own: what one has seen of a damaged file changes what it gives. */
  private static SqlRows rows(Path file, String table, List<String> columns) throws Refused {
    String select =
        columns.stream()
            .map(DuckSession::identifier)
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + DuckSession.identifier(table)));
    try {
      Connection connection = connect(file);
      try {
        return new SqlRows(
            connection,
            connection.createStatement(),
            select,
            columns.size(),
            new Message(
                "Cơ sở dữ liệu hỏng giữa chừng: các dòng sau không đọc được.",
                "The database is damaged: the rows behind these cannot be read."),
            SqliteFile::cell);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw damaged(e);
    }
  }

  private static String cell(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length > MOST_BYTES
          ? "(%d bytes)".formatted(bytes.length)
          : HexFormat.of().formatHex(bytes);
    }
    return value.toString();
  }
}
