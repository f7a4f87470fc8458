package vn.sen.harvest.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.vocab.VietnameseText;

/**
 * Which columns of one contract are those of another: the ones of the same name, and of the rest
 * those of the same type and place whose names are alike. Which of the two is the older makes no
 * difference.
 */
final class KeptColumns {
  private static final double ALIKE = 0.5;
  private static final int LONGEST_COMPARED = 200;

  private KeptColumns() {}

  /** New names by the old ones. */
  static Map<String, String> of(List<PromisedColumn> before, List<PromisedColumn> after) {
    Map<String, Place> old = places(before, names(after));
    Map<String, Place> now = places(after, names(before));
    var kept = new LinkedHashMap<String, String>();
    old.keySet().stream().filter(now::containsKey).forEach(name -> kept.put(name, name));
    var left = now.values().stream().filter(place -> !old.containsKey(place.name())).toList();
    var gone = old.values().stream().filter(place -> !now.containsKey(place.name())).toList();
    var byIndex = new HashMap<Integer, Place>();
    var byGap = new HashMap<String, Place>();
    for (Place place : left) {
      byIndex.put(place.index(), place);
      byGap.put(place.gap(), place);
    }
    Map<String, Place> byWords = byUniqueWords(left);
    byWords.keySet().retainAll(byUniqueWords(gone).keySet());
    var pairs = new ArrayList<Pair>();
    for (Place place : gone) {
      var candidates = new HashSet<Place>();
      add(byIndex.get(place.index()), candidates);
      add(byGap.get(place.gap()), candidates);
      add(byWords.get(place.words()), candidates);
      candidates.stream()
          .map(candidate -> new Pair(place, candidate))
          .filter(Pair::isAlike)
          .forEach(pairs::add);
    }
    pair(pairs, kept);
    return kept;
  }

  /** Those that no other is called like but for accents, case and signs. */
  private static Map<String, Place> byUniqueWords(List<Place> places) {
    var found = new HashMap<String, Place>();
    var several = new HashSet<String>();
    for (Place place : places) {
      if (found.put(place.words(), place) != null) {
        several.add(place.words());
      }
    }
    found.keySet().removeAll(several);
    return found;
  }

  private static void add(@Nullable Place place, Set<Place> to) {
    if (place != null) {
      to.add(place);
    }
  }

  /** The most alike first; of equals, those that moved least. */
  private static void pair(List<Pair> pairs, Map<String, String> kept) {
    pairs.sort(
        Comparator.comparingDouble((Pair pair) -> -pair.likeness())
            .thenComparingInt(pair -> Math.abs(pair.old().index() - pair.now().index()))
            .thenComparingInt(pair -> Math.min(pair.old().index(), pair.now().index())));
    var taken = new HashSet<String>();
    for (Pair pair : pairs) {
      if (!kept.containsKey(pair.old().name()) && taken.add(pair.now().name())) {
        kept.put(pair.old().name(), pair.now().name());
      }
    }
  }

  private static Set<String> names(List<PromisedColumn> columns) {
    return new HashSet<>(columns.stream().map(PromisedColumn::name).toList());
  }

  private static Map<String, Place> places(List<PromisedColumn> columns, Set<String> others) {
    var places = new LinkedHashMap<String, Place>();
    String anchor = "";
    int behind = 0;
    for (PromisedColumn column : columns) {
      boolean isCommon = others.contains(column.name());
      anchor = isCommon ? column.name() : anchor;
      behind = isCommon ? 0 : behind + 1;
      places.putIfAbsent(column.name(), new Place(column, places.size(), behind + "\n" + anchor));
    }
    return places;
  }

  /**
   * @param index among all columns
   * @param gap which it is behind the last column that both contracts have
   */
  private record Place(PromisedColumn column, int index, String gap) {
    String name() {
      return column.name();
    }

    /** The name without accents, case and signs. */
    String words() {
      return VietnameseText.fold(name()).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
  }

  private record Pair(Place old, Place now, double likeness) {
    Pair(Place old, Place now) {
      this(old, now, KeptColumns.likeness(old.words(), now.words()));
    }

    /** Names that differ in letters alone may also be of another type. */
    boolean isAlike() {
      return likeness == 1 || likeness >= ALIKE && old.column().type().equals(now.column().type());
    }
  }

  /** 1 for the same, 0 for nothing in common: by the letters to change, or one within the other. */
  private static double likeness(String one, String other) {
    if (one.equals(other)) {
      return one.isEmpty() ? 0 : 1;
    }
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    int longest = Math.max(one.length(), other.length());
    if (longest > LONGEST_COMPARED) {
      return 0;
    }
    int shortest = Math.min(one.length(), other.length());
    boolean within = shortest >= 3 && (one.contains(other) || other.contains(one));
    double byLetters = 1 - (double) distance(one, other) / longest;
    return within ? Math.max(ALIKE, byLetters) : byLetters;
  }

  /** Letters to put in, take out or replace. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
