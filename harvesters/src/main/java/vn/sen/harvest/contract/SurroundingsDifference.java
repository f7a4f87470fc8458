package vn.sen.harvest.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.ContractChange.Kind;
import vn.sen.harvest.contract.ContractChange.OfTable;
import vn.sen.vocab.Message;

/** What is promised otherwise of the columns as a whole, of the file, and of other tables. */
final class SurroundingsDifference {
  /** What lets through all that another lets through, and more. */
  private static final Map<FieldsMatch, Set<FieldsMatch>> LOOSER =
      Map.of(
          FieldsMatch.EXACT,
          Set.of(FieldsMatch.EQUAL, FieldsMatch.SUBSET, FieldsMatch.SUPERSET, FieldsMatch.PARTIAL),
          FieldsMatch.EQUAL,
          Set.of(FieldsMatch.SUBSET, FieldsMatch.SUPERSET, FieldsMatch.PARTIAL),
          FieldsMatch.SUBSET,
          Set.of(FieldsMatch.PARTIAL),
          FieldsMatch.SUPERSET,
          Set.of(FieldsMatch.PARTIAL),
          FieldsMatch.PARTIAL,
          Set.of());

  private final List<ContractChange> changes;

  /**
   * @param changes where each is added
   */
  SurroundingsDifference(List<ContractChange> changes) {
    this.changes = changes;
  }

  void compare(Contract before, Contract after) {
    match(before.match(), after.match());
    file(before.file(), after.file());
    others(before, after);
  }

  private void match(FieldsMatch old, FieldsMatch now) {
    if (old == now) {
      return;
    }
    Kind kind = Kind.CHANGED;
    if (LOOSER.getOrDefault(old, Set.of()).contains(now)) {
      kind = Kind.LOOSENED;
    } else if (LOOSER.getOrDefault(now, Set.of()).contains(old)) {
      kind = Kind.TIGHTENED;
    }
    add("match", kind, old.key(), now.key(), "Cách ghép cột", "How columns are matched");
  }

  private void file(PromisedFile old, PromisedFile now) {
    Map<String, String> before = said(old);
    Map<String, String> after = said(now);
    var all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String what : all) {
      String was = before.getOrDefault(what, "");
      String is = after.getOrDefault(what, "");
      if (!was.equals(is)) {
        Kind kind = was.isEmpty() ? Kind.ADDED : is.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
        add("file", kind, was, is, "Tệp, " + what, "The file, " + what);
      }
    }
  }

  private static Map<String, String> said(PromisedFile file) {
    var said = new LinkedHashMap<String, String>();
    file.byteSize().ifPresent(bytes -> said.put("bytes", Long.toString(bytes)));
    file.checksum().ifPresent(sum -> said.put("hash", sum.algorithm() + ":" + sum.value()));
    file.rows().ifPresent(rows -> said.put("rows", Long.toString(rows)));
    return said;
  }

  /** Where another table is, is no promise; which rows it has, where the contract says, is one. */
  private void others(Contract before, Contract after) {
    Map<String, OtherTable> old = inline(before);
    Map<String, OtherTable> now = inline(after);
    var all = new TreeSet<>(old.keySet());
    all.addAll(now.keySet());
    for (String name : all) {
      OtherTable was = old.get(name);
      OtherTable is = now.get(name);
      String vi = "Bảng \"%s\" được tham chiếu".formatted(name);
      String en = "The table \"%s\" that is referred to".formatted(name);
      if (was == null || is == null) {
        add(name, was == null ? Kind.ADDED : Kind.REMOVED, shown(was), shown(is), vi, en);
      } else if (!was.columns().equals(is.columns())
          || !Set.copyOf(was.rows()).equals(Set.copyOf(is.rows()))) {
        add(name, change(was, is), shown(was), shown(is), vi, en);
      }
    }
  }

  private static Map<String, OtherTable> inline(Contract contract) {
    var found = new LinkedHashMap<String, OtherTable>();
    contract.others().stream()
        .filter(OtherTable::isInline)
        .forEach(other -> found.putIfAbsent(other.name(), other));
    return found;
  }

  /** The more rows there are to refer to, the looser. */
  private static Kind change(OtherTable old, OtherTable now) {
    Set<List<String>> before = Set.copyOf(old.rows());
    Set<List<String>> after = Set.copyOf(now.rows());
    if (!old.columns().equals(now.columns())) {
      return Kind.CHANGED;
    }
    if (after.containsAll(before)) {
      return Kind.LOOSENED;
    }
    return before.containsAll(after) ? Kind.TIGHTENED : Kind.CHANGED;
  }

  private static String shown(@Nullable OtherTable other) {
    return other == null
        ? ""
        : "%d (%s)".formatted(other.rows().size(), ContractDifference.some(other.columns()));
  }

  private void add(String about, Kind kind, String old, String now, String vi, String en) {
    changes.add(
        new OfTable(
            about,
            kind,
            old,
            now,
            new Message(
                "%s: trước là %s; nay là %s."
                    .formatted(vi, orNone(old, "không có"), orNone(now, "không có")),
                "%s: was %s; is %s.".formatted(en, orNone(old, "none"), orNone(now, "none")))));
  }

  private static String orNone(String text, String none) {
    return text.isEmpty() ? none : text;
  }
}
