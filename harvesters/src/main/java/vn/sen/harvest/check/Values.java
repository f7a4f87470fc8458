package vn.sen.harvest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.vocab.ColumnType;

/**
 * Cells beside values that a contract writes: equal as texts, and in columns of numbers as those.
 */
final class Values {
  private Values() {}

  /** Whether a cell is one of {@code values}; SQL over the text table. */
  static String isOneOf(Cells cells, List<String> values) {
    String same = Sql.isOneOf(cells.trimmed(), values);
    String numbers =
        values.stream()
            .flatMap(value -> number(value).stream())
            .map(number -> number.toPlainString() + "::DOUBLE")
            .distinct()
            .collect(Collectors.joining(", "));
    return isNumber(cells) && !numbers.isEmpty()
        ? Sql.or(List.of(same, "coalesce(%s IN (%s), false)".formatted(cells.number(), numbers)))
        : same;
  }

  /** Whether a cell of a column is {@code value}, as {@link #isOneOf} finds it. */
  static boolean isSame(Cells cells, String cell, String value) {
    if (cell.equals(value)) {
      return true;
    }
    Optional<BigDecimal> number =
        isNumber(cells) ? number(cell.replace(',', '.')) : Optional.empty();
    return number.isPresent()
        && number(value).filter(v -> v.compareTo(number.get()) == 0).isPresent();
  }

  private static boolean isNumber(Cells cells) {
    return cells.type() == ColumnType.INTEGER || cells.type() == ColumnType.DECIMAL;
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("[+-]?\\d{1,15}(\\.\\d{1,9})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
