package vn.sen.catalog;

import java.util.Iterator;
import java.util.List;
import vn.sen.vocab.DatasetId;

/** A projection of the journal that finds datasets. Safe for many threads; one writer. */
public interface SearchIndex extends AutoCloseable {

  /** The sequence number of the last entry it has taken in durably; 0 when empty. */
  long reached();

  /** Puts and removes documents, visible at return, durable at the next commit. */
  void apply(long sequence, List<SearchDocument> puts, List<DatasetId> removals);

  /** Makes everything applied durable. */
  void commit();

  /** Starts anew from nothing with these documents. */
  void rebuild(long sequence, Iterator<SearchDocument> documents);

  /**
   * @throws vn.sen.vocab.problem.InvalidRequestException when the cursor is none of ours
   */
  SearchPage search(SearchQuery query);

  @Override
  void close();
}
