package vn.sen.vocab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A text in one or more languages.
 *
 * @param byLanguage language tag in lower case ({@code vi}, {@code en}) to text; the tag is empty
 *     where the source states none. Empty when there is no text at all.
 */
public record LangText(Map<String, String> byLanguage) {
  public static final LangText EMPTY = new LangText(Map.of());

  public LangText {
    byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
  }

  /** A text whose language is not stated. */
  public static LangText of(String text) {
    return new LangText(Map.of("", text));
  }

  /**
   * A language tag as the keys of {@link #byLanguage} have it: {@code vi-VN} is {@code vi} to our
   * readers, {@code en-US} is {@code en}; other subtags stay.
   */
  public static String tag(String stated) {
    String tag = stated.toLowerCase(Locale.ROOT);
    return tag.startsWith("vi-") || tag.startsWith("en-") ? tag.substring(0, 2) : tag;
  }

  public boolean isEmpty() {
    return byLanguage.isEmpty();
  }

  /**
   * The text for a reader of {@code language}: in that language, else without a tag, else
   * Vietnamese, else English, else any.
   */
  public Optional<String> in(String language) {
    for (String tag : new String[] {language, "", "vi", "en"}) {
      String text = byLanguage.get(tag);
      if (text != null) {
        return Optional.of(text);
      }
    }
    return byLanguage.values().stream().findFirst();
  }
}
