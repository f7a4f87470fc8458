package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What parts cells, and what makes text of it. */
class DialectTest {
  @RegisterExtension final Reading reading = new Reading();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"id,tên,số\"\n\"1,\"\"An\"\",5\"\n\"2,\"\"Bình, B\"\",6\"\n\"3,Chi,7\"\n",
        "id,tên,số\r\n\"1,\"\"An\"\",5\"\r\n\"2,\"\"Bình, B\"\",6\"\r\n\"3,Chi,7\"",
        "\"\"\"id\"\",\"\"tên\"\",\"\"số\"\"\"\n\"1,An,5\"\n\"2,\"\"Bình, B\"\",6\"\n\"3,Chi,7\"\n",
      })
  void recordsThatAreQuotedAsAWholeAreCutIntoTheirCells(String text) {
    Reading.Result read = reading.typed(text);

    assertThat(read.names()).containsExactly("id", "tên", "số");
    assertThat(read.rows())
        .containsExactly(
            List.of("1", "An", "5"), List.of("2", "Bình, B", "6"), List.of("3", "Chi", "7"));
  }

  @Test
  void aRecordThatWasQuotedAsAWholeIsFoundAgainInTheBytesAsReceived() throws Exception {
    String text =
        "\"id;tên\"\n\"1;\"\"một\nhai\"\"\"\n\"2;Bình\"\n\"3;Chi\"\n\"4;Chi;thừa\"\n\"5;Tư\"\n";
    for (int i = 6; i < 40; i++) {
      text += "\"" + i + ";Tên\"\n";
    }

    Reading.Result read = reading.typed(text);

    assertThat(read.rows().getFirst()).containsExactly("1", "một\nhai");
    assertThat(read.report().rejectedRows()).isEqualTo(1);
    int offset = text.substring(0, text.indexOf("\"4;")).getBytes(StandardCharsets.UTF_8).length;
    assertThat(Files.readString(read.table().rejects().orElseThrow()))
        .contains("\"line\":6", "\"byteOffset\":" + offset);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"nơi\"\n\"Paris, Pháp\"\n\"Roma, Ý\"\n\"Huế, Việt Nam\"\n",
        "\"thành phố, nước\"\n\"Paris, Pháp\"\n\"Roma, Ý\"\n\"Huế, Việt Nam\"\n",
        "\"câu\"\n\"Anh nói \"\"có\"\", rồi đi\"\n\"Chị nói \"\"không\"\", rồi về\"\n\"Im\"\n",
        "\"Dec 8, 2022\"\n\"Sep 26, 2022\"\n\"Aug 31, 2022\"\n",
        "\"sách\"\n\"\"\"Dế mèn\"\", Tô Hoài\"\n\"\"\"Tắt đèn\"\", Ngô Tất Tố\"\n",
      })
  void oneColumnOfQuotedTextsStaysOne(String text) {
    assertThat(reading.typed(text).names()).hasSize(1);
  }

  @Test
  void aBackslashMakesTextOfDelimitersQuotesAndLineEnds() {
    Reading.Result read =
        reading.asText("tên,mô tả,số\nA,một\\, hai,1\nB,dòng\\\nkhác,2\nC,\\\\ và \\\" và \\N,3\n");

    assertThat(read.names()).containsExactly("tên", "mô tả", "số");
    assertThat(read.rows())
        .containsExactly(
            List.of("A", "một, hai", "1"),
            List.of("B", "dòng\nkhác", "2"),
            List.of("C", "\\ và \" và \\N", "3"));
    assertThat(read.report().rejectedRows()).isZero();
  }

  @Test
  void aBackslashMakesTextOfALineEndOfTwoBytesToo() {
    Reading.Result read = reading.asText("a;b;c\r\n1;x\\\r\ny;2\r\n3;\\;;4\r\n");

    assertThat(read.rows()).containsExactly(List.of("1", "x\r\ny", "2"), List.of("3", ";", "4"));
  }

  @Test
  void anotherSignMayMakeTextOfDelimiters() {
    Reading.Result read = reading.asText("a,b,c\n1,x^,y,2\n3,z,4\n5,^,,6\n");

    assertThat(read.rows())
        .containsExactly(List.of("1", "x,y", "2"), List.of("3", "z", "4"), List.of("5", ",", "6"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\dữ liệu\\,D:\\sao lưu\\",
        "$a\\\\b\\;c$,\\frac{1}{2}",
        "^\\d+\\\\$,\\w\\",
        "\\,một mình",
        "a\\\"b,c\\"
      })
  void aBackslashIsTextWhereNothingNeedsItAsMore(String cells) {
    Reading.Result read = reading.asText("x,y\n" + cells + "\n1,2\n" + cells + "\n");

    List<String> expected = List.of(cells.split(",", 2));
    assertThat(read.rows()).containsExactly(expected, List.of("1", "2"), expected);
  }

  @Test
  void aBackslashInOneOfManyRecordsMakesTextOfItsQuotes() {
    String rows =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "\"" + i + "\",\"mục số " + i + "\"\n")
            .collect(Collectors.joining());

    Reading.Result read = reading.asText("\"a\",\"b\"\n" + rows + "\"x\",\"gọi \\\"y\\\", z\"\n");

    assertThat(read.rows().getLast()).containsExactly("x", "gọi \"y\", z");
  }

  @Test
  void aBackslashInOneRecordOfManyMakesTextOfItsDelimiter() {
    String rows =
        IntStream.range(0, 30_000)
            .mapToObj(i -> i + ",mục,số,D:\\kho\\\n")
            .collect(Collectors.joining());

    Reading.Result read = reading.asText("a,b,c,d\n" + rows + "1,x\\, y,z,C:\\kho\n");

    assertThat(read.rows().getLast()).containsExactly("1", "x, y", "z", "C:\\kho");
    assertThat(read.rows().getFirst()).containsExactly("0", "mục", "số", "D:\\kho\\");
  }

  @Test
  void columnsMayHoldListsBetweenAnotherDelimiter() {
    Reading.Result read = reading.asText("tên,mã\n1;2;3,4;5;6\na;b;c,d;e;f\n");

    assertThat(read.names()).containsExactly("tên", "mã");
    assertThat(read.rows()).containsExactly(List.of("1;2;3", "4;5;6"), List.of("a;b;c", "d;e;f"));
  }

  @Test
  void aTitleWithACommaMakesNoListsOfColumnsWithDecimalCommas() {
    Reading.Result read =
        reading.asText("Bảng 1, năm 2020\nTỉnh;Tỷ lệ, %;Số\nA;1,5;2\nB;2,5;3\nC;3,5;4\n");

    assertThat(read.names()).containsExactly("Tỉnh", "Tỷ lệ, %", "Số");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GIAO TẬN NƠI\nTRẢ LẠI HÀNG\n", "Nguyễn Văn A\nTrần Thị B\nLê Văn C\n"})
  void phrasesOfAsManyWordsAreOneColumn(String lines) {
    assertThat(reading.asText(lines).report().columns()).hasSize(1);
  }

  @Test
  void timesAreNotCutAtTheirColons() {
    Reading.Result read = reading.typed("HH:mm:ss.S\n15:02:37.143\n");

    assertThat(read.types()).containsExactly("time");
  }

  @Test
  void anApostropheIsALetterWhereTheQuoteLooksTheSame() {
    Reading.Result read =
        reading.asText("1,Women's shoes,'light, and it's warm','x.html'\n2,Men's,'a, b','y'\n");

    assertThat(read.rows())
        .containsExactly(
            List.of("1", "Women's shoes", "light, and it's warm", "x.html"),
            List.of("2", "Men's", "a, b", "y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"🦆", "→", "\u0001", "•", "❖"})
  void aSymbolInEveryLinePartsCells(String symbol) {
    Reading.Result read =
        reading.asText("tên,số,ghi chú\nA,1,x y\nB,2,z\nC,3,t\n".replace(",", symbol));

    assertThat(read.names()).containsExactly("tên", "số", "ghi chú");
    assertThat(read.rows().getFirst()).containsExactly("A", "1", "x y");
  }

  @Test
  void aUnitInEveryLinePartsNothing() {
    assertThat(reading.asText("nhiệt độ °C\n12 °C\n13 °C\n14 °C\n").report().columns()).hasSize(1);
  }

  @Test
  void aSemicolonThatEndsALettersNameInHtmlPartsNothing() {
    Reading.Result read =
        reading.asText("id;tên;giá\n1;Lan &amp; Mai;3\n2;Hồng;4\n3;a &#60; b&lt;c;5\n4;R&D;6\n");

    assertThat(read.rows())
        .containsExactly(
            List.of("1", "Lan &amp; Mai", "3"),
            List.of("2", "Hồng", "4"),
            List.of("3", "a &#60; b&lt;c", "5"),
            List.of("4", "R&D", "6"));
  }

  @Test
  void aQuotedPhraseWithACommaBehindItStaysInItsCell() {
    Reading.Result read =
        reading.asText(
            "\"id\",\"tên\",\"ghi chú\"\n\"1\",\"a\",\"b\"\n\"2\",\"c\",\"d\"\n"
                + "\"3\",\"x, \"y\", z\",\"w\"\n");

    assertThat(read.rows().getLast()).containsExactly("3", "x, \"y\", z", "w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "điện thoại\n+84912345678\n+84912345679\n+84912345670\n+84912345671\n",
        "#một\n#hai\n#ba\n",
        "giá\n10★\n20★\n30★\n40★\n50★\n60★\n70★\n80★\n90★\n95★\n"
      })
  void aSignThatBeginsOrEndsLinesPartsNothing(String lines) {
    assertThat(reading.asText(lines).report().columns()).hasSize(1);
  }

  @Test
  void theEndMarkOfOldSystemsIsNoRecord() {
    for (String end : new String[] {"\u001a", "\u001a\u001a"}) {
      Reading.Result read = reading.typed("id,ten,so\r\n1,a,5\r\n2,b,6\r\n" + end);

      assertThat(read.rows()).hasSize(2);
      assertThat(read.report().setAsideRows()).isZero();
      assertThat(read.report().notes().truncated()).isEmpty();
    }
  }

  @Test
  void namesWithNumbersAreOneColumn() {
    assertThat(reading.typed("ten\nQuận 1\nQuận 2\nQuận 12\n").names()).containsExactly("ten");
    assertThat(reading.typed("Tên phường\nPhường 1\nPhường 2\nPhường 3\n").names())
        .containsExactly("Tên phường");
  }
}
