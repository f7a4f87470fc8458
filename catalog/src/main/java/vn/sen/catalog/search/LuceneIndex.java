package vn.sen.catalog.search;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.Generations;
import vn.sen.catalog.SearchDocument;
import vn.sen.catalog.SearchIndex;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchPage.FacetValue;
import vn.sen.catalog.SearchPage.Hit;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.SearchQuery.Facet;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.StoreUnavailableException;

/**
 * The index over Lucene, in a directory that belongs to it alone. What cannot be read as an index
 * of ours is replaced by an empty one, since everything can be rebuilt from the journal.
 *
 * <p>When a write fails, as on a full disk, searches go on, and the index goes back to what was
 * last committed: whoever feeds it asks {@link #reached} and goes on from there.
 */
public final class LuceneIndex implements SearchIndex {
  /** Lucene advises an incubator module at every start; held here, or the level is lost. */
  private static final java.util.logging.Logger ADVICE =
      java.util.logging.Logger.getLogger(
          "org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    ADVICE.setLevel(java.util.logging.Level.SEVERE);
  }

  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);
  private static final String SEQUENCE = "sen.sequence";
  private static final String LAYOUT = "sen.layout";
  private static final int MOST_FACET_VALUES = 50;
  private static final double BUFFER_MEGABYTES = 16;
  private static final SortField BY_ID = new SortField(Documents.ID, SortField.Type.STRING);

  private final Generations generations;
  private final Object writing = new Object();
  private volatile Open open;
  private volatile long reached;

  /** The index that is current: replaced as a whole by a rebuild. */
  private record Open(Directory directory, IndexWriter writer, SearcherManager searchers) {
    void close() throws IOException {
      searchers.close();
      writer.close();
      directory.close();
    }
  }

  /** A searcher with what counting facets needs; absent while the index is empty. */
  private static final class FacetedSearcher extends IndexSearcher {
    final Optional<SortedSetDocValuesReaderState> facets;

    FacetedSearcher(IndexReader reader) throws IOException {
      super(reader);
      setSimilarity(Rarity.SIMILARITY);
      facets =
          reader.numDocs() == 0
              ? Optional.empty()
              : Optional.of(new DefaultSortedSetDocValuesReaderState(reader, Documents.FACETS));
    }
  }

  /**
   * Opens the index, or begins an empty one.
   *
   * @throws StoreUnavailableException when the directory cannot be used, or another process has it
   */
  public static LuceneIndex open(Path directory) {
    try {
      return new LuceneIndex(new Generations(directory));
    } catch (IOException e) {
      throw unavailable("opened", e);
    }
  }

  private LuceneIndex(Generations generations) throws IOException {
    this.generations = generations;
    this.open = openCurrent(generations);
    this.reached = sequence(open.writer()).orElseThrow();
    generations.sweep();
  }

  @Override
  public long reached() {
    return reached;
  }

  @Override
  public void apply(long sequence, List<SearchDocument> puts, List<DatasetId> removals) {
    synchronized (writing) {
      try {
        IndexWriter writer = open.writer();
        for (SearchDocument put : puts) {
          writer.updateDocument(Documents.key(put.id()), Documents.write(put));
        }
        writer.deleteDocuments(removals.stream().map(Documents::key).toArray(Term[]::new));
        mark(writer, sequence);
        open.searchers().maybeRefreshBlocking();
      } catch (IOException | AlreadyClosedException e) {
        throw goBack(e);
      }
    }
  }

  @Override
  public void commit() {
    synchronized (writing) {
      try {
        open.writer().commit();
        reached = sequence(open.writer()).orElseThrow();
      } catch (IOException | AlreadyClosedException e) {
        throw goBack(e);
      }
    }
  }

  @Override
  public void rebuild(long sequence, Iterator<SearchDocument> documents) {
    synchronized (writing) {
      Open old = open;
      try {
        Path next = generations.next();
        try {
          long begun = System.nanoTime();
          Open fresh = create(next);
          try {
            while (documents.hasNext()) {
              SearchDocument document = documents.next();
              fresh
                  .writer()
                  .updateDocument(Documents.key(document.id()), Documents.write(document));
            }
            mark(fresh.writer(), sequence);
            fresh.writer().commit();
            fresh.searchers().maybeRefreshBlocking();
            generations.promote(next);
          } catch (IOException | RuntimeException e) {
            fresh.writer().rollback();
            fresh.close();
            throw e;
          }
          open = fresh;
          reached = sequence;
          LOG.info(
              "search index rebuilt: {} datasets up to entry {} in {} ms",
              fresh.writer().getDocStats().numDocs,
              sequence,
              (System.nanoTime() - begun) / 1_000_000);
        } catch (IOException | RuntimeException e) {
          Generations.delete(next);
          throw e;
        }
      } catch (IOException e) {
        throw unavailable("rebuilt", e);
      }
      try {
        old.writer().rollback();
        old.close();
        generations.sweep();
      } catch (IOException | AlreadyClosedException e) {
        LOG.warn("the former search index could not be removed", e);
      }
    }
  }

  @Override
  public SearchPage search(SearchQuery query) {
    var ranking = new Ranking(query.text());
    BooleanQuery.Builder narrowing = narrowing(query);
    Sort sort = sort(query, ranking);
    Optional<FieldDoc> after = query.cursor().map(cursor -> Cursor.read(cursor, query));
    try {
      while (true) {
        SearcherManager searchers = open.searchers();
        FacetedSearcher searcher;
        try {
          searcher = (FacetedSearcher) searchers.acquire();
        } catch (AlreadyClosedException e) {
          if (searchers == open.searchers()) {
            throw e;
          }
          continue; // a rebuild has just replaced it
        }
        try {
          return page(searcher, query, ranking, narrowing, sort, after);
        } finally {
          searchers.release(searcher);
        }
      }
    } catch (IOException | AlreadyClosedException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public void close() {
    synchronized (writing) {
      try {
        open.close();
      } catch (IOException e) {
        throw unavailable("closed", e);
      }
    }
  }

  private static SearchPage page(
      FacetedSearcher searcher,
      SearchQuery query,
      Ranking ranking,
      BooleanQuery.Builder narrowing,
      Sort sort,
      Optional<FieldDoc> after)
      throws IOException {
    if (searcher.facets.isEmpty()) {
      return new SearchPage(0, List.of(), facets(Optional.empty()), Optional.empty());
    }
    Query text = ranking.all(searcher);
    Optional<Query> most = ranking.most(searcher);
    boolean relaxed = most.isPresent() && isNothing(searcher, text);
    narrowing.add(relaxed ? most.orElseThrow() : text, Occur.MUST);
    var drill = new DrillDownQuery(Documents.FACETS, narrowing.build());
    query
        .filters()
        .forEach(
            (facet, values) ->
                values.forEach(value -> drill.add(facet.key(), Documents.label(facet, value))));

    var found =
        new DrillSideways(searcher, Documents.FACETS, searcher.facets.get())
            .search(
                drill,
                new TopFieldCollectorManager(
                    sort, query.limit() + 1, after.orElse(null), Integer.MAX_VALUE));

    TopFieldDocs docs = found.collectorResult;
    var hits = new ArrayList<Hit>();
    Set<String> terms = ranking.terms();
    for (ScoreDoc doc : docs.scoreDocs) {
      if (hits.size() < query.limit()) {
        hits.add(hit(Documents.read(searcher.storedFields().document(doc.doc)), terms));
      }
    }
    boolean goesOn = query.limit() > 0 && docs.scoreDocs.length > query.limit();
    Optional<String> next =
        goesOn
            ? Optional.of(Cursor.after((FieldDoc) docs.scoreDocs[query.limit() - 1], query))
            : Optional.empty();
    return new SearchPage(
        docs.totalHits.value(), hits, facets(Optional.of(found.facets)), next, relaxed);
  }

  private static boolean isNothing(IndexSearcher searcher, Query query) throws IOException {
    return searcher.search(new ConstantScoreQuery(query), 1).scoreDocs.length == 0;
  }

  private static Hit hit(SearchDocument document, Set<String> terms) {
    return new Hit(
        document,
        Passage.title(Documents.shown(document.title()), terms),
        Passage.snippet(document.description().byLanguage().values(), terms));
  }

  private static Map<Facet, List<FacetValue>> facets(Optional<Facets> counted) throws IOException {
    var facets = new EnumMap<Facet, List<FacetValue>>(Facet.class);
    for (Facet facet : Facet.values()) {
      var values = new ArrayList<FacetValue>();
      if (counted.isPresent()) {
        FacetResult result = counted.get().getTopChildren(MOST_FACET_VALUES, facet.key());
        if (result != null) {
          for (LabelAndValue value : result.labelValues) {
            values.add(new FacetValue(value.label, value.value.longValue()));
          }
        }
      }
      facets.put(facet, values);
    }
    return facets;
  }

  private static BooleanQuery.Builder narrowing(SearchQuery query) {
    var narrowing = new BooleanQuery.Builder();
    query
        .modified()
        .map(text -> days("modified", text))
        .ifPresent(
            days ->
                narrowing.add(
                    LongPoint.newRangeQuery(
                        Documents.MODIFIED, days.begin().toEpochMilli(), Long.MAX_VALUE),
                    Occur.FILTER));
    query
        .period()
        .map(text -> days("period", text))
        .ifPresent(
            days -> {
              narrowing.add(
                  IntPoint.newRangeQuery(
                      Documents.PERIOD_START, Integer.MIN_VALUE, (int) days.last().toEpochDay()),
                  Occur.FILTER);
              narrowing.add(
                  IntPoint.newRangeQuery(
                      Documents.PERIOD_END, (int) days.first().toEpochDay(), Integer.MAX_VALUE),
                  Occur.FILTER);
            });
    return narrowing;
  }

  private static Days days(String parameter, String text) {
    return Days.parse(text)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "%s is a date such as 2025-07-01, 2025-07 or 2025, got '%s'"
                        .formatted(parameter, text)));
  }

  private static Sort sort(SearchQuery query, Ranking ranking) {
    return switch (query.sort()) {
      case RELEVANCE ->
          ranking.isBrowsing() ? lastChanged() : new Sort(SortField.FIELD_SCORE, BY_ID);
      case MODIFIED -> lastChanged();
      case TITLE -> new Sort(new SortField(Documents.TITLE_KEY, SortField.Type.STRING), BY_ID);
      case GRADE -> new Sort(new SortField(Documents.GRADE_KEY, SortField.Type.LONG), BY_ID);
    };
  }

  private static Sort lastChanged() {
    return new Sort(new SortField(Documents.MODIFIED, SortField.Type.LONG, true), BY_ID);
  }

  /** After a failed write: back to the last commit, so that {@link #reached} is the truth again. */
  private StoreUnavailableException goBack(Exception cause) {
    try {
      Open failed = open;
      failed.writer().rollback();
      failed.directory().close();
      Open again = openCurrent(generations);
      open = again;
      failed.searchers().close();
      reached = sequence(again.writer()).orElseThrow();
    } catch (IOException | AlreadyClosedException e) {
      cause.addSuppressed(e);
    }
    return unavailable("written", cause);
  }

  private static Open openCurrent(Generations generations) throws IOException {
    Path current = generations.current();
    try {
      Open open = append(current);
      if (sequence(open.writer()).isPresent()) {
        return open;
      }
      open.close();
      LOG.warn("{} is no search index of this layout; it is built anew", current);
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | NoSuchFileException
        | EOFException
        | IllegalArgumentException e) {
      LOG.warn("{} cannot be read; the search index is built anew", current, e);
    } catch (IndexNotFoundException e) {
      LOG.info("{} is empty; a search index begins", current);
    }
    Path next = generations.next();
    Open fresh = create(next);
    mark(fresh.writer(), 0);
    fresh.writer().commit();
    generations.promote(next);
    return fresh;
  }

  private static Open append(Path path) throws IOException {
    return open(path, IndexWriterConfig.OpenMode.APPEND);
  }

  private static Open create(Path path) throws IOException {
    return open(path, IndexWriterConfig.OpenMode.CREATE);
  }

  private static Open open(Path path, IndexWriterConfig.OpenMode mode) throws IOException {
    Directory directory = FSDirectory.open(path);
    try {
      var writer =
          new IndexWriter(
              directory,
              new IndexWriterConfig(analyzer())
                  .setSimilarity(Rarity.SIMILARITY)
                  .setOpenMode(mode)
                  .setRAMBufferSizeMB(BUFFER_MEGABYTES));
      try {
        return new Open(directory, writer, new SearcherManager(writer, new Searchers()));
      } catch (IOException | RuntimeException e) {
        writer.rollback();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static final class Searchers extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) throws IOException {
      return new FacetedSearcher(reader);
    }
  }

  private static Analyzer analyzer() {
    Analyzer fold = Vietnamese.syllablesAndPairs(Spelling.FOLD);
    Analyzer exact = Vietnamese.syllablesAndPairs(Spelling.EXACT);
    var byField = new HashMap<String, Analyzer>();
    for (TextField field : TextField.values()) {
      byField.put(field.fold, fold);
      byField.put(field.exact, exact);
    }
    return new PerFieldAnalyzerWrapper(Vietnamese.syllables(Spelling.FOLD), byField);
  }

  private static void mark(IndexWriter writer, long sequence) {
    writer.setLiveCommitData(
        Map.of(SEQUENCE, Long.toString(sequence), LAYOUT, Documents.LAYOUT).entrySet());
  }

  /** The sequence number in the writer's commit data; absent when they aren't of this layout. */
  private static Optional<Long> sequence(IndexWriter writer) {
    var data = new HashMap<String, String>();
    Iterable<Map.Entry<String, String>> entries = writer.getLiveCommitData();
    if (entries != null) {
      entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return Objects.equals(data.get(LAYOUT), Documents.LAYOUT)
        ? Optional.of(Long.parseLong(data.getOrDefault(SEQUENCE, "0")))
        : Optional.empty();
  }

  private static StoreUnavailableException unavailable(String verb, Exception cause) {
    String message =
        cause instanceof LockObtainFailedException
            ? "the search index is in use by another process"
            : "the search index cannot be %s now".formatted(verb);
    return new StoreUnavailableException(message, cause);
  }
}
