package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/**
 * CLN-19: nobody can be singled out. Where a row is a person, each combination of birth, sex and
 * place has at least five; where rows count people, no count is 1 or 2; and what changed since the
 * last accepted version isolates nobody.
 *
 * <p>A table is taken to have a person in each row when it has columns of birth and sex and none
 * that counts; when nearly every combination there can be is there just once, the rows are groups.
 */
final class Disclosure implements TableRule {
  private static final String ID = "CLN-19";

  /** So many share what is known of them, or somebody can be found. */
  private static final int FEWEST = 5;

  private static final int SMALLEST_CELL = 3;

  /** To compare larger versions cell by cell would take more memory than a check may. */
  private static final long MOST_ROWS = 2_000_000;

  private static final double FULL_GRID = 0.8;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    List<Cells> known = knownOfPeople(subject);
    if (!known.isEmpty()) {
      return List.of(people(subject, known));
    }
    List<Cells> counts = People.counts(subject);
    var inquiries = new ArrayList<Inquiry>();
    counts.forEach(cells -> inquiries.add(cells(subject, cells)));
    if (!counts.isEmpty()) {
      comparable(subject).ifPresent(previous -> inquiries.add(changes(subject, counts, previous)));
    }
    return inquiries;
  }

  /** What others may know of the person in a row; none where rows are no persons. */
  private static List<Cells> knownOfPeople(Subject subject) {
    Optional<Cells> birth = People.birth(subject);
    Optional<Cells> sex = People.sex(subject);
    Optional<Cells> place = People.place(subject);
    boolean enough = place.isPresent() || birth.filter(People::isDay).isPresent();
    if (birth.isEmpty() || sex.isEmpty() || !enough || People.areTallied(subject)) {
      return List.of();
    }
    var known = new ArrayList<>(List.of(birth.get(), sex.get()));
    place.ifPresent(known::add);
    return known.stream().distinct().toList();
  }

  private static Optional<Previous> comparable(Subject subject) {
    return subject
        .circumstances()
        .previous()
        .filter(previous -> !previous.parts().isEmpty())
        .filter(previous -> Math.max(previous.rows(), subject.report().rows()) <= MOST_ROWS);
  }

  // A row is a person

  private static Inquiry people(Subject subject, List<Cells> known) {
    String complete = known.stream().map(Cells::isFilled).collect(Collectors.joining(" AND "));
    String rows = Sql.count(complete);
    return Inquiry.ofText(
        List.of(rows),
        (measured, tables) -> {
          long all = measured.text(rows);
          if (all == 0) {
            return List.of();
          }
          Groups groups = groups(known, complete, tables);
          if (groups.areNoPersons(all)) {
            return List.of();
          }
          var verdicts = new ArrayList<Verdict>();
          verdicts.add(combinations(known, complete, all, groups));
          comparable(subject)
              .flatMap(previous -> fewChanged(subject, previous, tables))
              .ifPresent(verdicts::add);
          return verdicts;
        });
  }

  /**
   * The combinations there are.
   *
   * @param possible how many there could be of the values that occur
   * @param largest rows of the largest
   * @param small rows of those that are too small
   */
  private record Groups(double possible, long largest, long small, boolean single) {
    boolean areNoPersons(long rows) {
      return largest == 1 && rows >= FULL_GRID * possible;
    }
  }

  private static Groups groups(List<Cells> known, String complete, Tables tables) {
    String names = names(known);
    String possible =
        known.stream()
            .map(cells -> "count(DISTINCT %s)::DOUBLE".formatted(cells.sql()))
            .collect(Collectors.joining(" * "));
    return tables
        .query(
            """
            SELECT %s, max(people), coalesce(sum(people) FILTER (WHERE people < %d), 0), min(people)
            FROM (SELECT %s, count(*) AS people FROM t WHERE %s GROUP BY %s)\
            """
                .formatted(possible, FEWEST, names, complete, names),
            row ->
                new Groups(row.getDouble(1), row.getLong(2), row.getLong(3), row.getLong(4) == 1))
        .getFirst();
  }

  private static Verdict combinations(List<Cells> known, String complete, long all, Groups groups) {
    String names = names(known);
    String small =
        "%1$s AND (%2$s) IN (SELECT (%2$s) FROM t WHERE %1$s GROUP BY %2$s HAVING count(*) < %3$d)"
            .formatted(complete, names, FEWEST);
    String columns = known.stream().map(Cells::name).collect(Collectors.joining(", "));
    Verdict verdict = Verdict.count(ID, all, groups.small()).about(Scope.ROW);
    if (groups.small() == 0) {
      return verdict;
    }
    return verdict
        .reaching(groups.single() ? Severity.ERROR : Severity.WARNING)
        .showing(
            new Evidence.Where(
                small,
                // What is known of the person is not told here again, only where it stands.
                "regexp_replace(%s, '[0-9]', '*', 'g')".formatted(known.getFirst().sql()),
                _ -> "≥ " + FEWEST))
        .saying(
            "%s trong %s dòng có tổ hợp (%s) chung với chưa đến %d người, nên có thể nhận ra từng người. Gộp năm sinh thành nhóm tuổi, gộp địa bàn lên cấp tỉnh, hoặc công bố số đếm theo nhóm."
                .formatted(Figures.vi(groups.small()), Figures.vi(all), columns, FEWEST),
            "%s of %s rows share their combination of (%s) with fewer than %d people, so that persons can be found. Merge birth dates into age groups, places into provinces, or publish counts of groups."
                .formatted(Figures.en(groups.small()), Figures.en(all), columns, FEWEST));
  }

  /** Who came or went, when that is fewer than five. */
  private static Optional<Verdict> fewChanged(Subject subject, Previous previous, Tables tables) {
    List<Cells> columns =
        subject.columns().stream()
            .filter(cells -> previous.columns().contains(cells.name()))
            .toList();
    String names = texts(columns);
    String earlier = Sql.parquet(previous.parts());
    long changed =
        tables
            .query(
                """
                SELECT (SELECT count(*) FROM (SELECT %1$s FROM typed EXCEPT ALL SELECT %1$s FROM %2$s))
                + (SELECT count(*) FROM (SELECT %1$s FROM %2$s EXCEPT ALL SELECT %1$s FROM typed))\
                """
                    .formatted(names, earlier),
                row -> row.getLong(1))
            .getFirst();
    if (changed == 0 || changed >= FEWEST) {
      return Optional.empty();
    }
    return Optional.of(
        Verdict.count(ID, Math.max(changed, subject.report().rows()), changed)
            .reaching(Severity.WARNING)
            .saying(
                "So với phiên bản được nhận gần nhất chỉ có %d dòng khác, nên ai so hai phiên bản sẽ biết ai mới vào hoặc ra. Công bố theo đợt có nhiều thay đổi hơn, hoặc chỉ công bố số đếm theo nhóm."
                    .formatted(changed),
                "Only %d rows differ from the last accepted version, so that whoever compares the two knows who came or went. Publish when more has changed, or publish counts of groups only."
                    .formatted(changed)));
  }

  // Rows count people

  private static Inquiry cells(Subject subject, Cells cells) {
    String small =
        "try_cast(%s AS BIGINT) BETWEEN 1 AND %d".formatted(cells.trimmed(), SMALLEST_CELL - 1);
    String one = "try_cast(%s AS BIGINT) = 1".formatted(cells.trimmed());
    boolean fine = People.commune(subject).isPresent() && People.birth(subject).isPresent();
    return Inquiry.ofText(
        List.of(cells.filled(), Sql.count(small), Sql.count(one)),
        (measured, _) -> {
          long filled = measured.text(cells.filled());
          long failed = Math.min(filled, measured.text(Sql.count(small)));
          if (filled == 0) {
            return List.of();
          }
          Verdict verdict = Verdict.count(ID, filled, failed).on(cells);
          return List.of(
              failed == 0
                  ? verdict
                  : verdict
                      .reaching(
                          fine && measured.text(Sql.count(one)) > 0
                              ? Severity.ERROR
                              : Severity.WARNING)
                      .showing(new Evidence.Where(small, cells.sql(), _ -> "0, ≥ " + SMALLEST_CELL))
                      .saying(
                          "Cột \"%s\" đếm người và có %s ô bằng 1 hoặc 2: ai biết nhóm đó sẽ nhận ra người. Gộp nhóm nhỏ, hoặc để trống các ô dưới %d và ghi rõ."
                              .formatted(cells.name(), Figures.vi(failed), FEWEST),
                          "Column \"%s\" counts people, and %s of its cells are 1 or 2: whoever knows the group knows the person. Merge small groups, or leave cells below %d empty and say so."
                              .formatted(cells.name(), Figures.en(failed), FEWEST)));
        });
  }

  /** Cells of the same group that differ from the last version by fewer than five people. */
  private static Inquiry changes(Subject subject, List<Cells> counts, Previous previous) {
    List<Cells> groups =
        People.groups(subject).stream()
            .filter(cells -> previous.columns().contains(cells.name()))
            .toList();
    List<Cells> compared =
        counts.stream().filter(cells -> previous.columns().contains(cells.name())).toList();
    if (groups.isEmpty() || compared.isEmpty()) {
      return Inquiry.none((_, _) -> List.of());
    }
    return Inquiry.none(
        (_, tables) ->
            compared.stream()
                .flatMap(cells -> isolating(cells, groups, previous, tables).stream())
                .toList());
  }

  private static Optional<Verdict> isolating(
      Cells cells, List<Cells> groups, Previous previous, Tables tables) {
    String keys = texts(groups);
    String on =
        groups.stream()
            .map(group -> "n.%1$s = e.%1$s".formatted(group.sql()))
            .collect(Collectors.joining(" AND "));
    String cell = "max(try_cast(%s AS BIGINT)) AS people".formatted(cells.sql());
    // A group that is there twice is compared with none.
    String alone = "SELECT %s, %s, %s FROM %s GROUP BY ALL HAVING count(*) = 1";
    String now = alone.formatted(keys, cell, "max(file_row_number) AS place", "typed");
    String then = alone.formatted(keys, cell, "count(*) AS place", Sql.parquet(previous.parts()));
    String joined =
        "(SELECT n.place, n.people - e.people AS difference FROM (%s) n JOIN (%s) e ON %s WHERE n.people - e.people IS NOT NULL)"
            .formatted(now, then, on);
    String isolated = "abs(difference) BETWEEN 1 AND " + (FEWEST - 1);
    List<Long> counted =
        tables
            .query(
                "SELECT count(*), count(*) FILTER (WHERE %s) FROM %s".formatted(isolated, joined),
                row -> List.of(row.getLong(1), row.getLong(2)))
            .getFirst();
    long evaluated = counted.getFirst();
    long failed = counted.getLast();
    if (evaluated == 0) {
      return Optional.empty();
    }
    Verdict verdict = Verdict.count(ID, evaluated, failed).on(cells);
    if (failed == 0) {
      return Optional.of(verdict);
    }
    List<FailingRow> rows =
        tables.query(
            "SELECT t._row, %s, difference FROM t JOIN %s d ON t.file_row_number = d.place WHERE %s ORDER BY t._row LIMIT %d"
                .formatted(cells.sql(), joined, isolated, Evidence.SHOWN),
            row ->
                new FailingRow(
                    row.getLong(1),
                    row.getString(2),
                    String.format(Locale.ROOT, "%+d", row.getLong(3))));
    return Optional.of(
        verdict
            .reaching(Severity.WARNING)
            .showing(new Evidence.Found(rows))
            .saying(
                "Cột \"%s\" đếm người; %s ô khác phiên bản được nhận gần nhất chưa đến %d người, nên so hai phiên bản sẽ tách ra vài người. Làm tròn số đếm đến 5, hoặc công bố thưa hơn."
                    .formatted(cells.name(), Figures.vi(failed), FEWEST),
                "Column \"%s\" counts people; %s cells differ from the last accepted version by fewer than %d, so that comparing the two isolates a few. Round counts to 5, or publish less often."
                    .formatted(cells.name(), Figures.en(failed), FEWEST)));
  }

  private static String names(List<Cells> columns) {
    return columns.stream().map(Cells::sql).collect(Collectors.joining(", "));
  }

  /** Each as text, so that versions compare whatever type a column had. */
  private static String texts(List<Cells> columns) {
    return columns.stream()
        .map(cells -> "coalesce(%1$s::VARCHAR, '') AS %1$s".formatted(cells.sql()))
        .collect(Collectors.joining(", "));
  }
}
