package vn.sen.harvest.read;

import java.nio.file.Path;
import java.util.List;
import vn.sen.catalog.tables.DuckSession;

/** DuckDB as it writes tables, set to the kind of table and told so only where that changes. */
final class TableEngine implements AutoCloseable {
  /** What it may use, beside the Java heap. */
  private static final long MEMORY = 400L << 20;

  private static final int THREADS = 2;

  /** It saves next to nothing here, and takes minutes over a table of some thousand columns. */
  private static final String OPTIMIZE = "SET disabled_optimizers = 'common_subexpressions'";

  /** What decides how a table is best written. */
  enum Kind {
    /** To plan and to share out the work takes longer than the work. */
    SMALL("PRAGMA disable_optimizer", "SET threads = 1"),
    LARGE("PRAGMA enable_optimizer", "SET threads = " + THREADS),
    /**
     * A vector per column is set aside in advance, though a table of thousands of columns fills few
     * of them: what is counted is far more than what is used.
     */
    WIDE("PRAGMA enable_optimizer", "SET threads = 1", "SET memory_limit = '4GB'");

    private final List<String> settings;

    Kind(String... settings) {
      this.settings = List.of(settings);
    }
  }

  private final DuckSession session;
  private Kind kind = Kind.LARGE;

  private TableEngine(DuckSession session) {
    this.session = session;
  }

  static TableEngine open(Path spill) {
    DuckSession session = DuckSession.open(spill, MEMORY, THREADS);
    session.execute(OPTIMIZE);
    return new TableEngine(session);
  }

  /**
   * @throws DuckSession.SqlFailure when it has spilled before; then it must be opened anew
   */
  void spillTo(Path directory) {
    session.moveTo(directory);
  }

  /** The engine, ready for tables of that kind. */
  DuckSession ready(Kind next) {
    if (next != kind) {
      next.settings.forEach(session::execute);
      if (kind == Kind.WIDE) {
        session.execute("SET memory_limit = '" + (MEMORY >> 20) + "MiB'");
      }
      kind = next;
    }
    return session;
  }

  @Override
  public void close() {
    session.close();
  }
}
