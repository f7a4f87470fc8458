package vn.sen.harvest.dcat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.Known;

/**
 * What the records of a catalogue are called, whatever page they come on and in whatever order: by
 * the identifier that they state where it is theirs alone, else by their IRI; and always as they
 * were called before. For one harvest.
 */
final class Identities {
  /** More records than this that state what was another's are a catalogue that has moved. */
  static final int MOST_WAITING = 1_000;

  /** What a record is called. */
  sealed interface Name {
    record Sure(String identifier) implements Name {}

    /** By what it states, unless the record comes that was called so until now. */
    record Waiting(String stated) implements Name {}
  }

  /**
   * A record that is to be named.
   *
   * @param stated the one identifier that it states; absent where there is none, or several
   */
  record Described(String subject, Optional<String> stated) {}

  private final Known known;

  /** Which subject each identifier stands for in this harvest. */
  private final Map<String, String> taken = new HashMap<>();

  /** Identifiers on pages that were not read, for they are as they were. */
  private final Set<String> unchanged = new HashSet<>();

  /** Identifiers that went over to other subjects, for there were too many to wait. */
  private final Set<String> moved = new HashSet<>();

  private int waiting;

  Identities(Known known) {
    this.known = known;
  }

  /** Those of a document that stands for itself. */
  static Identities ofOne() {
    return new Identities(Known.nothing());
  }

  /** The names of a page's records, in their order. */
  List<Name> of(List<Described> page) {
    Map<String, String> before = subjects(page);
    Map<String, Integer> claims = new HashMap<>();
    for (Described one : page) {
      claim(one, before).ifPresent(identifier -> claims.merge(identifier, 1, Integer::sum));
    }
    List<Name> names = new ArrayList<>();
    for (Described one : page) {
      Optional<String> claim = claim(one, before);
      Optional<String> owner = claim.map(before::get);
      boolean alone = claim.map(claims::get).filter(count -> count == 1).isPresent();
      names.add(
          claim
              .filter(_ -> alone || owner.filter(one.subject()::equals).isPresent())
              .map(identifier -> name(identifier, one.subject(), owner))
              .orElseGet(() -> byIri(one.subject())));
    }
    return names;
  }

  private Map<String, String> subjects(List<Described> page) {
    Set<String> asked = new HashSet<>();
    for (Described one : page) {
      asked.add(one.subject());
      one.stated().ifPresent(asked::add);
    }
    return known.subjects(asked);
  }

  /** The identifier that a record wants; none where it is called by its IRI already. */
  private static Optional<String> claim(Described one, Map<String, String> before) {
    return one.stated()
        .filter(
            identifier ->
                one.subject().equals(before.get(identifier))
                    || !one.subject().equals(before.get(one.subject())));
  }

  private Name name(String identifier, String subject, Optional<String> owner) {
    String now = taken.get(identifier);
    if (now != null) {
      return now.equals(subject) ? new Name.Sure(identifier) : byIri(subject);
    }
    if (owner.filter(before -> !before.equals(subject)).isPresent()) {
      if (unchanged.contains(identifier)) {
        return byIri(subject);
      }
      if (waiting < MOST_WAITING) {
        waiting++;
        return new Name.Waiting(identifier);
      }
      moved.add(identifier);
    }
    taken.put(identifier, subject);
    return new Name.Sure(identifier);
  }

  private Name byIri(String subject) {
    taken.putIfAbsent(subject, subject);
    return new Name.Sure(subject);
  }

  /**
   * Takes in what a page has that was not read; says whether that is another's already in this
   * harvest.
   */
  boolean unchanged(Collection<String> identifiers) {
    unchanged.addAll(identifiers);
    return identifiers.stream().anyMatch(moved::contains);
  }

  /** What a record is called that waited until all others had come. */
  String afterAll(String stated, String subject) {
    return unchanged.contains(stated)
            || !taken.computeIfAbsent(stated, _ -> subject).equals(subject)
        ? subject
        : stated;
  }
}
