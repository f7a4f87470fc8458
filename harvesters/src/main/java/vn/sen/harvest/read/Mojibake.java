package vn.sen.harvest.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text that was UTF-8, was taken for windows-1252, and written as UTF-8 again. */
final class Mojibake {
  private static final Charset LATIN = Charset.forName("windows-1252");

  private Mojibake() {}

  /**
   * Whether the letters at {@code at}, read as bytes of windows-1252, make a letter of Latin script
   * or a mark of punctuation in UTF-8: {@code Ã¡} for á.
   */
  static boolean startsAt(byte[] utf8, int at, int limit) {
    int end = Math.min(limit, at + 12);
    while (end < limit && (utf8[end] & 0xc0) == 0x80) {
      end++;
    }
    String text = new String(utf8, at, end - at, StandardCharsets.UTF_8);
    byte[] bytes = bytes(text);
    int lead = bytes[0] & 0xff;
    int length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe1 && lead <= 0xef ? 3 : 0;
    if (length == 0 || bytes.length < length) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return false;
      }
    }
    int letter = new String(bytes, 0, length, StandardCharsets.UTF_8).codePointAt(0);
    return letter >= 0xa0 && letter <= 0x24f
        || letter >= 0x1ea0 && letter <= 0x1ef9
        || letter >= 0x2013 && letter <= 0x2026
        || letter >= 0x300 && letter <= 0x323;
  }

  /** Five bytes of windows-1252 have no letter; programs make control characters of them. */
  private static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(LATIN);
    for (int i = 0; i < Math.min(bytes.length, text.length()); i++) {
      if (text.charAt(i) >= 0x80 && text.charAt(i) < 0xa0) {
        bytes[i] = (byte) text.charAt(i);
      }
    }
    return bytes;
  }
}
