package vn.sen.harvest.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Columns of a text that only blanks set apart, at the same places of every line.
 *
 * @param starts characters (code points) before each column's first, growing, beginning with 0
 */
record FixedWidth(List<Integer> starts) {
  private static final int FEWEST_LINES = 3;
  private static final int LINES = 2_000;
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_LINE = 20_000;

  /** A line of signs under the whole header. */
  private static final Pattern DRAWN = Pattern.compile("[-=_+*]{5,} *");

  /** A line of signs under the name of each column. */
  private static final Pattern RULER = Pattern.compile(" *(?:-{2,}|={2,})(?: +(?:-+|=+))+ *");

  private static final Pattern RUN = Pattern.compile("[-=]+");

  /** Lines below a small table that may run over its columns. */
  private static final int NOTES = 2;

  /** Lines in which titles and a header stand. */
  private static final int LINES_ABOVE = 30;

  FixedWidth {
    starts = List.copyOf(starts);
  }

  /** The columns that a line of signs under each name shows; empty where there is none. */
  static Optional<FixedWidth> ruled(byte[] sample) {
    List<String> lines =
        new String(sample, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .limit(LINES)
            .toList();
    for (int i = 1; i < Math.min(LINES_ABOVE, lines.size() - 1); i++) {
      if (RULER.matcher(lines.get(i)).matches()) {
        List<Integer> starts =
            new ArrayList<>(RUN.matcher(lines.get(i)).results().map(MatchResult::start).toList());
        starts.set(0, 0);
        List<String> table = lines.subList(i - 1, lines.size());
        long cut =
            table.stream().filter(line -> isCut(line.codePoints().toArray(), starts)).count();
        return isCut(lines.get(i - 1).codePoints().toArray(), starts)
                && cut > FEWEST_LINES - 1
                && table.size() - cut <= Math.max(NOTES, table.size() / 10)
            ? Optional.of(new FixedWidth(starts))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether a line has a blank before each column, as far as it goes. */
  private static boolean isCut(int[] line, List<Integer> starts) {
    return starts.stream()
        .allMatch(start -> start == 0 || start > line.length || line[start - 1] == ' ');
  }

  /**
   * Finds the columns in the lines of a sample; empty when blanks don't stand above one another.
   */
  static Optional<FixedWidth> detect(byte[] sample) {
    List<int[]> lines =
        new String(sample, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !DRAWN.matcher(line).matches())
            .limit(LINES)
            .map(line -> line.stripTrailing().codePoints().toArray())
            .toList();
    if (lines.size() < FEWEST_LINES
        || lines.stream().anyMatch(line -> line.length > LONGEST_LINE || has(line, '\t'))) {
      return Optional.empty();
    }
    // Titles and notes run over the columns: a rough look finds them, a close one does without
    // them.
    List<Gap> rough = gaps(lines, lines.size() / 3);
    List<int[]> body =
        lines.stream().filter(line -> rough.stream().allMatch(gap -> gap.isIn(line))).toList();
    if (body.size() < FEWEST_LINES || body.size() * 2 < lines.size()) {
      return Optional.empty();
    }
    var starts = new ArrayList<Integer>(List.of(0));
    List<Gap> gaps = gaps(body, body.size() / 50);
    gaps.forEach(gap -> starts.add(gap.to));
    // Single blanks stand above one another in timestamps too.
    boolean aligned =
        gaps.stream().anyMatch(gap -> gap.to - gap.from > 1) && filledShare(body, starts) > 0.5;
    return aligned ? Optional.of(new FixedWidth(starts)) : Optional.empty();
  }

  /**
   * @param tolerated lines that may have something else than a blank between columns
   */
  private static List<Gap> gaps(List<int[]> lines, int tolerated) {
    int longest = lines.stream().mapToInt(line -> line.length).max().orElse(0);
    int[] filled = new int[longest];
    for (int[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        filled[i] += line[i] == ' ' ? 0 : 1;
      }
    }
    var gaps = new ArrayList<Gap>();
    int last = 0;
    int gap = 0;
    for (int i = 0; i < longest; i++) {
      if (filled[i] <= tolerated) {
        gap++;
      } else {
        if (gap > 0 && i > gap && (gap > 1 || isBetweenNumbers(lines, last, i))) {
          gaps.add(new Gap(i - gap, i));
          last = i;
        }
        gap = 0;
      }
    }
    return gaps;
  }

  /** Characters that are blank in nearly all lines, before a column's first. */
  private record Gap(int from, int to) {
    /** Whether a line has a blank in it, or ends before it. */
    boolean isIn(int[] line) {
      for (int i = from; i < to; i++) {
        if (i >= line.length || line[i] == ' ') {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean has(int[] line, int c) {
    for (int each : line) {
      if (each == c) {
        return true;
      }
    }
    return false;
  }

  /** Whether one blank parts columns: what stands before it are numbers or codes of one word. */
  private static boolean isBetweenNumbers(List<int[]> body, int from, int to) {
    if (to - from > LONGEST_NUMBER) {
      return false;
    }
    var scan = new CellScan();
    int numbers = 0;
    int cells = 0;
    // The first is likely the name.
    for (int[] line : body.subList(1, body.size())) {
      String cell = cell(line, from, to);
      if (!cell.isEmpty()) {
        cells++;
        scan.scan(cell);
        numbers += scan.kinds() != 0 ? 1 : 0;
      }
    }
    return cells > 2 && numbers * 10 >= cells * 8;
  }

  private static String cell(int[] line, int from, int to) {
    int end = Math.min(to, line.length);
    return from >= end ? "" : new String(line, from, end - from).strip();
  }

  /** Share of the cells with something in them. */
  private static double filledShare(List<int[]> body, List<Integer> starts) {
    long filled = 0;
    for (int[] line : body) {
      for (int i = 0; i < starts.size(); i++) {
        int to = i + 1 < starts.size() ? starts.get(i + 1) : Integer.MAX_VALUE;
        filled += cell(line, starts.get(i), to).isEmpty() ? 0 : 1;
      }
    }
    return (double) filled / body.size() / starts.size();
  }

  /**
   * Cuts a record of one cell, its line, at the columns. A line that runs over a column's start is
   * no row of the table and stays whole.
   */
  void cut(Row row) {
    if (row.cells != 1 || row.isBlank(0)) {
      return;
    }
    int from = row.from[0];
    int to = row.to[0];
    byte[] bytes = row.bytes;
    var begins = new int[starts.size()];
    var blankBefore = new BitSet();
    int character = 0;
    int next = 0;
    boolean blank = true;
    for (int i = from; i < to && next < begins.length; i++) {
      if ((bytes[i] & 0xc0) == 0x80) {
        continue;
      }
      if (character == starts.get(next)) {
        blankBefore.set(next, blank);
        begins[next++] = i;
      }
      blank = bytes[i] == ' ';
      character++;
    }
    boolean runsOver = false;
    for (int i = 1; i < next; i++) {
      runsOver |= !blankBefore.get(i);
    }
    if (runsOver) {
      return;
    }
    row.cells = 0;
    for (int i = 0; i < begins.length; i++) {
      int start = i < next ? begins[i] : to;
      int end = i + 1 < next ? begins[i + 1] : to;
      while (end > start && bytes[end - 1] == ' ') {
        end--;
      }
      while (start < end && bytes[start] == ' ') {
        start++;
      }
      row.add(start, end);
    }
  }
}
