package vn.sen.harvest.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.sen.vocab.Message;

/**
 * A table as its format gives it, header not yet found.
 *
 * @param format such as {@code csv} or {@code xlsx}
 * @param name of the sheet or entry, absent when the file is one table
 * @param encoding empty where the format has none
 * @param confidence in the encoding, 0 to 1
 * @param exact whether everything decoded
 * @param truncated why the file seems cut, absent when it doesn't
 * @param delimited absent where the format has no delimiters; then a row may have any number of
 *     cells
 * @param grid what a spreadsheet adds
 * @param known the columns, where the format itself names them
 */
record RawTable(
    String format,
    Optional<String> name,
    Records records,
    String encoding,
    double confidence,
    boolean exact,
    Optional<Message> truncated,
    Optional<Delimited> delimited,
    Grid grid,
    Optional<Known> known) {

  /**
   * @param file the text in UTF-8
   * @param alternatives delimiters that would have fitted nearly as well
   * @param bytes of the file, if it is this table alone; otherwise 0
   */
  record Delimited(Path file, Dialect dialect, List<String> alternatives, long bytes) {}

  /**
   * Columns that need not be found. Every record is a row then, totals and notes too.
   *
   * @param names as the format has them
   * @param texts places of those that the format says are text
   */
  record Known(List<String> names, Set<Integer> texts) {
    Known {
      names = List.copyOf(names);
      texts = Set.copyOf(texts);
    }

    /** Columns of a format that does not tell types. */
    static Known named(List<String> names) {
      return new Known(names, Set.of());
    }
  }

  /** A sheet of a workbook; its encoding is empty where all of its text is Unicode. */
  static RawTable sheet(String format, Optional<String> name, Sheet sheet) {
    return new RawTable(
        format,
        name,
        sheet.records(),
        sheet.encoding().label(),
        sheet.encoding().confidence(),
        true,
        Optional.empty(),
        Optional.empty(),
        sheet.grid(),
        Optional.empty());
  }

  /** A table of a format of records. */
  static RawTable cells(
      String format, Optional<String> name, Records records, Optional<Known> known) {
    return new RawTable(
        format, name, records, "", 1, true, Optional.empty(), Optional.empty(), Grid.NONE, known);
  }

  private RawTable with(
      Optional<String> newName,
      Records newRecords,
      Optional<Message> newTruncated,
      Optional<Delimited> newDelimited,
      Grid newGrid) {
    return new RawTable(
        format,
        newName,
        newRecords,
        encoding,
        confidence,
        exact,
        newTruncated,
        newDelimited,
        newGrid,
        known);
  }

  private RawTable with(Records newRecords) {
    return with(name, newRecords, truncated, delimited, grid);
  }

  /** The same, its records cut with the knowledge of how many cells they have. */
  RawTable ofWidth(int cells) {
    return with(records.ofWidth(cells));
  }

  /**
   * One of several tables that stand in it below one another. The first keeps its name, so that it
   * stays the same table when others are added.
   *
   * @param index from 1
   * @param title by which it is called instead of by its index
   * @param behind where the first record begins that is not its own
   */
  RawTable section(int index, Optional<String> title, Place from, Place behind) {
    String own = title.orElse(Integer.toString(index));
    return with(
        index == 1 && title.isEmpty()
            ? name
            : Optional.of(name.map(whole -> whole + "-" + own).orElse(own)),
        records.between(from, behind),
        truncated,
        delimited.map(d -> new Delimited(d.file(), d.dialect(), d.alternatives(), 0)),
        grid.from((int) Math.min(Integer.MAX_VALUE, from.number() - 1)));
  }

  /** The same, with what is merged over rows of the table in each of them. */
  RawTable filled(Layout layout) {
    List<Grid.Merge> merges = grid.down(layout);
    Set<Integer> keys =
        IntStream.range(0, layout.width())
            .filter(i -> i == 0 || ColumnProfile.namesYear(layout.originals().get(i)))
            .boxed()
            .collect(Collectors.toSet());
    return merges.isEmpty() ? this : with(new MergedRecords(records, merges, keys));
  }

  /** The same with why the file seems cut. */
  RawTable truncated(Optional<Message> why) {
    return with(name, records, why, delimited, grid);
  }

  /** The same, refused where its cells are out of proportion to the bytes of its file. */
  RawTable inProportionTo(long bytes) {
    return delimited.isPresent() ? this : with(new ProportionateRecords(records, bytes));
  }

  /** The same under the name of the file that holds it. */
  RawTable within(String file) {
    Optional<String> inner = name.map(own -> file + "#" + own);
    return with(Optional.of(inner.orElse(file)), records, truncated, delimited, grid);
  }
}
