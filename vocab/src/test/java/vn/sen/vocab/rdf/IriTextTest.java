package vn.sen.vocab.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IriTextTest {
  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\0", "<", ">", "\"", "{", "}", "|", "^", "`", "\\"})
  void whatNoIriMayContainIsFoundWhereItStands(String forbidden) {
    assertThat(IriText.findFault("https://a.vn/" + forbidden + "b ")).isEqualTo(13);
  }

  @Test
  void vietnameseLettersMayStandInAnIri() {
    assertThat(IriText.findFault("https://a.vn/dân-số?x=%20#ở")).isEqualTo(-1);
  }
}
