package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalIntake;
import vn.sen.catalog.LinkLog;
import vn.sen.catalog.Liveness;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.catalog.Tables;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.catalog.tables.DuckTables;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.MailDomains.Standing;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Severity;
import vn.sen.vocab.SourceId;

class LiveWatchTest {
  private static final SourceId SOURCE = new SourceId("portal");

  @TempDir Path directory;
  private final Turning clock = new Turning();
  private final Map<String, Standing> mail = new ConcurrentHashMap<>();
  private SourceServer server;
  private SourceClient client;
  private Journal journal;
  private Operations operations;
  private ReleaseFiles files;
  private Tables tables;
  private Intake intake;
  private LiveJudge judge;
  private LiveWatch watch;

  @BeforeEach
  void open() throws IOException {
    server = SourceServer.start();
    client =
        new SourceClient(
            "test@example.vn",
            Limits.probing()
                .withPoliteness(1, Duration.ZERO)
                .withTimes(Duration.ofMillis(600), Duration.ofMillis(600), Duration.ofSeconds(3)));
    start();
    intake.register(
        new RegisteredSource(
            SOURCE,
            server.uri("/"),
            "dcat",
            new AgencyCode("X00"),
            List.of("127.0.0.1:" + server.port(), "127.0.0.1:1"),
            true));
  }

  private void start() throws IOException {
    journal = SqliteJournal.open(directory, clock);
    operations = SqliteOperations.open(directory);
    files =
        DirectoryFiles.open(
            directory.resolve("files"),
            MasterKey.load(Optional.empty(), directory.resolve("master.key")));
    tables = new DuckTables(directory.resolve("work"), Duration.ofSeconds(10));
    intake = new JournalIntake(journal, files, directory.resolve("cache"), clock);
    judge = new LiveJudge(journal, intake, operations, files, tables, Optional.empty(), clock);
    var prober =
        new LinkProber(
            client,
            domain -> mail.getOrDefault(domain, Standing.UNKNOWN),
            journal,
            operations.links(),
            files,
            List.of(),
            2,
            clock);
    watch = new LiveWatch(journal, operations.links(), judge, prober, clock);
  }

  private void stop() throws Exception {
    tables.close();
    journal.close();
    operations.close();
  }

  @AfterEach
  void close() throws Exception {
    stop();
    client.close();
    server.close();
  }

  @Test
  void aDatasetAgesThoughNobodyTouchesIt() throws Exception {
    DatasetId id = list("tram", "");
    watch.look();
    assertThat(liveness(id).findings()).isEmpty();
    long before = journal.head();

    clock.pass(Duration.ofHours(13));
    watch.look();
    assertThat(journal.head()).as("nothing new to say").isEqualTo(before);

    clock.pass(Duration.ofDays(3));
    watch.look();
    assertThat(severity(id, "LIV-01")).contains(Severity.ERROR);
    assertThat(journal.head()).isEqualTo(before + 1);
    assertThat(liveness(id).banners()).extracting(Finding::rule).containsExactly("LIV-01");
  }

  @Test
  void everyLinkIsLookedAtThreeTimesADayAndNeverAllAtOnce() throws Exception {
    server.otherwise(_ -> Reply.of("text/csv", "a,b\n1,2\n"));
    for (int i = 0; i < 12; i++) {
      list("d" + i, distribution("d" + i));
    }
    watch.look();
    assertThat(operations.links().count()).isEqualTo(12);
    assertThat(watch.probe().looked()).as("new links are spread").isLessThan(4);

    for (int quarter = 0; quarter < 4 * 24 * 2; quarter++) {
      clock.pass(Duration.ofMinutes(15));
      int asked = server.requests().size();
      watch.probe();
      assertThat(server.requests().size() - asked).isLessThan(7);
    }

    for (int i = 0; i < 12; i++) {
      String path = "/d%d.csv".formatted(i);
      long asked = server.requests().stream().filter(r -> r.path().equals(path)).count();
      assertThat(asked).as(path).isBetween(5L, 7L);
    }
    assertThat(server.requests())
        .allSatisfy(r -> assertThat(r.headers()).containsEntry("range", "bytes=0-4095"));
  }

  @Test
  void aLinkDiesAndIsMournedInTheJournalAndComesBack() throws Exception {
    server.on("/tram.csv", Reply.of("text/csv", "a,b\n1,2\n"));
    DatasetId id = list("tram", distribution("tram"));
    watch.look();
    probeFor(Duration.ofHours(16));
    assertThat(severity(id, "LIV-04")).isEmpty();

    server.on("/tram.csv", Reply.status(404, "gone"));
    probeFor(Duration.ofHours(27));
    assertThat(severity(id, "LIV-04")).contains(Severity.ERROR);
    assertThat(liveness(id).links().getFirst().fault().orElseThrow().en()).contains("404");
    assertThat(liveness(id).banners()).extracting(Finding::rule).contains("LIV-04");
    double dead = liveness(id).operations().orElseThrow();

    probeFor(Duration.ofDays(7));
    assertThat(severity(id, "LIV-04")).contains(Severity.QUARANTINE);
    long sequence = journal.head();
    probeFor(Duration.ofDays(2));
    assertThat(journal.head()).as("single probes are not in the journal").isEqualTo(sequence);

    server.on("/tram.csv", Reply.of("text/csv", "a,b\n1,2\n"));
    probeFor(Duration.ofHours(40));
    assertThat(severity(id, "LIV-04")).isEmpty();
    assertThat(liveness(id).operations().orElseThrow()).isGreaterThan(dead);
  }

  @Test
  void aLoginPageAndASlowServerAreToldApart() throws Exception {
    server
        .on("/a.csv", Reply.of("text/html", "<!doctype html><title>Đăng nhập</title>"))
        .on(
            "/b.csv",
            _ -> {
              pause(2_000);
              return Reply.of("text/csv", "a,b\n1,2\n");
            })
        .on("/c.csv", Reply.redirect("/c2.csv"))
        .on("/c2.csv", Reply.of("text/csv", "a,b\n1,2\n"));
    DatasetId login = list("a", distribution("a"));
    DatasetId slow = list("b", distribution("b"));
    DatasetId moved = list("c", distribution("c"));
    watch.look();
    probeFor(Duration.ofHours(20));

    assertThat(severity(login, "LIV-05")).contains(Severity.ERROR);
    assertThat(severity(slow, "LIV-05")).isEmpty();
    assertThat(severity(slow, "LIV-04")).isPresent();
    assertThat(liveness(slow).links().getFirst().fault().orElseThrow().en()).contains("in time");
    assertThat(liveness(moved).links().getFirst().failingSince()).isEmpty();
  }

  @Test
  void ofALargeFileOnlyTheBeginningIsFetched() throws Exception {
    byte[] large = "a,b\n".repeat(4 << 20).getBytes(StandardCharsets.UTF_8);
    server.on("/tram.csv", new Reply(200, Map.of("Content-Type", "text/csv"), large));
    DatasetId id = list("tram", distribution("tram"));
    watch.look();
    probeFor(Duration.ofHours(9));

    assertThat(liveness(id).links().getFirst().failingSince()).isEmpty();
  }

  @Test
  void aDeadHostIsAskedOnceForAllItsLinksAndEverMoreSeldom() throws Exception {
    // Port 1 of loopback: nobody listens, and the administrator allowed it.
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append(
          "<d#%1$d> a dcat:Distribution ; dcat:downloadURL <http://127.0.0.1:1/%1$d.csv> . "
              .formatted(i));
      many.append("<d> dcat:distribution <d#%d> . ".formatted(i));
    }
    DatasetId id = list("d", "", many.toString());
    watch.look();
    int tries = 0;
    for (int quarter = 0; quarter < 4 * 30; quarter++) {
      clock.pass(Duration.ofMinutes(15));
      LinkLog.Host before = host();
      watch.probe();
      watch.look();
      tries += host().failures() > before.failures() ? 1 : 0;
    }

    assertThat(tries).as("connections in thirty hours").isBetween(3, 14);
    assertThat(severity(id, "LIV-04")).contains(Severity.ERROR);
    assertThat(liveness(id).links()).hasSize(100);
  }

  private LinkLog.Host host() {
    return operations
        .links()
        .findHost("127.0.0.1:1")
        .orElse(new LinkLog.Host("127.0.0.1:1", 0, Instant.EPOCH));
  }

  @Test
  void aHostThatAsksForPatienceIsLeftAloneAndNotBlamed() throws Exception {
    server.otherwise(_ -> Reply.status(429, "too many"));
    DatasetId id = list("tram", distribution("tram"));
    watch.look();
    probeFor(Duration.ofHours(24));

    assertThat(server.requests()).hasSizeBetween(2, 14);
    assertThat(severity(id, "LIV-04")).isEmpty();
  }

  @Test
  void aRestartContinuesWhereItWas() throws Exception {
    server.otherwise(_ -> Reply.of("text/csv", "a,b\n1,2\n"));
    for (int i = 0; i < 10; i++) {
      list("d" + i, distribution("d" + i));
    }
    watch.look();
    for (int hour = 0; hour < 9; hour++) {
      clock.pass(Duration.ofHours(1));
      watch.probe();
    }
    int asked = server.requests().size();
    assertThat(asked).isBetween(10, 13);

    stop();
    start();
    watch.catchUp();
    watch.probe();
    assertThat(server.requests().size() - asked).as("not everything again").isLessThan(3);

    stop();
    clock.pass(Duration.ofDays(3));
    start();
    watch.catchUp();
    asked = server.requests().size();
    watch.probe();
    assertThat(server.requests().size() - asked).as("overdue, but not at once").isLessThan(6);
    clock.pass(Duration.ofMinutes(61));
    watch.probe();
    assertThat(server.requests().size() - asked).isGreaterThanOrEqualTo(10);
  }

  @Test
  void aMailboxResolvesByItsDomain() throws Exception {
    mail.put("example.vn", Standing.RESOLVES);
    mail.put("khong-co.example", Standing.RESOLVES_NOT);
    DatasetId good = list("a", contact("office@example.vn"));
    DatasetId bad = list("b", contact("office@khong-co.example"));
    DatasetId unknown = list("c", contact("office@ai-biet.example"));
    watch.look();
    probeFor(Duration.ofHours(9));

    assertThat(liveness(good).links()).hasSize(1);
    assertThat(severity(good, "LIV-13")).isEmpty();
    assertThat(severity(bad, "LIV-13")).contains(Severity.WARNING);
    assertThat(liveness(unknown).links()).as("nobody could be asked").isEmpty();
    assertThat(liveness(bad).findings().toString()).doesNotContain("office@");
  }

  @Test
  void aServiceAndALandingPageAreLookedAt() throws Exception {
    server
        .on("/trang", Reply.of("text/html", "<!doctype html><title>Trạm</title>"))
        .on("/api", Reply.status(400, "parameters are missing"));
    DatasetId good =
        list(
            "a",
            "dcat:landingPage <trang> ;",
            "<a#api> a dcat:DataService ; dcat:endpointURL <api> . "
                + "<a> dcat:distribution <a#d> . <a#d> dcat:accessService <a#api> .");
    DatasetId bad = list("b", "dcat:landingPage <mat> ;");
    watch.look();
    probeFor(Duration.ofHours(9));

    assertThat(liveness(good).links()).extracting(Liveness.Link::use).contains("service");
    assertThat(liveness(good).findings())
        .extracting(Finding::rule)
        .doesNotContain("LIV-12", "LIV-14");
    assertThat(severity(bad, "LIV-14")).contains(Severity.WARNING);
  }

  @Test
  void whatIsOlderThanItsWindowIsForgotten() throws Exception {
    server.otherwise(_ -> Reply.of("text/csv", "a,b\n1,2\n"));
    DatasetId id = list("tram", distribution("tram"));
    watch.look();
    probeFor(Duration.ofHours(24));
    LinkLog.Link link = operations.links().links(id).getFirst();
    assertThat(operations.links().probes(link, Instant.EPOCH)).hasSizeGreaterThan(1);

    clock.pass(Duration.ofDays(32));
    watch.look();

    assertThat(operations.links().probes(link, Instant.EPOCH)).as("but the last").hasSize(1);
  }

  private void probeFor(Duration time) throws Exception {
    for (Duration left = time; left.isPositive(); left = left.minusMinutes(30)) {
      clock.pass(Duration.ofMinutes(30));
      watch.probe();
      watch.look();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String distribution(String name) {
    return "dcat:distribution [ a dcat:Distribution ; dcat:downloadURL <%s.csv> ; dct:format \"CSV\" ] ;"
        .formatted(name);
  }

  private static String contact(String mailbox) {
    return "dcat:contactPoint [ <http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:%s> ] ;"
        .formatted(mailbox);
  }

  private DatasetId list(String name, String statements) {
    return list(name, statements, "");
  }

  private DatasetId list(String name, String statements, String more) {
    var model = ModelFactory.createDefaultModel();
    RDFParser.fromString(
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @base <%s> .
            <%s> a dcat:Dataset ; dct:title "Bảng"@vi ; %s
              dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/DAILY> .
            %s
            """
                .formatted(server.uri("/"), name, statements, more),
            Lang.TURTLE)
        .parse(model);
    try (Intake.Session session = intake.open(SOURCE, "run")) {
      DatasetId id =
          session
              .offer(
                  new CatalogRecord(name, model.createResource(server.uri("/" + name).toString())))
              .dataset();
      session.flush();
      return id;
    }
  }

  private Liveness liveness(DatasetId id) {
    return journal.find(id).flatMap(DatasetEntry::liveness).orElseThrow();
  }

  private Optional<Severity> severity(DatasetId id, String rule) {
    return liveness(id).findings().stream()
        .filter(finding -> finding.rule().equals(rule))
        .map(Finding::severity)
        .findFirst();
  }

  /** Stands still until a test lets time pass. */
  private static final class Turning extends Clock {
    private volatile Instant now = Instant.parse("2026-11-03T02:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
