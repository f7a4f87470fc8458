package vn.sen.harvest.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;

/**
 * The part of ACC-09 that a contract says: values of a {@code column} are within {@code interval}
 * standard deviations (3) of their {@code average} (mean, median or mode); cells of {@code
 * lengths}, columns of text, are no longer than that many beyond the median, {@code least} (5,000)
 * characters being always allowed. Of fewer than two values nothing is said.
 */
final class Deviations {
  private static final String INTERVAL = "3";
  private static final String LEAST_LENGTH = "5000";

  private Deviations() {}

  static List<Inquiry> inquiries(Subject subject, PromisedRule rule) {
    List<String> lengths = rule.parameter("lengths");
    List<String> values = lengths.isEmpty() ? rule.parameter("column") : List.of();
    List<String> lacking = subject.lacking(values.isEmpty() ? lengths : values);
    if (values.isEmpty() && lengths.isEmpty() || !lacking.isEmpty()) {
      return bad(lacking, "\"column\" hoặc \"lengths\"", "a \"column\", or \"lengths\"");
    }
    BigDecimal interval = number(rule, "interval", INTERVAL);
    if (values.isEmpty()) {
      BigDecimal least = number(rule, "least", LEAST_LENGTH);
      return subject.named(lengths).stream().map(c -> lengths(c, interval, least)).toList();
    }
    if (!subject.named(values).stream().allMatch(Deviations::isNumber)) {
      return bad(List.of(), "\"column\", một cột số", "a \"column\" of numbers");
    }
    String average = rule.parameter("average").stream().findFirst().orElse("mean");
    return subject.named(values).stream().map(c -> values(c, interval, average)).toList();
  }

  private static boolean isNumber(Cells cells) {
    return cells.type() == ColumnType.INTEGER || cells.type() == ColumnType.DECIMAL;
  }

  private static List<Inquiry> bad(List<String> lacking, String vi, String en) {
    Verdict verdict = Verdict.badPromise(Outliers.ID, lacking, vi, en);
    return List.of(Inquiry.none((_, _) -> List.of(verdict)));
  }

  private static BigDecimal number(PromisedRule rule, String name, String otherwise) {
    return new BigDecimal(rule.parameter(name).stream().findFirst().orElse(otherwise));
  }

  private static Inquiry values(Cells cells, BigDecimal interval, String average) {
    String value = cells.sql() + "::DOUBLE";
    String there = "count(%s)".formatted(cells.sql());
    String middle =
        switch (average) {
          case "median" -> "median(%s)".formatted(value);
          case "mode" -> "mode(%s)".formatted(value);
          default -> "avg(%s)".formatted(value);
        };
    String deviation = "stddev_samp(%s)".formatted(value);
    return new Inquiry(
        List.of(),
        List.of(there, middle, deviation),
        (measured, tables) -> {
          OptionalDouble far = measured.typedNumber(deviation);
          if (far.isEmpty()) {
            return List.of();
          }
          double reach = far.getAsDouble() * interval.doubleValue();
          double around = measured.typedNumber(middle).orElse(0);
          String outside =
              "%1$s IS NOT NULL AND abs(%2$s - (%3$s)) > %4$s"
                  .formatted(cells.sql(), value, Outliers.exact(around), Outliers.exact(reach));
          long failed =
              tables
                  .query("SELECT count(*) FROM typed WHERE " + outside, row -> row.getLong(1))
                  .getFirst();
          String span = "%s ± %s".formatted(shown(around), shown(reach));
          Verdict verdict =
              Verdict.count(Outliers.ID, measured.typed(there), failed)
                  .on(cells)
                  .declared()
                  .saying(
                      "Cột \"%s\": %s trong %s giá trị nằm ngoài %s như hợp đồng cam kết. Xem lại các giá trị này; nếu đúng thì ghi chú lý do."
                          .formatted(
                              cells.name(),
                              Figures.vi(failed),
                              Figures.vi(measured.typed(there)),
                              span),
                      "Column \"%s\": %s of %s values are outside %s, which the contract promises. Check them; if they are right, note why."
                          .formatted(
                              cells.name(),
                              Figures.en(failed),
                              Figures.en(measured.typed(there)),
                              span));
          return List.of(
              failed == 0 ? verdict : verdict.showing(tables.typedRows(cells, outside, span)));
        });
  }

  private static Inquiry lengths(Cells cells, BigDecimal interval, BigDecimal least) {
    String ofFilled = "(length(%s)) FILTER (WHERE %s)".formatted(cells.sql(), cells.isFilled());
    String median = "median" + ofFilled;
    String deviation = "stddev_samp" + ofFilled;
    return Inquiry.ofText(
        List.of(cells.filled(), median, deviation),
        (measured, tables) -> {
          OptionalDouble far = measured.textNumber(deviation);
          if (far.isEmpty()) {
            return List.of();
          }
          long most =
              (long)
                  Math.max(
                      least.doubleValue(),
                      measured.textNumber(median).orElse(0)
                          + far.getAsDouble() * interval.doubleValue());
          String failing = "length(%s) > %d".formatted(cells.sql(), most);
          long filled = measured.text(cells.filled());
          long failed = tables.count(failing);
          return List.of(
              Verdict.count(Outliers.ID, filled, failed)
                  .on(cells)
                  .declared()
                  .showing(new Evidence.Where(failing, cells.sql(), _ -> "|x| ≤ " + most))
                  .saying(
                      "Cột \"%s\": %s trong %s ô dài bất thường so với cột (hơn %s ký tự). Xem lại dấu nháy và dấu phân cách ở các dòng này."
                          .formatted(
                              cells.name(),
                              Figures.vi(failed),
                              Figures.vi(filled),
                              Figures.vi(most)),
                      "Column \"%s\": %s of %s cells are far longer than the column's (over %s characters). Check the quotes and delimiters of these rows."
                          .formatted(
                              cells.name(),
                              Figures.en(failed),
                              Figures.en(filled),
                              Figures.en(most))));
        });
  }

  private static String shown(double number) {
    return new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
