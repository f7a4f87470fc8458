package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Held;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.publish.demo.Expected;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.publish.demo.SamplePromise;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.TableState;
import vn.sen.vocab.rdf.RdfSyntax;
import vn.sen.vocab.rdf.SafeRdf;

/** The main job, end to end: the sample agencies are harvested, judged, catalogued and served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
  private SamplePortals portals;
  private Platform platform;
  private List<HarvestReport> reports;

  @BeforeAll
  void harvest(@TempDir Path data) throws Exception {
    portals = SamplePortals.start();
    platform = Platform.start(data.resolve("data"), portals);
    reports = platform.harvestAll();
  }

  @AfterAll
  void close() throws Exception {
    platform.close();
    portals.close();
  }

  @Test
  @Order(1)
  void everySampleEndsAsPromised() {
    var softly = new SoftAssertions();
    for (SamplePromise promise : portals.promises()) {
      softly
          .assertThat(outcome(promise))
          .as("%s %s: %s", promise.identifier(), promise.file(), promise.why())
          .isEqualTo(promise.expected());
    }
    softly.assertAll();
  }

  @Test
  @Order(2)
  void everyTableHasTheRowsItsAgencyCounts() {
    var softly = new SoftAssertions();
    for (SamplePromise promise : portals.promises()) {
      if (promise.expected() == Expected.PUBLISHED
          || promise.expected() == Expected.PUBLISHED_WITH_WARNINGS) {
        softly
            .assertThat(table(promise).map(table -> table.latest().rows()))
            .as("%s %s", promise.identifier(), promise.file())
            .contains((long) promise.rows());
      }
    }
    softly.assertAll();
  }

  @Test
  @Order(3)
  void theRulesThatShouldFindSomethingDo() {
    var softly = new SoftAssertions();
    for (SamplePromise promise : portals.promises()) {
      Optional<TableEntry> table = table(promise);
      if (table.isPresent()) {
        List<String> found =
            platform
                .program
                .catalog()
                .findReport(table.get().latest().id())
                .orElseThrow()
                .findings()
                .stream()
                .map(finding -> finding.rule())
                .toList();
        softly
            .assertThat(found)
            .as("%s %s", promise.identifier(), promise.file())
            .containsAll(promise.rules());
      }
    }
    softly.assertAll();
  }

  @Test
  @Order(4)
  void everyReportReconciles() {
    for (HarvestReport report : reports) {
      var r = report.records();
      var t = report.tables();
      assertThat(report.outcome()).isEqualTo(HarvestReport.Outcome.COMPLETE);
      assertThat(r.offered()).isEqualTo(r.added() + r.changed() + r.unchanged() + r.rejected());
      assertThat(t.seen())
          .isEqualTo(
              t.published()
                  + t.publishedWithWarnings()
                  + t.quarantined()
                  + t.blocked()
                  + t.unchanged()
                  + t.failed());
      assertThat(report.problems())
          .allSatisfy(
              problem -> {
                assertThat(problem.message().vi()).isNotBlank();
                assertThat(problem.message().en()).isNotBlank();
              });
    }
    assertThat(reports.stream().mapToInt(r -> r.records().added()).sum())
        .isGreaterThanOrEqualTo(24);
    assertThat(platform.program.catalog().totals().rows()).isGreaterThanOrEqualTo(40_000);
  }

  @Test
  @Order(5)
  void searchKnowsVietnameseWithAndWithoutAccents() throws Exception {
    JsonNode with =
        platform.json("/api/v1/datasets?q=%C4%91%C6%A1n+v%E1%BB%8B+h%C3%A0nh+ch%C3%ADnh");
    JsonNode without = platform.json("/api/v1/datasets?q=don+vi+hanh+chinh");

    assertThat(with.get("total").asInt()).isPositive();
    assertThat(without.get("total").asInt()).isGreaterThanOrEqualTo(with.get("total").asInt());
    assertThat(without.get("items").get(0).toString()).contains("hành chính");
  }

  @Test
  @Order(6)
  void aDatasetIsTheSameInEverySyntaxAndInTheStore() throws Exception {
    DatasetEntry entry = published();
    String path = "/dataset/" + entry.id();
    Map<RdfSyntax, Model> models = new TreeMap<>();
    for (RdfSyntax syntax :
        List.of(RdfSyntax.TURTLE, RdfSyntax.JSON_LD, RdfSyntax.RDF_XML, RdfSyntax.N_TRIPLES)) {
      var response = platform.bytes(path, "Accept", syntax.mediaType());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith(syntax.mediaType());
      models.put(
          syntax,
          SafeRdf.read(response.body(), syntax, platform.address(path).toString()).orThrow());
    }

    Model turtle = models.get(RdfSyntax.TURTLE);
    assertThat(models.values()).allMatch(model -> model.isIsomorphicWith(turtle));
    assertThat(turtle.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList()).hasSize(1);

    String query =
        "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a <%s> ; <%s> ?t }"
            .formatted(DCAT.Dataset.getURI(), DCTerms.title.getURI());
    var answer =
        platform.get(
            "/sparql?query="
                + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8),
            "Accept",
            "text/csv");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().lines().skip(1).findFirst())
        .contains(Long.toString(platform.program.catalog().totals().datasets()));
  }

  @Test
  @Order(7)
  void aDownloadIsTheBytesItsChecksumSays() throws Exception {
    TableEntry table = published().tables().getFirst();
    String path =
        "/download/%s/%s/latest.parquet".formatted(table.id().dataset(), table.id().slug());

    var whole = platform.bytes(path);
    var part = platform.bytes(path, "Range", "bytes=4-11");
    var known =
        platform.bytes(path, "If-None-Match", whole.headers().firstValue("ETag").orElseThrow());

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(sha256(whole.body())).isEqualTo(table.latest().parts().getFirst().sha256());
    assertThat(new String(whole.body(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("PAR1");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole.body(), 4, 12));
    assertThat(known.statusCode()).isEqualTo(304);

    var csv = platform.get(path.replace(".parquet", ".csv"));
    assertThat(csv.body().lines().count()).isEqualTo(table.latest().rows() + 1);
  }

  @Test
  @Order(8)
  void whatIsHeldBackCannotBeDownloadedOrQueried() throws Exception {
    int tried = 0;
    for (DatasetEntry entry : entries()) {
      for (TableEntry table : entry.tables()) {
        if (table.latest().state().isPublic()) {
          continue;
        }
        tried++;
        String version =
            "%s/%s/%d".formatted(entry.id(), table.id().slug(), table.latest().id().number());
        assertThat(platform.get("/download/" + version + ".parquet").statusCode())
            .isIn(403, 404, 410);
        assertThat(
                platform
                    .get(
                        "/api/v1/datasets/%s/tables/%s/rows?version=%d"
                            .formatted(entry.id(), table.id().slug(), table.latest().id().number()),
                        "Accept",
                        "application/json")
                    .statusCode())
            .isIn(403, 404, 410);
        assertThat(platform.program.catalog().findReport(table.latest().id())).isPresent();
      }
    }
    assertThat(tried).isGreaterThanOrEqualTo(3);
  }

  @Test
  @Order(9)
  void everyPageAnswersInBothLanguagesAndIsSafe() throws Exception {
    var paths =
        new ArrayList<>(
            List.of(
                "/",
                "/datasets",
                "/datasets?q=xa&format=CSV",
                "/agencies",
                "/quality",
                "/quality/rules/CLN-15",
                "/runs",
                "/held",
                "/help",
                "/help/parts",
                "/api",
                "/sparql"));
    for (DatasetEntry entry : entries()) {
      paths.add("/dataset/" + entry.id());
      entry.tables().forEach(table -> paths.add("/dataset/" + table.id()));
    }
    for (String path : paths) {
      for (String language : List.of("vi", "en")) {
        var page =
            platform.get(
                path + (path.contains("?") ? "&" : "?") + "lang=" + language,
                "Accept",
                "text/html");
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        if (!path.equals("/api")) { // Swagger UI speaks English only
          assertThat(page.body()).as(path).contains("lang=\"" + language + "\"");
        }
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
            .as(path)
            .contains("default-src");
      }
    }
  }

  @Test
  @Order(9)
  void stewardsGetEveryHeldFileBackWithWhatWasFoundInIt() throws Exception {
    List<Held.Version> waiting =
        platform.program.catalog().held().stream()
            .filter(Held.Version.class::isInstance)
            .map(Held.Version.class::cast)
            .toList();
    String token = "Bearer " + platform.program.token();

    assertThat(waiting).isNotEmpty();
    for (Held.Version held : waiting) {
      TableVersion version = platform.program.catalog().find(held.id()).orElseThrow();
      String address =
          "/api/v1/held/versions/%s/%d/".formatted(held.id().table(), held.id().number());
      byte[] received = platform.bytes(address + "received", "Authorization", token).body();
      byte[] failing = platform.bytes(address + "failing", "Authorization", token).body();
      HttpResponse<byte[]> marked = platform.bytes(address + "marked", "Authorization", token);

      assertThat(Sha256.of(received)).isEqualTo(version.received().sha256());
      assertThat(new String(failing, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
      assertThat(marked.statusCode()).as("%s", held.id()).isEqualTo(200);
      assertThat(marked.body()).isNotEqualTo(received);
      assertThat(platform.bytes(address + "marked").statusCode()).isEqualTo(401);
      assertThat(platform.bytes(address + "else", "Authorization", token).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  @Order(10)
  void aStewardsDecisionPublishesWhatWaited() throws Exception {
    Held.Version waiting =
        platform.program.catalog().held().stream()
            .filter(Held.Version.class::isInstance)
            .map(Held.Version.class::cast)
            .findFirst()
            .orElseThrow();

    platform
        .program
        .intake()
        .decide(waiting.id(), Decision.APPROVE, "Đã kiểm tra với cơ quan", "test");

    var entry = platform.program.catalog().find(waiting.id().table().dataset()).orElseThrow();
    assertThat(entry.tables())
        .anySatisfy(table -> assertThat(table.published().map(v -> v.id())).contains(waiting.id()));
    assertThat(
            platform
                .bytes(
                    "/download/%s/%s/%d.parquet"
                        .formatted(
                            waiting.id().table().dataset(),
                            waiting.id().table().slug(),
                            waiting.id().number()))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  @Order(20)
  void harvestedAgainNothingChanges() throws Exception {
    long before = platform.program.catalog().lag().journal();

    List<HarvestReport> again = platform.harvestAll();

    assertThat(again)
        .allSatisfy(
            report -> {
              assertThat(report.records().added()).isZero();
              assertThat(report.records().changed()).isZero();
              assertThat(report.removed()).isZero();
              assertThat(report.tables().published()).isZero();
            });
    assertThat(platform.program.catalog().lag().journal() - before)
        .as("only what fails is noted again")
        .isLessThanOrEqualTo(
            again.stream().mapToInt(r -> r.tables().failed() + r.tables().blocked()).sum());
  }

  @Test
  @Order(30)
  void onTheNextDayTheLastGoodVersionStays() throws Exception {
    Map<DatasetId, List<TableEntry>> before = new TreeMap<>();
    entries().forEach(entry -> before.put(entry.id(), entry.tables()));

    portals.advance();
    platform.harvestAll();

    int newVersions = 0;
    int heldBack = 0;
    for (DatasetEntry entry : entries()) {
      for (TableEntry table : entry.tables()) {
        Optional<TableEntry> was =
            before.getOrDefault(entry.id(), List.of()).stream()
                .filter(t -> t.id().equals(table.id()))
                .findFirst();
        if (was.isPresent() && was.get().published().isPresent()) {
          assertThat(table.published()).as(table.id().toString()).isPresent();
          if (table.latest().id().number() > was.get().latest().id().number()) {
            newVersions++;
            if (table.latest().state() == TableState.QUARANTINED) {
              heldBack++;
              assertThat(table.published().map(v -> v.id()))
                  .isEqualTo(was.get().published().map(v -> v.id()));
            }
          }
        }
      }
    }
    assertThat(newVersions).isGreaterThanOrEqualTo(2);
    assertThat(heldBack).isGreaterThanOrEqualTo(1);
  }

  @Test
  @Order(40)
  void projectionsBuiltAnewSayTheSame() throws Exception {
    JsonNode searched = platform.json("/api/v1/datasets?q=xa&limit=50");
    String triples = count();

    platform.program.reindex();

    assertThat(platform.json("/api/v1/datasets?q=xa&limit=50")).isEqualTo(searched);
    assertThat(count()).isEqualTo(triples);
  }

  @Test
  @Order(50)
  void noPersonsNumberIsInAnyAnswer() throws Exception {
    var numbers = java.util.regex.Pattern.compile("(?<![0-9a-f.])0\\d{11}(?![0-9a-f])");
    for (DatasetEntry entry : entries()) {
      for (String path :
          List.of(
              "/dataset/" + entry.id(),
              "/api/v1/datasets/" + entry.id() + "/quality",
              "/dataset/" + entry.id() + ".ttl")) {
        String body = platform.get(path, "Accept", "*/*").body();
        assertThat(numbers.matcher(body).results().map(m -> m.group()).toList()).as(path).isEmpty();
      }
    }
  }

  private String count() throws Exception {
    return platform
        .get(
            "/sparql?query=SELECT%20(COUNT(*)%20AS%20?n)%20WHERE%20%7B?s%20?p%20?o%7D",
            "Accept", "text/csv")
        .body();
  }

  private Expected outcome(SamplePromise promise) {
    Optional<DatasetEntry> entry = find(promise);
    if (entry.isEmpty()) {
      return Expected.REJECTED;
    }
    if (!entry.get().source().equals(promise.source())) {
      return Expected.ALTERNATE;
    }
    Optional<TableEntry> table = table(promise);
    if (table.isPresent()) {
      return switch (table.get().latest().state()) {
        case PUBLISHED -> Expected.PUBLISHED;
        case PUBLISHED_WITH_WARNINGS -> Expected.PUBLISHED_WITH_WARNINGS;
        case QUARANTINED -> Expected.QUARANTINED;
        case BLOCKED -> Expected.BLOCKED;
      };
    }
    boolean failed =
        !promise.file().isEmpty()
            && entry.get().failures().stream()
                .anyMatch(f -> f.url().endsWith("/" + promise.file()));
    return failed ? Expected.FAILED : Expected.NO_TABLE;
  }

  private Optional<DatasetEntry> find(SamplePromise promise) {
    return entries().stream()
        .filter(
            entry ->
                entry.dataset().identifiers().contains(promise.identifier())
                    || entry.record().identifier().equals(promise.identifier())
                    || entry.record().subject().getURI().endsWith("/" + promise.identifier()))
        .findFirst();
  }

  private Optional<TableEntry> table(SamplePromise promise) {
    return find(promise).stream()
        .flatMap(entry -> entry.tables().stream())
        .filter(
            table ->
                table.latest().received().name().equals(promise.file())
                    || table.latest().received().name().startsWith(promise.file() + "#"))
        .findFirst();
  }

  private List<DatasetEntry> entries() {
    var ids = new ArrayList<DatasetId>();
    Optional<String> cursor = Optional.empty();
    do {
      var page =
          platform
              .program
              .catalog()
              .search(
                  new SearchQuery(
                      "",
                      Map.of(),
                      Optional.empty(),
                      Optional.empty(),
                      SearchQuery.Sort.TITLE,
                      100,
                      cursor));
      page.hits().forEach(hit -> ids.add(hit.document().id()));
      cursor = page.next();
    } while (cursor.isPresent());
    return ids.stream().map(id -> platform.program.catalog().find(id).orElseThrow()).toList();
  }

  private DatasetEntry published() {
    return entries().stream()
        .filter(
            entry ->
                !entry.tables().isEmpty()
                    && entry.tables().getFirst().latest().state() == TableState.PUBLISHED)
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
