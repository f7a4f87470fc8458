package vn.sen.harvest.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;

/**
 * ACC-12: nothing is observed in the future. Columns that speak of plans, terms and ends declare
 * themselves by their headers, and a table of plans by a {@code dct:temporal} that is not over.
 */
final class FutureDates implements TableRule {
  private static final String ID = "ACC-12";

  private static final List<String> AHEAD =
      List.of(
          "du kien",
          "ke hoach",
          "du bao",
          "muc tieu",
          "han",
          "thoi han",
          "het han",
          "het hieu luc",
          "hieu luc",
          "den",
          "den ngay",
          "den nam",
          "ket thuc",
          "hoan thanh",
          "quy hoach",
          "tam nhin",
          "dao han",
          "gia han",
          "valid",
          "plan",
          "planned",
          "forecast",
          "expected",
          "due",
          "expiry",
          "expires",
          "expiration",
          "end",
          "to",
          "until",
          "target",
          "deadline",
          "scheduled");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    LocalDate today = subject.circumstances().judgedOn();
    LocalDate last =
        subject
            .circumstances()
            .temporal()
            .flatMap(period -> period.end().flatMap(FutureDates::lastDay))
            .filter(end -> end.isAfter(today))
            .orElse(today);
    return subject.columns().stream()
        .filter(cells -> !cells.header().say(AHEAD))
        .flatMap(cells -> isLater(cells, last).map(later -> inquire(cells, later)).stream())
        .toList();
  }

  /** The last day of a lexical date, month or year. */
  private static Optional<LocalDate> lastDay(String lexical) {
    try {
      return switch (lexical.length()) {
        case 4 -> Optional.of(LocalDate.of(Integer.parseInt(lexical), 12, 31));
        case 7 -> Optional.of(YearMonth.parse(lexical).atEndOfMonth());
        default ->
            Optional.of(LocalDate.parse(lexical.substring(0, Math.min(10, lexical.length()))));
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty(); // No date that can be understood is none that is declared.
    }
  }

  /** Over the typed table, whether a value lies behind the last day. */
  private static Optional<String> isLater(Cells cells, LocalDate last) {
    return switch (cells.type()) {
      // Elsewhere the day may have begun.
      case DATE, TIMESTAMP ->
          Optional.of(
              "%s::DATE > %s::DATE + 1"
                  .formatted(cells.sql(), DuckSession.literal(last.toString())));
      case YEAR -> Optional.of("%s > %d".formatted(cells.sql(), last.getYear()));
      case YEAR_MONTH ->
          Optional.of(
              "%s > %s"
                  .formatted(cells.sql(), DuckSession.literal(last.toString().substring(0, 7))));
      case BOOLEAN, INTEGER, DECIMAL, TIME, DURATION, YEAR_QUARTER, GEOMETRY, TEXT ->
          Optional.empty();
    };
  }

  private static Inquiry inquire(Cells cells, String later) {
    String there = "count(%s)".formatted(cells.sql());
    return new Inquiry(
        List.of(),
        List.of(there, Sql.count(later)),
        (measured, tables) -> {
          long evaluated = measured.typed(there);
          long failed = measured.typed(Sql.count(later));
          if (evaluated == 0) {
            return List.of();
          }
          Verdict verdict =
              Verdict.count(ID, evaluated, failed)
                  .on(cells)
                  .saying(
                      "Cột \"%s\": %s trong %s giá trị nằm ở tương lai. Sửa năm gõ nhầm; nếu là kế hoạch hay dự báo, nói rõ trong tên cột."
                          .formatted(cells.name(), Figures.vi(failed), Figures.vi(evaluated)),
                      "Column \"%s\": %s of %s values lie in the future. Correct mistyped years; if they are plans or forecasts, say so in the column's name."
                          .formatted(cells.name(), Figures.en(failed), Figures.en(evaluated)));
          return List.of(
              failed == 0
                  ? verdict
                  : verdict.showing(
                      tables.typedRows(cells, later, "thời gian đã qua / a time gone by")));
        });
  }
}
