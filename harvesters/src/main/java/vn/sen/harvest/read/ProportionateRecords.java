package vn.sen.harvest.read;

import java.io.IOException;

/**
 * The records of a packed or indexed format as long as they are in proportion to the file: a text
 * that is written once may stand in a million cells, a row may be repeated without end.
 *
 * @param bytes of the file
 */
record ProportionateRecords(Records records, long bytes) implements Records {
  private static final long HIGHEST_RATIO = 100;

  private static final long RATIO_COUNTS_FROM = 64 << 20;

  @Override
  public Cursor open() throws IOException, Refused {
    return new Counting(records.open(), Math.max(RATIO_COUNTS_FROM, HIGHEST_RATIO * bytes));
  }

  @Override
  public String raw(Row row) throws IOException {
    return records.raw(row);
  }

  @Override
  public long byteOffset(Row row) throws IOException {
    return records.byteOffset(row);
  }

  private static final class Counting extends CursorOver {
    private final long most;
    private long total;

    Counting(Cursor cursor, long most) {
      super(cursor);
      this.most = most;
    }

    @Override
    public boolean next() throws IOException, Refused {
      if (!super.next()) {
        return false;
      }
      total += row().bytes();
      if (total > most) {
        throw new Refused(
            "Các ô của bảng lớn gấp hơn %,d lần tệp: không đọc.".formatted(HIGHEST_RATIO),
            "The cells of the table are over %,d times the file: not read."
                .formatted(HIGHEST_RATIO));
      }
      return true;
    }
  }
}
