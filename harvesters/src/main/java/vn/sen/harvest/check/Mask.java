package vn.sen.harvest.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How personal values are shown: enough to find the cell, too little to know the person. */
final class Mask {
  /** Shows nothing at all. */
  static final String ALL = "***";

  private static final Pattern EMAIL =
      Pattern.compile("([\\p{L}\\p{N}._%+-]+)@([\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)");
  private static final Pattern LONG_NUMBER =
      Pattern.compile("(?<![\\d.,])\\+?\\d(?:[ .-]?\\d){8,18}(?![\\d])");

  private static final int FEWEST_DIGITS_HIDDEN = 5;

  private Mask() {}

  /**
   * The first letter or digit and the last three of a number: {@code 0********123}. What is short
   * is hidden whole.
   */
  static String number(String value) {
    String bare = value.strip();
    int shown = 4;
    if (bare.codePointCount(0, bare.length()) < shown + FEWEST_DIGITS_HIDDEN) {
      return ALL;
    }
    int tail = bare.offsetByCodePoints(bare.length(), -3);
    int head = bare.offsetByCodePoints(0, 1);
    return bare.substring(0, head)
        + "*".repeat(bare.codePointCount(head, tail))
        + bare.substring(tail);
  }

  /** The first letter of the name and the top of the domain: {@code n***@***.com}. */
  static String email(String value) {
    return EMAIL
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).substring(0, found.group(1).offsetByCodePoints(0, 1))
                        + "***@***"
                        + found.group(2).substring(found.group(2).lastIndexOf('.'))));
  }

  /** The place of registration and no more: {@code 29***}. */
  static String plate(String value) {
    String bare = value.strip();
    return bare.length() < 6 ? ALL : bare.substring(0, 2) + ALL;
  }

  /** Nothing: where the first letters already say too much. */
  static String all(@SuppressWarnings("unused") String value) {
    return ALL;
  }

  /**
   * A value of a column that nobody took for personal, with what is personal within it masked all
   * the same: addresses, citizen numbers, cards, mobile numbers.
   */
  static String whatIsPersonal(String value) {
    return LONG_NUMBER
        .matcher(email(value))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    isPersonal(found.group()) ? number(found.group()) : found.group()));
  }

  private static boolean isPersonal(String number) {
    String digits = Identifiers.digits(number);
    if (Identifiers.isEnterpriseTaxCode(digits)) {
      return false;
    }
    return Identifiers.isCitizenNumber(digits)
        || Identifiers.isCard(digits)
        || Identifiers.phone(number) == Identifiers.Phone.MOBILE;
  }
}
