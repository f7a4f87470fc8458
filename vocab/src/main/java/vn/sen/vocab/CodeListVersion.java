package vn.sen.vocab;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One version of a code list, as a report names the one it was judged by.
 *
 * @param list key of the list, such as {@code administrative-units}
 * @param version a date or a number, such as {@code 2026-07-25}, {@code 2026-07-25.1} or {@code 3}
 * @param sha256 of the list's text in UTF-8, hexadecimal
 */
public record CodeListVersion(String list, String version, String sha256)
    implements Comparable<CodeListVersion> {
  private static final Pattern FORM = Pattern.compile("\\d{1,9}([-.]\\d{1,9}){0,5}");
  private static final Comparator<CodeListVersion> IN_TIME =
      Comparator.comparing(CodeListVersion::list)
          .thenComparing(CodeListVersion::numbers, CodeListVersion::compareNumbers);

  public CodeListVersion {
    if (!isForm(version)) {
      throw new IllegalArgumentException(
          "a version is a date or a number, got '%s'".formatted(version));
    }
    if (!Sha256.isForm(sha256)) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
  }

  /** Whether {@code text} is written as a version is: numbers parted by hyphens or points. */
  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * By list, then older before newer, number by number. Equal in this order are two that claim the
   * same version, whatever they hold.
   */
  @Override
  public int compareTo(CodeListVersion other) {
    return IN_TIME.compare(this, other);
  }

  private List<Integer> numbers() {
    return Stream.of(version.split("[-.]")).map(Integer::valueOf).toList();
  }

  private static int compareNumbers(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
