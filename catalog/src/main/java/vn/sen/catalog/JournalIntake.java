package vn.sen.catalog;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.catalog.Journal.RecordHead;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.problem.StoreUnavailableException;

/** The write door over a {@link Journal}: decides, under one lock, what is appended to it. */
public final class JournalIntake implements Intake {
  /** Who is named where no person decided. */
  static final String SYSTEM = "sen";

  static final int GROUP = 1000;

  /** How far back a start looks for erasures that a crash left undone. */
  private static final int RECENT_ERASURES = 1000;

  final Journal journal;
  private final ReleaseFiles files;
  private final DerivedFiles derived;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<IntakeSession> sessions = new HashSet<>();

  /**
   * Carries out erasures that a crash left undone.
   *
   * @param cache where {@link JournalCatalog} keeps derived files
   */
  public JournalIntake(Journal journal, ReleaseFiles files, Path cache, Clock clock) {
    this.journal = journal;
    this.files = files;
    this.derived = new DerivedFiles(cache);
    this.clock = clock;
    finishErasures();
  }

  private void finishErasures() {
    for (Erasure erasure : journal.erasures(RECENT_ERASURES)) {
      boolean wanted =
          !journal.datasetsWith(erasure.sha256()).isEmpty()
              || journal.versionsWith(erasure.sha256()).stream()
                  .flatMap(id -> journal.findVersion(id).stream())
                  .anyMatch(v -> v.isPublic() || v.judged().isAfter(erasure.at()));
      if (!wanted) {
        eraseBytes(erasure.sha256());
      }
    }
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void exclusively(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void register(Agency agency) {
    exclusively(
        () -> {
          if (!journal.agencies().contains(agency)) {
            journal.append(List.of(new Event.AgencyRegistered(agency)));
          }
        });
  }

  @Override
  public void register(RegisteredSource source) {
    exclusively(
        () -> {
          var events = new ArrayList<Event>();
          if (journal.agencies().stream().noneMatch(a -> a.code().equals(source.agency()))) {
            events.add(
                new Event.AgencyRegistered(
                    new Agency(
                        source.agency(), LangText.of(source.agency().value()), Optional.empty())));
          }
          Optional<RegisteredSource> known = journal.findSource(source.id());
          RegisteredSource wanted = source.attested(known.flatMap(RegisteredSource::attestation));
          if (!known.equals(Optional.of(wanted))) {
            events.add(new Event.SourceRegistered(wanted));
          }
          journal.append(events);
        });
  }

  @Override
  public void disable(SourceId source, String why, String by) {
    demand(why, by);
    exclusively(
        () -> {
          RegisteredSource known = known(source);
          if (known.enabled()) {
            journal.append(List.of(new Event.SourceDisabled(source, why, by)));
          }
        });
  }

  @Override
  public void attest(SourceId source, Attesting given, String by) {
    demand(given.reference(), by);
    Instant now = clock.instant();
    if (given.date().isAfter(Layers.day(now))) {
      throw new InvalidRequestException(
          "Ngày quyết định %s chưa đến. The decision is of %s, a day to come."
              .formatted(given.date(), given.date()));
    }
    var attestation =
        new Attestation(given.level(), given.date(), given.expires(), given.reference(), by, now);
    attested(source, new Event.SourceAttested(source, Optional.of(attestation), "", by));
  }

  @Override
  public void withdrawAttestation(SourceId source, String why, String by) {
    demand(why, by);
    attested(source, new Event.SourceAttested(source, Optional.empty(), why, by));
  }

  private void attested(SourceId source, Event.SourceAttested event) {
    exclusively(
        () -> {
          RegisteredSource known = known(source);
          if (event.attestation().isPresent() || known.attestation().isPresent()) {
            journal.append(List.of(event));
          }
        });
  }

  @Override
  public Session open(SourceId source, String run) {
    return locked(
        () -> {
          Map<SourceId, RegisteredSource> sources = sources();
          RegisteredSource known =
              Optional.ofNullable(sources.get(source)).orElseThrow(() -> noSource(source));
          Set<AgencyCode> agencies =
              journal.agencies().stream().map(Agency::code).collect(Collectors.toSet());
          var session = new IntakeSession(this, known, run, sources, agencies);
          sessions.add(session);
          return session;
        });
  }

  /** The sessions open beside {@code session}. */
  List<IntakeSession> others(IntakeSession session) {
    return sessions.stream().filter(other -> other != session).toList();
  }

  /** What all sessions have waiting is said. Under the lock. */
  void commitAll() {
    sessions.forEach(IntakeSession::commit);
  }

  void closed(IntakeSession session) {
    sessions.remove(session);
  }

  Map<SourceId, RegisteredSource> sources() {
    return journal.sources().stream().collect(toMap(RegisteredSource::id, source -> source));
  }

  private RegisteredSource known(SourceId source) {
    return journal.findSource(source).orElseThrow(() -> noSource(source));
  }

  private static NotFoundException noSource(SourceId source) {
    return new NotFoundException(
        "Không có nguồn %s. There is no source %s.".formatted(source, source));
  }

  @Override
  public int nextVersion(TableId table) {
    return latest(table).map(version -> version.id().number() + 1).orElse(1);
  }

  @Override
  public Optional<TableVersion> latest(TableId table) {
    return journal.versions(table).stream().findFirst();
  }

  @Override
  public void judged(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    exclusively(
        () -> {
          DatasetEntry entry = entry(verdicts.getFirst().version().id().table().dataset());
          var events = new ArrayList<Event>();
          var published = new LinkedHashMap<TableId, Optional<TableVersionId>>();
          for (Verdict verdict : verdicts) {
            TableVersion version = verdict.version();
            demandNext(version.id());
            events.add(new Event.TableJudged(version, verdict.report()));
            if (version.isPublic()) {
              demandParts(version);
              refuseWithdrawn(version);
              published.put(version.id().table(), Optional.of(version.id()));
            }
          }
          if (!published.isEmpty()) {
            release(entry, published, fileHashes(entry)).ifPresent(events::add);
          }
          journal.append(events);
        });
  }

  private void demandNext(TableVersionId id) {
    int next = nextVersion(id.table());
    if (id.number() != next) {
      throw new ConflictException(
          "Phiên bản kế tiếp của %s là %d, không phải %d. The next version of %s is %d, not %d."
              .formatted(id.table(), next, id.number(), id.table(), next, id.number()));
    }
  }

  private void demandParts(TableVersion version) {
    for (Part part : version.parts()) {
      if (files.find(part.sha256()).isEmpty()) {
        throw new IllegalStateException(
            "part %s of %s is not in the release files".formatted(part.sha256(), version.id()));
      }
    }
  }

  private void refuseWithdrawn(TableVersion version) {
    Stream.concat(
            Stream.of(version.received().sha256()), version.parts().stream().map(Part::sha256))
        .filter(this::wasWithdrawn)
        .flatMap(sha256 -> journal.findErasure(sha256).stream())
        .findFirst()
        .ifPresent(
            erasure -> {
              throw withdrawn(erasure);
            });
  }

  /** Whether these bytes were public until a person erased them. */
  private boolean wasWithdrawn(String sha256) {
    return journal.findErasure(sha256).isPresent()
        && journal.versionsWith(sha256).stream()
            .flatMap(id -> journal.findVersion(id).stream())
            .anyMatch(
                version ->
                    version.state() == TableState.BLOCKED
                        && (journal
                                .findReport(version.id())
                                .filter(report -> report.state().isPublic())
                                .isPresent()
                            || journal
                                .findRuling(version.id())
                                .filter(ruling -> ruling.decision() == Decision.APPROVE)
                                .isPresent()));
  }

  private static ConflictException withdrawn(Erasure erasure) {
    return new ConflictException(
        "Nội dung này đã bị gỡ ngày %s: %s. These bytes were withdrawn on %s: %s."
            .formatted(erasure.at(), erasure.why(), erasure.at(), erasure.why()));
  }

  @Override
  public void failed(
      DatasetId dataset,
      String distribution,
      String url,
      Problem problem,
      Optional<String> received,
      String run) {
    exclusively(
        () -> {
          // They may have been erased while they were being read.
          received
              .flatMap(journal::findErasure)
              .ifPresent(
                  erasure -> {
                    eraseBytes(erasure.sha256());
                    throw withdrawn(erasure);
                  });
          boolean known =
              entry(dataset).failures().stream()
                  .anyMatch(
                      f ->
                          f.url().equals(url)
                              && f.problem().equals(problem)
                              && f.received().equals(received));
          if (!known) {
            journal.append(
                List.of(new Event.TableFailed(dataset, distribution, url, problem, received, run)));
          }
        });
  }

  @Override
  public void recovered(DatasetId dataset, String url, String run) {
    exclusively(
        () -> {
          if (entry(dataset).failures().stream().anyMatch(f -> f.url().equals(url))) {
            journal.append(List.of(new Event.TableRecovered(dataset, url, run)));
          }
        });
  }

  @Override
  public boolean lives(DatasetId dataset, Liveness liveness) {
    return locked(
        () -> {
          Optional<DatasetEntry> entry = journal.find(dataset);
          boolean known =
              entry
                  .filter(e -> e.tombstone().isEmpty())
                  .map(e -> e.liveness().filter(liveness::says).isPresent())
                  .orElse(true);
          if (!known) {
            journal.append(List.of(new Event.LivenessJudged(dataset, liveness)));
          }
          return !known;
        });
  }

  @Override
  public void received(DatasetId dataset, DatasetFile file, String run) {
    exclusively(
        () -> {
          DatasetEntry entry = entry(dataset);
          if (entry.files().contains(file)) {
            if (entry.failures().stream().anyMatch(f -> f.url().equals(file.url()))) {
              journal.append(List.of(new Event.TableRecovered(dataset, file.url(), run)));
            }
            return;
          }
          journal
              .findErasure(file.sha256())
              .ifPresent(
                  erasure -> {
                    eraseBytes(file.sha256());
                    throw withdrawn(erasure);
                  });
          if (files.find(file.sha256()).isEmpty()) {
            throw new IllegalStateException(
                "file %s of %s is not in the release files".formatted(file.sha256(), dataset));
          }
          List<String> hashes =
              Stream.concat(
                      entry.files().stream()
                          .filter(
                              f -> !(f.url().equals(file.url()) && f.name().equals(file.name()))),
                      Stream.of(file))
                  .map(DatasetFile::sha256)
                  .toList();
          var events = new ArrayList<Event>();
          events.add(new Event.FileReceived(dataset, file, run));
          release(entry, Map.of(), hashes).ifPresent(events::add);
          journal.append(events);
        });
  }

  @Override
  public void decide(TableVersionId id, Decision decision, String why, String by) {
    demand(why, by);
    exclusively(
        () -> {
          TableVersion version =
              journal
                  .findVersion(id)
                  .orElseThrow(
                      () ->
                          new NotFoundException(
                              "Không có phiên bản %s. There is no version %s.".formatted(id, id)));
          if (journal.findRuling(id).isPresent() || version.state() != TableState.QUARANTINED) {
            throw new ConflictException(
                "Phiên bản %s không chờ quyết định. Version %s does not wait for a decision."
                    .formatted(id, id));
          }
          var events = new ArrayList<Event>();
          events.add(new Event.VersionDecided(id, decision, why, by));
          if (decision == Decision.APPROVE) {
            unseal(version);
            DatasetEntry entry = entry(id.table().dataset());
            Optional<TableVersionId> newest =
                Stream.concat(
                        Stream.of(id), published(entry, id.table()).stream().map(TableVersion::id))
                    .max(Comparator.comparingInt(TableVersionId::number));
            release(entry, Map.of(id.table(), newest), fileHashes(entry)).ifPresent(events::add);
          }
          journal.append(events);
        });
  }

  private void unseal(TableVersion version) {
    try {
      for (Part part : version.parts()) {
        files.unseal(part.sha256());
      }
    } catch (java.nio.file.NoSuchFileException e) {
      throw new ConflictException(
          "Nội dung của %s đã bị xoá. The bytes of %s were erased."
              .formatted(version.id(), version.id()),
          e);
    } catch (IOException e) {
      throw new StoreUnavailableException("%s cannot be unsealed".formatted(version.id()), e);
    }
  }

  @Override
  public void decideRemovals(
      SourceId source, String run, Decision decision, String why, String by) {
    demand(why, by);
    exclusively(
        () -> {
          Optional<Held.Removals> held =
              journal.heldRemovals(source).filter(h -> h.run().equals(run));
          if (held.isEmpty()) {
            if (journal.everHeld(source, run)) {
              throw new ConflictException(
                  "Việc gỡ của lượt %s không còn chờ. The removals of run %s no longer wait."
                      .formatted(run, run));
            }
            throw new NotFoundException(
                "Lượt %s của nguồn %s không giữ việc gỡ nào. Run %s of source %s holds no removals."
                    .formatted(run, source, run, source));
          }
          var decided = new Event.RemovalsDecided(source, run, decision, why, by);
          if (decision == Decision.APPROVE) {
            remove(source, held.get().identifiers(), why, run, Optional.of(decided));
          } else {
            journal.append(List.of(decided));
          }
        });
  }

  /**
   * Removes records in groups; another source that has the dataset speaks from then on.
   *
   * @param last appended with the last group, so that a crash in between leaves the rest to do
   */
  void remove(
      SourceId source,
      Collection<String> identifiers,
      String reason,
      String run,
      Optional<Event> last) {
    Map<SourceId, RegisteredSource> sources = sources();
    List<String> all = List.copyOf(identifiers);
    for (int start = 0; start < all.size(); start += GROUP) {
      List<String> group = all.subList(start, Math.min(start + GROUP, all.size()));
      var events = new ArrayList<Event>();
      Map<String, RecordHead> heads = journal.records(source, group);
      for (String identifier : group) {
        RecordHead head = heads.get(identifier);
        if (head != null) {
          events.add(new Event.RecordRemoved(head.dataset(), source, identifier, reason, run));
          if (head.owner()) {
            Speakers.heir(journal, head, Set.copyOf(group), sources, run).ifPresent(events::add);
          }
        }
      }
      if (start + GROUP >= all.size()) {
        last.ifPresent(events::add);
      }
      journal.append(events);
    }
    if (all.isEmpty()) {
      last.ifPresent(event -> journal.append(List.of(event)));
    }
  }

  @Override
  public CodesImport importCodes(byte[] file, String why, String by) {
    return locked(() -> new CodeListIntake(journal).take(file, why, by));
  }

  @Override
  public WaiverGiven waive(Waiving wanted, String why, String by) {
    demand(why, by);
    return locked(
        () -> new WaiverIntake(journal, clock).give(listed(wanted.dataset()), wanted, why, by));
  }

  @Override
  public WaiverEntry endWaiver(String id, String why, String by) {
    demand(why, by);
    return locked(() -> new WaiverIntake(journal, clock).end(id, why, by));
  }

  @Override
  public Correction correct(Correcting wanted, String why, String by) {
    demand(why, by);
    return locked(
        () -> new CorrectionIntake(journal).correct(listed(wanted.dataset()), wanted, why, by));
  }

  @Override
  public Identity.Decided decide(IdentityWanted wanted, String why, String by) {
    demand(why, by);
    return locked(
        () -> {
          // What was offered before is part of what is decided upon.
          commitAll();
          return new IdentityIntake(journal, clock).decide(wanted, why, by);
        });
  }

  @Override
  public Identity.Decided undoDecision(String id, String why, String by) {
    demand(why, by);
    return locked(
        () -> {
          commitAll();
          return new IdentityIntake(journal, clock).undo(id, sources(), why, by);
        });
  }

  @Override
  public DatasetId undoCorrection(String id, String why, String by) {
    demand(why, by);
    return locked(() -> new CorrectionIntake(journal).undo(id, why, by));
  }

  private DatasetEntry listed(DatasetId id) {
    DatasetEntry entry = entry(id);
    entry
        .tombstone()
        .ifPresent(
            tombstone -> {
              throw tombstone
                  .mergedInto()
                  .<RuntimeException>map(into -> IdentityIntake.merged(id, into))
                  .orElseGet(() -> new GoneException(tombstone.reason()));
            });
    return entry;
  }

  @Override
  public void register(
      ConsumerId id,
      TableId table,
      ConsumerGiven given,
      List<Consumer.Outcome> outcomes,
      String by) {
    exclusively(() -> new ConsumerIntake(journal).register(id, table, given, outcomes, by));
  }

  @Override
  public void removeConsumer(ConsumerId id, String why, String by) {
    demand(why, by);
    exclusively(() -> new ConsumerIntake(journal).remove(id, why, by));
  }

  @Override
  public void erase(String sha256, String why, String by) {
    demand(why, by);
    if (!Sha256.isForm(sha256)) {
      throw new InvalidRequestException(
          "Mã băm SHA-256 gồm 64 chữ số hệ 16 viết thường. A SHA-256 is 64 hexadecimal digits in"
              + " lower case; got '%s'.".formatted(sha256));
    }
    exclusively(
        () -> {
          Erasing erasing = erasing(sha256);
          var events = new ArrayList<Event>();
          erasing
              .bytes()
              .forEach(
                  (hash, version) -> {
                    if (journal.findErasure(hash).isEmpty()) {
                      events.add(new Event.BytesErased(hash, version, why, by));
                    }
                  });
          events.addAll(erasing.releases());
          journal.append(events);
          erasing.bytes().keySet().forEach(this::eraseBytes);
          erasing.versions().forEach(this::dropDerived);
        });
  }

  private Erasing erasing(String sha256) {
    List<TableVersion> touched =
        journal.versionsWith(sha256).stream()
            .flatMap(id -> journal.findVersion(id).stream())
            .toList();
    var bytes = new LinkedHashMap<String, Optional<TableVersionId>>();
    if (touched.isEmpty() && journal.datasetsWith(sha256).isEmpty()) {
      bytes.putAll(withoutUse(sha256));
      return new Erasing(bytes, List.of(), List.of());
    }
    Set<TableVersionId> ids = touched.stream().map(TableVersion::id).collect(Collectors.toSet());
    bytes.put(sha256, touched.stream().map(TableVersion::id).findFirst());
    for (TableVersion version : touched) {
      Stream.concat(
              Stream.of(version.received().sha256()), version.parts().stream().map(Part::sha256))
          .filter(hash -> ids.containsAll(journal.versionsWith(hash)))
          .filter(hash -> hash.equals(sha256) || journal.datasetsWith(hash).isEmpty())
          .forEach(hash -> bytes.putIfAbsent(hash, Optional.of(version.id())));
    }
    // What another table made of the same received bytes stays, but the bytes themselves go.
    touched.stream()
        .filter(v -> v.parts().stream().anyMatch(part -> bytes.containsKey(part.sha256())))
        .forEach(v -> bytes.putIfAbsent(v.received().sha256(), Optional.of(v.id())));
    Set<DatasetId> datasets =
        Stream.concat(
                bytes.keySet().stream().flatMap(hash -> journal.datasetsWith(hash).stream()),
                touched.stream().map(v -> v.id().table().dataset()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Event> releases =
        datasets.stream()
            .map(this::entry)
            .flatMap(entry -> releaseWithout(entry, bytes.keySet()).stream())
            .toList();
    return new Erasing(bytes, releases, touched);
  }

  /**
   * Bytes that no version and no file has: erased before, never readable, or those of an old
   * description.
   */
  private Map<String, Optional<TableVersionId>> withoutUse(String sha256) {
    if (journal.findErasure(sha256).isPresent() || journal.hasRefused(sha256)) {
      return Map.of(sha256, Optional.empty());
    }
    if (!journal.recordsWith(sha256).isEmpty()) {
      throw new ConflictException(
          "Mô tả này đang được công bố: hãy gỡ bản ghi trước. This description is listed now:"
              + " remove the record first.");
    }
    Optional<String> correction = journal.findCorrectionOfWords(sha256);
    if (correction.isPresent()) {
      throw new ConflictException(
          "Đính chính %s đang có hiệu lực: hãy bỏ nó trước. The correction %s stands: undo it first."
              .formatted(correction.get(), correction.get()));
    }
    if (CodeLists.all().stream()
        .flatMap(known -> journal.codeLists(known.key()).stream())
        .anyMatch(listed -> listed.version().sha256().equals(sha256))) {
      throw new ConflictException(
          "Đây là một danh mục mã mà các báo cáo dẫn chiếu, không xoá được. This is a code list"
              + " that reports name; it cannot be erased.");
    }
    if (!journal.hasPayload(sha256)) {
      throw new NotFoundException(
          "Không có nội dung nào mang mã băm %s. Nothing has the hash %s."
              .formatted(sha256, sha256));
    }
    return Map.of(sha256, Optional.empty());
  }

  private Optional<Event> releaseWithout(DatasetEntry entry, Set<String> erased) {
    var tables = new LinkedHashMap<TableId, Optional<TableVersionId>>();
    for (TableEntry table : entry.tables()) {
      tables.put(
          table.id(),
          journal.versions(table.id()).stream()
              .filter(TableVersion::isPublic)
              .filter(v -> v.parts().stream().map(Part::sha256).noneMatch(erased::contains))
              .map(TableVersion::id)
              .findFirst());
    }
    return release(
        entry, tables, fileHashes(entry).stream().filter(hash -> !erased.contains(hash)).toList());
  }

  private void eraseBytes(String sha256) {
    try {
      files.erase(sha256);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Chưa xoá được %s; sẽ làm tiếp khi khởi động lại. %s could not be erased yet; the next start will do it."
              .formatted(sha256, sha256),
          e);
    }
  }

  private void dropDerived(TableVersion version) {
    try {
      derived.drop(version);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "files made from %s cannot be deleted".formatted(version.id()), e);
    }
  }

  private DatasetEntry entry(DatasetId id) {
    return journal
        .find(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "Không có tập dữ liệu %s. There is no dataset %s.".formatted(id, id)));
  }

  private static Optional<TableVersion> published(DatasetEntry entry, TableId table) {
    return entry.tables().stream()
        .filter(t -> t.id().equals(table))
        .findFirst()
        .flatMap(TableEntry::published);
  }

  private static List<String> fileHashes(DatasetEntry entry) {
    return entry.files().stream().map(DatasetFile::sha256).toList();
  }

  /**
   * The dataset's next release; absent when visitors get what the last one has.
   *
   * @param changed what is newly published of some tables; empty for none of it
   */
  private Optional<Event> release(
      DatasetEntry entry, Map<TableId, Optional<TableVersionId>> changed, List<String> fileHashes) {
    var tables = new java.util.TreeMap<String, TableVersionId>();
    for (TableEntry table : entry.tables()) {
      table.published().ifPresent(version -> tables.put(table.id().slug(), version.id()));
    }
    changed.forEach(
        (table, version) -> {
          tables.remove(table.slug());
          version.ifPresent(id -> tables.put(table.slug(), id));
        });
    List<TableVersionId> versions = List.copyOf(tables.values());
    List<String> hashes = fileHashes.stream().sorted().distinct().toList();
    Optional<Release> last = journal.releases(entry.id()).stream().findFirst();
    boolean same =
        last.map(r -> r.tables().equals(versions) && r.files().equals(hashes))
            .orElse(versions.isEmpty() && hashes.isEmpty());
    if (same) {
      return Optional.empty();
    }
    String description =
        journal.records(entry.id()).stream()
            .filter(RecordHead::owner)
            .map(RecordHead::contentHash)
            .findFirst()
            .orElseThrow();
    return Optional.of(
        new Event.ReleaseMade(
            new Release(
                entry.id(),
                last.map(r -> r.number() + 1).orElse(1),
                clock.instant(),
                versions,
                hashes,
                description)));
  }

  private static void demand(String why, String by) {
    if (why.isBlank() || by.isBlank()) {
      throw new InvalidRequestException(
          "Mỗi quyết định cần lý do và người quyết định. A decision needs a reason and a name.");
    }
  }

  /**
   * What one erasure does.
   *
   * @param bytes hash to a version it belonged to
   * @param releases what is public afterwards
   * @param versions whose derived files go too
   */
  private record Erasing(
      Map<String, Optional<TableVersionId>> bytes,
      List<Event> releases,
      List<TableVersion> versions) {}
}
