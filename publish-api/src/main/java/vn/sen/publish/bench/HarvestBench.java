package vn.sen.publish.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.loader.base.LoaderOps;
import vn.sen.harvest.run.HarvestReport;

/**
 * Time to harvest a DCAT catalogue (fetched over HTTP, checked against the shapes, committed to the
 * journal, in the RDF store and the index) over the time that TDB2's parallel bulk loader takes for
 * the same quads. Both warm, the median of some rounds. Beside it: whether the last records go as
 * fast as the first, the heap that was needed, and the disk that a record takes in the end.
 */
public final class HarvestBench {
  private static final int PAGE = 500;
  private static final int WARMING = 5000;

  /** So many of the first records are compared with as many of the last. */
  private static final int ENDS = 20_000;

  private final PrintWriter out;
  private final Path work;
  private final int rounds;
  private final Platforms platforms;

  /**
   * @param work an empty directory, cleared at the end
   * @param rounds how often each is measured, at least once
   */
  public HarvestBench(PrintWriter out, Path work, int rounds, Platforms platforms) {
    this.out = out;
    this.work = work;
    this.rounds = rounds;
    this.platforms = platforms;
  }

  /** Starts the platform under test on an empty directory. */
  @FunctionalInterface
  public interface Platforms {
    Platform open(Path data) throws IOException;
  }

  /** The platform under test. */
  public interface Platform extends AutoCloseable {
    /** Harvests the records of a DCAT source, no files. */
    HarvestReport harvest(URI source) throws InterruptedException;

    /** Returns when every projection has taken in all of the journal. */
    void settle() throws InterruptedException;

    /** The entry of the journal up to which every projection has taken it in. */
    long reached();

    /** Gives back disk space. */
    void compact();

    @Override
    void close();
  }

  /** Measures with that many records, and prints what came out. */
  public void run(int records) throws Exception {
    out.printf(Locale.ROOT, "%,d records of %d triples%n", records, SyntheticDcat.TRIPLES);
    Path quads = work.resolve("reference.nq");
    writeQuads(records, quads);
    double reference = median("TDB2 parallel loader", round -> load(quads, round));
    Files.delete(quads);

    var all = new ArrayList<Round>();
    for (int round = 0; round < rounds; round++) {
      all.add(harvest(records, round));
    }
    double harvest = median(all, Round::first);
    double unchanged = median(all, Round::again);
    out.printf(
        Locale.ROOT, "harvest          %8.2f s  %,8.0f records/s%n", harvest, records / harvest);
    out.printf(
        Locale.ROOT,
        "unchanged again  %8.2f s  %,8.0f records/s%n",
        unchanged,
        records / unchanged);
    out.printf(Locale.ROOT, "ratio harvest / loader    %.2f (at most 4)%n", harvest / reference);
    out.printf(Locale.ROOT, "ratio first / unchanged   %.1f (at least 10)%n", harvest / unchanged);
    if (records >= 2 * ENDS) {
      out.printf(
          Locale.ROOT,
          "ratio last / first %,d     %.2f of the speed (at least 0.5)%n",
          ENDS,
          median(all, Round::lastOverFirst));
    }
    out.printf(
        Locale.ROOT,
        "heap             %8.0f MB at most after a collection, of %,d MB%n",
        median(all, Round::heap) / 1e6,
        Runtime.getRuntime().maxMemory() / 1_000_000);
    out.printf(
        Locale.ROOT,
        "disk             %8.1f kB a record, compacted (at most 80)%n",
        median(all, Round::disk) / 1e3);
    out.flush();
  }

  /**
   * What one round measured.
   *
   * @param first seconds of the first harvest
   * @param again seconds of the one after, in which nothing has changed
   * @param lastOverFirst speed of the last records over that of the first
   * @param heap bytes in use after a collection, at most
   * @param disk bytes of a record after compaction, all databases together
   */
  private record Round(
      double first, double again, double lastOverFirst, double heap, double disk) {}

  private static double median(List<Round> rounds, ToDoubleFunction<Round> number) {
    return Timing.median(rounds.stream().mapToDouble(number).toArray());
  }

  private Round harvest(int records, int round) throws Exception {
    Path data = Files.createDirectory(work.resolve("data-" + round));
    try (Platform platform = platforms.open(data);
        SyntheticDcat source = start(0, records)) {
      warm(platform, records);
      Heap.forget();
      double first;
      double lastOverFirst;
      try (var pace = new Pace(platform::reached)) {
        first = Timing.seconds(() -> harvest(platform, source, records, true));
        lastOverFirst = pace.lastOverFirst(ENDS);
      }
      double again = Timing.seconds(() -> harvest(platform, source, records, false));
      double heap = Heap.peakBytes();
      platform.compact();
      double disk = (double) FileUtils.sizeOfDirectory(data.toFile()) / (records + WARMING);
      out.printf(
          Locale.ROOT,
          "  round %d: %.2f s, unchanged %.2f s, heap %.0f MB, disk %.1f kB a record%n",
          round + 1,
          first,
          again,
          heap / 1e6,
          disk / 1e3);
      out.flush();
      return new Round(first, again, lastOverFirst, heap, disk);
    } finally {
      PathUtils.deleteDirectory(data);
    }
  }

  /** The RDF process is a new one each round, and warm only after some thousands of records. */
  private static void warm(Platform platform, int first) throws InterruptedException {
    try (SyntheticDcat other = start(first, WARMING)) {
      harvest(platform, other, WARMING, true);
    }
  }

  /** Without entity tags: unchanged pages are sent again, and recognised by their bytes. */
  private static SyntheticDcat start(int first, int records) {
    return SyntheticDcat.start(
        new SyntheticDcat.Shape(
            first, records, PAGE, SyntheticDcat.Syntax.TURTLE, SyntheticDcat.Caching.NONE));
  }

  private static void harvest(Platform platform, SyntheticDcat source, int records, boolean added)
      throws InterruptedException {
    HarvestReport report = platform.harvest(source.url());
    platform.settle();
    int counted = added ? report.records().added() : report.records().unchanged();
    if (counted != records || report.outcome() != HarvestReport.Outcome.COMPLETE) {
      throw new IllegalStateException("measured the wrong thing: " + report);
    }
  }

  private double load(Path quads, int round) throws IOException {
    Path directory = Files.createDirectory(work.resolve("tdb-" + round));
    DatasetGraph store = DatabaseMgr.connectDatasetGraph(directory.toString());
    try {
      return Timing.seconds(
          () -> {
            DataLoader loader = LoaderFactory.parallelLoader(store, LoaderOps.outputToLog());
            loader.startBulk();
            loader.load(List.of(quads.toString()));
            loader.finishBulk();
          });
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      store.close();
      org.apache.jena.tdb2.sys.TDBInternal.expel(store);
      PathUtils.deleteDirectory(directory);
    }
  }

  private void writeQuads(int records, Path file) throws IOException {
    var shape =
        new SyntheticDcat.Shape(
            records, PAGE, SyntheticDcat.Syntax.N_TRIPLES, SyntheticDcat.Caching.NONE);
    try (SyntheticDcat source = SyntheticDcat.start(shape);
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      StreamRDF writer = StreamRDFWriter.getWriterStream(bytes, Lang.NQUADS);
      writer.start();
      int graph = 0;
      for (int page = 1; page <= source.pageCount(); page++) {
        try (InputStream body = source.page(page).toURL().openStream()) {
          RDFParser.source(body).lang(Lang.NTRIPLES).parse(new InGraphs(writer, graph));
        }
        graph += PAGE;
      }
      writer.finish();
    }
  }

  /** Puts every {@link SyntheticDcat#TRIPLES} triples into a graph of their own. */
  private static final class InGraphs extends StreamRDFBase {
    private final StreamRDF to;
    private final int first;
    private long seen;

    InGraphs(StreamRDF to, int first) {
      this.to = to;
      this.first = first;
    }

    @Override
    public void triple(Triple triple) {
      Node graph =
          NodeFactory.createURI(
              "http://localhost:8080/dataset/" + (first + seen / SyntheticDcat.TRIPLES));
      seen++;
      to.quad(Quad.create(graph, triple));
    }
  }

  private double median(String name, Measured measured) throws Exception {
    measured.seconds(0); // warm
    double[] all = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      all[round] = measured.seconds(round + 1);
    }
    double median = Timing.median(all);
    out.printf(Locale.ROOT, "%s  %.2f s (of %s)%n", name, median, Arrays.toString(all));
    out.flush();
    return median;
  }

  @FunctionalInterface
  private interface Measured {
    double seconds(int round) throws Exception;
  }
}
