package vn.sen.catalog;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.problem.StoreUnavailableException;

/** An index in memory that forgets at a crash what was not committed. */
public final class MemoryIndex implements SearchIndex {
  private final Map<DatasetId, SearchDocument> documents = new TreeMap<>();
  private Map<DatasetId, SearchDocument> durable = Map.of();
  private long applied;
  private long reached;
  private boolean up = true;

  public synchronized Map<DatasetId, SearchDocument> documents() {
    return new TreeMap<>(documents);
  }

  public synchronized void setUp(boolean up) {
    this.up = up;
  }

  /** Loses what was not committed. */
  public synchronized void crash() {
    documents.clear();
    documents.putAll(durable);
    applied = reached;
  }

  private void demandUp() {
    if (!up) {
      throw new StoreUnavailableException("the index is down");
    }
  }

  @Override
  public synchronized long reached() {
    demandUp();
    return reached;
  }

  @Override
  public synchronized void apply(
      long sequence, List<SearchDocument> puts, List<DatasetId> removals) {
    demandUp();
    puts.forEach(document -> documents.put(document.id(), document));
    removals.forEach(documents::remove);
    applied = sequence;
  }

  @Override
  public synchronized void commit() {
    demandUp();
    durable = new TreeMap<>(documents);
    reached = applied;
  }

  @Override
  public synchronized void rebuild(long sequence, Iterator<SearchDocument> all) {
    demandUp();
    documents.clear();
    all.forEachRemaining(document -> documents.put(document.id(), document));
    applied = sequence;
    commit();
  }

  @Override
  public synchronized SearchPage search(SearchQuery query) {
    demandUp();
    List<SearchPage.Hit> hits =
        documents.values().stream()
            .filter(d -> d.title().in("vi").orElse("").contains(query.text()))
            .map(d -> new SearchPage.Hit(d, List.of(), List.of()))
            .toList();
    return new SearchPage(hits.size(), hits, Map.of(), Optional.empty());
  }

  @Override
  public void close() {}
}
