package vn.sen.publish.page;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.sen.vocab.ColumnType;

/** Values of tables as pages show them: as they stand, so that they can be copied. */
public final class Cells {
  private Cells() {}

  /** Empty for an empty cell. */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  /** Whether such values line up at the right. */
  public static boolean isNumber(ColumnType type) {
    return switch (type) {
      case INTEGER, DECIMAL -> true;
      case BOOLEAN,
          DATE,
          TIME,
          TIMESTAMP,
          DURATION,
          YEAR,
          YEAR_QUARTER,
          YEAR_MONTH,
          GEOMETRY,
          TEXT ->
          false;
    };
  }
}
