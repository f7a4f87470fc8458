package vn.sen.harvest.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
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

  /** What a compressed file may unpack to, and how many times its size. */
  private static final long LARGEST_UNPACKED = 20L << 30;

  private static final long HIGHEST_RATIO = 300;
  private static final long RATIO_COUNTS_FROM = 64 << 20;

  /** What the table engine may use, beside the Java heap. */
  static final long MEMORY = 400L << 20;

  static final int THREADS = 2;

  private final Path temporary;
  private DuckSession session;

  /**
   * @param temporary a directory of its own, for what is needed while reading
   */
  public TableReader(Path temporary) {
    this.temporary = temporary;
    this.session = open();
  }

  private DuckSession open() {
    DuckSession opened = DuckSession.open(temporary.resolve("duckdb"), MEMORY, THREADS);
    // It saves next to nothing here, and takes minutes over a table of some thousand columns.
    opened.execute("SET disabled_optimizers = 'common_subexpressions'");
    return opened;
  }

  /**
   * Reads a file into tables. What can't be read is one table with a report that says why; it is
   * not thrown.
   *
   * @throws IOException when the disk fails, not the file
   */
  public List<ReadTable> read(ReadRequest request) throws IOException {
    Files.createDirectories(request.outputDirectory());
    try {
      FileKind kind = FileKind.of(request.input());
      return switch (kind) {
        case TEXT -> List.of(delimited(request, request.input(), Optional.empty()));
        case GZIP -> List.of(gzip(request));
        case XLSX -> xlsx(request);
        case OLE2 -> sheets(request, "xls", XlsWorkbook.read(request.input()));
        default -> throw kind.refusal();
      };
    } catch (Refused refused) {
      return List.of(ReadTable.refused(refusal(request, "", refused.reason)));
    } catch (DuckSession.SqlFailure e) {
      // After an internal error the engine is not to be used again.
      session.close();
      session = open();
      LOG.warn("{} cannot be written: {}", request.name(), e.getMessage());
      return List.of(
          ReadTable.refused(
              refusal(
                  request,
                  "",
                  new Message(
                      "Không ghi được bảng: " + e.getMessage(),
                      "The table cannot be written: " + e.getMessage()))));
    }
  }

  private ReadTable delimited(ReadRequest request, Path file, Optional<String> sha256)
      throws IOException, Refused {
    EncodingDetector.Result detected = EncodingDetector.detect(file);
    FoundEncoding encoding = detected.encoding();
    Path text = file;
    int mark = encoding.mark();
    if (!encoding.isUtf8AsItStands()) {
      text = temporary.resolve("utf8.txt");
      Transcoder.transcode(file, encoding, text);
      mark = 0;
    }
    DialectDetector.Found dialect = DialectDetector.detect(sample(text, mark));
    Optional<LineOffsets> original =
        text == file
            ? Optional.empty()
            : Optional.of(new LineOffsets(file, encoding, dialect.dialect().carriageReturnEnds()));
    try {
      var table =
          new RawTable(
              "csv",
              Optional.empty(),
              new DelimitedRecords(text, mark, dialect.dialect(), original),
              encoding.encoding().label(),
              encoding.confidence(),
              encoding.exact(),
              encoding.truncated(),
              Optional.of(
                  new RawTable.Delimited(
                      text, dialect.dialect(), dialect.alternatives(), Files.size(text))),
              Grid.NONE);
      return new TableBuilder(session, request, sha256.orElse(detected.sha256()), temporary)
          .build(table, 1);
    } finally {
      if (original.isPresent()) {
        original.get().close();
        Files.deleteIfExists(text);
      }
    }
  }

  private List<ReadTable> xlsx(ReadRequest request) throws IOException, Refused {
    try (XlsxWorkbook workbook = XlsxWorkbook.open(request.input())) {
      return sheets(request, "xlsx", workbook.sheets());
    }
  }

  /** One table per visible sheet that has something in it. */
  private List<ReadTable> sheets(
      ReadRequest request, String format, List<XlsxWorkbook.Sheet> sheets)
      throws IOException, Refused {
    String sha256 = Sha256.of(request.input());
    var builder = new TableBuilder(session, request, sha256, temporary);
    var tables = new ArrayList<ReadTable>();
    var filled = new ArrayList<XlsxWorkbook.Sheet>();
    for (XlsxWorkbook.Sheet sheet : sheets) {
      if (!sheet.hidden() && isFilled(sheet)) {
        filled.add(sheet);
      }
    }
    if (filled.isEmpty()) {
      throw new Refused(
          "Sổ Excel không có trang tính nào có dữ liệu (không kể trang ẩn).",
          "No sheet of the workbook has anything in it (hidden ones apart).");
    }
    for (XlsxWorkbook.Sheet sheet : filled) {
      Optional<String> name = filled.size() > 1 ? Optional.of(sheet.name()) : Optional.empty();
      var table = RawTable.sheet(format, name, sheet.records(), sheet.grid());
      try {
        tables.add(builder.build(table, tables.size() + 1));
      } catch (Refused refused) {
        tables.add(
            ReadTable.refused(refusal(request.name(), name, format, sha256, refused.reason)));
      }
    }
    return tables;
  }

  private static boolean isFilled(XlsxWorkbook.Sheet sheet) throws IOException, Refused {
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

  private ReadTable gzip(ReadRequest request) throws IOException, Refused {
    Path unpacked = temporary.resolve("unpacked");
    long packed = Files.size(request.input());
    try (var in = new GZIPInputStream(Files.newInputStream(request.input()), 1 << 16);
        var out = Files.newOutputStream(unpacked)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > LARGEST_UNPACKED
            || total > RATIO_COUNTS_FROM && total > packed * HIGHEST_RATIO) {
          throw new Refused(
              "Tệp nén bung ra quá lớn (trên %d lần): không đọc.".formatted(total / packed),
              "The file unpacks to far too much (over %d times its size): not read."
                  .formatted(total / packed));
        }
        out.write(buffer, 0, n);
      }
    } catch (ZipException | java.io.EOFException e) {
      Files.deleteIfExists(unpacked);
      throw new Refused(
          "Tệp gzip hỏng hoặc bị cắt cụt. Hãy tải lại.",
          "The gzip file is damaged or cut. Download it again.");
    }
    FileKind inner = FileKind.of(unpacked);
    if (inner != FileKind.TEXT) {
      Files.deleteIfExists(unpacked);
      throw inner.refusal();
    }
    ReadTable read = delimited(request, unpacked, Optional.of(Sha256.of(request.input())));
    Files.deleteIfExists(unpacked);
    return read;
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
    session.close();
  }
}
