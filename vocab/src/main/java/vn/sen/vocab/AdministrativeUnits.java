package vn.sen.vocab;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.sen.vocab.AdministrativeUnit.Level;

/**
 * The administrative units of Viet Nam in time: provinces, districts and communes as they stood on
 * 30 June 2025, provinces and communes since 1 July 2025, and what became what.
 *
 * <p>The list that ships doesn't know units that were abolished before 30 June 2025, nor when the
 * units of that day began: they count as valid ever since. Sources are named in {@code
 * codes/README.md}. A newer version is another instance. Safe for many threads.
 */
public final class AdministrativeUnits {
  private static final class Shipped {
    private static final AdministrativeUnits UNITS = of(CodeLists.shipped(CodeLists.UNITS));
  }

  private static final int FARTHEST = 3;

  /** Names without accents, with their kind and without. */
  private record Folded(String full, String bare) {
    private static final Folded NONE = new Folded("", "");

    private static Folded of(AdministrativeUnit unit) {
      return new Folded(VietnameseText.fold(unit.name()), VietnameseText.fold(unit.shortName()));
    }
  }

  private final CodeListVersion version;
  private final List<AdministrativeUnit> all = new ArrayList<>();
  private final Map<Level, Map<String, List<AdministrativeUnit>>> byCode =
      new EnumMap<>(Level.class);
  private final Map<AdministrativeUnit, List<AdministrativeUnit>> successors = new HashMap<>();
  private final Map<AdministrativeUnit, List<AdministrativeUnit>> predecessors = new HashMap<>();
  private final Map<AdministrativeUnit, Folded> folded = new HashMap<>();

  private AdministrativeUnits(CodeListVersion version, CodeListText text) {
    this.version = version;
    for (CodeListText.Row row : text.rows("units")) {
      add(unit(row.cells()));
    }
    all.sort(
        Comparator.comparing(AdministrativeUnit::level)
            .thenComparing(AdministrativeUnit::code)
            .thenComparing(unit -> unit.validTo().orElse(LocalDate.MAX)));
    all.forEach(unit -> named(unit.level(), unit.code()).add(unit));
    for (CodeListText.Row row : text.rows("changes")) {
      String[] cells = row.cells();
      LocalDate day = LocalDate.parse(cells[0]);
      AdministrativeUnit before = require(cells[2], Level.valueOf(cells[1]), day.minusDays(1));
      AdministrativeUnit after = require(cells[4], Level.valueOf(cells[3]), day);
      successors.computeIfAbsent(before, _ -> new ArrayList<>()).add(after);
      predecessors.computeIfAbsent(after, _ -> new ArrayList<>()).add(before);
    }
  }

  /** The list that ships with Sen. */
  public static AdministrativeUnits shipped() {
    return Shipped.UNITS;
  }

  /**
   * The units of a list that was found without fault ({@link CodeLists#read}).
   *
   * @throws IllegalArgumentException when it is another list
   */
  public static AdministrativeUnits of(CodeList list) {
    if (!list.version().list().equals(CodeLists.UNITS)) {
      throw new IllegalArgumentException("not a list of units: " + list.version());
    }
    return new AdministrativeUnits(list.version(), CodeListText.parse(list.text()));
  }

  /** The version of the list, stated by checks that use it. */
  public CodeListVersion version() {
    return version;
  }

  /**
   * The first day on which a unit is known to have begun or ended. Of days before it the list knows
   * only units that lasted until then; absent where it knows no such day.
   */
  public Optional<LocalDate> firstKnownDay() {
    return all().stream()
        .flatMap(unit -> Stream.concat(unit.validFrom().stream(), unit.validTo().stream()))
        .min(Comparator.naturalOrder());
  }

  /** Every unit in every period, by level, code and time. */
  public List<AdministrativeUnit> all() {
    return List.copyOf(all);
  }

  static AdministrativeUnit unit(String[] row) {
    return new AdministrativeUnit(
        row[1], row[2], Level.valueOf(row[0]), text(row[3]), date(row[4]), date(row[5]));
  }

  private void add(AdministrativeUnit unit) {
    all.add(unit);
    folded.put(unit, Folded.of(unit));
  }

  private List<AdministrativeUnit> named(Level level, String code) {
    return byCode
        .computeIfAbsent(level, _ -> new HashMap<>())
        .computeIfAbsent(code, _ -> new ArrayList<>());
  }

  private static Optional<String> text(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }

  private static Optional<LocalDate> date(String cell) {
    return text(cell).map(LocalDate::parse);
  }

  private AdministrativeUnit require(String code, Level level, LocalDate date) {
    return find(code, level, date)
        .orElseThrow(
            () -> new IllegalStateException("no %s %s on %s".formatted(level, code, date)));
  }

  /** The unit that {@code code} named on {@code date}; the code as it is written, zeros and all. */
  public Optional<AdministrativeUnit> find(String code, Level level, LocalDate date) {
    return history(code, level).stream().filter(unit -> unit.isValidOn(date)).findFirst();
  }

  /** All units that {@code code} ever named, in time; empty when none. */
  public List<AdministrativeUnit> history(String code, Level level) {
    return List.copyOf(byCode.getOrDefault(level, Map.of()).getOrDefault(code, List.of()));
  }

  /** Whether {@code code} named a unit of {@code level} on {@code date}. */
  public boolean isValid(String code, Level level, LocalDate date) {
    return find(code, level, date).isPresent();
  }

  /** The units of a level on a day, by code. */
  public List<AdministrativeUnit> units(Level level, LocalDate date) {
    return all.stream().filter(unit -> unit.level() == level && unit.isValidOn(date)).toList();
  }

  /**
   * What the unit became on the day after its last: several where it was split. A district became
   * what its communes became. Empty for a unit that stands.
   */
  public List<AdministrativeUnit> successors(AdministrativeUnit unit) {
    Set<AdministrativeUnit> found = new LinkedHashSet<>(successors.getOrDefault(unit, List.of()));
    if (unit.level() == Level.DISTRICT) {
      unit.validTo()
          .ifPresent(
              last -> children(unit, last).forEach(commune -> found.addAll(successors(commune))));
    }
    return List.copyOf(found);
  }

  /** The units it was made of, by code; empty where the list knows none before it. */
  public List<AdministrativeUnit> predecessors(AdministrativeUnit unit) {
    return List.copyOf(predecessors.getOrDefault(unit, List.of()));
  }

  /**
   * What stands on {@code date} of the place that {@code unit} was: itself while it stands; else
   * what it became, or was made of, step by step, by code. Several where it was split or merged:
   * which share of it each has, the list doesn't know. Empty where it knows of none.
   */
  public List<AdministrativeUnit> standing(AdministrativeUnit unit, LocalDate date) {
    Set<AdministrativeUnit> seen = new LinkedHashSet<>();
    var open = new ArrayDeque<AdministrativeUnit>(List.of(unit));
    while (!open.isEmpty()) {
      AdministrativeUnit next = open.remove();
      if (!seen.add(next) || next.isValidOn(date)) {
        continue;
      }
      boolean ended = next.validTo().filter(last -> last.isBefore(date)).isPresent();
      open.addAll(ended ? successors(next) : predecessors(next));
    }
    return seen.stream()
        .filter(found -> found.isValidOn(date))
        .sorted(Comparator.comparing(AdministrativeUnit::code))
        .toList();
  }

  /** The units right under it on {@code date}, by code. */
  public List<AdministrativeUnit> children(AdministrativeUnit unit, LocalDate date) {
    Optional<String> code = Optional.of(unit.code());
    return all.stream()
        .filter(child -> child.parent().equals(code) && child.isValidOn(date))
        .filter(_ -> unit.isValidOn(date))
        .toList();
  }

  /** The unit right above it on {@code date}; absent for a province, and while it didn't stand. */
  public Optional<AdministrativeUnit> parent(AdministrativeUnit unit, LocalDate date) {
    return unit.isValidOn(date)
        ? unit.parent().flatMap(code -> find(code, levelOf(code), date))
        : Optional.empty();
  }

  /**
   * The province it lay in on {@code date}, itself for a province; absent while it didn't stand.
   */
  public Optional<AdministrativeUnit> province(AdministrativeUnit unit, LocalDate date) {
    return unit.level() == Level.PROVINCE
        ? Optional.of(unit).filter(province -> province.isValidOn(date))
        : parent(unit, date).flatMap(above -> province(above, date));
  }

  private static Level levelOf(String code) {
    return code.length() == Level.PROVINCE.digits() ? Level.PROVINCE : Level.DISTRICT;
  }

  /**
   * The units of a level on a day whose names come nearest to {@code name}, however it is accented
   * and spelt: those that differ least, by code; several where names recur, as hundreds of
   * communes' do. Empty when nothing is near.
   */
  public List<AdministrativeUnit> nearest(String name, Level level, LocalDate date) {
    String key = VietnameseText.comparisonKey(name.strip());
    String bare = VietnameseText.fold(name).replaceFirst("^tp(\\. ?| )", "thanh pho ");
    int farthest = Math.min(FARTHEST, bare.length() / 4);
    record Candidate(AdministrativeUnit unit, double distance) {}
    List<Candidate> near =
        units(level, date).stream()
            .map(unit -> new Candidate(unit, distance(key, bare, unit)))
            .filter(candidate -> candidate.distance <= farthest)
            .toList();
    double least = near.stream().mapToDouble(Candidate::distance).min().orElse(0);
    return near.stream()
        .filter(candidate -> candidate.distance == least)
        .map(Candidate::unit)
        .sorted(Comparator.comparing(AdministrativeUnit::code))
        .toList();
  }

  /** Below zero for the same name, accents and all; else letters to change. */
  private double distance(String key, String bare, AdministrativeUnit unit) {
    if (VietnameseText.comparisonKey(unit.name()).equals(key)) {
      return -2;
    }
    if (VietnameseText.comparisonKey(unit.shortName()).equals(key)) {
      return -1;
    }
    Folded names = folded.getOrDefault(unit, Folded.NONE);
    return Math.min(lettersToChange(bare, names.full), lettersToChange(bare, names.bare));
  }

  private static int lettersToChange(String a, String b) {
    if (Math.abs(a.length() - b.length()) > FARTHEST) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
