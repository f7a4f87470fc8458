package vn.sen.vocab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.vocab.AdministrativeUnit.Level;
import vn.sen.vocab.CodeListReading.Fault;

/**
 * What a newer list of administrative units says that an older one didn't. A unit stands in several
 * lists where several things became of it: one that was merged into a new one has ended, too.
 *
 * @param added units, or periods of a unit, that the older list doesn't have
 * @param ended units that stood in the older list and have a last day in the newer
 * @param renamed what became one other unit, by another name or code
 * @param split what became several
 * @param merged what was made of several
 * @param corrected the same unit from the same day on, told otherwise: name, parent or last day
 */
public record UnitChanges(
    List<AdministrativeUnit> added,
    List<AdministrativeUnit> ended,
    List<Became> renamed,
    List<Became> split,
    List<Became> merged,
    List<Became> corrected) {

  public UnitChanges {
    added = List.copyOf(added);
    ended = List.copyOf(ended);
    renamed = List.copyOf(renamed);
    split = List.copyOf(split);
    merged = List.copyOf(merged);
    corrected = List.copyOf(corrected);
  }

  /** What became what; one of the two lists has one unit. */
  public record Became(List<AdministrativeUnit> before, List<AdministrativeUnit> after) {
    public Became {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    private static Became of(AdministrativeUnit before, AdministrativeUnit after) {
      return new Became(List.of(before), List.of(after));
    }
  }

  /** Which unit it is from which day on: the same in both lists. */
  private record Key(Level level, String code, String from) {
    static Key of(AdministrativeUnit unit) {
      return new Key(unit.level(), unit.code(), unit.validFrom().map(Object::toString).orElse(""));
    }
  }

  /** What is new in {@code after}. */
  public static UnitChanges between(AdministrativeUnits before, AdministrativeUnits after) {
    Map<Key, AdministrativeUnit> old = byKey(before);
    var added = new ArrayList<AdministrativeUnit>();
    var ended = new ArrayList<AdministrativeUnit>();
    var corrected = new ArrayList<Became>();
    for (AdministrativeUnit unit : after.all()) {
      Optional<AdministrativeUnit> was = Optional.ofNullable(old.get(Key.of(unit)));
      if (was.isEmpty()) {
        added.add(unit);
      } else if (was.get().validTo().isEmpty() && unit.validTo().isPresent()) {
        ended.add(unit);
      } else if (!was.get().equals(unit)) {
        corrected.add(Became.of(was.get(), unit));
      }
    }
    var renamed = new ArrayList<Became>();
    var split = new ArrayList<Became>();
    var merged = new LinkedHashMap<AdministrativeUnit, Became>();
    for (AdministrativeUnit unit : ended) {
      List<AdministrativeUnit> now = sorted(after.successors(unit));
      if (now.size() > 1) {
        split.add(new Became(List.of(unit), now));
      } else if (now.size() == 1) {
        AdministrativeUnit one = now.getFirst();
        List<AdministrativeUnit> from = sorted(after.predecessors(one));
        if (from.size() > 1) {
          merged.putIfAbsent(one, new Became(from, List.of(one)));
        } else {
          renamed.add(Became.of(unit, one));
        }
      }
    }
    return new UnitChanges(added, ended, renamed, split, List.copyOf(merged.values()), corrected);
  }

  /**
   * Units of {@code before} that {@code after} no longer knows at any time they stood: a list may
   * end a unit, never forget it.
   */
  public static List<Fault> forgotten(AdministrativeUnits before, AdministrativeUnits after) {
    var faults = new ArrayList<Fault>();
    for (AdministrativeUnit unit : before.all()) {
      boolean known =
          after.history(unit.code(), unit.level()).stream().anyMatch(other -> meet(unit, other));
      if (!known) {
        String row =
            String.join(
                "|",
                unit.level().name(),
                unit.code(),
                unit.name(),
                unit.parent().orElse(""),
                unit.validFrom().map(Object::toString).orElse(""),
                unit.validTo().map(Object::toString).orElse(""));
        faults.add(
            Fault.ofAll(
                "Thiếu dòng \"%s\" của phiên bản %s. Giữ lại dòng đó; đơn vị không còn thì ghi validTo, và ghi ở [changes] nó thành đơn vị nào."
                    .formatted(row, before.version().version()),
                "The line '%s' of version %s is missing. Keep it; where the unit is no more, state its validTo, and under [changes] what it became."
                    .formatted(row, before.version().version())));
      }
    }
    return faults;
  }

  private static boolean meet(AdministrativeUnit a, AdministrativeUnit b) {
    return !UnitListCheck.first(a).isAfter(UnitListCheck.last(b))
        && !UnitListCheck.first(b).isAfter(UnitListCheck.last(a));
  }

  private static Map<Key, AdministrativeUnit> byKey(AdministrativeUnits units) {
    var byKey = new HashMap<Key, AdministrativeUnit>();
    units.all().forEach(unit -> byKey.put(Key.of(unit), unit));
    return byKey;
  }

  private static List<AdministrativeUnit> sorted(List<AdministrativeUnit> units) {
    return units.stream().sorted(Comparator.comparing(AdministrativeUnit::code)).toList();
  }
}
