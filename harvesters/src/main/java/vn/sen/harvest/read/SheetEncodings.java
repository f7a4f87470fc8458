package vn.sen.harvest.read;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the letters of one sheet are decoded: each by its font where the font's name tells, and where
 * it does not, those of a column by the words of the whole column. All cells are shown to it first,
 * then {@link #decide} is called, then it decodes.
 */
final class SheetEncodings {
  /** Words alone tell these. Those of VISCII are too often words in TCVN3 too. */
  private static final List<TextEncoding> CANDIDATES =
      List.of(TextEncoding.TCVN3, TextEncoding.VNI);

  private static final String UNICODE = "Unicode";

  /** Different words of a column, and of a sheet, that are remembered. */
  private static final int COLUMN_WORDS = 5_000;

  private static final int SHEET_WORDS = 200_000;

  private static final int LONGEST_WORD = 48;

  /** So many different words must speak for an encoding that no font names. */
  private static final int ENOUGH = 5;

  private static final double SURE = 0.8;
  private static final double LIKELY = 0.6;

  /** What the encodings of a sheet are. */
  record Found(String label, double confidence) {
    /** Unicode, as the format has it. */
    static final Found NONE = new Found("", 1);
  }

  /** Letters of a column under fonts that say the same. */
  private record Letters(int column, Optional<TextEncoding> font) {}

  private static final class Evidence {
    final Map<String, Integer> words = new HashMap<>();
    long cells;

    /** Those that hold letters which no old font has. */
    long unicode;

    SyllableShare asItStands() {
      return SyllableShare.of(words, Optional::of);
    }

    SyllableShare in(TextEncoding encoding) {
      return SyllableShare.of(words, encoding::reread);
    }

    /** Without the words that are Unicode for certain. */
    SyllableShare decoded(TextEncoding encoding) {
      var old = new HashMap<>(words);
      old.keySet().removeIf(word -> encoding.reread(word).isEmpty());
      return SyllableShare.of(old, encoding::reread);
    }

    void add(Evidence other) {
      other.words.forEach((word, times) -> words.merge(word, times, Integer::sum));
    }
  }

  /** Opens the records of the sheet, read through what is known so far. */
  @FunctionalInterface
  interface Opening {
    Records.Cursor open(Optional<SheetEncodings> encodings) throws IOException, Refused;
  }

  private final Map<Letters, Evidence> seen = new HashMap<>();
  private final Map<Integer, TextEncoding> columns = new HashMap<>();
  private final Set<Letters> unicode = new HashSet<>();
  private int words;
  private boolean decided;
  private Found found = Found.NONE;

  private SheetEncodings() {}

  /** Looks at every cell of a sheet, then decides. */
  static SheetEncodings of(Opening sheet) throws IOException {
    var encodings = new SheetEncodings();
    try (Records.Cursor cursor = sheet.open(Optional.of(encodings))) {
      while (cursor.next()) {
        // Opened for looking, it shows each cell to the encodings.
      }
    } catch (Refused e) {
      // Whoever reads the sheet comes upon the same, and says it.
    }
    encodings.decide();
    return encodings;
  }

  Found found() {
    return found;
  }

  /** The text of a cell. */
  String text(int column, List<FontRun> runs) {
    if (!decided) {
      runs.forEach(run -> look(column, run));
      return runs.stream().map(FontRun::text).collect(Collectors.joining());
    }
    if (runs.size() == 1) {
      return text(column, runs.getFirst());
    }
    return FontRun.joined(runs).stream()
        .map(run -> text(column, run))
        .collect(Collectors.joining());
  }

  private void look(int column, FontRun run) {
    if (isPlain(run.text())) {
      return;
    }
    var place = new Letters(column, run.font().map(FontEncoding::encoding));
    Evidence evidence = seen.computeIfAbsent(place, p -> new Evidence());
    evidence.cells++;
    evidence.unicode += TextEncoding.TCVN3.reread(run.text()).isEmpty() ? 1 : 0;
    forEachWord(
        run.text(),
        word -> {
          boolean room = evidence.words.size() < COLUMN_WORDS && words < SHEET_WORDS;
          if (room || evidence.words.containsKey(word)) {
            words += evidence.words.merge(word, 1, Integer::sum) == 1 ? 1 : 0;
          }
        });
  }

  private void decide() {
    decided = true;
    Set<TextEncoding> used = EnumSet.noneOf(TextEncoding.class);
    var unnamed = new Evidence();
    seen.forEach(
        (place, evidence) -> {
          if (place.font.isPresent()) {
            TextEncoding named = place.font.get();
            // Programs write Unicode under whatever font a form has.
            if (evidence.asItStands().value() > evidence.in(named).value()) {
              unicode.add(place);
            } else {
              used.add(named);
            }
          } else {
            unnamed.add(evidence);
            sure(evidence).ifPresent(encoding -> columns.put(place.column, encoding));
          }
        });
    used.addAll(columns.values());
    if (used.isEmpty()) {
      sure(unnamed).ifPresent(used::add);
    }
    if (used.size() == 1) {
      // A few words prove nothing by themselves, but the sheet they stand in does.
      follow(used.iterator().next());
    }
    found = summary();
  }

  private void follow(TextEncoding encoding) {
    seen.forEach(
        (place, evidence) -> {
          if (place.font.isEmpty() && !columns.containsKey(place.column)) {
            double share = evidence.in(encoding).value();
            if (share >= LIKELY && share > evidence.asItStands().value()) {
              columns.put(place.column, encoding);
            }
          }
        });
  }

  private static Optional<TextEncoding> sure(Evidence evidence) {
    if (evidence.words.size() < ENOUGH) {
      return Optional.empty();
    }
    double rest = evidence.asItStands().value();
    double best = 0;
    Optional<TextEncoding> found = Optional.empty();
    for (TextEncoding candidate : CANDIDATES) {
      double share = evidence.in(candidate).value();
      if (share > best) {
        rest = Math.max(rest, best);
        best = share;
        found = Optional.of(candidate);
      } else {
        rest = Math.max(rest, share);
      }
    }
    return best >= SURE && rest <= best / 2 ? found : Optional.empty();
  }

  private Found summary() {
    Map<String, Long> cells = new HashMap<>();
    var share = SyllableShare.NONE;
    for (var entry : seen.entrySet()) {
      Evidence evidence = entry.getValue();
      Optional<TextEncoding> encoding = encoding(entry.getKey());
      if (encoding.isPresent()) {
        cells.merge(encoding.get().label(), evidence.cells - evidence.unicode, Long::sum);
        cells.merge(UNICODE, evidence.unicode, Long::sum);
        share = share.plus(evidence.decoded(encoding.get()));
      } else {
        cells.merge(UNICODE, evidence.cells, Long::sum);
      }
    }
    cells.values().removeIf(n -> n == 0);
    if (cells.isEmpty() || cells.keySet().equals(Set.of(UNICODE))) {
      return Found.NONE;
    }
    String label =
        cells.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<String, Long>>comparingLong(e -> -e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return new Found(label, share.value());
  }

  private Optional<TextEncoding> encoding(Letters place) {
    if (place.font.isPresent()) {
      return unicode.contains(place) ? Optional.empty() : place.font;
    }
    @Nullable TextEncoding encoding = columns.get(place.column);
    return Optional.ofNullable(encoding);
  }

  private String text(int column, FontRun run) {
    String text = run.text();
    boolean capitals = run.font().map(FontEncoding::capitals).orElse(false);
    boolean plain = isPlain(text);
    if (plain && !capitals) {
      return text;
    }
    Optional<TextEncoding> encoding =
        encoding(new Letters(column, run.font().map(FontEncoding::encoding)));
    if (encoding.isEmpty()) {
      return text;
    }
    Optional<String> decoded = plain ? Optional.of(text) : decoded(text, encoding.get());
    return decoded.map(t -> capitals ? t.toUpperCase(Locale.ROOT) : t).orElse(text);
  }

  /** Empty where the text is Unicode already. */
  private static Optional<String> decoded(String text, TextEncoding encoding) {
    Optional<String> decoded = encoding.reread(text);
    if (decoded.isPresent() && !encoding.spells(text) && isVietnamese(text)) {
      return Optional.empty();
    }
    return decoded;
  }

  private static boolean isVietnamese(String text) {
    Map<String, Integer> words = new HashMap<>();
    forEachWord(text, word -> words.put(word, 1));
    SyllableShare share = SyllableShare.of(words, Optional::of);
    return share.valid() == share.all();
  }

  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  @FunctionalInterface
  private interface Words {
    void take(String word);
  }

  /** The words of a text that hold a letter beyond ASCII; signs beyond it may be letters. */
  private static void forEachWord(String text, Words words) {
    int start = 0;
    boolean plain = true;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
        plain &= c < 0x80;
      } else {
        if (!plain && i - start <= LONGEST_WORD) {
          words.take(text.substring(start, i));
        }
        start = i + 1;
        plain = true;
      }
    }
  }

  /** Whether some text of a workbook may be in an old encoding, seen in passing. */
  static final class Suspicion {
    private static final int REMEMBERED = 20_000;
    private static final int ENOUGH = 2;

    private final Set<String> harmless = new HashSet<>();
    private int suspects;

    void look(String text) {
      if (suspects < ENOUGH && !isPlain(text)) {
        forEachWord(text, this::word);
      }
    }

    private void word(String word) {
      if (harmless.contains(word)) {
        return;
      }
      Map<String, Integer> alone = Map.of(word, 1);
      boolean suspect =
          CANDIDATES.stream().anyMatch(e -> isSound(SyllableShare.of(alone, e::reread)))
              && !isSound(SyllableShare.of(alone, Optional::of));
      if (suspect) {
        suspects++;
      } else if (harmless.size() < REMEMBERED) {
        harmless.add(word);
      }
    }

    private static boolean isSound(SyllableShare share) {
      return share.all() > 0 && share.valid() == share.all();
    }

    boolean isConfirmed() {
      return suspects >= ENOUGH;
    }
  }
}
