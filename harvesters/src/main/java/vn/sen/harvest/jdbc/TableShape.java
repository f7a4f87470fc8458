package vn.sen.harvest.jdbc;

import java.util.List;
import java.util.Optional;

/**
 * A table or view as its database describes it.
 *
 * @param comment what the database's people say of it
 * @param columns in the database's order
 * @param primaryKey names of columns, in the key's order
 */
record TableShape(
    String schema,
    String name,
    Optional<String> comment,
    List<ColumnShape> columns,
    List<String> primaryKey,
    List<Reference> references) {
  TableShape {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    references = List.copyOf(references);
  }

  /**
   * A column.
   *
   * @param jdbcType of {@link java.sql.Types}
   * @param type as the database calls it
   */
  record ColumnShape(
      String name, int jdbcType, String type, Nullness nullness, Optional<String> comment) {}

  /** Whether a cell may be empty. */
  enum Nullness {
    NULLABLE,
    REQUIRED
  }

  /** A foreign key. */
  record Reference(List<String> columns, String table, List<String> theirColumns) {
    Reference {
      columns = List.copyOf(columns);
      theirColumns = List.copyOf(theirColumns);
    }
  }
}
