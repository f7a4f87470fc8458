package vn.sen.harvest.check;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Finding.Scope;

/** CLN-06: no row stands twice, equal in every cell. The first of equal rows is not counted. */
final class DuplicateRows implements TableRule {
  private static final String ID = "CLN-06";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.columns().isEmpty()
        ? List.of()
        : List.of(
            Inquiry.ofText(
                List.of(Sql.ROWS),
                (measured, tables) ->
                    measured.text(Sql.ROWS) == 0
                        ? List.of()
                        : List.of(judge(subject, measured.text(Sql.ROWS), tables))));
  }

  private static Verdict judge(Subject subject, long rows, Tables tables) {
    String digests = tables.digests(subject.columns());
    String both = tables.forth() + ", " + tables.back();
    long copies =
        tables
            .query(
                """
                SELECT coalesce(sum(copies - 1), 0) FROM
                  (SELECT count(*) AS copies FROM %s GROUP BY %s HAVING count(*) > 1)\
                """
                    .formatted(digests, both),
                row -> row.getLong(1))
            .getFirst();
    Verdict verdict = Verdict.count(ID, rows, copies).about(Scope.ROW);
    if (copies == 0) {
      return verdict;
    }
    String every =
        """
        WITH hashed AS (SELECT _row, %2$s FROM %1$s JOIN (SELECT _row, file_row_number FROM t) USING (file_row_number))
        SELECT h._row, g.original FROM hashed h JOIN
          (SELECT %2$s, min(_row) AS original FROM hashed
           GROUP BY %2$s HAVING count(*) > 1) g USING (%2$s)
        WHERE h._row > g.original ORDER BY h._row\
        """
            .formatted(digests, both);
    List<FailingRow> shown =
        tables.query(
            every + " LIMIT " + Evidence.SHOWN,
            row ->
                new FailingRow(
                    row.getLong(1),
                    "",
                    "khác dòng %1$d / other than row %1$d".formatted(row.getLong(2))));
    return verdict
        .showing(
            new Evidence.Found(
                shown,
                Optional.of(reproduce(subject.columns())),
                Optional.of("SELECT _row, '' FROM (" + every + ") AS copies(_row, original)")))
        .saying(
            "%s trong %s dòng giống hệt một dòng phía trên (%s). Xóa các dòng lặp, hoặc thêm cột phân biệt chúng."
                .formatted(Figures.vi(copies), Figures.vi(rows), Figures.percentVi(copies, rows)),
            "%s of %s rows are equal to an earlier row in every cell (%s). Remove the copies, or add the column that tells them apart."
                .formatted(Figures.en(copies), Figures.en(rows), Figures.percent(copies, rows)));
  }

  private static String reproduce(List<Cells> cells) {
    String all = cells.stream().map(Cells::sql).collect(joining(", "));
    return "SELECT _row, '' FROM t QUALIFY row_number() OVER (PARTITION BY %s ORDER BY _row) > 1 ORDER BY _row"
        .formatted(all);
  }
}
