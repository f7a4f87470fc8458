package vn.sen.publish.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The languages of the pages, Vietnamese first. */
public enum Language {
  VI("vi", "Tiếng Việt"),
  EN("en", "English");

  static final String COOKIE = "lang";

  private final String tag;
  private final String label;

  Language(String tag, String label) {
    this.tag = tag;
    this.label = label;
  }

  /** The language tag: {@code vi}. */
  public String tag() {
    return tag;
  }

  /** Its name in itself. */
  public String label() {
    return label;
  }

  /** The other one. */
  public Language other() {
    return this == VI ? EN : VI;
  }

  static Optional<Language> find(String tag) {
    return Arrays.stream(values()).filter(l -> l.tag.equals(tag)).findFirst();
  }

  /** What the reader just chose ({@code ?lang=}). */
  static Optional<Language> chosen(HttpRequest<?> request) {
    return Optional.ofNullable(request.getParameters().get("lang")).flatMap(Language::find);
  }

  /** What the reader chose now or before, else prefers, else Vietnamese. */
  static Language of(HttpRequest<?> request) {
    return chosen(request)
        .or(
            () ->
                request
                    .getCookies()
                    .findCookie(COOKIE)
                    .map(Cookie::getValue)
                    .flatMap(Language::find))
        .or(() -> preferred(request))
        .orElse(VI);
  }

  private static Optional<Language> preferred(HttpRequest<?> request) {
    String accepted = request.getHeaders().get("Accept-Language");
    if (accepted == null || accepted.length() > 500) {
      return Optional.empty();
    }
    try {
      return Locale.LanguageRange.parse(accepted).stream()
          .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed())
          .map(range -> range.getRange().split("-", 2)[0])
          .flatMap(tag -> find(tag).stream())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a header of nonsense is no reason to fail
    }
  }
}
