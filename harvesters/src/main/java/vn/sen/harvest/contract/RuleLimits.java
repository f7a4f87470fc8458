package vn.sen.harvest.contract;

import java.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.ContractChange.Kind;

/** Parameters of rules of which it is known what makes them tighter. */
final class RuleLimits {
  /** The greater, the tighter. */
  private static final Set<String> LEAST = Set.of("minimum");

  /** The greater, the looser. */
  private static final Set<String> MOST =
      Set.of("maximum", "tolerance", "interval", "least", Freshness.LONGEST);

  /** Another is another. */
  private static final Set<String> EXACT = Set.of("exactly", "average");

  /** What holds where the rule is silent of them, so that to say nothing is neither. */
  private static final Set<String> DEFAULTED = Set.of("interval", "least", "average");

  /** The more of them, the looser. */
  private static final Set<String> ALLOWED = Set.of("values");

  /** The more of them, the tighter. */
  private static final Set<String> DEMANDED = Set.of("required", "forbidden");

  private RuleLimits() {}

  static boolean isLimit(String parameter) {
    return LEAST.contains(parameter)
        || MOST.contains(parameter)
        || EXACT.contains(parameter)
        || ALLOWED.contains(parameter)
        || DEMANDED.contains(parameter);
  }

  /** What a rule is about, whatever its limits are. */
  static PromisedRule subject(PromisedRule rule) {
    var parameters = new HashMap<>(rule.parameters());
    parameters.keySet().removeIf(RuleLimits::isLimit);
    return new PromisedRule(rule.rule(), parameters);
  }

  /** How the limits of two rules about the same differ. */
  static Kind change(PromisedRule old, PromisedRule now) {
    var parameters = new TreeSet<>(old.parameters().keySet());
    parameters.addAll(now.parameters().keySet());
    var kinds = new HashSet<Kind>();
    for (String parameter : parameters) {
      if (isLimit(parameter)) {
        change(parameter, old.parameters(), now.parameters()).ifPresent(kinds::add);
      }
    }
    return kinds.size() == 1 ? kinds.iterator().next() : Kind.CHANGED;
  }

  private static Optional<Kind> change(
      String parameter, Map<String, List<String>> old, Map<String, List<String>> now) {
    List<String> before = old.getOrDefault(parameter, List.of());
    List<String> after = now.getOrDefault(parameter, List.of());
    if (before.equals(after)) {
      return Optional.empty();
    }
    if (DEFAULTED.contains(parameter) && (before.isEmpty() || after.isEmpty())) {
      return Optional.of(Kind.CHANGED);
    }
    if (before.isEmpty() || after.isEmpty()) {
      // A tolerance is leave to be off; every other limit is a promise.
      boolean isPromised = parameter.equals("tolerance") == after.isEmpty();
      return Optional.of(isPromised ? Kind.TIGHTENED : Kind.LOOSENED);
    }
    if (ALLOWED.contains(parameter) || DEMANDED.contains(parameter)) {
      boolean more = !ColumnDifference.without(after, before).isEmpty();
      boolean fewer = !ColumnDifference.without(before, after).isEmpty();
      if (more == fewer) {
        return more ? Optional.of(Kind.CHANGED) : Optional.empty();
      }
      return Optional.of(more == ALLOWED.contains(parameter) ? Kind.LOOSENED : Kind.TIGHTENED);
    }
    if (before.size() != 1 || after.size() != 1 || EXACT.contains(parameter)) {
      return Optional.of(Kind.CHANGED);
    }
    return Optional.of(
        compare(parameter, after.getFirst(), before.getFirst())
            .filter(order -> order != 0)
            .map(order -> order > 0 == LEAST.contains(parameter) ? Kind.TIGHTENED : Kind.LOOSENED)
            .orElse(Kind.CHANGED));
  }

  /** Months are taken for thirty days: whoever writes one duration in months writes both so. */
  private static Optional<Integer> compare(String parameter, String one, String other) {
    return parameter.equals(Freshness.LONGEST)
        ? Freshness.age(one)
            .flatMap(
                age -> Freshness.age(other).map(second -> Integer.compare(days(age), days(second))))
        : PromisedValue.compare(one, other);
  }

  private static int days(Period age) {
    return (int) (age.toTotalMonths() * 30 + age.getDays());
  }
}
