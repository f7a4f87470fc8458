package vn.sen.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;

/**
 * A projection of the journal that answers SPARQL: named graphs, the default graph their union.
 * Holds only what the public may see.
 */
public interface RdfStore extends AutoCloseable {

  /** The sequence number of the last entry it has taken in; 0 when empty. */
  long reached();

  /** Replaces graphs in one transaction and remembers {@code sequence}. */
  void apply(long sequence, List<GraphChange> changes);

  /** Starts anew from nothing with these graphs. */
  void rebuild(long sequence, Iterator<GraphChange> graphs);

  /**
   * Answers a query (SPARQL 1.1, read only).
   *
   * @param accept the media types the caller takes, as in HTTP
   * @throws vn.sen.vocab.problem.InvalidRequestException when it doesn't parse or asks for more
   *     than reading
   * @throws vn.sen.vocab.problem.OverloadedException when it overran the deadline
   * @throws vn.sen.vocab.problem.StoreUnavailableException while the store starts again
   */
  Answer query(String query, String accept, Duration deadline);

  /** Gives back disk space. */
  void compact();

  /** Whether it answers now. */
  boolean isUp();

  @Override
  void close();

  /** A graph's new content; absent to drop it. */
  record GraphChange(String graph, Optional<Model> content) {}

  /** A streamed answer; close it. */
  record Answer(String contentType, InputStream body) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
