package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.harvest.ReadReport;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/**
 * Reads any table an agency sends: what kind of file it is, its encoding, dialect, header and types
 * are found in its bytes. Meant for a worker process, since the bytes are not trusted; not safe for
 * several threads.
 */
public final class TableReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);

  /** Kept from file to file: to start an engine takes longer than to read a small table. */
  private @Nullable TableEngine kept;

  private TableEngine engine(Path temporary) {
    Path spill = temporary.resolve("duckdb");
    if (kept != null) {
      try {
        kept.spillTo(spill);
        return kept;
      } catch (DuckSession.SqlFailure e) {
        close();
      }
    }
    TableEngine opened = TableEngine.open(spill);
    kept = opened;
    return opened;
  }

  /**
   * Reads a file into tables. What can't be read is one table with a report that says why; it is
   * not thrown.
   *
   * @param temporary a directory of its own, for what is needed while reading
   * @throws IOException when the disk fails, not the file
   */
  public List<ReadTable> read(ReadRequest request, Path temporary) throws IOException {
    Files.createDirectories(request.outputDirectory());
    var reading = new Reading(request, temporary, engine(temporary));
    reading.file(request.input(), "", Optional.empty());
    return reading.tables();
  }

  /** Takes records of a text. */
  @FunctionalInterface
  public interface RecordVisitor {
    /**
     * @param number by which findings know the record
     * @return whether there may be more
     */
    boolean record(long number, List<String> cells) throws IOException;
  }

  /**
   * Goes through all records of a delimited text, as they were cut when its tables were read.
   *
   * @param reports of all its tables, in their order
   * @return false where the visitor had enough, or the text is not what the reports are about
   */
  public static boolean records(
      Path text, List<ReadReport> reports, Path temporary, RecordVisitor visitor)
      throws IOException {
    if (FileKind.of(text) != FileKind.TEXT) {
      return false;
    }
    try (Contents contents = delimited(unquoted(decode(text, temporary), temporary))) {
      RawTable whole = contents.tables().getFirst();
      List<Sections.Section> sections = Sections.of(whole);
      if (sections.size() != reports.size()) {
        return false;
      }
      long before = 0;
      for (int i = 0; i < sections.size(); i++) {
        ReadReport report = reports.get(i);
        int width = report.columns().size() - report.notes().surplusColumns();
        if (!visit(sections.get(i).table(whole, before).ofWidth(width), visitor)) {
          return false;
        }
        before += records(report, sections.get(i));
      }
      return true;
    } catch (Refused refused) {
      return false;
    }
  }

  private static boolean visit(RawTable table, RecordVisitor visitor) throws IOException, Refused {
    try (Records.Cursor cursor = table.records().open()) {
      while (cursor.next()) {
        if (!visitor.record(cursor.row().number, cursor.row().texts())) {
          return false;
        }
      }
    }
    return true;
  }

  /** How many records a section has; where no table came of it, as many as it was found to have. */
  private static long records(ReadReport report, Sections.Section section) {
    return report.records() > 0
        ? report.records()
        : section.behind().number() - section.from().number();
  }

  /** One file on its way to tables, with those within it. */
  private final class Reading {
    private final ReadRequest request;
    private final Path temporary;
    private TableEngine engine;
    private final Archive archive;
    private final CompletableFuture<String> sha256;
    private final List<ReadTable> tables = new ArrayList<>();

    Reading(ReadRequest request, Path temporary, TableEngine engine) throws IOException {
      this.request = request;
      this.temporary = temporary;
      this.engine = engine;
      this.sha256 = hash(request.input());
      this.archive = new Archive(temporary, Files.size(request.input()));
    }

    /**
     * Reads a file, or all that it holds.
     *
     * @param entry its name in the archive; empty for the file itself
     * @param cut why it is only the start of a file
     */
    void file(Path file, String entry, Optional<Message> cut) throws IOException {
      FileKind kind = FileKind.of(file);
      try {
        if (Archive.holdsFiles(kind)) {
          archive.open(file, kind, new Entries(entry));
          if (tables.isEmpty()) {
            throw new Refused(
                "Tệp nén không có tệp nào bên trong.", "There is no file in the archive.");
          }
          return;
        }
        try (Contents contents = contents(file, kind)) {
          long bytes = Files.size(file);
          int before = tables.size();
          for (RawTable found : contents.tables()) {
            RawTable whole = found.inProportionTo(bytes).truncated(found.truncated().or(() -> cut));
            sections(entry.isEmpty() ? whole : whole.within(entry));
          }
          if (!contents.hiddenSheets().isEmpty()) {
            tables
                .subList(before, tables.size())
                .replaceAll(table -> table.hiding(contents.hiddenSheets()));
          }
        }
      } catch (Refused refused) {
        refuse(entry.isEmpty() ? Optional.empty() : Optional.of(entry), "", refused.reason);
      }
    }

    private void sections(RawTable whole) throws IOException {
      List<Sections.Section> sections;
      try {
        sections = Sections.of(whole);
      } catch (Refused refused) {
        refuse(whole.name(), whole.format(), refused.reason);
        return;
      }
      long records = 0;
      for (Sections.Section section : sections) {
        long built = build(section.table(whole, records));
        records += built > 0 ? built : section.behind().number() - section.from().number();
      }
    }

    /** Returns how many records the table had; 0 when it is refused. */
    private long build(RawTable table) throws IOException {
      try {
        ReadTable read =
            new TableBuilder(engine, request, this::sha256, temporary)
                .build(table, tables.size() + 1);
        tables.add(read);
        return read.report().records();
      } catch (Refused refused) {
        refuse(table.name(), table.format(), refused.reason);
      } catch (DuckSession.SqlFailure | TableBuilder.OtherRows e) {
        // After an internal error the engine is not to be used again.
        close();
        engine = engine(temporary);
        LOG.warn("{} cannot be written: {}", request.name(), e.getMessage());
        refuse(
            table.name(),
            table.format(),
            new Message(
                "Không ghi được bảng: " + e.getMessage(),
                "The table cannot be written: " + e.getMessage()));
      }
      return 0;
    }

    void refuse(Optional<String> table, String format, Message reason) throws IOException {
      tables.add(ReadTable.refused(refusal(request.name(), table, format, sha256(), reason)));
    }

    /** The hash of the file as received, which is made out while it is read. */
    private String sha256() throws IOException {
      try {
        return sha256.join();
      } catch (CompletionException e) {
        throw new IOException("the file cannot be hashed", e.getCause());
      }
    }

    private Contents contents(Path file, FileKind kind) throws IOException, Refused {
      return switch (kind) {
        case TEXT -> delimited(unquoted(decode(file, temporary), temporary));
        case JSON -> {
          Decoded text = decode(file, temporary);
          var offsets = new LineOffsets(text.received(), text.encoding(), false);
          yield text.closing(json(text, offsets));
        }
        case PX -> {
          Decoded text = decode(file, temporary);
          yield text.closing(
              Contents.of(
                  List.of(PcAxis.read(text.file(), text.mark()).table("px", Optional.empty()))));
        }
        case XML -> XmlFile.open(file);
        case XLSX -> {
          XlsxWorkbook workbook = XlsxWorkbook.open(file);
          yield sheets("xlsx", workbook::sheets, workbook::close);
        }
        case OLE2 -> sheets("xls", () -> XlsWorkbook.read(file), () -> {});
        case ODS -> {
          OdsWorkbook workbook = OdsWorkbook.open(file);
          yield sheets("ods", workbook::sheets, workbook::close);
        }
        case FLAT_ODS -> sheets("fods", OdsWorkbook.flat(file)::sheets, () -> {});
        case XML_WORKBOOK -> sheets("spreadsheetml", () -> XmlWorkbook.sheets(file), () -> {});
        case PARQUET -> ParquetTable.open(file, temporary);
        case SQLITE -> SqliteFile.open(file);
        default -> throw kind.refusal();
      };
    }

    private static Contents json(Decoded text, LineOffsets offsets) throws IOException, Refused {
      try {
        Contents contents = JsonFile.open(text.file(), text.mark(), offsets::of);
        return new Contents(contents.tables(), offsets::close);
      } catch (IOException | Refused e) {
        offsets.close();
        throw e;
      }
    }

    /** The tables read so far; the only one of an archive needs no name. */
    List<ReadTable> tables() {
      boolean only = tables.size() == 1 && !tables.getFirst().typed().isEmpty();
      return only && tables.getFirst().report().table().isPresent()
          ? List.of(tables.getFirst().unnamed())
          : tables;
    }

    private final class Entries implements Archive.Visitor {
      private final String outer;

      Entries(String outer) {
        this.outer = outer;
      }

      private String path(String name) {
        return name.isEmpty() || outer.isEmpty() ? outer + name : outer + "/" + name;
      }

      @Override
      public void file(String name, Path content, Optional<Message> cut) throws IOException {
        Reading.this.file(content, path(name), cut);
      }

      @Override
      public void refused(String name, Refused reason) throws IOException {
        refuse(Optional.of(path(name)), "", reason.reason);
      }
    }
  }

  /**
   * A text that can be parsed.
   *
   * @param received as it came
   * @param file the same in UTF-8
   * @param mark bytes of a byte order mark in {@code file}
   */
  private record Decoded(Path received, Path file, FoundEncoding encoding, int mark) {
    boolean isAsReceived() {
      return file.equals(received);
    }

    /** Lets go of the copy too. */
    Contents closing(Contents contents) {
      return isAsReceived()
          ? contents
          : new Contents(
              contents.tables(),
              () -> {
                contents.close();
                Files.deleteIfExists(file);
              });
    }
  }

  /** Finds the encoding of a text, and writes it again in UTF-8 where it is another. */
  private static Decoded decode(Path file, Path temporary) throws IOException {
    FoundEncoding encoding = EncodingDetector.detect(file);
    if (encoding.isUtf8AsItStands()) {
      return new Decoded(file, file, encoding, encoding.mark());
    }
    Path text = temporary.resolve("utf8.txt");
    Transcoder.transcode(file, encoding, text);
    return new Decoded(file, text, encoding, 0);
  }

  /** The same without quotes around whole records, where they have such. */
  private static Decoded unquoted(Decoded text, Path temporary) throws IOException, Refused {
    if (!QuotedLines.areIn(sample(text.file(), text.mark()))) {
      return text;
    }
    Path records = temporary.resolve("records.txt");
    QuotedLines.unquote(text.file(), text.mark(), records);
    if (!text.isAsReceived()) {
      Files.delete(text.file());
    }
    return new Decoded(text.received(), records, text.encoding(), 0);
  }

  private static Contents delimited(Decoded text) throws IOException, Refused {
    FoundEncoding encoding = text.encoding();
    byte[] sample = sample(text.file(), text.mark());
    DialectDetector.Found found = DialectDetector.detect(sample);
    Optional<FixedWidth> columns = FixedWidth.ruled(sample);
    if (columns.isEmpty()
        && found.dialect().delimiter().isBlank()
        && !DialectDetector.isRegular(sample, found.dialect())) {
      columns = FixedWidth.detect(sample);
    }
    DialectDetector.Found dialect = columns.isPresent() ? found.withoutDelimiter() : found;
    Optional<LineOffsets> original =
        text.isAsReceived()
            ? Optional.empty()
            : Optional.of(
                new LineOffsets(text.received(), encoding, dialect.dialect().carriageReturnEnds()));
    var table =
        new RawTable(
            "csv",
            Optional.empty(),
            new DelimitedRecords(
                text.file(),
                text.mark(),
                dialect.dialect(),
                0,
                columns,
                original,
                Place.START,
                Place.END),
            encoding.encoding().label(),
            encoding.confidence(),
            encoding.exact(),
            encoding.truncated(),
            Optional.of(
                new RawTable.Delimited(
                    text.file(),
                    dialect.dialect(),
                    dialect.alternatives(),
                    Files.size(text.file()))),
            Grid.NONE,
            Optional.empty());
    return text.closing(
        new Contents(
            List.of(table),
            () -> {
              if (original.isPresent()) {
                original.get().close();
              }
            }));
  }

  private static CompletableFuture<String> hash(Path file) {
    var hash = new CompletableFuture<String>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                hash.complete(Sha256.of(file));
              } catch (Throwable e) {
                hash.completeExceptionally(e);
              }
            });
    return hash;
  }

  /** Gives the sheets of an opened workbook. */
  @FunctionalInterface
  private interface Sheets {
    List<Sheet> all() throws IOException, Refused;
  }

  /** One table per visible sheet that has something in it. */
  private static Contents sheets(String format, Sheets sheets, Contents.Release release)
      throws IOException, Refused {
    var filled = new ArrayList<Sheet>();
    var hidden = new ArrayList<String>();
    try {
      for (Sheet sheet : sheets.all()) {
        if (sheet.name().equals(Returned.SHEET) || !isFilled(sheet)) {
          continue;
        }
        if (sheet.hidden()) {
          hidden.add(sheet.name());
        } else {
          filled.add(sheet);
        }
      }
      if (filled.isEmpty()) {
        throw new Refused(
            "Bảng tính không có trang nào có dữ liệu (không kể trang ẩn).",
            "No sheet of the workbook has anything in it (hidden ones apart).");
      }
    } catch (IOException | Refused | RuntimeException e) {
      release.run();
      throw e;
    }
    var tables = new ArrayList<RawTable>();
    for (Sheet sheet : filled) {
      tables.add(
          RawTable.sheet(
              format, filled.size() > 1 ? Optional.of(sheet.name()) : Optional.empty(), sheet));
    }
    return new Contents(tables, hidden, release);
  }

  private static boolean isFilled(Sheet sheet) throws IOException, Refused {
    try (Records.Cursor cursor = sheet.records().open()) {
      return cursor.next();
    }
  }

  /** The start of the text, to the end of its last whole line. */
  private static byte[] sample(Path text, int mark) throws IOException {
    try (InputStream in = Files.newInputStream(text)) {
      in.skipNBytes(mark);
      byte[] start = in.readNBytes(DialectDetector.SAMPLE);
      if (start.length < DialectDetector.SAMPLE) {
        return start;
      }
      int end = start.length;
      while (end > start.length / 2 && start[end - 1] != '\n' && start[end - 1] != '\r') {
        end--;
      }
      return java.util.Arrays.copyOf(start, end > start.length / 2 ? end : start.length);
    }
  }

  /** The report of a file that gave no table. */
  public static ReadReport refusal(ReadRequest request, String format, Message reason)
      throws IOException {
    return refusal(request.name(), Optional.empty(), format, Sha256.of(request.input()), reason);
  }

  public static ReadReport refusal(
      String name, Optional<String> table, String format, String sha256, Message reason) {
    return new ReadReport(
        name,
        table,
        ReadReport.Status.REJECTED,
        "",
        format,
        "",
        "",
        0,
        0,
        List.of(),
        0,
        0,
        0,
        0,
        "",
        sha256,
        reason,
        ReadReport.Notes.NONE);
  }

  @Override
  public void close() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }
}
