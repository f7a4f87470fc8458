package vn.sen.harvest.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.sen.vocab.Column;

/** The columns of a published table that say of which time a row is. */
public final class TimeColumns {
  private static final List<String> DAYS =
      List.of("ngay", "date", "day", "thoi diem", "ngay bao cao", "ngay do", "ngay quan trac");

  private TimeColumns() {}

  /** Those of {@code columns}; a date of birth or of founding is none. */
  public static List<Column> of(List<Column> columns) {
    return columns.stream().filter(TimeColumns::isTime).toList();
  }

  private static boolean isTime(Column column) {
    HeaderWords header = HeaderWords.of(column);
    return switch (column.type()) {
      case YEAR, YEAR_QUARTER, YEAR_MONTH -> header.are(SeriesGaps.SERIES);
      case DATE, TIMESTAMP ->
          header.are(Stream.concat(SeriesGaps.SERIES.stream(), DAYS.stream()).toList());
      case BOOLEAN, INTEGER, DECIMAL, TIME, DURATION, GEOMETRY, TEXT -> false;
    };
  }

  /** The last day that a value of such a column can mean; absent when it is no time. */
  public static Optional<LocalDate> lastDay(String value) {
    return Span.parse(value).map(Span::to);
  }
}
