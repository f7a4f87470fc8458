package vn.sen.harvest.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.ContractChange.Kind;

/**
 * What a query may give, as the numbers from one to another.
 *
 * @param least absent for no end
 * @param most absent for no end
 */
record QueryRange(Optional<End> least, Optional<End> most) {

  /** An end of the range, itself within it or not. */
  record End(BigDecimal value, boolean inclusive) {}

  /** How two promises about one query differ; what is no range is neither looser nor tighter. */
  static Kind change(PromisedQuery old, PromisedQuery now) {
    Optional<QueryRange> before = of(old);
    Optional<QueryRange> after = of(now);
    if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
      return Kind.CHANGED;
    }
    boolean isWithin = before.get().covers(after.get());
    boolean covers = after.get().covers(before.get());
    if (isWithin == covers) {
      return Kind.CHANGED;
    }
    return covers ? Kind.LOOSENED : Kind.TIGHTENED;
  }

  private static Optional<QueryRange> of(PromisedQuery query) {
    List<BigDecimal> numbers =
        query.operands().stream().flatMap(o -> PromisedValue.number(o).stream()).toList();
    if (numbers.isEmpty() || numbers.size() != query.operands().size()) {
      return Optional.empty();
    }
    BigDecimal first = numbers.getFirst();
    BigDecimal last = numbers.getLast();
    return switch (query.comparison()) {
      case BE -> range(end(first, true), end(last, true));
      case BE_BETWEEN -> range(end(first, true), end(last, true));
      case BE_GREATER_THAN -> range(end(first, false), Optional.empty());
      case BE_GREATER_OR_EQUAL_TO -> range(end(first, true), Optional.empty());
      case BE_LESS_THAN -> range(Optional.empty(), end(first, false));
      case BE_LESS_OR_EQUAL_TO -> range(Optional.empty(), end(first, true));
      case NOT_BE, NOT_BE_BETWEEN -> Optional.empty();
    };
  }

  private static Optional<End> end(BigDecimal value, boolean inclusive) {
    return Optional.of(new End(value.stripTrailingZeros(), inclusive));
  }

  private static Optional<QueryRange> range(Optional<End> least, Optional<End> most) {
    return Optional.of(new QueryRange(least, most));
  }

  private boolean covers(QueryRange other) {
    return reaches(least, other.least, -1) && reaches(most, other.most, 1);
  }

  /** Whether one end goes as far in a direction as another. */
  private static boolean reaches(Optional<End> end, Optional<End> other, int direction) {
    if (end.isEmpty() || other.isEmpty()) {
      return end.isEmpty();
    }
    int further = direction * end.get().value().compareTo(other.get().value());
    return further > 0 || further == 0 && (end.get().inclusive() || !other.get().inclusive());
  }
}
