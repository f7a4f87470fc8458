package vn.sen.harvest.read;

/**
 * Where a record begins.
 *
 * @param number of the record, from 1
 * @param line from 1; 0 where the format has no lines
 * @param offset bytes of the decoded text before it; -1 where the format has no bytes
 */
record Place(long number, long line, long offset) {
  static final Place START = new Place(1, 1, 0);
  static final Place END = new Place(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** The same place, its record counted otherwise. */
  Place numbered(long other) {
    return new Place(other, line, offset);
  }
}
