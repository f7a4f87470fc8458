package vn.sen.harvest.check;

import static java.util.stream.Collectors.joining;

import java.util.List;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/**
 * CLN-08: rows that differ from another only in accents, blanks, punctuation or capitals of their
 * texts. Only rows that agree in everything else are folded, which are few where a column tells
 * rows apart.
 */
final class NearDuplicates implements TableRule {
  private static final String ID = "CLN-08";

  /** Rows whose texts are folded and compared, which takes its time; of more, the first. */
  private static final int COMPARED = 500_000;

  /** Of more columns the hashes of the others and the texts do not go into the memory. */
  private static final int MOST_COLUMNS = 3_000;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    List<Cells> texts = subject.texts();
    if (texts.isEmpty()) {
      return List.of();
    }
    if (subject.columns().size() > MOST_COLUMNS) {
      return List.of(Inquiry.none((_, _) -> List.of(tooWide(subject))));
    }
    List<Cells> others =
        subject.columns().stream().filter(cells -> cells.type() != ColumnType.TEXT).toList();
    return List.of(
        Inquiry.ofText(
            List.of(Sql.ROWS),
            (measured, tables) -> {
              long rows = measured.text(Sql.ROWS);
              return rows == 0 ? List.of() : List.of(judge(rows, texts, others, tables));
            }));
  }

  private static Verdict judge(long rows, List<Cells> texts, List<Cells> others, Tables tables) {
    if (!areAlike(texts, others, tables)) {
      return Verdict.count(ID, rows, 0).about(Scope.ROW);
    }
    long compared = Math.min(rows, COMPARED);
    String near = near(texts, others);
    List<FailingRow> shown =
        tables.query(
            near + "SELECT _row, like_row FROM near ORDER BY _row LIMIT " + Evidence.SHOWN,
            row ->
                new FailingRow(
                    row.getLong(1),
                    "",
                    "dòng %1$d viết khác / row %1$d in another spelling"
                        .formatted(row.getLong(2))));
    long failed =
        shown.size() < Evidence.SHOWN
            ? shown.size()
            : tables.query(near + "SELECT count(*) FROM near", row -> row.getLong(1)).getFirst();
    Verdict verdict = Verdict.count(ID, compared, failed).about(Scope.ROW);
    if (failed == 0) {
      return compared == rows ? verdict : ofTheFirst(verdict, compared, rows);
    }
    return verdict
        .showing(Evidence.Found.unsaid(shown, near + "SELECT _row, '' FROM near ORDER BY _row"))
        .saying(
            "%s trong %s dòng đã so chỉ khác dòng khác ở dấu, khoảng trắng, dấu câu hoặc chữ hoa. Thống nhất cách viết rồi xóa dòng lặp."
                .formatted(Figures.vi(failed), Figures.vi(compared)),
            "%s of %s rows compared differ from another only in accents, blanks, punctuation or capitals. Agree on one spelling, then delete the copies."
                .formatted(Figures.en(failed), Figures.en(compared)));
  }

  private static Verdict ofTheFirst(Verdict verdict, long compared, long rows) {
    return verdict
        .reaching(Severity.INFO)
        .saying(
            "Chỉ so %s dòng đầu trong %s dòng; không dòng nào gần trùng."
                .formatted(Figures.vi(compared), Figures.vi(rows)),
            "Only the first %s of %s rows were compared; none is nearly a copy."
                .formatted(Figures.en(compared), Figures.en(rows)));
  }

  private static Verdict tooWide(Subject subject) {
    int columns = subject.columns().size();
    return Verdict.count(ID, 0, 0)
        .about(Scope.ROW)
        .reaching(Severity.INFO)
        .scoring(1)
        .saying(
            "Bảng có %s cột; từ %s cột trở lên không tìm các dòng gần trùng."
                .formatted(Figures.vi(columns), Figures.vi(MOST_COLUMNS + 1)),
            "The table has %s columns; rows that are nearly copies are not looked for from %s columns on."
                .formatted(Figures.en(columns), Figures.en(MOST_COLUMNS + 1)));
  }

  /** Whether any rows agree in all but their texts; most tables have none, which is seen soon. */
  private static boolean areAlike(List<Cells> texts, List<Cells> others, Tables tables) {
    return tables
        .query(
            "SELECT count(*) > 0 FROM (SELECT 1 FROM (SELECT %s AS rest, hash(%s) AS written FROM %s) GROUP BY rest HAVING min(written) <> max(written))"
                .formatted(rest(others), names(texts), tables.apart()),
            row -> row.getBoolean(1))
        .getFirst();
  }

  private static String rest(List<Cells> others) {
    return others.isEmpty() ? "0" : "hash(" + names(others) + ")";
  }

  /** {@code near}: rows that are no copy of the first of those alike, and the number of that. */
  private static String near(List<Cells> texts, List<Cells> others) {
    String folded = texts.stream().map(cells -> folded(cells.sql())).collect(joining(", "));
    return """
    WITH compared AS (FROM t WHERE file_row_number < %4$d),
    hashed AS (SELECT _row, %1$s AS rest, hash(%2$s) AS written FROM compared),
    alike AS (SELECT rest FROM hashed GROUP BY rest HAVING min(written) <> max(written)),
    candidates AS (SELECT c._row, h.rest, h.written, hash(%3$s) AS folded
      FROM hashed h SEMI JOIN alike USING (rest) JOIN compared c USING (_row)),
    near AS (SELECT c._row, g.like_row FROM candidates c JOIN
      (SELECT rest, folded, min(_row) AS like_row, arg_min(written, _row) AS written
       FROM candidates GROUP BY rest, folded HAVING min(written) <> max(written)) g
      ON c.rest = g.rest AND c.folded = g.folded AND c.written <> g.written)
    """
        .formatted(rest(others), names(texts), folded, COMPARED);
  }

  private static String names(List<Cells> columns) {
    return columns.stream().map(Cells::sql).collect(joining(", "));
  }

  private static String folded(String column) {
    return "regexp_replace(strip_accents(replace(lower(%s), 'đ', 'd')), '[^a-z0-9]+', '', 'g')"
        .formatted(column);
  }
}
