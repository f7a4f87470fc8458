package vn.sen.harvest.check;

import java.util.List;
import java.util.function.Predicate;

/**
 * The distinct values of a column, all of them or a sample that does not depend on their order.
 *
 * @param filled rows with a value
 * @param values distinct, not blank
 * @param others that were not fetched, since they would pass no test
 */
record ColumnProfile(Cells cells, long filled, List<Value> values, Others others) {
  ColumnProfile {
    values = List.copyOf(values);
  }

  HeaderWords header() {
    return cells.header();
  }

  /** The share of rows whose value passes {@code test}, 0 to 1; 0 when there are none. */
  double share(Predicate<String> test) {
    long all = others.rows();
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
    long rows = others.rows() + values.stream().mapToLong(Value::rows).sum();
    return rows == 0 ? 0 : (double) (values.size() + others.values()) / rows;
  }

  /** How many rows have other values, and about how many values these are. */
  record Others(long rows, long values) {
    static final Others NONE = new Others(0, 0);
  }

  /** A value and how many rows have it. */
  record Value(String text, long rows) {}
}
