package vn.sen.publish.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.TableChecker;
import vn.sen.harvest.check.TableUnderCheck;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.run.Examination;
import vn.sen.harvest.run.Examiner;
import vn.sen.harvest.run.ReadJob;
import vn.sen.harvest.run.UnitList;
import vn.sen.vocab.AdministrativeUnits;

/**
 * Time of all table rules over the time that DuckDB's {@code SUMMARIZE} takes of the same Parquet;
 * of a table whose every row is bad over that of a clean one; and from a received CSV to its report
 * over DuckDB's own conversion and SUMMARIZE. Medians of {@value #ROUNDS}, each beside its
 * reference.
 */
public final class CheckBench {
  private static final int ROUNDS = 3;

  /** As much as a worker gives its rules. */
  private static final long MEMORY = 400L << 20;

  private final PrintWriter out;
  private final Path work;
  private final WorkerPool pool;
  private final Reference reference;

  /**
   * @param work an empty directory, cleared at the end
   */
  public CheckBench(PrintWriter out, Path work, WorkerPool pool) {
    this.out = out;
    this.work = work;
    this.pool = pool;
    this.reference = new Reference(work.resolve("duckdb"));
  }

  /** Measures with files of that many bytes, and prints what came out. */
  public void run(long bytes) throws Exception {
    out.printf(Locale.ROOT, "%,d MB of CSV, mixed types, Vietnamese text%n", bytes / 1_000_000);
    Path clean = work.resolve("clean.csv");
    ConvertBench.write(bytes, clean);
    Path bad = work.resolve("bad.csv");
    spoil(clean, bad);
    double ofClean = rules("all rules", clean, 4);
    double ofBad = rules("every row bad", bad, 8);
    out.printf(Locale.ROOT, "bad over clean   ratio %.2f (at most 2)%n", ofBad / ofClean);
    fromFile(clean);
    out.flush();
  }

  private double rules(String name, Path file, int atMost) throws Exception {
    Path results = Files.createDirectory(work.resolve("results"));
    ReadTable table =
        ReadJob.read(
                pool,
                "bench",
                new ReadRequest(file, "input.csv", results, Map.of(), ReadOptions.TYPED))
            .getFirst();
    var under =
        new TableUnderCheck(
            "input.csv",
            table.report().sha256(),
            table.report(),
            table.text().orElseThrow(),
            table.typed().orElseThrow(),
            Optional.empty(),
            Circumstances.unknown(LocalDate.of(2026, 1, 1)),
            AdministrativeUnits::shipped);
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    check(under);
    reference.summarize(table.typed().get());
    for (int round = 0; round < ROUNDS; round++) {
      theirs[round] = Timing.seconds(() -> reference.summarize(table.typed().get()));
      ours[round] = Timing.seconds(() -> check(under));
    }
    print(name, ours, "SUMMARIZE", theirs, atMost);
    PathUtils.deleteDirectory(results);
    return Timing.median(ours);
  }

  private void check(TableUnderCheck table) {
    try (DuckSession session = DuckSession.open(work.resolve("duckdb"), MEMORY, 2)) {
      List<CheckResult> results = new TableChecker().check(table, session);
      if (results.stream().anyMatch(r -> r.outcome() == CheckResult.Outcome.NOT_RUN)) {
        throw new IllegalStateException("measured the wrong thing: a rule could not be run");
      }
    }
  }

  private void fromFile(Path file) throws Exception {
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    var examiner = new Examiner(pool);
    examine(examiner, file);
    long peak;
    try (var worker = new BusiestWorker()) {
      for (int round = 0; round < ROUNDS; round++) {
        theirs[round] = Timing.seconds(() -> convertAndSummarize(file));
        ours[round] = Timing.seconds(() -> examine(examiner, file));
      }
      peak = worker.peakBytes();
    }
    print("file to report", ours, "convert, SUMMARIZE", theirs, 4);
    out.printf(Locale.ROOT, "worker's peak %,d MB (under 1,000)%n", peak >> 20);
  }

  private void examine(Examiner examiner, Path file) throws IOException, InterruptedException {
    Path results = work.resolve("examined");
    Examination examination =
        examiner.examine(
            "bench",
            file,
            new Examination.Request(
                "input.csv",
                "0".repeat(64),
                Map.of(),
                Circumstances.unknown(LocalDate.of(2026, 1, 1)),
                UnitList.shipped(),
                Map.of(),
                Optional.empty()),
            results);
    if (!(examination instanceof Examination.Read)) {
      throw new IllegalStateException("measured the wrong thing: " + examination);
    }
    PathUtils.deleteDirectory(results);
  }

  private void convertAndSummarize(Path file) throws IOException {
    Path target = work.resolve("reference.parquet");
    reference.convert(file, target);
    reference.summarize(target);
    Files.delete(target);
  }

  /** The same rows with a blank too many, a word for nothing and a formula in each. */
  private static void spoil(Path clean, Path bad) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(clean);
        BufferedWriter lines = Files.newBufferedWriter(bad)) {
      lines.write(in.readLine() + "\n");
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", 4);
        int last = line.lastIndexOf(',');
        String middle = line.substring(line.length() - cells[3].length(), last);
        lines.write(
            cells[0] + "," + cells[1] + "," + cells[2] + " ," + middle + ",=" + cells[1] + "+1\n");
      }
    }
  }

  private void print(String name, double[] ours, String against, double[] theirs, int atMost) {
    out.printf(
        Locale.ROOT,
        "%-16s %6.2f s   %s %6.2f s   ratio %.2f (at most %d)%n",
        name,
        Timing.median(ours),
        against,
        Timing.median(theirs),
        Timing.median(ours) / Timing.median(theirs),
        atMost);
    out.flush();
  }
}
