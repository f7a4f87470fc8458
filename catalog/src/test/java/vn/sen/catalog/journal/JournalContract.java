package vn.sen.catalog.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sen.catalog.Samples.HEALTH;
import static vn.sen.catalog.Samples.INTERIOR;
import static vn.sen.catalog.Samples.NOW;
import static vn.sen.catalog.Samples.admitted;
import static vn.sen.catalog.Samples.judged;
import static vn.sen.catalog.Samples.sha256;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.jena.vocabulary.DCTerms;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Attestation;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.DatasetFile;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Event;
import vn.sen.catalog.Held;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalEntry;
import vn.sen.catalog.Problem;
import vn.sen.catalog.Release;
import vn.sen.catalog.Samples;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.Waiver;

/** What every journal promises. */
abstract class JournalContract {
  static final DatasetId POPULATION = new DatasetId("0000000001");
  static final DatasetId SCHOOLS = new DatasetId("0000000002");
  static final TableId PROVINCES = new TableId(POPULATION, "provinces");
  static final SourceId PORTAL = new SourceId("portal");
  static final String REFUSED = Samples.sha256("not a table");

  Path directory;
  Journal journal;

  /** Opens the journal in {@code directory}, again when there is one. */
  abstract Journal open(Path directory, Clock clock);

  @BeforeEach
  void openIt(@TempDir Path temporary) {
    directory = temporary;
    journal = open(directory, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void closeIt() {
    assertThat(journal.inspect()).isEmpty();
    journal.close();
  }

  DatasetEntry entry(DatasetId id) {
    return journal.find(id).orElseThrow();
  }

  @Test
  void anEmptyJournalIsWhole() {
    assertThat(journal.head()).isZero();
    assertThat(journal.after(0, 10)).isEmpty();
    assertThat(journal.findBrokenLink()).isEmpty();
    assertThat(journal.counts().agencies()).isEmpty();
    assertThat(journal.counts().changed()).isEmpty();
    assertThat(journal.append(List.of())).isZero();
  }

  @Test
  void sequenceNumbersCountFromOneWithoutGaps() {
    assertThat(journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số"))))
        .isEqualTo(1);
    assertThat(
            journal.append(
                List.of(
                    admitted(SCHOOLS, "portal", "truong", "Trường học"),
                    admitted(POPULATION, "portal", "dan-so", "Dân số 2"))))
        .isEqualTo(3);

    assertThat(journal.head()).isEqualTo(3);
    assertThat(journal.after(0, 10)).extracting(JournalEntry::sequence).containsExactly(1L, 2L, 3L);
    assertThat(journal.after(1, 1)).extracting(JournalEntry::sequence).containsExactly(2L);
  }

  @Test
  void everyKindOfEventComesBackAsItWas() {
    TableVersion held = Samples.version(PROVINCES.version(1), TableState.QUARANTINED, "v1");
    List<Event> events =
        List.of(
            new Event.AgencyRegistered(Samples.agency(INTERIOR, "Bộ Nội vụ")),
            new Event.SourceRegistered(Samples.source("portal", INTERIOR)),
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            new Event.TableJudged(held, Samples.report(held)),
            new Event.VersionDecided(held.id(), Decision.APPROVE, "seen", "steward"),
            new Event.TableFailed(
                POPULATION, "d", "https://a.vn/x", problem(), Optional.empty(), "run-1"),
            new Event.TableRecovered(POPULATION, "https://a.vn/x", "run-2"),
            new Event.FileReceived(POPULATION, pdf(), "run-1"),
            new Event.ReleaseMade(
                new Release(
                    POPULATION, 1, NOW, List.of(held.id()), List.of(pdf().sha256()), "hash")),
            new Event.LivenessJudged(POPULATION, Samples.liveness(0.4)),
            new Event.RuleWaived(POPULATION, Optional.of("provinces"), waiver()),
            new Event.WaiverEnded(POPULATION, waiver().id(), "mended", "steward"),
            new Event.MetadataCorrected(
                POPULATION,
                "c1",
                DCTerms.title.getURI(),
                Optional.of("vi"),
                List.of("Dân số"),
                List.of("Dân số trung bình"),
                "a slip",
                "steward"),
            new Event.CorrectionUndone(POPULATION, "c1", "mended", "steward"),
            new Event.ConsumerRegistered(
                PROVINCES,
                new ConsumerId("c000000000x"),
                List.of(new Consumer.Held(1, Standing.KEPT, Optional.empty())),
                Optional.of(
                    new Consumer.Registration("Công ty X", "mail@x.vn", "{}", List.of(), "salt")),
                "steward"),
            new Event.RemovalsHeld(PORTAL, "run-3", List.of("dan-so"), "all of it"),
            new Event.RemovalsDecided(PORTAL, "run-3", Decision.APPROVE, "closed", "steward"),
            new Event.RecordRemoved(POPULATION, PORTAL, "dan-so", "closed", "run-3"),
            new Event.BytesErased(
                pdf().sha256(), Optional.of(held.id()), "by law", "administrator"),
            new Event.SourceAttested(
                PORTAL,
                Optional.of(
                    new Attestation(
                        3,
                        LocalDate.parse("2026-01-15"),
                        LocalDate.parse("2028-01-15"),
                        "QĐ 12/2026",
                        "administrator",
                        NOW)),
                "",
                "administrator"),
            new Event.SourceAttested(PORTAL, Optional.empty(), "revoked", "administrator"),
            new Event.SourceDisabled(PORTAL, "closed", "administrator"),
            new Event.CodesImported(
                new CodeListVersion("administrative-units", "2027-01-01", Sha256.of("a list\n")),
                "a decree",
                "",
                "steward",
                "a list\n"));

    journal.append(events);

    assertThat(journal.after(0, 100))
        .extracting(JournalEntry::event)
        .containsExactlyElementsOf(events);
    assertThat(journal.after(0, 100)).extracting(JournalEntry::at).containsOnly(NOW);
  }

  private static Waiver waiver() {
    return new Waiver(
        "w1",
        "ACC-03",
        Optional.of("ma_tinh"),
        LocalDate.parse("2026-06-01"),
        "old codes",
        "steward");
  }

  @Test
  void aDatasetIsFoundAsItsOwnerDescribedItLast() {
    journal.append(
        List.of(
            new Event.AgencyRegistered(Samples.agency(INTERIOR, "Bộ Nội vụ")),
            admitted(POPULATION, "portal", "dan-so", "Dân số")));
    journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số năm 2025")));

    DatasetEntry entry = entry(POPULATION);
    assertThat(entry.dataset().title().in("vi")).contains("Dân số năm 2025");
    assertThat(entry.record().subject().getProperty(DCTerms.title).getString())
        .isEqualTo("Dân số năm 2025");
    assertThat(entry.record().identifier()).isEqualTo("dan-so");
    assertThat(entry.agency().name().in("vi")).contains("Bộ Nội vụ");
    assertThat(entry.sequence()).isEqualTo(3);
    assertThat(entry.tombstone()).isEmpty();
    assertThat(journal.find(SCHOOLS)).isEmpty();
  }

  @Test
  void aCopyAtAnotherSourceIsLinkedAndChangesNothing() {
    journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số")));
    String subject = "https://copy.example.vn/1";
    journal.append(
        List.of(
            admitted(
                POPULATION, "copy", "1", subject, Samples.nquads(subject, "Other title"), false)));

    DatasetEntry entry = entry(POPULATION);
    assertThat(entry.dataset().title().in("vi")).contains("Dân số");
    assertThat(entry.source()).isEqualTo(PORTAL);
    assertThat(entry.alternates())
        .containsExactly(new DatasetEntry.Alternate(new SourceId("copy"), "1", subject));
    assertThat(journal.records(PORTAL, List.of("dan-so", "x")))
        .containsOnlyKeys("dan-so")
        .hasValueSatisfying(speaks(true));
    assertThat(journal.records(new SourceId("copy"), List.of("1")))
        .hasValueSatisfying(speaks(false));
    assertThat(journal.records(POPULATION))
        .extracting(Journal.RecordHead::identifier)
        .containsExactly("dan-so", "1");
    assertThat(journal.findBySubject(subject)).containsExactly(POPULATION);
    assertThat(journal.recordsOn(new SourceId("copy"), List.of(subject, "https://x.example/")))
        .containsOnlyKeys(subject)
        .hasValueSatisfying(speaks(false));
    assertThat(journal.recordsOn(PORTAL, List.of(subject))).isEmpty();
    journal.append(
        List.of(new Event.RecordRemoved(POPULATION, new SourceId("copy"), "1", "gone", "run-2")));
    assertThat(journal.recordsOn(new SourceId("copy"), List.of(subject))).isEmpty();
  }

  @Test
  void theRecordAdmittedAsOwnerSpeaksFromThenOn() {
    String subject = "https://copy.example.vn/1";
    String nquads = Samples.nquads(subject, "Từ bản gốc");
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            admitted(POPULATION, "copy", "1", subject, nquads, true)));

    assertThat(entry(POPULATION).dataset().title().in("vi")).contains("Từ bản gốc");
    assertThat(entry(POPULATION).alternates())
        .extracting(DatasetEntry.Alternate::identifier)
        .containsExactly("dan-so");
    assertThat(journal.findAdmission(PORTAL, "dan-so"))
        .contains(admitted(POPULATION, "portal", "dan-so", "Dân số"));
  }

  @Test
  void aRemovedDatasetIsATombstoneAndComesBackUnderItsId() {
    journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số")));
    journal.append(List.of(new Event.RecordRemoved(POPULATION, PORTAL, "dan-so", "gone", "run-2")));

    assertThat(entry(POPULATION).tombstone()).contains(new DatasetEntry.Tombstone("gone", NOW));
    assertThat(journal.records(PORTAL, List.of("dan-so"))).isEmpty();
    assertThat(journal.identifiers(PORTAL)).isEmpty();
    assertThat(journal.findAlias(PORTAL, "dan-so")).contains(POPULATION);
    assertThat(journal.findAlias(INTERIOR, "dan-so")).contains(POPULATION);
    assertThat(journal.counts().agencies()).isEmpty();

    journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số")));

    assertThat(entry(POPULATION).tombstone()).isEmpty();
    assertThat(journal.identifiers(PORTAL)).containsExactly("dan-so");
  }

  @Test
  void theLastGoodVersionStaysWhileABadOneWaits() {
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            judged(PROVINCES, 1, TableState.PUBLISHED),
            judged(PROVINCES, 2, TableState.QUARANTINED)));

    TableEntry table = entry(POPULATION).tables().getFirst();
    assertThat(table.published().orElseThrow().id().number()).isEqualTo(1);
    assertThat(table.latest().id().number()).isEqualTo(2);
    assertThat(table.isHeldBack()).isTrue();
    assertThat(journal.versions(PROVINCES))
        .extracting(version -> version.id().number())
        .containsExactly(2, 1);
    assertThat(journal.findReport(PROVINCES.version(2)).orElseThrow().findings()).hasSize(1);
    assertThat(journal.held())
        .singleElement()
        .isInstanceOfSatisfying(
            Held.Version.class,
            held -> {
              Finding worst =
                  journal.findReport(PROVINCES.version(2)).orElseThrow().findings().getFirst();
              assertThat(held.id()).isEqualTo(PROVINCES.version(2));
              assertThat(held.since()).isEqualTo(NOW);
              assertThat(held.reason()).startsWith(worst.rule()).contains(worst.message().en());
            });
    assertThat(journal.counts().agencies())
        .containsExactly(new Journal.AgencyCount(INTERIOR, 1, 1, 34));
  }

  @Test
  void anApprovedVersionIsPublicAndARefusedOneIsNot() {
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            judged(PROVINCES, 1, TableState.QUARANTINED),
            new Event.VersionDecided(
                PROVINCES.version(1), Decision.APPROVE, "true outliers", "steward"),
            judged(PROVINCES, 2, TableState.QUARANTINED),
            new Event.VersionDecided(PROVINCES.version(2), Decision.REFUSE, "no", "steward")));

    TableEntry table = entry(POPULATION).tables().getFirst();
    assertThat(table.published().orElseThrow().id().number()).isEqualTo(1);
    assertThat(table.published().orElseThrow().state())
        .isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);
    assertThat(table.latest().state()).isEqualTo(TableState.QUARANTINED);
    assertThat(table.decision())
        .contains(new TableEntry.Ruling(Decision.REFUSE, "no", "steward", NOW));
    assertThat(journal.findRuling(PROVINCES.version(1)).orElseThrow().decision())
        .isEqualTo(Decision.APPROVE);
    assertThat(journal.held()).isEmpty();
    assertThat(journal.findVersion(PROVINCES.version(1)).orElseThrow().isPublic()).isTrue();
  }

  @Test
  void erasingAPartWithdrawsItsVersion() {
    Event.TableJudged first = judged(PROVINCES, 1, TableState.PUBLISHED);
    Event.TableJudged second = judged(PROVINCES, 2, TableState.PUBLISHED);
    String part = second.version().parts().getFirst().sha256();
    journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số"), first, second));
    assertThat(journal.versionsWith(part)).containsExactly(PROVINCES.version(2));

    journal.append(
        List.of(new Event.BytesErased(part, Optional.of(PROVINCES.version(2)), "by law", "a")));

    TableEntry table = entry(POPULATION).tables().getFirst();
    assertThat(table.published().orElseThrow().id().number()).isEqualTo(1);
    assertThat(table.latest().state()).isEqualTo(TableState.BLOCKED);
    assertThat(journal.findErasure(part).orElseThrow().why()).isEqualTo("by law");
    assertThat(journal.erasures(10)).hasSize(1);
  }

  @Test
  void aFileReplacesTheOneOfItsNameAndIsWithdrawnWhenErased() {
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            new Event.FileReceived(
                POPULATION,
                new DatasetFile(
                    "d", pdf().url(), pdf().name(), "application/pdf", sha256("old"), 3),
                "run-1"),
            new Event.FileReceived(POPULATION, pdf(), "run-2")));
    assertThat(entry(POPULATION).files()).containsExactly(pdf());
    assertThat(journal.received(POPULATION, 10)).containsExactly(NOW, NOW);
    assertThat(journal.datasetsWith(pdf().sha256())).containsExactly(POPULATION);

    journal.append(List.of(new Event.BytesErased(pdf().sha256(), Optional.empty(), "by law", "a")));

    assertThat(entry(POPULATION).files()).isEmpty();
    assertThat(entry(POPULATION).sequence()).isEqualTo(4);
  }

  @Test
  void aFailureStandsUntilItsUrlGivesSomething() {
    Event.TableJudged judged = judged(PROVINCES, 1, TableState.PUBLISHED);
    String url = judged.version().received().url();
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            new Event.TableFailed(POPULATION, "d", url, problem(), Optional.of(REFUSED), "run-1")));
    assertThat(entry(POPULATION).failures())
        .containsExactly(new DatasetEntry.Failure("d", url, problem(), Optional.of(REFUSED), NOW));

    journal.append(List.of(judged));

    assertThat(entry(POPULATION).failures()).isEmpty();
    assertThat(journal.hasRefused(REFUSED)).isTrue();
    assertThat(journal.hasRefused(judged.version().received().sha256())).isFalse();
  }

  @Test
  void heldRemovalsOfASourceTakeThePlaceOfThoseBefore() {
    journal.append(
        List.of(
            new Event.RemovalsHeld(PORTAL, "run-1", List.of("a", "b"), "2 of 2"),
            new Event.RemovalsHeld(PORTAL, "run-2", List.of("a"), "1 of 1")));

    assertThat(journal.held())
        .containsExactly(new Held.Removals(PORTAL, "run-2", List.of("a"), "1 of 1", NOW));
    assertThat(journal.everHeld(PORTAL, "run-1")).isTrue();
    assertThat(journal.everHeld(PORTAL, "run-9")).isFalse();

    journal.append(
        List.of(new Event.RemovalsDecided(PORTAL, "run-2", Decision.REFUSE, "a fault", "s")));

    assertThat(journal.held()).isEmpty();
  }

  @Test
  void anErasedDescriptionLeavesTheChainWhole() {
    Event.RecordAdmitted first = admitted(POPULATION, "portal", "dan-so", "Tên một người");
    journal.append(List.of(first, admitted(POPULATION, "portal", "dan-so", "Dân số")));

    journal.append(
        List.of(new Event.BytesErased(first.contentHash(), Optional.empty(), "by law", "a")));

    assertThat(journal.findBrokenLink()).isEmpty();
    var read = (Event.RecordAdmitted) journal.after(0, 1).getFirst().event();
    assertThat(read.nquads()).isEmpty();
    assertThat(read.contentHash()).isEqualTo(first.contentHash());
    assertThat(journal.hasPayload(first.contentHash())).isTrue();
    assertThat(journal.recordsWith(first.contentHash())).isEmpty();
    assertThat(entry(POPULATION).dataset().title().in("vi")).contains("Dân số");
  }

  @Test
  void whatDoesNotFitIsRefusedWhole() {
    assertThatThrownBy(
            () ->
                journal.append(
                    List.of(
                        admitted(POPULATION, "portal", "dan-so", "Dân số"),
                        judged(new TableId(SCHOOLS, "schools"), 1, TableState.PUBLISHED))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(SCHOOLS.value());

    assertThat(journal.head()).isZero();
    assertThat(journal.find(POPULATION)).isEmpty();
    assertThat(journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số"))))
        .isEqualTo(1);
  }

  @Test
  void aVersionIsNeverJudgedTwice() {
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            judged(PROVINCES, 1, TableState.PUBLISHED)));

    assertThatThrownBy(() -> journal.append(List.of(judged(PROVINCES, 1, TableState.BLOCKED))))
        .isInstanceOf(RuntimeException.class);

    assertThat(journal.head()).isEqualTo(2);
  }

  @Test
  void everythingIsThereAfterOpeningAgain() {
    journal.append(
        List.of(
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            judged(PROVINCES, 1, TableState.PUBLISHED)));
    DatasetEntry before = entry(POPULATION);

    journal.close();
    openIt(directory);

    assertThat(journal.head()).isEqualTo(2);
    DatasetEntry after = entry(POPULATION);
    assertThat(after.tables()).isEqualTo(before.tables());
    assertThat(after.record().description().isIsomorphicWith(before.record().description()))
        .isTrue();
    assertThat(journal.append(List.of(judged(PROVINCES, 2, TableState.PUBLISHED)))).isEqualTo(3);
  }

  @Test
  void datasetsComeInPagesInTheOrderOfIds() {
    List<DatasetId> ids =
        IntStream.range(0, 25).mapToObj(i -> new DatasetId("%010d".formatted(i))).toList();
    journal.append(
        ids.reversed().stream().map(id -> admitted(id, "portal", "r" + id, "Số " + id)).toList());

    var seen = new ArrayList<DatasetId>();
    Optional<DatasetId> after = Optional.empty();
    for (List<DatasetEntry> page; !(page = journal.datasets(after, 10)).isEmpty(); ) {
      page.forEach(entry -> seen.add(entry.id()));
      after = Optional.of(seen.getLast());
    }

    assertThat(seen).containsExactlyElementsOf(ids);
    assertThat(journal.datasetsOf(INTERIOR, Optional.of(ids.get(19)), 10))
        .containsExactlyElementsOf(ids.subList(20, 25));
    assertThat(journal.find(ids)).hasSize(25);
  }

  @Test
  void changesNameWhatEntriesAreAbout() {
    journal.append(
        List.of(
            new Event.AgencyRegistered(Samples.agency(HEALTH, "Bộ Y tế")),
            admitted(POPULATION, "portal", "dan-so", "Dân số"),
            admitted(SCHOOLS, "portal", "truong", "Trường")));

    Journal.Changes changes = journal.changes(0, 2);
    assertThat(changes.to()).isEqualTo(2);
    assertThat(changes.datasets()).containsExactly(POPULATION);
    assertThat(changes.agencies()).containsExactly(HEALTH);
    assertThat(journal.changes(3, 2).to()).isEqualTo(3);
    assertThat(journal.history(POPULATION, 5)).hasSize(1);
  }

  @Test
  void whoWaitsWakesWhenSomethingIsAppended() throws Exception {
    assertThat(journal.await(0, Duration.ofMillis(20))).isZero();

    var started = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var woken =
          threads.submit(
              () -> {
                started.countDown();
                return journal.await(0, Duration.ofSeconds(30));
              });
      started.await();
      journal.append(List.of(admitted(POPULATION, "portal", "dan-so", "Dân số")));

      assertThat(woken.get()).isEqualTo(1);
    }
  }

  @Test
  void writersOnManyThreadsShareOneSequence() throws Exception {
    int writers = 8;
    try (var threads = Executors.newFixedThreadPool(writers)) {
      var done =
          IntStream.range(0, writers)
              .mapToObj(
                  w ->
                      threads.submit(
                          () -> {
                            for (int i = 0; i < 10; i++) {
                              var id = new DatasetId("%05d%05d".formatted(w, i));
                              journal.append(List.of(admitted(id, "s" + w, "r" + i, "Số " + i)));
                              assertThat(journal.find(id)).isPresent();
                            }
                            return null;
                          }))
              .toList();
      for (var each : done) {
        each.get();
      }
    }

    assertThat(journal.head()).isEqualTo(80);
    assertThat(journal.findBrokenLink()).isEmpty();
  }

  private static Condition<Journal.RecordHead> speaks(boolean owner) {
    return new Condition<>(head -> head.owner() == owner, "owner: %s", owner);
  }

  static Problem problem() {
    return new Problem(
        "dan-so",
        Optional.of("provinces"),
        Problem.Stage.FETCH,
        Optional.of("LIV-05"),
        Severity.ERROR,
        new Message("Máy chủ trả lời 404.", "The server answered 404."));
  }

  static DatasetFile pdf() {
    return new DatasetFile(
        "d", "https://portal.example.vn/a.pdf", "a.pdf", "application/pdf", sha256("pdf"), 3);
  }
}
