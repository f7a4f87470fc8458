package vn.sen.harvest.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.vocab.ColumnType;

/** Limits that no value can keep, or that no value of the column's type can be held against. */
final class LimitFaults {
  private LimitFaults() {}

  /**
   * Adds what is wrong with the limits of a column.
   *
   * @param type absent when any value will do
   * @param where a JSON pointer to the object that says the limits
   */
  static void find(Optional<ColumnType> type, Limits limits, String where, Faults faults) {
    boolean readable =
        isReadable(type, limits.minimum(), "minimum", where, faults)
            & isReadable(type, limits.maximum(), "maximum", where, faults);
    if (readable && limits.minimum().isPresent() && limits.maximum().isPresent()) {
      Bound least = limits.minimum().get();
      Bound most = limits.maximum().get();
      Optional<Integer> order = order(type, least.value(), most.value());
      boolean open = !least.inclusive() || !most.inclusive();
      if (order.filter(by -> by > 0 || (by == 0 && open)).isPresent()) {
        faults.add(
            where,
            "Không giá trị nào vừa từ %s vừa đến %s: giới hạn dưới phải nhỏ hơn giới hạn trên."
                .formatted(least.value(), most.value()),
            "No value is both from %s and up to %s: the minimum lies below the maximum."
                .formatted(least.value(), most.value()));
      }
    }
    if (limits.minimumLength().isPresent()
        && limits.maximumLength().isPresent()
        && limits.minimumLength().getAsInt() > limits.maximumLength().getAsInt()) {
      faults.add(
          where,
          "Không văn bản nào dài ít nhất %d và nhiều nhất %d chữ."
              .formatted(limits.minimumLength().getAsInt(), limits.maximumLength().getAsInt()),
          "No text is at least %d and at most %d letters long."
              .formatted(limits.minimumLength().getAsInt(), limits.maximumLength().getAsInt()));
    }
  }

  private static boolean isReadable(
      Optional<ColumnType> type, Optional<Bound> end, String member, String where, Faults faults) {
    if (type.isEmpty() || end.isEmpty()) {
      return true;
    }
    String value = end.get().value();
    if (order(type, value, value).isPresent()) {
      return true;
    }
    faults.add(
        where + "/" + member,
        "Cột kiểu %s không thể có giới hạn \"%s\"; hãy viết %s."
            .formatted(type.get().key(), value, isNumber(type.get()) ? "một số" : "ngày ISO 8601"),
        "A column of the type %s cannot have the limit \"%s\"; write %s."
            .formatted(
                type.get().key(), value, isNumber(type.get()) ? "a number" : "an ISO 8601 date"));
    return false;
  }

  private static boolean isNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.DECIMAL || type == ColumnType.YEAR;
  }

  /** How two ends stand to each other; absent where one is no value of the type. */
  private static Optional<Integer> order(Optional<ColumnType> type, String a, String b) {
    try {
      return Optional.of(
          // Of a column of any type the limits may still be numbers.
          switch (type.orElse(ColumnType.DECIMAL)) {
            case INTEGER, DECIMAL, YEAR -> new BigDecimal(a).compareTo(new BigDecimal(b));
            case DATE -> LocalDate.parse(a).compareTo(LocalDate.parse(b));
            case TIMESTAMP -> time(a).compareTo(time(b));
            default -> a.compareTo(b);
          });
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Without its zone, which is a matter of hours. */
  private static LocalDateTime time(String text) {
    if (text.length() <= "2026-01-01".length()) {
      return LocalDate.parse(text).atStartOfDay();
    }
    String iso = text.replace(' ', 'T');
    return iso.matches(".*T.*(Z|[+-]\\d{2}:?\\d{2})")
        ? OffsetDateTime.parse(iso).toLocalDateTime()
        : LocalDateTime.parse(iso);
  }
}
