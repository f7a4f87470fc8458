package vn.sen.harvest.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An encoding that Sen reads. */
enum TextEncoding {
  UTF_8("UTF-8", StandardCharsets.UTF_8),
  UTF_16LE("UTF-16LE", StandardCharsets.UTF_16LE),
  UTF_16BE("UTF-16BE", StandardCharsets.UTF_16BE),
  WINDOWS_1252("windows-1252", Bytes.of(Charset.forName("windows-1252"))),
  WINDOWS_1258("windows-1258", Bytes.of(Charset.forName("windows-1258"))),
  TCVN3("TCVN3", Bytes.load(1)),
  VNI("VNI", Bytes.load(2)),
  VIQR("VIQR", Bytes.load(3)),
  VISCII("VISCII", Bytes.load(4));

  /** The single-byte encodings that Vietnamese text comes in. */
  static final List<TextEncoding> VIETNAMESE = List.of(TCVN3, VNI, WINDOWS_1258, VISCII);

  private final String label;
  private final @Nullable Charset charset;
  private final @Nullable Bytes table;

  TextEncoding(String label, Charset charset) {
    this.label = label;
    this.charset = charset;
    this.table = null;
  }

  TextEncoding(String label, Bytes table) {
    this.label = label;
    this.charset = null;
    this.table = table;
  }

  /** The name in reports. */
  String label() {
    return label;
  }

  /** The JDK's decoder; absent where letters are single bytes, or few. */
  Optional<Charset> charset() {
    return Optional.ofNullable(charset);
  }

  /** What the bytes of an encoding mean whose {@link #charset} is absent. */
  Bytes table() {
    if (table == null) {
      throw new IllegalStateException(label + " has no table");
    }
    return table;
  }

  /** {@code bytes} as text, composed. */
  String decode(byte[] bytes) {
    if (table != null) {
      var text = new StringBuilder(bytes.length);
      int i = 0;
      while (i < bytes.length) {
        int letter = table.letterAt(bytes, i, bytes.length);
        text.append((char) letter);
        i += letter >>> 16;
      }
      return text.toString();
    }
    return Normalizer.normalize(new String(bytes, charset().orElseThrow()), Normalizer.Form.NFC);
  }

  /**
   * Decodes what was taken for windows-1252, as workbooks keep the text of old fonts; empty where a
   * letter in it stands for no byte.
   */
  Optional<String> reread(String latin) {
    return Latin.bytes(latin).map(this::decode);
  }

  /** Whether each letter beyond ASCII that was taken for windows-1252 is one of this encoding. */
  boolean spells(String latin) {
    return Latin.bytes(latin).filter(bytes -> table().spells(bytes)).isPresent();
  }

  /** The way back from letters to the bytes that windows-1252 made them from. */
  private static final class Latin {
    private static final Map<Character, Byte> SIGNS = new HashMap<>();

    static {
      for (int b = 0x80; b < 0xa0; b++) {
        char sign = new String(new byte[] {(byte) b}, Charset.forName("windows-1252")).charAt(0);
        SIGNS.put(sign, (byte) b);
      }
    }

    static Optional<byte[]> bytes(String text) {
      byte[] bytes = new byte[text.length()];
      for (int i = 0; i < bytes.length; i++) {
        char c = text.charAt(i);
        if (c < 0x100) {
          bytes[i] = (byte) c;
        } else {
          @Nullable Byte sign = SIGNS.get(c);
          if (sign == null) {
            return Optional.empty();
          }
          bytes[i] = sign;
        }
      }
      return Optional.of(bytes);
    }
  }

  /**
   * Letters as one, two or three bytes, the longest that matches. Of what the JDK does not know,
   * every other byte is that of windows-1252; the tables are facts: TCVN 5712:1993 as used in ABC
   * fonts (capitals with a tone are the plain capital and the tone letter), VNI for Windows, VIQR
   * of RFC 1456, VISCII of RFC 1456.
   */
  static final class Bytes {
    private static final int LONGEST = 3;
    private final char[] single = new char[256];
    private final Map<Integer, Character> sequences = new HashMap<>();
    private final boolean[] starts = new boolean[256];
    private final boolean[] seconds = new boolean[256];
    private final boolean[] alone = new boolean[256];

    /** ASCII that stands for itself where ASCII follows. */
    private final boolean[] plain = new boolean[256];

    private final boolean escapes;

    private Bytes(Charset charset, boolean escapes) {
      this.escapes = escapes;
      byte[] all = new byte[256];
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) i;
      }
      String letters = new String(all, charset);
      for (int i = 0; i < all.length; i++) {
        single[i] = letters.charAt(i);
        plain[i] = i < 0x80 && !escapes;
      }
    }

    /** An encoding of one byte a letter; a letter and the mark behind it are one where they can. */
    static Bytes of(Charset charset) {
      var bytes = new Bytes(charset, false);
      for (int mark = 0x80; mark < 256; mark++) {
        if (Character.getType(bytes.single[mark]) != Character.NON_SPACING_MARK) {
          continue;
        }
        for (int base = 0; base < 256; base++) {
          String both = "" + bytes.single[base] + bytes.single[mark];
          String composed = Normalizer.normalize(both, Normalizer.Form.NFC);
          if (composed.length() == 1) {
            bytes.put(new byte[] {(byte) base, (byte) mark}, composed.charAt(0));
          }
        }
      }
      return bytes;
    }

    static Bytes load(int column) {
      var bytes = new Bytes(Charset.forName("windows-1252"), column == 3);
      try (InputStream in = TextEncoding.class.getResourceAsStream("vietnamese-encodings.csv")) {
        if (in == null) {
          throw new IllegalStateException("vietnamese-encodings.csv is missing");
        }
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        lines
            .lines()
            .skip(1)
            .map(line -> Arrays.asList(line.split(",")))
            .forEach(
                row ->
                    bytes.put(
                        HexFormat.of().parseHex(row.get(column)),
                        (char) Integer.parseInt(row.getFirst().substring(2), 16)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes;
    }

    private void put(byte[] sequence, char letter) {
      if (sequence.length == 1) {
        single[sequence[0] & 0xff] = letter;
        plain[sequence[0] & 0xff] = false;
        alone[sequence[0] & 0xff] = true;
      } else {
        sequences.put(key(sequence, 0, sequence.length), letter);
        starts[sequence[0] & 0xff] = true;
        seconds[sequence[1] & 0xff] = true;
        plain[sequence[0] & 0xff] &= sequence[1] < 0;
      }
    }

    private static int key(byte[] bytes, int from, int length) {
      int key = length;
      for (int i = 0; i < length; i++) {
        key = key << 8 | bytes[from + i] & 0xff;
      }
      return key;
    }

    /** Whether every letter beyond ASCII is one of the table, alone or in a sequence. */
    boolean spells(byte[] bytes) {
      for (int i = 0; i < bytes.length; ) {
        int first = bytes[i] & 0xff;
        int length = letterAt(bytes, i, bytes.length) >>> 16;
        if (length == 1 && first >= 0x80 && !alone[first] && Character.isLetter(single[first])) {
          return false;
        }
        i += length;
      }
      return true;
    }

    /** Whether a byte is itself in UTF-8 too, whatever comes behind the byte after it. */
    boolean isPlain(byte first, byte second) {
      return plain[first & 0xff] && (first | second) >= 0;
    }

    /** What stands at {@code at}: the letter, and above its 16 bits how many bytes it is. */
    int letterAt(byte[] bytes, int at, int limit) {
      int first = bytes[at] & 0xff;
      if (starts[first] && at + 1 < limit && seconds[bytes[at + 1] & 0xff]) {
        for (int length = Math.min(LONGEST, limit - at); length > 1; length--) {
          @Nullable Character letter = sequences.get(key(bytes, at, length));
          if (letter != null) {
            return length << 16 | letter;
          }
        }
      }
      if (escapes
          && first == '\\'
          && at + 1 < limit
          && "'`?~.^(+dD\\".indexOf(bytes[at + 1]) >= 0) {
        return 2 << 16 | bytes[at + 1];
      }
      return 1 << 16 | single[first];
    }
  }
}
