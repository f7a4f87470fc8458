package vn.sen.publish.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Every sentence of the pages, one bundle a language, the same keys in both. */
final class Texts {
  private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, read(language));
    }
  }

  private final Map<String, String> byKey;

  private Texts(Map<String, String> byKey) {
    this.byKey = byKey;
  }

  static Texts of(Language language) {
    Texts texts = ALL.get(language);
    if (texts == null) {
      throw new IllegalStateException("no texts in " + language);
    }
    return texts;
  }

  private static Texts read(Language language) {
    String name = "texts_" + language.tag() + ".properties";
    try (InputStream in = Texts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      var properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      var byKey = new java.util.HashMap<String, String>();
      properties.forEach((key, value) -> byKey.put((String) key, (String) value));
      return new Texts(Map.copyOf(byKey));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  Set<String> keys() {
    return byKey.keySet();
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  /** The sentence, {@code {0}} replaced by the first argument and so on. */
  String get(String key, Object... arguments) {
    String text = byKey.get(key);
    if (text == null) {
      throw new IllegalStateException("no text for '" + key + "'");
    }
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return text;
  }
}
