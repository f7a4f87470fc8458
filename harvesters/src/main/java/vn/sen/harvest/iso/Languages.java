package vn.sen.harvest.iso;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Languages as geographic metadata name them: ISO 639-2, rarely 639-1, with words around it. */
final class Languages {
  private static final String EU = "http://publications.europa.eu/resource/authority/language/";
  private static final Pattern CODE = Pattern.compile("^[^a-z]*([a-z]{2,3})(?![a-z])");

  /** Tags by codes of three letters and by themselves. */
  private static final Map<String, String> TAGS = new HashMap<>();

  static {
    for (String tag : Locale.getISOLanguages()) {
      TAGS.put(tag, tag);
      TAGS.put(Locale.of(tag).getISO3Language(), tag);
    }
    // Where the bibliographic code is another than the terminological one.
    for (String pair :
        ("ger de,fre fr,dut nl,chi zh,cze cs,gre el,ice is,mac mk,may ms,per fa,rum ro,slo sk,"
                + "alb sq,arm hy,baq eu,bur my,geo ka,tib bo,wel cy")
            .split(",")) {
      TAGS.put(pair.substring(0, 3), pair.substring(4));
    }
  }

  private Languages() {}

  /** The tag of a language such as {@code vie}, {@code eng; USA}; empty where unknown. */
  static Optional<String> tag(String code) {
    Matcher found = CODE.matcher(code.toLowerCase(Locale.ROOT));
    return found.find() ? Optional.ofNullable(TAGS.get(found.group(1))) : Optional.empty();
  }

  /** The language in the EU's authority table; empty where unknown. */
  static Optional<String> iri(String code) {
    return tag(code).map(tag -> EU + Locale.of(tag).getISO3Language().toUpperCase(Locale.ROOT));
  }
}
