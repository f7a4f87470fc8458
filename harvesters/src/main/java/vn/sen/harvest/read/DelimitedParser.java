package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Splits UTF-8 into records and cells, in one pass over a buffer that always holds the whole
 * record. Nothing is an error: a quote where none belongs is text, and a quoted cell that never
 * ends is read again as if it were not quoted. Where the table's width is known, a record of
 * another width is read again as if its writer had made one slip, and taken so if it fits then.
 */
final class DelimitedParser implements Records.Cursor {
  /** A record longer than this is refused. */
  static final int LONGEST_RECORD = 64 << 20;

  /** A cell longer than this is refused; a quoted one that seems so was never closed. */
  static final int LONGEST_CELL = 16 << 20;

  private static final int SHORTEST_PATIENCE = 64 << 10;

  /** Longer records are not read again. */
  private static final int LONGEST_MENDED = 64 << 10;

  /** Quotes of a record that may be the slip. */
  private static final int MOST_SLIPS = 40;

  /** Below this, a width says too little about what a line may be. */
  private static final int TELLING_WIDTH = 4;

  private static final int NO_SLIP = -1;

  private static final int LONGEST_ENTITY = 9;

  private final InputStream in;

  /** Cells of a record of the table; 0 when not known. */
  private final int width;

  private final Marks usual;
  private final Marks[] others;

  /** How the record at hand is cut. */
  private Marks marks;

  /** How each cell of the record is to be unescaped. */
  private byte[] escaped = new byte[64];

  private static final byte AS_IT_STANDS = 0;
  private static final byte QUOTED = 1;
  private static final byte PLAIN = 2;

  /** Which of the record's quotes is taken for what it does not seem to be. */
  private int slip = NO_SLIP;

  private int quotesSeen;

  /** Bytes that may still be read in search of a slip. */
  private long mending = 256L << 20;

  private boolean loneReturn;

  /** Bytes after which a cut is given up: a mended record takes no more than the usual one. */
  private int longestCut = Integer.MAX_VALUE;

  /**
   * What cells and records are told apart by.
   *
   * @param entities whether {@code &amp;} and the like are text
   * @param stop bytes at which plain text may end
   */
  private record Marks(
      byte[] delimiter,
      int quote,
      int escape,
      boolean spacesAreText,
      boolean carriageReturnEnds,
      boolean skipSpace,
      boolean repeated,
      boolean escapesAll,
      boolean entities,
      boolean[] stop) {
    static Marks of(Dialect dialect) {
      byte[] delimiter = dialect.delimiterBytes();
      int quote = dialect.quote() == Dialect.NONE ? -1 : dialect.quote();
      var stop = new boolean[256];
      stop['\n'] = true;
      stop['\r'] = true;
      if (delimiter.length > 0) {
        stop[delimiter[0] & 0xff] = true;
      }
      if (quote >= 0) {
        stop[quote] = true;
      }
      if (dialect.escapesAll()) {
        stop[dialect.escape()] = true;
      }
      return new Marks(
          delimiter,
          quote,
          dialect.escape(),
          dialect.delimiter().startsWith(" ") || quote < 0,
          dialect.carriageReturnEnds(),
          dialect.spaceAfterDelimiter(),
          dialect.repeated(),
          dialect.escapesAll(),
          false,
          stop);
    }

    /** The same where a semicolon that ends a letter's name in HTML parts nothing. */
    Marks withEntities() {
      return new Marks(
          delimiter,
          quote,
          escape,
          spacesAreText,
          carriageReturnEnds,
          skipSpace,
          repeated,
          escapesAll,
          true,
          stop);
    }

    /** The same where a carriage return alone ends a record too. */
    Marks withReturns() {
      return new Marks(
          delimiter,
          quote,
          escape,
          spacesAreText,
          true,
          skipSpace,
          repeated,
          escapesAll,
          entities,
          stop);
    }
  }

  private byte[] buffer;
  private int limit;
  private boolean ended;
  private long bufferStart;
  private int recordStart;
  private int at;
  private long number;
  private long line;
  private final Row row = new Row();

  /** How far a quoted cell may run before it counts as never closed; halved each time. */
  private int patience = LONGEST_CELL;

  /** Bytes that may still be read twice; without any, quotes are text. */
  private long secondLooks = 256L << 20;

  private boolean neverClosed;
  private long lineFeeds;
  private long carriageReturns;
  private long pairs;
  private boolean endsInLine;

  /**
   * @param width cells of a record of the table; 0 when not known
   * @param first where in the whole text {@code in} begins
   * @param buffer bytes to read at once; grows with the longest record
   */
  DelimitedParser(InputStream in, Dialect dialect, int width, Place first, int buffer) {
    this.in = in;
    this.width = width;
    this.number = first.number() - 1;
    this.line = first.line();
    this.bufferStart = first.offset();
    this.buffer = new byte[buffer];
    this.usual = Marks.of(dialect);
    this.marks = usual;
    this.others = width == 0 ? new Marks[0] : others(dialect);
  }

  private Marks[] others(Dialect dialect) {
    var all = new ArrayList<Marks>();
    if (dialect.delimiter().startsWith(";")) {
      all.add(usual.withEntities());
    }
    dialect.mistakenFor().forEach(other -> all.add(Marks.of(other)));
    return all.toArray(Marks[]::new);
  }

  @Override
  public Row row() {
    return row;
  }

  @Override
  public boolean neverClosed() {
    return neverClosed;
  }

  @Override
  public boolean mixedLineEnds() {
    return (lineFeeds > 0 ? 1 : 0) + (carriageReturns > 0 ? 1 : 0) + (pairs > 0 ? 1 : 0) > 1;
  }

  /** Whether the last record had no line end. */
  @Override
  public boolean endsInLine() {
    return endsInLine;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Reads the next record into {@link #row()}; false at the end. */
  @Override
  public boolean next() throws IOException, Refused {
    recordStart = at;
    if (!fill(at)) {
      return false;
    }
    row.number = ++number;
    row.line = line;
    row.offset = bufferStart + at;
    row.mended = false;
    boolean closedSoFar = !neverClosed;
    cut();
    if (width > 1 && (row.cells != width || row.strayQuote)) {
      mend(closedSoFar);
    }
    row.length = bufferStart + at - row.offset;
    for (int i = 0; i < row.cells; i++) {
      if (escaped[i] != AS_IT_STANDS) {
        row.to[i] = unescape(row.from[i], row.to[i], escaped[i] == QUOTED);
      }
    }
    lineEnd();
    marks = usual;
    row.bytes = buffer;
    return true;
  }

  /** Cuts the record that starts at {@code recordStart} into cells, up to its line end. */
  private void cut() throws IOException, Refused {
    at = recordStart;
    line = row.line;
    quotesSeen = 0;
    loneReturn = false;
    row.clear();
    boolean more = true;
    if (marks.repeated) {
      skip(marks.delimiter[marks.delimiter.length - 1]);
    }
    while (more && at - recordStart <= longestCut) {
      if (!quoted()) {
        unquoted();
      }
      more = delimiter();
    }
  }

  /** Looks for the one slip that makes a record as wide as the table; leaves it be without one. */
  private void mend(boolean closedSoFar) throws IOException, Refused {
    int length = at - recordStart;
    boolean astray = row.strayQuote || row.lineEndInCell;
    int slips = astray ? Math.min(quotesSeen, MOST_SLIPS) : 0;
    mending -= (long) length * (1 + slips);
    if (length > LONGEST_MENDED || length == 0 || mending < 0) {
      return;
    }
    boolean returned = loneReturn;
    int cells = row.cells;
    boolean closed = !neverClosed;
    int usualPatience = patience;
    long usualLooks = secondLooks;
    patience = length;
    longestCut = length;
    row.mended =
        cells != width && returned && fits(usual.withReturns())
            || fitsAny(cells)
            || fitsWithSlip(slips, cells == width ? length : length + 1);
    patience = usualPatience;
    secondLooks = usualLooks;
    longestCut = Integer.MAX_VALUE;
    if (!row.mended) {
      marks = usual;
      cut();
    }
    neverClosed = row.mended ? !closedSoFar : !closed;
  }

  /** Cuts the record by other marks; whether it is as wide as the table then. */
  private boolean fits(Marks other) throws IOException, Refused {
    marks = other;
    cut();
    return row.cells == width && at - recordStart <= longestCut;
  }

  /**
   * @param usualCells as the record has by the usual marks
   */
  private boolean fitsAny(int usualCells) throws IOException, Refused {
    boolean telling = width >= TELLING_WIDTH;
    for (Marks other : others) {
      boolean sameDelimiter = Arrays.equals(other.delimiter, usual.delimiter);
      boolean escapesMore = other.escapesAll && !usual.escapesAll;
      boolean sameQuote = sameDelimiter && other.quote == usual.quote && !escapesMore;
      boolean possible =
          sameQuote
              ? usualCells >= width
              : telling && (sameDelimiter ? usualCells > width : usualCells < width);
      if (possible
          && fits(other)
          && (sameDelimiter
              ? (quotesSeen > 0 || escapesMore || other.entities) && !row.strayQuote
              : !isProse())) {
        return true;
      }
    }
    return false;
  }

  /** Whether another delimiter only found the commas of a sentence. */
  private boolean isProse() {
    int spaced = 0;
    for (int i = 1; i < row.cells; i++) {
      spaced += row.from[i] < row.to[i] && buffer[row.from[i]] == ' ' ? 1 : 0;
    }
    return spaced * 2 >= row.cells;
  }

  /**
   * Cuts the record with the slip that makes it fit and shortest, and leaves the fewest cells that
   * look like two; whether there is one.
   *
   * @param longest bytes that it must stay below
   */
  private boolean fitsWithSlip(int slips, int longest) throws IOException, Refused {
    int best = NO_SLIP;
    int shortest = longest;
    int fewest = 0;
    for (slip = 0; slip < slips; slip++) {
      if (fits(usual)) {
        int length = at - recordStart;
        int joined = joinedCells();
        if (length < shortest || best != NO_SLIP && length == shortest && joined < fewest) {
          shortest = length;
          fewest = joined;
          best = slip;
        }
      }
    }
    slip = best;
    boolean found = best != NO_SLIP && fits(usual);
    slip = NO_SLIP;
    return found;
  }

  /** Places within cells where one would end and the next begin, were they not quoted together. */
  private int joinedCells() {
    int joined = 0;
    int length = usual.delimiter.length;
    for (int i = 0; i < row.cells; i++) {
      for (int p = row.from[i] + 1; p + length < row.to[i]; p++) {
        boolean between = buffer[p - 1] == usual.quote && buffer[p + length] == usual.quote;
        joined +=
            between && Arrays.equals(buffer, p, p + length, usual.delimiter, 0, length) ? 1 : 0;
      }
    }
    return joined;
  }

  /** Adds a quoted cell, if one starts here; leaves {@code at} behind it. */
  private boolean quoted() throws IOException, Refused {
    if (marks.quote < 0) {
      return false;
    }
    // Filling may move everything, so positions count from the start of the record.
    int cell = at - recordStart;
    int open = cell;
    if (!marks.spacesAreText) {
      while (fill(recordStart + open) && buffer[recordStart + open] == ' ') {
        open++;
      }
    }
    if (!fill(recordStart + open) || buffer[recordStart + open] != marks.quote) {
      return false;
    }
    if (quotesSeen++ == slip) {
      return false;
    }
    int start = open + 1;
    int p = start;
    boolean escapes = false;
    boolean stray = false;
    boolean lines = false;
    while (true) {
      if (p - start > patience || !fill(recordStart + p)) {
        return notClosed(cell, p - start);
      }
      byte b = buffer[recordStart + p];
      if (b == marks.escape && marks.escape != marks.quote) {
        int more = escapedAfter(p + 1);
        if (more > 0) {
          lines |= isLineFeedOrReturn(buffer[recordStart + p + 1]);
          escapes = true;
          p += 1 + more;
          continue;
        }
      }
      if (b == marks.quote) {
        boolean doubled = fill(recordStart + p + 1) && buffer[recordStart + p + 1] == marks.quote;
        if (doubled && (quotesSeen++ != slip || cellEndAfter(p + 2) < 0)) {
          escapes = true;
          p += 2;
          continue;
        }
        if (doubled) {
          p++;
        }
        int end = cellEndAfter(p + 1);
        if (end >= 0 && (doubled || quotesSeen++ != slip)) {
          if (lines) {
            row.lineEndInCell = true;
            countLines(recordStart + start, recordStart + p);
          }
          row.strayQuote |= stray;
          add(recordStart + start, recordStart + p, escapes ? QUOTED : AS_IT_STANDS);
          at = recordStart + end;
          return true;
        }
        stray |= !isApostrophe(recordStart + p);
      } else if (isLineFeedOrReturn(b)) {
        lines = true;
      }
      p++;
    }
  }

  /** Whether the quote at {@code index} is the sign between two letters that looks the same. */
  private boolean isApostrophe(int index) {
    return marks.quote == '\''
        && index > recordStart
        && index + 1 < limit
        && isLetter(buffer[index - 1])
        && isLetter(buffer[index + 1]);
  }

  private static boolean isLetter(byte b) {
    return b < 0 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }

  private static boolean isLineFeedOrReturn(byte b) {
    return b == '\n' || b == '\r';
  }

  /** Bytes from {@code p} on that an escape before them makes text; 0 for none. */
  private int escapedAfter(int p) throws IOException, Refused {
    fill(recordStart + p + marks.delimiter.length);
    return escaped(recordStart + p, limit);
  }

  private int escaped(int index, int end) {
    if (index >= end) {
      return 0;
    }
    byte next = buffer[index];
    if (next == marks.quote || next == marks.escape) {
      return 1;
    }
    if (!marks.escapesAll) {
      return 0;
    }
    int length = marks.delimiter.length;
    if (length > 0
        && index + length <= end
        && Arrays.equals(buffer, index, index + length, marks.delimiter, 0, length)) {
      return length;
    }
    if (next == '\r' && index + 1 < end && buffer[index + 1] == '\n') {
      return 2;
    }
    return isLineFeedOrReturn(next) ? 1 : 0;
  }

  /** Where the cell ends whose closing quote stands before {@code p}; -1 when it was none. */
  private int cellEndAfter(int p) throws IOException, Refused {
    int end = p;
    while (true) {
      if (!fill(recordStart + end) || isLineEnd(recordStart + end)) {
        return end;
      }
      if (isDelimiter(recordStart + end)) {
        return end;
      }
      if (marks.spacesAreText || buffer[recordStart + end] != ' ' || end - p > 64) {
        return -1;
      }
      end++;
    }
  }

  private boolean notClosed(int cell, int looked) throws Refused {
    at = recordStart + cell;
    row.strayQuote = true;
    neverClosed = true;
    patience = Math.max(SHORTEST_PATIENCE, patience / 2);
    secondLooks -= looked;
    if (secondLooks < 0) {
      patience = 0;
    }
    return false;
  }

  private void unquoted() throws IOException, Refused {
    int start = at - recordStart;
    int p = at;
    boolean[] stop = marks.stop;
    boolean escapes = false;
    boolean lines = false;
    while (true) {
      byte[] local = buffer;
      int end = limit;
      while (p < end && !stop[local[p] & 0xff]) {
        p++;
      }
      if (p >= end) {
        int offset = p - recordStart;
        boolean more = fill(p);
        p = recordStart + offset;
        if (more) {
          continue;
        }
        break;
      }
      if (local[p] == marks.quote) {
        int offset = p - recordStart;
        fill(p + 1);
        p = recordStart + offset;
        row.strayQuote |= !isApostrophe(p);
      } else if (marks.escapesAll && local[p] == marks.escape) {
        int offset = p - recordStart;
        int more = escapedAfter(offset + 1);
        p = recordStart + offset + more;
        escapes |= more > 0;
        lines |= more > 0 && isLineFeedOrReturn(buffer[p]);
      } else {
        int offset = p - recordStart;
        boolean ends = isLineEnd(p) || isDelimiter(recordStart + offset);
        p = recordStart + offset;
        if (ends) {
          break;
        }
        if (buffer[p] == '\r') {
          row.lineEndInCell = true;
          loneReturn = true;
        }
      }
      p++;
    }
    if (lines) {
      row.lineEndInCell = true;
      countLines(recordStart + start, p);
    }
    at = p;
    add(recordStart + start, p, escapes ? PLAIN : AS_IT_STANDS);
  }

  private void add(int from, int to, byte escapes) throws Refused {
    if (to - from > LONGEST_CELL) {
      throw new Refused(
          "Một ô ở bản ghi %d (dòng %d) dài hơn 16 MB: có lẽ thiếu dấu xuống dòng hoặc dấu phân cách."
              .formatted(row.number, row.line),
          "A cell of record %d (line %d) is longer than 16 MB: line ends or delimiters may be missing."
              .formatted(row.number, row.line));
    }
    row.add(from, to);
    if (escaped.length < row.cells) {
      escaped = Arrays.copyOf(escaped, row.from.length);
    }
    escaped[row.cells - 1] = escapes;
  }

  private boolean delimiter() throws IOException, Refused {
    int offset = at - recordStart;
    if (!fill(at) || !isDelimiter(recordStart + offset)) {
      at = recordStart + offset;
      return false;
    }
    at = recordStart + offset + marks.delimiter.length;
    if (marks.skipSpace) {
      int behind = at - recordStart;
      boolean space = fill(at) && buffer[recordStart + behind] == ' ';
      at = recordStart + behind + (space ? 1 : 0);
    }
    if (marks.repeated) {
      skip(marks.delimiter[marks.delimiter.length - 1]);
      // At the end of a line it parts nothing.
      int behind = at - recordStart;
      boolean more = fill(at) && !isLineEnd(recordStart + behind);
      at = recordStart + behind;
      return more;
    }
    return true;
  }

  private void skip(byte repeated) throws IOException, Refused {
    int offset = at - recordStart;
    while (fill(recordStart + offset) && buffer[recordStart + offset] == repeated) {
      offset++;
    }
    at = recordStart + offset;
  }

  private void lineEnd() throws IOException, Refused {
    int offset = at - recordStart;
    endsInLine = !fill(at);
    at = recordStart + offset;
    if (endsInLine) {
      return;
    }
    line++;
    if (buffer[at] == '\n') {
      lineFeeds++;
      at++;
    } else {
      at++;
      if (fill(at)) {
        at = recordStart + offset + 1;
        if (buffer[at] == '\n') {
          pairs++;
          at++;
          return;
        }
      }
      carriageReturns++;
    }
  }

  /** Whether a record ends at {@code index}, which is filled. */
  private boolean isLineEnd(int index) throws IOException, Refused {
    if (buffer[index] == '\n') {
      return true;
    }
    if (buffer[index] != '\r') {
      return false;
    }
    if (marks.carriageReturnEnds) {
      return true;
    }
    int offset = index - recordStart;
    return fill(index + 1) && buffer[recordStart + offset + 1] == '\n';
  }

  /** Whether the delimiter stands at {@code index}, which is filled. */
  private boolean isDelimiter(int index) throws IOException, Refused {
    if (marks.delimiter.length == 0 || buffer[index] != marks.delimiter[0]) {
      return false;
    }
    int offset = index - recordStart;
    for (int i = 1; i < marks.delimiter.length; i++) {
      if (!fill(recordStart + offset + i)
          || buffer[recordStart + offset + i] != marks.delimiter[i]) {
        return false;
      }
    }
    return !marks.entities || !isEntityBefore(recordStart + offset);
  }

  /** Whether the semicolon at {@code index} ends {@code &amp;}, {@code &#160;} and the like. */
  private boolean isEntityBefore(int index) {
    int first = Math.max(recordStart, index - LONGEST_ENTITY);
    int i = index - 1;
    while (i >= first && (isLetter(buffer[i]) || buffer[i] >= '0' && buffer[i] <= '9')) {
      i--;
    }
    if (i >= first && buffer[i] == '#') {
      i--;
    }
    return i >= first && buffer[i] == '&' && index - i > 2;
  }

  private int unescape(int from, int to, boolean quoted) {
    int write = from;
    int read = from;
    while (read < to) {
      byte b = buffer[read];
      int more = 0;
      if (read + 1 < to) {
        if (b == marks.escape && marks.escape != marks.quote) {
          more = escaped(read + 1, to);
        } else if (quoted && b == marks.quote && buffer[read + 1] == marks.quote) {
          more = 1;
        }
      }
      if (more == 0) {
        buffer[write++] = b;
        read++;
      } else {
        System.arraycopy(buffer, read + 1, buffer, write, more);
        write += more;
        read += 1 + more;
      }
    }
    return write;
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      boolean alone = buffer[i] == '\r' && (i + 1 >= to || buffer[i + 1] != '\n');
      if (buffer[i] == '\n' || alone && marks.carriageReturnEnds) {
        line++;
      }
    }
  }

  /**
   * Sees to it that the byte at {@code index} is there; may move the record to the front of the
   * buffer, and {@code recordStart}, {@code at} and the row's cells with it.
   */
  private boolean fill(int index) throws IOException, Refused {
    if (index < limit) {
      return true;
    }
    int wanted = index;
    while (wanted >= limit && !ended) {
      if (recordStart > 0) {
        int by = recordStart;
        System.arraycopy(buffer, by, buffer, 0, limit - by);
        limit -= by;
        bufferStart += by;
        recordStart = 0;
        at -= by;
        wanted -= by;
        row.shift(by);
      } else if (limit == buffer.length) {
        if (buffer.length >= LONGEST_RECORD) {
          throw new Refused(
              "Bản ghi %d (dòng %d) dài hơn 64 MB: có lẽ thiếu dấu xuống dòng."
                  .formatted(number, line),
              "Record %d (line %d) is longer than 64 MB: line ends may be missing."
                  .formatted(number, line));
        }
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int n = in.read(buffer, limit, buffer.length - limit);
      if (n < 0) {
        ended = true;
      } else {
        limit += n;
      }
    }
    return wanted < limit;
  }
}
