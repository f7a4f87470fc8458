package vn.sen.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Document numbers ({@code 47/2020/NĐ-CP}) and codes ({@code 000.00.00.H49}) in a text, which
 * splitting into syllables takes apart.
 */
final class Codes {
  private static final int LONGEST = 200;
  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]{1,40}(?:[./_-][\\p{L}\\p{M}\\p{N}]{1,40}){1,10}");

  private Codes() {}

  /** Those in a text, without accents and in lower case. */
  static List<String> in(String text) {
    var found = new ArrayList<String>();
    Matcher matcher = FORM.matcher(text);
    while (matcher.find()) {
      if (matcher.group().chars().anyMatch(Character::isDigit)) {
        found.add(of(matcher.group()));
      }
    }
    return found;
  }

  /** The form in which a whole identifier is compared. */
  static String of(String identifier) {
    String form = Spelling.FOLD.of(identifier.strip());
    return form.length() > LONGEST ? form.substring(0, LONGEST) : form;
  }
}
