package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Attesting;
import vn.sen.catalog.Correcting;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalIntake;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Operations;
import vn.sen.catalog.Problem;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.TableVersion;
import vn.sen.catalog.Tables;
import vn.sen.catalog.WaiverGiven;
import vn.sen.catalog.Waiving;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.files.SealedVault;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.catalog.tables.DuckTables;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.dcat.DcatConnector;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.FileSupply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.pxweb.PxWebConnector;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.harvest.sdmx.SdmxConnector;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CodeListVersion;
import vn.sen.vocab.Column;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.FictionalUnits;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Json;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Severity;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.NotFoundException;

/** A harvest over HTTP into a real journal and real files, read by real workers. */
class HarvesterTest {
  private static final String READINGS =
      "ngày,trạm,mực nước\n2026-11-01,A,1.5\n2026-11-02,A,1.7\n2026-11-03,A,1.6\n";

  private static WorkerPool workers;

  @TempDir Path directory;
  private final Dated clock = new Dated();
  private Portal portal;
  private SourceClient client;
  private Journal journal;
  private Operations operations;
  private ReleaseFiles files;
  private Intake intake;
  private Tables tables;
  private Harvester harvester;
  private Harvester strict;
  private DistributionIntake distributions;

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
    intake = new JournalIntake(journal, files, directory.resolve("cache"), clock);
    tables = new DuckTables(directory.resolve("work"), Duration.ofSeconds(10));
    var live = new LiveJudge(journal, intake, operations, files, tables, Optional.empty(), clock);
    distributions =
        new DistributionIntake(
            client,
            new Examiner(workers),
            journal,
            intake,
            operations,
            files,
            directory.resolve("cache"),
            live,
            "https://sen.example/dataset/",
            1,
            1L << 40,
            clock);
    List<Connector> connectors =
        List.of(new DcatConnector(client), new PxWebConnector(client), new SdmxConnector(client));
    harvester = harvester(AttestationPolicy.SCHEDULED, connectors);
    strict = harvester(AttestationPolicy.ALWAYS, connectors);
  }

  private Harvester harvester(AttestationPolicy attestations, List<Connector> connectors)
      throws IOException {
    return new Harvester(
        connectors,
        journal,
        intake,
        operations,
        distributions,
        new SourceSecrets(
            new SealedVault(
                operations.secrets(),
                MasterKey.load(Optional.empty(), directory.resolve("master.key")))),
        Duration.ofHours(1),
        attestations,
        clock);
  }

  @AfterEach
  void close() throws Exception {
    tables.close();
    journal.close();
    operations.close();
    client.close();
    portal.close();
  }

  @Test
  void theScheduleLeavesASourceWithoutAnAttestationAndSaysSoOnce() throws Exception {
    portal.catalogue(Portal.dataset("tram", ""));
    HarvestRequest request = request(Depth.METADATA);
    intake.register(request.source());

    HarvestReport first = harvester.harvestInTurn(request, _ -> {});
    clock.pass(Duration.ofDays(1));
    HarvestReport second = harvester.harvestInTurn(request, _ -> {});

    assertThat(first.outcome()).isEqualTo(HarvestReport.Outcome.SKIPPED);
    assertThat(first.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message().en())
                    .contains("no security attestation", "sen source attest portal"));
    assertThat(second.run()).isEqualTo(first.run());
    assertThat(operations.runs(Optional.empty(), 10))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.outcome()).isEqualTo("skipped");
              assertThat(run.started()).isEqualTo(first.started());
              assertThat(run.ended()).contains(second.ended());
            });
    assertThat(journal.datasets(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void anAttestedSourceIsHarvestedInItsTurnAndWarnedOfBeforeTheEnd() throws Exception {
    portal.catalogue(Portal.dataset("tram", ""));
    HarvestRequest request = request(Depth.METADATA);
    intake.register(request.source());
    LocalDate today = Layers.day(clock.instant());
    intake.attest(
        request.source().id(), new Attesting(2, today, today.plusDays(40), "85/QĐ"), "Lan");

    assertThat(harvester.harvestInTurn(request, _ -> {}).notices()).isEmpty();
    clock.pass(Duration.ofDays(15));
    HarvestReport late = harvester.harvestInTurn(request, _ -> {});

    assertThat(late.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
    assertThat(late.problems()).isEmpty();
    assertThat(late.notices())
        .singleElement()
        .satisfies(
            notice ->
                assertThat(notice.en()).contains("expires on " + today.plusDays(40), "85/QĐ"));
    clock.pass(Duration.ofDays(26));
    assertThat(harvester.harvestInTurn(request, _ -> {}).outcome())
        .isEqualTo(HarvestReport.Outcome.SKIPPED);
    assertThat(journal.findSource(request.source().id()).orElseThrow().attestation()).isPresent();
  }

  @Test
  void theListOfAttestationsIsADatasetOfThePlatformThatFollowsWhatItSays() throws Exception {
    var list = new AttestationList(journal, List.of("noi-bo.example.vn"), clock);
    var operator =
        new Agency(new AgencyCode("SEN"), LangText.of("Đơn vị vận hành"), Optional.empty());
    Harvester own =
        harvester(
            AttestationPolicy.ALWAYS,
            List.of(AttestationDataset.connector(list, operator, Optional.empty())));
    URI address = URI.create("https://sen.example/api/v1/sources/attestations.csv");
    RegisteredSource inner = request(Depth.FULL).source();
    var open =
        new RegisteredSource(
            new SourceId("so-noi-vu"),
            URI.create("https://bot:secret@data.example.vn/hidden/path?key=k"),
            "ckan",
            new AgencyCode("H26"),
            List.of(),
            true);
    intake.register(inner);
    intake.register(open);
    try (var dataset = new AttestationDataset(list, operator, address, journal, intake, own)) {
      dataset.refresh();
      assertThat(journal.datasets(Optional.empty(), 10)).isEmpty();

      LocalDate today = Layers.day(clock.instant());
      intake.attest(open.id(), new Attesting(3, today, today.plusDays(90), "85/QĐ"), "Lan");
      dataset.refresh();
      dataset.refresh();

      TableVersion first = table();
      assertThat(first.isPublic()).as("%s", first).isTrue();
      assertThat(first.rows()).isEqualTo(2);
      assertThat(operations.runs(Optional.of(AttestationDataset.SOURCE), 10)).hasSize(1);
      DatasetEntry entry = journal.datasets(Optional.empty(), 10).getFirst();
      assertThat(entry.agency().code()).isEqualTo(operator.code());
      assertThat(new String(list.csv(), StandardCharsets.UTF_8))
          .contains(
              "H26,H26,so-noi-vu,ckan,data.example.vn,3,%s,%s,valid"
                  .formatted(today, today.plusDays(90)))
          .contains(inner.id() + ",dcat,,,,,missing")
          .doesNotContain("127.0.0.1", "secret", "hidden", "key=");
      assertThat(list.isPublic(open)).isTrue();
      assertThat(list.isPublic(inner)).isFalse();

      clock.pass(Duration.ofDays(1));
      dataset.refresh();
      assertThat(operations.runs(Optional.of(AttestationDataset.SOURCE), 10)).hasSize(1);

      clock.pass(Duration.ofDays(70));
      dataset.refresh();
      assertThat(table().id().number()).isEqualTo(2);
      assertThat(new String(list.csv(), StandardCharsets.UTF_8)).contains(",expiring");

      intake.disable(inner.id(), "closed", "Lan");
      dataset.refresh();
      assertThat(table().id().number()).isEqualTo(3);
      assertThat(table().isPublic()).isTrue();
    }
    try (var again = new AttestationDataset(list, operator, address, journal, intake, own)) {
      again.refresh(); // a restart publishes nothing that is published
      assertThat(operations.runs(Optional.of(AttestationDataset.SOURCE), 10)).hasSize(3);
    }
    assertThatThrownBy(() -> own.address("platform", "https://sen.example/"))
        .isInstanceOf(vn.sen.vocab.problem.InvalidRequestException.class);
  }

  @Test
  void theListOfAttestationsIsTriedAgainUntilItWasRead() throws Exception {
    var list = new AttestationList(journal, List.of(), clock);
    var operator =
        new Agency(new AgencyCode("SEN"), LangText.of("Đơn vị vận hành"), Optional.empty());
    var failing = new AtomicBoolean(true);
    Connector broken =
        new Connector() {
          @Override
          public String name() {
            return AttestationList.KIND;
          }

          @Override
          public HarvestOutcome harvest(Source source, Known known, RecordSink sink) {
            return failing.get()
                ? new HarvestOutcome.Partial(0, source.url(), new Message("hỏng", "broken"))
                : new HarvestOutcome.Complete(0);
          }
        };
    Harvester own = harvester(AttestationPolicy.ALWAYS, List.of(broken));
    RegisteredSource source = request(Depth.FULL).source();
    intake.register(source);
    LocalDate today = Layers.day(clock.instant());
    intake.attest(source.id(), new Attesting(3, today, today.plusDays(90), "85/QĐ"), "Lan");
    URI address = URI.create("https://sen.example/api/v1/sources/attestations.csv");
    try (var dataset = new AttestationDataset(list, operator, address, journal, intake, own)) {
      assertThat(dataset.refresh()).isFalse();
      failing.set(false);
      assertThat(dataset.refresh()).isTrue();
      assertThat(operations.runs(Optional.of(AttestationDataset.SOURCE), 10)).hasSize(2);
      assertThat(dataset.refresh()).isTrue();
      assertThat(operations.runs(Optional.of(AttestationDataset.SOURCE), 10)).hasSize(2);
    }
  }

  /** Two datasets, the file of one of which it cannot hand over. */
  private record Faulty(Connector described, boolean breaksAtOnce)
      implements Connector, FileSupply {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public boolean isPrivate() {
      return true;
    }

    @Override
    public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
        throws InterruptedException {
      HarvestOutcome outcome = described.harvest(source, known, sink);
      if (breaksAtOnce) {
        throw new IllegalStateException("a fault of a connector");
      }
      return outcome;
    }

    @Override
    public Fetched<Downloaded> download(
        Source source, PrivateName file, Path directory, Conditions conditions) {
      if (file.name().startsWith("hong")) {
        throw new IllegalStateException("a fault of a connector");
      }
      try {
        Path copy = Files.writeString(Files.createTempFile(directory, "download-", ""), READINGS);
        String sha256 = Sha256.of(READINGS);
        return new Fetched.Body<>(
            new Downloaded(copy, Files.size(copy), sha256, Optional.empty()),
            new Answer(
                file.uri(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                file.fileName(),
                Optional.empty(),
                Files.size(copy),
                sha256));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Harvester faulty(boolean breaksAtOnce) throws IOException {
    portal.catalogue(privately(Portal.dataset("hong", "")), privately(Portal.dataset("tram", "")));
    return harvester(
        AttestationPolicy.NEVER, List.of(new Faulty(new DcatConnector(client), breaksAtOnce)));
  }

  private String privately(String dataset) {
    return dataset.replaceAll("<(\\w+\\.csv)>", "<urn:sen:source:portal:$1>");
  }

  @Test
  void aFaultOfOursWithOneFileIsThatOnesMatter() throws Exception {
    HarvestReport report =
        faulty(false).harvest(request("faulty", "/catalog.ttl", Depth.FULL), _ -> {});

    assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
    assertThat(report.records().added()).isEqualTo(2);
    assertThat(report.tables().failed()).isEqualTo(1);
    assertThat(report.tables().published()).isEqualTo(1);
    assertThat(report.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.record()).isEqualTo("hong");
              assertThat(problem.message().en()).contains("a fault of Sen itself");
            });
  }

  @Test
  void aHarvestThatDiesLeavesWhatItHadCounted() throws Exception {
    Harvester dying = faulty(true);

    assertThatThrownBy(
            () -> dying.harvest(request("faulty", "/catalog.ttl", Depth.METADATA), _ -> {}))
        .isInstanceOf(IllegalStateException.class);

    Operations.Run run = operations.runs(Optional.of(new SourceId("portal")), 1).getFirst();
    assertThat(run.outcome()).isEqualTo("interrupted");
    HarvestReport report = Json.read(run.report(), HarvestReport.class);
    assertThat(report.records().offered()).isEqualTo(2);
    assertThat(report.problems().getLast().message().en())
        .contains("a fault of Sen itself (IllegalStateException)");
  }

  @Test
  void aPreviewShowsTheFirstRecordsAndChangesNothing() throws Exception {
    portal.catalogue(Portal.dataset("tram", ""), Portal.dataset("ho", ""));
    RegisteredSource source = request(Depth.FULL).source();

    SourceDesk.Preview preview = harvester.preview(source, List.of(), _ -> {});

    assertThat(preview.records())
        .extracting(record -> Dataset.of(record).title().in("vi").isPresent())
        .hasSize(2)
        .containsOnly(true);
    assertThat(preview.report().records().offered()).isEqualTo(2);
    assertThat(journal.findSource(source.id())).isEmpty();
    assertThat(operations.runs(Optional.empty(), 10)).isEmpty();
    assertThat(journal.head()).isZero();
  }

  @Test
  void aPersonMayHarvestWithoutAnAttestationUnlessNobodyMay() throws Exception {
    portal.catalogue(Portal.dataset("tram", ""));

    HarvestReport report = harvester.harvest(request(Depth.METADATA), _ -> {});

    assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
    assertThat(report.asksForAttention()).isFalse();
    assertThat(report.notices()).hasSize(1);
    assertThatThrownBy(() -> strict.harvest(request(Depth.METADATA), _ -> {}))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("sen source attest portal");
    assertThat(strict.harvest(request(Depth.DRY_RUN), _ -> {}).records().offered()).isEqualTo(1);
  }

  @Test
  void aHarvestThatIsStoppedEndsPartialAndKeepsWhatItTookIn() throws Exception {
    portal.catalogue(Portal.dataset("tram", ""), Portal.dataset("ho", ""));
    portal.put("/tram.csv", READINGS).put("/ho.csv", READINGS);
    Progress stopsAtTheFirstRecord =
        new Progress() {
          @Override
          public void say(String words) {}

          @Override
          public void step() {
            operations.unended().forEach(run -> harvester.stop(run.id(), "người trực"));
          }
        };

    HarvestReport report = harvester.harvest(request(Depth.FULL), stopsAtTheFirstRecord);

    assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.PARTIAL);
    assertThat(report.problems())
        .anySatisfy(
            problem -> assertThat(problem.message().en()).contains("Stopped by người trực"));
    assertThat(report.records().offered()).isPositive();
    assertThat(journal.datasets(Optional.empty(), 10)).hasSize(report.records().added());
    assertThat(operations.findRun(report.run()).orElseThrow().outcome()).isEqualTo("partial");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();

    assertThat(harvester.harvest(request(Depth.FULL), _ -> {}).outcome())
        .isEqualTo(HarvestReport.Outcome.COMPLETE);
    assertThatThrownBy(() -> harvester.stop(report.run(), "người trực"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aPageThatSaysAgainWhatItSaidBeforeTheLastTimeIsReadAgain() throws Exception {
    String broken = "[] a dcat:Dataset ; dct:title \"Không có mã\"@vi .";
    String before = Portal.dataset("tram", "");
    portal.catalogue(before);
    harvest(Depth.METADATA);
    portal.catalogue(before.replace("Bảng tram", "Bảng khác"), broken);
    HarvestReport between = harvest(Depth.METADATA);
    assertThat(between.records()).isEqualTo(new HarvestReport.Records(2, 0, 1, 0, 1));

    portal.catalogue(before);

    assertThat(harvest(Depth.METADATA).records().changed()).isEqualTo(1);
    assertThat(harvest(Depth.METADATA).records().unchanged()).isEqualTo(1);
  }

  @Test
  void oneRecordIsTakenAgainAndTheOthersAreLeftAsTheyAre() throws Exception {
    portal.catalogue(Portal.dataset("tram", ""), Portal.dataset("ho", ""));
    portal.put("/ho.csv", READINGS);
    HarvestReport first = harvester.harvest(request(Depth.FULL), _ -> {});
    assertThat(first.tables().failed()).isEqualTo(1);
    portal.put("/tram.csv", READINGS);

    HarvestReport again = harvester.harvest(request(Depth.FULL).only("tram"), _ -> {});

    assertThat(again.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
    assertThat(again.records()).isEqualTo(new HarvestReport.Records(1, 0, 0, 1, 0));
    assertThat(again.tables().seen()).isEqualTo(1);
    assertThat(again.tables().failed()).isZero();
    assertThat(again.removed() + again.held()).isZero();
    assertThat(journal.datasets(Optional.empty(), 10)).hasSize(2);

    HarvestReport gone = harvester.harvest(request(Depth.FULL).only("không có"), _ -> {});
    assertThat(gone.outcome()).isEqualTo(HarvestReport.Outcome.FAILED);
    assertThat(gone.problems().getFirst().message().en()).contains("not among them any more");
  }

  @Test
  void aDatasetAgesThoughItsFileStaysAsItIs() throws Exception {
    portal.catalogue(Portal.dataset("tram", "")).put("/tram.csv", READINGS);
    harvest(Depth.FULL);
    assertThat(age()).isEmpty();

    clock.pass(Duration.ofDays(30));
    HarvestReport later = harvest(Depth.FULL);

    assertThat(later.records().unchanged()).isEqualTo(1);
    assertThat(later.tables().unchanged()).isEqualTo(1);
    assertThat(later.problems()).extracting(Problem::rule).contains(Optional.of("LIV-01"));
    assertThat(age()).contains(Severity.ERROR);
    assertThat(table().id().number()).as("the version is what it was").isEqualTo(1);
    assertThat(table().scores().live()).as("how it lives is no part of it").isEmpty();
    assertThat(entry().today().tables().getFirst().latest().state())
        .isEqualTo(TableState.PUBLISHED_WITH_WARNINGS);

    assertThat(entry().changed()).as("the data did not change").isEqualTo(clock.start);

    clock.pass(Duration.ofHours(2));
    assertThat(harvest(Depth.FULL).tables().unchanged()).isEqualTo(1);

    portal.catalogue(Portal.dataset("tram", "").replace("frequency/DAILY", "frequency/NEVER"));
    harvest(Depth.FULL);
    assertThat(age()).as("a series that ended does not age").isEmpty();
  }

  @Test
  void contentThatComesBackIsAsYoungAsItsReturn() throws Exception {
    portal.catalogue(Portal.dataset("tram", "")).put("/tram.csv", READINGS);
    harvest(Depth.FULL);
    clock.pass(Duration.ofDays(29));
    portal.put("/tram.csv", READINGS.replace("1.7", "1.9"));
    harvest(Depth.FULL);
    clock.pass(Duration.ofDays(1));
    portal.put("/tram.csv", READINGS);

    harvest(Depth.FULL);

    assertThat(table().received().sha256()).isEqualTo(Sha256.of(READINGS));
    assertThat(age()).isEmpty();
  }

  @Test
  void aSchemaThatIsDownForOnceDoesNotLetItsTablePass() throws Exception {
    String schema =
        """
        {"fields": [{"name": "ngày", "type": "date"}, {"name": "trạm", "type": "string"},
          {"name": "mực nước", "type": "number", "constraints": {"maximum": 1.55}}]}
        """;
    portal
        .catalogue(
            Portal.dataset("tram", "")
                + "<tram#csv> <http://purl.org/dc/terms/conformsTo> <schema.json> .")
        .put("/schema.json", schema)
        .put("/tram.csv", READINGS);
    harvest(Depth.FULL);
    List<String> before = rules();

    portal
        .catalogue(
            Portal.dataset("tram", "dcat:keyword \"mực nước\"@vi ;")
                + "<tram#csv> <http://purl.org/dc/terms/conformsTo> <schema.json> .")
        .remove("/schema.json");

    assertThat(harvest(Depth.FULL).tables().unchanged()).isEqualTo(1);
    assertThat(rules()).isEqualTo(before);
  }

  @Test
  void whatAContractPromisesAndNobodyHoldsIsSaidInTheReport() throws Exception {
    String schema =
        """
        {"fields": [{"name": "ngày", "type": "date"}, {"name": "trạm", "type": "string"},
          {"name": "mực nước", "type": "number"}],
         "foreignKeys": [{"fields": "trạm", "reference": {"resource": "cac-tram", "fields": "ma"}}]}
        """;
    portal
        .catalogue(
            Portal.dataset("tram", "")
                + "<tram#csv> <http://purl.org/dc/terms/conformsTo> <schema.json> .")
        .put("/schema.json", schema)
        .put("/tram.csv", READINGS);

    assertThat(harvest(Depth.FULL).problems())
        .filteredOn(problem -> problem.severity() == Severity.INFO)
        .singleElement()
        .satisfies(problem -> assertThat(problem.message().en()).contains("cac-tram"));
  }

  @Test
  void aSheetThatCannotBeReadStaysAFailureBesideTheGoodOne() throws Exception {
    portal.catalogue(Portal.dataset("tram", "")).put("/tram.csv", workbookWithAnEmptySheet());

    harvest(Depth.FULL);
    int failures = entry().failures().size();
    long sequence = entry().sequence();
    harvest(Depth.FULL);

    assertThat(entry().tables()).hasSize(1);
    assertThat(entry().isOffered(entry().tables().getFirst())).isTrue();
    assertThat(entry().failures()).hasSize(failures);
    assertThat(entry().sequence()).as("nothing new is known").isEqualTo(sequence);
  }

  private static byte[] workbookWithAnEmptySheet() throws IOException {
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var good = book.createSheet("Số liệu");
      for (int i = 0; i < 4; i++) {
        var row = good.createRow(i);
        row.createCell(0).setCellValue(i == 0 ? "trạm" : "A" + i);
        row.createCell(1).setCellValue(i == 0 ? "mực nước" : "1." + i);
      }
      book.createSheet("Trống");
      book.write(out);
      return out.toByteArray();
    }
  }

  @Test
  void aDescriptionThatIsMendedIsJudgedAnewWithItsTables() throws Exception {
    portal.catalogue(Portal.dataset("tram", "")).put("/tram.csv", READINGS);
    harvest(Depth.FULL);
    List<String> before = rules();

    clock.pass(Duration.ofMinutes(5));
    portal.catalogue(Portal.dataset("tram", "dcat:keyword \"mực nước\"@vi ;"));
    harvest(Depth.FULL);

    assertThat(table().received().sha256()).isEqualTo(Sha256.of(READINGS));
    assertThat(rules()).isNotEqualTo(before);
    assertThat(harvest(Depth.FULL).tables().unchanged()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsKeptSealedUntilItIsErased() throws Exception {
    byte[] broken = "PK\3\4 not a workbook".getBytes(StandardCharsets.UTF_8);
    String sha256 = Sha256.of(broken);
    portal.catalogue(Portal.dataset("tram", "")).put("/tram.csv", broken);

    HarvestReport report = harvest(Depth.FULL);

    assertThat(report.tables().blocked()).isEqualTo(1);
    assertThat(entry().failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.received()).contains(sha256));
    assertThat(files.find(sha256)).isEmpty();
    try (var kept = files.open(sha256).orElseThrow()) {
      assertThat(kept.readAllBytes()).isEqualTo(broken);
    }

    intake.erase(sha256, "by law", "admin");

    assertThat(files.open(sha256)).isEmpty();
    assertThat(harvest(Depth.FULL).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message().en()).contains("erased"));
  }

  @Test
  void aSourceBringsNoMoreFilesThanItsQuotaHoldsAndSaysWhichAreLeftOut() throws Exception {
    portal
        .catalogue(Portal.dataset("tram", ""), Portal.dataset("song", ""))
        .put("/tram.csv", READINGS)
        .put("/song.csv", "ngày,trạm\n" + "2026-11-01,B\n".repeat(500));
    RegisteredSource tight = request(Depth.FULL).source().withOptions(Map.of(Quota.OPTION, "5K"));
    var request = new HarvestRequest(tight, Depth.FULL, OptionalInt.empty());

    HarvestReport first = harvester.harvest(request, _ -> {});

    assertThat(journal.datasets(Optional.empty(), 10)).hasSize(2);
    assertThat(first.tables().failed()).isEqualTo(1);
    assertThat(first.problems())
        .filteredOn(problem -> problem.message().en().contains("quota"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message().vi()).contains("hạn mức", "--quota"));
    SourceDesk.Room room = distributions.room(tight);
    assertThat(room.held()).isGreaterThan(READINGS.length());
    assertThat(distributions.room(request(Depth.FULL).source()).quota()).isEqualTo(1L << 40);

    HarvestReport again = harvester.harvest(request, _ -> {});
    assertThat(again.tables().unchanged()).as("what is there stays").isEqualTo(1);
    assertThat(again.tables().failed()).isEqualTo(1);

    HarvestReport wider = harvest(Depth.FULL);
    assertThat(wider.tables().failed()).isZero();
  }

  @Test
  void aFileThatIsNoTableIsHeldAgainstItsChecksumAndSizeToo() throws Exception {
    byte[] map = "%PDF-1.7 bản đồ".getBytes(StandardCharsets.UTF_8);
    portal.put("/tram.csv", map);
    portal.catalogue(announced("SHA-256", "00".repeat(32), map.length));

    HarvestReport wrong = harvest(Depth.FULL);

    assertThat(entry().files()).isEmpty();
    assertThat(wrong.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.rule()).contains("ACC-13"));

    portal.catalogue(announced("MD5", "00".repeat(16), map.length + 1));
    HarvestReport loose = harvest(Depth.FULL);

    assertThat(entry().files()).hasSize(1);
    assertThat(harvest(Depth.FULL).problems()).as("as long as it differs").hasSize(2);
    assertThat(loose.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem.rule()).contains("ACC-13"))
        .allSatisfy(problem -> assertThat(problem.severity()).isEqualTo(Severity.ERROR));

    portal.put("/tram.csv", "%PDF-1.7 bản đồ mới");
    byte[] renewed = "%PDF-1.7 bản đồ mới".getBytes(StandardCharsets.UTF_8);
    portal.catalogue(announced("SHA-256", Sha256.of(renewed), renewed.length));
    assertThat(harvest(Depth.FULL).problems()).isEmpty();
    assertThat(distributions.room(request(Depth.FULL).source()).held())
        .as("what was replaced still takes up room")
        .isGreaterThanOrEqualTo(map.length + renewed.length);
  }

  private static String announced(String algorithm, String value, int size) {
    return Portal.dataset("tram", "")
        .replace(
            "dct:format \"CSV\" .",
            """
            dct:format "PDF" ; dcat:byteSize %d ;
            <http://spdx.org/rdf/terms#checksum> [
              <http://spdx.org/rdf/terms#algorithm> <http://spdx.org/rdf/terms#checksumAlgorithm_%s> ;
              <http://spdx.org/rdf/terms#checksumValue> "%s" ] .
            """
                .formatted(size, algorithm.toLowerCase(Locale.ROOT).replace("-", ""), value));
  }

  @Test
  void aTableThatItsSourceNoLongerDescribesStaysAndIsKnownToBeGone() throws Exception {
    portal.catalogue(Portal.dataset("tram", "")).put("/tram.csv", READINGS);
    harvest(Depth.FULL);
    assertThat(entry().isOffered(entry().tables().getFirst())).isTrue();

    portal.catalogue(Portal.dataset("tram", "").replace("tram#csv", "tram#tep-moi"));
    harvest(Depth.METADATA);

    assertThat(entry().tables()).hasSize(1);
    assertThat(entry().isOffered(entry().tables().getFirst())).isFalse();
  }

  @Test
  void aRehearsalSaysWhatWouldWaitForAPerson() throws Exception {
    portal.catalogue(Portal.dataset("a", ""), Portal.dataset("b", ""), Portal.dataset("c", ""));
    harvest(Depth.METADATA);

    portal.catalogue(Portal.dataset("a", ""));
    HarvestReport rehearsed = harvest(Depth.DRY_RUN);
    HarvestReport done = harvest(Depth.METADATA);

    assertThat(rehearsed.removed()).isEqualTo(done.removed()).isZero();
    assertThat(rehearsed.held()).isEqualTo(done.held()).isEqualTo(2);
    assertThat(harvest(Depth.DRY_RUN).held()).isEqualTo(2);
  }

  @Test
  void aSchemaThatCannotBeHadIsNamedWhereTheTableIsJudgedWithoutIt() throws Exception {
    portal
        .catalogue(
            Portal.dataset("tram", "")
                + "<tram#csv> <http://purl.org/dc/terms/conformsTo> <schema.json> .")
        .put("/tram.csv", READINGS);

    harvest(Depth.FULL);

    assertThat(findings())
        .filteredOn(finding -> finding.rule().equals("COM-03"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message().en()).contains("/schema.json"));
  }

  @Test
  void whatIsPublishedKeepsTheListItWasJudgedBy() throws Exception {
    portal.catalogue(Portal.dataset("xa", "")).put("/xa.csv", wards(FictionalUnits.ENDED));
    harvest(Depth.FULL);
    List<CodeListVersion> shipped = List.of(AdministrativeUnits.shipped().version());
    assertThat(lists()).isEqualTo(shipped);

    intake.importCodes(FictionalUnits.file("2027-01-01"), "", "steward");
    HarvestReport again = harvest(Depth.FULL);

    assertThat(again.tables().unchanged()).isEqualTo(1);
    assertThat(table().id().number()).isEqualTo(1);
    assertThat(lists()).isEqualTo(shipped);

    portal.put("/xa.csv", wards(FictionalUnits.ENDED) + "2028,00097,5\n");
    harvest(Depth.FULL);

    TableVersion latest = entry().tables().getFirst().latest();
    assertThat(latest.id().number()).isEqualTo(2);
    assertThat(latest.state()).as("the ward is no more in 2028").isEqualTo(TableState.QUARANTINED);
    QualityReport report = journal.findReport(latest.id()).orElseThrow();
    assertThat(report.codeLists())
        .singleElement()
        .satisfies(list -> assertThat(list.version()).isEqualTo("2027-01-01"));
    assertThat(report.findings())
        .filteredOn(finding -> finding.rule().equals("ACC-04"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message().en()).contains("2027-01-01"));
    assertThat(journal.findReport(latest.id().table().version(1)).orElseThrow().codeLists())
        .isEqualTo(shipped);
  }

  @Test
  void whatIsHeldBackIsAskedAgainByANewerList() throws Exception {
    portal.catalogue(Portal.dataset("xa", "")).put("/xa.csv", wards(FictionalUnits.NEW));
    harvest(Depth.FULL);
    assertThat(entry().tables().getFirst().latest().state()).isEqualTo(TableState.QUARANTINED);
    assertThat(harvest(Depth.FULL).tables().unchanged()).isEqualTo(1);

    intake.importCodes(FictionalUnits.file("2027-01-01"), "", "steward");
    harvest(Depth.FULL);

    assertThat(table().id().number()).isEqualTo(2);
    assertThat(lists())
        .singleElement()
        .satisfies(list -> assertThat(list.version()).isEqualTo("2027-01-01"));
    assertThat(harvest(Depth.FULL).tables().unchanged()).isEqualTo(1);
  }

  @Test
  void whatIsWaivedPassesWithItsMarkUntilTheWaiverEnds() throws Exception {
    portal.catalogue(Portal.dataset("xa", "")).put("/xa.csv", wards(FictionalUnits.NEW));
    harvest(Depth.FULL);
    TableVersion held = entry().tables().getFirst().latest();
    assertThat(held.state()).isEqualTo(TableState.QUARANTINED);

    LocalDate until = LocalDate.ofInstant(clock.now.plus(Duration.ofDays(30)), ZoneOffset.UTC);
    WaiverGiven given =
        intake.waive(
            new Waiving(
                entry().id(),
                Optional.of(held.id().table().slug()),
                "ACC-04",
                Optional.of("ma_xa"),
                until),
            "xã mới, danh mục chưa kịp",
            "Lan");
    assertThat(given.waiting()).containsExactly(held.id());
    assertThat(harvest(Depth.FULL).tables().unchanged()).as("it goes on waiting").isEqualTo(1);
    assertThat(entry().tables().getFirst().published()).isEmpty();

    clock.pass(Duration.ofDays(1));
    portal.put("/xa.csv", wards(FictionalUnits.NEW).replace("12", "13"));
    HarvestReport waived = harvest(Depth.FULL);

    assertThat(waived.tables().publishedWithWarnings()).isEqualTo(1);
    assertThat(table().id().number()).isEqualTo(2);
    assertThat(table().waivedUntil()).contains(until);
    Finding finding =
        findings().stream().filter(f -> f.rule().equals("ACC-04")).findFirst().orElseThrow();
    assertThat(finding.severity()).as("and counts").isEqualTo(Severity.QUARANTINE);
    assertThat(finding.waived().orElseThrow().why()).isEqualTo("xã mới, danh mục chưa kịp");
    assertThat(finding.waived().orElseThrow().decisive()).isTrue();
    assertThat(table().scores().accurate().orElseThrow())
        .isEqualTo(journal.findReport(held.id()).orElseThrow().scores().accurate().orElseThrow());

    clock.pass(Duration.ofDays(31));
    assertThat(harvest(Depth.FULL).tables().unchanged()).as("what is out stays").isEqualTo(1);
    portal.put("/xa.csv", wards(FictionalUnits.NEW).replace("12", "14"));

    assertThat(harvest(Depth.FULL).tables().quarantined()).isEqualTo(1);
    assertThat(entry().tables().getFirst().published().orElseThrow().id().number())
        .as("the last good one")
        .isEqualTo(2);
    assertThat(journal.inspect()).isEmpty();
  }

  @Test
  void aCorrectionMakesNoDatasetOfFilesYounger() throws Exception {
    portal
        .catalogue(Portal.dataset("tram", "").replace("\"CSV\"", "\"PDF\""))
        .put("/tram.csv", "%PDF-1.7\n1 0 obj\n");
    harvest(Depth.FULL);
    assertThat(entry().files()).hasSize(1);
    clock.pass(Duration.ofDays(30));
    harvest(Depth.FULL);
    assertThat(age()).contains(Severity.ERROR);

    intake.correct(
        new Correcting(entry().id(), "title", Optional.empty(), List.of("Trạm đo")), "x", "Lan");
    harvest(Depth.FULL);

    assertThat(age()).contains(Severity.ERROR);
  }

  @Test
  void aWaiverOfOneColumnIsOfNoOther() throws Exception {
    portal.catalogue(Portal.dataset("xa", "")).put("/xa.csv", wards(FictionalUnits.NEW));
    harvest(Depth.FULL);
    TableVersion held = entry().tables().getFirst().latest();
    intake.waive(
        new Waiving(
            entry().id(),
            Optional.of(held.id().table().slug()),
            "ACC-04",
            Optional.of("so_ho"),
            LocalDate.ofInstant(clock.now.plus(Duration.ofDays(30)), ZoneOffset.UTC)),
        "thử",
        "Lan");

    portal.put("/xa.csv", wards(FictionalUnits.NEW).replace("12", "13"));

    assertThat(harvest(Depth.FULL).tables().quarantined()).isEqualTo(1);
  }

  @Test
  void theRulesOnMetadataJudgeWhatAStewardCorrected() throws Exception {
    portal
        .catalogue(
            Portal.dataset("tram", "")
                .replace("Số liệu mỗi ngày của một trạm đo, để thử.", "mô tả"))
        .put("/tram.csv", READINGS);
    harvest(Depth.FULL);
    assertThat(found("COM-02")).hasSize(1);

    intake.correct(
        new Correcting(
            entry().id(),
            "description",
            Optional.empty(),
            List.of("Mực nước mỗi ngày tại một trạm đo trên sông.")),
        "mô tả của nguồn là chữ giữ chỗ",
        "Lan");
    clock.pass(Duration.ofMinutes(5));
    harvest(Depth.FULL);

    assertThat(found("COM-02")).isEmpty();
    assertThat(entry().dataset().description().in("vi"))
        .contains("Mực nước mỗi ngày tại một trạm đo trên sông.");
    assertThat(entry().corrections()).hasSize(1);
    assertThat(harvest(Depth.FULL).tables().unchanged()).isEqualTo(1);
    assertThat(journal.inspect()).isEmpty();
  }

  private static String wards(String code) {
    return "nam,ma_xa,so_ho\n2028,%s,12\n2028,00097,15\n2028,00070,17\n".formatted(code);
  }

  private List<CodeListVersion> lists() {
    return journal.findReport(table().id()).orElseThrow().codeLists();
  }

  private HarvestReport harvest(Depth depth) throws InterruptedException {
    return harvester.harvest(request(depth), _ -> {});
  }

  private HarvestRequest request(Depth depth) {
    return request("dcat", "/catalog.ttl", depth);
  }

  private HarvestRequest request(String kind, String path, Depth depth) {
    var source =
        new RegisteredSource(
            new SourceId("portal"),
            portal.address(path),
            kind,
            new AgencyCode("X00"),
            List.of(portal.host()),
            true);
    return new HarvestRequest(source, depth, OptionalInt.empty());
  }

  @Test
  void aCopyThatSaysOtherwiseIsReportedToItsSourceOnce() throws Exception {
    String said = Portal.dataset("tram", "");
    portal.catalogue(said);
    portal.catalogueAt("/copy.ttl", said.replace("Bảng tram", "Bản sao"));
    var copy =
        new HarvestRequest(
            new RegisteredSource(
                new SourceId("copy"),
                portal.address("/copy.ttl"),
                "dcat",
                new AgencyCode("X01"),
                List.of(portal.host()),
                true),
            Depth.METADATA,
            OptionalInt.empty());
    assertThat(harvest(Depth.METADATA).problems()).isEmpty();

    clock.pass(Duration.ofHours(1));
    List<Problem> first = harvester.harvest(copy, _ -> {}).problems();

    assertThat(first).extracting(Problem::record).containsExactly("tram");
    assertThat(first.getFirst().message().en()).contains("Title (Bảng tram / Bản sao)");
    clock.pass(Duration.ofHours(1));
    assertThat(harvester.harvest(copy, _ -> {}).problems()).isEmpty();
    assertThat(harvest(Depth.METADATA).problems()).isEmpty();

    clock.pass(Duration.ofHours(1));
    // The one that speaks changes: another contradiction begins, and is the copy's to hear of.
    portal.catalogue(said.replace("/DAILY", "/ANNUAL"));
    assertThat(harvest(Depth.METADATA).problems()).isEmpty();
    clock.pass(Duration.ofHours(1));
    List<Problem> second = harvester.harvest(copy, _ -> {}).problems();
    assertThat(second).hasSize(1);
    assertThat(second.getFirst().message().en()).contains("Frequency").doesNotContain("Title");
  }

  @Test
  void theDataOfADataflowAreATable() throws Exception {
    String schemas = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1";
    portal
        .put(
            "/rest/dataflow/all/all/latest",
            """
            <m:Structure xmlns:m="%1$s/message" xmlns:s="%1$s/structure" xmlns:c="%1$s/common">
              <m:Structures><s:Dataflows><s:Dataflow id="CPI" agencyID="VN_GSO" version="1.0">
                <c:Name xml:lang="vi">Chỉ số giá tiêu dùng</c:Name>
              </s:Dataflow></s:Dataflows></m:Structures></m:Structure>\
            """
                .formatted(schemas))
        .put(
            "/rest/data/VN_GSO,CPI/all",
            """
            DATAFLOW,FREQ,AREA,TIME_PERIOD,OBS_VALUE
            VN_GSO:CPI(1.0),M,01,2026-01,101.5
            VN_GSO:CPI(1.0),M,79,2026-01,102.25
            """);

    HarvestReport report = harvester.harvest(request("sdmx", "/rest", Depth.FULL), _ -> {});

    assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
    assertThat(report.tables().failed()).isZero();
    assertThat(table().rows()).isEqualTo(2);
    assertThat(table().columns())
        .extracting(Column::name)
        .containsExactly("DATAFLOW", "FREQ", "AREA", "TIME_PERIOD", "OBS_VALUE");
  }

  @Test
  void theDataOfAPxWebTableAreATableOfCodesAndLabels() throws Exception {
    String table =
        """
        {"version": "2.0", "class": "dataset", "label": "Dân số", "id": ["Tinh", "Nam"], "size": [2, 1],
         "dimension": {"Tinh": {"label": "Tỉnh", "category": {"index": {"01": 0, "79": 1},
           "label": {"01": "Hà Nội", "79": "TP. Hồ Chí Minh"}}},
          "Nam": {"label": "Năm", "category": {"index": {"2025": 0}, "label": {"2025": "2025"}}}}%s}\
        """;
    portal
        .put(
            "/api/v2/tables",
            "{\"language\": \"vi\", \"tables\": [{\"id\": \"DS01\", \"label\": \"Dân số\"}],"
                + " \"page\": {\"totalElements\": 1}}")
        .put("/api/v2/tables/DS01/metadata", table.formatted(""))
        .put("/api/v2/tables/DS01/data", table.formatted(", \"value\": [8500, 9500]"));

    HarvestReport report =
        harvester.harvest(request("pxweb", "/api/v2?lang=vi", Depth.FULL), _ -> {});

    assertThat(report.tables().failed()).isZero();
    assertThat(table().columns())
        .extracting(Column::name)
        .containsExactly("Tỉnh (code)", "Tỉnh", "Năm", "value");
    assertThat(table().rows()).isEqualTo(2);
  }

  @Test
  void aFormatThatLagsBehindIsFoundThoughItsOwnFileStays() throws Exception {
    String json = READINGS_AS_JSON.formatted("1.6");
    portal
        .catalogue(
            Portal.dataset("tram", "dcat:distribution <tram#json> ;")
                + """
                <tram#json> a dcat:Distribution ; dcat:downloadURL <tram.json> ; dct:format "JSON" .
                """)
        .put("/tram.csv", READINGS)
        .put("/tram.json", json);
    harvest(Depth.FULL);
    assertThat(found("COM-13")).isEmpty();

    clock.pass(Duration.ofHours(1));
    portal.put("/tram.csv", READINGS.replace("1.6", "1.8"));
    harvest(Depth.FULL);
    assertThat(found("COM-13")).containsExactly(Severity.ERROR);

    clock.pass(Duration.ofHours(1));
    assertThat(harvest(Depth.FULL).tables().unchanged()).isEqualTo(2);
    portal.put("/tram.json", READINGS_AS_JSON.formatted("1.8"));
    harvest(Depth.FULL);
    assertThat(found("COM-13")).isEmpty();
  }

  private static final String READINGS_AS_JSON =
      """
      [{"ngày": "2026-11-01", "trạm": "A", "mực nước": 1.5},
       {"ngày": "2026-11-02", "trạm": "A", "mực nước": 1.7},
       {"ngày": "2026-11-03", "trạm": "A", "mực nước": %s}]
      """;

  /** How severe a rule is on the tables there are now. */
  private List<Severity> found(String rule) {
    return entry().tables().stream()
        .flatMap(table -> journal.findReport(table.latest().id()).orElseThrow().findings().stream())
        .filter(finding -> finding.rule().equals(rule))
        .map(Finding::severity)
        .toList();
  }

  @Test
  void aUnitThatChangedIsFoundAgainstTheLastVersion() throws Exception {
    String revenues = "ma,doanh_thu_trieu_dong\nA,12\nB,17\nC,23\nD,31\nE,44\nG,52\n";
    portal.catalogue(Portal.dataset("tram", "")).put("/tram.csv", revenues);
    harvest(Depth.FULL);
    assertThat(found("ACC-11")).isEmpty();

    portal.put("/tram.csv", revenues.replaceAll(",(\\d+)", ",$1000000"));
    harvest(Depth.FULL);

    assertThat(found("ACC-11")).containsExactly(Severity.ERROR);
  }

  @Test
  void theSameFileUnderAnotherNameIsTheSameDatasetTwice() throws Exception {
    portal
        .catalogue(Portal.dataset("tram", ""), Portal.dataset("tram2", ""))
        .put("/tram.csv", READINGS)
        .put("/tram2.csv", READINGS);
    harvest(Depth.FULL);
    harvest(Depth.FULL);

    List<Finding> twice =
        journal.datasets(Optional.empty(), 9).stream()
            .flatMap(entry -> entry.tables().stream())
            .flatMap(table -> journal.findReport(table.latest().id()).stream())
            .flatMap(report -> report.findings().stream())
            .filter(finding -> finding.rule().equals("CLN-18"))
            .toList();

    assertThat(twice).as("of two, the later is the copy").hasSize(1);
    assertThat(twice.getFirst().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void theListOfPromisesIsHeldAgainstWhatTheAgencyHas() throws Exception {
    portal
        .catalogue(
            Portal.dataset("tram", ""),
            Portal.dataset("hua", "").replace("\"Bảng hua\"", "\"Danh mục dữ liệu mở năm 2026\""))
        .put("/tram.csv", READINGS)
        .put("/hua.csv", "stt,ten_bo_du_lieu\n1,Bảng tram\n2,Danh sách bến xe khách\n");
    harvest(Depth.FULL);

    assertThat(
            journal.datasets(Optional.empty(), 9).stream()
                .flatMap(entry -> entry.tables().stream())
                .flatMap(table -> journal.findReport(table.latest().id()).stream())
                .flatMap(report -> report.findings().stream())
                .filter(finding -> finding.rule().equals("COM-14")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.rows().getFirst().row()).isEqualTo(3));
  }

  private DatasetEntry entry() {
    return journal.datasets(Optional.empty(), 2).getFirst();
  }

  private TableVersion table() {
    TableVersion version = entry().tables().getFirst().latest();
    assertThat(version.state()).isIn(TableState.PUBLISHED, TableState.PUBLISHED_WITH_WARNINGS);
    return version;
  }

  private List<Finding> findings() {
    return journal.findReport(table().id()).orElseThrow().findings();
  }

  private List<String> rules() {
    return findings().stream().map(f -> f.rule() + " " + f.severity() + " " + f.failed()).toList();
  }

  private Optional<Severity> age() {
    return entry().liveness().orElseThrow().findings().stream()
        .filter(finding -> finding.rule().equals("LIV-01"))
        .map(Finding::severity)
        .findFirst();
  }

  /** Stands still until a test lets time pass. */
  private static final class Dated extends Clock {
    private final Instant start = Instant.parse("2026-11-03T02:00:00Z");
    private Instant now = start;

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

  @Test
  void aRecordThatCannotBeKeptIsRejectedAndShownInShort() throws Exception {
    String long1 = "a".repeat(5_000);
    portal.catalogue(
        Portal.dataset("tram", ""),
        "<dai> a dcat:Dataset ; dct:identifier \"%s\" ; dct:title \"Dài\" .".formatted(long1),
        "<chuong> a dcat:Dataset ; dct:identifier \"a\\u0007b\\u202Ec\" ; dct:title \"Chuông\" .",
        "<sach> a dcat:Dataset ; dct:identifier \"sach\" ; dct:title \"Sách\" ; dct:description \"%s\" ."
            .formatted("x".repeat(1_000_001)));

    HarvestReport report = harvest(Depth.METADATA);

    assertThat(report.records()).isEqualTo(new HarvestReport.Records(4, 1, 0, 0, 3));
    assertThat(report.problems())
        .extracting(Problem::record)
        .containsExactlyInAnyOrder("a".repeat(200) + "... (5000)", "a\\u0007b\\u202ec", "sach");
    assertThat(report.problems())
        .extracting(problem -> problem.message().en())
        .anyMatch(said -> said.contains("5000 characters long, at most 2000"))
        .anyMatch(said -> said.contains("control character U+0007"))
        .anyMatch(said -> said.contains("description is 1000001 characters long"));
  }
}
