package vn.sen.vocab;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The four petals and what they add up to.
 *
 * @param accurate 0 to 1, absent where nothing applied
 * @param overall min(harmonic mean, weakest + 0.15); absent when not rated
 * @param grade absent when not rated
 * @param coverage weight evaluated over weight applicable, 0 to 1
 */
public record Scores(
    Optional<Double> accurate,
    Optional<Double> complete,
    Optional<Double> clean,
    Optional<Double> live,
    Optional<Double> overall,
    Optional<Grade> grade,
    double coverage) {

  /** Nothing was judged. */
  public static final Scores NOT_RATED =
      new Scores(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0);

  /** Below this coverage nothing is rated. */
  private static final double LEAST_COVERAGE = 0.8;

  private static final double LEAD_OVER_WEAKEST = 0.15;

  /**
   * What petals add up to: the least of their harmonic mean and the weakest + 0.15.
   *
   * @param petals those that something applied to
   * @param worst severity of all that was found; absent when nothing was
   */
  public static Scores of(
      Map<Dimension, Double> petals, double coverage, Optional<Severity> worst) {
    Optional<Double> overall =
        coverage < LEAST_COVERAGE || petals.isEmpty()
            ? Optional.empty()
            : Optional.of(overall(petals.values()));
    return new Scores(
        Optional.ofNullable(petals.get(Dimension.ACCURATE)),
        Optional.ofNullable(petals.get(Dimension.COMPLETE)),
        Optional.ofNullable(petals.get(Dimension.CLEAN)),
        Optional.ofNullable(petals.get(Dimension.LIVE)),
        overall,
        overall.map(score -> grade(score, worst)),
        coverage);
  }

  private static double overall(Collection<Double> petals) {
    double reciprocals = petals.stream().mapToDouble(petal -> 1 / petal).sum();
    double weakest = petals.stream().mapToDouble(petal -> petal).min().orElseThrow();
    return rounded(Math.min(petals.size() / reciprocals, weakest + LEAD_OVER_WEAKEST));
  }

  private static Grade grade(double overall, Optional<Severity> worst) {
    Severity severity = worst.orElse(Severity.INFO);
    if (overall >= 0.90 && severity.compareTo(Severity.ERROR) < 0) {
      return Grade.A;
    }
    if (overall >= 0.75 && severity.compareTo(Severity.QUARANTINE) < 0) {
      return Grade.B;
    }
    return overall >= 0.55 ? Grade.C : Grade.D;
  }

  /** Four digits, so that reports are equal to the byte wherever they are made. */
  public static double rounded(double score) {
    return Math.round(score * 10_000) / 10_000.0;
  }

  /**
   * The same with another live petal.
   *
   * @param worst severity of all that was found, the live rules included
   */
  public Scores withLive(Optional<Double> other, Optional<Severity> worst) {
    var petals = new EnumMap<Dimension, Double>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      (dimension == Dimension.LIVE ? other : of(dimension))
          .ifPresent(score -> petals.put(dimension, score));
    }
    return of(petals, coverage, worst);
  }

  /** The same, but no better than a B: what was waived is not excellent. */
  public Scores withoutA() {
    return grade.filter(Grade.A::equals).isEmpty()
        ? this
        : new Scores(accurate, complete, clean, live, overall, Optional.of(Grade.B), coverage);
  }

  /** The score of one petal. */
  public Optional<Double> of(Dimension dimension) {
    return switch (dimension) {
      case ACCURATE -> accurate;
      case COMPLETE -> complete;
      case CLEAN -> clean;
      case LIVE -> live;
    };
  }

  /** A letter for people. */
  public enum Grade {
    A,
    B,
    C,
    D
  }
}
