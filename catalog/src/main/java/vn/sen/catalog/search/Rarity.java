package vn.sen.catalog.search;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * BM25, but a term is as rare as it is among all datasets. Lucene counts only those that have the
 * field, so that a word would weigh less for standing where few datasets say anything.
 */
final class Rarity extends BM25Similarity {
  static final Similarity SIMILARITY = new Rarity();

  /** Titles are short and much alike in length: a word in a longer one counts almost as much. */
  private static final float LENGTH_MATTERS = 0.4f;

  private Rarity() {
    super(1.2f, LENGTH_MATTERS);
  }

  @Override
  public Explanation idfExplain(CollectionStatistics field, TermStatistics term) {
    return Explanation.match(idf(term.docFreq(), field.maxDoc()), "rarity among all datasets");
  }
}
