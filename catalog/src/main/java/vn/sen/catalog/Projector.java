package vn.sen.catalog;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.RdfStore.GraphChange;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.TableVersionId;

/**
 * Keeps the RDF store and the search index up with the journal, each on a thread of its own, so
 * that a fault of one does not hold up the other. A batch holds up to 1,000 entries; what fails is
 * tried again, ever more slowly up to every five seconds.
 */
public final class Projector implements AutoCloseable {
  static final int BATCH = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

  /** How many entries behind an empty store is built anew in one go, which is faster. */
  private static final long MANY = 10_000;

  private final Journal journal;
  private final Projection projection;
  private final Loader loader;
  private final Follower rdf;
  private final Follower search;

  private Projector(Journal journal, RdfStore rdf, SearchIndex search, Projection projection) {
    this.journal = journal;
    this.projection = projection;
    this.loader = new Loader(journal);
    this.rdf = new Follower(journal, loader, new RdfTarget(rdf));
    this.search = new Follower(journal, loader, new SearchTarget(search));
  }

  /** Begins to follow; {@link #close} ends it. */
  public static Projector start(
      Journal journal, RdfStore rdf, SearchIndex search, Projection projection) {
    var projector = new Projector(journal, rdf, search, projection);
    projector.rdf.start();
    projector.search.start();
    return projector;
  }

  /** Builds both anew from nothing, and returns when they are. */
  public void reindex() {
    long start = System.nanoTime();
    rdf.rebuild();
    search.rebuild();
    LOG.info(
        "projections rebuilt to entry {} in {}",
        journal.head(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * Waits until both have taken in all that the journal has now, for {@code atMost}.
   *
   * @return whether they have
   */
  public boolean await(Duration atMost) throws InterruptedException {
    long target = journal.head();
    long end = System.nanoTime() + atMost.toNanos();
    return rdf.await(target, end) && search.await(target, end);
  }

  /** The entry up to which both have taken in the journal; 0 before they know. */
  public long reached() {
    return Math.min(rdf.position(), search.position());
  }

  @Override
  public void close() {
    rdf.stop();
    search.stop();
    rdf.join();
    search.join();
  }

  /** Where a follower puts what it reads. */
  interface Target {
    String name();

    /** What is taken in durably. */
    long reached();

    /** Makes out what is to be written; that is then run on another thread. */
    Runnable prepare(long sequence, Loader.Batch batch);

    /** Nothing more is there for now: make durable what was applied. */
    void settle();

    void rebuild(long sequence, Iterator<DatasetEntry> entries);

    static boolean isMany(long behind) {
      return behind > MANY;
    }
  }

  private <T> Optional<T> projected(DatasetEntry entry, Function<DatasetEntry, T> project) {
    try {
      return Optional.of(project.apply(entry));
    } catch (RuntimeException e) {
      // One dataset that cannot be shown must not keep all others from being.
      LOG.error("dataset {} cannot be projected", entry.id(), e);
      return Optional.empty();
    }
  }

  private final class RdfTarget implements Target {
    private final RdfStore store;

    RdfTarget(RdfStore store) {
      this.store = store;
    }

    @Override
    public String name() {
      return "rdf";
    }

    @Override
    public long reached() {
      return store.reached();
    }

    @Override
    public Runnable prepare(long sequence, Loader.Batch batch) {
      var changes = new ArrayList<GraphChange>();
      batch.entries().forEach(entry -> changes.addAll(graphs(entry, batch.reports())));
      return () -> store.apply(sequence, changes);
    }

    private List<GraphChange> graphs(
        DatasetEntry entry, Map<TableVersionId, QualityReport> reports) {
      return projected(entry, e -> projection.graphs(e, reports))
          .orElseGet(
              () ->
                  Stream.of(
                          projection.dataset(entry.id()),
                          projection.qualityGraph(entry.id()),
                          projection.provenanceGraph(entry.id()))
                      .map(graph -> new GraphChange(graph, Optional.empty()))
                      .toList());
    }

    @Override
    public void settle() {}

    @Override
    public void rebuild(long sequence, Iterator<DatasetEntry> entries) {
      store.rebuild(
          sequence,
          flatten(
              entries,
              entry ->
                  graphs(entry, journal.reports(Projection.published(entry))).stream()
                      .filter(change -> change.content().isPresent())
                      .toList()));
    }
  }

  private final class SearchTarget implements Target {
    private final SearchIndex index;

    SearchTarget(SearchIndex index) {
      this.index = index;
    }

    @Override
    public String name() {
      return "search";
    }

    @Override
    public long reached() {
      return index.reached();
    }

    @Override
    public Runnable prepare(long sequence, Loader.Batch batch) {
      var puts = new ArrayList<SearchDocument>();
      var removals = new ArrayList<DatasetId>();
      for (DatasetEntry entry : batch.entries()) {
        projected(entry, projection::document)
            .flatMap(document -> document)
            .ifPresentOrElse(puts::add, () -> removals.add(entry.id()));
      }
      return () -> index.apply(sequence, puts, removals);
    }

    @Override
    public void settle() {
      index.commit();
    }

    @Override
    public void rebuild(long sequence, Iterator<DatasetEntry> entries) {
      index.rebuild(
          sequence,
          flatten(
              entries,
              entry ->
                  projected(entry, projection::document).flatMap(document -> document).stream()
                      .toList()));
      index.commit();
    }
  }

  private static <T> Iterator<T> flatten(
      Iterator<DatasetEntry> entries, Function<DatasetEntry, List<T>> project) {
    return new Iterator<>() {
      private Iterator<T> current = List.<T>of().iterator();

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && entries.hasNext()) {
          current = project.apply(entries.next()).iterator();
        }
        return current.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new java.util.NoSuchElementException();
        }
        return current.next();
      }
    };
  }

  /**
   * Reads from the journal what a batch of entries is about. Both followers want the same batches,
   * one somewhat later: the last few are kept while memory allows, until everything is taken in.
   */
  static final class Loader {
    private static final int KEPT = 8;

    private final Journal journal;
    private final List<SoftReference<Batch>> kept = new ArrayList<>();

    Loader(Journal journal) {
      this.journal = journal;
    }

    synchronized Batch load(long from, Journal.Changes changes) {
      for (SoftReference<Batch> held : kept) {
        Batch batch = held.get();
        if (batch != null && batch.from() == from && batch.to() == changes.to()) {
          return batch;
        }
      }
      Batch batch = read(from, changes.to(), changes.datasets());
      if (kept.size() == KEPT) {
        kept.removeFirst();
      }
      kept.add(new SoftReference<>(batch));
      return batch;
    }

    Batch read(long from, long to, Collection<DatasetId> datasets) {
      List<DatasetEntry> entries =
          journal.find(datasets).stream().sorted(Comparator.comparing(DatasetEntry::id)).toList();
      List<TableVersionId> published =
          entries.stream().flatMap(entry -> Projection.published(entry).stream()).toList();
      return new Batch(from, to, entries, journal.reports(published));
    }

    /** Forgets what is older than {@code sequence}. */
    synchronized void forget(long sequence) {
      kept.removeIf(
          held -> {
            Batch batch = held.get();
            return batch == null || batch.to() <= sequence;
          });
    }

    /** All datasets, a page at a time. */
    Iterator<DatasetEntry> all() {
      return new Iterator<>() {
        private Iterator<DatasetEntry> page = List.<DatasetEntry>of().iterator();
        private Optional<DatasetId> last = Optional.empty();
        private boolean ended;

        @Override
        public boolean hasNext() {
          if (!page.hasNext() && !ended) {
            List<DatasetEntry> next = journal.datasets(last, BATCH);
            ended = next.isEmpty();
            page = next.iterator();
            if (!ended) {
              last = Optional.of(next.getLast().id());
            }
          }
          return page.hasNext();
        }

        @Override
        public DatasetEntry next() {
          if (!hasNext()) {
            throw new java.util.NoSuchElementException();
          }
          return page.next();
        }
      };
    }

    /** The datasets of agencies whose description changed, beyond those already in hand. */
    List<DatasetId> ofAgencies(Collection<AgencyCode> agencies, Collection<DatasetId> inHand) {
      var more = new ArrayList<DatasetId>();
      var skip = new HashSet<>(inHand);
      for (AgencyCode agency : agencies) {
        Optional<DatasetId> last = Optional.empty();
        for (List<DatasetId> page;
            !(page = journal.datasetsOf(agency, last, BATCH)).isEmpty();
            last = Optional.of(page.getLast())) {
          page.stream().filter(skip::add).forEach(more::add);
        }
      }
      return more;
    }

    /** What some entries lead to. */
    record Batch(
        long from,
        long to,
        List<DatasetEntry> entries,
        Map<TableVersionId, QualityReport> reports) {
      Batch {
        reports = new HashMap<>(reports);
      }
    }
  }
}
