package vn.sen.harvest.contract;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;

/**
 * What an agency promises of a table.
 *
 * @param columns in the promised order
 * @param primaryKey names of the columns that identify a row; empty when none is promised
 */
public record Contract(List<PromisedColumn> columns, List<String> primaryKey) {

  public Contract {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /** The promise about {@code column}, found by its name or by its header as it stands. */
  public Optional<PromisedColumn> find(Column column) {
    return columns.stream()
        .filter(promised -> promised.isAbout(column.name()) || promised.isAbout(column.original()))
        .findFirst();
  }

  /**
   * What is promised of one column.
   *
   * @param type absent when any value will do
   * @param required every row has a value
   * @param unique no value twice
   * @param description what it means, for people
   */
  public record PromisedColumn(
      String name,
      Optional<ColumnType> type,
      boolean required,
      boolean unique,
      Optional<String> title,
      Optional<String> description) {

    private boolean isAbout(String header) {
      return !header.isBlank() && name.strip().equalsIgnoreCase(header.strip());
    }
  }
}
