package vn.sen.harvest.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the dialect in which a sample looks most like a table: rows of few different lengths, made
 * of cells that look like something. The measure follows the published idea of data consistency
 * (van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns", 2019): the pattern score times the share of cells of a known kind.
 */
final class DialectDetector {
  /** As much of a file as is looked at. */
  static final int SAMPLE = 200_000;

  /** Lines of a name and a number, at least. */
  private static final int FEWEST_NAMES = 3;

  private static final double NEARLY = 0.9;

  /** What may stand outside a quoted cell. */
  private static final String EDGES = ",;\t|\n\r";

  /** Delimiters in order of preference; those behind the first four separate words too. */
  private static final Map<String, Double> DELIMITERS = new java.util.LinkedHashMap<>();

  static {
    DELIMITERS.put(",", 1.0);
    DELIMITERS.put(";", 1.0);
    DELIMITERS.put("\t", 1.0);
    DELIMITERS.put("|", 1.0);
    DELIMITERS.put("||", 1.05);
    DELIMITERS.put("::", 0.9);
    DELIMITERS.put("^", 0.8);
    DELIMITERS.put("~", 0.8);
    DELIMITERS.put(":", 0.4);
    DELIMITERS.put(" ", 0.4);
  }

  private static final Set<String> COMMON = Set.of(",", ";", "\t", "|");

  /** What else a table may be written with, if nearly every line has it. */
  private static final String RARE = "#@!&*+=<>?§¦¬·•；，、｜" + FileKind.SEPARATORS;

  private static final double RARE_WEIGHT = 0.7;

  /** Kinds of characters that mean nothing in a text, and may part cells. */
  private static final Set<Integer> SYMBOLS =
      Set.of(
          (int) Character.OTHER_SYMBOL,
          (int) Character.MATH_SYMBOL,
          (int) Character.PRIVATE_USE,
          (int) Character.CONTROL);

  /** Symbols that belong to a number or a name. */
  private static final String UNITS = "°©®™℗№℃℉±×÷−≤≥≈�";

  /** Below this weight a delimiter parts words too. */
  private static final double WORDS = 0.5;

  /** What may stand before a delimiter to make text of it. */
  private static final String ESCAPES = "\\^/!~|%&$*#@";

  /** In fewer lines anything may stand by chance. */
  private static final int TELLING_LINES = 3;

  /**
   * Blanks as the delimiter are as good once or several times, and better than once when both fit.
   */
  private static final double REPEATED = 0.95;

  private DialectDetector() {}

  /**
   * @param alternatives delimiters that fit nearly as well
   */
  record Found(Dialect dialect, List<String> alternatives) {
    /** The same for lines that are cut otherwise. */
    Found withoutDelimiter() {
      var whole = Dialect.of("", Dialect.NONE, Dialect.NONE, dialect.carriageReturnEnds());
      return new Found(whole, List.of());
    }
  }

  private record Scored(Dialect dialect, double score, int order) {}

  static Found detect(byte[] sample) throws IOException, Refused {
    boolean carriageReturns = carriageReturnEnds(sample);
    String text = new String(sample, StandardCharsets.ISO_8859_1);
    if (text.regionMatches(true, 0, "sep=", 0, 4) && text.length() > 5) {
      char named = text.charAt(4);
      if (named > 0 && named < 0x80 && named != '\n' && named != '\r') {
        return new Found(
            best(sample, text, List.of(String.valueOf(named)), carriageReturns).getFirst().dialect,
            List.of());
      }
    }
    List<Scored> all = best(sample, text, delimiters(sample), carriageReturns);
    Scored best = withoutLists(sample, all);
    List<String> alternatives =
        all.stream()
            .filter(s -> s.score >= best.score * NEARLY)
            .map(s -> s.dialect.delimiter())
            .filter(d -> !d.equals(best.dialect.delimiter()))
            .distinct()
            .toList();
    Dialect dialect = best.dialect;
    return new Found(withBlanks(sample, dialect), alternatives);
  }

  /**
   * The best; but where the first record names the columns in another dialect and knows nothing of
   * the best one, that one parts lists within cells.
   */
  private static Scored withoutLists(byte[] sample, List<Scored> all) throws IOException, Refused {
    Scored best = all.getFirst();
    if (best.dialect.delimiter().isEmpty() || firstWidth(sample, best.dialect) != 1) {
      return best;
    }
    for (Scored other : all) {
      String delimiter = other.dialect.delimiter();
      if (COMMON.contains(delimiter)
          && !new String(sample, StandardCharsets.ISO_8859_1).contains(delimiter + ' ')
          && isRegular(sample, other.dialect)) {
        return other;
      }
    }
    return best;
  }

  private static int firstWidth(byte[] sample, Dialect dialect) throws IOException, Refused {
    var parser = parser(sample, dialect);
    return parser.next() ? parser.row().cells : 0;
  }

  private static double weight(String delimiter) {
    boolean several = delimiter.codePointCount(0, delimiter.length()) > 1;
    return DELIMITERS.getOrDefault(delimiter, several ? 1.05 : RARE_WEIGHT);
  }

  /**
   * Those that occur at all; rare ones and several in a row only if they do in nearly every line.
   */
  private static List<String> delimiters(byte[] sample) {
    String text = new String(sample, StandardCharsets.UTF_8);
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(1_000).toList();
    var delimiters = new ArrayList<String>();
    for (String delimiter : DELIMITERS.keySet()) {
      if (delimiter.length() > 1 ? isInMost(delimiter, lines) : text.contains(delimiter)) {
        delimiters.add(delimiter);
      }
    }
    for (String delimiter : rare(lines)) {
      if (isInMost(delimiter, lines) && !isAtEdges(delimiter, lines)) {
        delimiters.add(delimiter);
      }
    }
    if (areValues(lines)) {
      delimiters.removeIf(delimiter -> weight(delimiter) < 1);
    }
    if (areNamesWithNumbers(lines)) {
      delimiters.remove(" ");
    }
    for (String delimiter : List.copyOf(delimiters)) {
      String twice = delimiter + delimiter;
      if (delimiter.length() == 1
          && !delimiter.isBlank()
          && !delimiters.contains(twice)
          && isInMost(twice, lines)) {
        delimiters.add(twice);
      }
    }
    // Where it always comes twice, one of them means nothing.
    delimiters.removeIf(
        delimiter ->
            delimiters.contains(delimiter + delimiter)
                && text.replace(delimiter + delimiter, "").indexOf(delimiter) < 0);
    return delimiters;
  }

  /** Whether all lines but the first are one word and one number, among others: {@code Quận 1}. */
  private static boolean areNamesWithNumbers(List<String> lines) {
    List<String[]> words =
        lines.stream().skip(1).map(line -> line.strip().split("[ \\t]+")).toList();
    return words.size() >= FEWEST_NAMES
        && Character.isLetter(words.getFirst()[0].codePointAt(0))
        && words.stream().allMatch(line -> line[0].equals(words.getFirst()[0]))
        && words.stream().allMatch(line -> hasOneNumber(line))
        && lines.getFirst().chars().noneMatch(Character::isDigit);
  }

  private static boolean hasOneNumber(String[] words) {
    return Arrays.stream(words).filter(w -> w.chars().anyMatch(Character::isDigit)).count() == 1;
  }

  /** Signs that part cells at times, and symbols of any script that the first line has. */
  private static List<String> rare(List<String> lines) {
    String symbols =
        lines.stream()
            .findFirst()
            .orElse("")
            .codePoints()
            .filter(c -> c >= 0x80 && RARE.indexOf(c) < 0 && UNITS.indexOf(c) < 0)
            .filter(c -> SYMBOLS.contains(Character.getType(c)))
            .distinct()
            .limit(20)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return (RARE + symbols).codePoints().mapToObj(Character::toString).toList();
  }

  /** Whether lines are times and the like as they stand, perhaps under a name. */
  private static boolean areValues(List<String> lines) {
    var scan = new CellScan();
    long values =
        lines.stream()
            .filter(
                line -> {
                  scan.scan(line);
                  return scan.kinds() != 0;
                })
            .count();
    return values > 0 && values * 2 >= lines.size();
  }

  /** Whether it begins or ends lines rather than parts something within them. */
  private static boolean isAtEdges(String sign, List<String> lines) {
    return lines.stream()
        .noneMatch(
            line -> {
              int at = line.indexOf(sign, 1);
              return at > 0 && at + sign.length() < line.length();
            });
  }

  private static boolean isInMost(String part, List<String> lines) {
    long with = lines.stream().filter(line -> line.contains(part)).count();
    return with >= TELLING_LINES && with * 10 >= lines.size() * 9L;
  }

  private static List<Scored> best(
      byte[] sample, String text, List<String> delimiters, boolean carriageReturns)
      throws IOException, Refused {
    var scored = new ArrayList<Scored>();
    int order = 0;
    for (char quote : quotes(text)) {
      for (char escape :
          text.contains("\\" + quote) ? new char[] {quote, '\\'} : new char[] {quote}) {
        for (String delimiter : delimiters) {
          var dialect = Dialect.of(delimiter, quote, escape, carriageReturns);
          double weight = weight(delimiter);
          scored.add(new Scored(dialect, weight * consistency(sample, dialect), order++));
          if (delimiter.isBlank() && text.contains(delimiter + delimiter)) {
            for (Dialect several : dialect.repeating()) {
              scored.add(
                  new Scored(several, REPEATED * weight * consistency(sample, several), order++));
            }
          }
        }
      }
    }
    for (String delimiter : delimiters) {
      var plain = Dialect.of(delimiter, '"', '"', carriageReturns);
      for (Dialect escaping : escaping(sample, text, plain)) {
        scored.add(
            new Scored(escaping, weight(delimiter) * consistency(sample, escaping), order++));
      }
    }
    var single = Dialect.of("", '"', '"', carriageReturns);
    scored.add(new Scored(single, 1e-6 + consistency(sample, single), order));
    scored.sort(Comparator.comparingDouble((Scored s) -> -s.score).thenComparingInt(s -> s.order));
    return scored;
  }

  /** The same with what makes records equally wide when it escapes whatever follows it. */
  private static List<Dialect> escaping(byte[] sample, String text, Dialect plain)
      throws IOException, Refused {
    String delimiter = new String(plain.delimiterBytes(), StandardCharsets.ISO_8859_1);
    List<Character> escapes =
        ESCAPES
            .chars()
            .mapToObj(c -> (char) c)
            .filter(c -> delimiter.indexOf(c) < 0)
            .filter(
                c ->
                    text.contains(c + delimiter)
                        || c == '\\' && (text.contains("\\\n") || text.contains("\\\r")))
            .toList();
    if (escapes.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<Dialect>();
    Widths without = widths(sample, plain);
    for (char escape : escapes) {
      Dialect escaping = plain.escapingAll(escape);
      Widths with = widths(sample, escaping);
      boolean even = with.odd == 0 || escape == '\\' && with.odd * 10 <= without.odd;
      boolean needed = without.odd >= (escape == '\\' ? 1 : 2);
      if (needed && even && with.common > 1) {
        found.add(escaping);
      }
    }
    return found;
  }

  /**
   * @param common cells that most records have
   * @param odd records that have another number of them
   */
  private record Widths(int common, long odd) {}

  private static Widths widths(byte[] sample, Dialect dialect) throws IOException, Refused {
    var parser = parser(sample, dialect);
    var widths = new TreeMap<Integer, Integer>();
    long rows = 0;
    int last = 0;
    while (parser.next()) {
      Row row = parser.row();
      if (row.cells > 1 || row.length > 0) {
        last = row.cells;
        widths.merge(last, 1, Integer::sum);
        rows++;
      }
    }
    var most = widths.entrySet().stream().max(Map.Entry.comparingByValue());
    if (most.isEmpty()) {
      return new Widths(0, 0);
    }
    int common = most.get().getKey();
    // The end of a sample may stand within a record.
    boolean cut = sample.length > SAMPLE / 2 && last < common;
    return new Widths(common, rows - most.get().getValue() - (cut ? 1 : 0));
  }

  /** The double quote always; others only when they open and close cells. */
  private static List<Character> quotes(String text) {
    var quotes = new ArrayList<>(List.of('"'));
    for (char quote : new char[] {'\'', '`'}) {
      long opened = 0;
      long closed = 0;
      for (int i = text.indexOf(quote); i >= 0; i = text.indexOf(quote, i + 1)) {
        opened += i == 0 || EDGES.indexOf(text.charAt(i - 1)) >= 0 ? 1 : 0;
        closed += i + 1 == text.length() || EDGES.indexOf(text.charAt(i + 1)) >= 0 ? 1 : 0;
      }
      boolean alone = opened == 1 && closed == 1 && text.indexOf('"') < 0;
      if (alone || opened >= 2 && Math.abs(opened - closed) * 10 <= opened) {
        quotes.add(quote);
      }
    }
    return quotes;
  }

  private static boolean carriageReturnEnds(byte[] sample) {
    long lone = 0;
    long other = 0;
    for (int i = 0; i < sample.length; i++) {
      if (sample[i] == '\n') {
        other++;
      } else if (sample[i] == '\r' && (i + 1 == sample.length || sample[i + 1] != '\n')) {
        lone++;
      }
    }
    return lone > 0 && lone * 10 >= other;
  }

  private static double consistency(byte[] sample, Dialect dialect) throws IOException, Refused {
    var parser = parser(sample, dialect);
    var lengths = new TreeMap<Integer, Integer>();
    var scan = new CellScan();
    long cells = 0;
    long known = 0;
    long rows = 0;
    long stray = 0;
    long typed = 0;
    long quoted = 0;
    while (parser.next()) {
      Row row = parser.row();
      if (row.cells == 1 && row.length == 0) {
        continue;
      }
      rows++;
      stray += row.strayQuote ? 1 : 0;
      lengths.merge(row.cells, 1, Integer::sum);
      for (int i = 0; i < row.cells; i++) {
        cells++;
        known += isKnown(row, i, scan) ? 1 : 0;
        typed += scan.kinds() != 0 ? 1 : 0;
        boolean open = row.from[i] > 0 && row.bytes[row.from[i] - 1] == dialect.quote();
        quoted += open ? 1 : 0;
      }
    }
    if (rows == 0) {
      return 0;
    }
    double pattern = 0;
    long several = 0;
    int most = 0;
    for (var entry : lengths.entrySet()) {
      int length = entry.getKey();
      int count = entry.getValue();
      pattern += count * Math.max(1e-3, length - 1) / length;
      if (length > 1) {
        several += count;
        most = Math.max(most, count);
      }
    }
    pattern /= lengths.size();
    double types = Math.max(1e-10, (double) known / cells);
    double score = pattern / rows * types;
    score *= 1 - 0.1 * stray / rows;
    if (parser.neverClosed()) {
      score *= 0.5;
    }
    boolean words = weight(dialect.delimiter()) < WORDS;
    // Lines of as many words are names or phrases, unless there are numbers among them.
    boolean phrases = dialect.delimiter().equals(" ") && typed * 2 < rows && quoted < rows;
    // Text with a comma here and there is no table of two columns.
    boolean once = several == 1 && rows > 2 && lengths.lastKey() == 2;
    boolean regular =
        words
            ? most >= rows * 0.9 && !phrases
            : several * 4 >= rows && most * 5 >= several * 2 && !once;
    return dialect.delimiter().isEmpty() || regular ? score : score * 0.001;
  }

  /** Whether all records have the same number of cells, more than one. */
  static boolean isRegular(byte[] sample, Dialect dialect) throws IOException, Refused {
    var parser = parser(sample, dialect);
    int cells = 0;
    while (parser.next()) {
      Row row = parser.row();
      if (row.cells > 1 || row.length > 0) {
        if (row.cells == 1 || cells > 0 && row.cells != cells) {
          return false;
        }
        cells = row.cells;
      }
    }
    return cells > 1;
  }

  private static boolean isKnown(Row row, int cell, CellScan scan) {
    int from = row.from[cell];
    int to = row.to[cell];
    if (to - from > 2_000) {
      return false;
    }
    scan.scan(row.bytes, from, to);
    if (scan.isEmpty() || scan.kinds() != 0) {
      return true;
    }
    if (to > from && row.bytes[from] == '\'') {
      return false;
    }
    boolean letter = false;
    int points = 0;
    for (int i = from; i < to; i++) {
      int b = row.bytes[i];
      if (b < 0 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
        letter = true;
      } else if (b == '.') {
        points++;
      } else if (!(b >= '0' && b <= '9') && " -_'&/()#+%:@*".indexOf(b) < 0) {
        return false;
      }
    }
    // Versions and addresses of the Internet are numbers between points.
    return letter || points > 1 && to - from > 2 * points;
  }

  /** With the blanks that always stand beside the delimiter. */
  private static Dialect withBlanks(byte[] sample, Dialect dialect) throws IOException, Refused {
    if (dialect.delimiter().isBlank()) {
      return dialect;
    }
    var parser = parser(sample, dialect);
    long behind = 0;
    long before = 0;
    long delimiters = 0;
    while (parser.next()) {
      Row row = parser.row();
      for (int i = 0; i < row.cells; i++) {
        int from = row.from[i];
        int to = row.to[i];
        boolean quoted = from > 0 && row.bytes[from - 1] == dialect.quote();
        if (i > 0) {
          delimiters++;
          boolean space =
              quoted ? from > 1 && row.bytes[from - 2] == ' ' : from < to && row.bytes[from] == ' ';
          behind += space ? 1 : 0;
        }
        if (i + 1 < row.cells) {
          boolean space = quoted ? row.bytes[to + 1] == ' ' : from < to && row.bytes[to - 1] == ' ';
          before += space ? 1 : 0;
        }
      }
    }
    if (delimiters == 0 || behind < delimiters) {
      return dialect;
    }
    // Where a quote was doubled, the end of its cell is not seen.
    return before * 10 >= delimiters * 8
        ? dialect.withDelimiter(' ' + dialect.delimiter() + ' ')
        : dialect.withSpaceAfterDelimiter();
  }

  private static DelimitedParser parser(byte[] sample, Dialect dialect) {
    return new DelimitedParser(
        new ByteArrayInputStream(sample), dialect, 0, Place.START, Math.max(16, sample.length + 1));
  }
}
