package vn.sen.vocab;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A code list and the ways its entries are written: codes, IRIs (http and https alike), labels and
 * the words portals use, whatever their case and accents.
 */
final class Spellings<T> {
  private final Map<String, T> byCode = new LinkedHashMap<>();
  private final Map<String, T> bySpelling = new HashMap<>();

  Spellings(String list, Function<String[], T> entry, Function<T, Collection<String>> spellings) {
    List<String[]> rows = CodeLists.rows(list);
    for (String[] row : rows) {
      T value = entry.apply(row);
      byCode.put(row[0], value);
      for (String spelling : spellings.apply(value)) {
        put(list, spelling, value);
      }
      put(list, row[0], value);
      for (String spelling : CodeList.values(row[row.length - 1])) {
        put(list, spelling, value);
      }
    }
  }

  private void put(String list, String spelling, T value) {
    T before = bySpelling.put(key(spelling), value);
    if (before != null && !before.equals(value)) {
      throw new IllegalStateException(
          "%s: '%s' means both %s and %s".formatted(list, spelling, before, value));
    }
  }

  List<T> all() {
    return List.copyOf(byCode.values());
  }

  Optional<T> code(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  Optional<T> find(String words) {
    return Optional.ofNullable(bySpelling.get(key(words)));
  }

  private static String key(String words) {
    return VietnameseText.fold(words)
        .replaceFirst("^https?://(www\\.)?", "")
        .replaceFirst("/+$", "")
        .replace('_', ' ');
  }
}
