package vn.sen.harvest.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** Writes letters in the encodings that no library writes. */
final class LegacyTable {
  private static final Map<Integer, Map<Character, byte[]>> TABLES = new HashMap<>();

  private LegacyTable() {}

  static synchronized byte[] bytes(char letter, int column) {
    Map<Character, byte[]> table = TABLES.computeIfAbsent(column, LegacyTable::load);
    byte[] known = table.get(letter);
    return known != null ? known : String.valueOf(letter).getBytes(Charset.forName("windows-1252"));
  }

  private static Map<Character, byte[]> load(int column) {
    try (var in =
        Objects.requireNonNull(
            TextEncoding.class.getResourceAsStream("vietnamese-encodings.csv"))) {
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
