package vn.sen.harvest.units;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Message;

/**
 * Where the place that a code named on one day lies on another.
 *
 * @param unit the only unit that it can be; absent where several can, or none
 * @param note why there is none, or what was mended; empty where there is nothing to say
 */
record Whereabouts(Optional<AdministrativeUnit> unit, Optional<Message> note) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final int NAMED = 5;

  /**
   * @param code as it stands, without blanks around it; zeros that it lost are put back
   */
  static Whereabouts of(
      AdministrativeUnits units, String code, Level level, LocalDate from, LocalDate to) {
    Optional<AdministrativeUnit> meant = meant(units, code, level, from);
    if (meant.isEmpty()) {
      return none(
          "Mã %s không có trong danh mục ngày %s.".formatted(code, DAY.format(from)),
          "Code %s is not in the list of %s.".formatted(code, from));
    }
    AdministrativeUnit unit = meant.get();
    List<AdministrativeUnit> standing = units.standing(unit, to);
    if (standing.isEmpty()) {
      return none(
          "Không biết %s thành đơn vị nào ngày %s.".formatted(named(unit), DAY.format(to)),
          "What %s is on %s is not known.".formatted(named(unit), to));
    }
    if (standing.size() > 1) {
      return several(unit, standing, to);
    }
    return new Whereabouts(
        Optional.of(standing.getFirst()),
        unit.code().equals(code)
            ? Optional.empty()
            : Optional.of(
                new Message(
                    "Mã đủ là %s.".formatted(unit.code()),
                    "In full the code is %s.".formatted(unit.code()))));
  }

  /** The unit that a code names on a day, as it stands or with the zeros it lost. */
  static Optional<AdministrativeUnit> meant(
      AdministrativeUnits units, String code, Level level, LocalDate day) {
    return units.find(code, level, day).or(() -> units.find(level.padded(code), level, day));
  }

  private static Whereabouts several(
      AdministrativeUnit unit, List<AdministrativeUnit> standing, LocalDate to) {
    String all =
        standing.stream().limit(NAMED).map(Whereabouts::named).collect(Collectors.joining(", "))
            + (standing.size() > NAMED ? ", …" : "");
    return none(
        "%s: ngày %s là %d đơn vị, %s. Không biết dòng này thuộc đơn vị nào."
            .formatted(named(unit), DAY.format(to), standing.size(), all),
        "%s: on %s it is %d units, %s. Which of them the row belongs to is not known."
            .formatted(named(unit), to, standing.size(), all));
  }

  private static Whereabouts none(String vi, String en) {
    return new Whereabouts(Optional.empty(), Optional.of(new Message(vi, en)));
  }

  private static String named(AdministrativeUnit unit) {
    return unit.name() + " (" + unit.code() + ")";
  }
}
