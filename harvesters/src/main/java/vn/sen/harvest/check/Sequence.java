package vn.sen.harvest.check;

import java.util.List;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.ColumnType;

/**
 * The part of COM-10 that a contract says of one {@code column}: each number is one more than that
 * of the row before it.
 */
final class Sequence {
  private Sequence() {}

  static Inquiry inquiry(Subject subject, PromisedRule rule) {
    List<String> columns = rule.parameter("column");
    List<String> lacking = subject.lacking(columns);
    boolean numbers =
        subject.named(columns).stream()
            .map(Cells::type)
            .allMatch(t -> t == ColumnType.INTEGER || t == ColumnType.YEAR || t == ColumnType.TEXT);
    if (columns.size() != 1 || !lacking.isEmpty() || !numbers) {
      Verdict bad =
          Verdict.badPromise(
              SeriesGaps.ID,
              lacking,
              "\"column\", một cột số nguyên",
              "a \"column\" of whole numbers");
      return Inquiry.none((_, _) -> List.of(bad));
    }
    return inquiry(subject.named(columns).getFirst());
  }

  private static Inquiry inquiry(Cells cells) {
    String number = "TRY_CAST(%s AS HUGEINT)".formatted(cells.sql());
    String broken =
        "(SELECT file_row_number FROM (SELECT file_row_number, %1$s AS n, lag(%1$s) OVER (ORDER BY file_row_number) AS before FROM typed) WHERE %2$s)"
            .formatted(
                number, "n IS NULL OR file_row_number > 0 AND n IS DISTINCT FROM before + 1");
    return Inquiry.ofText(
        List.of(Sql.ROWS),
        (measured, tables) -> {
          long rows = measured.text(Sql.ROWS);
          if (rows == 0) {
            return List.of();
          }
          long failed =
              tables.query("SELECT count(*) FROM " + broken, row -> row.getLong(1)).getFirst();
          return List.of(
              Verdict.count(SeriesGaps.ID, rows, failed)
                  .on(cells)
                  .declared()
                  .showing(
                      new Evidence.Where(
                          "file_row_number IN " + broken,
                          cells.sql(),
                          _ -> "dòng trước + 1 / the row before + 1"))
                  .saying(
                      "Cột \"%s\" phải tăng từng đơn vị một; %s trong %s dòng không nối tiếp dòng trước. Bổ sung dòng thiếu hoặc đánh số lại."
                          .formatted(cells.name(), Figures.vi(failed), Figures.vi(rows)),
                      "Column \"%s\" must count up by one; %s of %s rows do not follow the row before. Add the missing rows or number them again."
                          .formatted(cells.name(), Figures.en(failed), Figures.en(rows))));
        });
  }
}
