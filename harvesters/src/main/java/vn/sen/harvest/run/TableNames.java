package vn.sen.harvest.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.TableEntry;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.VietnameseText;

/**
 * Slugs of one dataset's tables: kept for a table that is known by its distribution and its name
 * within the file, made from words otherwise.
 */
final class TableNames {
  private static final int LONGEST = 60;

  private final DatasetId dataset;
  private final Map<Place, TableId> known = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  TableNames(DatasetEntry entry) {
    this.dataset = entry.id();
    for (TableEntry table : entry.tables()) {
      taken.add(table.id().slug());
      known.put(
          new Place(table.latest().distribution(), innerName(table.latest().received().name())),
          table.id());
    }
  }

  /** The table called {@code inner} within the file of {@code distribution}. */
  TableId name(String distribution, Optional<String> inner, List<String> words) {
    return known.computeIfAbsent(
        new Place(distribution, inner.orElse("")), _ -> new TableId(dataset, mint(inner, words)));
  }

  /** How a received file, or a table within it, is called. */
  static String fullName(String file, Optional<String> inner) {
    return inner.map(name -> file + "#" + name).orElse(file);
  }

  /** The table's name within its file; empty for a file that is one table. */
  static String innerName(String fullName) {
    int hash = fullName.indexOf('#');
    return hash < 0 ? "" : fullName.substring(hash + 1);
  }

  private String mint(Optional<String> inner, List<String> words) {
    String stem =
        words.stream().map(TableNames::slug).filter(s -> !s.isEmpty()).findFirst().orElse("table");
    String tail =
        inner.map(TableNames::slug).filter(s -> !s.isEmpty()).map(s -> "-" + s).orElse("");
    String wanted = shorten(stem, LONGEST - Math.min(tail.length(), 30)) + shorten(tail, 30);
    String slug = wanted;
    for (int n = 2; !taken.add(slug); n++) {
      slug = wanted + "-" + n;
    }
    return slug;
  }

  private static String slug(String text) {
    return VietnameseText.fold(text).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
  }

  private static String shorten(String slug, int length) {
    return slug.length() <= length ? slug : slug.substring(0, length).replaceAll("-+$", "");
  }

  private record Place(String distribution, String inner) {}
}
