package vn.sen.harvest.check;

import java.util.List;
import java.util.function.Predicate;

/**
 * The distinct values of a column, all of them or a sample that does not depend on their order.
 *
 * @param filled rows with a value
 * @param values distinct, not blank
 */
record ColumnProfile(Cells cells, long filled, List<Value> values) {
  ColumnProfile {
    values = List.copyOf(values);
  }

  HeaderWords header() {
    return cells.header();
  }

  /** The share of rows whose value passes {@code test}, 0 to 1; 0 when there are none. */
  double share(Predicate<String> test) {
    long all = 0;
    long passing = 0;
    for (Value value : values) {
      all += value.rows();
      passing += test.test(value.text()) ? value.rows() : 0;
    }
    return all == 0 ? 0 : (double) passing / all;
  }

  /** The distinct values that pass {@code test}. */
  List<String> distinct(Predicate<String> test) {
    return values.stream().map(Value::text).filter(test).toList();
  }

  /** How much of the column is its own: 1 when no value repeats, near 0 for a category. */
  double distinctness() {
    long rows = values.stream().mapToLong(Value::rows).sum();
    return rows == 0 ? 0 : (double) values.size() / rows;
  }

  /** A value and how many rows have it. */
  record Value(String text, long rows) {}
}
