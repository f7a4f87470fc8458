package vn.sen.catalog.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Short forms and the syllables they stand for, from {@code abbreviations.txt}. */
final class Abbreviations {
  private static final Map<Spelling, Map<String, List<String>>> ALL = read();

  private Abbreviations() {}

  /** The syllables of an abbreviation; none when it is a word like any other. */
  static List<String> writtenOut(String word, Spelling spelling) {
    return Objects.requireNonNull(ALL.get(spelling)).getOrDefault(word, List.of());
  }

  private static Map<Spelling, Map<String, List<String>>> read() {
    var all = new EnumMap<Spelling, Map<String, List<String>>>(Spelling.class);
    for (Spelling spelling : Spelling.values()) {
      all.put(spelling, new HashMap<>());
    }
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    Abbreviations.class.getResourceAsStream("abbreviations.txt")),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .forEach(
              pair ->
                  all.forEach(
                      (spelling, byWord) ->
                          byWord.put(
                              spelling.of(pair[0]),
                              Stream.of(pair[1].split(" ")).map(spelling::of).toList())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
