package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sen.harvest.check.Circumstances.Published;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Finding.FailingRow;

/**
 * COM-13: the same data in another format have the same rows. Rows are compared whatever their
 * order, by the hash of their values: numbers as numbers, all else as text.
 */
final class FormatsAgree implements TableRule {
  private static final String ID = "COM-13";

  private static final int COLUMNS_SHOWN = 5;

  private static final Set<ColumnType> NUMBERS =
      Set.of(ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.YEAR);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.circumstances().beside().twins().stream()
        .map(twin -> Inquiry.none((_, tables) -> List.of(judge(subject, twin, tables))))
        .toList();
  }

  private static Verdict judge(Subject subject, Published twin, Tables tables) {
    Map<String, Column> theirs =
        twin.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
    List<Cells> common =
        subject.columns().stream().filter(cells -> theirs.containsKey(cells.name())).toList();
    long rows = subject.report().rows();
    if (common.size() < Math.max(subject.columns().size(), theirs.size())) {
      return columnsDiffer(subject, twin, common);
    }
    String hash =
        common.stream()
            .map(cells -> value(cells, theirs.getOrDefault(cells.name(), cells.column())))
            .collect(Collectors.joining(", ", "hash(", ")"));
    String others = Sql.parquet(twin.parts());
    long surplus = rows(hash, "typed", others, tables);
    long lacking = rows(hash, others, "typed", tables);
    long all = Math.max(1, Math.max(rows, twin.rows()));
    Verdict verdict = Verdict.count(ID, all, Math.min(all, Math.max(surplus, lacking)));
    return surplus == 0 && lacking == 0
        ? verdict
        : verdict
            .showing(new Evidence.Found(shown(hash, others, common, tables)))
            .saying(
                "Cùng dữ liệu nhưng khác \"%s\": bảng này có %s dòng mà bảng kia không có, thiếu %s dòng bảng kia có (%s so với %s dòng). Xuất mọi định dạng từ cùng một lần trích xuất rồi gửi lại."
                    .formatted(
                        twin.name(),
                        Figures.vi(surplus),
                        Figures.vi(lacking),
                        Figures.vi(rows),
                        Figures.vi(twin.rows())),
                "The same data as \"%s\", but not the same: %s rows here are not there, %s rows there are not here (%s against %s rows). Make all formats from one and the same extraction, and send them again."
                    .formatted(
                        twin.name(),
                        Figures.en(surplus),
                        Figures.en(lacking),
                        Figures.en(rows),
                        Figures.en(twin.rows())));
  }

  private static Verdict columnsDiffer(Subject subject, Published twin, List<Cells> common) {
    var names = common.stream().map(Cells::name).toList();
    var only = new ArrayList<String>();
    subject.columns().stream().map(Cells::name).filter(n -> !names.contains(n)).forEach(only::add);
    twin.columns().stream().map(Column::name).filter(n -> !names.contains(n)).forEach(only::add);
    String columns = String.join(", ", only);
    return Verdict.count(ID, common.size() + only.size(), only.size())
        .saying(
            "Cùng dữ liệu với \"%s\" nhưng cột không giống nhau: %s chỉ có ở một bên. Xuất mọi định dạng từ cùng một lần trích xuất rồi gửi lại."
                .formatted(twin.name(), columns),
            "The same data as \"%s\", but not the same columns: %s stand on one side only. Make all formats from one and the same extraction, and send them again."
                .formatted(twin.name(), columns));
  }

  /** A number is the same however many zeros it ends in; a format may lack dates or booleans. */
  private static String value(Cells cells, Column theirs) {
    boolean number = NUMBERS.contains(cells.type()) || NUMBERS.contains(theirs.type());
    return number
        ? "coalesce(try_cast(%1$s AS DOUBLE)::VARCHAR, trim(%1$s::VARCHAR), '')"
            .formatted(cells.sql())
        : "coalesce(trim(%s::VARCHAR), '')".formatted(cells.sql());
  }

  /** How many rows of {@code here} are not in {@code there}, equal ones counted. */
  private static long rows(String hash, String here, String there, Tables tables) {
    return tables
        .query(
            "SELECT count(*) FROM (SELECT %1$s FROM %2$s EXCEPT ALL SELECT %1$s FROM %3$s)"
                .formatted(hash, here, there),
            row -> row.getLong(1))
        .getFirst();
  }

  private static List<FailingRow> shown(
      String hash, String others, List<Cells> common, Tables tables) {
    String cells =
        common.stream()
            .limit(COLUMNS_SHOWN)
            .map(column -> "t." + column.sql())
            .collect(Collectors.joining(", "));
    return tables.query(
        """
        SELECT t._row, left(concat_ws(' | ', %1$s), 200) FROM t
        JOIN (SELECT file_row_number FROM typed WHERE %2$s NOT IN (SELECT %2$s FROM %3$s))
        USING (file_row_number) ORDER BY t._row LIMIT %4$d\
        """
            .formatted(cells, hash, others, Evidence.SHOWN),
        row -> new FailingRow(row.getLong(1), row.getString(2), ""));
  }
}
