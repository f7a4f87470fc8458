package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Severity;

/**
 * CLN-10: the dates of a column are written in one way, with four digits of the year; the serial
 * numbers of a spreadsheet are no dates. A column of which day and month cannot be told apart is an
 * error.
 */
final class DateStyle implements TableRule {
  private static final String ID = "CLN-10";
  private static final String BEHIND = "([ T].*)?";

  /** Ways to write a date; which number is the day and which the month is found by the reader. */
  private static final List<String> STYLES =
      List.of(
          "\\d{4}-\\d{1,2}-\\d{1,2}" + BEHIND,
          "\\d{4}/\\d{1,2}/\\d{1,2}" + BEHIND,
          "\\d{1,2}/\\d{1,2}/\\d{4}" + BEHIND,
          "\\d{1,2}-\\d{1,2}-\\d{4}" + BEHIND,
          "\\d{1,2}\\.\\d{1,2}\\.\\d{4}" + BEHIND);

  /** Days of 1954 to 2064, as a spreadsheet counts them. */
  private static final String SERIAL = "[2-5]\\d{4}(\\.\\d+)?";

  private static final String SHORT_YEAR = "\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2}";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.ofOrNearly(Set.of(ColumnType.DATE, ColumnType.TIMESTAMP)).stream()
        .map(cells -> inquire(cells, subject.isOfTwoReadings(cells)))
        .toList();
  }

  private static Inquiry inquire(Cells cells, boolean ambiguous) {
    List<String> styles = STYLES.stream().map(s -> Sql.matches(cells.trimmed(), s)).toList();
    String serial = Sql.matches(cells.trimmed(), SERIAL);
    String shortYear = Sql.matches(cells.trimmed(), SHORT_YEAR);
    var asked = new ArrayList<>(List.of(cells.filled(), Sql.count(serial), Sql.count(shortYear)));
    styles.forEach(style -> asked.add(Sql.count(style)));
    return Inquiry.ofText(
        asked,
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          List<String> used =
              styles.stream()
                  .filter(style -> measured.text(Sql.count(style)) > 0)
                  .sorted(
                      Comparator.comparingLong(style -> -measured.text(Sql.count((String) style))))
                  .toList();
          if (used.isEmpty()) {
            return List.of(); // What is ambiguous are numbers, then.
          }
          if (ambiguous) {
            long all = used.stream().mapToLong(style -> measured.text(Sql.count(style))).sum();
            return List.of(verdict(cells, filled, all, used).reaching(Optional.of(Severity.ERROR)));
          }
          var odd = new ArrayList<>(used.subList(1, used.size()));
          odd.add(serial);
          odd.add(shortYear);
          long failed = odd.stream().mapToLong(style -> measured.text(Sql.count(style))).sum();
          return List.of(
              verdict(cells, filled, failed, odd)
                  .reaching(failed > 0 ? Optional.of(Severity.WARNING) : Optional.empty()));
        });
  }

  private static Verdict verdict(Cells cells, long filled, long failed, List<String> odd) {
    return Verdict.count(ID, filled, failed)
        .on(cells)
        .showing(
            new Evidence.Where(
                Sql.or(odd), cells.sql(), _ -> "một cách viết ngày / one style of dates"))
        .saying(
            "Cột \"%s\": %s trong %s ngày viết khác cách chung, năm chỉ có hai chữ số, là số thứ tự của bảng tính, hoặc không rõ ngày hay tháng đứng trước. Viết cả cột theo năm-tháng-ngày."
                .formatted(cells.name(), Figures.vi(failed), Figures.vi(filled)),
            "Column \"%s\": %s of %s dates are written otherwise than the rest, with two digits of the year, as a spreadsheet's serial number, or so that day and month cannot be told apart. Write all of them as year-month-day."
                .formatted(cells.name(), Figures.en(failed), Figures.en(filled)));
  }
}
