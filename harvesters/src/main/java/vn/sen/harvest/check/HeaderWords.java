package vn.sen.harvest.check;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.sen.vocab.Column;

/**
 * A header as lower-case words without accents, each between spaces, so that {@code Mã tỉnh},
 * {@code ma_tinh} and {@code MaTinh} read the same. Either the name or the header as it stands may
 * say what the column means.
 */
record HeaderWords(String name, String original) {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

  static HeaderWords of(Column column) {
    return new HeaderWords(fold(column.name()), fold(column.original()));
  }

  /** {@code text} as words between single spaces, one before and one after. */
  static String fold(String text) {
    String humps = HUMP.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ");
    String bare = MARKS.matcher(Normalizer.normalize(humps, Normalizer.Form.NFD)).replaceAll("");
    String lower = bare.replace('Đ', 'D').replace('đ', 'd').toLowerCase(Locale.ROOT);
    return " " + OTHER.matcher(lower).replaceAll(" ").strip() + " ";
  }

  /** Whether any of {@code phrases}, in folded words, stands in the header. */
  boolean say(Collection<String> phrases) {
    return phrases.stream().anyMatch(phrase -> both().anyMatch(h -> h.contains(spaced(phrase))));
  }

  /** Whether the header is exactly one of {@code phrases}. */
  boolean are(Collection<String> phrases) {
    return phrases.stream().anyMatch(phrase -> both().anyMatch(h -> h.equals(spaced(phrase))));
  }

  /** Whether the header begins with any of {@code phrases}. */
  boolean startWith(Collection<String> phrases) {
    return phrases.stream().anyMatch(phrase -> both().anyMatch(h -> h.startsWith(spaced(phrase))));
  }

  private Stream<String> both() {
    return Stream.of(name, original);
  }

  private static String spaced(String phrase) {
    return " " + phrase + " ";
  }
}
