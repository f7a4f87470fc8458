package vn.sen.harvest.contract;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.vocab.ColumnType;

/**
 * Years, quarters and months as ODCS says them: dates whose {@code format}, a pattern of the JDK's
 * {@code DateTimeFormatter}, has no days.
 */
final class DateForm {
  private static final Pattern LITERAL = Pattern.compile("'[^']*'");
  private static final Pattern YEAR = Pattern.compile("[yu]");
  private static final Pattern FINER = Pattern.compile("[dDEecFWwHhKkmsSnNA]");

  private DateForm() {}

  /** How the standard tells a type of dates from whole days; absent for all others. */
  static Optional<String> format(ColumnType type) {
    return switch (type) {
      case YEAR -> Optional.of("yyyy");
      case YEAR_MONTH -> Optional.of("yyyy-MM");
      case YEAR_QUARTER -> Optional.of("yyyy-'Q'Q");
      default -> Optional.empty();
    };
  }

  /**
   * What dates of that format are: days where it names days, or nothing that Sen has a type for.
   */
  static ColumnType type(String format) {
    String letters = LITERAL.matcher(format).replaceAll("");
    if (!YEAR.matcher(letters).find() || FINER.matcher(letters).find()) {
      return ColumnType.DATE;
    }
    if (letters.contains("M") || letters.contains("L")) {
      return ColumnType.YEAR_MONTH;
    }
    return letters.contains("Q") || letters.contains("q")
        ? ColumnType.YEAR_QUARTER
        : ColumnType.YEAR;
  }
}
