package vn.sen.harvest.check;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Finding.Scope;

/**
 * COM-14: the datasets that an agency lists as open data are in the catalogue. Judged on the table
 * that is the list; a row whose date is still to come is not due.
 */
final class PromisedDatasets implements TableRule {
  private static final String ID = "COM-14";

  private static final List<String> TITLES =
      List.of(
          "ten bo du lieu",
          "ten tap du lieu",
          "ten du lieu",
          "ten co so du lieu",
          "bo du lieu",
          "tap du lieu",
          "dataset title",
          "dataset name",
          "dataset",
          "title");

  private static final List<String> DUE =
      List.of("thoi han", "han cong bo", "ngay cong bo", "thoi gian cong bo", "deadline", "due");

  /** What stands around a title and says nothing of the data. */
  private static final Pattern FILLING =
      Pattern.compile("^ (?:bo du lieu|tap du lieu|du lieu|danh sach|thong tin)(?: ve)? (?=\\S)");

  private static final int MOST = 20_000;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Optional<List<String>> titles = subject.circumstances().beside().titles();
    Optional<Cells> column =
        subject.texts().stream().filter(cells -> cells.header().say(TITLES)).findFirst();
    if (titles.isEmpty() || column.isEmpty()) {
      return List.of();
    }
    Set<String> present =
        titles.get().stream().map(PromisedDatasets::bare).collect(Collectors.toSet());
    return List.of(
        Inquiry.none(
            (_, tables) -> judge(subject, column.get(), present, tables).stream().toList()));
  }

  private static Optional<Verdict> judge(
      Subject subject, Cells titles, Set<String> present, Tables tables) {
    LocalDate today = subject.circumstances().judgedOn();
    String isDue =
        subject.columns().stream()
            .filter(cells -> cells.type() == ColumnType.DATE && cells.header().say(DUE))
            .findFirst()
            .map(due -> "coalesce(typed.%s <= DATE '%s', true)".formatted(due.sql(), today))
            .orElse("true");
    List<FailingRow> promised =
        tables.query(
            """
            SELECT t._row, left(t.%1$s, 200) FROM t JOIN typed USING (file_row_number)
            WHERE typed.%1$s IS NOT NULL AND %2$s ORDER BY t._row LIMIT %3$d\
            """
                .formatted(titles.sql(), isDue, MOST),
            row -> new FailingRow(row.getLong(1), row.getString(2), "trên Sen / in Sen"));
    if (promised.isEmpty()) {
      return Optional.empty();
    }
    var seen = new HashSet<String>();
    List<FailingRow> distinct =
        promised.stream().filter(row -> seen.add(bare(row.value()))).toList();
    List<FailingRow> missing =
        distinct.stream().filter(row -> !present.contains(bare(row.value()))).toList();
    return Optional.of(
        Verdict.count(ID, distinct.size(), missing.size())
            .about(Scope.ROW)
            .showing(new Evidence.Found(missing.stream().limit(Evidence.SHOWN).toList()))
            .saying(
                "Danh mục hứa %s bộ dữ liệu; %s bộ chưa có trên Sen. Công bố các bộ được liệt kê, hoặc sửa danh mục và thời hạn cho đúng."
                    .formatted(Figures.vi(distinct.size()), Figures.vi(missing.size())),
                "The list promises %s datasets; %s of them are not in Sen. Publish those listed here, or correct the list and its dates."
                    .formatted(Figures.en(distinct.size()), Figures.en(missing.size()))));
  }

  /** A title without accents, signs and the words that any title may begin with. */
  private static String bare(String title) {
    return FILLING.matcher(HeaderWords.fold(title)).replaceFirst(" ").strip();
  }
}
