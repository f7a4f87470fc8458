package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VietnameseTextProps {

  @Provide
  Arbitrary<String> vietnamese() {
    return Arbitraries.strings()
        .withChars("aàáảãạăằắâầấeèéẻẽẹêềoòóỏõọôồơờuùúủũụưừyỳýỷỹỵđqhnctHÒAUỲQĐ '’-. \u0301\u0303")
        .ofMaxLength(12);
  }

  @Property
  void keysAndFoldsAreStable(@ForAll("vietnamese") String text) {
    String key = VietnameseText.comparisonKey(text);
    assertThat(VietnameseText.comparisonKey(key)).isEqualTo(key);
    String fold = VietnameseText.fold(text);
    assertThat(VietnameseText.fold(fold)).isEqualTo(fold);
    String placed = VietnameseText.withTonesPlaced(text);
    assertThat(VietnameseText.withTonesPlaced(placed)).isEqualTo(placed);
  }

  @Property
  void neitherUnicodeFormNorCaseChangesTheKey(@ForAll("vietnamese") String text) {
    String key = VietnameseText.comparisonKey(text);
    for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
      assertThat(VietnameseText.comparisonKey(Normalizer.normalize(text, form))).isEqualTo(key);
    }
    String nfc = Normalizer.normalize(text, Normalizer.Form.NFC);
    assertThat(VietnameseText.comparisonKey(nfc.toUpperCase(Locale.ROOT))).isEqualTo(key);
  }

  @Property
  void movingTonesChangesNoLettersAndNoAccents(@ForAll("vietnamese") String text) {
    String placed = VietnameseText.withTonesPlaced(text);
    assertThat(sorted(placed)).isEqualTo(sorted(text));
    assertThat(Normalizer.isNormalized(placed, Normalizer.Form.NFC)).isTrue();
  }

  private static String sorted(String text) {
    char[] chars = Normalizer.normalize(text, Normalizer.Form.NFD).toCharArray();
    java.util.Arrays.sort(chars);
    return new String(chars);
  }

  @Example
  void tonesMoveToTheLastVowelOnlyWhereASyllableEndsInOaOeUy() {
    assertThat(VietnameseText.withTonesPlaced("hòa Hòa HÒA hoàn hoà"))
        .isEqualTo("hoà Hoà HOÀ hoàn hoà");
    assertThat(VietnameseText.withTonesPlaced("Ủy ban, thúy, khỏe, xòe"))
        .isEqualTo("Uỷ ban, thuý, khoẻ, xoè");
    assertThat(VietnameseText.withTonesPlaced("quý quỳ Quỳnh thủy-lợi (hòa)"))
        .isEqualTo("quý quỳ Quỳnh thuỷ-lợi (hoà)");
    assertThat(VietnameseText.withTonesPlaced("họa tóan của mùa toán"))
        .isEqualTo("hoạ tóan của mùa toán");
  }

  @Example
  void theKeyKeepsWhatDistinguishesNames() {
    assertThat(VietnameseText.comparisonKey("Thanh Hóa"))
        .isEqualTo(VietnameseText.comparisonKey("THANH HOÁ"));
    assertThat(VietnameseText.comparisonKey("Ea H’leo"))
        .isEqualTo(VietnameseText.comparisonKey("Ea H'Leo"));
    assertThat(VietnameseText.comparisonKey("Hòa"))
        .isNotEqualTo(VietnameseText.comparisonKey("Hoa"));
    assertThat(VietnameseText.fold("  Đường\u00a0 Hòa  ")).isEqualTo("duong hoa");
  }
}
