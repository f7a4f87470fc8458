package vn.sen.publish.demo;

import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Text in the encodings that old office software of Vietnam writes. */
final class LegacyText {
  private static final Map<Character, Byte> TCVN3 = tcvn3();
  private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");

  private LegacyText() {}

  /**
   * TCVN3 (ABC), one byte a letter.
   *
   * @throws IllegalArgumentException for a capital with a tone: it has no byte of its own, a font
   *     draws it
   */
  static byte[] tcvn3(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (char letter : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray()) {
      if (letter < 0x80) {
        bytes.write(letter);
      } else {
        Byte code = TCVN3.get(letter);
        if (code == null) {
          throw new IllegalArgumentException("TCVN3 has no byte for '" + letter + "'");
        }
        bytes.write(code);
      }
    }
    return bytes.toByteArray();
  }

  /** windows-1258: a base letter, and its tone as a combining mark of one more byte. */
  static byte[] windows1258(String text) {
    var composed = new StringBuilder();
    for (char letter : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray()) {
      composed.append(toneApart(letter));
    }
    CharsetEncoder encoder = WINDOWS_1258.newEncoder();
    try {
      var buffer = encoder.encode(CharBuffer.wrap(composed));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("windows-1258 cannot hold this text", e);
    }
  }

  private static String toneApart(char letter) {
    var base = new StringBuilder();
    var tones = new StringBuilder();
    Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD)
        .chars()
        .forEach(
            c -> ("\u0300\u0301\u0303\u0309\u0323".indexOf(c) < 0 ? base : tones).append((char) c));
    return Normalizer.normalize(base, Normalizer.Form.NFC) + tones;
  }

  /** TCVN 5712:1993, third table (VN3). */
  private static Map<Character, Byte> tcvn3() {
    String letters =
        "ĂÂÊÔƠƯĐăâêôơưđ"
            + "àảãáạằẳẵắặầẩẫấậ"
            + "èẻẽéẹềểễếệ"
            + "ìỉĩíị"
            + "òỏõóọồổỗốộờởỡớợ"
            + "ùủũúụừửữứự"
            + "ỳỷỹýỵ";
    byte[] codes =
        HexFormat.of()
            .parseHex(
                "a1a2a3a4a5a6a7a8a9aaabacadae"
                    + "b5b6b7b8b9bbbcbdbec6c7c8c9cacb"
                    + "cccecfd0d1d2d3d4d5d6"
                    + "d7d8dcddde"
                    + "dfe1e2e3e4e5e6e7e8e9eaebecedee"
                    + "eff1f2f3f4f5f6f7f8f9"
                    + "fafbfcfdfe");
    var table = new HashMap<Character, Byte>();
    for (int i = 0; i < codes.length; i++) {
      table.put(letters.charAt(i), codes[i]);
    }
    return Map.copyOf(table);
  }
}
