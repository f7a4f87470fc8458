package vn.sen.harvest.check;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Message;

/** Whether a code names an administrative unit at a time, and why it doesn't. */
final class UnitCodeJudge {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final int SUCCESSORS_NAMED = 3;

  private final AdministrativeUnits units;

  UnitCodeJudge(AdministrativeUnits units) {
    this.units = units;
  }

  /** The version of the list that it judges by. */
  String version() {
    return units.version().version();
  }

  /**
   * What is wrong with a code.
   *
   * @param expected codes that would have been right, with names; empty where none is known
   */
  record Fault(Message why, String expected) {}

  /**
   * What is wrong with {@code code}; empty when it is right.
   *
   * @param span when the row speaks of
   * @param province the province code beside a commune; absent when the table has none
   */
  Optional<Fault> fault(String code, Level level, Span span, Optional<String> province) {
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
        ? Optional.of(elsewhere(code, homes.getLast()))
        : Optional.empty();
  }

  private static Fault elsewhere(String code, AdministrativeUnit home) {
    String province = named(home);
    return new Fault(
        new Message(
            "xã %s thuộc %s".formatted(code, province),
            "commune %s lies in %s".formatted(code, province)),
        province);
  }

  /** Whether {@code code} ever named a unit, as it stands or with the zeros it lost. */
  boolean isKnown(String code, Level level) {
    return !units.history(code, level).isEmpty()
        || !units.history(level.padded(code), level).isEmpty();
  }

  private Fault explain(String code, Level level, Span span, List<AdministrativeUnit> history) {
    if (history.isEmpty()) {
      String full = level.padded(code);
      Optional<AdministrativeUnit> meant =
          full.equals(code)
              ? Optional.empty()
              : units.history(full, level).stream()
                  .filter(unit -> span.dayOf(unit).isPresent())
                  .reduce((_, later) -> later);
      return meant.map(UnitCodeJudge::zerosLost).orElseGet(UnitCodeJudge::unknown);
    }
    AdministrativeUnit last = history.getLast();
    Optional<LocalDate> ended =
        last.validTo().map(day -> day.plusDays(1)).filter(day -> !day.isAfter(span.to()));
    return ended.map(day -> ended(last, day)).orElseGet(() -> notYet(history.getFirst()));
  }

  private static Fault zerosLost(AdministrativeUnit meant) {
    return new Fault(
        new Message("mã đủ là " + named(meant), "in full it is " + named(meant)), named(meant));
  }

  private static Fault unknown() {
    return new Fault(
        new Message("không có trong danh mục", "no such code was ever in the list"), "");
  }

  private Fault ended(AdministrativeUnit unit, LocalDate day) {
    String on = DAY.format(day);
    if (unit.level() == Level.DISTRICT) {
      return new Fault(
          new Message(
              "%s hết hiệu lực từ %s; không còn cấp huyện".formatted(named(unit), on),
              "%s ended on %s; there are no districts any more".formatted(named(unit), on)),
          "");
    }
    List<AdministrativeUnit> successors = units.successors(unit);
    String now =
        successors.stream()
                .limit(SUCCESSORS_NAMED)
                .map(UnitCodeJudge::named)
                .collect(Collectors.joining(", "))
            + (successors.size() > SUCCESSORS_NAMED ? " …" : "");
    return new Fault(
        new Message(
            "%s hết hiệu lực từ %s; nay là %s".formatted(named(unit), on, now),
            "%s ended on %s; it is now %s".formatted(named(unit), on, now)),
        now);
  }

  private static Fault notYet(AdministrativeUnit unit) {
    String since = unit.validFrom().map(DAY::format).orElse("01/07/2025");
    return new Fault(
        new Message(
            "%s chỉ có từ %s".formatted(named(unit), since),
            "%s exists only since %s".formatted(named(unit), since)),
        "");
  }

  private static String named(AdministrativeUnit unit) {
    return "%s (%s)".formatted(unit.code(), unit.name());
  }
}
