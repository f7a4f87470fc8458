package vn.sen.publish.agencies;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.SearchPage.FacetValue;

/** What share of datasets reaches which grade. */
final class Percentiles {
  private static final List<String> BEST_FIRST = List.of("A", "B", "C", "D");

  private Percentiles() {}

  /**
   * The best grade that at least {@code share} of the datasets reach; absent when there are none.
   *
   * @param grades counts by grade; any other value counts as D
   */
  static Optional<String> reachedBy(double share, List<FacetValue> grades) {
    long all = grades.stream().mapToLong(FacetValue::count).sum();
    if (all == 0) {
      return Optional.empty();
    }
    long sum = 0;
    for (String grade : BEST_FIRST) {
      sum +=
          grades.stream()
              .filter(
                  g ->
                      g.value().equals(grade)
                          || (grade.equals("D") && !BEST_FIRST.contains(g.value())))
              .mapToLong(FacetValue::count)
              .sum();
      if (sum >= share * all) {
        return Optional.of(grade);
      }
    }
    return Optional.of("D");
  }
}
