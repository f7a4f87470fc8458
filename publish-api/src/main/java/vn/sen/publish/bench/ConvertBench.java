package vn.sen.publish.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.io.file.PathUtils;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.run.ReadJob;

/**
 * Time from a received CSV file to its two tables, hashed, in a worker, over the time that DuckDB
 * takes to write the typed one of the same file by itself. Both warm, the median of {@value
 * #ROUNDS}; every round of ours beside one of the reference. Workbooks have no reference: time, and
 * what the worker took.
 */
public final class ConvertBench {
  private static final int ROUNDS = 3;
  private static final int SMALL_FILES = 2_000;

  /** Workers that the measured pool has; large files are read one at a time. */
  public static final int WORKERS = 2;

  private final PrintWriter out;
  private final Path work;
  private final WorkerPool pool;
  private int owner;

  /**
   * @param work an empty directory, cleared at the end
   * @param pool with {@value #WORKERS} workers
   */
  public ConvertBench(PrintWriter out, Path work, WorkerPool pool) {
    this.out = out;
    this.work = work;
    this.pool = pool;
  }

  /** How a table is written. */
  private record Form(String name, String delimiter, Charset charset, int atMost) {}

  private static final Form CLEAN = new Form("clean UTF-8", ",", StandardCharsets.UTF_8, 2);

  /** Measures all there is with files of that many bytes, and prints what came out. */
  public void run(long bytes) throws Exception {
    out.printf(Locale.ROOT, "%,d MB of CSV, mixed types, Vietnamese text%n", bytes / 1_000_000);
    for (Form form :
        List.of(
            CLEAN,
            new Form("messy dialect", " ; ", StandardCharsets.UTF_8, 4),
            new Form("legacy encoding", ",", Charset.forName("windows-1258"), 4))) {
      measure(form, bytes, ROUNDS);
    }
    workbook(100_000, ROUNDS, " (under 8 s and 600 MB)");
    workbook((int) Math.min(1_000_000, bytes / 500), 1, "");
    small();
  }

  /** Measures a clean file alone, once: for sizes at which only the memory is of interest. */
  public void once(long bytes) throws Exception {
    out.printf(Locale.ROOT, "%,d MB of CSV, once%n", bytes / 1_000_000);
    measure(CLEAN, bytes, 1);
  }

  /** A workbook, each round in a new worker, whose memory is its own. */
  private void workbook(int rows, int rounds, String limit) throws Exception {
    Path file = work.resolve("input.xlsx");
    BenchWorkbook.write(file, rows);
    double[] taken = new double[rounds];
    double[] cpu = new double[rounds];
    long peak = 0;
    for (int round = 0; round < rounds; round++) {
      owner++;
      try (var worker = new BusiestWorker()) {
        taken[round] = Timing.seconds(() -> convert(file));
        cpu[round] = worker.cpu().toMillis() / 1e3;
        peak = Math.max(peak, worker.peakBytes());
      }
    }
    out.printf(
        Locale.ROOT,
        "XLSX, %,d x %d %6.2f s   CPU %.2f s   worker's peak %,d MB%s%n",
        rows,
        BenchWorkbook.COLUMNS,
        Timing.median(taken),
        Timing.median(cpu),
        peak >> 20,
        limit);
    out.flush();
    Files.delete(file);
  }

  private void measure(Form form, long bytes, int rounds) throws Exception {
    Path clean = work.resolve("reference.csv");
    Path file = work.resolve("input.csv");
    write(new Form("", ",", StandardCharsets.UTF_8, 0), bytes, clean);
    write(form, bytes, file);
    double[] reference = new double[rounds];
    double[] ours = new double[rounds];
    if (rounds > 1) {
      copy(clean);
      convert(file);
    }
    long peak;
    try (var worker = new BusiestWorker()) {
      for (int round = 0; round < rounds; round++) {
        reference[round] = Timing.seconds(() -> copy(clean));
        ours[round] = Timing.seconds(() -> convert(file));
      }
      peak = worker.peakBytes();
    }
    out.printf(
        Locale.ROOT,
        "%-16s %6.2f s   DuckDB %6.2f s   ratio %.2f (at most %d)   worker's peak %,d MB%n",
        form.name,
        Timing.median(ours),
        Timing.median(reference),
        Timing.median(ours) / Timing.median(reference),
        form.atMost,
        peak >> 20);
    out.flush();
    Files.delete(clean);
    Files.delete(file);
  }

  private void copy(Path file) throws IOException {
    Path target = work.resolve("reference.parquet");
    new Reference(work.resolve("duckdb")).convert(file, target);
    Files.delete(target);
  }

  private void convert(Path file) throws IOException, InterruptedException {
    convert(file, work.resolve("results"));
  }

  private void convert(Path file, Path results) throws IOException, InterruptedException {
    Files.createDirectory(results);
    List<ReadTable> tables =
        ReadJob.read(
            pool,
            "owner " + owner,
            new ReadRequest(file, "input.csv", results, Map.of(), ReadOptions.TYPED));
    ReadReport report = tables.getFirst().report();
    if (report.status() != ReadReport.Status.CONVERTED || report.rejectedRows() > 0) {
      throw new IllegalStateException("measured the wrong thing: " + report.message().en());
    }
    PathUtils.deleteDirectory(results);
  }

  private void small() throws Exception {
    Path file = work.resolve("small.csv");
    write(new Form("", ",", StandardCharsets.UTF_8, 0), 1_000, file);
    smallFiles(file, SMALL_FILES / 10);
    double taken = Timing.seconds(() -> smallFiles(file, SMALL_FILES));
    out.printf(
        Locale.ROOT,
        "%,d small files %6.2f s   %.0f files/s (at least 100)%n",
        SMALL_FILES,
        taken,
        SMALL_FILES / taken);
    out.flush();
    Files.delete(file);
  }

  /** Converts a file so many times, as many at once as there are workers. */
  private void smallFiles(Path file, int times) throws Exception {
    try (var threads = Executors.newFixedThreadPool(WORKERS)) {
      var all = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < times; i++) {
        Path results = work.resolve("results-" + i);
        all.add(
            () -> {
              convert(file, results);
              return true;
            });
      }
      for (Future<Boolean> each : threads.invokeAll(all)) {
        each.get();
      }
    }
  }

  /** A clean file of about that many bytes. */
  static void write(long bytes, Path file) throws IOException {
    write(CLEAN, bytes, file);
  }

  /** Rows of twelve columns, the same for every form. */
  private static void write(Form form, long bytes, Path file) throws IOException {
    var random = new Random(2025);
    String[] names = {"Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ", "Lào Cai", "Quảng Trị", "An Giang"};
    String[] goods = {"gạo tẻ", "xăng RON 95", "điện sinh hoạt", "nước máy", "thịt lợn hơi"};
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
      var line = new StringBuilder();
      line.append(
          String.join(
              form.delimiter,
              "id,ma_tinh,ten,mat_hang,ngay,luc,gia,so_luong,ti_le,dung,ghi_chu,ma_so".split(",")));
      long written = 0;
      for (int row = 1; written < bytes; row++) {
        line.append('\n');
        Object[] cells = {
          row,
          String.format(Locale.ROOT, "%02d", 1 + random.nextInt(96)),
          names[random.nextInt(names.length)],
          goods[random.nextInt(goods.length)],
          "2025-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28)),
          "2025-07-%02dT%02d:%02d:00"
              .formatted(1 + random.nextInt(28), random.nextInt(24), random.nextInt(60)),
          random.nextInt(1_000_000) * 100,
          random.nextInt(10_000),
          String.format(Locale.ROOT, "%.4f", random.nextDouble()),
          random.nextBoolean(),
          row % 3 == 0 ? "" : "Theo báo cáo của sở, kỳ " + random.nextInt(1_000),
          String.format(Locale.ROOT, "VN-%08x", random.nextInt())
        };
        for (int i = 0; i < cells.length; i++) {
          String cell = cells[i].toString();
          line.append(i == 0 ? "" : form.delimiter);
          line.append(cell.indexOf(',') >= 0 ? '"' + cell + '"' : cell);
        }
        if (line.length() > 1 << 16) {
          byte[] out = bytes(line, form);
          stream.write(out);
          written += out.length;
          line.setLength(0);
        }
        if (bytes <= 1 << 16 && written + line.length() > bytes) {
          break;
        }
      }
      stream.write(bytes(line, form));
    }
  }

  /** windows-1258 writes letters and tones apart. */
  private static byte[] bytes(CharSequence text, Form form) {
    String whole = text.toString();
    if (!form.charset.equals(StandardCharsets.UTF_8)) {
      whole =
          java.text.Normalizer.normalize(whole, java.text.Normalizer.Form.NFD)
              .replace("a\u0306", "ă")
              .replace("A\u0306", "Ă")
              .replace("a\u0302", "â")
              .replace("e\u0302", "ê")
              .replace("o\u0302", "ô")
              .replace("o\u031b", "ơ")
              .replace("u\u031b", "ư");
    }
    return whole.getBytes(form.charset);
  }
}
