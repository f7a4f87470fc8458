package vn.sen.harvest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.vocab.Severity;

/**
 * The part of ACC-02 that a contract says in SQL. A query sees the table alone, and one that cannot
 * be run is a promise that is not kept.
 */
final class DeclaredQueries {
  private DeclaredQueries() {}

  static List<Inquiry> of(Subject subject) {
    return subject.contract().stream()
        .flatMap(contract -> contract.queries().stream())
        .map(query -> Inquiry.none((_, tables) -> List.of(judge(query, tables))))
        .toList();
  }

  private static Verdict judge(PromisedQuery query, Tables tables) {
    Optional<String> value;
    try {
      value = tables.alone(query.tables(), query.sql());
    } catch (DuckSession.SqlFailure e) {
      return fails(query, "không chạy được: " + e.reason(), "it cannot be run: " + e.reason());
    }
    String found = value.orElse("NULL");
    return holds(query, found)
        ? Verdict.count(DeclaredLimits.ID, 1, 0).declared()
        : fails(query, "kết quả là " + found, "it gives " + found);
  }

  private static Verdict fails(PromisedQuery query, String vi, String en) {
    String said = query.description().orElse(query.sql());
    String wanted = query.comparison().key() + " " + String.join(", ", query.operands());
    return Verdict.count(DeclaredLimits.ID, 1, 1)
        .declared()
        .reaching(Severity.ERROR)
        .saying(
            "Cam kết bằng SQL không đạt (%s), %s: %s. Sửa dữ liệu, hoặc sửa hợp đồng."
                .formatted(wanted, vi, said),
            "A promise in SQL is not kept (%s), %s: %s. Mend the data, or the contract."
                .formatted(wanted, en, said));
  }

  private static boolean holds(PromisedQuery query, String found) {
    String first = query.operands().isEmpty() ? "" : query.operands().getFirst();
    Optional<BigDecimal> value = number(found);
    Optional<BigDecimal> bound = number(first);
    if (value.isEmpty() || bound.isEmpty()) {
      return switch (query.comparison()) {
        case BE -> found.equals(first);
        case NOT_BE -> !found.equals(first);
        case BE_GREATER_THAN,
            BE_GREATER_OR_EQUAL_TO,
            BE_LESS_THAN,
            BE_LESS_OR_EQUAL_TO,
            BE_BETWEEN,
            NOT_BE_BETWEEN ->
            false;
      };
    }
    int order = value.get().compareTo(bound.get());
    return switch (query.comparison()) {
      case BE -> order == 0;
      case NOT_BE -> order != 0;
      case BE_GREATER_THAN -> order > 0;
      case BE_GREATER_OR_EQUAL_TO -> order >= 0;
      case BE_LESS_THAN -> order < 0;
      case BE_LESS_OR_EQUAL_TO -> order <= 0;
      case BE_BETWEEN -> order >= 0 && isAtMost(value.get(), query);
      case NOT_BE_BETWEEN -> !(order >= 0 && isAtMost(value.get(), query));
    };
  }

  private static boolean isAtMost(BigDecimal value, PromisedQuery query) {
    return number(query.operands().getLast()).filter(m -> value.compareTo(m) <= 0).isPresent();
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
