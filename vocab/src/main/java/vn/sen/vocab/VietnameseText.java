package vn.sen.vocab;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Comparing Vietnamese as people mean it. Equal names differ in bytes by Unicode form, by where the
 * tone stands ({@code Hòa}, {@code Hoà}), by the apostrophe and by case.
 */
public final class VietnameseText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\u200b\\ufeff]+");
  private static final Pattern APOSTROPHES = Pattern.compile("[’‘ʼ′´`]");

  /** Tones of o, u, a, e, y: grave, acute, hook, tilde, dot below, in this order. */
  private static final String O = "òóỏõọÒÓỎÕỌ";

  private static final String U = "ùúủũụÙÚỦŨỤ";
  private static final String A = "àáảãạÀÁẢÃẠ";
  private static final String E = "èéẻẽẹÈÉẺẼẸ";
  private static final String Y = "ỳýỷỹỵỲÝỶỸỴ";

  private VietnameseText() {}

  /**
   * What two spellings of one name have in common: NFC, one tone placement, one apostrophe, lower
   * case. Accents and blanks count.
   */
  public static String comparisonKey(String text) {
    return APOSTROPHES.matcher(withTonesPlaced(text)).replaceAll("'").toLowerCase(Locale.ROOT);
  }

  /** The key without accents, đ as d, blanks folded to one and trimmed: for near matches. */
  public static String fold(String text) {
    String bare =
        MARKS
            .matcher(Normalizer.normalize(comparisonKey(text), Form.NFD))
            .replaceAll("")
            .replace('đ', 'd');
    return BLANKS.matcher(bare).replaceAll(" ").strip();
  }

  /**
   * NFC, with the tone of a syllable that ends in oa, oe or uy (not quy) on its last vowel: {@code
   * hòa} becomes {@code hoà}, {@code Ủy} becomes {@code Uỷ}, {@code hoàn} stays.
   */
  public static String withTonesPlaced(String text) {
    String nfc = Normalizer.normalize(text, Form.NFC);
    StringBuilder out = null;
    for (int i = 0; i + 1 < nfc.length(); i++) {
      if (isWithinWord(nfc, i + 2)) {
        continue; // the syllable goes on
      }
      String toned = moved(nfc, i);
      if (!toned.isEmpty()) {
        out = out == null ? new StringBuilder(nfc) : out;
        out.replace(i, i + 2, toned);
      }
    }
    return out == null ? nfc : out.toString();
  }

  private static boolean isWithinWord(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    int c = text.codePointAt(at);
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** The two letters at {@code i} with the tone on the second; empty where nothing moves. */
  private static String moved(String text, int i) {
    char first = text.charAt(i);
    char last = text.charAt(i + 1);
    int tone = O.indexOf(first);
    if (tone >= 0) {
      return switch (last) {
        case 'a', 'A' -> pair('o', tone, last, A);
        case 'e', 'E' -> pair('o', tone, last, E);
        default -> "";
      };
    }
    tone = U.indexOf(first);
    boolean isAfterQ = i > 0 && Character.toLowerCase(text.charAt(i - 1)) == 'q';
    return tone >= 0 && !isAfterQ && (last == 'y' || last == 'Y') ? pair('u', tone, last, Y) : "";
  }

  private static String pair(char vowel, int tone, char last, String tones) {
    char bare = tone < 5 ? vowel : Character.toUpperCase(vowel);
    char toned = tones.charAt(tone % 5 + (Character.isUpperCase(last) ? 5 : 0));
    return "" + bare + toned;
  }
}
