package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits UTF-8 into records and cells, in one pass over a buffer that always holds the whole
 * record. Nothing is an error: a quote where none belongs is text, and a quoted cell that never
 * ends is read again as if it were not quoted.
 */
final class DelimitedParser {
  /** A record longer than this is refused. */
  static final int LONGEST_RECORD = 64 << 20;

  /** A cell longer than this is refused; a quoted one that seems so was never closed. */
  static final int LONGEST_CELL = 16 << 20;

  private static final int SHORTEST_PATIENCE = 64 << 10;

  private final InputStream in;
  private final byte[] delimiter;
  private final int quote;
  private final int escape;
  private final boolean spacesAreText;
  private final boolean carriageReturnEnds;
  private final boolean skipSpace;
  private final boolean[] stop = new boolean[256];

  private byte[] buffer;
  private int limit;
  private boolean ended;
  private long bufferStart;
  private int recordStart;
  private int at;
  private long number;
  private long line = 1;
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
   * @param buffer bytes to read at once; grows with the longest record
   */
  DelimitedParser(InputStream in, Dialect dialect, int buffer) {
    this.in = in;
    this.buffer = new byte[buffer];
    this.skipSpace = dialect.spaceAfterDelimiter();
    this.delimiter = dialect.delimiterBytes();
    this.quote = dialect.quote() == Dialect.NONE ? -1 : dialect.quote();
    this.escape = dialect.escape();
    this.spacesAreText = dialect.delimiter().startsWith(" ") || quote < 0;
    this.carriageReturnEnds = dialect.carriageReturnEnds();
    stop['\n'] = true;
    stop['\r'] = true;
    if (delimiter.length > 0) {
      stop[delimiter[0]] = true;
    }
    if (quote >= 0) {
      stop[quote] = true;
    }
  }

  Row row() {
    return row;
  }

  boolean neverClosed() {
    return neverClosed;
  }

  boolean mixedLineEnds() {
    return (lineFeeds > 0 ? 1 : 0) + (carriageReturns > 0 ? 1 : 0) + (pairs > 0 ? 1 : 0) > 1;
  }

  /** Whether the last record had no line end. */
  boolean endsInLine() {
    return endsInLine;
  }

  /** Reads the next record into {@link #row()}; false at the end. */
  boolean next() throws IOException, Refused {
    recordStart = at;
    if (!fill(at)) {
      return false;
    }
    row.clear();
    row.number = ++number;
    row.line = line;
    row.offset = bufferStart + at;
    boolean more = true;
    while (more) {
      if (!quoted()) {
        unquoted();
      }
      more = delimiter();
    }
    row.length = bufferStart + at - row.offset;
    lineEnd();
    row.bytes = buffer;
    return true;
  }

  /** Adds a quoted cell, if one starts here; leaves {@code at} behind it. */
  private boolean quoted() throws IOException, Refused {
    if (quote < 0) {
      return false;
    }
    // Filling may move everything, so positions count from the start of the record.
    int cell = at - recordStart;
    int open = cell;
    if (!spacesAreText) {
      while (fill(recordStart + open) && buffer[recordStart + open] == ' ') {
        open++;
      }
    }
    if (!fill(recordStart + open) || buffer[recordStart + open] != quote) {
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
      if (b == escape && escape != quote && fill(recordStart + p + 1)) {
        int next = buffer[recordStart + p + 1];
        if (next == quote || next == escape) {
          escapes = true;
          p += 2;
          continue;
        }
      }
      if (b == quote) {
        if (fill(recordStart + p + 1) && buffer[recordStart + p + 1] == quote) {
          escapes = true;
          p += 2;
          continue;
        }
        int end = cellEndAfter(p + 1);
        if (end >= 0) {
          if (lines) {
            row.lineEndInCell = true;
            countLines(recordStart + start, recordStart + p);
          }
          row.strayQuote |= stray;
          int to = recordStart + p;
          if (escapes) {
            to = unescape(recordStart + start, to);
          }
          add(recordStart + start, to);
          at = recordStart + end;
          return true;
        }
        stray = true;
      } else if (b == '\n' || b == '\r') {
        lines = true;
      }
      p++;
    }
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
      if (spacesAreText || buffer[recordStart + end] != ' ' || end - p > 64) {
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
      if (local[p] == quote) {
        row.strayQuote = true;
      } else {
        int offset = p - recordStart;
        boolean ends = isLineEnd(p) || isDelimiter(recordStart + offset);
        p = recordStart + offset;
        if (ends) {
          break;
        }
        if (buffer[p] == '\r') {
          row.lineEndInCell = true;
        }
      }
      p++;
    }
    at = p;
    add(recordStart + start, p);
  }

  private void add(int from, int to) throws Refused {
    if (to - from > LONGEST_CELL) {
      throw new Refused(
          "Một ô ở bản ghi %d (dòng %d) dài hơn 16 MB: có lẽ thiếu dấu xuống dòng hoặc dấu phân cách."
              .formatted(row.number, row.line),
          "A cell of record %d (line %d) is longer than 16 MB: line ends or delimiters may be missing."
              .formatted(row.number, row.line));
    }
    row.add(from, to);
  }

  private boolean delimiter() throws IOException, Refused {
    int offset = at - recordStart;
    if (!fill(at) || !isDelimiter(recordStart + offset)) {
      at = recordStart + offset;
      return false;
    }
    at = recordStart + offset + delimiter.length;
    if (skipSpace) {
      int behind = at - recordStart;
      boolean space = fill(at) && buffer[recordStart + behind] == ' ';
      at = recordStart + behind + (space ? 1 : 0);
    }
    return true;
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
    if (carriageReturnEnds) {
      return true;
    }
    int offset = index - recordStart;
    return fill(index + 1) && buffer[recordStart + offset + 1] == '\n';
  }

  /** Whether the delimiter stands at {@code index}, which is filled. */
  private boolean isDelimiter(int index) throws IOException, Refused {
    if (delimiter.length == 0 || buffer[index] != delimiter[0]) {
      return false;
    }
    int offset = index - recordStart;
    for (int i = 1; i < delimiter.length; i++) {
      if (!fill(recordStart + offset + i) || buffer[recordStart + offset + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private int unescape(int from, int to) {
    int write = from;
    for (int read = from; read < to; read++) {
      byte b = buffer[read];
      if (read + 1 < to) {
        byte next = buffer[read + 1];
        if (b == quote && next == quote
            || b == escape && escape != quote && (next == quote || next == escape)) {
          b = next;
          read++;
        }
      }
      buffer[write++] = b;
    }
    return write;
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      boolean alone = buffer[i] == '\r' && (i + 1 >= to || buffer[i + 1] != '\n');
      if (buffer[i] == '\n' || alone && carriageReturnEnds) {
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
