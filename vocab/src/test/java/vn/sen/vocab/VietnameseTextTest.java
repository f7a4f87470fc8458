package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VietnameseTextTest {

  @ParameterizedTest
  @CsvSource({
    "Hòa, Hoà",
    "Khánh Hòa, KHÁNH HOÀ",
    "Ủy ban, Uỷ ban",
    "khỏe, khoẻ",
    "thủy, thuỷ",
    "Đắk Lắk, đắk lắk",
    "\"Ea H'leo\", \"Ea H’leo\""
  })
  void readersTakeTheseForTheSame(String one, String other) {
    assertThat(VietnameseText.comparisonKey(one)).isEqualTo(VietnameseText.comparisonKey(other));
  }

  @ParameterizedTest
  @CsvSource({"hoàn, hòan", "quý, qúy", "Hòa, Hóa", "đường, dường", "tổ chức, tô chức"})
  void readersTellTheseApart(String one, String other) {
    assertThat(VietnameseText.comparisonKey(one)).isNotEqualTo(VietnameseText.comparisonKey(other));
  }

  @ParameterizedTest
  @CsvSource({"Đường sắt, duong sat", "TỈNH THỪA THIÊN HUẾ, tinh thua thien hue"})
  void foldingLeavesBareLetters(String text, String folded) {
    assertThat(VietnameseText.fold(text)).isEqualTo(folded);
    assertThat(VietnameseText.fold(Normalizer.normalize(text, Normalizer.Form.NFD)))
        .isEqualTo(folded);
  }

  @Property
  void theKeyOfAKeyIsTheKey(@ForAll String text) {
    String key = VietnameseText.comparisonKey(text);

    assertThat(VietnameseText.comparisonKey(key)).isEqualTo(key);
  }
}
