package vn.sen.harvest.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.ContractChange.Aspect;
import vn.sen.harvest.contract.ContractChange.Kind;
import vn.sen.harvest.contract.ContractChange.OfColumn;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;

/** What is promised otherwise of one column that two contracts have. */
final class ColumnDifference {
  private final PromisedColumn before;
  private final PromisedColumn after;
  private final List<ContractChange> changes;

  /**
   * @param changes where each is added
   */
  ColumnDifference(PromisedColumn before, PromisedColumn after, List<ContractChange> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare() {
    type();
    flag(
        Aspect.REQUIRED,
        before.required(),
        after.required(),
        "mọi dòng phải có giá trị",
        "every row has a value");
    flag(
        Aspect.UNIQUE,
        before.unique(),
        after.unique(),
        "không giá trị nào lặp lại",
        "no value is there twice");
    unit(before.unit(), after.unit());
    Limits old = before.limits();
    Limits now = after.limits();
    bound(Aspect.MINIMUM, old.minimum(), now.minimum(), 1);
    bound(Aspect.MAXIMUM, old.maximum(), now.maximum(), -1);
    length(Aspect.MINIMUM_LENGTH, old.minimumLength(), now.minimumLength(), 1);
    length(Aspect.MAXIMUM_LENGTH, old.maximumLength(), now.maximumLength(), -1);
    pattern(old.pattern(), now.pattern());
    values(old.values(), now.values());
    words(Aspect.TITLE, before.title(), after.title(), "tên gọi", "the title");
    words(
        Aspect.DESCRIPTION, before.description(), after.description(), "mô tả", "the description");
  }

  private void type() {
    Optional<ColumnType> old = before.type();
    Optional<ColumnType> now = after.type();
    if (old.equals(now)) {
      return;
    }
    Kind kind = Kind.CHANGED;
    if (isWider(now, old)) {
      kind = Kind.LOOSENED;
    } else if (isWider(old, now)) {
      kind = Kind.TIGHTENED;
    }
    add(
        Aspect.TYPE,
        kind,
        old.map(ColumnType::key).orElse(""),
        now.map(ColumnType::key).orElse(""),
        old.isPresent(),
        "kiểu",
        "the type");
  }

  /**
   * Whether every value of {@code narrow} is one of {@code wide}; an absent type has all values.
   */
  private static boolean isWider(Optional<ColumnType> wide, Optional<ColumnType> narrow) {
    if (wide.isEmpty() || narrow.isEmpty()) {
      return wide.isEmpty();
    }
    return wide.get() == ColumnType.TEXT
        || narrow.get() == ColumnType.INTEGER && wide.get() == ColumnType.DECIMAL
        || narrow.get() == ColumnType.YEAR
            && (wide.get() == ColumnType.INTEGER || wide.get() == ColumnType.DECIMAL);
  }

  /** A number in another unit is another number. */
  private void unit(Optional<String> old, Optional<String> now) {
    if (!old.equals(now)) {
      Kind kind = old.isEmpty() ? Kind.TIGHTENED : now.isEmpty() ? Kind.LOOSENED : Kind.CHANGED;
      add(
          Aspect.UNIT,
          kind,
          old.orElse(""),
          now.orElse(""),
          old.isPresent(),
          "đơn vị tính",
          "the unit");
    }
  }

  private void flag(Aspect aspect, boolean old, boolean now, String vi, String en) {
    if (old != now) {
      add(
          aspect,
          now ? Kind.TIGHTENED : Kind.LOOSENED,
          Boolean.toString(old),
          Boolean.toString(now),
          old,
          new Message(
              (now
                      ? "Cột \"%s\": trước không hứa, nay hứa %s."
                      : "Cột \"%s\": trước hứa %s, nay không.")
                  .formatted(after.name(), vi),
              (now
                      ? "Column \"%s\": it was not promised, and is now, that %s."
                      : "Column \"%s\": it was promised, and is no longer, that %s.")
                  .formatted(after.name(), en)));
    }
  }

  /**
   * @param tighter 1 where a greater limit is the tighter one, -1 where it is the looser
   */
  private void bound(Aspect aspect, Optional<Bound> old, Optional<Bound> now, int tighter) {
    boolean isMinimum = tighter > 0;
    if (old.equals(now)) {
      return;
    }
    Kind kind;
    if (old.isPresent() && now.isPresent()) {
      Optional<Integer> order = PromisedValue.compare(now.get().value(), old.get().value());
      int change =
          order
              .filter(greater -> greater != 0)
              .map(greater -> greater * tighter)
              .orElse(Boolean.compare(old.get().inclusive(), now.get().inclusive()));
      kind =
          order.isEmpty() || change == 0
              ? Kind.CHANGED
              : change > 0 ? Kind.TIGHTENED : Kind.LOOSENED;
      if (order.isPresent() && change == 0) {
        return; // the same number, written otherwise
      }
    } else {
      kind = now.isPresent() ? Kind.TIGHTENED : Kind.LOOSENED;
    }
    add(
        aspect,
        kind,
        shown(old),
        shown(now),
        kind != Kind.TIGHTENED,
        isMinimum ? "giá trị nhỏ nhất" : "giá trị lớn nhất",
        isMinimum ? "the least value" : "the greatest value");
  }

  private static String shown(Optional<Bound> bound) {
    return bound.map(b -> b.inclusive() ? b.value() : b.value() + " (exclusive)").orElse("");
  }

  private void length(Aspect aspect, OptionalInt old, OptionalInt now, int tighter) {
    if (old.equals(now)) {
      return;
    }
    boolean isTightened =
        old.isEmpty()
            || now.isPresent() && tighter * Integer.compare(now.getAsInt(), old.getAsInt()) > 0;
    add(
        aspect,
        isTightened ? Kind.TIGHTENED : Kind.LOOSENED,
        shown(old),
        shown(now),
        !isTightened,
        tighter > 0 ? "số ký tự ít nhất" : "số ký tự nhiều nhất",
        tighter > 0 ? "the least length" : "the greatest length");
  }

  private static String shown(OptionalInt length) {
    return length.isPresent() ? Integer.toString(length.getAsInt()) : "";
  }

  private void pattern(Optional<String> old, Optional<String> now) {
    if (old.equals(now)) {
      return;
    }
    Kind kind = old.isEmpty() ? Kind.TIGHTENED : now.isEmpty() ? Kind.LOOSENED : Kind.CHANGED;
    add(
        Aspect.PATTERN,
        kind,
        old.orElse(""),
        now.orElse(""),
        old.isPresent(),
        "biểu thức chính quy",
        "the pattern");
  }

  /** Values that are new loosen, values that are gone tighten; both may be. */
  private void values(List<String> old, List<String> now) {
    if (old.isEmpty() || now.isEmpty()) {
      if (old.size() != now.size()) {
        add(
            Aspect.VALUES,
            old.isEmpty() ? Kind.TIGHTENED : Kind.LOOSENED,
            ContractDifference.some(old),
            ContractDifference.some(now),
            now.isEmpty(),
            "danh sách giá trị",
            "the list of values");
      }
      return;
    }
    List<String> more = without(now, old);
    List<String> fewer = without(old, now);
    if (!more.isEmpty()) {
      add(
          Aspect.VALUES,
          Kind.LOOSENED,
          "",
          ContractDifference.some(more),
          true,
          new Message(
              "Cột \"%s\": trước không có, nay được phép có %s."
                  .formatted(after.name(), ContractDifference.some(more)),
              "Column \"%s\": it could not be, and may be now, %s."
                  .formatted(after.name(), ContractDifference.some(more))));
    }
    if (!fewer.isEmpty()) {
      add(
          Aspect.VALUES,
          Kind.TIGHTENED,
          ContractDifference.some(fewer),
          "",
          false,
          new Message(
              "Cột \"%s\": trước được phép, nay không được có %s."
                  .formatted(after.name(), ContractDifference.some(fewer)),
              "Column \"%s\": it could be, and may be no longer, %s."
                  .formatted(after.name(), ContractDifference.some(fewer))));
    }
  }

  static List<String> without(List<String> all, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return new ArrayList<>(
        all.stream().distinct().filter(value -> !known.contains(value)).toList());
  }

  private void words(
      Aspect aspect, Optional<String> old, Optional<String> now, String vi, String en) {
    if (!old.equals(now)) {
      add(aspect, Kind.CHANGED, old.orElse(""), now.orElse(""), false, vi, en);
    }
  }

  private void add(
      Aspect aspect, Kind kind, String old, String now, boolean breaks, String vi, String en) {
    add(
        aspect,
        kind,
        old,
        now,
        breaks,
        new Message(
            "Cột \"%s\", %s: trước là %s; nay là %s."
                .formatted(after.name(), vi, orNone(old, "không có"), orNone(now, "không có")),
            "Column \"%s\", %s: was %s; is %s."
                .formatted(after.name(), en, orNone(old, "none"), orNone(now, "none"))));
  }

  private void add(
      Aspect aspect, Kind kind, String old, String now, boolean breaks, Message message) {
    changes.add(new OfColumn(after.name(), aspect, kind, old, now, breaks, message));
  }

  private static String orNone(String text, String none) {
    return text.isEmpty() ? none : text;
  }
}
