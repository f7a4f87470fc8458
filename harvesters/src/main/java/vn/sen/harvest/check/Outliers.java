package vn.sen.harvest.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;

/**
 * ACC-09: numbers far from all others, by the median and the quartiles, which a few wrong ones do
 * not move. Values that span many sizes, as of places large and small, are compared by their
 * logarithms. What a contract says of a column comes before. Nothing is ever repaired.
 */
final class Outliers implements TableRule {
  static final String ID = "ACC-09";
  private static final int FEWEST_VALUES = 30;

  /** Median deviations, each of which is two thirds of a standard deviation. */
  private static final double FURTHEST = 6 / 0.6745;

  private static final double QUARTILES = 3;

  /** A greater share is another kind of rows, and not a slip. */
  private static final double MOST = 0.02;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    var inquiries = new ArrayList<Inquiry>();
    var said = new HashSet<Cells>();
    for (PromisedRule rule : subject.contract().map(c -> c.rules(ID)).orElse(List.of())) {
      inquiries.addAll(Deviations.inquiries(subject, rule));
      said.addAll(subject.named(rule.parameter("column")));
    }
    subject.columns().stream()
        .filter(cells -> isMeasure(cells) && !said.contains(cells))
        .map(Outliers::inquire)
        .forEach(inquiries::add);
    return inquiries;
  }

  private static boolean isMeasure(Cells cells) {
    boolean number = cells.type() == ColumnType.DECIMAL || cells.type() == ColumnType.INTEGER;
    return number && !Identity.isSaidBy(cells.header());
  }

  private static Inquiry inquire(Cells cells) {
    String value = cells.sql() + "::DOUBLE";
    String there = "count(%s)".formatted(cells.sql());
    String least = "min(%s)".formatted(value);
    return new Inquiry(
        List.of(),
        List.of(there, least),
        (measured, tables) -> {
          long evaluated = measured.typed(there);
          if (evaluated < FEWEST_VALUES) {
            return List.of();
          }
          Quarters quarters = quarters(cells, value, tables);
          if (quarters.range() == 0) {
            // Half of all values are one: nothing tells how far is far.
            return List.of();
          }
          boolean sizes =
              measured.typedNumber(least).orElse(0) > 0 && quarters.third() > 3 * quarters.first();
          String scale = sizes ? "ln(%s)".formatted(value) : value;
          Found found =
              find(cells, sizes, scale, sizes ? quarters(cells, scale, tables) : quarters, tables);
          long failed = found.rows() > MOST * evaluated ? 0 : found.rows();
          return List.of(verdict(cells, evaluated, failed, found, tables));
        });
  }

  /**
   * @param predicate over the typed table
   */
  private record Found(long rows, String predicate) {}

  /** Where a quarter, half and three quarters of the values are below. */
  private record Quarters(double first, double median, double third) {
    double range() {
      return third - first;
    }
  }

  private static Quarters quarters(Cells cells, String scale, Tables tables) {
    return tables
        .query(
            "SELECT q[1], q[2], q[3] FROM (SELECT quantile_cont(%s, [0.25, 0.5, 0.75]) AS q FROM typed WHERE %s IS NOT NULL)"
                .formatted(scale, cells.sql()),
            row -> new Quarters(row.getDouble(1), row.getDouble(2), row.getDouble(3)))
        .getFirst();
  }

  private static Found find(
      Cells cells, boolean sizes, String scale, Quarters quarters, Tables tables) {
    double deviation =
        tables
            .query("SELECT mad(%s) FROM typed".formatted(scale), row -> row.getDouble(1))
            .getFirst();
    double far = FURTHEST * deviation;
    double range = QUARTILES * quarters.range();
    // Of sizes, many small ones are near nothing; a thousandth is another unit.
    double small = sizes ? quarters.first() - Math.log(1_000) : Double.POSITIVE_INFINITY;
    double low = Math.min(small, Math.min(quarters.median() - far, quarters.first() - range));
    double high = Math.max(quarters.median() + far, quarters.third() + range);
    String predicate =
        "%1$s IS NOT NULL AND (%2$s < %3$s OR %2$s > %4$s)"
            .formatted(cells.sql(), scale, exact(low), exact(high));
    long rows =
        tables
            .query("SELECT %s FROM typed".formatted(Sql.count(predicate)), row -> row.getLong(1))
            .getFirst();
    return new Found(rows, predicate);
  }

  /** The same number in SQL. */
  static String exact(double number) {
    return new BigDecimal(number).toPlainString() + "::DOUBLE";
  }

  private static Verdict verdict(
      Cells cells, long evaluated, long failed, Found found, Tables tables) {
    Verdict verdict =
        Verdict.count(ID, evaluated, failed)
            .on(cells)
            .saying(
                "Cột \"%s\": %s trong %s giá trị lệch rất xa các giá trị khác. Xem lại đơn vị tính và dấu ngăn hàng nghìn; nếu đúng thì ghi chú lý do."
                    .formatted(cells.name(), Figures.vi(failed), Figures.vi(evaluated)),
                "Column \"%s\": %s of %s values are very far from all others. Check the unit and the thousands separator; if they are right, note why."
                    .formatted(cells.name(), Figures.en(failed), Figures.en(evaluated)));
    return failed == 0
        ? verdict
        : verdict.showing(
            tables.typedRows(cells, found.predicate(), "gần các giá trị khác / near the others"));
  }
}
