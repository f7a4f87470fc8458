package vn.sen.harvest.read;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vn.sen.vocab.Message;

/**
 * Records of a format that gives cells and not lines of text.
 *
 * @param opening starts at the first record each time
 */
record CellRecords(Opening opening) implements Records {

  /** Opens the records anew. */
  @FunctionalInterface
  interface Opening {
    Source open() throws IOException, Refused;
  }

  /** Gives one record after another. */
  interface Source extends AutoCloseable {

    /** The cells of the next record, absent at the end. */
    Optional<List<String>> next() throws IOException, Refused;

    /** Why there are no more records than these, where the file breaks off. */
    default Optional<Message> broken() {
      return Optional.empty();
    }

    @Override
    void close() throws IOException;
  }

  @Override
  public Cursor open() throws IOException, Refused {
    return new Counting(opening.open());
  }

  @Override
  public String raw(Row row) {
    return String.join("\t", row.texts());
  }

  @Override
  public long byteOffset(Row row) {
    return -1;
  }

  private static final class Counting implements Cursor {
    private final Source source;
    private final Row row = new Row();
    private long number;

    Counting(Source source) {
      this.source = source;
    }

    @Override
    public boolean next() throws IOException, Refused {
      Optional<List<String>> cells = source.next();
      if (cells.isEmpty()) {
        return false;
      }
      row.set(cells.get());
      row.number = ++number;
      row.line = 0;
      row.offset = -1;
      return true;
    }

    @Override
    public Row row() {
      return row;
    }

    @Override
    public Optional<Message> broken() {
      return source.broken();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
