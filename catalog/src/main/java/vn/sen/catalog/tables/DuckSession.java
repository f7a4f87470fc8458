package vn.sen.catalog.tables;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An in-memory DuckDB for SQL that Sen composed itself. Not safe for several threads but for {@link
 * #cancel}; an INTERNAL error means that it must be closed.
 */
public final class DuckSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckSession.class);

  private final Connection connection;
  private volatile @Nullable Statement executing;

  private DuckSession(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens an engine of its own.
   *
   * @param temporaryDirectory where it may spill
   * @param memoryBytes what it tries to stay under; not a hard bound
   * @param threads at least 1
   */
  public static DuckSession open(Path temporaryDirectory, long memoryBytes, int threads) {
    var properties = new Properties();
    properties.setProperty("memory_limit", memoryBytes / 1024 + "KiB");
    properties.setProperty("threads", Integer.toString(threads));
    properties.setProperty("temp_directory", temporaryDirectory.toString());
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("preserve_insertion_order", "true");
    // A result may be larger than the memory; one is read at a time.
    properties.setProperty("jdbc_stream_results", "true");
    try {
      return new DuckSession(DriverManager.getConnection("jdbc:duckdb:", properties));
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  /**
   * Spills to another directory from now on.
   *
   * @throws SqlFailure when it has spilled before; then it must be opened anew
   */
  public void moveTo(Path temporaryDirectory) {
    execute("SET temp_directory = " + literal(temporaryDirectory.toString()));
  }

  /** Ends the statement that another thread is executing, if any; that one fails. */
  public void cancel() {
    Statement statement = executing;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.debug("the statement ended by itself: {}", e.getMessage());
      }
    }
  }

  /** Runs a statement that gives no rows; returns the count it reports, 0 where none. */
  public long execute(String sql) {
    // A failed execute closes its statement, so each gets a new one.
    try (Statement statement = connection.createStatement()) {
      executing = statement;
      statement.execute(sql);
      return Math.max(statement.getUpdateCount(), 0);
    } catch (SQLException e) {
      throw new SqlFailure(sql, e);
    } finally {
      executing = null;
    }
  }

  /** All rows of a query, each read by {@code reader}. */
  public <T> List<T> query(String sql, RowReader<T> reader) {
    try (Statement statement = connection.createStatement()) {
      executing = statement;
      try (ResultSet rows = statement.executeQuery(sql)) {
        var all = new ArrayList<T>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    } catch (SQLException e) {
      throw new SqlFailure(sql, e);
    } finally {
      executing = null;
    }
  }

  /** The only row of a query. */
  public <T> T one(String sql, RowReader<T> reader) {
    List<T> rows = query(sql, reader);
    if (rows.size() != 1) {
      throw new IllegalStateException("one row expected, got " + rows.size() + " from " + sql);
    }
    return rows.getFirst();
  }

  /** The connection, for appenders and streaming within this package and the readers. */
  public Connection connection() {
    return connection;
  }

  /** {@code text} as a SQL string literal. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** {@code name} as a quoted identifier. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not close", e);
    }
  }

  /** Reads the row the cursor stands on; must not move it. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A statement that failed; the cause tells why. */
  public static final class SqlFailure extends RuntimeException {
    private final String reason;

    SqlFailure(String sql, SQLException cause) {
      super(cause.getMessage() + " in: " + sql, cause);
      this.reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** What the engine says in its first line, without the statement. */
    public String reason() {
      return reason;
    }
  }
}
