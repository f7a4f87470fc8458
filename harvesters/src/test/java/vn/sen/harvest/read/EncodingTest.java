package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final String TABLE =
      """
      Mã tỉnh,Tên tỉnh,Ghi chú
      01,Hà Nội,Thủ đô nước Cộng hoà xã hội chủ nghĩa Việt Nam
      46,Thừa Thiên Huế,Thành phố trực thuộc trung ương từ ngày một tháng một
      79,Hồ Chí Minh,Đô thị đặc biệt lớn nhất cả nước
      92,Cần Thơ,Vùng đồng bằng sông Cửu Long
      96,Cà Mau,Điểm cực nam của đất nước trên đất liền
      """;

  @RegisterExtension final Reading reading = new Reading();

  @ParameterizedTest
  @CsvSource({
    "UTF-8,UTF-8",
    "UTF-8 with mark,UTF-8",
    "UTF-16LE,UTF-16LE",
    "UTF-16BE,UTF-16BE",
    "UTF-16LE with mark,UTF-16LE",
    "UTF-16BE with mark,UTF-16BE",
    "windows-1258,windows-1258",
    "TCVN3,TCVN3",
    "VNI,VNI",
    "VIQR,VIQR",
    "VISCII,VISCII"
  })
  void vietnameseTextComesBackFromEveryEncoding(String written, String expected) {
    Reading.Result read = reading.typed(encode(TABLE, written));

    assertThat(read.report().encoding()).isEqualTo(expected);
    assertThat(read.names()).containsExactly("Mã tỉnh", "Tên tỉnh", "Ghi chú");
    assertThat(read.rows())
        .containsExactlyElementsOf(
            TABLE.lines().skip(1).map(line -> Arrays.asList(line.split(","))).toList());
    assertThat(read.report().notes().encodingConfidence()).isGreaterThan(0.6);
    assertThat(read.report().notes().undecodableCells()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8 with mark", "UTF-16BE", "TCVN3", "VNI"})
  void aRejectedRowIsFoundAgainInTheBytesAsReceived(String encoding) throws Exception {
    String text = TABLE + "99,Việt Nam,\"một\nhai\"\nlạc,một ô,quá,nhiều\n";
    byte[] bytes = encode(text, encoding);

    Reading.Result read = reading.typed(bytes);

    String reject =
        java.nio.file.Files.readAllLines(read.table().rejects().orElseThrow()).getFirst();
    int offset = vn.sen.vocab.Json.mapper().readTree(reject).get("byteOffset").asInt();
    byte[] row = encode("lạc,một ô", encoding.replace(" with mark", ""));
    assertThat(Arrays.copyOfRange(bytes, offset, offset + row.length)).isEqualTo(row);
  }

  @Test
  void latinTextIsWindows1252() {
    String french = "nom;ville\nPéguy;Orléans\nCésar;Nîmes\nZoé;Besançon\nNoël;Hyères\n";

    Reading.Result read = reading.typed(french.getBytes(Charset.forName("windows-1252")));

    assertThat(read.report().encoding()).isEqualTo("windows-1252");
    assertThat(read.rows().get(2)).isEqualTo(List.of("Zoé", "Besançon"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TCVN3", "VNI", "windows-1258", "VISCII"})
  void ofReadingsThatAreAllSyllablesTheOneOfFamiliarWordsIsMeant(String encoding) {
    // Of VISCII read as TCVN3: mó, tờn.
    String few = "mã,tên\n23,23\n-3,Hà Nội\n23,23\n4,Hà Nội\n";

    Reading.Result read = reading.typed(encode(few, encoding));

    assertThat(read.report().encoding()).isEqualTo(encoding);
    assertThat(read.names()).isEqualTo(List.of("mã", "tên"));
  }

  @Test
  void theWholeFileDecidesNotItsStart() {
    String late = "a,b\n" + "plain,text\n".repeat(60_000) + "Hà Nội,nước Việt Nam\nHuế,đất liền\n";

    Reading.Result read = reading.typed(encode(late, "TCVN3"));

    assertThat(read.report().encoding()).isEqualTo("TCVN3");
    assertThat(read.rows().getLast()).isEqualTo(List.of("Huế", "đất liền"));
  }

  @Test
  void aFewBadBytesDoNotTurnUtf8IntoSomethingElse() {
    byte[] bytes =
        (TABLE + TABLE.substring(TABLE.indexOf('\n') + 1)).getBytes(StandardCharsets.UTF_8);
    byte[] broken = bytes.clone();
    for (int i = 60; i < broken.length; i++) {
      if (broken[i] == ' ') {
        broken[i] = (byte) 0xff;
        break;
      }
    }

    Reading.Result read = reading.typed(broken);

    assertThat(read.report().encoding()).isEqualTo("UTF-8");
    assertThat(read.report().notes().undecodableCells()).isEqualTo(1);
    assertThat(read.report().notes().replacementCells()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mã,tên\n1,Hà Nội\n2,Hu\u0000\n3,Cần Thơ\n4,Đà Nẵng\n",
        "ma,ten\n1,Hà Nội\n2,Hu\u0000\n3,Can Tho\n",
        "id,city\n1,Besançon\n2,Hy\u0000res\n3,Orléans\n4,Nîmes\n",
        "id,город\n1,Казань\n2,Омс\u0000\n",
      })
  void aSmallTextWithABadByteStaysUtf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == 0 ? (byte) 0xff : bytes[i];
    }

    Reading.Result read = reading.typed(bytes);

    assertThat(read.report().encoding()).isEqualTo("UTF-8");
    assertThat(read.report().notes().undecodableCells()).isEqualTo(1);
    assertThat(read.rows().get(1).get(1)).contains("\ufffd");
  }

  @Test
  void aBadByteInTheHeaderIsCountedToo() {
    byte[] bytes = "mã,tê!,số\n1,Hà Nội,3\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '!' ? (byte) 0xff : bytes[i];
    }

    assertThat(reading.typed(bytes).report().notes().undecodableCells()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "VISCII,'ma,ten\n1,Duong\n2,Dương\n3,Lương\n4,Hương\n5,Phương\n6,Hà\n'",
    "windows-1252,'nom;ville\nCAFÉ»;É»\nZoé;Besançon\nNoël;Hyères\n'",
    "windows-1252,'id;nom\n1;Zoé\n2;Ana\n'",
    "TCVN3,'ma,ten\n1,Hà Nội\n2,Huế\n3,Vinh\n'",
    "VNI,'ma,ten\n1,Hà Nội\n2,Được\n3,Vinh\n'",
  })
  void aSmallTextInSingleBytesIsNoDamagedUtf8(String encoding, String text) {
    String lines = text.replace("\\n", "\n");

    Reading.Result read = reading.typed(encode(lines, encoding));

    assertThat(read.report().encoding()).isEqualTo(encoding);
  }

  @Test
  void textThatWasEncodedTwiceIsNoted() {
    String twice =
        new String("Điện Biên".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));

    Reading.Result read =
        reading.typed("tỉnh,mã\n" + twice + ",x\nHà Nội,\"ÔNG “CÔ” là”\"\n\ufffd,z\n");

    assertThat(read.report().notes().mojibakeCells()).isEqualTo(1);
    assertThat(read.report().notes().replacementCells()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nghiêng", "quốc", "giếng", "gì", "khuya", "thuở", "nguyễn", "xoong", "quýt", "ươm",
        "khuỷu", "yêu", "oanh", "được"
      })
  void syllablesOfTheLanguageAreKnown(String word) {
    assertThat(VietnameseSyllables.isSyllable(word)).isTrue();
    assertThat(VietnameseSyllables.isSyllable(Normalizer.normalize(word, Normalizer.Form.NFD)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hµ", "néi", "tØnh", "café", "wörter", "bàc", "kẻt", "ngôp̀", "zà", ""})
  void whatIsNoSyllableIsNone(String word) {
    assertThat(VietnameseSyllables.isSyllable(word)).isFalse();
  }

  /** Text as an old program would write it. */
  static byte[] encode(String text, String encoding) {
    return switch (encoding) {
      case "UTF-8 with mark" -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case "UTF-16LE with mark" -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
      case "UTF-16BE with mark" -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE);
      case "windows-1258" -> windows1258(text);
      case "TCVN3" -> byTable(text, 1);
      case "VNI" -> byTable(text, 2);
      case "VIQR" -> byTable(text, 3);
      case "VISCII" -> byTable(text, 4);
      default -> text.getBytes(Charset.forName(encoding));
    };
  }

  /** Base letters with circumflex, breve or horn stay whole; the tone follows as a mark. */
  private static byte[] windows1258(String text) {
    Charset charset = Charset.forName("windows-1258");
    var encoder = charset.newEncoder();
    var out = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (encoder.canEncode(c)) {
        out.append(c);
        continue;
      }
      String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      var base = new StringBuilder();
      var tone = new StringBuilder();
      for (char part : parts.toCharArray()) {
        boolean isTone = "\u0300\u0301\u0303\u0309\u0323".indexOf(part) >= 0;
        (isTone ? tone : base).append(part);
      }
      out.append(Normalizer.normalize(base, Normalizer.Form.NFC)).append(tone);
    }
    return out.toString().getBytes(charset);
  }

  private static byte[] byTable(String text, int column) {
    var out = new ByteArrayOutputStream();
    for (char c : text.toCharArray()) {
      out.writeBytes(LegacyTable.bytes(c, column));
    }
    return out.toByteArray();
  }
}
