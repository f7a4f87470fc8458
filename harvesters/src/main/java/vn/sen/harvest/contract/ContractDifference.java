package vn.sen.harvest.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.ContractChange.Aspect;
import vn.sen.harvest.contract.ContractChange.Kind;
import vn.sen.harvest.contract.ContractChange.OfColumn;
import vn.sen.harvest.contract.ContractChange.OfKey;
import vn.sen.vocab.Message;

/** What one contract promises otherwise than another. */
public final class ContractDifference {
  private static final int VALUES_SHOWN = 10;

  private final Contract before;
  private final Contract after;

  /** New names of columns, by the old ones of those that are in both. */
  private final Map<String, String> kept;

  private final List<ContractChange> changes = new ArrayList<>();

  private ContractDifference(Contract before, Contract after) {
    this.before = before;
    this.after = after;
    this.kept = KeptColumns.of(before.columns(), after.columns());
  }

  /**
   * The changes from {@code before} to {@code after}, what is promised no longer first. Seen the
   * other way round, what was loosened is tightened, and what was added is removed.
   */
  public static List<ContractChange> between(Contract before, Contract after) {
    return new ContractDifference(before, after).changes();
  }

  private List<ContractChange> changes() {
    columns();
    place();
    key();
    new PromiseDifference(kept, changes).compare(before, after);
    new SurroundingsDifference(changes).compare(before, after);
    changes.sort(
        Comparator.comparing((ContractChange change) -> !change.loosens())
            .thenComparing(ContractChange::kind));
    return List.copyOf(changes);
  }

  private void columns() {
    Map<String, PromisedColumn> now = byName(after);
    for (PromisedColumn column : byName(before).values()) {
      String name = kept.get(column.name());
      if (name == null) {
        add(
            column.name(),
            Kind.REMOVED,
            column.name(),
            "",
            true,
            "Cột \"%s\" không còn trong hợp đồng.".formatted(column.name()),
            "Column \"%s\" is no longer promised.".formatted(column.name()));
        continue;
      }
      if (!name.equals(column.name())) {
        add(
            name,
            Kind.RENAMED,
            column.name(),
            name,
            true,
            "Cột \"%s\" đổi tên thành \"%s\".".formatted(column.name(), name),
            "Column \"%s\" is now called \"%s\".".formatted(column.name(), name));
      }
      new ColumnDifference(column, Objects.requireNonNull(now.get(name)), changes).compare();
    }
    Set<String> known = new HashSet<>(kept.values());
    for (PromisedColumn column : now.values()) {
      if (!known.contains(column.name())) {
        add(
            column.name(),
            Kind.ADDED,
            "",
            column.name(),
            false,
            "Thêm cột \"%s\".".formatted(column.name()),
            "Column \"%s\" is new.".formatted(column.name()));
      }
    }
  }

  /** Of columns with one name, which no contract that was read has, the first. */
  private static Map<String, PromisedColumn> byName(Contract contract) {
    var columns = new LinkedHashMap<String, PromisedColumn>();
    contract.columns().forEach(column -> columns.putIfAbsent(column.name(), column));
    return columns;
  }

  private void add(
      String column, Kind kind, String old, String now, boolean breaks, String vi, String en) {
    changes.add(new OfColumn(column, Aspect.COLUMN, kind, old, now, breaks, new Message(vi, en)));
  }

  /** Whether columns that are in both stand in another order. */
  private void place() {
    List<String> old =
        byName(before).keySet().stream().filter(kept::containsKey).map(kept::get).toList();
    List<String> now =
        byName(after).keySet().stream().filter(new HashSet<>(kept.values())::contains).toList();
    if (!old.equals(now)) {
      String was = some(old);
      String is = some(now);
      changes.add(
          new OfColumn(
              "",
              Aspect.PLACE,
              Kind.CHANGED,
              was,
              is,
              false,
              new Message(
                  "Thứ tự các cột: trước là %s; nay là %s.".formatted(was, is),
                  "The order of the columns: was %s; is %s.".formatted(was, is))));
    }
  }

  private void key() {
    List<String> old =
        before.primaryKey().stream().map(name -> kept.getOrDefault(name, name)).toList();
    List<String> now = after.primaryKey();
    if (old.equals(now)) {
      return;
    }
    Kind kind;
    if (old.isEmpty() || now.isEmpty()) {
      kind = old.isEmpty() ? Kind.ADDED : Kind.REMOVED;
    } else if (Set.copyOf(old).equals(Set.copyOf(now))) {
      kind = Kind.CHANGED;
    } else if (now.containsAll(old)) {
      kind = Kind.LOOSENED; // more columns may repeat each alone
    } else {
      kind = old.containsAll(now) ? Kind.TIGHTENED : Kind.CHANGED;
    }
    changes.add(
        new OfKey(
            kind,
            before.primaryKey(),
            now,
            new Message(
                "Khóa: trước là %s; nay là %s."
                    .formatted(shown(old, "không có"), shown(now, "không có")),
                "The key: was %s; is %s.".formatted(shown(old, "none"), shown(now, "none")))));
  }

  private static String shown(List<String> names, String none) {
    return names.isEmpty() ? none : "(" + some(names) + ")";
  }

  /** The first few, and how many more. */
  static String some(List<String> all) {
    String shown = String.join(", ", all.subList(0, Math.min(VALUES_SHOWN, all.size())));
    return all.size() > VALUES_SHOWN ? shown + " … +" + (all.size() - VALUES_SHOWN) : shown;
  }
}
