package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.CodeShelf;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Intake.ConsumerGiven;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalIntake;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.catalog.Tables;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.files.SealedVault;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.catalog.tables.DuckTables;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.dcat.DcatConnector;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.ConsumerAccounts.Account;
import vn.sen.harvest.run.ConsumerAccounts.Later;
import vn.sen.harvest.run.ConsumerDesk.Answer;
import vn.sen.harvest.run.ConsumerDesk.Application;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.ConsumerOutcome.BrokenPromise;
import vn.sen.vocab.ConsumerOutcome.Standing;
import vn.sen.vocab.ConsumersReport;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.NotFoundException;

/** Consumers of a table that is harvested again and again, every part real. */
class ConsumerDeskTest {
  private static final String GOOD =
      "ngày,trạm,mực nước\n2026-11-01,A,1.5\n2026-11-02,A,1.7\n2026-11-03,A,1.6\n";
  private static final String LEVEL =
      "{\"fields\": [{\"name\": \"mực nước\", \"type\": \"number\", \"constraints\": {\"minimum\":"
          + " 0}}]}";
  private static final String STATION =
      "{\"fields\": [{\"name\": \"trạm\", \"constraints\": {\"required\": true}}]}";

  private static WorkerPool workers;

  @TempDir Path directory;
  private final Passing clock = new Passing();
  private Portal portal;
  private SourceClient client;
  private Journal journal;
  private Operations operations;
  private ReleaseFiles files;
  private Intake intake;
  private Tables tables;
  private Harvester harvester;
  private ConsumerDesk desk;
  private ConsumerAccounts accounts;

  @BeforeAll
  static void startWorkers(@TempDir Path jobs) throws IOException {
    if (Files.getFileStore(jobs).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(jobs, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    workers =
        WorkerPool.open(
            WorkerProgram.same(TestReader.class.getName()).installedIn(jobs.resolve("program")),
            WorkerLimits.READING,
            jobs.resolve("jobs"),
            1);
  }

  @AfterAll
  static void stopWorkers() {
    workers.close();
  }

  @BeforeEach
  void open() throws IOException {
    portal = new Portal();
    client = new SourceClient("test@example.vn", Limits.defaults());
    journal = SqliteJournal.open(directory, clock);
    operations = SqliteOperations.open(directory);
    files =
        DirectoryFiles.open(
            directory.resolve("files"),
            MasterKey.load(Optional.empty(), directory.resolve("master.key")));
    Path cache = directory.resolve("cache");
    intake = new JournalIntake(journal, files, cache, clock);
    tables = new DuckTables(directory.resolve("work"), Duration.ofSeconds(10));
    var examiner = new Examiner(workers);
    harvester =
        new Harvester(
            List.of(new DcatConnector(client)),
            journal,
            intake,
            operations,
            new DistributionIntake(
                client,
                examiner,
                journal,
                intake,
                operations,
                files,
                cache,
                new LiveJudge(journal, intake, operations, files, tables, Optional.empty(), clock),
                "https://sen.example/dataset/",
                1,
                1L << 40,
                clock),
            new SourceSecrets(
                new SealedVault(
                    operations.secrets(),
                    MasterKey.load(Optional.empty(), directory.resolve("master.key")))),
            Duration.ofHours(1),
            AttestationPolicy.NEVER,
            clock);
    var codes = new CodeShelf(journal);
    desk =
        new ConsumerDesk(
            journal, intake, files, examiner, () -> UnitList.inForce(codes, cache), clock);
    accounts = new ConsumerAccounts(journal, clock);
    portal.catalogue(Portal.dataset("tram", ""));
  }

  @AfterEach
  void close() throws Exception {
    assertThat(journal.inspect()).isEmpty();
    tables.close();
    journal.close();
    operations.close();
    client.close();
    portal.close();
  }

  @Test
  void aChangeBreaksOneOfTwoConsumersUntilItIsMended() throws Exception {
    harvest(GOOD);
    String level = registered(LEVEL);
    String station = registered(STATION);
    assertThat(pinned(level)).contains(1);

    harvest(GOOD.replace("1.7", "-1.7"));

    ConsumersReport second = report(2);
    assertThat(second.registered()).isEqualTo(2);
    assertThat(second.broken()).isEqualTo(1);
    assertThat(second.brokenOnes())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.consumer()).isEqualTo(level);
              BrokenPromise promise = broken.breaks().getFirst();
              assertThat(promise.rule()).isEqualTo("ACC-02");
              assertThat(promise.row()).hasValue(3);
              assertThat(promise.column()).isPresent();
            });
    assertThat(table().latest().state().isPublic()).as("it holds nothing back").isTrue();
    assertThat(pinned(level)).contains(1);
    assertThat(pinned(station)).contains(2);
    assertThat(accounts.account(table().id(), level).later())
        .singleElement()
        .satisfies(
            later -> {
              assertThat(later.version()).isEqualTo(2);
              assertThat(later.breaks()).extracting(BrokenPromise::rule).containsExactly("ACC-02");
            });

    harvest(GOOD.replace("1.7", "1.8"));

    assertThat(pinned(level)).contains(3);
    assertThat(accounts.account(table().id(), level).later()).isEmpty();
    assertThat(report(3).broken()).isZero();
  }

  @Test
  void aColumnThatGoesBreaksWhoeverNamesIt() throws Exception {
    harvest(GOOD);
    String level = registered(LEVEL);
    String station = registered(STATION);

    harvest("ngày,mực nước\n2026-11-01,1.5\n2026-11-02,1.7\n2026-11-04,1.6\n");
    TableVersion second = table().latest();
    assertThat(second.state()).isEqualTo(TableState.QUARANTINED);
    intake.decide(second.id(), Decision.APPROVE, "announced", "steward");

    assertThat(pinned(level)).contains(2);
    assertThat(pinned(station)).contains(1);
    assertThat(accounts.account(table().id(), station).later())
        .extracting(Later::standing)
        .containsExactly(Standing.BROKEN);
    assertThat(report(2).brokenOnes().getFirst().breaks())
        .extracting(BrokenPromise::rule)
        .containsExactly("COM-12");
  }

  @Test
  void whatIsPublishedIsHeldAgainstTheContractBeforeItIsTaken() throws Exception {
    harvest(GOOD);
    harvest(GOOD.replace("1.7", "-1.7"));

    Answer refused = desk.register(application(LEVEL, false));
    assertThat(refused)
        .isInstanceOfSatisfying(
            Answer.NotKept.class,
            not -> {
              assertThat(not.version()).isEqualTo(2);
              assertThat(not.outcome().breaks()).hasSize(1);
            });
    assertThat(journal.consumers(table().id())).isEmpty();

    Answer.Registered registered = (Answer.Registered) desk.register(application(LEVEL, true));

    assertThat(registered.pinned()).as("an earlier version keeps it").contains(1);
    assertThat(registered.published().orElseThrow().standing()).isEqualTo(Standing.BROKEN);
    Account account = accounts.account(table().id(), registered.id().value());
    assertThat(account.later().getFirst().breaks()).hasSize(1);
    assertThat(account.pin().orElseThrow().version().id().number()).isEqualTo(1);
  }

  @Test
  void aContractThatCannotBeUsedIsRefusedWithEveryFault() throws Exception {
    harvest(GOOD);

    assertThat(desk.register(application("{\"fields\": [{\"type\": \"integr\"}, 7]}", false)))
        .isInstanceOfSatisfying(
            Answer.Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("/fields/0/name"));
    assertThat(
            desk.register(
                application(
                    "{\"fields\": [{\"name\": \"a\"}], \"sen:rules\": [{\"rule\": \"LIV-01\","
                        + " \"longest\": \"soon\"}]}",
                    false)))
        .isInstanceOfSatisfying(
            Answer.Invalid.class,
            invalid -> assertThat(invalid.faults().getFirst().en()).contains("P7D", "soon"));
    assertThat(desk.register(application("{", false))).isInstanceOf(Answer.Invalid.class);
    assertThat(desk.register(application("x".repeat(200_001), false)))
        .isInstanceOf(Answer.Invalid.class);
    assertThatThrownBy(
            () ->
                desk.register(
                    new Application(
                        new TableId(table().id().dataset(), "khac"),
                        new ConsumerGiven("X", "x@x.vn", LEVEL),
                        false,
                        "steward")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void dataGrowOldByTheClockAndOldDataDoNotSendAnybodyToOlderOnes() throws Exception {
    harvest(GOOD);
    String days =
        registered(
            "{\"fields\": [{\"name\": \"ngày\"}], \"sen:rules\": [{\"rule\": \"LIV-09\","
                + " \"column\": \"ngày\", \"longest\": \"P3D\"}]}");
    String content =
        registered(
            "{\"fields\": [{\"name\": \"ngày\"}], \"sen:rules\": [{\"rule\": \"LIV-01\","
                + " \"longest\": \"P10D\"}]}");

    assertThat(account(days).freshUntil()).contains(LocalDate.of(2026, 11, 6));
    assertThat(account(content).freshUntil()).contains(LocalDate.of(2026, 11, 13));
    clock.pass(Duration.ofDays(4));
    assertThat(account(days).isFresh()).isFalse();
    assertThat(account(content).isFresh()).isTrue();

    harvest(GOOD.replace("1.7", "1.75"));

    assertThat(report(2).broken()).isEqualTo(1);
    assertThat(report(2).brokenOnes().getFirst().standing()).isEqualTo(Standing.STALE);
    assertThat(pinned(days)).as("what is before is older still").contains(2);
    assertThat(account(content).freshUntil()).contains(LocalDate.of(2026, 11, 17));

    clock.pass(Duration.ofDays(11));
    assertThat(
            desk.register(
                application(
                    "{\"fields\": [{\"name\": \"ngày\"}], \"sen:rules\": [{\"rule\": \"LIV-01\","
                        + " \"longest\": \"P10D\"}]}",
                    false)))
        .isInstanceOfSatisfying(
            Answer.NotKept.class,
            not -> assertThat(not.outcome().standing()).isEqualTo(Standing.STALE));
  }

  @Test
  void aVersionThatWaitsWhenAConsumerComesCountsOnceItIsLetThrough() throws Exception {
    harvest(GOOD);
    harvest("ngày,mực nước\n2026-11-01,1.5\n2026-11-02,1.7\n2026-11-04,1.6\n");
    TableVersion second = table().latest();
    assertThat(second.state()).isEqualTo(TableState.QUARANTINED);

    Answer.Registered level = (Answer.Registered) desk.register(application(LEVEL, false));
    String station = registered(STATION);
    assertThat(level.pinned()).contains(1);
    assertThat(pinned(level.id().value())).contains(1);

    intake.decide(second.id(), Decision.APPROVE, "announced", "steward");

    assertThat(pinned(level.id().value())).contains(2);
    assertThat(pinned(station)).contains(1);
    assertThat(account(station).later())
        .singleElement()
        .satisfies(
            later -> assertThat(later.breaks()).extracting(BrokenPromise::rule).contains("COM-12"));
  }

  @Test
  void whereItCannotBeSaidHowAConsumerFaresItIsAskedToComeAgain() throws Exception {
    harvest(GOOD);
    List<Path> kept = kept();
    for (Path file : kept) {
      Files.move(file, away(file));
    }

    assertThat(desk.register(application(LEVEL, false))).isEqualTo(new Answer.NotKnown(1));
    assertThat(journal.consumers(table().id())).isEmpty();
    Answer.Registered even = (Answer.Registered) desk.register(application(LEVEL, true));
    assertThat(even.published().orElseThrow().standing()).isEqualTo(Standing.UNKNOWN);

    for (Path file : kept) {
      Files.move(away(file), file);
    }
    assertThat(desk.register(application(LEVEL, false))).isInstanceOf(Answer.Registered.class);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("files"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static Path away(Path file) {
    return file.resolveSibling(file.getFileName() + ".away");
  }

  @Test
  void whereThereIsNoRoomNothingIsLookedAt() throws Exception {
    harvest(GOOD);
    ConsumerGiven given = new ConsumerGiven("X", "x@x.vn", LEVEL);
    for (int i = 0; i < Consumer.MOST; i++) {
      ConsumerId id = ConsumerId.mint();
      intake.register(
          id,
          table().id(),
          given,
          List.of(
              new Consumer.Outcome(
                  1, ConsumerOutcome.of(id.value(), Standing.KEPT, List.of(), Optional.empty()))),
          "steward");
    }

    assertThatThrownBy(() -> desk.register(application("{", false)))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void aTableWithoutConsumersHasAReportWithoutThem() throws Exception {
    harvest(GOOD);

    assertThat(journal.findReport(table().latest().id()).orElseThrow().consumers()).isEmpty();
  }

  private Application application(String contract, boolean evenSo) {
    return new Application(
        table().id(), new ConsumerGiven("Công ty X", "mail@x.vn", contract), evenSo, "steward");
  }

  private String registered(String contract) throws InterruptedException {
    Answer answer = desk.register(application(contract, false));
    assertThat(answer).isInstanceOf(Answer.Registered.class);
    return ((Answer.Registered) answer).id().value();
  }

  private Account account(String id) {
    return accounts.account(table().id(), id);
  }

  private Optional<Integer> pinned(String id) {
    return account(id).pin().map(pin -> pin.version().id().number());
  }

  private ConsumersReport report(int version) {
    return journal
        .findReport(table().id().version(version))
        .orElseThrow()
        .consumers()
        .orElseThrow();
  }

  private TableEntry table() {
    return journal.datasets(Optional.empty(), 9).getFirst().tables().getFirst();
  }

  private void harvest(String content) throws InterruptedException {
    portal.put("/tram.csv", content);
    var source =
        new RegisteredSource(
            new SourceId("tram"),
            portal.address("/catalog.ttl"),
            "dcat",
            new AgencyCode("X00"),
            List.of(portal.host()),
            true);
    harvester.harvest(new HarvestRequest(source, Depth.FULL, OptionalInt.empty()), _ -> {});
  }

  /** A clock that a test moves. */
  private static final class Passing extends Clock {
    private Instant now = Instant.parse("2026-11-03T02:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("days are counted in Vietnam, not here");
    }
  }
}
