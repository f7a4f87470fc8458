package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DataDirectory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Held;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Layers;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.demo.SamplePortal;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Severity;
import vn.sen.vocab.TableState;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.Waived;

/** What stewards lay over harvests: typed, sent to the API, and shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LayersTest {
  private static final LocalDate UNTIL = Layers.day(Instant.now()).plusDays(90);

  private Path data;
  private SamplePortals portals;
  private SamplePortal portal;
  private Platform platform;
  private Catalog catalog;
  private String token = "";
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    data = directory.resolve("data");
    portals = SamplePortals.start();
    platform = Platform.start(data, portals);
    catalog = platform.program.catalog();
    token = DataDirectory.findToken(data).orElseThrow();
    portal =
        portals.portals().stream()
            .filter(each -> each.kind().key().equals("ckan"))
            .findFirst()
            .orElseThrow();
    platform.harvest(portal);
    platform.program.settle(Duration.ofSeconds(60));
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    platform.close();
    portals.close();
  }

  record Said(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return Json.mapper().readTree(out);
    }
  }

  private Said sen(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    int exit =
        Main.commandLine(new PrintWriter(out), new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Said(exit, out.toString(), err.toString());
  }

  private HttpResponse<String> post(String path, Map<String, ?> body, Optional<String> bearer)
      throws Exception {
    return send(path, Json.write(body), bearer);
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    return send(path, body, Optional.of(token));
  }

  private HttpResponse<String> send(String path, String body, Optional<String> bearer)
      throws Exception {
    var request =
        HttpRequest.newBuilder(platform.address(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    bearer.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** A version in quarantine, and the rules that hold it there. */
  private Map.Entry<TableVersionId, List<String>> waiting() {
    return catalog.held().stream()
        .flatMap(held -> held instanceof Held.Version v ? java.util.stream.Stream.of(v) : null)
        .map(held -> Map.entry(held.id(), holding(held.id())))
        .filter(each -> !each.getValue().isEmpty() && !each.getValue().contains("CLN-15"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> holding(TableVersionId id) {
    return catalog.findReport(id).orElseThrow().findings().stream()
        .filter(finding -> finding.severity() == Severity.QUARANTINE)
        .map(Finding::rule)
        .distinct()
        .toList();
  }

  private DatasetEntry described() {
    SearchPage all = catalog.search(SearchQuery.of(""));
    return all.hits().stream()
        .flatMap(hit -> catalog.find(hit.document().id()).stream())
        .filter(entry -> entry.tables().stream().anyMatch(t -> t.published().isPresent()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(1)
  void aWaiverIsGivenListedAndEndedAndPublishesNothing() throws Exception {
    var waiting = waiting();
    String table = waiting.getKey().table().toString();
    Said last = new Said(0, "", "");
    for (String rule : waiting.getValue()) {
      last =
          sen(
              "waive",
              table,
              "--rule",
              rule,
              "--until",
              UNTIL.toString(),
              "--why",
              "đã hẹn sửa",
              "--as",
              "Lan");
      assertThat(last.exit()).as(last.err()).isEqualTo(Exit.DONE);
    }

    assertThat(last.out()).contains("sen decide " + waiting.getKey() + " publish --why");
    assertThat(catalog.held()).anyMatch(held -> held.toString().contains(table));
    assertThat(sen("waive", "list").out()).contains(table, "in force", "Lan (", "đã hẹn sửa");
    JsonNode listed = sen("waive", "list", "--json").json();
    assertThat(listed).hasSize(waiting.getValue().size());

    HttpResponse<String> page = platform.get("/dataset/" + table + "?lang=en");
    assertThat(page.body()).contains("Waivers in force", waiting.getValue().getFirst());
    assertThat(platform.json("/api/v1/waivers").path("items").get(0).path("until").asText())
        .isEqualTo(UNTIL.toString());

    for (JsonNode each : listed) {
      String id = each.path("waiver").path("id").asText();
      Said ended = sen("waive", "end", id, "--why", "nguồn đã sửa");
      assertThat(ended.exit()).as(ended.err()).isEqualTo(Exit.DONE);
    }
    assertThat(sen("waive", "list").out()).contains("ended by").doesNotContain("in force");
    assertThat(platform.get("/dataset/" + table + "?lang=en").body())
        .doesNotContain("Waivers in force");
  }

  @Test
  @Order(2)
  void whatMayNotBeWaivedIsSaidWithWhatMayBeDone() {
    String table = waiting().getKey().table().toString();

    Said personal =
        sen("waive", table, "--rule", "CLN-15", "--until", UNTIL.toString(), "--why", "x");
    assertThat(personal.exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(personal.err()).contains("Thay vào đó: Bỏ cột", "Instead: Drop");
    Said late = sen("waive", table, "--rule", "ACC-03", "--until", "2099-01-01", "--why", "x");
    assertThat(late.exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(late.err()).contains("180");
    assertThat(sen("waive", table, "--rule", "ACC-03").err()).contains("--until");
    assertThat(
            sen(
                    "waive",
                    "nobody/none",
                    "--rule",
                    "ACC-03",
                    "--until",
                    UNTIL.toString(),
                    "--why",
                    "x")
                .err())
        .contains("There is no dataset 'nobody'");
    assertThat(sen("waive", "end", "none", "--why", "x").exit()).isEqualTo(Exit.FAILED);
  }

  @Test
  @Order(3)
  void onlyWhoHasTheTokenWaivesByTheApi() throws Exception {
    var waiting = waiting();
    var body = new LinkedHashMap<String, Object>();
    body.put("dataset", waiting.getKey().table().dataset().value());
    body.put("table", waiting.getKey().table().slug());
    body.put("rule", waiting.getValue().getFirst());
    body.put("until", UNTIL.toString());
    body.put("why", "đã hẹn sửa");
    body.put("by", "Minh");
    int before = catalog.layers().waivers().size();

    assertThat(post("/api/v1/waivers", body, Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(post("/api/v1/waivers", body, Optional.of("guess")).statusCode()).isEqualTo(403);
    assertThat(catalog.layers().waivers()).hasSize(before);

    HttpResponse<String> given = post("/api/v1/waivers", body, Optional.of(token));
    assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
    String id = Json.mapper().readTree(given.body()).path("waiver").path("id").asText();
    assertThat(post("/api/v1/waivers", body, Optional.of(token)).statusCode()).isEqualTo(409);
    body.put("rule", "CLN-19");
    assertThat(post("/api/v1/waivers", body, Optional.of(token)).body())
        .contains("cannot be waived");
    body.put("until", "soon");
    assertThat(post("/api/v1/waivers", body, Optional.of(token)).statusCode()).isEqualTo(400);

    HttpResponse<String> unnamed = send("/api/v1/waivers", "{\"rule\":\"ACC-03\",\"why\":\"x\"}");
    assertThat(unnamed.statusCode()).isEqualTo(400);
    assertThat(unnamed.body()).contains("'dataset' is the id of a dataset");

    JsonNode first = platform.json("/api/v1/waivers?limit=1");
    assertThat(first.path("total").asInt()).isEqualTo(before + 1).isGreaterThan(1);
    assertThat(first.path("items")).hasSize(1);
    assertThat(first.path("next").asText()).isEqualTo(id);
    JsonNode second = platform.json("/api/v1/waivers?limit=1&cursor=" + id);
    assertThat(second.path("items").get(0).path("id").asText())
        .isEqualTo(catalog.layers().waivers().get(1).waiver().id());
    assertThat(platform.get("/api/v1/waivers?cursor=none").statusCode()).isEqualTo(400);

    Map<String, String> why = Map.of("why", "xong", "by", "Minh");
    String end = "/api/v1/waivers/" + id + "/end";
    assertThat(post(end, why, Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(post(end, why, Optional.of(token)).statusCode()).isEqualTo(200);
  }

  /** A finding of the version that a waiver may be about. */
  private Optional<Finding> waivable(TableVersion version) {
    return catalog.findReport(version.id()).stream()
        .flatMap(report -> report.findings().stream())
        .filter(finding -> !finding.rule().startsWith("LIV"))
        .findFirst();
  }

  @Test
  @Order(4)
  void whatPassedByAWaiverSaysSoWhereverItIsShown() throws Exception {
    TableVersion good =
        catalog.search(SearchQuery.of("")).hits().stream()
            .flatMap(hit -> catalog.find(hit.document().id()).stream())
            .flatMap(any -> any.tables().stream())
            .flatMap(table -> table.published().stream())
            .filter(published -> waivable(published).isPresent())
            .findFirst()
            .orElseThrow();
    DatasetEntry entry = catalog.find(good.id().table().dataset()).orElseThrow();
    QualityReport report = catalog.findReport(good.id()).orElseThrow();
    var waived = new Waived("0f0f0f0f", UNTIL, "đã hẹn sửa", "Ngọc Lan", true);
    Finding finding = waivable(good).orElseThrow().under(waived);
    var version = waived(good, waived);
    platform
        .program
        .intake()
        .judged(
            List.of(
                new Intake.Verdict(
                    version,
                    new QualityReport(
                        report.input(),
                        report.sha256(),
                        report.rows(),
                        report.columns(),
                        report.ruleSet(),
                        report.codeLists(),
                        version.state(),
                        report.scores(),
                        List.of(finding)))));

    String path = "/dataset/" + version.id().table();
    String api = "/api/v1/datasets/%s/tables/%s".formatted(entry.id(), version.id().table().slug());
    String reported = path + "/" + version.id().number() + "/quality?lang=en";
    assertThat(platform.get(path + "?lang=en").body())
        .contains("is published by a waiver until", "Waived until", "đã hẹn sửa");
    assertThat(platform.get(path + "?lang=vi").body()).contains("được công bố theo miễn trừ đến");
    assertThat(platform.get(reported).body())
        .contains("is published by a waiver until", "by Ngọc Lan: đã hẹn sửa");
    JsonNode json = platform.json(api + "/quality");
    assertThat(json.path("findings").get(0).path("waived").path("until").asText())
        .isEqualTo(UNTIL.toString());
    assertThat(platform.json(api).path("latest").path("waived").get(0).path("by").asText())
        .isEqualTo("Ngọc Lan");
    assertThat(platform.get(api + "/quality?format=csv").body())
        .contains("0f0f0f0f,%s,Ngọc Lan,đã hẹn sửa".formatted(UNTIL));
    assertThat(platform.get("/dataset/" + entry.id() + ".ttl").body())
        .contains("dqv:QualityAnnotation", UNTIL.toString())
        .doesNotContain("Ngọc Lan");

    TableVersion worse = waived(good, waived).in(TableState.QUARANTINED);
    platform
        .program
        .intake()
        .judged(
            List.of(
                new Intake.Verdict(
                    worse,
                    new QualityReport(
                        report.input(),
                        report.sha256(),
                        report.rows(),
                        report.columns(),
                        report.ruleSet(),
                        report.codeLists(),
                        worse.state(),
                        report.scores(),
                        report.findings()))));
    assertThat(platform.get(path + "?lang=en").body())
        .as("what visitors get is still by the waiver")
        .contains("is held back", "is published by a waiver until");
  }

  private TableVersion waived(TableVersion good, Waived waived) {
    return new TableVersion(
        good.id().table().version(platform.program.intake().nextVersion(good.id().table())),
        good.title(),
        good.distribution(),
        good.received(),
        TableState.PUBLISHED_WITH_WARNINGS,
        good.scores(),
        good.rows(),
        good.columns(),
        good.parts(),
        good.accounting(),
        good.judged(),
        good.run(),
        List.of(waived));
  }

  @Test
  @Order(5)
  void whatIsCorrectedIsShownFoundAndSurvivesAHarvest() throws Exception {
    DatasetEntry entry = described();
    String id = entry.id().value();
    String before = entry.dataset().title().in("vi").orElseThrow();

    Said corrected =
        sen(
            "correct",
            id,
            "--property",
            "title",
            "--value",
            "Hạc giấy đã gấp",
            "--why",
            "nguồn ghi nhầm",
            "--as",
            "Lan");
    assertThat(corrected.exit()).as(corrected.err()).isEqualTo(Exit.DONE);
    assertThat(corrected.out()).contains("'%s' -> 'Hạc giấy đã gấp'".formatted(before));
    platform.harvest(portal);
    platform.program.settle(Duration.ofSeconds(60));

    assertThat(sen("correct", "list", id).out())
        .contains("title (vi)", "nguồn ghi nhầm")
        .doesNotContain("the source has changed");
    JsonNode json = platform.json("/api/v1/datasets/" + id);
    assertThat(json.path("title").path("vi").asText()).isEqualTo("Hạc giấy đã gấp");
    JsonNode shown = json.path("corrections").get(0);
    assertThat(shown.path("sourceHasChanged").asBoolean()).isFalse();
    assertThat(platform.json("/api/v1/datasets/" + id + "/corrections").path("total").asInt())
        .isEqualTo(1);
    assertThat(platform.get("/dataset/" + id + "?lang=en").body())
        .contains("Hạc giấy đã gấp", "1 correction by a steward", "nguồn ghi nhầm");
    assertThat(platform.get("/dataset/" + id + ".ttl").body())
        .contains("ProvenanceStatement", "nguồn ghi nhầm")
        .doesNotContain("Lan");
    assertThat(sen("search", "hạc giấy", "--json").json().path("total").asInt()).isEqualTo(1);
    Said fsck = sen("fsck");
    assertThat(fsck.exit()).as(fsck.out()).isEqualTo(Exit.DONE);
    assertThat(sen("reindex").exit()).isEqualTo(Exit.DONE);
    assertThat(sen("compact").exit()).isEqualTo(Exit.DONE);
    assertThat(sen("search", "hạc giấy", "--json").json().path("total").asInt()).isEqualTo(1);

    Said undone = sen("correct", "undo", shown.path("id").asText(), "--why", "nguồn đúng");
    assertThat(undone.exit()).as(undone.err()).isEqualTo(Exit.DONE);
    assertThat(platform.json("/api/v1/datasets/" + id).path("title").path("vi").asText())
        .isEqualTo(before);
    assertThat(sen("correct", "list", id).out()).contains("Nothing is corrected");
  }

  @Test
  @Order(6)
  void whatACorrectionTakesAwayIsForStewardsAlone() throws Exception {
    DatasetEntry entry = described();
    String id = entry.id().value();
    String before = entry.dataset().description().in("vi").orElseThrow();
    String path = "/api/v1/datasets/" + id + "/corrections";
    Map<String, Object> body =
        Map.of(
            "property",
            "description",
            "values",
            List.of("Không còn tên ai"),
            "why",
            "bỏ dữ liệu cá nhân",
            "by",
            "Minh");
    HttpResponse<String> made = post(path, body, Optional.of(token));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(Json.mapper().readTree(made.body()).path("before").get(0).asText())
        .isEqualTo(before);
    platform.program.settle(Duration.ofSeconds(60));

    JsonNode open = platform.json(path).path("items").get(0);
    assertThat(open.path("values").get(0).asText()).isEqualTo("Không còn tên ai");
    assertThat(open.path("before").isNull()).isTrue();
    assertThat(open.path("now").isNull()).isTrue();
    for (String shown :
        List.of(
            "/api/v1/datasets/" + id,
            path,
            "/dataset/" + id + "?lang=vi",
            "/dataset/" + id + ".ttl",
            "/api/v1/datasets/" + id + "/history")) {
      HttpResponse<String> answer = platform.get(shown);
      assertThat(answer.statusCode()).as(shown).isEqualTo(200);
      assertThat(answer.body())
          .as(shown)
          .contains("bỏ dữ liệu cá nhân")
          .doesNotContain(before.substring(0, Math.min(before.length(), 30)));
    }

    assertThat(read(path, "guess").statusCode()).isEqualTo(403);
    JsonNode whole = Json.mapper().readTree(read(path, token).body()).path("items").get(0);
    assertThat(whole.path("before").get(0).asText()).isEqualTo(before);
    assertThat(whole.path("now").get(0).asText()).isEqualTo(before);
    assertThat(sen("correct", "list", id).out()).contains(before);
    sen("correct", "undo", whole.path("id").asText(), "--why", "xong");
  }

  private HttpResponse<String> read(String path, String bearer) throws Exception {
    var request =
        HttpRequest.newBuilder(platform.address(path)).header("Authorization", "Bearer " + bearer);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  @Order(7)
  void onlyWhoHasTheTokenCorrectsByTheApi() throws Exception {
    String path = "/api/v1/datasets/%s/corrections".formatted(described().id());
    Map<String, Object> body =
        Map.of(
            "property",
            "frequency",
            "values",
            List.of("WEEKLY"),
            "why",
            "đã hỏi nguồn",
            "by",
            "Minh");

    assertThat(post(path, body, Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(post(path, body, Optional.of("guess")).statusCode()).isEqualTo(403);
    HttpResponse<String> made = post(path, body, Optional.of(token));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode correction = Json.mapper().readTree(made.body());
    assertThat(correction.path("values").get(0).asText()).endsWith("/frequency/WEEKLY");

    Map<String, Object> unknown =
        Map.of("property", "frequency", "values", List.of("khi rảnh"), "why", "x");
    HttpResponse<String> refused = post(path, unknown, Optional.of(token));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("MONTHLY");

    for (String wrong :
        List.of(
            "{\"property\":\"keyword\",\"values\":[\"a\",null],\"why\":\"x\"}",
            "{\"property\":\"keyword\",\"why\":\"x\"}")) {
      HttpResponse<String> told = send(path, wrong);
      assertThat(told.statusCode()).as(told.body()).isEqualTo(400);
      assertThat(told.body()).contains("'values' is a list of texts");
    }
    HttpResponse<String> unnamed = send(path, "{\"values\":[\"a\"],\"why\":\"x\"}");
    assertThat(unnamed.statusCode()).isEqualTo(400);
    assertThat(unnamed.body()).contains("'property' is what to correct", "landing-page");

    String undo = "/api/v1/corrections/%s/undo".formatted(correction.path("id").asText());
    assertThat(post(undo, Map.of("why", "x"), Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(post(undo, Map.of("why", "x"), Optional.of(token)).statusCode()).isEqualTo(204);
  }

  @Test
  @Order(8)
  void withoutAServerTheCommandOpensTheDirectoryItself() throws Exception {
    String id = described().id().value();
    platform.close();
    try {
      Said corrected =
          sen(
              "correct",
              id,
              "--property",
              "keyword",
              "--value",
              "một",
              "--value",
              "hai",
              "--why",
              "thiếu từ khóa");
      assertThat(corrected.exit()).as(corrected.err()).isEqualTo(Exit.DONE);
      assertThat(sen("correct", "list", id, "--json").json().get(0).path("values")).hasSize(2);
      assertThat(sen("waive", "list").exit()).isEqualTo(Exit.DONE);
    } finally {
      platform = Platform.start(data, portals);
    }
  }
}
