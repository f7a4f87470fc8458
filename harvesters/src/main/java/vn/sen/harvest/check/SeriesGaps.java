package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.sen.vocab.Severity;

/**
 * COM-10: a series of years, quarters or months leaves none out between its first and its last.
 * Columns that merely mention a year (of founding, of birth) are no series. A contract may name a
 * column whose numbers follow each other.
 */
final class SeriesGaps implements TableRule {
  static final String ID = "COM-10";

  static final List<String> SERIES =
      List.of(
          "nam",
          "year",
          "quy",
          "quarter",
          "thang",
          "month",
          "ky",
          "period",
          "thoi gian",
          "time",
          "ky bao cao",
          "nam bao cao",
          "thang bao cao",
          "time period");

  /** Fewer are no series. */
  private static final int FEWEST_PERIODS = 4;

  private static final int MOST_PERIODS = 5_000;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Stream<Inquiry> promised =
        subject.contract().stream()
            .flatMap(contract -> contract.rules(ID).stream())
            .map(rule -> Sequence.inquiry(subject, rule));
    Stream<Inquiry> found =
        subject.columns().stream()
            .filter(SeriesGaps::isSeries)
            .map(cells -> Inquiry.none((_, tables) -> judge(cells, tables)));
    return Stream.concat(promised, found).toList();
  }

  /** Whether a column says of which year, quarter or month each row is. */
  static boolean isSeries(Cells cells) {
    return cells.header().are(SERIES) && perYear(cells) > 0;
  }

  private static int perYear(Cells cells) {
    return switch (cells.type()) {
      case YEAR -> 1;
      case YEAR_QUARTER -> 4;
      case YEAR_MONTH -> 12;
      case BOOLEAN, INTEGER, DECIMAL, DATE, TIME, TIMESTAMP, DURATION, GEOMETRY, TEXT -> 0;
    };
  }

  private static List<Verdict> judge(Cells cells, Tables tables) {
    int perYear = perYear(cells);
    var present = new TreeSet<Long>();
    tables
        .query(
            "SELECT DISTINCT %1$s::VARCHAR FROM typed WHERE %1$s IS NOT NULL LIMIT %2$d"
                .formatted(cells.sql(), MOST_PERIODS),
            row -> row.getString(1))
        .forEach(text -> ordinal(text, perYear).ifPresent(present::add));
    if (present.size() < FEWEST_PERIODS) {
      return List.of();
    }
    var missing = new ArrayList<String>();
    long span = present.getLast() - present.getFirst() + 1;
    // Sparse years are no series: a census is not held every year.
    if (2L * present.size() < span) {
      return List.of();
    }
    for (long period = present.getFirst(); period <= present.getLast(); period++) {
      if (!present.contains(period)) {
        missing.add(name(period, perYear));
      }
    }
    String listed =
        String.join(", ", missing.subList(0, Math.min(12, missing.size())))
            + (missing.size() > 12 ? " …" : "");
    return List.of(
        Verdict.count(ID, span, missing.size())
            .on(cells)
            .reaching(missing.isEmpty() ? Optional.empty() : Optional.of(Severity.WARNING))
            .saying(
                "Chuỗi thời gian ở cột \"%s\" thiếu %s trong %s kỳ: %s. Bổ sung, hoặc nói rõ vì sao không có."
                    .formatted(cells.name(), Figures.vi(missing.size()), Figures.vi(span), listed),
                "The series in column \"%s\" lacks %s of %s periods: %s. Add them, or say why there are none."
                    .formatted(
                        cells.name(), Figures.en(missing.size()), Figures.en(span), listed)));
  }

  private static Optional<Long> ordinal(String text, int perYear) {
    if (!text.matches("\\d{4}(-Q?\\d{1,2})?")) {
      return Optional.empty();
    }
    long year = Long.parseLong(text.substring(0, 4));
    long part = text.length() == 4 ? 1 : Long.parseLong(text.substring(5).replace("Q", ""));
    return Optional.of(year * perYear + part - 1);
  }

  private static String name(long period, int perYear) {
    long year = period / perYear;
    long part = period % perYear + 1;
    return perYear == 1
        ? Long.toString(year)
        : perYear == 4 ? year + "-Q" + part : "%d-%02d".formatted(year, part);
  }
}
