package vn.sen.vocab;

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
