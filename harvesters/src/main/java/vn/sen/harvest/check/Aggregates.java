package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.sen.harvest.check.Circumstances.Published;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Severity;

/**
 * ACC-14: parts add up to the aggregate that is published: within a table that holds both, such as
 * provinces and the whole country or communes and the row of their province, and against another
 * table of the dataset.
 *
 * <p>What adds up is told by the figures: a column is judged when its parts come within a tenth of
 * the aggregate in most groups, for shares, means and prices never do. Figures rounded to decimals
 * may be off by half a unit for each part.
 */
final class Aggregates implements TableRule {
  private static final String ID = "ACC-14";

  static final String WHOLE =
      "(?i)(tổng( cộng| số| chung)?|cộng|cả nước|toàn quốc|toàn (tỉnh|huyện|xã|thành phố)|cả"
          + " tỉnh|whole country|grand total|total|tong so|tong cong|ca nuoc|toan quoc|toan tinh)("
          + " *[:：.])?";

  /** How far the sum may be from the aggregate for a column to be one that adds up. */
  private static final double NEAR = 0.1;

  private static final int MOST_DIGITS = 6;

  private static final int MOST_SIBLINGS = 5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    List<Cells> figures = figures(subject);
    if (figures.isEmpty()) {
      return List.of();
    }
    var inquiries = new ArrayList<Inquiry>();
    for (Cells label : labels(subject)) {
      String whole = Sql.matches(label.trimmed(), WHOLE);
      inquiries.add(
          Inquiry.ofText(
              List.of(Sql.count(whole), label.filled()),
              (measured, tables) -> {
                long wholes = measured.text(Sql.count(whole));
                return wholes == 0 || 3 * wholes > measured.text(label.filled())
                    ? List.of()
                    : within(subject, label, whole, figures, tables);
              }));
    }
    lower(subject)
        .ifPresent(
            cells -> {
              String blank = cells.isBlank();
              inquiries.add(
                  Inquiry.ofText(
                      List.of(Sql.count(blank), cells.filled()),
                      (measured, tables) -> {
                        long wholes = measured.text(Sql.count(blank));
                        return wholes == 0 || 3 * wholes > measured.text(cells.filled())
                            ? List.of()
                            : within(subject, cells, blank, figures, tables);
                      }));
            });
    subject.circumstances().beside().siblings().stream()
        .limit(MOST_SIBLINGS)
        .forEach(
            sibling ->
                inquiries.add(
                    Inquiry.none((_, tables) -> against(subject, sibling, figures, tables))));
    return inquiries;
  }

  private static List<Cells> figures(Subject subject) {
    return subject.columns().stream().filter(Aggregates::isFigure).toList();
  }

  private static boolean isFigure(Cells cells) {
    return Units.NUMBERS.contains(cells.type())
        && UnitColumns.levels(cells.column()).isEmpty()
        && !cells.header().say(List.of("stt", "ma", "code", "id", "nam hoc", "year"));
  }

  /** Where the name of a whole may stand among those of its parts. */
  private static List<Cells> labels(Subject subject) {
    return subject.texts().stream().limit(3).toList();
  }

  /** The column of codes of the lower units, blank in the row of the unit above. */
  private static Optional<Cells> lower(Subject subject) {
    boolean above =
        subject.columns().stream()
            .anyMatch(c -> UnitColumns.levels(c.column()).equals(List.of(Level.PROVINCE)));
    return above
        ? subject.columns().stream()
            .filter(c -> UnitColumns.levels(c.column()).equals(List.of(Level.COMMUNE)))
            .findFirst()
        : Optional.empty();
  }

  /**
   * A group whose parts and whole are both there.
   *
   * @param row of the whole in the file
   * @param digits decimals of what was added up
   */
  private record Group(long row, double whole, double sum, long parts, int digits) {
    boolean isNear() {
      return Math.abs(sum - whole) <= NEAR * Math.abs(whole);
    }

    boolean addsUp() {
      double rounding = digits == 0 ? 0 : 0.5 * (parts + 1) * Math.pow(10, -digits);
      return Math.abs(sum - whole) <= rounding + 1e-9 * Math.abs(whole);
    }
  }

  /** Groups are told apart by what else is the same: the period, and the place above. */
  private static List<Verdict> within(
      Subject subject, Cells label, String isWhole, List<Cells> figures, Tables tables) {
    List<Cells> keys =
        subject.columns().stream()
            .filter(cells -> !cells.equals(label) && !figures.contains(cells))
            .filter(cells -> isKey(cells, label))
            .toList();
    String by = keys.stream().map(k -> "t." + k.sql()).collect(Collectors.joining(", "));
    String whole = isWhole.replace(label.sql(), "t." + label.sql());
    String query =
        """
        SELECT %s, min(t._row) FILTER (WHERE %s)
        FROM t JOIN typed USING (file_row_number)%s
        HAVING count(*) FILTER (WHERE %s) = 1 AND count(*) FILTER (WHERE NOT (%s)) > 1\
        """
            .formatted(
                sums(figures, whole), whole, by.isEmpty() ? "" : " GROUP BY " + by, whole, whole);
    return verdicts(figures, groups(query, figures.size(), tables), Optional.empty());
  }

  /** Whether rows with other cells of this column belong to other wholes: periods and the like. */
  private static boolean isKey(Cells cells, Cells label) {
    boolean period =
        cells.type() == ColumnType.YEAR
            || cells.type() == ColumnType.DATE
            || cells
                .header()
                .say(List.of("nam", "quy", "thang", "ky", "year", "month", "quarter", "period"));
    boolean above =
        UnitColumns.levels(label.column()).equals(List.of(Level.COMMUNE))
            && UnitColumns.levels(cells.column()).equals(List.of(Level.PROVINCE));
    boolean sort =
        cells
            .header()
            .say(
                List.of(
                    "chi tieu",
                    "loai",
                    "nhom",
                    "gioi tinh",
                    "sex",
                    "indicator",
                    "category",
                    "type"));
    return period || above || sort;
  }

  private static String sums(List<Cells> figures, String whole) {
    return figures.stream()
        .map(
            cells ->
                """
                max(typed.%1$s::DOUBLE) FILTER (WHERE %2$s),
                sum(typed.%1$s::DOUBLE) FILTER (WHERE NOT (%2$s)),
                count(typed.%1$s) FILTER (WHERE NOT (%2$s)),
                max(%3$s)\
                """
                    .formatted(cells.sql(), whole, digits("typed." + cells.sql())))
        .collect(Collectors.joining(",\n"));
  }

  /** With how many decimals a value is written. */
  private static String digits(String value) {
    return "length(rtrim(regexp_extract(%s::VARCHAR, '[.]([0-9]+)$', 1), '0'))".formatted(value);
  }

  private static List<List<Group>> groups(String query, int figures, Tables tables) {
    List<List<Group>> found =
        IntStream.range(0, figures).<List<Group>>mapToObj(_ -> new ArrayList<>()).toList();
    tables.query(
        query,
        row -> {
          long at = row.getLong(4 * figures + 1);
          for (int i = 0; i < figures; i++) {
            boolean both = row.getObject(4 * i + 1) != null && row.getObject(4 * i + 2) != null;
            if (both && row.getLong(4 * i + 3) > 1) {
              found
                  .get(i)
                  .add(
                      new Group(
                          at,
                          row.getDouble(4 * i + 1),
                          row.getDouble(4 * i + 2),
                          row.getLong(4 * i + 3),
                          Math.min(MOST_DIGITS, row.getInt(4 * i + 4))));
            }
          }
          return at;
        });
    return found;
  }

  /** A table whose other columns are some of this one's holds its aggregates, if the figures do. */
  private static List<Verdict> against(
      Subject subject, Published sibling, List<Cells> figures, Tables tables) {
    Set<String> theirs = sibling.columns().stream().map(Column::name).collect(Collectors.toSet());
    List<Cells> common =
        figures.stream()
            .filter(
                cells ->
                    sibling.columns().stream()
                        .anyMatch(c -> c.name().equals(cells.name()) && isNumber(c)))
            .toList();
    List<Cells> groups = subject.columns().stream().filter(c -> !figures.contains(c)).toList();
    List<Cells> keys = groups.stream().filter(cells -> theirs.contains(cells.name())).toList();
    boolean above = keys.size() < groups.size() && theirs.size() <= keys.size() + figures.size();
    if (common.isEmpty() || keys.isEmpty() || !above) {
      return List.of();
    }
    String names =
        keys.stream()
            .map(k -> "coalesce(%1$s::VARCHAR, '') AS %1$s".formatted(k.sql()))
            .collect(Collectors.joining(", "));
    String sums =
        common.stream()
            .map(
                c ->
                    "sum(%1$s::DOUBLE) AS %1$s, count(%1$s) AS %2$s, max(%3$s) AS %4$s"
                        .formatted(c.sql(), aside(c, "n"), digits(c.sql()), aside(c, "d")))
            .collect(Collectors.joining(", "));
    String wholes =
        common.stream()
            .map(c -> "max(%1$s::DOUBLE) AS %1$s".formatted(c.sql()))
            .collect(Collectors.joining(", "));
    String selected =
        common.stream()
            .map(
                c ->
                    "w.%1$s, p.%1$s, p.%2$s, p.%3$s"
                        .formatted(c.sql(), aside(c, "n"), aside(c, "d")))
            .collect(Collectors.joining(", "));
    String on =
        keys.stream()
            .map(k -> "p.%1$s = w.%1$s".formatted(k.sql()))
            .collect(Collectors.joining(" AND "));
    String query =
        """
        SELECT %s, t._row FROM
        (SELECT %s, %s, min(file_row_number) AS place, count(*) AS size FROM typed GROUP BY ALL) p
        JOIN (SELECT %s, %s FROM %s GROUP BY ALL HAVING count(*) = 1) w ON %s
        JOIN t ON t.file_row_number = p.place WHERE p.size > 1\
        """
            .formatted(selected, names, sums, names, wholes, Sql.parquet(sibling.parts()), on);
    return verdicts(common, groups(query, common.size(), tables), Optional.of(sibling.name()));
  }

  private static boolean isNumber(Column column) {
    return Units.NUMBERS.contains(column.type());
  }

  private static String aside(Cells cells, String what) {
    return vn.sen.catalog.tables.DuckSession.identifier(what + " of " + cells.name());
  }

  private static List<Verdict> verdicts(
      List<Cells> figures, List<List<Group>> groups, Optional<String> other) {
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i < figures.size(); i++) {
      List<Group> of = groups.get(i);
      long near = of.stream().filter(Group::isNear).count();
      if (!of.isEmpty() && 2 * near > of.size()) {
        verdicts.add(verdict(figures.get(i), of, other));
      }
    }
    return verdicts;
  }

  private static Verdict verdict(Cells cells, List<Group> groups, Optional<String> other) {
    List<Group> wrong = groups.stream().filter(group -> !group.addsUp()).toList();
    Verdict verdict = Verdict.count(ID, groups.size(), wrong.size()).on(cells).inferred();
    if (wrong.isEmpty()) {
      return verdict;
    }
    return verdict
        .reaching(
            wrong.size() > 1 && 100L * wrong.size() > groups.size()
                ? Severity.ERROR
                : Severity.WARNING)
        .showing(
            new Evidence.Found(
                wrong.stream()
                    .limit(Evidence.SHOWN)
                    .map(
                        group ->
                            new FailingRow(group.row(), plain(group.whole()), plain(group.sum())))
                    .toList()))
        .saying(
            "Cột \"%s\": trong %s nhóm, các phần cộng lại không bằng số tổng hợp%s ở %s nhóm. Đối chiếu từng nhóm được liệt kê; nếu do làm tròn hoặc khác ngày chốt số liệu thì ghi rõ trong mô tả."
                .formatted(
                    cells.name(),
                    Figures.vi(groups.size()),
                    other.map(name -> " đã công bố ở \"" + name + "\"").orElse(""),
                    Figures.vi(wrong.size())),
            "Column \"%s\": of %s groups, the parts do not add up to the aggregate%s in %s. Compare each group listed; where rounding or another closing date explains it, say so in the description."
                .formatted(
                    cells.name(),
                    Figures.en(groups.size()),
                    other.map(name -> " published in \"" + name + "\"").orElse(""),
                    Figures.en(wrong.size())));
  }

  private static String plain(double number) {
    return new java.math.BigDecimal(number)
        .setScale(MOST_DIGITS, java.math.RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
