package vn.sen.publish.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Scores;

/**
 * The mark: four petals, each filled from the heart as far as its score. Coordinates are those of
 * {@link #VIEW_BOX}.
 *
 * @param label what it shows, for those who cannot see it
 */
public record Lotus(List<Petal> petals, boolean isClosed, Optional<String> grade, String label) {
  public static final String VIEW_BOX = "0 0 36 24";

  private static final double HEART_X = 18;
  private static final double HEART_Y = 21.5;
  private static final double LENGTH = 17.5;
  private static final double[] OPEN = {-69, -23, 23, 69};
  private static final double[] SHUT = {-13, -5, 5, 13};

  /**
   * One petal, standing upright; {@code transform} puts it in its place.
   *
   * @param outline path of the whole petal
   * @param fill path of the part that the score earned; absent when not rated or nothing
   * @param isRated whether there is a score at all
   */
  public record Petal(
      Dimension dimension,
      String transform,
      String outline,
      Optional<String> fill,
      boolean isRated) {}

  static Lotus open(Scores scores, Page page) {
    var petals = new ArrayList<Petal>();
    for (Dimension dimension : Dimension.values()) {
      Optional<Double> score = scores.of(dimension);
      petals.add(
          new Petal(
              dimension,
              transform(OPEN[dimension.ordinal()]),
              petal(1, 5.4),
              score.filter(s -> s > 0.005).map(s -> petal(Math.min(1, s), 5.4)),
              score.isPresent()));
    }
    String parts =
        petals.stream()
            .map(p -> page.dimension(p.dimension()) + " " + page.percent(scores.of(p.dimension())))
            .collect(Collectors.joining(", "));
    Optional<String> grade = scores.grade().map(Enum::name);
    return new Lotus(
        List.copyOf(petals),
        false,
        grade,
        grade.map(g -> page.text("grade.named", g)).orElseGet(() -> page.text("grade.none"))
            + ": "
            + parts);
  }

  static Lotus closed(Page page) {
    var petals = new ArrayList<Petal>();
    for (Dimension dimension : Dimension.values()) {
      petals.add(
          new Petal(
              dimension,
              transform(SHUT[dimension.ordinal()]),
              petal(1, 4.2),
              Optional.empty(),
              false));
    }
    return new Lotus(List.copyOf(petals), true, Optional.empty(), page.text("lotus.closed"));
  }

  private static String transform(double degrees) {
    return "translate(%s %s) rotate(%s)"
        .formatted(number(HEART_X), number(HEART_Y), number(degrees));
  }

  /**
   * A petal from the heart (0, 0) upward, cut at {@code share} of its length. Its sides are
   * quadratic curves, cut by de Casteljau's rule, so that what is filled keeps the petal's edge.
   */
  private static String petal(double share, double width) {
    double controlX = width * 1.35;
    double controlY = -LENGTH * 0.52;
    double t = parameterAt(share * LENGTH, controlY);
    double endX = 2 * t * (1 - t) * controlX;
    double endY = 2 * t * (1 - t) * controlY - t * t * LENGTH;
    String cut =
        share >= 1
            ? ""
            : "Q0 %s %s %s".formatted(number(endY - endX * 0.25), number(-endX), number(endY));
    return "M0 0Q%s %s %s %s%sQ%s %s 0 0Z"
        .formatted(
            number(t * controlX),
            number(t * controlY),
            number(endX),
            number(endY),
            cut,
            number(-t * controlX),
            number(t * controlY));
  }

  /** Where the side of the petal is {@code height} above the heart. */
  private static double parameterAt(double height, double controlY) {
    double a = LENGTH + 2 * controlY;
    double b = -2 * controlY;
    // a t^2 + b t = height
    return a == 0 ? height / b : (-b + Math.sqrt(b * b + 4 * a * height)) / (2 * a);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }
}
