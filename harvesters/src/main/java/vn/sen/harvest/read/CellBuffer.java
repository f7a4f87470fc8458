package vn.sen.harvest.read;

import java.util.Arrays;

/** Cells of one record in the making, put to their places in any order. */
final class CellBuffer {
  private byte[] bytes = new byte[1 << 12];
  private int used;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int cells;

  void clear() {
    used = 0;
    cells = 0;
  }

  int cells() {
    return cells;
  }

  /**
   * Puts UTF-8 at a place; those between it and the last are empty.
   *
   * @throws Refused when the record becomes larger than one may be
   */
  void put(int cell, byte[] source, int start, int length) throws Refused {
    open(cell, length);
    System.arraycopy(source, start, bytes, used, length);
    used += length;
    to[cell] = used;
  }

  /** The same with letters of ASCII. */
  void putPlain(int cell, CharSequence text) throws Refused {
    open(cell, text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[used++] = (byte) text.charAt(i);
    }
    to[cell] = used;
  }

  private void open(int cell, int length) throws Refused {
    Row.demandRoom((long) used + length);
    while (cells <= cell) {
      if (cells == from.length) {
        from = Arrays.copyOf(from, cells * 2);
        to = Arrays.copyOf(to, cells * 2);
      }
      from[cells] = 0;
      to[cells++] = 0;
    }
    if (bytes.length - used < length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length * 2));
    }
    from[cell] = used;
  }

  /** Lets {@code row} have the cells, and takes its memory for the next ones. */
  void give(Row row) {
    row.clear();
    byte[] ownBytes = row.bytes;
    int[] ownFrom = row.from;
    int[] ownTo = row.to;
    row.bytes = bytes;
    row.from = from;
    row.to = to;
    row.cells = cells;
    bytes = ownBytes.length == 0 ? new byte[bytes.length] : ownBytes;
    from = ownFrom;
    to = ownTo;
    clear();
  }
}
