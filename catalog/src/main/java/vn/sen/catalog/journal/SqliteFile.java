package vn.sen.catalog.journal;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * One SQLite database in WAL mode: one connection that writes, a few that read, each read a
 * snapshot. Safe for many threads.
 */
final class SqliteFile implements AutoCloseable {
  private static final int READERS = 8;
  private static final int BUSY_MILLIS = 10_000;

  private final Path path;
  private final SQLiteConfig.SynchronousMode synchronous;
  private final ReentrantLock writing = new ReentrantLock();
  private final Semaphore reading = new Semaphore(READERS);
  private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
  private @Nullable Handle writer;
  private volatile boolean closed;

  private SqliteFile(Path path, SQLiteConfig.SynchronousMode synchronous) {
    this.path = path;
    this.synchronous = synchronous;
  }

  /** Opens the database, made and migrated where needed. */
  static SqliteFile open(Path path, SQLiteConfig.SynchronousMode synchronous, String migrations) {
    var file = new SqliteFile(path, synchronous);
    try {
      Flyway.configure(SqliteFile.class.getClassLoader())
          .dataSource(file.source(SQLiteConfig.TransactionMode.IMMEDIATE))
          .locations("classpath:vn/sen/catalog/journal/" + migrations)
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailableException("%s cannot be opened: %s".formatted(path, cause(e)), e);
    }
    return file;
  }

  /** Runs {@code work} in a transaction of its own; durable when it returns. */
  <T> T write(Function<Handle, T> work) {
    writing.lock();
    try {
      Handle handle = writer();
      try {
        return handle.inTransaction(work::apply);
      } catch (RuntimeException e) {
        // After a failed statement the connection may have lost its transaction: take a new one.
        writer = null;
        closeQuietly(handle);
        throw failure(e);
      }
    } finally {
      writing.unlock();
    }
  }

  /**
   * Writes the log into the file and empties it, so that what was erased is nowhere. What others
   * read at this moment stays in the log until the next time.
   */
  void emptyLog() {
    writing.lock();
    try {
      writer().createQuery("pragma wal_checkpoint(truncate)").mapToMap().list();
    } finally {
      writing.unlock();
    }
  }

  /** Runs {@code work} on one snapshot. */
  <T> T read(Function<Handle, T> work) {
    reading.acquireUninterruptibly();
    try {
      if (closed) {
        throw new StoreUnavailableException("%s is closed".formatted(path));
      }
      Handle handle = idle.pollFirst();
      if (handle == null) {
        handle = connect(SQLiteConfig.TransactionMode.DEFERRED);
      }
      try {
        T result = handle.inTransaction(work::apply);
        idle.addFirst(handle);
        return result;
      } catch (RuntimeException e) {
        closeQuietly(handle);
        throw failure(e);
      }
    } finally {
      reading.release();
    }
  }

  /** Connections of their own, for what keeps its own tables here and waits where we write. */
  DataSource jobs() {
    return source(SQLiteConfig.TransactionMode.IMMEDIATE);
  }

  private Handle writer() {
    if (closed) {
      throw new StoreUnavailableException("%s is closed".formatted(path));
    }
    Handle handle = writer;
    if (handle == null) {
      handle = connect(SQLiteConfig.TransactionMode.IMMEDIATE);
      // What is erased is written over, and does not stay in pages that are free.
      handle.execute("pragma secure_delete = on");
      writer = handle;
    }
    return handle;
  }

  private Handle connect(SQLiteConfig.TransactionMode mode) {
    return Jdbi.create(source(mode)).open();
  }

  private SQLiteDataSource source(SQLiteConfig.TransactionMode mode) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(mode);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setCacheSize(mode == SQLiteConfig.TransactionMode.IMMEDIATE ? -16_000 : -4_000);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }

  private RuntimeException failure(RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException sqlite) {
        SQLiteErrorCode code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_IOERR_WRITE) {
          return new StoreUnavailableException(
              "Đĩa chứa %s đã đầy: không ghi được, vẫn đọc được; hãy giải phóng chỗ trống. The disk of %s is full: nothing can be written, reading goes on; make room."
                  .formatted(path, path),
              e);
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY || code.name().startsWith("SQLITE_IOERR")) {
          return new StoreUnavailableException("%s: %s".formatted(path, sqlite.getMessage()), e);
        }
      }
    }
    return e;
  }

  private static String cause(Throwable e) {
    Throwable root = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      root = t;
    }
    return String.valueOf(root.getMessage());
  }

  private static void closeQuietly(Handle handle) {
    try {
      handle.close();
    } catch (RuntimeException e) {
      // It failed before, and whoever asked hears of that.
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      reading.acquireUninterruptibly(READERS);
      try {
        for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
          closeQuietly(handle);
        }
      } finally {
        reading.release(READERS);
      }
      if (writer != null) {
        closeQuietly(writer);
        writer = null;
      }
    } finally {
      writing.unlock();
    }
  }
}
