package vn.sen.harvest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.tables.DuckSession;

/**
 * An engine of its own for SQL that others wrote: it sees one table, can write nothing, can load
 * nothing, and is stopped in time. It runs in the worker that the table is checked in.
 */
final class LoneTable {
  private static final long MEMORY = 200L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private LoneTable() {}

  static Optional<String> query(Path table, List<String> names, String select) {
    try {
      Path spill = Files.createTempDirectory("sen-sql-");
      try (DuckSession session = DuckSession.open(spill, MEMORY, 1);
          var clock = Executors.newSingleThreadScheduledExecutor()) {
        String file = DuckSession.literal(table.toString());
        for (String name : names) {
          session.execute(
              "CREATE OR REPLACE VIEW %s AS SELECT * FROM read_parquet(%s)"
                  .formatted(DuckSession.identifier(name), file));
        }
        session.execute("SET allowed_paths = [" + file + "]");
        session.execute("SET enable_external_access = false");
        session.execute("SET lock_configuration = true");
        demandSelect(session, select);
        var stop = clock.schedule(session::cancel, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        try {
          return session
              .query(
                  "SELECT * FROM (%s\n) LIMIT 1".formatted(select),
                  row -> {
                    @Nullable String value = row.getString(1);
                    return Optional.ofNullable(value);
                  })
              .stream()
              .flatMap(Optional::stream)
              .findFirst();
        } finally {
          stop.cancel(false); // or closing the clock would wait for it
        }
      } finally {
        PathUtils.deleteDirectory(spill);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for a query", e);
    }
  }

  /** A lone SELECT is all that the engine can serialize. */
  private static void demandSelect(DuckSession session, String select) {
    session.query(
        "SELECT CASE WHEN s->>'error' = 'false' AND json_array_length(s->'statements') = 1 THEN true ELSE error('one SELECT is allowed, and nothing else') END FROM (SELECT json_serialize_sql(%s) AS s)"
            .formatted(DuckSession.literal(select)),
        row -> row.getBoolean(1));
  }
}
