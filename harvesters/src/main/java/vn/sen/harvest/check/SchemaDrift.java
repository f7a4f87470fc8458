package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Severity;

/**
 * COM-12: the columns are those that were promised; without a contract, those of the last accepted
 * version. A column that is called otherwise but in letters, accents or signs was renamed.
 */
final class SchemaDrift implements TableRule {
  private static final String ID = "COM-12";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Optional<List<String>> promised =
        subject
            .contract()
            .map(contract -> contract.columns().stream().map(c -> c.name()).toList())
            .filter(names -> !names.isEmpty());
    Optional<List<String>> wanted =
        promised.or(() -> subject.circumstances().previous().map(p -> p.columns()));
    return wanted
        .filter(_ -> !subject.columns().isEmpty())
        .map(names -> Inquiry.none((_, _) -> List.of(judge(subject, names, promised.isPresent()))))
        .map(List::of)
        .orElse(List.of());
  }

  /**
   * What became of the columns.
   *
   * @param renamed from the name wanted to the one found
   */
  private record Drift(
      List<String> removed, Map<String, String> renamed, List<String> added, boolean reordered) {
    static Drift of(List<String> wanted, Subject subject) {
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

  private static Verdict judge(Subject subject, List<String> wanted, boolean promised) {
    Drift drift = Drift.of(wanted, subject);
    int all = wanted.size() + drift.added().size();
    int failed = Math.max(drift.columns(), drift.reordered() ? 1 : 0);
    Verdict verdict =
        Verdict.count(ID, all, Math.min(all, failed))
            .about(Scope.TABLE)
            .reaching(drift.severity())
            .saying(vi(drift, promised), en(drift, promised));
    return promised ? verdict.declared() : verdict;
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
