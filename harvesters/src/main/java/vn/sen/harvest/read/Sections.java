package vn.sen.harvest.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the tables that stand below one another in one text or sheet. A new one begins behind a
 * blank record, or where the number of cells changes for good, with a header of its own: other
 * names, over cells of another kind than they are themselves; or with the same header under another
 * title. When in doubt, it is one table.
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

  /** Lines of titles above a header. */
  private static final int MOST_TITLES = 3;

  private static final int LONGEST_TITLE = 200;

  /** What stands above a header and does not name the table, or says that it goes on. */
  private static final Pattern NO_TITLE =
      Pattern.compile(
          "(?iu)\\(?(?:đơn vị|đvt|unit|nguồn|source|ghi chú|chú"
              + " thích|notes?\\b|trang\\b|page\\b|tiếp|continued|\\*).*"
              + "|.*\\((?:tiếp|continued|cont\\.).*|[\\d\\W]*");

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
   * @param title by which it is told from another with the same header
   */
  record Section(int index, Place from, Place behind, Optional<String> title) {
    private static final Section ONLY = new Section(0, Place.START, Place.END, Optional.empty());

    /**
     * @param before records that the sections before it were cut into
     */
    RawTable table(RawTable whole, long before) {
      return index == 0
          ? whole
          : whole.section(
              index, title, from.line() == 0 ? from : from.numbered(before + 1), behind);
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

    /** The first row of names, as far as can be seen at a glance; empty where there is none. */
    List<String> header() {
      return lines.stream()
          .map(Line::cells)
          .filter(cells -> LayoutDetector.filled(cells) > 1)
          .findFirst()
          .orElse(List.of());
    }

    /** Texts that stand alone above everything else. */
    List<String> titles() {
      return lines.stream()
          .map(Line::cells)
          .takeWhile(cells -> LayoutDetector.filled(cells) == 1)
          .map(cells -> String.join("", cells).strip())
          .toList();
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
    List<Start> starts = new Sections(table.delimited().isPresent()).starts(table.records());
    if (starts.size() < 2 || starts.size() > MOST_TABLES) {
      return List.of(Section.ONLY);
    }
    var sections = new ArrayList<Section>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < starts.size(); i++) {
      Start start = starts.get(i);
      Place behind = i + 1 < starts.size() ? starts.get(i + 1).place : Place.END;
      Optional<String> title = start.title.filter(_ -> start.again).filter(names::add);
      sections.add(new Section(i + 1, start.place, behind, title));
    }
    return sections;
  }

  /**
   * Where a table begins.
   *
   * @param again whether another one has the same header
   */
  private record Start(Place place, Optional<String> title, boolean again) {
    Start toBeNamed() {
      return new Start(place, title, true);
    }
  }

  /**
   * @param all whether there are no more than these
   */
  private record Beginning(List<Line> lines, boolean all) {}

  /** Where tables begin, with the titles above them. */
  private List<Start> starts(Records records) throws IOException, Refused {
    var starts = new ArrayList<Start>();
    Optional<Block> current = Optional.empty();
    Optional<Block> above = Optional.empty();
    Beginning beginning = beginning(records);
    for (Block block : blocks(beginning.lines)) {
      boolean repeats = current.isPresent() && current.get().header().equals(block.header());
      if (!repeats && !isTable(block)) {
        above = Optional.of(block);
        continue;
      }
      Optional<String> title = title(block, above);
      Place place = block.isTitled() ? block.from() : above.orElse(block).from();
      if (current.isEmpty()) {
        starts.add(new Start(delimited ? Place.START : new Place(1, 0, -1), title, false));
        current = Optional.of(block);
      } else if (repeats) {
        // Of a table of which the end is not seen, no part must pass for the rest.
        if (beginning.all && title.isPresent() && !title.equals(starts.getLast().title)) {
          starts.add(starts.removeLast().toBeNamed());
          starts.add(new Start(place, title, true));
          current = Optional.of(block);
        }
      } else if (isAnother(current.get(), block, above.isPresent())) {
        starts.add(new Start(place, title, false));
        current = Optional.of(block);
      }
      above = Optional.empty();
    }
    return starts;
  }

  /** The last text above a header that may name the table. */
  private static Optional<String> title(Block block, Optional<Block> above) {
    var titles = new ArrayList<>(above.map(Block::titles).orElse(List.of()));
    titles.addAll(block.titles());
    return titles.reversed().stream()
        .filter(text -> text.length() <= LONGEST_TITLE && !NO_TITLE.matcher(text).matches())
        .findFirst()
        .map(ColumnNames::clean);
  }

  private static Beginning beginning(Records records) throws IOException, Refused {
    var lines = new ArrayList<Line>();
    int cells = 0;
    long bytes = 0;
    try (Records.Cursor cursor = records.open()) {
      while (cursor.next()) {
        if (lines.size() == LOOKED_AT || cells >= MOST_CELLS || bytes >= MOST_BYTES) {
          return new Beginning(lines, false);
        }
        Row row = cursor.row();
        cells += row.cells;
        bytes += row.bytes();
        lines.add(new Line(new Place(row.number, row.line, row.offset), row.texts()));
      }
    }
    return new Beginning(lines, true);
  }

  private List<Block> blocks(List<Line> lines) {
    var blocks = new ArrayList<Block>();
    var open = new ArrayList<Line>();
    for (int i = 0; i < lines.size(); i++) {
      boolean blank = LayoutDetector.extent(lines.get(i).cells) == 0;
      if (blank || hasChanged(open, lines, i) || beginsAgain(open, lines, i)) {
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

  /** Whether from here on there are titles, and the header that stood above the last ones. */
  private static boolean beginsAgain(List<Line> before, List<Line> lines, int at) {
    int below = at;
    while (below < lines.size()
        && below - at < MOST_TITLES
        && LayoutDetector.filled(lines.get(below).cells) == 1) {
      below++;
    }
    return below > at
        && below < lines.size()
        && LayoutDetector.filled(lines.get(below).cells) > 1
        && lines.get(below).cells.equals(new Block(before).header());
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
