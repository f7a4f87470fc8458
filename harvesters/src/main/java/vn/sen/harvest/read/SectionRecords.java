package vn.sen.harvest.read;

import java.io.IOException;

/**
 * Some of the records of a text or sheet, under their numbers in the whole.
 *
 * @param from number of the first
 * @param behind number of the first that is not among them
 */
record SectionRecords(Records whole, long from, long behind) implements Records {

  @Override
  public Records ofWidth(int cells) {
    return new SectionRecords(whole.ofWidth(cells), from, behind);
  }

  @Override
  public String raw(Row row) throws IOException {
    return whole.raw(row);
  }

  @Override
  public long byteOffset(Row row) throws IOException {
    return whole.byteOffset(row);
  }

  @Override
  public Cursor open() throws IOException, Refused {
    return new Within(whole.open(), from, behind);
  }

  private static final class Within extends CursorOver {
    private final long from;
    private final long behind;

    Within(Cursor whole, long from, long behind) {
      super(whole);
      this.from = from;
      this.behind = behind;
    }

    @Override
    public boolean next() throws IOException, Refused {
      while (super.next()) {
        long number = row().number;
        if (number >= from) {
          return number < behind;
        }
      }
      return false;
    }

    @Override
    public void rejectTo(Rejects rejects) {
      super.rejectTo(
          (number, line, byteOffset, raw, reason) -> {
            if (number >= from && number < behind) {
              rejects.add(number, line, byteOffset, raw, reason);
            }
          });
    }

    @Override
    public boolean endsInLine() {
      return behind == Long.MAX_VALUE && super.endsInLine();
    }
  }
}
