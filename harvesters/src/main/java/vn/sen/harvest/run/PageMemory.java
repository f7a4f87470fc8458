package vn.sen.harvest.run;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
 * and as a whole only when all of them were fit to be listed, so that what was rejected is rejected
 * again, in words.
 */
final class PageMemory implements Known {
  private static final String PREFIX = "page ";

  /** In place of a hash: of such a page it is only known which records it had. */
  private static final String BROKEN = "";

  /** A page that leads to more is read anew each time: nothing follows so many. */
  private static final int MOST_LINKS = 100_000;

  private final SourceId source;
  private final Operations operations;
  private final Journal journal;
  private final Set<URI> withRejections = new HashSet<>();
  private final Set<String> rejected = new HashSet<>();
  private final Map<URI, Page> waiting = new LinkedHashMap<>();

  PageMemory(SourceId source, Operations operations, Journal journal) {
    this.source = source;
    this.operations = operations;
    this.journal = journal;
  }

  @Override
  public Optional<Page> findPage(URI page) {
    return find(page).filter(seen -> !isBroken(seen)).filter(this::isStillListed);
  }

  private Optional<Page> find(URI page) {
    return operations
        .findSeen(source, PREFIX + page)
        .map(seen -> Json.read(seen.detail(), Page.class));
  }

  private static boolean isBroken(Page seen) {
    return seen.sha256().equals(BROKEN);
  }

  /** Something else may have removed a record since; then the page is read again. */
  private boolean isStillListed(Page page) {
    return journal.records(source, page.identifiers()).keySet().containsAll(page.identifiers());
  }

  @Override
  public void putPage(URI page, Page seen) {
    if (seen.links().size() > MOST_LINKS) {
      return;
    }
    if (seen.identifiers().isEmpty()) {
      put(page, seen); // it waits for no record
      return;
    }
    boolean sound =
        !withRejections.contains(page) && Collections.disjoint(rejected, seen.identifiers());
    waiting.put(page, sound ? seen : broken(seen.identifiers()));
  }

  @Override
  public void forgetPage(URI page) {
    waiting.remove(page);
    Optional<Page> last = find(page);
    if (last.filter(seen -> seen.identifiers().isEmpty()).isPresent()) {
      operations.forgetSeen(source, PREFIX + page);
    } else {
      last.ifPresent(seen -> put(page, broken(seen.identifiers())));
    }
  }

  @Override
  public List<String> identifiers(URI page) {
    return find(page).map(Page::identifiers).orElse(List.of());
  }

  @Override
  public void addIdentifiers(URI page, List<String> identifiers) {
    Set<String> all = new LinkedHashSet<>(identifiers(page));
    all.addAll(identifiers);
    waiting.put(page, broken(all));
  }

  @Override
  public Map<String, String> subjects(Collection<String> identifiers) {
    Map<String, String> subjects = new HashMap<>();
    journal
        .records(source, identifiers)
        .forEach((identifier, head) -> subjects.put(identifier, head.subject()));
    return subjects;
  }

  @Override
  public Map<String, String> names(Collection<String> subjects) {
    Map<String, String> names = new HashMap<>();
    journal
        .recordsOn(source, subjects)
        .forEach((subject, head) -> names.put(subject, head.identifier()));
    return names;
  }

  private static Page broken(Collection<String> identifiers) {
    // Those that are too long to be kept under are not kept.
    return new Page(
        Optional.empty(),
        Optional.empty(),
        BROKEN,
        identifiers.stream().filter(id -> id.length() <= RecordIntake.LONGEST_NAME).toList());
  }

  /** A record of that name may have come on another page, too. */
  void rejected(String identifier, URI page) {
    if (identifier.length() <= RecordIntake.LONGEST_NAME) {
      rejected.add(identifier);
    }
    withRejections.add(page);
    waiting.computeIfPresent(page, (_, seen) -> broken(seen.identifiers()));
  }

  /** To be called when everything offered so far is durable. */
  void keep() {
    waiting.forEach(this::put);
    waiting.clear();
  }

  private void put(URI page, Page seen) {
    operations.putSeen(
        source,
        PREFIX + page,
        new Operations.Seen(seen.etag(), seen.lastModified(), seen.sha256(), Json.write(seen)));
  }
}
