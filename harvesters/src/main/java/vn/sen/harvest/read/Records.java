package vn.sen.harvest.read;

import java.io.IOException;
import java.util.Optional;
import vn.sen.vocab.Message;

/** The records of a table as its format has them; can be gone through several times. */
interface Records {

  Cursor open() throws IOException, Refused;

  /** The same, cut with the knowledge of how many cells a record has, where that helps. */
  default Records ofWidth(int cells) {
    return this;
  }

  /**
   * Those from one place to another alone.
   *
   * @param behind where the first record begins that is not among them
   */
  default Records between(Place from, Place behind) {
    return new SectionRecords(this, from.number(), behind.number());
  }

  /** The text of a record as it stood; for formats without text, its cells behind one another. */
  default String raw(Row row) throws IOException {
    return String.join("\t", row.texts());
  }

  /** Where a record starts in the bytes as received; -1 in formats without such a place. */
  default long byteOffset(Row row) throws IOException {
    return -1;
  }

  /** Takes records that can't be read. */
  @FunctionalInterface
  interface Rejects {

    /**
     * @param line from 1; 0 where the format has none
     * @param byteOffset in the bytes as received; -1 where it is not known
     * @param raw the text of the record, or what was read of it
     */
    void add(long number, long line, long byteOffset, String raw, Message reason)
        throws IOException;
  }

  /** Goes through the records once. */
  interface Cursor extends AutoCloseable {

    /** Moves to the next record; false at the end. */
    boolean next() throws IOException, Refused;

    /**
     * Says where records go that can't be read, before the first is asked for. They have numbers as
     * all have, but are passed over.
     */
    default void rejectTo(Rejects rejects) {}

    /** The record, overwritten by the next. */
    Row row();

    /** Whether a quoted cell was never closed. */
    default boolean neverClosed() {
      return false;
    }

    default boolean mixedLineEnds() {
      return false;
    }

    /** Whether the file ended without a line end. */
    default boolean endsInLine() {
      return false;
    }

    /** Cells so far that hold what is merged over several rows, and stands in the first of them. */
    default long filled() {
      return 0;
    }

    /** Why the records break off, where they do. */
    default Optional<Message> broken() {
      return Optional.empty();
    }

    @Override
    void close() throws IOException;
  }
}
