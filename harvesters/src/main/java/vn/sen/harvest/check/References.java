package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract.Reference;

/**
 * ACC-06: references of a contract resolve: into the same table, into one that the contract holds
 * itself, or into one that was read beside this. Of other tables a table by itself knows nothing,
 * so they are not evaluated. A row in which one of the referring cells is empty refers to nothing.
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
        .flatMap(reference -> inquiry(subject, reference).stream())
        .toList();
  }

  private static Optional<Inquiry> inquiry(Subject subject, Reference reference) {
    if (reference.table().isEmpty()) {
      List<String> lacking =
          subject.lacking(
              Stream.concat(reference.columns().stream(), reference.referenced().stream())
                  .toList());
      List<Cells> to = subject.named(reference.referenced());
      String names = names(to);
      return Optional.of(
          lacking.isEmpty()
              ? inquiry(
                  subject.named(reference.columns()),
                  names,
                  _ -> "SELECT %s FROM t".formatted(row(to.stream().map(Cells::sql))),
                  (dangling, shown, _) -> new Evidence.Where(dangling, shown, _ -> "∈ " + names))
              : bad(lacking));
    }
    return ReferredTable.find(subject, reference)
        .map(
            other -> {
              var lacking = new ArrayList<>(subject.lacking(reference.columns()));
              other.lacking(reference.referenced()).stream()
                  .map(column -> reference.table() + "." + column)
                  .forEach(lacking::add);
              String names = reference.table() + "." + String.join(", ", reference.referenced());
              return lacking.isEmpty()
                  ? inquiry(
                      subject.named(reference.columns()),
                      names,
                      tables -> other.values(reference.referenced(), tables),
                      (dangling, shown, tables) -> found(dangling, shown, "∈ " + names, tables))
                  : bad(lacking);
            });
  }

  private static Inquiry bad(List<String> lacking) {
    Verdict bad = Verdict.badPromise(ID, lacking, "", "");
    return Inquiry.none((_, _) -> List.of(bad));
  }

  /** How the rows that refer to nothing are shown. */
  @FunctionalInterface
  private interface Showing {
    Evidence show(String dangling, String value, Tables tables);
  }

  /** Without the SQL, in which another table would stand, or its place on this machine. */
  private static Evidence found(String dangling, String shown, String expected, Tables tables) {
    return tables.shown(Sql.show(shown, dangling), expected);
  }

  /**
   * @param values SQL that gives what there is to refer to, as {@link #row} makes one text of it
   */
  private static Inquiry inquiry(
      List<Cells> from, String to, Function<Tables, String> values, Showing showing) {
    String refers =
        from.stream().map(c -> "(" + c.isFilled() + ")").collect(Collectors.joining(" AND "));
    return Inquiry.ofText(
        List.of(Sql.count(refers)),
        (measured, tables) -> {
          long evaluated = measured.text(Sql.count(refers));
          if (evaluated == 0) {
            return List.of();
          }
          String dangling =
              "%s AND %s NOT IN (%s)"
                  .formatted(refers, row(from.stream().map(Cells::sql)), values.apply(tables));
          long failed = tables.count(dangling);
          Verdict verdict = verdict(from, to, evaluated, failed);
          return List.of(
              failed == 0 ? verdict : verdict.showing(showing.show(dangling, shown(from), tables)));
        });
  }

  private static Verdict verdict(List<Cells> from, String right, long evaluated, long failed) {
    String left = names(from);
    Verdict verdict = Verdict.count(ID, evaluated, failed);
    if (from.size() == 1) {
      verdict.on(from.getFirst());
    }
    return verdict
        .declared()
        .saying(
            "%s dòng có \"%s\" không có ở \"%s\". Sửa mã tham chiếu, hoặc thêm dòng được tham chiếu."
                .formatted(Figures.vi(failed), left, right),
            "%s rows have \"%s\" that is not in \"%s\". Correct the reference, or add the row it refers to."
                .formatted(Figures.en(failed), left, right));
  }

  private static String shown(List<Cells> from) {
    return from.stream()
        .map(Cells::sql)
        .collect(Collectors.joining(", ", "concat_ws(' | ', ", ")"));
  }

  /** The cells as one text, with a sign between them that no cell holds. */
  static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(", ", "concat_ws(chr(31), ", ")"));
  }

  private static String names(List<Cells> columns) {
    return columns.stream().map(Cells::name).collect(Collectors.joining(", "));
  }
}
