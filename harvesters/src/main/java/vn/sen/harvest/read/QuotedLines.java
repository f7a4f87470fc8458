package vn.sen.harvest.read;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of which each record stands in quotes as a whole, its own quotes doubled: a program wrote
 * records of cells as if each were one cell.
 */
final class QuotedLines {
  private static final int FEWEST = 3;

  private static final int LOOKED_AT = 1_000;

  /** A longer record is left as it is. */
  private static final int LONGEST = 16 << 20;

  private QuotedLines() {}

  /**
   * Whether nearly all records of a sample are quoted as a whole, and are as wide as one another
   * without these quotes. One column of texts with a comma in each looks much the same: there must
   * be quotes around cells within, or a header over cells of another kind.
   */
  static boolean areIn(byte[] sample) throws IOException, Refused {
    int first = 0;
    while (first < sample.length && sample[first] != '\n' && sample[first] != '\r') {
      first++;
    }
    boolean mayBe =
        sample.length > 0 && sample[0] == '"'
            || first + 1 < sample.length && sample[first + 1] == '"'
            || first + 2 < sample.length && sample[first + 2] == '"';
    if (!mayBe) {
      return false;
    }
    var inner = new StringBuilder();
    int records = 0;
    int quoted = 0;
    boolean quotes = false;
    var whole = parser(sample, Dialect.of("", '"', '"', false));
    while (records < LOOKED_AT && whole.next()) {
      Row row = whole.row();
      if (row.length > 0) {
        boolean open = row.from[0] > 0 && row.bytes[row.from[0] - 1] == '"';
        String text = row.text(0);
        records++;
        quoted += open && !row.strayQuote ? 1 : 0;
        quotes |= open && !row.strayQuote && text.indexOf('"') >= 0;
        inner.append(text).append('\n');
      }
    }
    return quoted >= FEWEST - 1
        && records >= FEWEST
        && quoted * 10 >= (records - 1) * 9
        && isTable(inner.toString().getBytes(StandardCharsets.UTF_8), quotes);
  }

  private static boolean isTable(byte[] inner, boolean quotes) throws IOException, Refused {
    Dialect dialect = DialectDetector.detect(inner).dialect();
    if (dialect.delimiter().isBlank() && !dialect.delimiter().equals("\t")) {
      return false;
    }
    var rows = new ArrayList<List<String>>();
    boolean quotedCells = false;
    boolean spaced = dialect.spaceAfterDelimiter();
    var parser = parser(inner, dialect);
    while (parser.next()) {
      Row row = parser.row();
      for (int i = 0; i < row.cells; i++) {
        boolean open = row.from[i] > 0 && row.bytes[row.from[i] - 1] == '"';
        quotedCells |= open && !row.strayQuote;
      }
      rows.add(row.texts());
    }
    int width = LayoutDetector.usualWidth(rows);
    long fitting = rows.stream().filter(row -> row.size() == width).count();
    if (width < 2 || rows.getFirst().size() != width || fitting * 10 < rows.size() * 9L) {
      return false;
    }
    return quotes && quotedCells && (!spaced || rows.getFirst().size() > 2)
        || !spaced && LayoutDetector.isSurelyHeader(rows);
  }

  private static DelimitedParser parser(byte[] text, Dialect dialect) {
    return new DelimitedParser(
        new ByteArrayInputStream(text), dialect, 0, Place.START, Math.max(16, text.length + 1));
  }

  /** Writes a text again without the quotes around its records; each stays in its line. */
  static void unquote(Path from, int mark, Path to) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(from), 1 << 16);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
      in.skipNBytes(mark);
      int next = in.read();
      while (next >= 0) {
        next = next == '"' ? quotedRecord(in, out) : restOfLine(next, in, out);
      }
    }
  }

  /**
   * Copies a record behind its first quote; as it stands where it is not quoted as a whole.
   *
   * @return the first byte behind it, -1 at the end
   */
  private static int quotedRecord(InputStream in, OutputStream out) throws IOException {
    var raw = new ByteArrayOutputStream();
    var inner = new ByteArrayOutputStream();
    raw.write('"');
    int b = in.read();
    while (b >= 0 && raw.size() < LONGEST) {
      raw.write(b);
      int behind = in.read();
      if (b != '"') {
        inner.write(b);
      } else if (behind == '"') {
        inner.write('"');
        raw.write('"');
        behind = in.read();
      } else if (behind < 0 || behind == '\n' || behind == '\r') {
        inner.writeTo(out);
        return behind < 0 ? behind : restOfLine(behind, in, out);
      } else {
        raw.writeTo(out);
        return restOfLine(behind, in, out);
      }
      b = behind;
    }
    raw.writeTo(out);
    return b < 0 ? b : restOfLine(b, in, out);
  }

  /** Copies up to the end of the line, and that too. */
  private static int restOfLine(int first, InputStream in, OutputStream out) throws IOException {
    int b = first;
    while (b >= 0 && b != '\n' && b != '\r') {
      out.write(b);
      b = in.read();
    }
    while (b == '\n' || b == '\r') {
      out.write(b);
      b = in.read();
    }
    return b;
  }
}
