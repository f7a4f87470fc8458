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

  private DialectDetector() {}

  /**
   * @param alternatives delimiters that fit nearly as well
   */
  record Found(Dialect dialect, List<String> alternatives) {}

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
    List<Scored> all =
        best(
            sample,
            text,
            DELIMITERS.keySet().stream().filter(text::contains).toList(),
            carriageReturns);
    Scored best = all.getFirst();
    List<String> alternatives =
        all.stream()
            .filter(s -> s.score >= best.score * NEARLY)
            .map(s -> s.dialect.delimiter())
            .filter(d -> !d.equals(best.dialect.delimiter()))
            .distinct()
            .toList();
    Dialect dialect = best.dialect;
    return new Found(
        spaceFollows(sample, dialect) ? dialect.withSpaceAfterDelimiter() : dialect, alternatives);
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
          var dialect = new Dialect(delimiter, quote, escape, carriageReturns, false);
          double weight = DELIMITERS.getOrDefault(delimiter, 1.0);
          scored.add(new Scored(dialect, weight * consistency(sample, dialect), order++));
        }
      }
    }
    var single = new Dialect("", '"', '"', carriageReturns, false);
    scored.add(new Scored(single, 1e-6 + consistency(sample, single), order));
    scored.sort(Comparator.comparingDouble((Scored s) -> -s.score).thenComparingInt(s -> s.order));
    return scored;
  }

  /** The double quote always; others only when they open and close cells. */
  private static char[] quotes(String text) {
    long opened = 0;
    long closed = 0;
    for (int i = text.indexOf('\''); i >= 0; i = text.indexOf('\'', i + 1)) {
      opened += i == 0 || ",;\t|\n\r".indexOf(text.charAt(i - 1)) >= 0 ? 1 : 0;
      closed += i + 1 == text.length() || ",;\t|\n\r".indexOf(text.charAt(i + 1)) >= 0 ? 1 : 0;
    }
    boolean apostrophes = opened >= 2 && Math.abs(opened - closed) * 10 <= opened;
    return apostrophes ? new char[] {'"', '\''} : new char[] {'"'};
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
    while (parser.next()) {
      Row row = parser.row();
      if (row.cells == 1 && row.length == 0) {
        continue;
      }
      rows++;
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
    if (parser.neverClosed()) {
      score *= 0.5;
    }
    boolean word = DELIMITERS.getOrDefault(dialect.delimiter(), 1.0) < 0.5;
    // Text with a comma here and there is no table of two columns.
    boolean regular = word ? most >= rows * 0.9 : several * 4 >= rows && most * 5 >= several * 2;
    return dialect.delimiter().isEmpty() || regular ? score : score * 0.001;
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

  private static boolean spaceFollows(byte[] sample, Dialect dialect) throws IOException, Refused {
    if (dialect.delimiter().isEmpty() || dialect.delimiter().isBlank()) {
      return false;
    }
    var parser = parser(sample, dialect);
    long seen = 0;
    while (parser.next()) {
      Row row = parser.row();
      for (int i = 1; i < row.cells; i++) {
        int from = row.from[i];
        boolean quoted = from >= 2 && row.bytes[from - 1] == dialect.quote();
        boolean space =
            quoted ? row.bytes[from - 2] == ' ' : from < row.to[i] && row.bytes[from] == ' ';
        if (!space) {
          return false;
        }
        seen++;
      }
    }
    return seen > 0;
  }

  private static DelimitedParser parser(byte[] sample, Dialect dialect) {
    return new DelimitedParser(
        new ByteArrayInputStream(sample), dialect, Math.max(16, sample.length + 1));
  }
}
