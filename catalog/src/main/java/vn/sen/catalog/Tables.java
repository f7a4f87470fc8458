package vn.sen.catalog;

import java.nio.file.Path;
import java.util.List;

/** Reads published Parquet that Sen wrote itself, by validated parameters only. */
public interface Tables extends AutoCloseable {

  /**
   * @throws vn.sen.vocab.problem.InvalidRequestException when the query names an unknown column or
   *     doesn't parse; the message says what is allowed
   */
  RowsPage rows(TableVersion version, List<Path> parts, RowsQuery query);

  /** Writes the whole table as CSV: UTF-8, comma, RFC 4180, header first. */
  void writeCsv(TableVersion version, List<Path> parts, Path target);

  /** Writes the whole table as JSON Lines. */
  void writeJsonLines(TableVersion version, List<Path> parts, Path target);

  /** Writes a version's parts as one Parquet file. */
  void writeParquet(TableVersion version, List<Path> parts, Path target);

  @Override
  void close();
}
