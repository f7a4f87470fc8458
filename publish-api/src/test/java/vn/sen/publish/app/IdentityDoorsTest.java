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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DataDirectory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.SearchQuery;
import vn.sen.publish.demo.SamplePortal;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;
import vn.sen.vocab.LangText;
import vn.sen.vocab.TableVersionId;

/** Merges, splits, transfers and successions: typed, sent to the API, and shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityDoorsTest {
  private static final AgencyCode OTHER = new AgencyCode("Z98");

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
    platform.program.intake().register(new Agency(OTHER, LangText.of("Sở mới"), Optional.empty()));
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
    var request =
        HttpRequest.newBuilder(platform.address(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)));
    bearer.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(platform.address(path)).header("Accept-Language", "en").build(),
        BodyHandlers.ofString());
  }

  private String location(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(307);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /** Two with a published table. */
  private List<DatasetEntry> two() {
    return catalog.search(SearchQuery.of("")).hits().stream()
        .flatMap(hit -> catalog.find(hit.document().id()).stream())
        .filter(entry -> entry.tables().stream().anyMatch(t -> t.published().isPresent()))
        .limit(2)
        .toList();
  }

  private boolean isFound(DatasetId id) {
    return catalog.search(SearchQuery.of("")).hits().stream()
        .anyMatch(hit -> hit.document().id().equals(id));
  }

  private void settle() throws Exception {
    platform.program.settle(Duration.ofSeconds(60));
  }

  @Test
  void aMergedDatasetLeadsToTheOtherAndKeepsItsDownloads() throws Exception {
    List<DatasetEntry> two = two();
    DatasetId a = two.getFirst().id();
    DatasetId b = two.getLast().id();
    TableVersionId version =
        two.getFirst().tables().stream()
            .flatMap(t -> t.published().stream())
            .findFirst()
            .orElseThrow()
            .id();

    Said merged =
        sen("dataset", "merge", a.value(), "--into", b.value(), "--why", "một thứ", "--json");
    assertThat(merged.exit()).as(merged.err()).isEqualTo(Exit.DONE);
    settle();

    assertThat(isFound(a)).isFalse();
    assertThat(location("/dataset/" + a)).isEqualTo("/dataset/%s?merged=%s".formatted(b, a));
    assertThat(location("/dataset/" + a + ".ttl")).isEqualTo("/dataset/" + b + ".ttl");
    assertThat(location("/api/v1/datasets/" + a)).isEqualTo("/api/v1/datasets/" + b);
    assertThat(get("/dataset/%s?merged=%s&lang=en".formatted(b, a)).body())
        .contains("You came by the name", "Merged into another", "một thứ");
    assertThat(get("/dataset/%s?lang=vi".formatted(b)).body())
        .contains("Gộp vào bộ dữ liệu khác")
        .doesNotContain("Bạn đến từ tên");
    assertThat(get("/dataset/%s.ttl".formatted(b)).body()).contains("isReplacedBy");
    assertThat(Json.mapper().readTree(get("/api/v1/datasets/" + b).body()).path("replaces"))
        .hasSize(1);
    for (String path :
        List.of(
            "/download/%s/%s/%d.csv".formatted(a, version.table().slug(), version.number()),
            "/api/v1/datasets/%s/releases".formatted(a),
            "/api/v1/datasets/%s/history".formatted(a),
            "/api/v1/datasets/%s/tables/%s/versions".formatted(a, version.table().slug()),
            "/dataset/%s/%s".formatted(a, version.table().slug()))) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(sen("fsck").exit()).isEqualTo(Exit.DONE);
    Said twice = sen("dataset", "merge", a.value(), "--into", b.value(), "--why", "again");
    assertThat(twice.exit()).isEqualTo(Exit.FAILED);
    assertThat(twice.err()).contains("was merged into " + b);
    assertThat(sen("dataset", "list", b.value()).out()).contains(a + " was merged into " + b);
    platform.harvest(portal);
    settle();
    assertThat(isFound(a)).isFalse();

    String id = merged.json().path("id").asText();
    Said undone = sen("dataset", "undo", id, "--why", "hai thứ");
    assertThat(undone.exit()).as(undone.err()).isEqualTo(Exit.DONE);
    settle();
    assertThat(isFound(a)).isTrue();
    assertThat(get("/dataset/" + a).statusCode()).isEqualTo(200);
    assertThat(sen("dataset", "list").out()).contains("Nothing of the kind");
  }

  @Test
  void anAgencyThatWasSucceededSaysSoAndLeadsOn() throws Exception {
    DatasetEntry entry = two().getFirst();
    AgencyCode old = entry.agency().code();
    String alias = old + ":" + entry.record().identifier();

    Said said =
        sen("agency", "succeed", old.value(), "--by", "Z98", "--on", "2025-07-01", "--why", "NQ");
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    settle();

    assertThat(get("/agency/%s?lang=en".formatted(old)).body())
        .contains(old + " was succeeded by Z98", "/agency/Z98", "NQ");
    assertThat(get("/agency/Z98?lang=vi").body()).contains("Kế thừa", "/agency/" + old);
    JsonNode json = Json.mapper().readTree(get("/api/v1/agencies/" + old).body());
    assertThat(json.path("successor").path("code").asText()).isEqualTo("Z98");
    assertThat(json.path("datasets").asInt()).isZero();
    assertThat(Json.mapper().readTree(get("/api/v1/agencies/Z98").body()).path("datasets").asInt())
        .isPositive();
    assertThat(get("/api/v1/datasets/" + alias.replace(":", "%3A")).statusCode()).isEqualTo(308);
    assertThat(
            sen(
                    "agency",
                    "succeed",
                    "Z98",
                    "--by",
                    old.value(),
                    "--on",
                    "2025-07-01",
                    "--why",
                    "circle")
                .err())
        .contains("would succeed itself");

    String id = sen("agency", "list", "--json").json().get(0).path("id").asText();
    assertThat(sen("agency", "undo", id, "--why", "sai").exit()).isEqualTo(Exit.DONE);
    settle();
    assertThat(get("/agency/%s?lang=en".formatted(old)).body()).doesNotContain("succeeded");
    assertThat(catalog.find(entry.id()).orElseThrow().agency().code()).isEqualTo(old);
  }

  @Test
  void decidingOverHttpWantsTheTokenAndSaysWhatIsWrong() throws Exception {
    DatasetEntry entry = two().getLast();
    String path = "/api/v1/datasets/%s/transfer".formatted(entry.id());
    Map<String, String> body = Map.of("to", "Z98", "why", "theo quyết định", "by", "Lan");

    assertThat(post(path, body, Optional.empty()).statusCode()).isIn(401, 403);
    HttpResponse<String> made = post(path, body, Optional.of(token));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(catalog.find(entry.id()).orElseThrow().agency().code()).isEqualTo(OTHER);
    assertThat(get("/api/v1/identity").body()).contains("\"kind\":\"transfer\"", "theo quyết định");
    assertThat(get("/dataset/%s?lang=en".formatted(entry.id())).body())
        .contains("Given to another agency", "Belonged to");
    assertThat(post(path, body, Optional.of(token)).statusCode()).isEqualTo(409);
    HttpResponse<String> wrong = post(path, Map.of("to", "không", "why", "x"), Optional.of(token));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("'to' is such as 'H29'");
    assertThat(
            post(
                    "/api/v1/datasets/%s/split".formatted(entry.id()),
                    Map.of("source", entry.source().value(), "record", "none", "why", "x"),
                    Optional.of(token))
                .statusCode())
        .isEqualTo(404);
    assertThat(
            post(
                    "/api/v1/datasets/%s/merge".formatted(entry.id()),
                    Map.of("into", entry.id().value(), "why", "x"),
                    Optional.of(token))
                .statusCode())
        .isEqualTo(409);
    String id = Json.mapper().readTree(made.body()).path("id").asText();
    assertThat(
            post("/api/v1/identity/%s/undo".formatted(id), Map.of("why", "sai"), Optional.of(token))
                .statusCode())
        .isEqualTo(204);
    assertThat(catalog.find(entry.id()).orElseThrow().agency()).isEqualTo(entry.agency());
  }
}
