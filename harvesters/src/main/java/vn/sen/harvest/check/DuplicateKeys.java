package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.contract.Contract;
import vn.sen.vocab.ColumnType;

/**
 * CLN-07: a key identifies one row. Keys are those that a contract declares; without a contract, a
 * leading column that calls itself a code or a number and repeats almost nothing is taken for one.
 */
final class DuplicateKeys implements TableRule {
  private static final String ID = "CLN-07";

  private static final List<String> KEY_WORDS =
      List.of("id", "stt", "ma", "code", "ma so", "so thu tu", "so hieu", "key", "uuid");

  /** A column is taken for a key when fewer than this share of its values repeat. */
  private static final double MOST_REPEATED = 0.02;

  private static final int FEWEST_ROWS = 20;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Optional<Contract> contract = subject.contract();
    if (contract.isPresent()) {
      var keys = new ArrayList<List<Cells>>();
      List<Cells> primary =
          subject.columns().stream()
              .filter(
                  cells ->
                      cells
                          .promised()
                          .filter(p -> contract.get().primaryKey().contains(p.name()))
                          .isPresent())
              .toList();
      if (!primary.isEmpty() && primary.size() == contract.get().primaryKey().size()) {
        keys.add(primary);
      }
      subject.columns().stream()
          .filter(cells -> cells.promised().filter(p -> p.unique()).isPresent())
          .map(List::of)
          .filter(key -> !keys.contains(key))
          .forEach(keys::add);
      contract.get().rules(ID).stream()
          .map(rule -> rule.parameter("columns"))
          .filter(columns -> !columns.isEmpty() && subject.lacking(columns).isEmpty())
          .map(subject::named)
          .filter(key -> !keys.contains(key))
          .forEach(keys::add);
      var inquiries = new ArrayList<Inquiry>(keys.stream().map(DuplicateKeys::declared).toList());
      contract.get().rules(ID).stream()
          .map(rule -> subject.lacking(rule.parameter("columns")))
          .filter(lacking -> !lacking.isEmpty())
          .map(lacking -> Verdict.badPromise(ID, lacking, "\"columns\"", "\"columns\""))
          .forEach(verdict -> inquiries.add(Inquiry.none((_, _) -> List.of(verdict))));
      return inquiries;
    }
    return subject.columns().stream()
        .limit(2)
        .filter(DuplicateKeys::looksLikeKey)
        .findFirst()
        .map(cells -> List.of(inferred(cells)))
        .orElse(List.of());
  }

  /** Whether a column calls itself a code or a number. */
  static boolean looksLikeKey(Cells cells) {
    boolean discrete = cells.type() == ColumnType.TEXT || cells.type() == ColumnType.INTEGER;
    return discrete && (cells.header().are(KEY_WORDS) || cells.header().startWith(KEY_WORDS));
  }

  private static Inquiry declared(List<Cells> key) {
    String complete =
        String.join(" AND ", key.stream().map(cells -> "(" + cells.isFilled() + ")").toList());
    return Inquiry.ofText(
        List.of(Sql.count(complete)),
        (measured, tables) -> {
          long filled = measured.text(Sql.count(complete));
          return filled == 0
              ? List.of()
              : List.of(verdict(key, filled, repeated(key, complete, tables)).declared());
        });
  }

  private static Inquiry inferred(Cells cells) {
    String distinct =
        "approx_count_distinct(%s) FILTER (WHERE %s)".formatted(cells.sql(), cells.isFilled());
    return Inquiry.ofText(
        List.of(cells.filled(), distinct),
        (measured, tables) -> {
          long filled = measured.text(cells.filled());
          // The estimate is a few per cent off, so it only spares columns that are far from keys.
          if (filled < FEWEST_ROWS || measured.text(distinct) < 0.85 * filled) {
            return List.of();
          }
          long repeated = repeated(List.of(cells), cells.isFilled(), tables);
          return repeated > MOST_REPEATED * filled
              ? List.of()
              : List.of(verdict(List.of(cells), filled, repeated).inferred());
        });
  }

  private static long repeated(List<Cells> key, String complete, Tables tables) {
    return tables
        .query(
            "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM t WHERE %s GROUP BY %s HAVING count(*) > 1)"
                .formatted(complete, names(key)),
            row -> row.getLong(1))
        .getFirst();
  }

  private static Verdict verdict(List<Cells> key, long filled, long repeated) {
    String columns = String.join(", ", key.stream().map(Cells::name).toList());
    String complete =
        String.join(" AND ", key.stream().map(cells -> "(" + cells.isFilled() + ")").toList());
    Verdict verdict = Verdict.count(ID, filled, repeated);
    if (key.size() == 1) {
      verdict.on(key.getFirst());
    }
    return verdict
        .showing(
            new Evidence.Where(
                "%1$s AND (%2$s) IN (SELECT %3$s FROM t WHERE %1$s GROUP BY %2$s HAVING count(*) > 1)"
                    .formatted(
                        complete,
                        names(key),
                        key.size() == 1 ? names(key) : "(" + names(key) + ")"),
                "concat_ws(%s, %s)".formatted(DuckSession.literal(" | "), names(key)),
                _ -> "một giá trị riêng / a value of its own"))
        .saying(
            "Khóa \"%s\": %s dòng dùng chung mã với dòng khác. Mỗi dòng cần một mã riêng: sửa mã sai hoặc bỏ dòng lặp."
                .formatted(columns, Figures.vi(repeated)),
            "Key \"%s\": %s rows share their key with another row. Each row needs its own: mend the wrong key or drop the copy."
                .formatted(columns, Figures.en(repeated)));
  }

  private static String names(List<Cells> key) {
    return String.join(", ", key.stream().map(Cells::sql).toList());
  }
}
