package vn.sen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sen.catalog.Intake.Change.ADDED;
import static vn.sen.catalog.Intake.Change.CHANGED;
import static vn.sen.catalog.Intake.Change.UNCHANGED;
import static vn.sen.catalog.Samples.HEALTH;
import static vn.sen.catalog.Samples.INTERIOR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

class IntakeTest {
  private House house;
  private SourceId portal;

  @BeforeEach
  void open(@TempDir Path directory) {
    house = House.in(directory);
    house.intake.register(Samples.agency(INTERIOR, "Bộ Nội vụ"));
    house.intake.register(Samples.agency(HEALTH, "Bộ Y tế"));
    portal = house.source("portal", INTERIOR);
  }

  @AfterEach
  void close() {
    assertThat(house.journal.inspect()).isEmpty();
    house.close();
  }

  private static CatalogRecord record(String identifier, String title) {
    return House.record("portal", identifier, title);
  }

  // Records

  @Test
  void anOfferedRecordIsNewThenAsBeforeThenChanged() {
    Intake.Offered first = house.offer(portal, record("a", "Một"));
    long head = house.journal.head();
    Intake.Offered again = house.offer(portal, record("a", "Một"));

    assertThat(first.change()).isEqualTo(ADDED);
    assertThat(again).isEqualTo(new Intake.Offered(first.dataset(), UNCHANGED));
    assertThat(house.journal.head()).isEqualTo(head);

    assertThat(house.offer(portal, record("a", "Hai")))
        .isEqualTo(new Intake.Offered(first.dataset(), CHANGED));
    assertThat(house.title(first.dataset())).isEqualTo("Hai");
  }

  @Test
  void whatIsOfferedTwiceInOneHarvestIsOneDataset() {
    try (Intake.Session session = house.intake.open(portal, "run")) {
      Intake.Offered first = session.offer(record("a", "Một"));
      assertThat(session.offer(record("a", "Một")).change()).isEqualTo(UNCHANGED);
      assertThat(session.offer(record("a", "Hai")))
          .isEqualTo(new Intake.Offered(first.dataset(), CHANGED));
    }

    assertThat(house.title(house.dataset(portal, "a"))).isEqualTo("Hai");
    assertThat(house.journal.counts().agencies().getFirst().datasets()).isEqualTo(1);
  }

  @Test
  void recordsAreCommittedByTheThousand() {
    long head = house.journal.head();
    try (Intake.Session session = house.intake.open(portal, "run")) {
      IntStream.range(0, 999).forEach(i -> session.offer(record("r" + i, "Số " + i)));
      assertThat(house.journal.head()).isEqualTo(head);

      session.offer(record("r999", "Số 999"));
      assertThat(house.journal.head()).isEqualTo(head + 1000);

      session.offer(record("r1000", "Số 1000"));
    }
    assertThat(house.journal.head()).isEqualTo(head + 1001);
  }

  @Test
  void aSourceMustBeRegisteredAndBringsItsAgency() {
    assertThatThrownBy(() -> house.intake.open(new SourceId("nobody"), "run"))
        .isInstanceOf(NotFoundException.class);

    house.source("province", new vn.sen.vocab.AgencyCode("H29"));
    long head = house.journal.head();
    house.source("province", new vn.sen.vocab.AgencyCode("H29"));

    assertThat(house.journal.head()).isEqualTo(head);
    assertThat(house.catalog.findAgency(new vn.sen.vocab.AgencyCode("H29"))).isPresent();

    house.intake.disable(new SourceId("province"), "closed", "admin");
    assertThat(house.journal.sources())
        .filteredOn(source -> source.id().value().equals("province"))
        .extracting(RegisteredSource::enabled)
        .containsExactly(false);
  }

  @Test
  void anAttestationIsKeptWithItsSourceUntilItIsWithdrawn() {
    LocalDate today = Layers.day(house.clock.instant());
    var given = new Attesting(3, today.minusDays(5), today.plusDays(31), " 85/QĐ-BNV ");

    house.intake.attest(portal, given, "Lan");

    RegisteredSource source = house.journal.findSource(portal).orElseThrow();
    Attestation kept = source.attestation().orElseThrow();
    assertThat(kept)
        .isEqualTo(
            new Attestation(3, given.date(), given.expires(), "85/QĐ-BNV", "Lan", kept.at()));
    assertThat(source.standing(today)).isEqualTo(Attestation.Standing.VALID);
    assertThat(source.standing(today.plusDays(2))).isEqualTo(Attestation.Standing.EXPIRING);
    assertThat(source.standing(today.plusDays(31))).isEqualTo(Attestation.Standing.EXPIRING);
    assertThat(source.standing(today.plusDays(32))).isEqualTo(Attestation.Standing.EXPIRED);

    // Whoever registers the source knows nothing of it.
    house.intake.register(source.attested(Optional.empty()).at(Optional.of("P1D")));
    house.intake.disable(portal, "closed", "admin");
    assertThat(house.journal.findSource(portal).orElseThrow().attestation()).isPresent();

    house.intake.withdrawAttestation(portal, "revoked", "Lan");
    long head = house.journal.head();
    house.intake.withdrawAttestation(portal, "revoked", "Lan");
    assertThat(house.journal.findSource(portal).orElseThrow().standing(today))
        .isEqualTo(Attestation.Standing.MISSING);
    assertThat(house.journal.head()).isEqualTo(head);
    assertThat(house.journal.inspect()).isEmpty();
  }

  @Test
  void anAttestationThatCannotBeIsRefused() {
    LocalDate today = Layers.day(house.clock.instant());

    assertThatThrownBy(() -> new Attesting(6, today, today.plusDays(1), "x"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("1 to 5");
    assertThatThrownBy(() -> new Attesting(1, today, today, "x"))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> new Attesting(1, today, today.plusDays(1), " "))
        .isInstanceOf(InvalidRequestException.class);
    var early = new Attesting(1, today.plusDays(1), today.plusDays(2), "x");
    assertThatThrownBy(() -> house.intake.attest(portal, early, "Lan"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("a day to come");
    var fine = new Attesting(1, today, today.plusDays(2), "x");
    assertThatThrownBy(() -> house.intake.attest(new SourceId("nobody"), fine, "Lan"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void anUnchangedRecordNeedsNoDescription() {
    DatasetId id = house.offer(portal, record("a", "Một")).dataset();

    try (Intake.Session session = house.intake.open(portal, "run-2")) {
      assertThat(session.offerUnchanged("a")).isEqualTo(new Intake.Offered(id, UNCHANGED));
      assertThatThrownBy(() -> session.offerUnchanged("b")).isInstanceOf(NotFoundException.class);
    }
  }

  // Twins: docs/decisions/identity.md

  @Test
  void aCopyUnderTheSameSubjectIsAnAlternateThatChangesNothing() {
    CatalogRecord original = record("a", "Bản gốc");
    DatasetId id = house.offer(portal, original).dataset();
    SourceId copies = house.source("copies", HEALTH);

    Intake.Offered copy =
        house.offer(
            copies, House.record(original.subject().getURI(), "copy-1", "Bản sao", Map.of()));

    assertThat(copy).isEqualTo(new Intake.Offered(id, ADDED));
    assertThat(house.title(id)).isEqualTo("Bản gốc");
    assertThat(house.entry(id).agency().code()).isEqualTo(INTERIOR);
    assertThat(house.entry(id).alternates())
        .extracting(DatasetEntry.Alternate::source)
        .containsExactly(copies);
  }

  @Test
  void theOwnersRecordTakesOverFromACopyThatCameFirst() {
    SourceId national = house.source("national", HEALTH);
    String subject = "https://portal.example.vn/dataset/a";
    DatasetId id =
        house
            .offer(national, House.record(subject, "n-1", "Bản sao", Map.of("G09", "Bộ Nội vụ")))
            .dataset();
    assertThat(house.entry(id).agency().code()).isEqualTo(INTERIOR);

    assertThat(house.offer(portal, House.record(subject, "a", "Bản gốc", Map.of())).dataset())
        .isEqualTo(id);

    assertThat(house.title(id)).isEqualTo("Bản gốc");
    assertThat(house.entry(id).source()).isEqualTo(portal);
    assertThat(house.entry(id).alternates())
        .extracting(DatasetEntry.Alternate::source)
        .containsExactly(national);

    house.offer(national, House.record(subject, "n-1", "Bản sao mới", Map.of("G09", "Bộ Nội vụ")));
    assertThat(house.title(id)).isEqualTo("Bản gốc");
  }

  @Test
  void nobodyTakesASubjectFromTheHostThatNamesIt() {
    SourceId squatter = house.source("squatter", HEALTH);
    String subject = "https://portal.example.vn/dataset/a";
    DatasetId id = house.offer(squatter, House.record(subject, "x", "Giả", Map.of())).dataset();

    house.offer(portal, House.record(subject, "a", "Thật", Map.of()));

    assertThat(house.title(id)).isEqualTo("Thật");
    assertThat(house.entry(id).agency().code()).isEqualTo(INTERIOR);
  }

  @Test
  void twoSourcesOfOneAgencyMeanTheSameByOneIdentifier() {
    SourceId second = house.source("second", INTERIOR);
    DatasetId id = house.offer(portal, record("a", "Một")).dataset();

    assertThat(house.offer(second, House.record("second", "a", "Một, lần nữa")).dataset())
        .isEqualTo(id);
    assertThat(house.title(id)).isEqualTo("Một");
    assertThat(house.catalog.resolve("G09:a")).contains(id);
    assertThat(house.catalog.resolve(id.value())).contains(id);
    assertThat(house.catalog.resolve("G09:b")).isEmpty();
    assertThat(house.catalog.resolve("nonsense")).isEmpty();
  }

  @Test
  void theSameIdentifierAtAnotherAgencyIsAnotherDataset() {
    SourceId other = house.source("other", HEALTH);

    assertThat(house.offer(other, House.record("other", "a", "Khác")).dataset())
        .isNotEqualTo(house.offer(portal, record("a", "Một")).dataset());
  }

  @Test
  void twinsInTwoHarvestsAtOnceAreStillOneDataset() {
    SourceId second = house.source("second", INTERIOR);
    try (Intake.Session one = house.intake.open(portal, "run-1");
        Intake.Session two = house.intake.open(second, "run-2")) {
      DatasetId id = one.offer(record("a", "Một")).dataset();
      assertThat(two.offer(House.record("second", "a", "Một")).dataset()).isEqualTo(id);
    }
  }

  @Test
  void twoRecordsOfOneSourceAreNeverTakenForOne() {
    String subject = "https://portal.example.vn/same";
    DatasetId first = house.offer(portal, House.record(subject, "a", "Một", Map.of())).dataset();
    DatasetId second = house.offer(portal, House.record(subject, "b", "Hai", Map.of())).dataset();

    assertThat(second).isNotEqualTo(first);
  }

  // Removals

  @Test
  void whatIsGoneFromACompleteHarvestIsRemoved() {
    house.harvest(portal, "run-1", names(20));

    Intake.Removals removals = house.harvest(portal, "run-2", names(19));

    assertThat(removals).isEqualTo(new Intake.Removals(List.of("r19"), List.of()));
    assertThat(house.entry(house.dataset(portal, "r19")).tombstone()).isPresent();
    assertThat(house.journal.held()).isEmpty();
  }

  @Test
  void tooManyRemovalsAreHeldOnce() {
    house.harvest(portal, "run-1", names(20));

    Intake.Removals held = house.harvest(portal, "run-2", names(17));
    long head = house.journal.head();
    Intake.Removals again = house.harvest(portal, "run-3", names(17));

    assertThat(held).isEqualTo(new Intake.Removals(List.of(), List.of("r17", "r18", "r19")));
    assertThat(again).isEqualTo(held);
    assertThat(house.journal.head()).isEqualTo(head);
    assertThat(house.catalog.held()).hasSize(1);
    assertThat(house.journal.identifiers(portal)).hasSize(20);
  }

  @Test
  void twoOfTwentyGoAndTwoOfNineteenWait() {
    house.harvest(portal, "run-1", names(20));
    assertThat(house.harvest(portal, "run-2", names(18)).removed()).hasSize(2);
    house.harvest(portal, "run-3", names(19));
    assertThat(house.harvest(portal, "run-4", names(17)).held()).hasSize(2);
  }

  @Test
  void anEmptySourceRemovesNothing() {
    house.harvest(portal, "run-1", "only");

    assertThat(house.harvest(portal, "run-2").held()).containsExactly("only");
  }

  @Test
  void recordsThatAreNewDoNotHideThatAllOthersAreGone() {
    house.harvest(portal, "run-1", names(5));

    String[] others = IntStream.range(100, 300).mapToObj(i -> "r" + i).toArray(String[]::new);
    assertThat(house.harvest(portal, "run-2", others).held()).hasSize(5);
  }

  @Test
  void whatWaitsGoesOnWaitingThoughTheSourceHasGrown() {
    house.harvest(portal, "run-1", names(5));
    String[] others = IntStream.range(100, 300).mapToObj(i -> "r" + i).toArray(String[]::new);
    house.harvest(portal, "run-2", others);

    String[] fewer = IntStream.range(100, 299).mapToObj(i -> "r" + i).toArray(String[]::new);
    Intake.Removals removals = house.harvest(portal, "run-3", fewer);

    assertThat(removals.removed()).containsExactly("r299");
    assertThat(removals.held()).hasSize(5);
    assertThat(house.journal.identifiers(portal)).hasSize(204);
  }

  @Test
  void aRejectedRecordKeepsWhatWasListed() {
    house.harvest(portal, "run-1", "a", "b", "c");

    try (Intake.Session session = house.intake.open(portal, "run-2")) {
      session.offer(record("a", "a"));
      session.offer(record("b", "b"));
      session.keep("c");
      assertThat(session.removeMissing()).isEqualTo(new Intake.Removals(List.of(), List.of()));
    }
  }

  @Test
  void approvedRemovalsAreCarriedOut() {
    house.harvest(portal, "run-1", "a", "b", "c");
    house.harvest(portal, "run-2", "a");

    house.intake.decideRemovals(portal, "run-2", Decision.APPROVE, "portal closed", "steward");

    assertThat(house.journal.identifiers(portal)).containsExactly("a");
    assertThat(house.entry(house.dataset(portal, "b")).tombstone().orElseThrow().reason())
        .isEqualTo("portal closed");
    assertThat(house.catalog.held()).isEmpty();
    assertThatThrownBy(
            () -> house.intake.decideRemovals(portal, "run-2", Decision.REFUSE, "no", "steward"))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(
            () -> house.intake.decideRemovals(portal, "run-9", Decision.REFUSE, "no", "steward"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void refusedRemovalsKeepTheRecords() {
    house.harvest(portal, "run-1", "a", "b", "c");
    house.harvest(portal, "run-2", "a");

    house.intake.decideRemovals(portal, "run-2", Decision.REFUSE, "a fault", "steward");

    assertThat(house.journal.identifiers(portal)).containsExactly("a", "b", "c");
    assertThat(house.catalog.held()).isEmpty();
  }

  @Test
  void whatComesBackNoLongerWaitsForRemoval() {
    house.harvest(portal, "run-1", "a", "b", "c");
    house.harvest(portal, "run-2", "a");

    // A partial harvest proves that b is there, and nothing about c.
    try (Intake.Session session = house.intake.open(portal, "run-3")) {
      session.offer(record("b", "b"));
    }
    assertThat(((Held.Removals) house.catalog.held().getFirst()).identifiers())
        .containsExactly("c");

    house.harvest(portal, "run-4", "a", "b", "c");
    assertThat(house.catalog.held()).isEmpty();
  }

  @Test
  void aRemovedDatasetComesBackUnderItsId() {
    house.harvest(portal, "run-1", names(20));
    DatasetId id = house.dataset(portal, "r19");
    house.harvest(portal, "run-2", names(19));

    try (Intake.Session session = house.intake.open(portal, "run-3")) {
      assertThat(session.offerUnchanged("r19")).isEqualTo(new Intake.Offered(id, ADDED));
    }

    assertThat(house.entry(id).tombstone()).isEmpty();
    assertThat(house.title(id)).isEqualTo("r19");
  }

  @Test
  void anAlternateTakesOverWhenTheOwnersRecordIsRemoved() {
    house.harvest(portal, "run-1", names(20));
    DatasetId id = house.dataset(portal, "r19");
    SourceId copies = house.source("copies", HEALTH);
    house.offer(
        copies,
        House.record(
            "https://portal.example.vn/dataset/r19", "c", "Bản sao", Map.of("G09", "Bộ Nội vụ")));

    house.harvest(portal, "run-2", names(19));

    assertThat(house.entry(id).tombstone()).isEmpty();
    assertThat(house.title(id)).isEqualTo("Bản sao");
    assertThat(house.entry(id).source()).isEqualTo(copies);
    assertThat(house.entry(id).alternates()).isEmpty();

    house.harvest(portal, "run-3", names(20));
    assertThat(house.title(id)).isEqualTo("r19");
  }

  // Tables

  @Test
  void aPublicVersionMakesARelease() {
    TableId table = table("a", "provinces");
    assertThat(house.intake.nextVersion(table)).isEqualTo(1);

    TableVersion first = house.judge(table, TableState.PUBLISHED, "one");
    house.judge(table, TableState.QUARANTINED, "two");
    TableVersion third = house.judge(table, TableState.PUBLISHED_WITH_WARNINGS, "three");

    assertThat(house.intake.nextVersion(table)).isEqualTo(4);
    assertThat(house.intake.latest(table)).contains(third);
    assertThat(house.catalog.releases(table.dataset()))
        .extracting(Release::number, Release::tables)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, List.of(third.id())),
            org.assertj.core.groups.Tuple.tuple(1, List.of(first.id())));
  }

  @Test
  void versionsAreNumberedWithoutGaps() {
    TableId table = table("a", "provinces");
    TableVersion version = Samples.version(table.version(2), TableState.BLOCKED, "x");

    assertThatThrownBy(
            () ->
                house.intake.judged(List.of(new Intake.Verdict(version, Samples.report(version)))))
        .isInstanceOf(ConflictException.class);
    TableVersion lost =
        Samples.version(
            new TableId(new DatasetId("0000000000"), "t").version(1), TableState.BLOCKED, "x");
    assertThatThrownBy(
            () -> house.intake.judged(List.of(new Intake.Verdict(lost, Samples.report(lost)))))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aPublicVersionNeedsItsParts() {
    TableVersion version =
        Samples.version(table("a", "t").version(1), TableState.PUBLISHED, "never kept");

    assertThatThrownBy(
            () ->
                house.intake.judged(List.of(new Intake.Verdict(version, Samples.report(version)))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anApprovedVersionIsUnsealedAndReleased() throws IOException {
    TableId table = table("a", "provinces");
    house.judge(table, TableState.PUBLISHED, "one");
    TableVersion held = house.judge(table, TableState.QUARANTINED, "two");
    String part = held.parts().getFirst().sha256();
    assertThat(house.files.find(part)).isEmpty();

    house.intake.decide(held.id(), Decision.APPROVE, "true outliers", "steward");

    assertThat(house.files.find(part)).isPresent();
    assertThat(house.entry(table.dataset()).tables().getFirst().published().orElseThrow().id())
        .isEqualTo(held.id());
    assertThat(house.catalog.releases(table.dataset()).getFirst().tables())
        .containsExactly(held.id());
    assertThatThrownBy(() -> house.intake.decide(held.id(), Decision.REFUSE, "no", "steward"))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void aRefusedVersionLeavesTheLastGoodOne() {
    TableId table = table("a", "provinces");
    TableVersion good = house.judge(table, TableState.PUBLISHED, "one");
    TableVersion held = house.judge(table, TableState.QUARANTINED, "two");

    house.intake.decide(held.id(), Decision.REFUSE, "broken", "steward");

    TableEntry entry = house.entry(table.dataset()).tables().getFirst();
    assertThat(entry.published().orElseThrow().id()).isEqualTo(good.id());
    assertThat(entry.decision().orElseThrow().why()).isEqualTo("broken");
    assertThat(house.catalog.held()).isEmpty();
    assertThat(house.catalog.releases(table.dataset())).hasSize(1);
  }

  @Test
  void onlyWhatWaitsIsDecidedAndOnlyWithAReason() {
    TableId table = table("a", "provinces");
    TableVersion good = house.judge(table, TableState.PUBLISHED, "one");

    assertThatThrownBy(() -> house.intake.decide(good.id(), Decision.REFUSE, "no", "steward"))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(
            () -> house.intake.decide(table.version(7), Decision.REFUSE, "no", "steward"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> house.intake.decide(good.id(), Decision.REFUSE, " ", "steward"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aFailureIsNotedOnceAndEndsWhenTheUrlRecovers() {
    DatasetId id = house.offer(portal, record("a", "Một")).dataset();
    Problem problem =
        new Problem(
            "a",
            Optional.empty(),
            Problem.Stage.FETCH,
            Optional.empty(),
            vn.sen.vocab.Severity.ERROR,
            new vn.sen.vocab.Message("404", "404"));

    house.intake.failed(id, "d", "https://a.vn/x", problem, Optional.empty(), "run-1");
    long head = house.journal.head();
    house.intake.failed(id, "d", "https://a.vn/x", problem, Optional.empty(), "run-2");
    assertThat(house.journal.head()).isEqualTo(head);
    assertThat(house.entry(id).failures()).hasSize(1);

    house.intake.recovered(id, "https://a.vn/x", "run-3");
    house.intake.recovered(id, "https://a.vn/x", "run-4");
    assertThat(house.entry(id).failures()).isEmpty();
    assertThat(house.journal.head()).isEqualTo(head + 1);
  }

  @Test
  void aReceivedFileIsPartOfTheRelease() {
    DatasetId id = house.offer(portal, record("a", "Một")).dataset();
    DatasetFile file = pdf("pdf");

    house.intake.received(id, file, "run-1");
    long head = house.journal.head();
    house.intake.received(id, file, "run-2");

    assertThat(house.journal.head()).isEqualTo(head);
    assertThat(house.entry(id).files()).containsExactly(file);
    assertThat(house.catalog.releases(id).getFirst().files()).containsExactly(file.sha256());
  }

  // Erasing

  @Test
  void erasingWhatIsHeldBackTakesAllItsBytes() throws IOException {
    TableId table = table("a", "provinces");
    house.judge(table, TableState.PUBLISHED, "one");
    TableVersion held = house.judge(table, TableState.QUARANTINED, "two");

    house.intake.erase(held.received().sha256(), "term is over", "sen");

    assertThat(house.files.open(held.received().sha256())).isEmpty();
    assertThat(house.files.open(held.parts().getFirst().sha256())).isEmpty();
    assertThat(house.catalog.held()).isEmpty();
    assertThat(house.entry(table.dataset()).tables().getFirst().published().orElseThrow().id())
        .isEqualTo(table.version(1));
    assertThatThrownBy(() -> house.intake.decide(held.id(), Decision.APPROVE, "yes", "steward"))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void erasingAPublicPartWithdrawsItsVersionForGood() throws IOException {
    TableId table = table("a", "provinces");
    TableVersion first = house.judge(table, TableState.PUBLISHED, "one");
    TableVersion second = house.judge(table, TableState.PUBLISHED, "two");
    String part = second.parts().getFirst().sha256();
    house.catalog.download(second.id(), Catalog.Format.CSV);

    house.intake.erase(part, "Luật 91/2025", "administrator");
    house.intake.erase(part, "Luật 91/2025", "administrator");

    assertThat(house.files.open(part)).isEmpty();
    assertThat(house.entry(table.dataset()).tables().getFirst().published().orElseThrow().id())
        .isEqualTo(first.id());
    assertThat(house.catalog.releases(table.dataset()).getFirst().tables())
        .containsExactly(first.id());
    try (var cached = java.nio.file.Files.list(house.directory.resolve("cache"))) {
      assertThat(cached).isEmpty();
    }
    assertThatThrownBy(() -> house.judge(table, TableState.PUBLISHED, "two"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Luật 91/2025");
  }

  @Test
  void erasingSparesWhatAnotherVersionHas() throws IOException {
    TableId table = table("a", "provinces");
    TableVersion held = house.judge(table, TableState.QUARANTINED, "same");
    house.intake.decide(held.id(), Decision.REFUSE, "for now", "steward");
    TableVersion other = house.judge(table("b", "provinces"), TableState.PUBLISHED, "other");

    house.intake.erase(held.parts().getFirst().sha256(), "why", "admin");

    assertThat(house.files.find(other.parts().getFirst().sha256())).isPresent();
  }

  @Test
  void anErasedFileIsWithdrawnAndStaysSo() throws IOException {
    DatasetId id = house.offer(portal, record("a", "Một")).dataset();
    DatasetFile file = pdf("pdf");
    house.intake.received(id, file, "run-1");

    house.intake.erase(file.sha256(), "by law", "admin");

    assertThat(house.entry(id).files()).isEmpty();
    assertThat(house.catalog.releases(id).getFirst().files()).isEmpty();
    DatasetFile again = pdf("pdf");
    assertThatThrownBy(() -> house.intake.received(id, again, "run-2"))
        .isInstanceOf(ConflictException.class);
    assertThat(house.files.open(file.sha256())).isEmpty();
  }

  @Test
  void anOldDescriptionCanBeErasedAndAListedOneNot() {
    DatasetId id = house.offer(portal, record("a", "Tên người")).dataset();
    String old = house.journal.records(id).getFirst().contentHash();
    assertThatThrownBy(() -> house.intake.erase(old, "by law", "admin"))
        .isInstanceOf(ConflictException.class);

    house.offer(portal, record("a", "Dân số"));
    house.intake.erase(old, "by law", "admin");

    assertThat(house.journal.findErasure(old)).isPresent();
    assertThat(house.journal.findBrokenLink()).isEmpty();
    assertThatThrownBy(() -> house.intake.erase(Samples.sha256("?"), "by law", "admin"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void anErasureThatACrashLeftUndoneIsDoneAtTheNextStart() throws IOException {
    TableId table = table("a", "provinces");
    TableVersion version = house.judge(table, TableState.PUBLISHED, "one");
    String part = version.parts().getFirst().sha256();
    house.journal.append(
        List.of(new Event.BytesErased(part, Optional.of(version.id()), "by law", "admin")));

    house.close();
    house = House.in(house.directory);

    assertThat(house.files.open(part)).isEmpty();
  }

  private TableId table(String identifier, String slug) {
    return new TableId(house.offer(portal, record(identifier, identifier)).dataset(), slug);
  }

  private DatasetFile pdf(String content) {
    return new DatasetFile(
        "d",
        "https://portal.example.vn/a.pdf",
        "a.pdf",
        "application/pdf",
        house.keep(content, true),
        content.length());
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj("r%02d"::formatted).toArray(String[]::new);
  }
}
