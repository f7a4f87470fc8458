package vn.sen.harvest.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Says where records go that can't be read; they are passed over. */
    default void rejectTo(Unread unread) {}

    /** Why there are no more records than these, where the file breaks off. */
    default Optional<Message> broken() {
      return Optional.empty();
    }

    @Override
    void close() throws IOException;
  }

  /** Takes a record that can't be read, which has the number behind the last one's. */
  @FunctionalInterface
  interface Unread {
    void add(long line, long byteOffset, String raw, Message reason) throws IOException;
  }

  /** The cells of a record that has a text for some of the columns. */
  static List<String> cells(Map<String, Integer> columns, Map<String, String> record) {
    String[] cells = new String[columns.size()];
    Arrays.fill(cells, "");
    record.forEach(
        (name, text) -> {
          @Nullable Integer column = columns.get(name);
          if (column != null) {
            cells[column] = text;
          }
        });
    return Arrays.asList(cells);
  }

  @Override
  public Cursor open() throws IOException, Refused {
    return new Counting(opening.open());
  }

  private static final class Counting implements Cursor {
    private final Source source;
    private final Row row = new Row();
    private long number;
    private Rejects rejects = (_, _, _, _, _) -> {};

    Counting(Source source) {
      this.source = source;
      source.rejectTo(
          (line, byteOffset, raw, reason) -> rejects.add(++number, line, byteOffset, raw, reason));
    }

    @Override
    public void rejectTo(Rejects taker) {
      rejects = taker;
    }

    @Override
    public boolean next() throws IOException, Refused {
      Optional<List<String>> cells = source.next();
      if (cells.isEmpty()) {
        return false;
      }
      row.fill(cells.get());
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
