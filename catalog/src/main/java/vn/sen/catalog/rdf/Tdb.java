package vn.sen.catalog.rdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.dboe.base.file.AlreadyLocked;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.progress.MonitorOutputs;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Generations;

/**
 * The graphs in TDB2. Reads go on beside one write. Rebuilding and compacting fill a new generation
 * with the bulk loader and put it in the old one's place.
 */
final class Tdb {
  private static final Logger LOG = LoggerFactory.getLogger(Tdb.class);

  /**
   * The sequence number lies in the table of prefixes: it commits with the statements and is none
   * of them, so no query can see it, whatever graphs it names.
   */
  private static final String REACHED = "reached";

  private static final String REACHED_IRI = "urn:sen:sequence:";

  /**
   * Within one graph, the few statements of one dataset, no order but by subject pays for itself;
   * over all graphs every order does. TDB2's own caches of nodes alone may take 300 MB.
   */
  private static final StoreParams SMALL =
      StoreParamsBuilder.create("sen")
          .quadIndexes(new String[] {"GSPO", "SPOG", "POSG", "OSPG"})
          .node2NodeIdCacheSize(20_000)
          .nodeId2NodeCacheSize(40_000)
          .nodeMissCacheSize(1_000)
          .build();

  /**
   * Below, the loader with several threads runs out of memory: it has millions of tuples queued.
   */
  private static final long HEAP_FOR_PARALLEL = 900L << 20;

  private final Generations generations;
  private final ReadWriteLock using = new ReentrantReadWriteLock(true);
  private final ReentrantLock writing = new ReentrantLock();
  private volatile DatasetGraph current;

  Tdb(Path directory) throws IOException {
    generations = new Generations(directory);
    generations.sweep();
    current = open();
  }

  /** What cannot be opened any more is begun anew: the journal has all of it. */
  private DatasetGraph open() throws IOException {
    Path generation = generations.current();
    try {
      TornJournal.mend(generation);
      DatasetGraph dataset = connect(generation);
      read(dataset, Tdb::marked);
      return dataset;
    } catch (AlreadyLocked e) {
      throw e; // another process has it
    } catch (RuntimeException | StackOverflowError e) { // a tree that leads to itself
      LOG.error("the RDF store in {} is damaged; an empty one begins", generation, e);
      Path fresh = generations.next();
      DatasetGraph dataset = connect(fresh);
      generations.promote(fresh);
      return dataset;
    }
  }

  /** Reads in one transaction. */
  <T> T read(Function<DatasetGraph, T> reading) {
    using.readLock().lock();
    try {
      return read(current, reading);
    } finally {
      using.readLock().unlock();
    }
  }

  private static <T> T read(DatasetGraph dataset, Function<DatasetGraph, T> reading) {
    dataset.begin(TxnType.READ);
    try {
      return reading.apply(dataset);
    } finally {
      dataset.end();
    }
  }

  /** The sequence number that was committed last; 0 when there is none. */
  long reached() {
    return read(Tdb::marked);
  }

  private static long marked(DatasetGraph dataset) {
    String iri = dataset.prefixes().get(REACHED);
    return iri == null ? 0 : Long.parseLong(iri.substring(REACHED_IRI.length()));
  }

  /** Replaces graphs by what the batch says of them, in one transaction. */
  void apply(long sequence, InputStream batch) throws IOException {
    writing.lock();
    try {
      Set<String> graphs = GraphBatch.readNames(batch);
      DatasetGraph dataset = current; // replaced by writers alone
      dataset.begin(TxnType.WRITE);
      try {
        graphs.forEach(graph -> dataset.removeGraph(NodeFactory.createURI(graph)));
        GraphBatch.readQuads(batch, into(dataset, graphs));
        mark(dataset, sequence);
        dataset.commit();
        dataset.end();
      } catch (RuntimeException | Error e) {
        abort(dataset, e);
        throw e;
      }
    } finally {
      writing.unlock();
    }
  }

  /** What goes wrong now must not hide what went wrong. */
  private static void abort(DatasetGraph dataset, Throwable because) {
    try {
      dataset.abort();
      dataset.end();
    } catch (RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  /** Lets nobody write any more, once who writes now has ended; waits no longer than so. */
  void retire(Duration atMost) {
    try {
      if (!writing.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("the RDF store is left amid a change, which is not taken in");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts anew with these statements. */
  void rebuild(long sequence, InputStream quads) throws IOException {
    writing.lock();
    try {
      replace(sequence, loader -> GraphBatch.readQuads(quads, loader));
    } finally {
      writing.unlock();
    }
  }

  /** Copies what is there into a new generation, without the garbage. */
  void compact() throws IOException {
    writing.lock();
    try {
      replace(
          reached(),
          loader ->
              read(
                  dataset -> {
                    Iterator<Quad> quads = dataset.find();
                    quads.forEachRemaining(loader::quad);
                    return 0;
                  }));
    } finally {
      writing.unlock();
    }
  }

  private void replace(long sequence, Consumer<StreamRDF> fill) throws IOException {
    long begun = System.nanoTime();
    Path next = generations.next();
    DatasetGraph fresh = connect(next);
    try {
      long quads = load(fresh, fill);
      fresh.begin(TxnType.WRITE);
      mark(fresh, sequence);
      fresh.commit();
      fresh.end();
      generations.promote(next);
      LOG.info(
          "RDF store rebuilt: {} statements up to entry {} in {} ms",
          quads,
          sequence,
          (System.nanoTime() - begun) / 1_000_000);
    } catch (IOException | RuntimeException | Error e) {
      TDBInternal.expel(fresh, true);
      Generations.delete(next);
      throw e;
    }
    DatasetGraph old = current;
    using.writeLock().lock(); // waits for the queries that still read the old one
    try {
      current = fresh;
      TDBInternal.expel(old, true);
    } finally {
      using.writeLock().unlock();
    }
    generations.sweep();
  }

  private static long load(DatasetGraph fresh, Consumer<StreamRDF> fill) {
    DataLoader loader =
        Runtime.getRuntime().maxMemory() < HEAP_FOR_PARALLEL
            ? LoaderFactory.sequentialLoader(fresh, MonitorOutputs.nullOutput())
            : LoaderFactory.parallelLoader(fresh, MonitorOutputs.nullOutput());
    loader.startBulk();
    try {
      fill.accept(loader.stream());
      loader.finishBulk();
    } catch (RuntimeException e) {
      loader.finishException(e);
      throw e;
    }
    return loader.countQuads();
  }

  private static DatasetGraph connect(Path generation) {
    DatasetGraph dataset = DatabaseMgr.connectDatasetGraph(Location.create(generation), SMALL);
    dataset.getContext().set(TDB2.symUnionDefaultGraph, true);
    return dataset;
  }

  private static void mark(DatasetGraph dataset, long sequence) {
    dataset.prefixes().add(REACHED, REACHED_IRI + sequence);
  }

  private static StreamRDF into(DatasetGraph dataset, Set<String> graphs) {
    return new StreamRDFBase() {
      @Override
      public void quad(Quad quad) {
        if (!quad.getGraph().isURI() || !graphs.contains(quad.getGraph().getURI())) {
          throw new IllegalArgumentException("a statement in a graph that is not replaced");
        }
        dataset.add(quad);
      }
    };
  }
}
