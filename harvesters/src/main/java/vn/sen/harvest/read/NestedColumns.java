package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns that join a table within the records of another to that other.
 *
 * @param own the number of a record, in a table with others within its records
 * @param outer the number of the record that holds it, in a table within the records of another
 */
record NestedColumns(Optional<String> own, Optional<String> outer) {
  /** So many tables within others are read from a file, each in a pass of its own over it. */
  static final int MOST_TABLES = 50;

  static final NestedColumns NONE = new NestedColumns(Optional.empty(), Optional.empty());

  /**
   * @param fields whose names are taken
   */
  static NestedColumns of(Collection<String> fields, boolean isWithin, boolean hasOthersWithin) {
    return new NestedColumns(
        hasOthersWithin ? Optional.of(free("_record", fields)) : Optional.empty(),
        isWithin ? Optional.of(free("_parent", fields)) : Optional.empty());
  }

  private static String free(String wish, Collection<String> taken) {
    return taken.contains(wish) ? free("_" + wish, taken) : wish;
  }

  /** All columns of the table. */
  List<String> with(List<String> fields) {
    var columns = new ArrayList<String>();
    outer.ifPresent(columns::add);
    columns.addAll(fields);
    own.ifPresent(columns::add);
    return columns;
  }

  void put(Map<String, String> record, long number, long outerNumber) {
    own.ifPresent(column -> record.put(column, Long.toString(number)));
    outer.ifPresent(column -> record.put(column, Long.toString(outerNumber)));
  }
}
