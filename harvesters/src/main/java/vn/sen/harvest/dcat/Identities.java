package vn.sen.harvest.dcat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.Known;

/**
 * What the records of a catalogue are called, whatever page they come on and in whatever order: as
 * they were called before; else by the identifier that they state where it is theirs alone, else by
 * their IRI. For one harvest.
 *
 * <p>Where what is stated is another's until now, or other than before, all have to come before it
 * can be said who is who: the identifiers may have been given anew, or the addresses.
 */
final class Identities {
  /** More records than this that wait are a catalogue that has moved. */
  static final int MOST_WAITING = 1_000;

  /** So many statements of records are held back at most. */
  private static final long MOST_HELD = 1_000_000;

  /** What a record is called. */
  sealed interface Name {
    /** What it is called for the time being. */
    String words();

    record Sure(String words) implements Name {}

    /**
     * It can be told when all others have come.
     *
     * @param words the identifier that it states
     * @param before what it was called; absent for a newcomer
     */
    record Waiting(String words, Optional<String> before) implements Name {}
  }

  /**
   * A record that is to be named.
   *
   * @param stated the one identifier that it states; absent where there is none, or several
   */
  record Described(String subject, Optional<String> stated) {}

  private final Known known;

  /** Which subject each identifier stands for in this harvest, and what each subject is called. */
  private final Map<String, String> taken = new HashMap<>();

  private final Map<String, String> named = new HashMap<>();

  /** The first subject that stated an identifier, and identifiers that several did. */
  private final Map<String, String> firstToState = new HashMap<>();

  private final Set<String> statedAgain = new HashSet<>();

  /** Identifiers on pages that were not read, for they are as they were. */
  private final Set<String> unchanged = new HashSet<>();

  /** Identifiers that went over to other subjects, for there were too many to wait. */
  private final Set<String> moved = new HashSet<>();

  private final Map<String, Name.Waiting> waiting = new LinkedHashMap<>();
  private long held;
  private boolean contradictory;

  Identities(Known known) {
    this.known = known;
  }

  /** Those of a document that stands for itself. */
  static Identities ofOne() {
    return new Identities(Known.nothing());
  }

  /** The names of a page's records, in their order. */
  List<Name> of(List<Described> page) {
    Set<String> asked = new HashSet<>();
    Map<String, Integer> claims = new HashMap<>();
    for (Described one : page) {
      asked.add(one.subject());
      one.stated()
          .ifPresent(
              identifier -> {
                asked.add(identifier);
                if (!firstToState
                    .computeIfAbsent(identifier, _ -> one.subject())
                    .equals(one.subject())) {
                  statedAgain.add(identifier);
                }
              });
    }
    Map<String, String> owners = known.subjects(asked);
    Map<String, String> before =
        known.names(page.stream().map(Described::subject).distinct().toList());
    for (Described one : page) {
      if (before(one, owners, before).isEmpty()) {
        one.stated().ifPresent(identifier -> claims.merge(identifier, 1, Integer::sum));
      }
    }
    List<Name> names = new ArrayList<>();
    for (Described one : page) {
      boolean alone = one.stated().filter(x -> claims.getOrDefault(x, 0) > 1).isEmpty();
      names.add(name(one, before(one, owners, before), owners, alone));
    }
    return names;
  }

  /** What a record is called until now; what it states where it is called so, too. */
  private static Optional<String> before(
      Described one, Map<String, String> owners, Map<String, String> before) {
    return one.stated()
        .filter(identifier -> one.subject().equals(owners.get(identifier)))
        .or(() -> Optional.ofNullable(before.get(one.subject())));
  }

  private Name name(
      Described one, Optional<String> before, Map<String, String> owners, boolean alone) {
    String subject = one.subject();
    String already = named.get(subject);
    if (already != null) {
      return new Name.Sure(already);
    }
    if (before.isPresent()
        && (one.stated().isEmpty()
            || one.stated().equals(before)
            || before.get().equals(subject))) {
      return keep(before.get(), subject);
    }
    if (one.stated().isEmpty() || before.isEmpty() && !alone) {
      return take(subject, subject);
    }
    String stated = one.stated().get();
    boolean isAnothers = owners.containsKey(stated);
    if (before.isEmpty() && (!isAnothers || unchanged.contains(stated))) {
      return take(isAnothers || isTaken(stated, subject) ? subject : stated, subject);
    }
    if (waiting.containsKey(subject) || waiting.size() < MOST_WAITING && held < MOST_HELD) {
      var name = new Name.Waiting(stated, before);
      waiting.put(subject, name);
      return name;
    }
    if (isAnothers && !isTaken(stated, subject)) {
      moved.add(stated);
      return take(stated, subject);
    }
    return before.map(name -> keep(name, subject)).orElseGet(() -> take(subject, subject));
  }

  private boolean isTaken(String identifier, String subject) {
    return !taken.getOrDefault(identifier, subject).equals(subject);
  }

  private Name keep(String identifier, String subject) {
    boolean gone = isTaken(identifier, subject);
    contradictory |= gone && moved.contains(identifier);
    return take(gone ? subject : identifier, subject);
  }

  private Name take(String identifier, String subject) {
    taken.putIfAbsent(identifier, subject);
    named.put(subject, identifier);
    return new Name.Sure(identifier);
  }

  /** Takes in how much is held back of what waits. */
  void holds(long statements) {
    held += statements;
  }

  /** Takes in what a page has that was not read. */
  void unchanged(Collection<String> identifiers) {
    unchanged.addAll(identifiers);
    contradictory |= identifiers.stream().anyMatch(moved::contains);
  }

  /** Takes in that a subject is there though nothing is said of it; what it is called. */
  String onlyNamed(String subject) {
    String name =
        Optional.ofNullable(named.get(subject))
            .or(() -> Optional.ofNullable(known.names(List.of(subject)).get(subject)))
            .orElse(subject);
    taken.putIfAbsent(name, subject);
    return name;
  }

  /** Whether the record of that name is listed, and describes this subject. */
  boolean isKnown(String identifier, String subject) {
    return subject.equals(known.subjects(List.of(identifier)).get(identifier));
  }

  /** Whether what took another's name for a newcomer's met that other after all. */
  boolean isContradictory() {
    return contradictory;
  }

  /** What those are called that waited, by subject, once all others have come. */
  Map<String, String> settle() {
    waiting.forEach(
        (subject, name) ->
            name.before()
                .filter(before -> !isStatedByOthers(before, subject))
                .filter(before -> !isTaken(before, subject))
                .ifPresent(before -> take(before, subject)));
    Map<String, Integer> claims = new HashMap<>();
    waiting.forEach(
        (subject, name) -> {
          if (!named.containsKey(subject)) {
            claims.merge(name.words(), 1, Integer::sum);
          }
        });
    Map<String, String> names = new HashMap<>();
    waiting.forEach(
        (subject, name) -> {
          if (!named.containsKey(subject)) {
            boolean free =
                claims.getOrDefault(name.words(), 0) == 1
                    && !unchanged.contains(name.words())
                    && !isTaken(name.words(), subject);
            take(free ? name.words() : subject, subject);
          }
          names.put(subject, named.getOrDefault(subject, subject));
        });
    return names;
  }

  private boolean isStatedByOthers(String identifier, String subject) {
    return statedAgain.contains(identifier)
        || !firstToState.getOrDefault(identifier, subject).equals(subject);
  }
}
