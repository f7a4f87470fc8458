package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;

/** What cells of a type look like as text, in the number and date styles that agencies use. */
final class TypePatterns {
  private static final String INTEGER = "[+-]?(\\d+|\\d{1,3}([., \u00A0]\\d{3})+)([.,]0+)?( ?%)?";
  private static final String DECIMAL =
      "[+-]?(\\d+([.,]\\d+)?|[.,]\\d+|\\d{1,3}([. \u00A0]\\d{3})+(,\\d+)?|\\d{1,3}([,"
          + " ]\\d{3})+(\\.\\d+)?)([eE][+-]?\\d+)?( ?%)?";
  private static final String CLOCK = "(\\d+([.,]\\d+)?[HMS])+";
  private static final String DURATION =
      "[+-]?P(\\d+[YMWD])+(T"
          + CLOCK
          + ")?|[+-]?PT"
          + CLOCK
          + "|\\d+:[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?";
  private static final List<String> DATES =
      List.of("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d");
  private static final List<String> BOOLEANS =
      List.of("true", "false", "0", "1", "yes", "no", "có", "không", "đúng", "sai", "x");

  private TypePatterns() {}

  /**
   * The predicate over the text table that holds for filled cells which are no {@code type}; empty
   * where no pattern can tell.
   */
  static Optional<String> misfits(Cells cells, ColumnType type) {
    String value = cells.trimmed();
    return fits(value, type)
        .map(fits -> Sql.and(cells.isFilled(), "NOT coalesce(%s, false)".formatted(fits)));
  }

  private static Optional<String> fits(String value, ColumnType type) {
    return switch (type) {
      case INTEGER -> Optional.of(Sql.matches(value, INTEGER));
      case DECIMAL -> Optional.of(Sql.matches(value, DECIMAL));
      case DATE -> Optional.of("try_strptime(%s, %s) IS NOT NULL".formatted(value, formats("")));
      case TIMESTAMP ->
          Optional.of(
              "try_cast(%1$s AS TIMESTAMPTZ) IS NOT NULL OR try_strptime(%1$s, %2$s) IS NOT NULL"
                  .formatted(value, formats(" %H:%M:%S")));
      case TIME -> Optional.of("try_cast(%s AS TIME) IS NOT NULL".formatted(value));
      case BOOLEAN -> Optional.of(Sql.isOneOf("lower(%s)".formatted(value), BOOLEANS));
      case YEAR -> Optional.of(Sql.matches(value, "\\d{4}"));
      case YEAR_MONTH ->
          Optional.of(Sql.matches(value, "\\d{4}[-/](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/]\\d{4}"));
      case DURATION -> Optional.of(Sql.matches(value, DURATION));
      case YEAR_QUARTER, GEOMETRY, TEXT -> Optional.empty();
    };
  }

  private static String formats(String time) {
    return DATES.stream().map(date -> DuckSession.literal(date + time)).toList().toString();
  }

  /** The type in words. */
  static Message name(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> new Message("giá trị có/không", "yes or no");
      case INTEGER -> new Message("số nguyên", "whole numbers");
      case DECIMAL -> new Message("số", "numbers");
      case DATE -> new Message("ngày (ngày/tháng/năm)", "dates");
      case TIME -> new Message("giờ", "times of day");
      case TIMESTAMP -> new Message("ngày giờ", "dates with a time");
      case DURATION -> new Message("khoảng thời gian", "durations");
      case YEAR -> new Message("năm", "years");
      case YEAR_QUARTER -> new Message("quý", "quarters");
      case YEAR_MONTH -> new Message("tháng", "months");
      case GEOMETRY -> new Message("tọa độ hoặc hình", "points or shapes");
      case TEXT -> new Message("văn bản", "text");
    };
  }
}
