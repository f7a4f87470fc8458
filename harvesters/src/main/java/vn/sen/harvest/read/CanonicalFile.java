package vn.sen.harvest.read;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rows on their way to DuckDB: UTF-8, comma, each with its record number, as many cells as there
 * are columns, an empty cell empty, every other one quoted; among the surplus ones an empty cell is
 * quoted too, since only some rows have them.
 */
final class CanonicalFile implements AutoCloseable {
  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private boolean lineEndsInCells;
  private long written;
  private long longest;
  private final int width;
  private final int tableWidth;

  CanonicalFile(Path path, Layout layout) throws IOException {
    this.out = Files.newOutputStream(path);
    this.width = layout.width();
    this.tableWidth = layout.tableWidth();
  }

  /** Whether a cell holds a line end, so that the file must be read by one thread. */
  boolean lineEndsInCells() {
    return lineEndsInCells;
  }

  /** Bytes of the longest row. */
  long longest() {
    return longest;
  }

  void write(Row row) throws IOException {
    long begun = written + at;
    byte[] number = Long.toString(row.number).getBytes(StandardCharsets.US_ASCII);
    put(number, 0, number.length);
    for (int i = 0; i < width; i++) {
      put(',');
      if (i < row.cells && (row.from[i] < row.to[i] || i >= tableWidth)) {
        cell(row.bytes, row.from[i], row.to[i]);
      }
    }
    put('\n');
    longest = Math.max(longest, written + at - begun);
  }

  private void cell(byte[] bytes, int from, int to) throws IOException {
    put('"');
    int start = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '"') {
        put(bytes, start, i + 1);
        put('"');
        start = i + 1;
      } else if (b == '\n' || b == '\r') {
        lineEndsInCells = true;
      }
    }
    put(bytes, start, to);
    put('"');
  }

  private void put(int b) throws IOException {
    if (at == buffer.length) {
      flush();
    }
    buffer[at++] = (byte) b;
  }

  private void put(byte[] bytes, int from, int to) throws IOException {
    int length = to - from;
    if (length > buffer.length - at) {
      flush();
      if (length > buffer.length) {
        out.write(bytes, from, length);
        written += length;
        return;
      }
    }
    System.arraycopy(bytes, from, buffer, at, length);
    at += length;
  }

  private void flush() throws IOException {
    out.write(buffer, 0, at);
    written += at;
    at = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
