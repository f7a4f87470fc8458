package vn.sen.harvest;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/** Keeps all that a connector says, and what it wants to remember. */
public final class HarvestLog implements RecordSink, Known {
  private final List<CatalogRecord> accepted = new ArrayList<>();
  private final Map<String, Message> rejected = new HashMap<>();
  private final List<String> unchanged = new ArrayList<>();
  private final Map<URI, Page> pages = new HashMap<>();
  private final Map<String, String> listed = new HashMap<>();
  private final Map<URI, List<String>> identifiers = new HashMap<>();

  @Override
  public void accept(CatalogRecord record, URI page) {
    accepted.add(record);
  }

  @Override
  public void reject(String identifier, URI page, Message message) {
    if (message.vi().isBlank() || message.en().isBlank()) {
      throw new AssertionError("no reason for " + identifier);
    }
    rejected.put(identifier, message);
  }

  @Override
  public void unchanged(List<String> identifiers, URI page) {
    unchanged.addAll(identifiers);
  }

  @Override
  public Optional<Page> findPage(URI page) {
    return Optional.ofNullable(pages.get(page));
  }

  @Override
  public void putPage(URI page, Page seen) {
    pages.put(page, seen);
    identifiers.put(page, seen.identifiers());
  }

  @Override
  public void forgetPage(URI page) {
    pages.remove(page);
  }

  @Override
  public List<String> identifiers(URI page) {
    return identifiers.getOrDefault(page, List.of());
  }

  @Override
  public void addIdentifiers(URI page, List<String> had) {
    List<String> all = new ArrayList<>(identifiers(page));
    all.addAll(had);
    identifiers.put(page, all);
  }

  @Override
  public Map<String, String> subjects(Collection<String> asked) {
    Map<String, String> found = new HashMap<>(listed);
    found.keySet().retainAll(asked);
    return found;
  }

  @Override
  public Map<String, String> names(Collection<String> subjects) {
    Map<String, String> names = new HashMap<>();
    new TreeMap<>(listed)
        .forEach(
            (identifier, subject) -> {
              if (subjects.contains(subject)) {
                names.putIfAbsent(subject, identifier);
              }
            });
    return names;
  }

  /** Forgets what was offered and keeps what is known of pages, as between two harvests. */
  public HarvestLog next() {
    accepted.forEach(one -> listed.put(one.identifier(), one.subject().getURI()));
    accepted.clear();
    rejected.clear();
    unchanged.clear();
    return this;
  }

  /** A record is listed no more. */
  public void forget(String identifier) {
    listed.remove(identifier);
  }

  public List<CatalogRecord> accepted() {
    return accepted;
  }

  public List<String> identifiers() {
    return accepted.stream().map(CatalogRecord::identifier).toList();
  }

  public Map<String, Message> rejected() {
    return rejected;
  }

  public List<String> unchanged() {
    return unchanged;
  }

  public Map<URI, Page> pages() {
    return pages;
  }

  /** The record of that identifier. */
  public CatalogRecord record(String identifier) {
    return accepted.stream()
        .filter(record -> record.identifier().equals(identifier))
        .findFirst()
        .orElseThrow(() -> new AssertionError(identifier + " is not among " + identifiers()));
  }
}
