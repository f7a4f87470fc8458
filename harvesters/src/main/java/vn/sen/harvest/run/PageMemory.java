package vn.sen.harvest.run;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Operations;
import vn.sen.harvest.Known;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;

/**
 * What the last harvest of a source saw. A page is remembered only once its records are durable,
 * and only when all of them were fit to be listed, so that what was rejected is rejected again, in
 * words.
 */
final class PageMemory implements Known {
  private static final String PREFIX = "page ";

  private final SourceId source;
  private final Operations operations;
  private final Journal journal;
  private final Set<URI> withRejections = new HashSet<>();
  private final Map<URI, Page> waiting = new LinkedHashMap<>();

  PageMemory(SourceId source, Operations operations, Journal journal) {
    this.source = source;
    this.operations = operations;
    this.journal = journal;
  }

  @Override
  public Optional<Page> findPage(URI page) {
    return operations
        .findSeen(source, PREFIX + page)
        .map(seen -> Json.read(seen.detail(), Page.class))
        .filter(this::isStillListed);
  }

  /** Something else may have removed a record since; then the page is read again. */
  private boolean isStillListed(Page page) {
    return journal.records(source, page.identifiers()).keySet().containsAll(page.identifiers());
  }

  @Override
  public void putPage(URI page, Page seen) {
    if (!withRejections.contains(page)) {
      waiting.put(page, seen);
    }
  }

  @Override
  public void forgetPage(URI page) {
    operations.forgetSeen(source, PREFIX + page);
  }

  void rejectedOn(URI page) {
    withRejections.add(page);
    waiting.remove(page);
  }

  /** To be called when everything offered so far is durable. */
  void keep() {
    waiting.forEach(
        (page, seen) ->
            operations.putSeen(
                source,
                PREFIX + page,
                new Operations.Seen(
                    seen.etag(), seen.lastModified(), seen.sha256(), Json.write(seen))));
    waiting.clear();
  }
}
