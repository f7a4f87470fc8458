package vn.sen.publish.bench;

import java.nio.file.Path;
import vn.sen.catalog.tables.DuckSession;

/** What DuckDB by itself takes for a like piece of work. */
final class Reference {
  private static final long MEMORY = 2L << 30;
  private static final int THREADS = 2;

  private final Path spill;

  /**
   * @param spill where it may write what does not fit its memory
   */
  Reference(Path spill) {
    this.spill = spill;
  }

  /** CSV to Parquet, as it guesses and types it. */
  void convert(Path csv, Path parquet) {
    try (DuckSession session = DuckSession.open(spill, MEMORY, THREADS)) {
      session.execute(
          "COPY (FROM read_csv(%s)) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(
                  DuckSession.literal(csv.toString()), DuckSession.literal(parquet.toString())));
    }
  }

  /** Least, greatest, quartiles, distinct values and nulls of each column. */
  void summarize(Path parquet) {
    try (DuckSession session = DuckSession.open(spill, MEMORY, THREADS)) {
      session.query(
          "SUMMARIZE FROM read_parquet(" + DuckSession.literal(parquet.toString()) + ")",
          row -> row.getString(1));
    }
  }
}
