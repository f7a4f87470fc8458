package vn.sen.harvest.check;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.sen.harvest.check.CheckResult.Basis;
import vn.sen.harvest.check.CheckResult.Outcome;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Scores;
import vn.sen.vocab.Severity;

/**
 * The formula of the four petals. Two axioms hold: a worse result never raises a score, and the
 * order of the results does not matter.
 */
public final class Scoring {
  private static final double INFERRED_SHARE_OF_WEIGHT = 0.5;

  /** Sums of doubles depend on their order; this one makes equal results give equal scores. */
  private static final Comparator<CheckResult> FIXED_ORDER =
      Comparator.comparing(CheckResult::rule)
          .thenComparing(result -> result.column().orElse(""))
          .thenComparing(CheckResult::score)
          .thenComparing(CheckResult::columnWeight);

  private Scoring() {}

  /**
   * The score of a check.
   *
   * @param toleratedShare the failed share at which it would reach 0 but for the floor
   * @return 0 to 1; failures too few for any severity cost no more than a note would
   */
  static double check(
      long evaluated, long failed, double toleratedShare, Optional<Severity> severity) {
    if (failed == 0 && severity.isEmpty()) {
      return 1;
    }
    double share = evaluated == 0 ? 1 : (double) failed / evaluated;
    return Math.max(severity.orElse(Severity.INFO).floor(), 1 - share / toleratedShare);
  }

  /** The scores of all that was judged together. */
  public static Scores of(Collection<CheckResult> results) {
    Map<Dimension, Map<String, List<CheckResult>>> byDimension =
        results.stream()
            .sorted(FIXED_ORDER)
            .collect(
                groupingBy(
                    CheckResult::dimension,
                    () -> new java.util.EnumMap<>(Dimension.class),
                    groupingBy(
                        CheckResult::rule, TreeMap::new, java.util.stream.Collectors.toList())));
    var petals = new java.util.EnumMap<Dimension, Double>(Dimension.class);
    double applicable = 0;
    double evaluated = 0;
    for (var dimension : byDimension.entrySet()) {
      double weights = 0;
      double reciprocals = 0;
      for (List<CheckResult> columns : dimension.getValue().values()) {
        double weight = weight(columns);
        applicable += weight;
        List<CheckResult> judged =
            columns.stream().filter(result -> result.outcome() == Outcome.JUDGED).toList();
        if (!judged.isEmpty()) {
          evaluated += weight;
          weights += weight;
          reciprocals += weight / columns(judged);
        }
      }
      if (weights > 0) {
        double mean = weights / reciprocals; // a score of 0 makes it weights / infinity = 0
        petals.put(
            dimension.getKey(), Scores.rounded(Math.min(mean, cap(dimension.getValue().values()))));
      }
    }
    double coverage = applicable == 0 ? 0 : Scores.rounded(evaluated / applicable);
    return Scores.of(petals, coverage, worst(results));
  }

  private static double weight(List<CheckResult> columns) {
    return columns.stream()
        .mapToDouble(
            result ->
                result.basis() == Basis.INFERRED
                    ? result.weight() * INFERRED_SHARE_OF_WEIGHT
                    : result.weight())
        .max()
        .orElseThrow();
  }

  /** Half the worst and half the weighted mean: a plain mean hides one ruined column. */
  private static double columns(List<CheckResult> columns) {
    double worst = 1;
    double weights = 0;
    double sum = 0;
    for (CheckResult column : columns) {
      worst = Math.min(worst, column.score());
      weights += column.columnWeight();
      sum += column.columnWeight() * column.score();
    }
    return (worst + sum / weights) / 2;
  }

  private static double cap(Collection<List<CheckResult>> rules) {
    return worst(rules.stream().flatMap(List::stream).toList())
        .map(
            severity ->
                switch (severity) {
                  case INFO -> 1.0;
                  case WARNING -> 0.94;
                  case ERROR -> 0.69;
                  case QUARANTINE, BLOCK -> 0.39;
                })
        .orElse(1.0);
  }

  private static Optional<Severity> worst(Collection<CheckResult> results) {
    return results.stream()
        .flatMap(result -> result.severity().stream())
        .max(Comparator.naturalOrder());
  }
}
