package vn.sen.harvest.check;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;

/** Whether a code names an administrative unit at a time, and why it doesn't. */
final class UnitCodeJudge {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final int SUCCESSORS_NAMED = 3;

  private final AdministrativeUnits units;

  UnitCodeJudge(AdministrativeUnits units) {
    this.units = units;
  }

  /**
   * What is wrong with {@code code}; empty when it is right.
   *
   * @param span when the row speaks of
   * @param province the province code beside a commune; absent when the table has none
   */
  Optional<String> fault(String code, Level level, Span span, Optional<String> province) {
    List<AdministrativeUnit> history = units.history(code, level);
    List<AdministrativeUnit> standing =
        history.stream().filter(unit -> span.dayOf(unit).isPresent()).toList();
    if (standing.isEmpty()) {
      return Optional.of(explain(code, level, span, history));
    }
    if (level != Level.COMMUNE || province.isEmpty()) {
      return Optional.empty();
    }
    List<AdministrativeUnit> homes =
        standing.stream()
            .flatMap(unit -> span.dayOf(unit).flatMap(day -> units.province(unit, day)).stream())
            .toList();
    // Where the province code itself is wrong, its own column says so.
    boolean elsewhere =
        homes.stream().noneMatch(home -> home.code().equals(province.get()))
            && isKnown(province.get(), Level.PROVINCE);
    return elsewhere && !homes.isEmpty()
        ? Optional.of(
            "xã/commune %s thuộc/lies in %s %s"
                .formatted(code, homes.getLast().code(), homes.getLast().name()))
        : Optional.empty();
  }

  /** Whether {@code code} ever named a unit, as it stands or with the zeros it lost. */
  boolean isKnown(String code, Level level) {
    return !units.history(code, level).isEmpty()
        || !units.history(padded(code, level), level).isEmpty();
  }

  private static String padded(String code, Level level) {
    String digits = code.replaceFirst("[.,]0+$", "");
    return digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)
        ? code
        : "0".repeat(Math.max(0, level.digits() - digits.length())) + digits;
  }

  private String explain(String code, Level level, Span span, List<AdministrativeUnit> history) {
    if (history.isEmpty()) {
      String full = padded(code, level);
      Optional<AdministrativeUnit> meant =
          full.equals(code)
              ? Optional.empty()
              : units.history(full, level).stream()
                  .filter(unit -> span.dayOf(unit).isPresent())
                  .reduce((_, later) -> later);
      return meant
          .map(unit -> "%s (%s)".formatted(full, unit.name()))
          .orElse("một mã có trong danh mục / a code of the list");
    }
    AdministrativeUnit last = history.getLast();
    Optional<LocalDate> ended =
        last.validTo().map(day -> day.plusDays(1)).filter(day -> !day.isAfter(span.to()));
    return ended.map(day -> ended(last, day)).orElseGet(() -> notYet(history.getFirst()));
  }

  private String ended(AdministrativeUnit unit, LocalDate day) {
    List<AdministrativeUnit> now = units.successors(unit);
    String successors =
        unit.level() == Level.DISTRICT
            ? "không còn cấp huyện / there are no districts any more"
            : now.stream()
                    .limit(SUCCESSORS_NAMED)
                    .map(successor -> successor.code() + " " + successor.name())
                    .collect(Collectors.joining(", ", "nay là / now ", ""))
                + (now.size() > SUCCESSORS_NAMED ? " …" : "");
    return "mã %s của %s hết hiệu lực từ / ended on %s; %s"
        .formatted(unit.code(), unit.name(), DAY.format(day), successors);
  }

  private static String notYet(AdministrativeUnit unit) {
    return "mã %s (%s) chỉ có từ / exists only since %s"
        .formatted(
            unit.code(), unit.name(), unit.validFrom().map(DAY::format).orElse("1 / 7 / 2025"));
  }
}
