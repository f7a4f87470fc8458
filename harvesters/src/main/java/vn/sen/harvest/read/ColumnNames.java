package vn.sen.harvest.read;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that a table's columns can be told apart by, close to what stands in its header. */
final class ColumnNames {
  /** The record number's column in the text table. */
  static final String ROW = "_row";

  /** What the table engine adds to rows of a file on demand. */
  private static final String FILE_ROW = "file_row_number";

  private ColumnNames() {}

  /** Composed, blanks collapsed; empty for none. */
  static String clean(String header) {
    return Normalizer.normalize(header, Normalizer.Form.NFC)
        .replaceAll("[\\p{Cntrl}\\s\\u00a0\\u202f\\ufeff\\u200b]+", " ")
        .strip();
  }

  /** Unique without regard to case, for so SQL compares them. */
  static List<String> unique(List<String> headers) {
    Set<String> taken = new HashSet<>(Set.of(ROW, FILE_ROW));
    for (String header : headers) {
      taken.add(fold(clean(header)));
    }
    Set<String> given = new HashSet<>(Set.of(ROW, FILE_ROW));
    var names = new ArrayList<String>(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      String cleaned = clean(headers.get(i));
      String wish = cleaned.isEmpty() ? "column" + (i + 1) : cleaned;
      String name = wish;
      boolean isFirst = !cleaned.isEmpty();
      for (int n = 2;
          !given.add(fold(name)) || !isFirst && !cleaned.equals(name) && taken.contains(fold(name));
          n++) {
        name = wish + "_" + n;
        isFirst = false;
      }
      names.add(name);
    }
    return names;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
