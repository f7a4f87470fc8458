package vn.sen.harvest.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Records of a sheet in which a cell that is merged over several rows stands in each of them. A
 * number does not: added up, it would count several times.
 *
 * @param merges in the order of their first rows, counted from the first record
 * @param keys columns in which numbers are names of rows
 */
record MergedRecords(Records whole, List<Grid.Merge> merges, Set<Integer> keys) implements Records {
  private static final int NUMBER = CellScan.INTEGER | CellScan.ENGLISH | CellScan.VIETNAMESE;

  /** Letters of a text that names rows. */
  private static final int LONGEST = 500;

  /** Columns in which rows are named. */
  private static final int LEFT = 50;

  MergedRecords {
    merges =
        merges.stream()
            .filter(merge -> merge.left() < LEFT)
            .sorted(Comparator.comparingInt(Grid.Merge::top))
            .toList();
    keys = Set.copyOf(keys);
  }

  @Override
  public Records ofWidth(int cells) {
    return new MergedRecords(whole.ofWidth(cells), merges, keys);
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
    return new Filling(whole.open(), this);
  }

  private static final class Filling extends CursorOver {
    private final List<Grid.Merge> merges;
    private final Set<Integer> keys;
    private final List<Open> open = new ArrayList<>();
    private final CellScan scan = new CellScan();
    private int following;
    private long filled;
    private long first;

    private record Open(Grid.Merge merge, String text) {}

    Filling(Cursor whole, MergedRecords records) {
      super(whole);
      this.merges = records.merges;
      this.keys = records.keys;
    }

    @Override
    public boolean next() throws IOException, Refused {
      if (!super.next()) {
        return false;
      }
      Row row = row();
      if (first == 0) {
        first = row.number;
      }
      long at = row.number - first;
      open.removeIf(range -> range.merge.bottom() < at);
      if (!open.isEmpty() && !row.isBlank()) {
        fill(row);
      }
      while (following < merges.size() && merges.get(following).top() <= at) {
        Grid.Merge merge = merges.get(following++);
        if (merge.top() == at && merge.left() < row.cells && names(row, merge.left())) {
          open.add(new Open(merge, row.text(merge.left())));
        }
      }
      return true;
    }

    @Override
    public long filled() {
      return filled;
    }

    private boolean names(Row row, int cell) {
      scan.scan(row.bytes, row.from[cell], row.to[cell]);
      return !scan.isEmpty()
          && row.to[cell] - row.from[cell] <= LONGEST
          && (!scan.is(NUMBER) || keys.contains(cell));
    }

    private void fill(Row row) throws Refused {
      List<String> cells = row.texts();
      for (Open range : open) {
        while (cells.size() <= range.merge.left()) {
          cells.add("");
        }
        if (cells.get(range.merge.left()).isBlank()) {
          cells.set(range.merge.left(), range.text);
          filled++;
        }
      }
      row.fill(cells);
    }
  }
}
