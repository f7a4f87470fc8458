package vn.sen.harvest.read;

import java.io.IOException;
import java.util.Optional;
import vn.sen.vocab.Message;

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

  private record Within(Cursor cursor, long from, long behind) implements Cursor {
    @Override
    public boolean next() throws IOException, Refused {
      while (cursor.next()) {
        long number = cursor.row().number;
        if (number >= from) {
          return number < behind;
        }
      }
      return false;
    }

    @Override
    public Row row() {
      return cursor.row();
    }

    @Override
    public boolean neverClosed() {
      return cursor.neverClosed();
    }

    @Override
    public boolean mixedLineEnds() {
      return cursor.mixedLineEnds();
    }

    @Override
    public boolean endsInLine() {
      return behind == Long.MAX_VALUE && cursor.endsInLine();
    }

    @Override
    public Optional<Message> broken() {
      return cursor.broken();
    }

    @Override
    public void close() throws IOException {
      cursor.close();
    }
  }
}
