package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * Records of delimited text.
 *
 * @param file in UTF-8
 * @param mark bytes of a byte order mark before the text
 * @param width cells of a record of the table; 0 while not known
 * @param columns where lines are cut, if no delimiter does it
 * @param from where the first begins
 * @param behind where the first begins that is not among them
 */
record DelimitedRecords(
    Path file,
    int mark,
    Dialect dialect,
    int width,
    Optional<FixedWidth> columns,
    Optional<LineOffsets> original,
    Place from,
    Place behind)
    implements Records {
  private static final int LONGEST_RAW = 40_000;
  private static final int LONGEST_PADDING = 64 << 10;
  private static final int END_MARK = 0x1a;

  @Override
  public Cursor open() throws IOException {
    InputStream in = Files.newInputStream(file);
    long end = Math.min(Files.size(file) - padding() - mark, behind.offset());
    in.skipNBytes(mark + from.offset());
    int buffer = (int) Math.clamp(end - from.offset() + 1, 64, 1 << 20);
    InputStream part =
        BoundedInputStream.builder().setInputStream(in).setMaxCount(end - from.offset()).get();
    var parser = new DelimitedParser(part, dialect, width, from, buffer);
    return columns.isPresent() ? new Cutting(parser, columns.get()) : parser;
  }

  /**
   * Bytes at the end that old systems fill up with: the end mark of DOS, and zeros. Only where all
   * before them is a line.
   */
  private long padding() throws IOException {
    try (var access = new RandomAccessFile(file.toFile(), "r")) {
      byte[] last = new byte[(int) Math.min(access.length() - mark, LONGEST_PADDING)];
      access.seek(access.length() - last.length);
      access.readFully(last);
      int end = last.length;
      while (end > 0 && (last[end - 1] == END_MARK || last[end - 1] == 0)) {
        end--;
      }
      boolean isLine = end > 0 && (last[end - 1] == '\n' || last[end - 1] == '\r');
      return isLine ? last.length - end : 0;
    }
  }

  @Override
  public Records ofWidth(int cells) {
    return columns.isPresent()
        ? this
        : new DelimitedRecords(file, mark, dialect, cells, columns, original, from, behind);
  }

  /** A part is cut by itself: what was mended before it must not move where it begins. */
  @Override
  public Records between(Place first, Place next) {
    return new DelimitedRecords(file, mark, dialect, width, columns, original, first, next);
  }

  @Override
  public String raw(Row row) throws IOException {
    try (var access = new RandomAccessFile(file.toFile(), "r")) {
      access.seek(mark + row.offset);
      byte[] bytes = new byte[(int) Math.min(row.length, LONGEST_RAW)];
      access.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Override
  public long byteOffset(Row row) throws IOException {
    // A record starts with a line, in every encoding.
    return original.isPresent() ? original.get().of(row.line) : mark + row.offset;
  }

  /** Lines without a delimiter, cut at their columns. */
  private static final class Cutting extends CursorOver {
    private final FixedWidth columns;

    Cutting(Cursor lines, FixedWidth columns) {
      super(lines);
      this.columns = columns;
    }

    @Override
    public boolean next() throws IOException, Refused {
      boolean more = super.next();
      if (more) {
        columns.cut(row());
      }
      return more;
    }
  }
}
