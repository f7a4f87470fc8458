package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void namesAreWrittenAsPlainStringsAndReadBack() {
    var id = TableVersionId.parse("4k8z0q2m7w/dan-so@3");

    assertThat(Json.write(id)).isEqualTo("\"4k8z0q2m7w/dan-so@3\"");
    assertThat(Json.read(Json.write(id), TableVersionId.class)).isEqualTo(id);
    assertThat(Json.read(Json.write(id.table()), TableId.class)).isEqualTo(id.table());
    assertThat(Json.read("\"H29.3\"", AgencyCode.class)).isEqualTo(new AgencyCode("H29.3"));
  }

  @Test
  void whatIsAbsentIsNullAndReadsBackAsAbsent() {
    String json = Json.write(Scores.NOT_RATED);

    assertThat(json).contains("\"live\":null");
    assertThat(Json.read(json, Scores.class).live()).isEqualTo(Optional.empty());
  }

  @Test
  void aTextOfAnotherFormIsRefusedInWords() {
    assertThatThrownBy(() -> TableVersionId.parse("dan-so"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dataset/table@version");
  }
}
