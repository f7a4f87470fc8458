package vn.sen.harvest.check;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import vn.sen.harvest.read.TableReader;

/** Text in encodings that no library writes, by the table that the reader ships with. */
final class LegacyLetters {
  private static final Map<Integer, Map<Character, byte[]>> TABLES = new ConcurrentHashMap<>();

  private LegacyLetters() {}

  /**
   * @param column of the table: 1 TCVN3, 2 VNI, 3 VIQR, 4 VISCII
   */
  static byte[] encode(String text, int column) {
    Map<Character, byte[]> table = TABLES.computeIfAbsent(column, LegacyLetters::load);
    var out = new ByteArrayOutputStream();
    text.chars()
        .mapToObj(c -> (char) c)
        .forEach(
            letter ->
                out.writeBytes(
                    table.getOrDefault(
                        letter, String.valueOf(letter).getBytes(Charset.forName("windows-1252")))));
    return out.toByteArray();
  }

  /** Tones as signs of their own, which is all that windows-1258 has for most letters. */
  static String toWindows1258(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              String whole = Character.toString(letter);
              boolean has = Charset.forName("windows-1258").newEncoder().canEncode(whole);
              out.append(has ? whole : toned(whole));
            });
    return out.toString();
  }

  private static String toned(String letter) {
    String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
    var tone = new StringBuilder();
    var base = new StringBuilder();
    apart
        .chars()
        .forEach(
            c -> ("\u0300\u0301\u0303\u0309\u0323".indexOf(c) >= 0 ? tone : base).append((char) c));
    return Normalizer.normalize(base, Normalizer.Form.NFC) + tone;
  }

  private static Map<Character, byte[]> load(int column) {
    try (var in =
        Objects.requireNonNull(TableReader.class.getResourceAsStream("vietnamese-encodings.csv"))) {
      var table = new HashMap<Character, byte[]>();
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              row ->
                  table.put(
                      (char) Integer.parseInt(row[0].substring(2), 16),
                      HexFormat.of().parseHex(row[column])));
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
