package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the header of a table in its first records. */
final class LayoutDetector {
  /** Records that are looked at. */
  static final int SAMPLE = 300;

  /** More columns than any spreadsheet has are no table. */
  static final int MOST_COLUMNS = 16_384;

  private static final Pattern INDEX = Pattern.compile("\\(?(?:[A-Za-z]|\\d{1,2})\\)?");
  private static final int TYPED =
      CellScan.INTEGER
          | CellScan.ENGLISH
          | CellScan.VIETNAMESE
          | CellScan.ISO_DATE
          | CellScan.DAY_FIRST
          | CellScan.MONTH_FIRST
          | CellScan.TIME
          | CellScan.LONG_CLOCK
          | CellScan.ISO_DURATION
          | CellScan.YEAR_MONTH
          | CellScan.YEAR_QUARTER
          | CellScan.WKT
          | CellScan.WKB
          | CellScan.CODE;

  /** What only a value can be: an address, a version, a day by its month's name, a structure. */
  private static final Pattern VALUE =
      Pattern.compile(
          "[^\\s@,;]+@[^\\s@,;:]+\\.[A-Za-z]{2,}(?::\\S*)?"
              + "|v?\\d{1,3}(?:\\.\\d{1,5}){2,12}"
              + "|(?i:(?:[a-z]{3,9},? )?(?:MONTH\\.? \\d{1,2},? \\d{4}|\\d{1,2}[ -]MONTH\\.?,?[ -]\\d{4}))"
                  .replace(
                      "MONTH",
                      "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march"
                          + "|april|june|july|august|september|october|november|december)")
              + "|\\{.*\\}");

  private static final Pattern RULE = Pattern.compile("[-=_+:|]{3,}");

  /** Letters that no name of a column has. */
  private static final int LONGER_THAN_A_NAME = 1_000;

  /** Letters by which a value is shorter or longer than others of its form. */
  private static final int LENGTHS_APART = 1;

  private static final int PERIOD =
      CellScan.YEAR
          | CellScan.ISO_DATE
          | CellScan.DAY_FIRST
          | CellScan.YEAR_MONTH
          | CellScan.YEAR_QUARTER;

  private static final int DATE =
      CellScan.ISO_DATE | CellScan.DAY_FIRST | CellScan.MONTH_FIRST | CellScan.YEAR_MONTH;

  private final List<List<String>> rows;
  private final CellScan scan = new CellScan();
  private int typical;

  private final Grid grid;

  private final boolean delimited;

  private LayoutDetector(List<List<String>> rows, Grid grid, boolean delimited) {
    this.rows = rows;
    this.grid = grid;
    this.delimited = delimited;
  }

  /**
   * @param rows the first records, blank ones included; empty cells as empty text
   * @param grid merged ranges
   * @param delimited whether empty cells at the end of a record are there too, as in text
   */
  static Layout detect(List<List<String>> rows, Grid grid, boolean delimited) throws Refused {
    return new LayoutDetector(rows, grid, delimited).layout();
  }

  /** Cells that most of the records have which hold something; 0 when there is no such number. */
  static int usualWidth(List<List<String>> rows) {
    Map<Integer, Integer> widths = new TreeMap<>();
    int seen = 0;
    for (List<String> row : rows) {
      if (filled(row) > 0) {
        widths.merge(row.size(), 1, Integer::sum);
        seen++;
      }
    }
    int half = seen / 2;
    return widths.entrySet().stream()
        .filter(entry -> entry.getValue() > half)
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }

  /** Whether the first record names columns, since they hold another kind of cells. */
  static boolean isSurelyHeader(List<List<String>> rows) {
    var detector = new LayoutDetector(rows, Grid.NONE, false);
    detector.typical = filled(rows.getFirst());
    return filled(rows.getFirst()) > 1 && detector.headerScore(0) >= 1;
  }

  /** Cells up to the last one with something in it. */
  static int extent(List<String> row) {
    int extent = row.size();
    while (extent > 0 && row.get(extent - 1).isBlank()) {
      extent--;
    }
    return extent;
  }

  private Layout layout() throws Refused {
    int[] filled = rows.stream().mapToInt(LayoutDetector::filled).filter(n -> n > 0).toArray();
    if (filled.length == 0) {
      throw new Refused(
          "Tệp không có ô dữ liệu nào. Hãy gửi bảng có dòng tiêu đề và dữ liệu.",
          "The file holds no cell with anything in it. Send a table with a header and rows.");
    }
    Arrays.sort(filled);
    typical = filled[(int) Math.ceil((filled.length - 1) * 0.6)];
    int threshold = typical < 2 ? 1 : Math.max(2, (int) Math.ceil(typical * 0.6));

    int first = 0;
    boolean named =
        !rows.getFirst().isEmpty()
            && rows.getFirst().getFirst().toLowerCase(Locale.ROOT).startsWith("sep=");
    if (named) {
      first = 1;
    }
    int header = first;
    while (header < rows.size()
        && (filled(rows.get(header)) < threshold
            || isComment(header, threshold)
            || isTitle(header))) {
      header++;
    }
    if (header == rows.size()) {
      header = first;
      while (filled(rows.get(header)) == 0) {
        header++;
      }
    }
    if (!isHeader(header)) {
      return headerless(header);
    }
    int top = header;
    while (top > first && isUpperHeader(top - 1)) {
      top--;
    }
    int bottom = header;
    while (bottom + 1 < rows.size()
        && !isIndex(bottom + 1)
        && !isRule(bottom + 1)
        && (isLowerHeader(bottom, bottom + 1) || isTextOverNumbers(bottom + 1))) {
      bottom++;
    }
    bottom = mergedBelow(top, bottom);
    int last = bottom;
    if (last + 1 < rows.size() && isRule(last + 1)) {
      last++;
    }
    if (last + 1 < rows.size() && isIndex(last + 1)) {
      last++;
    }
    List<String> originals =
        withoutGaps(last + 1, join(top, bottom, width(last + 1, rowWidth(top, bottom))));
    if (top == bottom && namesRows(last + 1, rows.get(top).size(), originals.size())) {
      originals.addFirst(originals.removeLast());
    }
    return checked(Layout.of(top, last - top + 1, originals, faults(top, bottom, originals)));
  }

  private Layout headerless(int firstRow) throws Refused {
    int width = width(firstRow, 0);
    List<String> originals = java.util.Collections.nCopies(width, "");
    return checked(Layout.of(firstRow, 0, originals, List.of()));
  }

  private static Layout checked(Layout layout) throws Refused {
    if (layout.width() > MOST_COLUMNS) {
      throw new Refused(
          "Bảng có %,d cột, nhiều hơn mức tối đa %,d. Hãy xoay bảng thành dạng dài."
              .formatted(layout.width(), MOST_COLUMNS),
          "The table has %,d columns, more than the %,d that are read. Send it in long form."
              .formatted(layout.width(), MOST_COLUMNS));
    }
    return layout;
  }

  /** Whether a delimiter stands in a title: a blank line and wider records follow. */
  private boolean isTitle(int index) {
    if (!delimited || index + 2 >= rows.size() || filled(rows.get(index + 1)) > 0) {
      return false;
    }
    List<String> below = rows.get(index + 2);
    return rows.get(index).size() < below.size() && filled(rows.get(index)) < filled(below);
  }

  private boolean isComment(int index, int threshold) {
    String start = cell(rows.get(index), 0).strip();
    if (!start.startsWith("#")) {
      return false;
    }
    for (int i = index + 1; i < rows.size(); i++) {
      List<String> below = rows.get(i);
      if (filled(below) >= threshold) {
        return start.startsWith("# ") || below.size() != rows.get(index).size();
      }
    }
    return false;
  }

  /** The most common width of the rows from {@code from} on, or of the header where it is wider. */
  private int width(int from, int header) {
    Map<Integer, Integer> widths = new TreeMap<>();
    for (List<String> row : rows.subList(Math.min(from, rows.size()), rows.size())) {
      if (filled(row) > 0 && (typical < 2 || row.size() > 1)) {
        widths.merge(row.size(), 1, Integer::sum);
      }
    }
    int rowsSeen = widths.values().stream().mapToInt(n -> n).sum();
    int common = 0;
    int most = 0;
    for (var entry : widths.entrySet()) {
      if (entry.getValue() >= most) {
        most = entry.getValue();
        common = entry.getKey();
      }
    }
    boolean shorter = header > 0 && from > 0 && rows.get(from - 1).size() < common;
    if (shorter && common > header && isBlankBeyond(header, from)) {
      return header;
    }
    // A few rows that are too long don't make the header too short.
    boolean outvoted = header > 0 && common > header && (most < 2 || most * 2 <= rowsSeen);
    return Math.max(1, outvoted ? header : Math.max(common, header));
  }

  /** Without blank names, where the rows have as many cells less: their names would be shifted. */
  private List<String> withoutGaps(int firstRow, List<String> originals) {
    List<List<String>> body =
        rows.subList(Math.min(firstRow, rows.size()), rows.size()).stream()
            .filter(row -> filled(row) > 0)
            .toList();
    List<String> named = originals.stream().filter(name -> !name.isBlank()).toList();
    long fitting = body.stream().filter(row -> row.size() == named.size()).count();
    boolean shifted = delimited && fitting > 2 && fitting * 10 >= body.size() * 9L;
    return shifted ? new ArrayList<>(named) : originals;
  }

  /**
   * Whether each row begins with a name or number of its own that the header has no name for, so
   * that it is shorter by one cell: the rows of statistics programs do.
   */
  private boolean namesRows(int firstRow, int names, int width) {
    if (!delimited || names + 1 != width) {
      return false;
    }
    List<List<String>> body =
        rows.subList(Math.min(firstRow, rows.size()), rows.size()).stream()
            .filter(row -> filled(row) > 0)
            .toList();
    if (body.size() < 3
        || body.stream().anyMatch(row -> row.size() != width || row.getLast().isBlank())) {
      return false;
    }
    if (IntStream.range(0, body.size())
        .allMatch(i -> body.get(i).getFirst().equals(Integer.toString(i + 1)))) {
      return true;
    }
    long distinct =
        body.stream().map(List::getFirst).filter(name -> !isTyped(name)).distinct().count();
    return distinct == body.size()
        && body.stream()
            .allMatch(
                row ->
                    row.stream()
                        .skip(1)
                        .allMatch(cell -> isTyped(cell) || scan.is(CellScan.MISSING)));
  }

  /**
   * Whether rows are longer than the header by empty cells alone: a delimiter ends each of them.
   */
  private boolean isBlankBeyond(int header, int from) {
    return rows.subList(from, rows.size()).stream().allMatch(row -> extent(row) <= header);
  }

  /** As far as the header has names. */
  private int rowWidth(int top, int bottom) {
    int width = 0;
    for (List<String> row : rows.subList(top, bottom + 1)) {
      for (int i = row.size() - 1; i >= width; i--) {
        if (!row.get(i).isBlank()) {
          width = i + 1;
        }
      }
    }
    return width;
  }

  /**
   * Whether a row names the columns: its cells are of another kind than those below them. When
   * nothing tells, it does.
   */
  private boolean isHeader(int index) {
    return headerScore(index) >= 0;
  }

  /** Columns in which a row differs from those below it, less those in which it is like them. */
  private double headerScore(int index) {
    List<String> header = rows.get(index);
    if (header.stream().anyMatch(name -> name.length() >= LONGER_THAN_A_NAME)) {
      return Double.NEGATIVE_INFINITY;
    }
    var body = new ArrayList<List<String>>();
    for (int i = index + 1; i < rows.size() && body.size() < 100; i++) {
      if (filled(rows.get(i)) * 2 >= typical) {
        body.add(rows.get(i));
      }
    }
    // A header may stand again on each page.
    long again = body.stream().filter(header::equals).count();
    if (filled(header) > 1 && again * 4 <= body.size()) {
      body.removeIf(header::equals);
    }
    boolean anyWord = header.stream().anyMatch(cell -> !cell.isBlank() && !isTyped(cell));
    double score = 0;
    for (int column = 0; column < header.size(); column++) {
      String name = header.get(column).strip();
      if (name.isEmpty()) {
        continue;
      }
      boolean typed = isTyped(name);
      int period = scan.kinds() & (CellScan.YEAR | DATE);
      int cells = 0;
      int numbers = 0;
      int periods = 0;
      boolean same = false;
      for (List<String> row : body) {
        String below = cell(row, column).strip();
        if (!below.isEmpty()) {
          boolean number = isTyped(below);
          if (scan.is(CellScan.MISSING)) {
            continue;
          }
          cells++;
          numbers += number ? 1 : 0;
          periods += scan.is(period) ? 1 : 0;
          same |= below.equals(name);
        }
      }
      if (cells == 0) {
        score -= typed ? 0.5 : 0;
      } else if (numbers * 10 >= cells * 7) {
        boolean named = typed && period != 0 && anyWord && periods * 2 < cells;
        score += !typed ? 1 : named ? 0 : -1;
      } else if (!typed) {
        score += same && cells > 1 ? -0.6 : likeness(name, column, body);
      } else if (numbers > 0 && VALUE.matcher(name).matches()) {
        score -= 0.5;
      }
    }
    return score;
  }

  /**
   * Texts of one form, such as codes and addresses, have a header of another form.
   *
   * @return from -1 for a cell that is like those below it to 0.5 for one that is not; 0.1 where
   *     they have no form of their own
   */
  private static double likeness(String name, int column, List<List<String>> body) {
    Map<String, Integer> forms = new HashMap<>();
    int cells = 0;
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (List<String> row : body) {
      String below = cell(row, column).strip();
      if (!below.isEmpty()) {
        cells++;
        shortest = Math.min(shortest, below.length());
        longest = Math.max(longest, below.length());
        forms.merge(form(below), 1, Integer::sum);
      }
    }
    int most = forms.values().stream().mapToInt(n -> n).max().orElse(0);
    if (cells < 3 || most * 10 < cells * 9) {
      return 0.1;
    }
    int commonest = most;
    String form =
        forms.entrySet().stream()
            .filter(entry -> entry.getValue() == commonest)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    boolean telling = form.chars().anyMatch(c -> c == '9' || c == '@' || c == '{');
    boolean alike =
        form(name).equals(form)
            && name.length() >= shortest - LENGTHS_APART
            && name.length() <= longest + LENGTHS_APART;
    return !telling ? 0.1 : alike ? -1 : 0.5;
  }

  /** Letters and digits by their kind, each run of them once. */
  private static String form(String text) {
    var form = new StringBuilder();
    text.codePoints()
        .limit(200)
        .map(c -> Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'a' : c)
        .forEach(
            c -> {
              boolean run = (c == '9' || c == 'a') && form.length() > 0;
              if (!run || form.charAt(form.length() - 1) != c) {
                form.appendCodePoint(c);
              }
            });
    return form.toString();
  }

  private boolean isTyped(String cell) {
    scan.scan(cell);
    return scan.is(TYPED) || scan.kinds() == 0 && VALUE.matcher(cell).matches();
  }

  /** A row above the header that spans several of its columns. */
  private boolean isUpperHeader(int index) {
    List<String> row = rows.get(index);
    List<String> below = rows.get(index + 1);
    if (filled(row) < 2 || extent(row) > extent(below)) {
      return false;
    }
    if (tellsApart(row, below)) {
      return true;
    }
    if (row.stream().anyMatch(cell -> !cell.isBlank() && isTyped(cell))) {
      return false;
    }
    int completes = 0;
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isBlank() && cell(below, i).isBlank()) {
        completes++;
      }
    }
    return completes > 0 || groups(index) > 1 || spansEvenly(row, below);
  }

  /** Whether a row names groups of columns, where the names below it come again in each group. */
  private boolean tellsApart(List<String> row, List<String> below) {
    if (Stream.concat(row.stream(), below.stream())
        .anyMatch(cell -> !cell.isBlank() && isTyped(cell) && !scan.is(PERIOD))) {
      return false;
    }
    Set<String> names = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    int named = 0;
    String group = "";
    for (int i = 0; i < below.size(); i++) {
      group = cell(row, i).isBlank() ? group : cell(row, i).strip();
      String name = below.get(i).strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        named++;
        names.add(name);
        pairs.add(group + "\n" + name);
      }
    }
    return names.size() < named && pairs.size() == named;
  }

  /**
   * Whether the cells of a row stand over as many columns each, up to the last, and leave the first
   * alone.
   */
  private static boolean spansEvenly(List<String> row, List<String> below) {
    var starts = IntStream.range(0, row.size()).filter(i -> !row.get(i).isBlank()).toArray();
    int end = extent(below);
    int span = starts[1] - starts[0];
    boolean even =
        starts[0] > 0
            && span > 1
            && starts[starts.length - 1] + span == end
            && filled(below) == end;
    for (int i = 1; even && i < starts.length; i++) {
      even = starts[i] - starts[i - 1] == span;
    }
    return even && row.stream().noneMatch(cell -> cell.strip().endsWith(":"));
  }

  /** Cells of a row that are merged over several columns. */
  private long groups(int index) {
    return grid.merges().stream()
        .filter(merge -> merge.top() == index && merge.right() > merge.left())
        .filter(merge -> !cell(rows.get(index), merge.left()).isBlank())
        .count();
  }

  /** A row under the header that fills what a merged cell left blank. */
  private boolean isLowerHeader(int above, int index) {
    List<String> upper = rows.get(above);
    List<String> row = rows.get(index);
    if (filled(row) == 0 || !cell(row, 0).isBlank() && !cell(upper, 0).isBlank()) {
      return false;
    }
    int below = 0;
    boolean leavesNames = false;
    for (int i = 0; i < Math.max(row.size(), upper.size()); i++) {
      String name = cell(row, i);
      if (name.isBlank()) {
        leavesNames |= !cell(upper, i).isBlank();
      } else {
        boolean group =
            cell(upper, i).isBlank() || cell(upper, i + 1).isBlank() && i + 1 < row.size();
        if (!group || isTyped(name) && !scan.is(CellScan.YEAR)) {
          return false;
        }
        below++;
      }
    }
    return below > 1 && leavesNames && index + 1 < rows.size();
  }

  /** A row of words where every row below it has numbers: still part of the header. */
  private boolean isTextOverNumbers(int index) {
    List<String> row = rows.get(index);
    if (filled(row) * 2 < typical
        || row.stream().anyMatch(cell -> !cell.isBlank() && isTyped(cell))) {
      return false;
    }
    // Under a row of names there may be another one.
    int first = index + 1;
    while (first < rows.size() && first <= index + 2 && isWords(rows.get(first))) {
      first++;
    }
    int numeric = 0;
    int words = 0;
    for (int column = 0; column < row.size(); column++) {
      int cells = 0;
      int numbers = 0;
      for (int i = first; i < Math.min(rows.size(), first + 30); i++) {
        String below = cell(rows.get(i), column);
        if (!below.isBlank()) {
          cells++;
          numbers += isTyped(below) ? 1 : 0;
        }
      }
      if (cells >= 2 && numbers * 10 >= cells * 8) {
        numeric++;
        scan.scan(row.get(column));
        words += !row.get(column).isBlank() && !scan.is(CellScan.MISSING) ? 1 : 0;
      }
    }
    return numeric >= 2 && words * 3 >= numeric * 2;
  }

  private boolean isWords(List<String> row) {
    return filled(row) > 1 && row.stream().noneMatch(cell -> !cell.isBlank() && isTyped(cell));
  }

  /** As far down as a range goes that starts in the header. */
  private int mergedBelow(int top, int from) {
    int bottom = from;
    for (Grid.Merge merge : grid.merges()) {
      if (merge.top() >= top && merge.top() <= bottom && merge.bottom() < rows.size() - 1) {
        bottom = Math.max(bottom, Math.min(merge.bottom(), from + 10));
      }
    }
    return bottom;
  }

  /**
   * The row of column numbers that statistical tables have: A, B, (1), (2) ... Without brackets the
   * first row of data may look the same, but then the second has a letter too.
   */
  private boolean isIndex(int index) {
    List<String> row = rows.get(index);
    if (!isNumbering(row)) {
      return false;
    }
    if (row.stream().anyMatch(cell -> cell.strip().startsWith("("))) {
      return true;
    }
    return row.getFirst().strip().equals("A")
        && row.stream().anyMatch(cell -> cell.strip().equals("1"))
        && !(index + 1 < rows.size() && cell(rows.get(index + 1), 0).strip().matches("[A-Za-z]"));
  }

  /** A line drawn under the header with signs. */
  private boolean isRule(int index) {
    return filled(rows.get(index)) > 0
        && rows.get(index).stream()
            .allMatch(cell -> cell.isBlank() || RULE.matcher(cell.strip()).matches());
  }

  private static boolean isNumbering(List<String> row) {
    Set<String> all = new HashSet<>();
    for (String cell : row) {
      String text = cell.strip();
      if (!text.isEmpty() && (!INDEX.matcher(text).matches() || !all.add(text))) {
        return false;
      }
    }
    return all.size() >= 2 && all.size() * 10 >= row.size() * 6;
  }

  private List<String> join(int top, int bottom, int width) {
    var joined = new ArrayList<String>(width);
    for (int column = 0; column < width; column++) {
      var name = new StringBuilder();
      for (int r = top; r <= bottom; r++) {
        String part = grid.text(rows, r, column);
        if (part.isBlank() && r < bottom && !cell(rows.get(bottom), column).isBlank()) {
          part = groupName(r, column);
        }
        if (!part.isBlank() && !name.toString().endsWith(part)) {
          name.append(name.isEmpty() ? "" : " / ").append(part);
        }
      }
      joined.add(name.toString());
    }
    return joined;
  }

  /** What stands left of a blank cell of an upper header row: the group it belongs to. */
  private String groupName(int row, int column) {
    for (int i = column; i >= 0; i--) {
      String name = cell(rows.get(row), i);
      if (!name.isBlank()) {
        return name;
      }
    }
    return "";
  }

  private List<String> faults(int top, int bottom, List<String> originals) {
    var faults = new ArrayList<String>();
    if (top > 0) {
      faults.add("preamble");
    }
    if (bottom > top) {
      faults.add("several header rows");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < originals.size(); i++) {
      String name = ColumnNames.clean(originals.get(i));
      if (name.isEmpty()) {
        faults.add("blank: column " + (i + 1));
      } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        faults.add("repeated: " + name);
      }
      if (originals.get(i).strip().contains("\n")) {
        faults.add("broken over lines: " + name);
      }
      if (faults.size() > 100) {
        break;
      }
    }
    return faults;
  }

  private static String cell(List<String> row, int index) {
    return index < row.size() ? row.get(index) : "";
  }

  static int filled(List<String> row) {
    int filled = 0;
    for (String cell : row) {
      filled += cell.isBlank() ? 0 : 1;
    }
    return filled;
  }
}
