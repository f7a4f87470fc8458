package vn.sen.harvest.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One record as it was parsed: cells as slices of UTF-8. Overwritten by the next. */
final class Row {
  private static final int LARGEST = 64 << 20;

  byte[] bytes = new byte[0];
  int cells;
  int[] from = new int[64];
  int[] to = new int[64];

  /** Of every record from 1, whatever becomes of it. */
  long number;

  /** From 1; 0 where the format has no lines. */
  long line;

  /** Where it starts in the decoded text, in bytes of UTF-8; -1 where the format has no bytes. */
  long offset;

  /** Bytes of UTF-8 without the line end. */
  long length;

  boolean strayQuote;
  boolean lineEndInCell;

  /** Whether it was cut otherwise than the rest of its file, to be as wide as the table. */
  boolean mended;

  void clear() {
    cells = 0;
    strayQuote = false;
    lineEndInCell = false;
  }

  void add(int start, int end) {
    if (cells == from.length) {
      from = Arrays.copyOf(from, cells * 2);
      to = Arrays.copyOf(to, cells * 2);
    }
    from[cells] = start;
    to[cells++] = end;
  }

  void shift(int by) {
    for (int i = 0; i < cells; i++) {
      from[i] -= by;
      to[i] -= by;
    }
  }

  /**
   * Fills the row with the cells of a file.
   *
   * @throws Refused when they are larger together than a record may be
   */
  void fill(List<String> texts) throws Refused {
    long letters = 0;
    for (String text : texts) {
      letters += text.length();
    }
    demandRoom(letters);
    set(texts);
  }

  /**
   * Makes sure that a record may have so many letters.
   *
   * @throws Refused when it may not
   */
  static void demandRoom(long letters) throws Refused {
    if (letters > LARGEST) {
      throw new Refused(
          "Một dòng dài hơn %d MB.".formatted(LARGEST >> 20),
          "A record is longer than %d MB.".formatted(LARGEST >> 20));
    }
  }

  /** Fills the row with cells that come as text. */
  void set(List<String> texts) {
    clear();
    byte[][] encoded = new byte[texts.size()][];
    int size = 0;
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
      size += encoded[i].length;
    }
    if (bytes.length < size) {
      bytes = new byte[size * 2];
    }
    int at = 0;
    for (byte[] cell : encoded) {
      System.arraycopy(cell, 0, bytes, at, cell.length);
      add(at, at + cell.length);
      at += cell.length;
    }
  }

  /** Bytes of all cells. */
  long bytes() {
    long bytes = 0;
    for (int i = 0; i < cells; i++) {
      bytes += to[i] - from[i];
    }
    return bytes;
  }

  String text(int cell) {
    return new String(bytes, from[cell], to[cell] - from[cell], StandardCharsets.UTF_8);
  }

  List<String> texts() {
    var texts = new ArrayList<String>(cells);
    for (int i = 0; i < cells; i++) {
      texts.add(text(i));
    }
    return texts;
  }

  boolean isBlank(int cell) {
    for (int i = from[cell]; i < to[cell]; i++) {
      if (bytes[i] > ' ') {
        return false;
      }
      if (bytes[i] < 0) {
        // A letter, or one of Unicode's many blanks.
        return text(cell).chars().allMatch(c -> Character.isWhitespace(c) || c == 0xa0);
      }
    }
    return true;
  }

  /** Whether every cell is blank. */
  boolean isBlank() {
    for (int i = 0; i < cells; i++) {
      if (!isBlank(i)) {
        return false;
      }
    }
    return true;
  }
}
