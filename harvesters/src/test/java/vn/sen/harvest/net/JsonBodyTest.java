package vn.sen.harvest.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sen.vocab.Message;

class JsonBodyTest {
  private static final Message CURE = new Message("Sửa ở nguồn.", "Mend it.");

  private static JsonNode read(String text) throws WrongContentException {
    return JsonBody.read(text.getBytes(StandardCharsets.UTF_8), CURE);
  }

  @Test
  void whatIsWrittenIsReadInAnyUnicode() throws Exception {
    String text = "{\"tên\": [\"số liệu\", 1.5, null, {}]}";

    assertThat(read(text).path("tên").path(0).textValue()).isEqualTo("số liệu");
    assertThat(read("\ufeff" + text)).isEqualTo(read(text));
    for (String charset : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32BE"}) {
      assertThat(JsonBody.read(text.getBytes(Charset.forName(charset)), CURE))
          .isEqualTo(read(text));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1|no valid JSON",
        "{} {}|no valid JSON",
        "{\"a\": 1, \"a\": 2}|Duplicate field 'a'",
        "<html><title>Đăng nhập</title></html>|HTML page",
      })
  void whatIsWrongIsSaid(String text, String said) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void bytesThatAreNoCharactersAreTheSourcesFault() {
    byte[] nonsense = {0, 0, 0, '[', -2, -2, -2, -2, -2, -2, -2, -2};

    assertThatThrownBy(() -> JsonBody.read(nonsense, CURE))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("no valid JSON");
  }

  @Test
  void moreValuesThanFitAreRefused() throws Exception {
    String most = "[" + "1,".repeat(JsonBody.MOST_VALUES - 4);

    assertThatThrownBy(() -> read(most + "1,1,1]"))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("more than 1500000 values");
    assertThat(read(most + "1]")).hasSize(JsonBody.MOST_VALUES - 3);
  }
}
