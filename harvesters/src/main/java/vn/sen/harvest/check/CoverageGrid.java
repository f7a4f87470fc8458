package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.sen.harvest.contract.Contract.PromisedRule;

/**
 * COM-09: every combination of keys and periods has a row, as 34 provinces in twelve months. Which
 * columns make the grid a contract says ({@code columns}); without one, a column of provinces and
 * one of years, quarters or months do where nearly all combinations are there. A contract may also
 * say which values one column must have.
 */
final class CoverageGrid implements TableRule {
  static final String ID = "COM-09";
  private static final int NAMED = 10;

  /** A table with more gaps was never meant to be a grid. */
  private static final double NEARLY_WHOLE = 0.9;

  /** A larger grid is no grid. */
  private static final long LARGEST = 2_000_000;

  private static final List<String> PLACES = List.of("tinh", "tinh thanh", "province", "ma tinh");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    var inquiries = new ArrayList<Inquiry>();
    List<PromisedRule> promised = subject.contract().map(c -> c.rules(ID)).orElse(List.of());
    promised.forEach(rule -> inquiries.add(declared(subject, rule)));
    if (promised.stream().allMatch(RequiredValues::isSaidBy)) {
      inferred(subject).ifPresent(inquiries::add);
    }
    return inquiries;
  }

  private static Inquiry declared(Subject subject, PromisedRule rule) {
    if (RequiredValues.isSaidBy(rule)) {
      return RequiredValues.inquiry(subject, rule);
    }
    List<String> columns = rule.parameter("columns");
    List<String> lacking = subject.lacking(columns);
    if (columns.size() < 2 || !lacking.isEmpty()) {
      Verdict bad =
          Verdict.badPromise(
              ID, lacking, "\"columns\", từ hai cột", "\"columns\", two or more of them");
      return Inquiry.none((_, _) -> List.of(bad));
    }
    List<Cells> grid = subject.named(columns);
    return Inquiry.none(
        (_, tables) -> {
          Grid found = Grid.of(grid, tables);
          return found.whole() == 0 ? List.of() : List.of(verdict(grid, found, tables).declared());
        });
  }

  private static Optional<Inquiry> inferred(Subject subject) {
    Optional<Cells> place =
        subject.columns().stream().filter(cells -> cells.header().are(PLACES)).findFirst();
    Optional<Cells> period = subject.columns().stream().filter(SeriesGaps::isSeries).findFirst();
    if (place.isEmpty() || period.isEmpty()) {
      return Optional.empty();
    }
    List<Cells> grid = List.of(place.get(), period.get());
    return Optional.of(
        Inquiry.none(
            (_, tables) -> {
              Grid found = Grid.of(grid, tables);
              boolean one = found.present() == found.rows();
              return one && found.whole() >= 20 && found.present() >= NEARLY_WHOLE * found.whole()
                  ? List.of(verdict(grid, found, tables).inferred())
                  : List.of();
            }));
  }

  /**
   * How much of a grid is there.
   *
   * @param rows with a value in each of its columns
   * @param present combinations that have a row
   * @param whole all combinations; 0 when they are too many to be a grid
   */
  private record Grid(long rows, long present, long whole) {
    static Grid of(List<Cells> columns, Tables tables) {
      String filled = filled(columns);
      String each =
          columns.stream()
              .map(cells -> "count(DISTINCT %s)".formatted(cells.sql()))
              .collect(Collectors.joining(", "));
      String all = columns.stream().map(Cells::sql).collect(Collectors.joining(", "));
      return tables
          .query(
              "SELECT count(*), count(DISTINCT row(%s)), %s FROM t WHERE %s"
                  .formatted(all, each, filled),
              row -> {
                long whole = 1;
                for (int i = 0; i < columns.size(); i++) {
                  whole = Math.min(LARGEST + 1, whole * row.getLong(3 + i));
                }
                return new Grid(row.getLong(1), row.getLong(2), whole > LARGEST ? 0 : whole);
              })
          .getFirst();
    }

    private static String filled(List<Cells> columns) {
      return columns.stream()
          .map(cells -> "(" + cells.isFilled() + ")")
          .collect(Collectors.joining(" AND "));
    }
  }

  private static Verdict verdict(List<Cells> columns, Grid grid, Tables tables) {
    long missing = grid.whole() - grid.present();
    String names = columns.stream().map(Cells::name).collect(Collectors.joining(" × "));
    String some = missing == 0 ? "" : String.join("; ", missing(columns, tables));
    String more = missing > NAMED ? " …" : "";
    return Verdict.count(ID, grid.whole(), missing)
        .saying(
            "Bảng phải đủ mọi tổ hợp %s; thiếu %s trong %s: %s%s. Bổ sung các dòng thiếu, để trống giá trị nếu không có số liệu."
                .formatted(names, Figures.vi(missing), Figures.vi(grid.whole()), some, more),
            "The table should have every combination of %s; %s of %s are missing: %s%s. Add the missing rows, with blank values where there is no figure."
                .formatted(names, Figures.en(missing), Figures.en(grid.whole()), some, more));
  }

  private static List<String> missing(List<Cells> columns, Tables tables) {
    String filled = Grid.filled(columns);
    String grid =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    "(SELECT DISTINCT %s AS g%d FROM t WHERE %s)"
                        .formatted(columns.get(i).sql(), i, filled))
            .collect(Collectors.joining(", "));
    String cells =
        IntStream.range(0, columns.size()).mapToObj(i -> "g" + i).collect(Collectors.joining(", "));
    String there = columns.stream().map(Cells::sql).collect(Collectors.joining(", "));
    return tables.query(
        "SELECT concat_ws(' ', %1$s) FROM (SELECT %1$s FROM %2$s EXCEPT SELECT %3$s FROM t) ORDER BY 1 LIMIT %4$d"
            .formatted(cells, grid, there, NAMED),
        row -> row.getString(1));
  }
}
