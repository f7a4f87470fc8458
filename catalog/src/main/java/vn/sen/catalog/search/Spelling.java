package vn.sen.catalog.search;

import com.ibm.icu.text.Normalizer2;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/**
 * The two forms in which a syllable is compared. Both stand for every way to write it: Unicode
 * form, case, place of the tone ({@code hòa}, {@code hoà}), i for y ({@code kĩ}, {@code kỹ}).
 */
enum Spelling {
  /** Without accents: {@code Đường} and {@code dương} are both {@code duong}. */
  FOLD(ICUFoldingFilter.NORMALIZER) {
    @Override
    String respell(String syllable) {
      return withY(syllable);
    }
  },

  /** With accents: {@code Đường} is {@code đường}. */
  EXACT(Normalizer2.getNFKCCasefoldInstance()) {
    @Override
    String respell(String syllable) {
      return withY(withToneOnLastVowel(syllable));
    }
  };

  private static final String I = "iíìỉĩị";
  private static final String Y = "yýỳỷỹỵ";
  private static final Pattern OPEN_I = Pattern.compile("([hklmst]|qu)[" + I + "]");
  private static final String TONED_FIRST = "óòỏõọúùủũụ";
  private static final String LAST = "aey";
  private static final String[] TONED_LAST = {"áàảãạ", "éèẻẽẹ", "ýỳỷỹỵ"};

  final Normalizer2 normalizer;

  Spelling(Normalizer2 normalizer) {
    this.normalizer = normalizer;
  }

  /** Evens out the spelling of a syllable that is normalised already. */
  abstract String respell(String syllable);

  /** The compared form of any text, such as a whole document number. */
  String of(String text) {
    return respell(normalizer.normalize(text));
  }

  /** An open syllable after h, k, l, m, s, t or qu is written with i or y as one likes. */
  private static String withY(String syllable) {
    Matcher matcher = OPEN_I.matcher(syllable);
    if (syllable.length() > 3 || !matcher.matches()) {
      return syllable;
    }
    int last = syllable.length() - 1;
    return syllable.substring(0, last) + Y.charAt(I.indexOf(syllable.charAt(last)));
  }

  /**
   * In a syllable that ends in bare oa, oe or uy, but for quy, the tone stands on the last vowel:
   * {@code hòa} becomes {@code hoà}, {@code hoàn} stays.
   */
  private static String withToneOnLastVowel(String syllable) {
    int length = syllable.length();
    if (length < 2) {
      return syllable;
    }
    int first = TONED_FIRST.indexOf(syllable.charAt(length - 2));
    int last = LAST.indexOf(syllable.charAt(length - 1));
    if (first < 0 || last < 0) {
      return syllable;
    }
    boolean o = first < 5;
    boolean y = last == 2;
    if (o == y || (y && length > 2 && syllable.charAt(length - 3) == 'q')) {
      return syllable;
    }
    return syllable.substring(0, length - 2) + (o ? 'o' : 'u') + TONED_LAST[last].charAt(first % 5);
  }
}
