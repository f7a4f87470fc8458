package vn.sen.harvest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A statistical cube, as statistics offices publish it: dimensions and a value for each of their
 * combinations. As a table it is long: a column of labels for each dimension, before it one of
 * codes where these differ, and the value.
 *
 * @param values one for each combination, the last dimension changing fastest; empty for none
 */
record Cube(List<Dimension> dimensions, Values values) {
  /** More values than this are no table that a statistics office publishes. */
  static final long MOST_VALUES = 50_000_000;

  Cube {
    dimensions = List.copyOf(dimensions);
  }

  /** The values by their place. */
  interface Values {
    String at(long index);
  }

  /**
   * A dimension.
   *
   * @param codes of its categories, as many as labels; the same as these where it has none
   */
  record Dimension(String name, List<String> codes, List<String> labels) {
    Dimension {
      codes = List.copyOf(codes);
      labels = List.copyOf(labels);
      if (codes.size() != labels.size()) {
        throw new IllegalArgumentException(
            "%s has %d codes and %d labels".formatted(name, codes.size(), labels.size()));
      }
    }

    boolean hasCodes() {
      return !codes.equals(labels);
    }
  }

  /** How many combinations there are. */
  long size() throws Refused {
    long size = 1;
    for (Dimension dimension : dimensions) {
      size *= dimension.labels.size();
      if (size > MOST_VALUES) {
        throw new Refused(
            "Bảng thống kê có hơn %,d ô. Hãy chia nhỏ bảng.".formatted(MOST_VALUES),
            "The cube has more than %,d values. Split it.".formatted(MOST_VALUES));
      }
    }
    return size;
  }

  RawTable table(String format, Optional<String> name) throws Refused {
    long size = size();
    var columns = new ArrayList<String>();
    Set<Integer> texts = new TreeSet<>();
    for (Dimension dimension : dimensions) {
      if (dimension.hasCodes()) {
        texts.add(columns.size());
        columns.add(dimension.name + " (code)");
      }
      columns.add(dimension.name);
    }
    columns.add("value");
    return RawTable.cells(
        format,
        name,
        new CellRecords(() -> new Combinations(this, size)),
        Optional.of(new RawTable.Known(columns, texts)));
  }

  private static final class Combinations implements CellRecords.Source {
    private final Cube cube;
    private final long size;
    private long next;

    Combinations(Cube cube, long size) {
      this.cube = cube;
      this.size = size;
    }

    @Override
    public Optional<List<String>> next() {
      if (next == size) {
        return Optional.empty();
      }
      var cells = new ArrayList<String>();
      long block = size;
      for (Dimension dimension : cube.dimensions) {
        block /= dimension.labels.size();
        int category = (int) (next / block % dimension.labels.size());
        if (dimension.hasCodes()) {
          cells.add(dimension.codes.get(category));
        }
        cells.add(dimension.labels.get(category));
      }
      cells.add(cube.values.at(next++));
      return Optional.of(cells);
    }

    @Override
    public void close() {}
  }
}
