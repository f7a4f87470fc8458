package vn.sen.harvest.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the tables that stand below one another in one text or sheet. A new one begins behind a
 * blank record, or where the number of cells changes for good, with a header of its own: other
 * names, over cells of another kind than they are themselves. When in doubt, it is one table.
 */
final class Sections {
  /** Records in which a further table must begin to be found. */
  private static final int LOOKED_AT = 5_000;

  private static final int MOST_CELLS = 500_000;

  private static final long MOST_BYTES = 16 << 20;

  /** More of them are groups of one table. */
  private static final int MOST_TABLES = 100;

  /** Records of a new number of cells that make it no mere slip. */
  private static final int FOR_GOOD = 3;

  /** Narrower ones may be notes in two columns. */
  private static final int SURELY_A_TABLE = 3;

  private final boolean delimited;

  private Sections(boolean delimited) {
    this.delimited = delimited;
  }

  private record Line(Place place, List<String> cells) {}

  /**
   * A table among others.
   *
   * @param index from 1; 0 for the only one
   * @param behind where the next begins
   */
  record Section(int index, Place from, Place behind) {
    private static final Section ONLY = new Section(0, Place.START, Place.END);

    /**
     * @param before records that the sections before it were cut into
     */
    RawTable table(RawTable whole, long before) {
      return index == 0
          ? whole
          : whole.section(index, from.line() == 0 ? from : from.numbered(before + 1), behind);
    }
  }

  /** Records that hang together. */
  private record Block(List<Line> lines) {
    Place from() {
      return lines.getFirst().place;
    }

    List<List<String>> sample() {
      return lines.stream().limit(LayoutDetector.SAMPLE).map(Line::cells).toList();
    }

    boolean isTitled() {
      return LayoutDetector.filled(lines.getFirst().cells) == 1;
    }

    int width() {
      return lines.stream().mapToInt(line -> LayoutDetector.extent(line.cells)).max().orElse(0);
    }
  }

  /** The tables of what seemed one; that one itself where there are no more. */
  static List<Section> of(RawTable table) throws IOException, Refused {
    if (table.known().isPresent()) {
      return List.of(Section.ONLY);
    }
    List<Place> starts = new Sections(table.delimited().isPresent()).starts(table.records());
    if (starts.size() < 2 || starts.size() > MOST_TABLES) {
      return List.of(Section.ONLY);
    }
    var sections = new ArrayList<Section>();
    for (int i = 0; i < starts.size(); i++) {
      Place behind = i + 1 < starts.size() ? starts.get(i + 1) : Place.END;
      sections.add(new Section(i + 1, starts.get(i), behind));
    }
    return sections;
  }

  /** Where tables begin, with the titles above them. */
  private List<Place> starts(Records records) throws IOException, Refused {
    var starts = new ArrayList<Place>();
    Optional<Block> current = Optional.empty();
    Optional<Block> title = Optional.empty();
    for (Block block : blocks(lines(records))) {
      if (!isTable(block)) {
        title = Optional.of(block);
        continue;
      }
      if (current.isEmpty()) {
        starts.add(delimited ? Place.START : new Place(1, 0, -1));
        current = Optional.of(block);
      } else if (isAnother(current.get(), block, title.isPresent())) {
        starts.add(block.isTitled() ? block.from() : title.orElse(block).from());
        current = Optional.of(block);
      }
      title = Optional.empty();
    }
    return starts;
  }

  private static List<Line> lines(Records records) throws IOException, Refused {
    var lines = new ArrayList<Line>();
    int cells = 0;
    long bytes = 0;
    try (Records.Cursor cursor = records.open()) {
      while (lines.size() < LOOKED_AT
          && cells < MOST_CELLS
          && bytes < MOST_BYTES
          && cursor.next()) {
        Row row = cursor.row();
        cells += row.cells;
        bytes += row.bytes();
        lines.add(new Line(new Place(row.number, row.line, row.offset), row.texts()));
      }
    }
    return lines;
  }

  private List<Block> blocks(List<Line> lines) {
    var blocks = new ArrayList<Block>();
    var open = new ArrayList<Line>();
    for (int i = 0; i < lines.size(); i++) {
      boolean blank = LayoutDetector.extent(lines.get(i).cells) == 0;
      if (blank || hasChanged(open, lines, i)) {
        if (!open.isEmpty()) {
          blocks.add(new Block(List.copyOf(open)));
        }
        open.clear();
      }
      if (!blank) {
        open.add(lines.get(i));
      }
    }
    if (!open.isEmpty()) {
      blocks.add(new Block(List.copyOf(open)));
    }
    return blocks;
  }

  /** Whether from here on records have another number of cells than the last ones had. */
  private boolean hasChanged(List<Line> before, List<Line> lines, int at) {
    if (!delimited || before.size() < FOR_GOOD || at + FOR_GOOD > lines.size()) {
      return false;
    }
    int cells = lines.get(at).cells.size();
    int other = before.getLast().cells.size();
    return cells != other
        && cells > 1
        && before.subList(before.size() - FOR_GOOD, before.size()).stream()
            .allMatch(line -> line.cells.size() == other)
        && lines.subList(at, at + FOR_GOOD).stream().allMatch(line -> line.cells.size() == cells);
  }

  private boolean isTable(Block block) {
    long rows = block.lines.stream().filter(line -> LayoutDetector.filled(line.cells) > 1).count();
    return rows > 1
        && rows * 2 > block.lines.size()
        && (block.width() >= SURELY_A_TABLE || rows > 2 && hasHeader(block));
  }

  private static boolean hasHeader(Block block) {
    List<List<String>> untitled =
        block.sample().stream().dropWhile(cells -> LayoutDetector.filled(cells) < 2).toList();
    return LayoutDetector.isSurelyHeader(untitled);
  }

  private boolean isAnother(Block above, Block block, boolean titled) throws Refused {
    Layout before = LayoutDetector.detect(above.sample(), Grid.NONE, delimited);
    Layout layout = LayoutDetector.detect(block.sample(), Grid.NONE, delimited);
    if (layout.headerRows() == 0 || names(before).equals(names(layout))) {
      return false;
    }
    return hasHeader(block) || titled && above.width() != block.width();
  }

  private static String names(Layout layout) {
    return layout.originals().stream()
        .map(name -> ColumnNames.clean(name).toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
