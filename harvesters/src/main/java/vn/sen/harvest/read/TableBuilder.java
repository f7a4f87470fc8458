package vn.sen.harvest.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.ReadReport.Notes;
import vn.sen.vocab.Column;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Message;

/** Makes the two tables of one raw table, and the report. */
final class TableBuilder {
  /** Below this a second pass costs less than finding out that it isn't needed. */
  private static final long WORTH_READING_DIRECTLY = 2 << 20;

  /** Bytes of the first records that are looked at for a header. */
  private static final long LARGEST_SAMPLE = 32 << 20;

  private static final String READER = "Sen reader 1";
  private static final String NULLS = "nulls.jsonl";

  private final TableEngine engine;
  private final ReadRequest request;
  private final Hash sha256;
  private final Path temporary;

  /** The hash of the file as received, once it is known. */
  @FunctionalInterface
  interface Hash {
    String get() throws IOException;
  }

  TableBuilder(TableEngine engine, ReadRequest request, Hash sha256, Path temporary) {
    this.engine = engine;
    this.request = request;
    this.sha256 = sha256;
    this.temporary = temporary;
  }

  /**
   * @param index of the table in its file, from 1; names its outputs
   */
  ReadTable build(RawTable raw, int index) throws IOException, Refused {
    Layout layout = layout(raw);
    RawTable table = raw.ofWidth(layout.tableWidth()).filled(layout);
    if (mayBeReadDirectly(table, layout)) {
      Optional<ReadTable> read = readDirectly(table, layout, index);
      if (read.isPresent()) {
        return read.get();
      }
    }
    while (true) {
      Assembled assembled = assemble(table, layout, index, false).orElseThrow();
      if (assembled.table.widest() > layout.width()) {
        if (assembled.table.widest() > LayoutDetector.MOST_COLUMNS) {
          throw new Refused(
              "Một dòng có %,d ô, nhiều hơn mức tối đa %,d."
                  .formatted(assembled.table.widest(), LayoutDetector.MOST_COLUMNS),
              "A row has %,d cells, more than the %,d that are read."
                  .formatted(assembled.table.widest(), LayoutDetector.MOST_COLUMNS));
        }
        layout = layout.widened(assembled.table.widest());
        continue;
      }
      return write(table, layout, assembled, index);
    }
  }

  private static Layout layout(RawTable table) throws IOException, Refused {
    if (table.known().isPresent()) {
      List<String> names = table.known().get().names();
      return Layout.of(0, 0, names, List.of());
    }
    List<List<String>> sample = sample(table);
    int usual = LayoutDetector.usualWidth(sample);
    if (usual > 1 && table.delimited().isPresent()) {
      sample = sample(table.ofWidth(usual));
    }
    return LayoutDetector.detect(sample, table.grid(), table.delimited().isPresent());
  }

  private static List<List<String>> sample(RawTable table) throws IOException, Refused {
    var sample = new ArrayList<List<String>>();
    long bytes = 0;
    try (Records.Cursor cursor = table.records().open()) {
      while (sample.size() < LayoutDetector.SAMPLE && bytes < LARGEST_SAMPLE && cursor.next()) {
        bytes += cursor.row().bytes();
        if (cursor.row().cells > LayoutDetector.MOST_COLUMNS) {
          throw new Refused(
              "Một dòng có %,d ô, nhiều hơn mức tối đa %,d."
                  .formatted(cursor.row().cells, LayoutDetector.MOST_COLUMNS),
              "A row has %,d cells, more than the %,d that are read."
                  .formatted(cursor.row().cells, LayoutDetector.MOST_COLUMNS));
        }
        sample.add(cursor.row().texts());
      }
    }
    if (sample.isEmpty()) {
      throw new Refused(
          "Tệp không có bản ghi nào. Hãy gửi bảng có dòng tiêu đề và dữ liệu.",
          "The file holds no record. Send a table with a header and rows.");
    }
    return sample;
  }

  /**
   * @param oneThread whether cells hold line ends, at which several readers could lose their way
   * @param longest bytes of the longest row in {@code canonical}
   * @param filled cells that hold what is merged over several rows
   */
  private record Assembled(
      TableAssembler table,
      SideFile rejects,
      SideFile aside,
      Path canonical,
      boolean oneThread,
      long longest,
      long filled,
      boolean mixedLineEnds,
      Optional<Message> truncated) {}

  /** Goes through all records; empty when {@code onlyLook} finds that rows must be changed. */
  private Optional<Assembled> assemble(RawTable table, Layout layout, int index, boolean onlyLook)
      throws IOException, Refused {
    Path canonical = temporary.resolve("t" + index + ".csv");
    Records records = table.records();
    CanonicalFile target = onlyLook ? null : new CanonicalFile(canonical, layout);
    try (var rejects = new SideFile(output(index, "rejects.jsonl"));
        var aside = new SideFile(output(index, "aside.jsonl"));
        var assembler =
            new TableAssembler(
                layout, request.options(), table, Optional.ofNullable(target), rejects, aside);
        Records.Cursor cursor = records.open()) {
      cursor.rejectTo(rejects::add);
      for (int i = 0; i < layout.skipped() && cursor.next(); i++) {
        if (onlyLook && cursor.row().lineEndInCell) {
          return Optional.empty();
        }
      }
      Row row = cursor.row();
      int lastCells = layout.width();
      while (cursor.next()) {
        lastCells = row.cells;
        assembler.accept(row);
        if (onlyLook && !assembler.isRegular()) {
          return Optional.empty();
        }
      }
      assembler.finish();
      int cells = lastCells;
      return Optional.of(
          new Assembled(
              assembler,
              rejects,
              aside,
              canonical,
              target == null ? assembler.lineEndsInCells() : target.lineEndsInCells(),
              target == null ? 0 : target.longest(),
              cursor.filled(),
              cursor.mixedLineEnds(),
              table
                  .truncated()
                  .or(cursor::broken)
                  .or(() -> cut(cursor, assembler, cells, layout.width()))));
    }
  }

  private static Optional<Message> cut(
      Records.Cursor cursor, TableAssembler assembler, int lastCells, int width) {
    if (cursor.neverClosed()) {
      return Optional.of(
          new Message(
              "Một dấu nháy mở mà không đóng: tệp có vẻ bị cắt cụt hoặc thiếu dấu nháy.",
              "A quote opens and never closes: the file seems cut, or a quote is missing."));
    }
    if (cursor.endsInLine() && assembler.received() > 1 && lastCells < width) {
      return Optional.of(
          new Message(
              "Dòng cuối có %d ô thay vì %d và không có dấu xuống dòng: tệp có vẻ bị cắt cụt."
                  .formatted(lastCells, width),
              "The last row has %d cells instead of %d and no line end: the file seems cut."
                  .formatted(lastCells, width)));
    }
    return Optional.empty();
  }

  private static boolean mayBeReadDirectly(RawTable table, Layout layout) {
    return table.exact()
        && layout.width() <= TablePair.WIDE
        && table
            .delimited()
            .filter(d -> d.bytes() >= WORTH_READING_DIRECTLY)
            .map(RawTable.Delimited::dialect)
            .filter(Dialect::isCommon)
            .isPresent();
  }

  /**
   * Lets DuckDB write a table from the file as it stands, while every cell is looked at here: the
   * typed one, where the first rows let expect that it is all that is needed, or else the text one.
   * Empty when it finds other rows than we did.
   */
  private Optional<ReadTable> readDirectly(RawTable table, Layout layout, int index)
      throws IOException, Refused {
    DuckSession session = engine.ready(TableEngine.Kind.LARGE);
    TablePair pair = pair(session, layout, index);
    RawTable.Delimited delimited = table.delimited().orElseThrow();
    Optional<Guess> guess = guess(table, layout);
    var writing =
        new FutureTask<>(
            () ->
                guess.isPresent()
                    ? pair.writeOne(delimited, guess.get(), footer())
                    : pair.writeText(delimited));
    Thread.ofPlatform().daemon().start(writing);
    Optional<Assembled> assembled = Optional.empty();
    try {
      assembled = assemble(table, layout, index, true).filter(a -> isAsRead(a, layout));
    } finally {
      if (assembled.isEmpty()) {
        stop(writing, session);
      }
    }
    Optional<Long> written = outcome(writing);
    if (assembled.isEmpty() || !written.equals(Optional.of(assembled.get().table.written()))) {
      return Optional.empty();
    }
    TableAssembler rows = assembled.get().table;
    if (guess.isPresent()) {
      List<ColumnPlan> plans = plans(table, layout, rows);
      if (rows.excluded().isEmpty()
          && guess.equals(Guess.of(plans, rows))
          && pair.hasAllOf(rows.filled())) {
        return Optional.of(read(table, layout, assembled.get(), index, pair, plans, List.of()));
      }
      pair.writeText(delimited);
    }
    long left = pair.leaveOut(rows.excluded(), temporary);
    if (left != rows.rows()) {
      throw new OtherRows(rows.rows(), left);
    }
    return Optional.of(writeTyped(table, layout, assembled.get(), index, pair));
  }

  /** What the first rows let expect; empty when they are not all rows. */
  private Optional<Guess> guess(RawTable table, Layout layout) throws IOException, Refused {
    if (request.options().asText()) {
      return Optional.empty();
    }
    try (var nowhere = new SideFile(temporary.resolve("guess.jsonl"));
        var rows =
            new TableAssembler(
                layout, request.options(), table, Optional.empty(), nowhere, nowhere);
        Records.Cursor cursor = table.records().open()) {
      int skipped = 0;
      while (skipped < layout.skipped() && cursor.next()) {
        skipped++;
      }
      while (rows.received() < Guess.ROWS && rows.isRegular() && cursor.next()) {
        rows.accept(cursor.row());
      }
      return rows.isRegular() && rows.holdsNone()
          ? Guess.of(plans(table, layout, rows), rows)
          : Optional.empty();
    }
  }

  private ReadTable write(RawTable table, Layout layout, Assembled assembled, int index)
      throws IOException {
    long bytes = Files.size(assembled.canonical);
    TableEngine.Kind kind =
        layout.width() > TablePair.WIDE
            ? TableEngine.Kind.WIDE
            : bytes < WORTH_READING_DIRECTLY ? TableEngine.Kind.SMALL : TableEngine.Kind.LARGE;
    TablePair pair = pair(engine.ready(kind), layout, index);
    TableAssembler rows = assembled.table;
    long written =
        pair.writeText(
            assembled.canonical, bytes, assembled.longest, assembled.oneThread, rows.excluded());
    if (written != rows.rows()) {
      throw new OtherRows(rows.rows(), written);
    }
    ReadTable read = writeTyped(table, layout, assembled, index, pair);
    Files.delete(assembled.canonical);
    return read;
  }

  private TablePair pair(DuckSession session, Layout layout, int index) {
    return new TablePair(
        session, layout, output(index, "text.parquet"), output(index, "typed.parquet"));
  }

  private ReadTable writeTyped(
      RawTable table, Layout layout, Assembled assembled, int index, TablePair pair)
      throws IOException {
    List<ColumnPlan> plans = plans(table, layout, assembled.table);
    List<ReadReport.TypedNull> typedNulls =
        request.options().asText()
            ? pair.writeAsText(footer())
            : pair.writeTyped(plans, footer(), output(index, NULLS));
    return read(table, layout, assembled, index, pair, plans, typedNulls);
  }

  private Map<String, String> footer() throws IOException {
    Map<String, String> footer = new TreeMap<>(request.footer());
    footer.put("sen.source.sha256", sha256.get());
    footer.put("sen.reader", READER);
    return footer;
  }

  private ReadTable read(
      RawTable table,
      Layout layout,
      Assembled assembled,
      int index,
      TablePair pair,
      List<ColumnPlan> plans,
      List<ReadReport.TypedNull> typedNulls)
      throws IOException {
    long nulled = typedNulls.stream().mapToLong(ReadReport.TypedNull::cells).sum();
    return new ReadTable(
        report(table, layout, assembled, plans, typedNulls, nulled),
        Optional.of(pair.text()),
        Optional.of(pair.typed()),
        assembled.rejects.path(),
        assembled.aside.path(),
        nulled > 0 ? Optional.of(output(index, NULLS)) : Optional.empty());
  }

  /** Whether DuckDB is sure to have cut the file into the same records. */
  private static boolean isAsRead(Assembled assembled, Layout layout) {
    return !assembled.mixedLineEnds
        && !assembled.oneThread
        && assembled.table.firstRow() == layout.skipped() + 1;
  }

  /** Cancels until it is heeded: nothing may run in the session when the next table comes. */
  private static void stop(FutureTask<Long> writing, DuckSession session) {
    while (!writing.isDone()) {
      session.cancel();
      try {
        writing.get(50, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // Ended by the cancel, or not begun yet.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a table was written", e);
      }
    }
  }

  /** Waits for the end of what DuckDB writes; empty when it failed. */
  private static Optional<Long> outcome(FutureTask<Long> writing) {
    try {
      return Optional.of(writing.get());
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a table was written", e);
    }
  }

  /** DuckDB found other rows in a file than the parser did. */
  static final class OtherRows extends RuntimeException {
    OtherRows(long expected, long found) {
      super("expected " + expected + " rows, found " + found);
    }
  }

  private List<ColumnPlan> plans(RawTable table, Layout layout, TableAssembler rows) {
    Set<Integer> texts = texts(table);
    return IntStream.range(0, layout.width())
        .mapToObj(
            i -> {
              if (request.options().asText()) {
                return new ColumnProfile().text("");
              }
              return texts.contains(i)
                  ? rows.profile(i).text("")
                  : rows.profile(i).plan(layout.names().get(i), request.options().threshold());
            })
        .toList();
  }

  /** Columns that the file says are text. */
  private static Set<Integer> texts(RawTable table) {
    return table.known().map(RawTable.Known::texts).orElse(Set.of());
  }

  private List<ReadReport.Nearly> nearly(RawTable table, Layout layout, TableAssembler rows) {
    if (request.options().asText()) {
      return List.of();
    }
    Set<Integer> texts = texts(table);
    double threshold = request.options().threshold();
    return IntStream.range(0, layout.width())
        .filter(i -> !texts.contains(i))
        .mapToObj(i -> rows.profile(i).nearly(layout.names().get(i), threshold))
        .flatMap(Optional::stream)
        .toList();
  }

  private ReadReport report(
      RawTable table,
      Layout layout,
      Assembled assembled,
      List<ColumnPlan> plans,
      List<ReadReport.TypedNull> typedNulls,
      long nulled)
      throws IOException {
    TableAssembler rows = assembled.table;
    var columns = new ArrayList<Column>();
    var faults = new ArrayList<>(layout.faults());
    for (int i = 0; i < layout.width(); i++) {
      ColumnPlan plan = plans.get(i);
      columns.add(new Column(layout.names().get(i), layout.originals().get(i), plan.type()));
    }
    List<String> ambiguous =
        IntStream.range(0, plans.size())
            .filter(
                i -> plans.get(i).type() == ColumnType.TEXT && !plans.get(i).finding().isEmpty())
            .mapToObj(i -> layout.names().get(i))
            .toList();
    Optional<RawTable.Delimited> delimited = table.delimited();
    var notes =
        new Notes(
            table.confidence(),
            table.exact() ? 0 : rows.replacements(),
            table.exact() ? rows.replacements() : 0,
            rows.mojibake(),
            rows.raggedRows(),
            rows.ragged(),
            rows.strayQuotes(),
            assembled.mixedLineEnds,
            delimited.map(RawTable.Delimited::alternatives).orElse(List.of()),
            assembled.truncated,
            faults,
            typedNulls,
            ambiguous,
            nearly(table, layout, rows),
            layout.surplus(),
            List.of(),
            rows.raggedCells(),
            rows.blanks().map(BlankRecords::numbers).orElse(List.of()),
            rows.blanks().map(BlankRecords::total).orElse(0L));
    return new ReadReport(
        request.name(),
        table.name(),
        ReadReport.Status.CONVERTED,
        table.encoding(),
        table.format(),
        delimited.map(d -> d.dialect().delimiterText()).orElse(""),
        delimited.map(d -> d.dialect().quoteText()).orElse(""),
        layout.headerRows(),
        layout.preamble(),
        columns,
        rows.rows(),
        assembled.rejects.count(),
        assembled.aside.count(),
        nulled,
        "",
        sha256.get(),
        Summary.of(
            rows.rows(),
            assembled.rejects.count(),
            assembled.aside.count(),
            nulled,
            assembled.filled,
            notes),
        notes);
  }

  private Path output(int index, String kind) {
    return request.outputDirectory().resolve("t" + index + "." + kind);
  }
}
