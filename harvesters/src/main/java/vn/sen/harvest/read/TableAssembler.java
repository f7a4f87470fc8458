package vn.sen.harvest.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vn.sen.vocab.Message;

/**
 * Takes the records behind a header one after another and decides for each whether it is a row of
 * the table, is set aside, or must be rejected; counts what every column may be meanwhile. Records
 * = rows + rejected + set aside, always.
 */
final class TableAssembler implements AutoCloseable {
  private static final int MOST_LISTED = 100;
  private static final int LONGEST_TAIL = 200;
  private static final int MOST_SUBTOTALS = 10_000;

  /** Bytes that a total is called with at most. */
  private static final int LONGEST_NAME = 120;

  /** Blanks in the first part of a sentence that delimiters cut into nearly a row. */
  private static final int WORDS_OF_A_SENTENCE = 3;

  /** A line drawn with signs. */
  private static final Pattern RULE = Pattern.compile("[-=_+*|]{5,}");

  /** What a note begins with. */
  private static final Pattern NOTE_MARK =
      Pattern.compile(
          "\\*.*|\\(\\*+\\).*|(?iu:nguồn|ghi chú|chú thích|chú ý|lưu ý|sources?|notes?)(?:"
              + " [^:]{0,40})?:.*",
          Pattern.DOTALL);

  private static final String SIGNS = "-=_+";

  private static final int LENGTH_OF_A_LINE = 5;

  private static final Set<String> TOTALS =
      Set.of(
          "tổng cộng",
          "tổng số",
          "tổng",
          "cộng",
          "cộng dồn",
          "total",
          "totals",
          "grand total",
          "grand totals",
          "subtotal",
          "sub-total",
          "sub total",
          "sum",
          "tong cong",
          "tong so");

  static final Message BLANK = new Message("Dòng trống.", "A blank row.");
  static final Message COMMENT = new Message("Dòng chú thích.", "A comment.");
  static final Message REPEATED_HEADER =
      new Message("Dòng tiêu đề lặp lại.", "The header once more.");
  static final Message LINE = new Message("Đường kẻ.", "A drawn line.");
  static final Message TOTAL = new Message("Dòng tổng cộng.", "A total.");
  static final Message NOTE = new Message("Ghi chú dưới bảng.", "A note below the table.");

  private final Layout layout;
  private final int width;
  private final boolean asText;
  private final double threshold;
  private final boolean delimited;
  private final boolean everyRecordIsARow;
  private final Optional<CanonicalFile> target;
  private final SideFile rejects;
  private final SideFile aside;
  private final Records records;
  private final ColumnProfile[] profiles;
  private final byte[][] header;
  private final CellScan scan = new CellScan();

  /** Rows at the end that may be totals and notes, until another row follows. */
  private final List<Held> tail = new ArrayList<>();

  private final List<Held> subtotals = new ArrayList<>();

  /** Rows among others that are called totals, and may be rows. */
  private final List<Held> called = new ArrayList<>();

  private final List<Long> excluded = new ArrayList<>();

  private long rows;
  private long received;
  private long ragged;
  private final List<Long> raggedRows = new ArrayList<>();
  private final List<Integer> raggedCells = new ArrayList<>();
  private final BlankRecords blanks = new BlankRecords(MOST_LISTED);
  private long strayQuotes;
  private long replacements;
  private long mojibake;
  private int widest;
  private boolean irregular;
  private boolean lineEndsInCells;
  private long firstRow;

  private record Held(
      long number, long line, long offset, String raw, List<String> cells, boolean total) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }

    Row row() {
      var row = new Row();
      row.set(cells);
      return row;
    }
  }

  /**
   * @param table where the records come from; in delimited text a row of another length than the
   *     header is a fault
   * @param target where rows go; absent to see only whether the file can be used as it stands
   */
  TableAssembler(
      Layout layout,
      ReadOptions options,
      RawTable table,
      Optional<CanonicalFile> target,
      SideFile rejects,
      SideFile aside) {
    this.layout = layout;
    this.width = layout.width();
    this.asText = options.asText();
    this.threshold = options.threshold();
    this.delimited = table.delimited().isPresent();
    this.everyRecordIsARow = table.known().isPresent();
    this.target = target;
    this.rejects = rejects;
    this.aside = aside;
    this.records = table.records();
    this.profiles = new ColumnProfile[width];
    this.header = new byte[width][];
    for (int i = 0; i < width; i++) {
      profiles[i] = new ColumnProfile();
      header[i] = layout.originals().get(i).getBytes(StandardCharsets.UTF_8);
      corruption(header[i], 0, header[i].length);
    }
  }

  void accept(Row row) throws IOException {
    received++;
    strayQuotes += row.strayQuote ? 1 : 0;
    if (row.mended) {
      ragged(row);
    }
    lineEndsInCells |= row.lineEndInCell;
    if (!everyRecordIsARow && (row.cells == 1 && row.isBlank(0) || !asText && row.isBlank())) {
      setAside(row, BLANK);
      blanks.add(row.number);
      return;
    }
    if (!asText && isDrawn(row)) {
      setAside(row, LINE);
      return;
    }
    if (row.cells != width) {
      if (isComment(row)) {
        setAside(row, COMMENT);
        return;
      }
      irregular = true;
      if (delimited) {
        ragged(row);
      }
      if (row.cells > width && (asText && delimited || !isBlankFrom(row, width))) {
        if (!asText && delimited) {
          blanks.end();
          rejects.add(
              row.number, row.line, records.byteOffset(row), records.raw(row), tooLong(row));
          return;
        }
        widest = Math.max(widest, row.cells);
      }
    } else if (!asText && isRepeatedHeader(row)) {
      setAside(row, REPEATED_HEADER);
      return;
    }
    if (rows == 0) {
      firstRow = row.number;
    }
    rows++;
    if (target.isPresent()) {
      target.get().write(row);
    }
    if (asText) {
      lookAtText(row);
      if (!everyRecordIsARow && (isNote(row) || row.isBlank())) {
        hold(row, false);
      } else {
        tail.clear();
        blanks.end();
      }
      return;
    }
    if (!everyRecordIsARow) {
      boolean total = isTotal(row);
      if (total || isNote(row)) {
        hold(row, total);
        return;
      }
    }
    if (!tail.isEmpty()) {
      releaseTail();
    }
    blanks.end();
    if (!everyRecordIsARow && called.size() <= Subtotals.MOST && isCalledTotal(row)) {
      called.add(held(row, true));
    } else {
      profile(row);
    }
  }

  private void ragged(Row row) {
    irregular = true;
    ragged++;
    if (raggedRows.size() < MOST_LISTED) {
      raggedRows.add(row.number);
      raggedCells.add(row.cells);
    }
  }

  private Message tooLong(Row row) {
    return new Message(
        "Dòng có %d ô, bảng có %d cột: thừa dấu phân cách, hoặc thiếu dấu nháy quanh ô có dấu phân cách."
            .formatted(row.cells, width),
        "The row has %d cells, the table %d columns: one delimiter too many, or quotes missing around a cell that holds one."
            .formatted(row.cells, width));
  }

  private void setAside(Row row, Message reason) throws IOException {
    irregular = true;
    aside.add(row.number, row.line, records.byteOffset(row), records.raw(row), reason);
  }

  private boolean isBlankFrom(Row row, int cell) {
    for (int i = cell; i < row.cells; i++) {
      if (!row.isBlank(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isComment(Row row) {
    return width > 1
        && row.to[0] > row.from[0]
        && row.bytes[row.from[0]] == '#'
        && (row.cells == 1 || row.to[0] > row.from[0] + 1 && row.bytes[row.from[0] + 1] == ' ');
  }

  /** A line of signs across the table, in each of its cells or in one. */
  private boolean isDrawn(Row row) {
    if (width < 2 || everyRecordIsARow || row.cells > width) {
      return false;
    }
    int filled = 0;
    int signs = 0;
    for (int i = 0; i < row.cells; i++) {
      if (row.from[i] == row.to[i]) {
        continue;
      }
      for (int at = row.from[i]; at < row.to[i]; at++) {
        if (SIGNS.indexOf(row.bytes[at]) < 0) {
          return false;
        }
      }
      filled++;
      signs += row.to[i] - row.from[i];
    }
    return signs >= LENGTH_OF_A_LINE && (filled == 1 || filled == width && signs >= 3 * filled);
  }

  private boolean isRepeatedHeader(Row row) {
    if (layout.headerRows() != 1 || width < 2) {
      return false;
    }
    for (int i = 0; i < width; i++) {
      byte[] name = header[i];
      if (!Arrays.equals(name, 0, name.length, row.bytes, row.from[i], row.to[i])) {
        return false;
      }
    }
    return true;
  }

  /** A sentence in one cell, and nothing beside it, in a table of more columns. */
  private boolean isNote(Row row) {
    if (width < 3) {
      return width == 2 && isNoteBesideKeys(row);
    }
    if (isSentenceWithDelimiters(row)) {
      return true;
    }
    int only = -1;
    for (int i = 0; i < Math.min(row.cells, width); i++) {
      if (row.to[i] > row.from[i] && !row.isBlank(i)) {
        if (only >= 0) {
          return false;
        }
        only = i;
      }
    }
    if (only < 0) {
      return false;
    }
    // A row that has its key only is a row.
    scan.scan(row.bytes, row.from[only], row.to[only]);
    if (scan.kinds() != 0) {
      return false;
    }
    String text = row.text(only).strip();
    return text.indexOf(' ') > 0
        || text.startsWith("*")
        || text.startsWith("(")
        || text.endsWith(":")
        || RULE.matcher(text).matches();
  }

  /**
   * The same in a table of two columns, where a row may have nothing but its key: it says that it
   * is a note, or stands below a total or another note.
   */
  private boolean isNoteBesideKeys(Row row) {
    if (row.isBlank(0) || row.cells > 1 && !row.isBlank(1) || row.to[0] - row.from[0] < 3) {
      return false;
    }
    String text = Normalizer.normalize(row.text(0), Normalizer.Form.NFC).strip();
    return NOTE_MARK.matcher(text).matches()
        || RULE.matcher(text).matches()
        || row.cells == 1
            && !tail.isEmpty()
            && !tail.getLast().isBlank()
            && text.chars().filter(c -> c == ' ').count() >= WORDS_OF_A_SENTENCE;
  }

  /** Several cells that are too few, each but the first with a blank before it. */
  private boolean isSentenceWithDelimiters(Row row) {
    if (!delimited || row.cells < 2 || row.cells >= width) {
      return false;
    }
    // The more cells there are, the more words it takes.
    String first = row.text(0).strip();
    long words = first.chars().filter(c -> c == ' ').count();
    if (!first.startsWith("*") && words < (row.cells * 2 > width ? WORDS_OF_A_SENTENCE : 1)) {
      return false;
    }
    for (int i = 1; i < row.cells; i++) {
      if (row.from[i] == row.to[i] || row.bytes[row.from[i]] != ' ') {
        return false;
      }
    }
    return true;
  }

  private boolean isTotal(Row row) {
    if (width < 2) {
      return false;
    }
    int first = firstFilled(row);
    int length = row.to[first] - row.from[first];
    if (length < 3 || length > 24 || first > 2) {
      return false;
    }
    return beginsLikeTotal(row, first) && TOTALS.contains(name(row, first));
  }

  /** Whether a row has the name of a total, or one that begins or ends like it. */
  private boolean isCalledTotal(Row row) {
    if (width < 2) {
      return false;
    }
    int first = firstFilled(row);
    int length = row.to[first] - row.from[first];
    if (length < 3 || length > LONGEST_NAME || first > 2) {
      return false;
    }
    return (beginsLikeTotal(row, first) || endsLikeTotal(row, first))
        && Subtotals.isName(name(row, first));
  }

  private static boolean endsLikeTotal(Row row, int cell) {
    byte[] bytes = row.bytes;
    int last = row.to[cell] - 1;
    last -= (bytes[last] | 0x20) == 's' ? 1 : 0;
    return last - 2 > row.from[cell]
        && (bytes[last] | 0x20) == 'l'
        && (bytes[last - 1] | 0x20) == 'a'
        && (bytes[last - 2] | 0x20) == 't';
  }

  /** Place of the first cell with something in it; the last where there is none. */
  private static int firstFilled(Row row) {
    int first = 0;
    while (first < row.cells - 1 && (row.to[first] == row.from[first] || row.isBlank(first))) {
      first++;
    }
    return first;
  }

  /** A glance at the first letters, before the rest is looked at: millions of rows have keys. */
  private static boolean beginsLikeTotal(Row row, int cell) {
    byte[] bytes = row.bytes;
    int from = row.from[cell];
    int second = bytes[from + 1] | 0x20;
    return switch (bytes[from] | 0x20) {
      case 't' -> second == 'o' || isLetter(bytes, from + 1, row.to[cell], 0x94);
      case 'c' -> second == 'o' || isLetter(bytes, from + 1, row.to[cell], 0x98);
      case 's' -> second == 'u';
      case 'g' -> second == 'r';
      case ' ' -> true;
      default -> false;
    };
  }

  /** Whether a Vietnamese letter stands there, large or small: they are even and odd. */
  private static boolean isLetter(byte[] bytes, int at, int to, int last) {
    return at + 2 < to
        && (bytes[at] & 0xff) == 0xe1
        && (bytes[at + 1] & 0xff) == 0xbb
        && (bytes[at + 2] & 0xfe) == last;
  }

  private static String name(Row row, int cell) {
    return Normalizer.normalize(row.text(cell), Normalizer.Form.NFC)
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[:.]+$", "")
        .strip();
  }

  private Held held(Row row, boolean total) throws IOException {
    return new Held(
        row.number, row.line, records.byteOffset(row), records.raw(row), row.texts(), total);
  }

  private void hold(Row row, boolean total) throws IOException {
    tail.add(held(row, total));
    if (tail.size() > LONGEST_TAIL) {
      releaseTail();
    }
  }

  /** Another row followed: what was held is part of the table, but for subtotals. */
  private void releaseTail() {
    for (Held held : tail) {
      boolean gap = held.cells.size() < width || held.cells.stream().anyMatch(String::isBlank);
      if (held.total && gap && subtotals.size() < MOST_SUBTOTALS) {
        subtotals.add(held);
      } else if (held.total && called.size() <= Subtotals.MOST) {
        called.add(held);
      } else {
        profile(held);
      }
    }
    tail.clear();
  }

  private void profile(Held held) {
    profile(held.row());
  }

  private void profile(Row row) {
    int cells = Math.min(row.cells, width);
    for (int i = 0; i < cells; i++) {
      int from = row.from[i];
      int to = row.to[i];
      if (from < to) {
        scan.scan(row.bytes, from, to);
        profiles[i].add(scan, row.bytes, from, to);
        if (scan.kinds() == 0 && !scan.isPlain()) {
          corruption(row.bytes, from, to);
        }
      }
    }
  }

  private void lookAtText(Row row) {
    for (int i = 0; i < Math.min(row.cells, width); i++) {
      corruption(row.bytes, row.from[i], row.to[i]);
    }
  }

  /** Text that was encoded twice often lost a letter on the way: it counts as the former only. */
  private void corruption(byte[] bytes, int from, int to) {
    boolean replaced = false;
    for (int i = from; i < to - 2; i++) {
      int b = bytes[i] & 0xff;
      replaced |= b == 0xef && (bytes[i + 1] & 0xff) == 0xbf && (bytes[i + 2] & 0xff) == 0xbd;
      if ((b == 0xc3 || b == 0xc2) && bytes[i + 2] < 0 && Mojibake.startsAt(bytes, i, to)) {
        mojibake++;
        return;
      }
    }
    replacements += replaced ? 1 : 0;
  }

  /** Whether no row so far may be a total or a note. */
  boolean holdsNone() {
    return tail.isEmpty() && subtotals.isEmpty() && called.isEmpty();
  }

  /** Ends the table: what is still held stands below it. */
  void finish() throws IOException, Refused {
    // A table of nothing but totals and notes is a table all the same.
    if (asText && tail.stream().allMatch(Held::isBlank)) {
      tail.clear();
    }
    if (rows > tail.size()) {
      for (Held held : tail) {
        exclude(held, held.total ? TOTAL : held.isBlank() ? BLANK : NOTE);
      }
    } else {
      tail.forEach(this::profile);
    }
    if (subtotals.size() * 5L <= rows) {
      for (Held held : subtotals) {
        exclude(held, TOTAL);
      }
    } else {
      called.addAll(subtotals);
      called.sort(Comparator.comparingLong(Held::number));
    }
    Set<Long> proven = proven();
    for (Held held : called) {
      if (proven.contains(held.number)) {
        exclude(held, TOTAL);
      } else {
        profile(held);
      }
    }
    tail.clear();
  }

  /** Those of the rows called totals that add up. */
  private Set<Long> proven() throws IOException, Refused {
    if (called.isEmpty()) {
      return Set.of();
    }
    Set<Long> left = new HashSet<>(excluded);
    List<Subtotals.Called> candidates =
        called.stream()
            .map(held -> new Subtotals.Called(held.number, firstFilled(held.row()), held.cells))
            .toList();
    List<Subtotals.Style> styles =
        IntStream.range(0, width)
            .mapToObj(i -> Subtotals.Style.of(profiles[i].plan("", threshold)))
            .toList();
    return Subtotals.proven(
        candidates, styles, records, number -> number >= firstRow && !left.contains(number));
  }

  private void exclude(Held held, Message reason) throws IOException {
    excluded.add(held.number);
    if (delimited && held.cells.size() != width) {
      // What is no row can't be too short for one.
      ragged--;
      int listed = raggedRows.indexOf(held.number);
      if (listed >= 0) {
        raggedRows.remove(listed);
        raggedCells.remove(listed);
      }
    }
    aside.add(held.number, held.line, held.offset, held.raw, reason);
    rows--;
  }

  /** Cells of the widest record that has more than there are columns; 0 when none has. */
  int widest() {
    return widest;
  }

  /** Whether DuckDB can read the file as it stands and find the same rows. */
  boolean isRegular() {
    return !irregular && strayQuotes == 0;
  }

  long rows() {
    return rows;
  }

  /** Rows written, those excluded afterwards among them. */
  long written() {
    return rows + excluded.size();
  }

  long received() {
    return received;
  }

  long firstRow() {
    return firstRow;
  }

  long ragged() {
    return ragged;
  }

  List<Long> raggedRows() {
    return raggedRows;
  }

  List<Integer> raggedCells() {
    return raggedCells;
  }

  /** In other formats than delimited text they are no fault. */
  Optional<BlankRecords> blanks() {
    return delimited ? Optional.of(blanks) : Optional.empty();
  }

  long strayQuotes() {
    return strayQuotes;
  }

  long replacements() {
    return replacements;
  }

  long mojibake() {
    return mojibake;
  }

  boolean lineEndsInCells() {
    return lineEndsInCells;
  }

  List<Long> excluded() {
    return excluded;
  }

  /** Cells of each column with something in them. */
  List<Long> filled() {
    return Arrays.stream(profiles).map(ColumnProfile::filled).toList();
  }

  ColumnProfile profile(int column) {
    return profiles[column];
  }

  @Override
  public void close() throws IOException {
    if (target.isPresent()) {
      target.get().close();
    }
  }
}
