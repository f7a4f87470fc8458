package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a table's header stands and what its columns are called.
 *
 * @param preamble records before the header
 * @param headerRows records that make the header; 0 when it has none
 * @param originals headers as they stand, empty where a column has none
 * @param names unique, never empty, not {@code _row}
 * @param faults what is wrong with the header
 * @param surplus columns behind the table's own, for cells that a few records have too many
 */
record Layout(
    int preamble,
    int headerRows,
    List<String> originals,
    List<String> names,
    List<String> faults,
    int surplus) {
  Layout {
    originals = List.copyOf(originals);
    names = List.copyOf(names);
    faults = List.copyOf(faults);
  }

  /** A layout in which no record has more cells than there are columns. */
  static Layout of(int preamble, int headerRows, List<String> originals, List<String> faults) {
    return new Layout(preamble, headerRows, originals, ColumnNames.unique(originals), faults, 0);
  }

  int width() {
    return names.size();
  }

  /** Columns that the table itself has. */
  int tableWidth() {
    return width() - surplus;
  }

  /** Records before the first row of data. */
  int skipped() {
    return preamble + headerRows;
  }

  /** The same with nameless columns behind the others. */
  Layout widened(int width) {
    var more = new ArrayList<>(originals);
    while (more.size() < width) {
      more.add("");
    }
    return new Layout(
        preamble, headerRows, more, ColumnNames.unique(more), faults, width - tableWidth());
  }
}
