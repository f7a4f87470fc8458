package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/**
 * COM-12: the columns are those that were promised, as strictly as the contract says; without one,
 * those of the last accepted version. A column that is called otherwise but in letters, accents or
 * signs was renamed. A contract may also promise how many there are: {@code exactly}, or {@code
 * minimum} and {@code maximum}.
 */
final class SchemaDrift implements TableRule {
  static final String ID = "COM-12";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    if (subject.columns().isEmpty()) {
      return List.of();
    }
    Stream<Verdict> counted =
        subject.contract().stream()
            .flatMap(contract -> contract.rules(ID).stream())
            .map(rule -> counted(subject, rule));
    return Stream.concat(compared(subject).stream(), counted)
        .map(verdict -> Inquiry.none((_, _) -> List.of(verdict)))
        .toList();
  }

  private static Optional<Verdict> compared(Subject subject) {
    Optional<Contract> contract = subject.contract().filter(c -> !c.columns().isEmpty());
    if (contract.isPresent()) {
      List<String> names = contract.get().columns().stream().map(c -> c.name()).toList();
      return Optional.of(
          contract.get().match() == FieldsMatch.EXACT
              ? judge(subject, names, FieldsMatch.EXACT, true)
              : byName(subject, names, contract.get().match()));
    }
    return subject
        .circumstances()
        .previous()
        .map(previous -> judge(subject, previous.columns(), FieldsMatch.EXACT, false));
  }

  /** Names find columns where each is there once. */
  private static Verdict byName(Subject subject, List<String> names, FieldsMatch match) {
    var seen = new HashSet<String>();
    List<String> repeated =
        subject.columns().stream()
            .map(cells -> cells.column().original().strip())
            .filter(header -> !header.isEmpty() && !seen.add(header.toLowerCase(Locale.ROOT)))
            .distinct()
            .toList();
    return repeated.isEmpty()
        ? judge(subject, names, match, true)
        : Verdict.count(ID, names.size(), Math.min(names.size(), repeated.size()))
            .declared()
            .reaching(Severity.ERROR)
            .saying(
                "Hợp đồng ghép cột theo tên (fieldsMatch: %s), nhưng tiêu đề lặp lại: %s. Đặt cho mỗi cột một tên riêng."
                    .formatted(match.key(), some(repeated)),
                "The contract matches columns by name (fieldsMatch: %s), but the header repeats: %s. Give each column a name of its own."
                    .formatted(match.key(), some(repeated)));
  }

  private static Verdict counted(Subject subject, PromisedRule promise) {
    Optional<Bounds> bounds = Bounds.of(promise);
    int columns = subject.columns().size();
    if (bounds.isEmpty()) {
      return Verdict.badPromise(
          ID,
          List.of(),
          "\"exactly\", \"minimum\" hoặc \"maximum\", số nguyên",
          "\"exactly\", \"minimum\" or \"maximum\", whole numbers");
    }
    boolean held = bounds.get().hold(columns);
    Verdict verdict = Verdict.count(ID, columns, held ? 0 : 1).declared();
    return held
        ? verdict
        : verdict
            .reaching(Severity.QUARANTINE)
            .saying(
                "Bảng có %s cột; hợp đồng cam kết %s. Gửi lại theo đúng cấu trúc, hoặc sửa hợp đồng."
                    .formatted(Figures.vi(columns), bounds.get()),
                "The table has %s columns; the contract promises %s. Send them as they were, or mend the contract."
                    .formatted(Figures.en(columns), bounds.get()));
  }

  /**
   * What became of the columns.
   *
   * @param renamed from the name wanted to the one found
   */
  private record Drift(
      List<String> removed, Map<String, String> renamed, List<String> added, boolean reordered) {
    static Drift of(List<String> wanted, Subject subject, FieldsMatch match) {
      return of(wanted, subject).within(match, wanted.size());
    }

    /** What is left of it where the contract does not ask for all. */
    private Drift within(FieldsMatch match, int wanted) {
      boolean none = removed.size() == wanted;
      boolean fewer = match == FieldsMatch.SUPERSET || match == FieldsMatch.PARTIAL && !none;
      boolean more = match == FieldsMatch.SUBSET || match == FieldsMatch.PARTIAL;
      return new Drift(
          fewer ? List.of() : removed,
          renamed,
          more ? List.of() : added,
          reordered && match == FieldsMatch.EXACT);
    }

    private static Drift of(List<String> wanted, Subject subject) {
      var left = new ArrayList<>(subject.columns());
      var removed = new ArrayList<String>();
      var found = new ArrayList<Cells>();
      for (String name : wanted) {
        Optional<Cells> same = subject.named(name).filter(left::contains);
        same.ifPresentOrElse(
            cells -> {
              left.remove(cells);
              found.add(cells);
            },
            () -> removed.add(name));
      }
      var renamed = new LinkedHashMap<String, String>();
      for (String name : List.copyOf(removed)) {
        left.stream()
            .filter(cells -> HeaderWords.fold(name).equals(HeaderWords.fold(cells.name())))
            .findFirst()
            .ifPresent(
                cells -> {
                  renamed.put(name, cells.name());
                  removed.remove(name);
                  left.remove(cells);
                });
      }
      List<Integer> places = found.stream().map(subject.columns()::indexOf).toList();
      return new Drift(
          removed,
          renamed,
          left.stream().map(Cells::name).toList(),
          !places.stream().sorted().toList().equals(places));
    }

    boolean isUnknown(Cells cells) {
      return added.contains(cells.name()) || renamed.containsValue(cells.name());
    }

    int columns() {
      return removed.size() + renamed.size() + added.size();
    }

    Optional<Severity> severity() {
      if (!removed.isEmpty()) {
        return Optional.of(Severity.QUARANTINE);
      }
      if (!renamed.isEmpty()) {
        return Optional.of(Severity.ERROR);
      }
      return added.isEmpty() && !reordered ? Optional.empty() : Optional.of(Severity.WARNING);
    }
  }

  private static Verdict judge(
      Subject subject, List<String> wanted, FieldsMatch match, boolean promised) {
    Drift drift = Drift.of(wanted, subject, match);
    int all = wanted.size() + drift.added().size();
    int failed = Math.max(drift.columns(), drift.reordered() ? 1 : 0);
    Verdict verdict =
        Verdict.count(ID, all, Math.min(all, failed))
            .about(Scope.TABLE)
            .reaching(drift.severity())
            .saying(vi(drift, promised), en(drift, promised));
    List<FailingRow> places = places(subject, wanted, drift);
    if (!places.isEmpty()) {
      verdict.showing(new Evidence.Found(places));
    }
    return promised ? verdict.declared() : verdict;
  }

  /** In the header: each column wanted and not found, at its place, beside what stands there. */
  private static List<FailingRow> places(Subject subject, List<String> wanted, Drift drift) {
    long header =
        subject.report().preambleRows() + (long) Math.max(1, subject.report().headerRows());
    var rows = new ArrayList<FailingRow>();
    var shown = new HashSet<String>();
    for (int i = 0; i < wanted.size() && rows.size() < Evidence.SHOWN; i++) {
      if (drift.removed().contains(wanted.get(i)) || drift.renamed().containsKey(wanted.get(i))) {
        Optional<Cells> there =
            i < subject.columns().size()
                ? Optional.of(subject.columns().get(i)).filter(drift::isUnknown)
                : Optional.empty();
        there.ifPresent(cells -> shown.add(cells.name()));
        rows.add(
            new FailingRow(
                header,
                there.map(cells -> cells.column().original()).orElse(""),
                "cột/column %d: \"%s\"".formatted(i + 1, wanted.get(i))));
      }
    }
    for (int i = 0; i < subject.columns().size() && rows.size() < Evidence.SHOWN; i++) {
      Cells cells = subject.columns().get(i);
      if (drift.added().contains(cells.name()) && !shown.contains(cells.name())) {
        rows.add(
            new FailingRow(
                header,
                cells.column().original(),
                "cột/column %d: thừa / surplus".formatted(i + 1)));
      }
    }
    return rows;
  }

  private static String vi(Drift drift, boolean promised) {
    var parts = new ArrayList<String>();
    parts(drift, parts, "thiếu", "đổi tên", "thêm", "đổi thứ tự");
    return "Các cột khác với %s: %s. Gửi lại theo đúng cấu trúc, hoặc báo một phiên bản hợp đồng mới."
        .formatted(
            promised ? "hợp đồng" : "phiên bản được nhận gần nhất", String.join("; ", parts));
  }

  private static String en(Drift drift, boolean promised) {
    var parts = new ArrayList<String>();
    parts(drift, parts, "missing", "renamed", "added", "reordered");
    return "The columns are not those of %s: %s. Send them as they were, or announce a new version of the contract."
        .formatted(
            promised ? "the contract" : "the last accepted version", String.join("; ", parts));
  }

  private static void parts(
      Drift drift,
      List<String> parts,
      String missing,
      String renamed,
      String added,
      String reordered) {
    if (!drift.removed().isEmpty()) {
      parts.add(missing + " " + some(drift.removed()));
    }
    if (!drift.renamed().isEmpty()) {
      parts.add(
          renamed
              + " "
              + some(
                  drift.renamed().entrySet().stream()
                      .map(e -> e.getKey() + " → " + e.getValue())
                      .toList()));
    }
    if (!drift.added().isEmpty()) {
      parts.add(added + " " + some(drift.added()));
    }
    if (drift.reordered()) {
      parts.add(reordered);
    }
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(10, names.size())))
        + (names.size() > 10 ? " …" : "");
  }
}
