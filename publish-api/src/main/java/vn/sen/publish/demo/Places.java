package vn.sen.publish.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import vn.sen.vocab.AdministrativeUnit;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.AdministrativeUnits;

/** The administrative units that samples are made of; each list in the order of its codes. */
final class Places {
  private static final LocalDate LAST_OLD_DAY = Timetable.MERGER.minusDays(1);

  private final AdministrativeUnits units = AdministrativeUnits.shipped();
  private final Map<String, ProvinceFigures> figures = readFigures();
  private final LocalDate today;
  private final List<FormerCommune> communesBefore;
  private final List<Commune> communesNow;

  record Province(String code, String name) {}

  record FormerDistrict(String code, String name, Province province) {}

  record FormerCommune(String code, String name, FormerDistrict district) {
    Province province() {
      return district.province();
    }
  }

  record Commune(String code, String name, Province province) {}

  /** All or, where it was split, a part of a former commune is in a present one. */
  record Move(FormerCommune before, Commune after) {}

  /**
   * Area and population of a present province.
   *
   * @param source of the population
   */
  record ProvinceFigures(BigDecimal areaKm2, long population, String source) {
    /** People per km². */
    double density() {
      return population / areaKm2.doubleValue();
    }
  }

  /**
   * @param today when the present units are present; after the merger
   */
  Places(LocalDate today) {
    this.today = today;
    this.communesBefore =
        units.units(Level.COMMUNE, LAST_OLD_DAY).stream().map(this::formerCommune).toList();
    this.communesNow =
        units.units(Level.COMMUNE, today).stream().map(unit -> commune(unit, today)).toList();
  }

  /** The provinces of a day: 63 until 30 June 2025, 34 since. */
  List<Province> provincesOn(LocalDate day) {
    return units.units(Level.PROVINCE, day).stream().map(Places::province).toList();
  }

  List<Province> provincesBefore() {
    return provincesOn(LAST_OLD_DAY);
  }

  List<Province> provincesNow() {
    return provincesOn(today);
  }

  List<FormerDistrict> districtsBefore() {
    return units.units(Level.DISTRICT, LAST_OLD_DAY).stream().map(this::formerDistrict).toList();
  }

  List<FormerCommune> communesBefore() {
    return communesBefore;
  }

  List<Commune> communesNow() {
    return communesNow;
  }

  /** The present communes of a province. */
  List<Commune> communesOf(String provinceCode) {
    return communesNow.stream().filter(c -> c.province().code().equals(provinceCode)).toList();
  }

  /** Which province {@code former} belonged to from 1 July 2025. */
  Province successor(Province former) {
    AdministrativeUnit unit = units.find(former.code(), Level.PROVINCE, LAST_OLD_DAY).orElseThrow();
    // Undivided, each went into one province whole.
    return province(units.successors(unit).getFirst());
  }

  /** Every former commune with each of those it was in from 1 July 2025. */
  List<Move> moves() {
    return units.units(Level.COMMUNE, LAST_OLD_DAY).stream()
        .flatMap(
            before ->
                units.successors(before).stream()
                    .map(
                        after -> new Move(formerCommune(before), commune(after, Timetable.MERGER))))
        .toList();
  }

  ProvinceFigures figures(Province present) {
    return Objects.requireNonNull(
        figures.get(present.code()), () -> "no figures of province " + present.code());
  }

  private static Province province(AdministrativeUnit unit) {
    return new Province(unit.code(), unit.name());
  }

  private FormerDistrict formerDistrict(AdministrativeUnit unit) {
    return new FormerDistrict(unit.code(), unit.name(), provinceOf(unit, LAST_OLD_DAY));
  }

  private FormerCommune formerCommune(AdministrativeUnit unit) {
    AdministrativeUnit district = units.parent(unit, LAST_OLD_DAY).orElseThrow();
    return new FormerCommune(unit.code(), unit.name(), formerDistrict(district));
  }

  private Commune commune(AdministrativeUnit unit, LocalDate day) {
    return new Commune(unit.code(), unit.name(), provinceOf(unit, day));
  }

  private Province provinceOf(AdministrativeUnit unit, LocalDate day) {
    return province(units.province(unit, day).orElseThrow());
  }

  /** {@code provinces-2025.csv}: after awesome-vietnam-data (CC0). */
  private static Map<String, ProvinceFigures> readFigures() {
    try (InputStream in = Places.class.getResourceAsStream("provinces-2025.csv");
        var reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .collect(
              Collectors.toMap(
                  cells -> cells[0],
                  cells ->
                      new ProvinceFigures(
                          new BigDecimal(cells[1]), Long.parseLong(cells[2]), cells[3])));
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the program can't be read", e);
    }
  }
}
