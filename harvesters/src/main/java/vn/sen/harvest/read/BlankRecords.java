package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.List;

/** Blank records between the rows of a table; those below its last row are none of them. */
final class BlankRecords {
  private final int listed;
  private final List<Long> between = new ArrayList<>();
  private final List<Long> below = new ArrayList<>();
  private long total;
  private long following;

  /**
   * @param listed how many are known by their number
   */
  BlankRecords(int listed) {
    this.listed = listed;
  }

  void add(long number) {
    if (++following <= listed) {
      below.add(number);
    }
  }

  /** A row follows. */
  void end() {
    if (following > 0) {
      total += following;
      below.stream().limit(listed - between.size()).forEach(between::add);
      following = 0;
      below.clear();
    }
  }

  /** The first of them. */
  List<Long> numbers() {
    return between;
  }

  long total() {
    return total;
  }
}
