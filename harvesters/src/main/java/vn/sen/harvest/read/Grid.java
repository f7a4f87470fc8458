package vn.sen.harvest.read;

import java.util.List;

/**
 * What a spreadsheet adds to its cells: ranges shown as one, of which only the first holds the
 * text.
 */
record Grid(List<Merge> merges) {
  static final Grid NONE = new Grid(List.of());

  Grid {
    merges = List.copyOf(merges);
  }

  /** Rows and columns from 0, both ends included. */
  record Merge(int top, int left, int bottom, int right) {
    boolean covers(int row, int column) {
      return row >= top && row <= bottom && column >= left && column <= right;
    }
  }

  /** The same for a table that begins with another row. */
  Grid from(int row) {
    return new Grid(
        merges.stream()
            .filter(merge -> merge.top >= row)
            .map(m -> new Merge(m.top - row, m.left, m.bottom - row, m.right))
            .toList());
  }

  /**
   * Those that lie below the header and go over several rows, but not over all columns, as titles
   * do.
   */
  List<Merge> down(Layout layout) {
    return merges.stream()
        .filter(merge -> merge.top >= layout.skipped() && merge.bottom > merge.top)
        .filter(merge -> merge.left > 0 || merge.right < layout.width() - 1)
        .toList();
  }

  /** The text of a cell; of the range it belongs to where it has none of its own. */
  String text(List<List<String>> rows, int row, int column) {
    String own = cell(rows, row, column);
    if (!own.isBlank()) {
      return own;
    }
    for (Merge merge : merges) {
      if (merge.covers(row, column)) {
        return cell(rows, merge.top, merge.left);
      }
    }
    return own;
  }

  private static String cell(List<List<String>> rows, int row, int column) {
    if (row >= rows.size()) {
      return "";
    }
    List<String> cells = rows.get(row);
    return column < cells.size() ? cells.get(column) : "";
  }
}
