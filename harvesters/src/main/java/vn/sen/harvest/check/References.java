package vn.sen.harvest.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract.Reference;

/**
 * ACC-06: references of a contract resolve. Those into the same table are looked up here; of other
 * tables a table by itself knows nothing, so they are not evaluated. A row in which one of the
 * referring cells is empty refers to nothing.
 */
final class References implements TableRule {
  private static final String ID = "ACC-06";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    return subject.contract().stream()
        .flatMap(contract -> contract.references().stream())
        .filter(reference -> reference.table().isEmpty())
        .map(reference -> inquiry(subject, reference))
        .toList();
  }

  private static Inquiry inquiry(Subject subject, Reference reference) {
    List<String> lacking =
        subject.lacking(
            Stream.concat(reference.columns().stream(), reference.referenced().stream()).toList());
    if (!lacking.isEmpty()) {
      Verdict bad = Verdict.badPromise(ID, lacking, "", "");
      return Inquiry.none((_, _) -> List.of(bad));
    }
    List<Cells> from = subject.named(reference.columns());
    List<Cells> to = subject.named(reference.referenced());
    String refers =
        from.stream().map(c -> "(" + c.isFilled() + ")").collect(Collectors.joining(" AND "));
    String dangling = "%s AND %s NOT IN (SELECT %s FROM t)".formatted(refers, row(from), row(to));
    return Inquiry.ofText(
        List.of(Sql.count(refers)),
        (measured, tables) -> {
          long evaluated = measured.text(Sql.count(refers));
          if (evaluated == 0) {
            return List.of();
          }
          String count = "SELECT count(*) FROM t WHERE " + dangling;
          long failed = tables.query(count, row -> row.getLong(1)).getFirst();
          return List.of(verdict(from, to, dangling, evaluated, failed));
        });
  }

  private static Verdict verdict(
      List<Cells> from, List<Cells> to, String dangling, long evaluated, long failed) {
    String left = names(from);
    String right = names(to);
    Verdict verdict = Verdict.count(ID, evaluated, failed);
    if (from.size() == 1) {
      verdict.on(from.getFirst());
    }
    String shown =
        from.stream().map(Cells::sql).collect(Collectors.joining(", ", "concat_ws(' | ', ", ")"));
    return verdict
        .declared()
        .showing(new Evidence.Where(dangling, shown, _ -> "∈ " + right))
        .saying(
            "%s dòng có \"%s\" không có ở \"%s\". Sửa mã tham chiếu, hoặc thêm dòng được tham chiếu."
                .formatted(Figures.vi(failed), left, right),
            "%s rows have \"%s\" that is not in \"%s\". Correct the reference, or add the row it refers to."
                .formatted(Figures.en(failed), left, right));
  }

  /** The cells as one text, with a sign between them that no cell holds. */
  private static String row(List<Cells> columns) {
    return columns.stream()
        .map(Cells::sql)
        .collect(Collectors.joining(", ", "concat_ws(chr(31), ", ")"));
  }

  private static String names(List<Cells> columns) {
    return columns.stream().map(Cells::name).collect(Collectors.joining(", "));
  }
}
