package vn.sen.harvest.read;

import java.io.IOException;
import java.util.List;

/**
 * Turns the filled rows of a sheet into records: a row that is missing between two others is a
 * blank record, those behind the last filled one are none.
 */
abstract class SheetCursor implements Records.Cursor {
  /** A sheet with a larger hole in it is drawn, not filled. */
  private static final int LARGEST_GAP = 10_000;

  private final Row row = new Row();
  private long number;
  private int blanks;
  private boolean waiting;

  /** The next row that has a cell with something in it. */
  abstract boolean nextFilled() throws IOException, Refused;

  /** Its number in the sheet, from 1, growing. */
  abstract long filledNumber();

  /** Puts its cells, up to the last filled one, into {@code row}. */
  abstract void give(Row row) throws Refused;

  @Override
  public boolean next() throws IOException, Refused {
    if (!waiting) {
      if (!nextFilled()) {
        return false;
      }
      long gap = filledNumber() - number - 1;
      blanks = gap > LARGEST_GAP ? 0 : (int) Math.max(0, gap);
      waiting = true;
      if (blanks == 0) {
        number = filledNumber() - 1;
      }
    }
    if (blanks > 0) {
      blanks--;
      row.set(List.of(""));
      row.number = ++number;
    } else {
      give(row);
      row.number = filledNumber();
      number = filledNumber();
      waiting = false;
    }
    row.line = 0;
    row.offset = -1;
    return true;
  }

  @Override
  public Row row() {
    return row;
  }
}
