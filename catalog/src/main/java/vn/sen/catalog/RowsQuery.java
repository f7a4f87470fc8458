package vn.sen.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Rows of a table.
 *
 * @param select columns, or aggregates such as {@code count(*)}, {@code sum(dan_so)}; empty for all
 * @param where conditions in the small filter language of the API, such as {@code ma_tinh = '01'
 *     and dan_so > 1000}; absent for none
 * @param group columns to group by
 * @param order columns, {@code -} in front for descending
 * @param limit 0 to 1,000
 * @param cursor where the page before ended, opaque
 */
public record RowsQuery(
    List<String> select,
    Optional<String> where,
    List<String> group,
    List<String> order,
    int limit,
    Optional<String> cursor) {

  public RowsQuery {
    select = List.copyOf(select);
    group = List.copyOf(group);
    order = List.copyOf(order);
    if (limit < 0 || limit > 1000) {
      throw new IllegalArgumentException("limit is 0 to 1000, got " + limit);
    }
  }

  /** The first {@code limit} rows, all columns. */
  public static RowsQuery first(int limit) {
    return new RowsQuery(
        List.of(), Optional.empty(), List.of(), List.of(), limit, Optional.empty());
  }
}
