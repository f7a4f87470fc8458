package vn.sen.harvest.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the dialect in which a sample looks most like a table: rows of few different lengths, made
 * of cells that look like something. The measure follows the published idea of data consistency
 * (van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns", 2019): the pattern score times the share of cells of a known kind.
 */
final class DialectDetector {
  /** As much of a file as is looked at. */
  static final int SAMPLE = 200_000;

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

  /** What else a table may be written with, if nearly every line has it. */
  private static final String RARE = "#@!&*+=<>?§¦¬·•；，、｜" + FileKind.SEPARATORS;

  private static final double RARE_WEIGHT = 0.7;

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
      var whole =
          new Dialect("", Dialect.NONE, Dialect.NONE, dialect.carriageReturnEnds(), false, false);
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
    Scored best = all.getFirst();
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

  private static double weight(String delimiter) {
    return DELIMITERS.getOrDefault(delimiter, delimiter.length() > 1 ? 1.05 : RARE_WEIGHT);
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
    for (int i = 0; i < RARE.length(); i++) {
      String delimiter = RARE.substring(i, i + 1);
      if (isInMost(delimiter, lines)) {
        delimiters.add(delimiter);
      }
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
          var dialect = new Dialect(delimiter, quote, escape, carriageReturns, false, false);
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
    var single = new Dialect("", '"', '"', carriageReturns, false, false);
    scored.add(new Scored(single, 1e-6 + consistency(sample, single), order));
    scored.sort(Comparator.comparingDouble((Scored s) -> -s.score).thenComparingInt(s -> s.order));
    return scored;
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
    boolean word = weight(dialect.delimiter()) < 0.5;
    // Text with a comma here and there is no table of two columns.
    boolean regular = word ? most >= rows * 0.9 : several * 4 >= rows && most * 5 >= several * 2;
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
    boolean wrapped = to - from > 1 && row.bytes[from] == '\'' && row.bytes[to - 1] == '\'';
    if (wrapped) {
      return false;
    }
    boolean letter = false;
    for (int i = from; i < to; i++) {
      int b = row.bytes[i];
      if (b < 0 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
        letter = true;
      } else if (!(b >= '0' && b <= '9') && " -_'.&/()#+%:@*".indexOf(b) < 0) {
        return false;
      }
    }
    return letter;
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
