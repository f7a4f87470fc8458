package vn.sen.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.sen.catalog.Event.RecordAdmitted;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.rdf.Canonical;

/** What one harvest brings: finds out which dataset each record is of, and who speaks for it. */
final class IntakeSession implements Intake.Session {
  private static final String GONE = "Nguồn không còn công bố. No longer at its source.";
  private static final String BACK =
      "Nguồn đã có lại các bản ghi này. The source has these records again.";

  private final JournalIntake intake;
  private final Journal journal;
  private final RegisteredSource source;
  private final String run;
  private final Map<SourceId, RegisteredSource> sources;
  private final Set<AgencyCode> agencies;

  /** By identifier, in the order they came; acknowledged by the next flush. */
  private final List<RecordAdmitted> pending = new ArrayList<>();

  private final Map<String, RecordAdmitted> pendingByIdentifier = new HashMap<>();
  private final Set<String> pendingSubjects = new HashSet<>();
  private final Set<DatasetId> pendingDatasets = new HashSet<>();
  private final Set<DatasetId> pendingHomes = new HashSet<>();

  private final Set<String> seen = new HashSet<>();
  private final Set<String> added = new HashSet<>();
  private boolean removalsDone;
  private boolean closed;

  IntakeSession(
      JournalIntake intake,
      RegisteredSource source,
      String run,
      Map<SourceId, RegisteredSource> sources,
      Set<AgencyCode> agencies) {
    this.intake = intake;
    this.journal = intake.journal;
    this.source = source;
    this.run = run;
    this.sources = sources;
    this.agencies = agencies;
  }

  @Override
  public Intake.Offered offer(CatalogRecord record) {
    // The dear part, outside the lock.
    String nquads = Canonical.nquads(record.description());
    String contentHash = Canonical.hash(nquads);
    AgencyCode agency = owner(record);
    String subject = record.subject().getURI();
    return intake.locked(
        () -> {
          demandOpen();
          giveWay(agency, record.identifier(), subject);
          seen.add(record.identifier());
          Optional<Known> known = known(record.identifier());
          if (known.isPresent()
              && known.get().contentHash().equals(contentHash)
              && known.get().agency().equals(agency)) {
            return new Intake.Offered(known.get().dataset(), Intake.Change.UNCHANGED);
          }
          Optional<DatasetId> same =
              known
                  .map(Known::home)
                  .or(() -> journal.findHome(source.id(), record.identifier()))
                  .or(() -> twin(agency, record.identifier(), subject));
          boolean isNew = same.isEmpty();
          Place place = isNew ? Place.of(mint()) : place(same.get(), record.identifier());
          take(
              new RecordAdmitted(
                      place.shown(),
                      source.id(),
                      record.identifier(),
                      isNew || speaks(place, record.identifier(), agency, subject),
                      agency,
                      subject,
                      nquads,
                      contentHash,
                      run)
                  .at(place.home()));
          if (known.isEmpty()) {
            added.add(record.identifier());
          }
          return new Intake.Offered(
              place.shown(), known.isEmpty() ? Intake.Change.ADDED : Intake.Change.CHANGED);
        });
  }

  /** Who owns the dataset: the publisher by its code, where we know such an agency. */
  private AgencyCode owner(CatalogRecord record) {
    return Dataset.publisherOf(record)
        .flatMap(Dataset.Agent::code)
        .filter(AgencyCode::isForm)
        .map(AgencyCode::new)
        .filter(agencies::contains)
        .orElse(source.agency());
  }

  /** Commits what other sessions have waiting that could be the same dataset. */
  private void giveWay(AgencyCode agency, String identifier, String subject) {
    for (IntakeSession other : intake.others(this)) {
      if (other.pending.isEmpty()) {
        continue;
      }
      RecordAdmitted same = other.pendingByIdentifier.get(identifier);
      if (other.pendingSubjects.contains(subject)
          || (same != null && same.agency().equals(agency))) {
        other.commit();
      }
    }
  }

  /** Where a record is at home in {@code home}; what waits to be said of that is said first. */
  private Place place(DatasetId home, String identifier) {
    DatasetId shown = journal.shown(home);
    for (IntakeSession other : intake.others(this)) {
      if (other.pendingDatasets.contains(shown)) {
        other.commit();
      }
    }
    if (pendingDatasets.contains(shown) && !pendingByIdentifier.containsKey(identifier)) {
      commit();
    }
    return new Place(home, shown);
  }

  private Optional<Known> known(String identifier) {
    RecordAdmitted waiting = pendingByIdentifier.get(identifier);
    if (waiting != null) {
      return Optional.of(
          new Known(
              waiting.dataset(),
              waiting.home().orElse(waiting.dataset()),
              waiting.contentHash(),
              waiting.agency()));
    }
    return Optional.ofNullable(journal.records(source.id(), List.of(identifier)).get(identifier))
        .map(head -> new Known(head.dataset(), head.home(), head.contentHash(), head.agency()));
  }

  /** A dataset that another source has under the same subject or the agency's own identifier. */
  private Optional<DatasetId> twin(AgencyCode agency, String identifier, String subject) {
    List<DatasetId> twins = twins(agency, identifier, subject);
    if (twins.size() > 1) {
      // What waits is said of datasets as they are now; after a merge it would bring one back.
      intake.commitAll();
      twins = twins(agency, identifier, subject);
    }
    if (twins.size() > 1) {
      new Bridge(journal, sources).over(twins, source.id(), identifier);
    }
    return twins.stream().findFirst();
  }

  private List<DatasetId> twins(AgencyCode agency, String identifier, String subject) {
    var candidates = new LinkedHashSet<DatasetId>();
    if (Claim.isGlobal(subject)) {
      candidates.addAll(journal.findBySubject(subject));
    }
    journal.findTwin(agency, identifier).ifPresent(candidates::add);
    return candidates.stream().filter(this::isElsewhereOnly).toList();
  }

  /** One source naming two things means two things. */
  private boolean isElsewhereOnly(DatasetId home) {
    return !pendingHomes.contains(home)
        && journal.recordsAt(home).stream()
            .noneMatch(record -> record.source().equals(source.id()) && !record.removed());
  }

  private DatasetId mint() {
    while (true) {
      DatasetId id = DatasetId.mint();
      if (!pendingDatasets.contains(id) && journal.history(id, 1).isEmpty()) {
        return id;
      }
    }
  }

  /** Whether our record speaks for where it is shown: nobody better does. */
  private boolean speaks(Place place, String identifier, AgencyCode agency, String subject) {
    Claim ours = Claim.of(place.home().equals(place.shown()), source, agency, subject);
    return journal.records(place.shown()).stream()
        .filter(record -> record.owner() && !record.removed())
        .filter(record -> !isOurs(record, identifier))
        .findFirst()
        .map(speaker -> ours.compareTo(Speakers.claim(speaker, place.shown(), sources)) > 0)
        .orElse(true);
  }

  private boolean isOurs(RecordHead record, String identifier) {
    return record.source().equals(source.id()) && record.identifier().equals(identifier);
  }

  private void take(RecordAdmitted admitted) {
    pending.add(admitted);
    pendingByIdentifier.put(admitted.identifier(), admitted);
    pendingSubjects.add(admitted.subject());
    pendingDatasets.add(admitted.dataset());
    pendingHomes.add(admitted.home().orElse(admitted.dataset()));
    if (pending.size() >= JournalIntake.GROUP) {
      commit();
    }
  }

  @Override
  public Intake.Offered offerUnchanged(String identifier) {
    return intake.locked(
        () -> {
          demandOpen();
          Optional<Known> known = known(identifier);
          if (known.isPresent()) {
            seen.add(identifier);
            return new Intake.Offered(known.get().dataset(), Intake.Change.UNCHANGED);
          }
          RecordAdmitted last =
              journal
                  .findAdmission(source.id(), identifier)
                  .filter(admission -> !admission.nquads().isEmpty())
                  .orElseThrow(
                      () ->
                          new NotFoundException(
                              "Nguồn %s chưa từng có bản ghi %s. Source %s never had a record %s."
                                  .formatted(source.id(), identifier, source.id(), identifier)));
          giveWay(last.agency(), identifier, last.subject());
          seen.add(identifier);
          added.add(identifier);
          Place place = place(journal.findHome(source.id(), identifier).orElseThrow(), identifier);
          take(
              last.of(
                  place.shown(),
                  place.home(),
                  speaks(place, identifier, last.agency(), last.subject()),
                  run));
          return new Intake.Offered(place.shown(), Intake.Change.ADDED);
        });
  }

  @Override
  public void keep(String identifier) {
    demandOpen();
    seen.add(identifier);
  }

  @Override
  public void flush() {
    intake.locked(
        () -> {
          commit();
          return true;
        });
  }

  /** Under the intake's lock. What could not be appended still waits. */
  void commit() {
    journal.append(pending);
    pending.clear();
    pendingByIdentifier.clear();
    pendingSubjects.clear();
    pendingDatasets.clear();
    pendingHomes.clear();
  }

  @Override
  public Intake.Removals removeMissing() {
    return intake.locked(
        () -> {
          demandOpen();
          commit();
          List<String> live = journal.identifiers(source.id());
          var missing = new TreeSet<>(live);
          missing.removeAll(seen);
          long before = live.stream().filter(identifier -> !added.contains(identifier)).count();
          removalsDone = true;
          Optional<Held.Removals> held = journal.heldRemovals(source.id());
          Intake.Removals removals =
              Intake.Removals.of(
                  missing, before, held.map(Held.Removals::identifiers).orElse(List.of()));
          Optional<Event> decided =
              removals.held().isEmpty() ? held.map(h -> decided(h.run())) : Optional.empty();
          intake.remove(source.id(), removals.removed(), GONE, run, decided);
          boolean known =
              held.filter(h -> Set.copyOf(h.identifiers()).equals(Set.copyOf(removals.held())))
                  .isPresent();
          if (!removals.held().isEmpty() && !known) {
            hold(removals.held(), before);
          }
          return removals;
        });
  }

  private void hold(List<String> identifiers, long before) {
    journal.append(
        List.of(
            new Event.RemovalsHeld(
                source.id(),
                run,
                identifiers,
                "Sẽ gỡ %d trên %d bản ghi. Would remove %d of %d records."
                    .formatted(identifiers.size(), before, identifiers.size(), before))));
  }

  private Event decided(String heldBy) {
    return new Event.RemovalsDecided(
        source.id(), heldBy, Decision.REFUSE, BACK, JournalIntake.SYSTEM);
  }

  @Override
  public void close() {
    intake.locked(
        () -> {
          if (!closed) {
            try {
              commit();
              if (!removalsDone) {
                releaseWhatCameBack();
              }
            } finally {
              closed = true;
              intake.closed(this);
            }
          }
          return true;
        });
  }

  /** What waits for removal and was seen now no longer waits. */
  private void releaseWhatCameBack() {
    journal
        .heldRemovals(source.id())
        .filter(held -> held.identifiers().stream().anyMatch(seen::contains))
        .ifPresent(
            held -> {
              List<String> rest =
                  held.identifiers().stream().filter(i -> !seen.contains(i)).toList();
              journal.append(
                  List.of(
                      rest.isEmpty()
                          ? decided(held.run())
                          : new Event.RemovalsHeld(source.id(), held.run(), rest, held.reason())));
            });
  }

  private void demandOpen() {
    if (closed) {
      throw new IllegalStateException("the session of %s is closed".formatted(source.id()));
    }
  }

  /** What is known of a record that is listed, or about to be. */
  private record Known(DatasetId dataset, DatasetId home, String contentHash, AgencyCode agency) {}

  /**
   * Where a record belongs.
   *
   * @param shown where merges lead from {@code home}
   */
  private record Place(DatasetId home, DatasetId shown) {
    static Place of(DatasetId alone) {
      return new Place(alone, alone);
    }
  }
}
