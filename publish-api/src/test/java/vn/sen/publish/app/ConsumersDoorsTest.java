package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.publish.demo.SamplePortals;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.TableId;

/** Consumers by every door: the command line with a server and without, the API, the pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumersDoorsTest {
  private static final String GOOD =
      "ngày,trạm,mực nước\n2026-11-01,A,1.5\n2026-11-02,A,1.7\n2026-11-03,A,1.6\n";
  private static final String LEVEL =
      "{\"fields\": [{\"name\": \"mực nước\", \"type\": \"number\", \"constraints\": {\"minimum\":"
          + " 0}}]}";
  private static final String STATION = "{\"fields\": [{\"name\": \"trạm\"}]}";

  private Path directory;
  private int tests;
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private HttpServer portal;
  private SamplePortals portals;
  private Platform platform;
  private Path data;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    portal.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body =
                files
                    .getOrDefault(exchange.getRequestURI().getPath(), "")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    portal.start();
    data = directory.resolve("data");
    portals = SamplePortals.start();
    platform = Platform.start(data, portals);
  }

  /** Each test has a source with a table of its own. */
  @BeforeEach
  void offerATable() {
    String station = "tram-" + ++tests;
    files.put(
        "/" + station + ".ttl",
        """
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        @base <%1$s> .
        <%2$s> a dcat:Dataset ; dct:title "Mực nước một trạm"@vi ; dct:identifier "%2$s" ;
          dct:description "Số liệu mỗi ngày của một trạm đo, để thử."@vi ;
          dcat:distribution <%2$s#csv> .
        <%2$s#csv> a dcat:Distribution ; dcat:downloadURL <%2$s.csv> ; dct:format "CSV" .
        """
            .formatted(address("/"), station));
  }

  @AfterAll
  void stop() throws Exception {
    platform.close();
    portals.close();
    portal.stop(0);
    client.close();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(portal.getAddress().getPort(), path));
  }

  private void harvest(String content) throws InterruptedException {
    String station = "tram-" + tests;
    // What one test has erased, no other may bring again.
    files.put("/" + station + ".csv", content.replace(",A,", "," + station + ","));
    var source =
        new RegisteredSource(
            new SourceId(station),
            address("/" + station + ".ttl"),
            "dcat",
            new AgencyCode("X00"),
            List.of(address("/").getAuthority()),
            true);
    platform
        .program
        .harvester()
        .harvest(new HarvestRequest(source, Depth.FULL, OptionalInt.empty()), _ -> {});
  }

  private TableId table() {
    return platform.program.datasets().stream()
        .flatMap(id -> platform.program.catalog().find(id).stream())
        .filter(entry -> entry.record().identifier().equals("tram-" + tests))
        .flatMap(entry -> entry.tables().stream())
        .findFirst()
        .orElseThrow()
        .id();
  }

  private String api() {
    return "/api/v1/datasets/%s/tables/%s/consumers".formatted(table().dataset(), table().slug());
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(platform.address(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private String[] bearer() {
    return new String[] {"Authorization", "Bearer " + platform.program.token()};
  }

  private String registered(String contract) throws Exception {
    HttpResponse<String> answer =
        send(
            "POST",
            api(),
            "{\"name\":\"Công ty X\",\"contact\":\"mail@x.vn\",\"contract\":%s}"
                .formatted(contract),
            bearer());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.mapper().readTree(answer.body()).path("id").asText();
  }

  record Said(int exit, String out, String err) {}

  private Said sen(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Main.commandLine(new PrintWriter(out), new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Said(exit, out.toString(), err.toString());
  }

  @Test
  void aConsumerIsLedToTheVersionThatItCanUse() throws Exception {
    harvest(GOOD);
    String level = registered(LEVEL);
    String station = registered(Json.write(STATION));

    harvest(GOOD.replace("1.7", "-1.7"));

    JsonNode standing = platform.json(api() + "/" + level);
    assertThat(standing.at("/pinned/version").asInt()).isEqualTo(1);
    assertThat(standing.at("/pinned/since").asText()).isNotEmpty();
    assertThat(standing.at("/later/0/version").asInt()).isEqualTo(2);
    assertThat(standing.at("/later/0/breaks/0/rule").asText()).isEqualTo("ACC-02");
    assertThat(standing.at("/later/0/breaks/0/row").asInt()).isEqualTo(3);
    assertThat(platform.json(api() + "/" + station).at("/pinned/version").asInt()).isEqualTo(2);

    HttpResponse<String> csv = send("GET", api() + "/" + level + "/csv", "");
    assertThat(csv.statusCode()).isEqualTo(307);
    assertThat(csv.headers().firstValue("Location"))
        .contains("/download/%s/1.csv".formatted(table()));
    assertThat(platform.get("/download/%s/1.csv".formatted(table())).body())
        .contains("1.7")
        .doesNotContain("-1.7");
    assertThat(send("GET", api() + "/" + station + "/parquet", "").headers().firstValue("Location"))
        .contains("/download/%s/2.parquet".formatted(table()));
    String rows =
        send("GET", api() + "/" + level + "/rows?limit=2", "")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(rows).endsWith("/rows?version=1&limit=2");
    assertThat(platform.json(rows).path("items")).hasSize(2);
    assertThat(send("GET", api() + "/" + level + "/xlsx", "").statusCode()).isEqualTo(404);

    harvest(GOOD.replace("1.7", "1.8"));

    assertThat(send("GET", api() + "/" + level + "/csv", "").headers().firstValue("Location"))
        .contains("/download/%s/3.csv".formatted(table()));
  }

  @Test
  void thePublicSeesHowManyAndNeverWho() throws Exception {
    harvest(GOOD);
    String level = registered(LEVEL);

    HttpResponse<String> open = send("GET", api(), "");
    HttpResponse<String> told = send("GET", api(), "", bearer());

    assertThat(open.body()).contains("\"total\":1", level).doesNotContain("mail@x.vn", "Công ty");
    assertThat(told.body()).contains("mail@x.vn", "Công ty X", "minimum");
    assertThat(send("GET", api() + "/" + level, "").body()).doesNotContain("mail@x.vn", "Công ty");
    assertThat(platform.get("/api/v1/datasets/" + table().dataset() + "/history").body())
        .contains("consumer-registered")
        .doesNotContain("mail@x.vn", "Công ty");
    assertThat(send("GET", api(), "", "Authorization", "Bearer guess").statusCode()).isEqualTo(403);
  }

  @Test
  void whoHasNoTokenRegistersAndRemovesNobody() throws Exception {
    harvest(GOOD);
    String application = "{\"name\":\"X\",\"contact\":\"x@x.vn\",\"contract\":%s}".formatted(LEVEL);

    assertThat(send("POST", api(), application).statusCode()).isEqualTo(401);
    assertThat(send("POST", api(), application, "Authorization", "Bearer guess").statusCode())
        .isEqualTo(403);
    String level = registered(LEVEL);
    assertThat(send("DELETE", api() + "/" + level + "?why=x", "").statusCode()).isEqualTo(401);

    assertThat(send("DELETE", api() + "/" + level, "", bearer()).statusCode()).isEqualTo(400);
    assertThat(send("DELETE", api() + "/" + level + "?why=asked", "", bearer()).statusCode())
        .isEqualTo(204);
    assertThat(send("GET", api() + "/" + level, "").statusCode()).isEqualTo(404);
    assertThat(send("GET", api(), "").body()).contains("\"total\":0");
  }

  @Test
  void aBadContractOrOneThatIsNotKeptIsRefusedInWords() throws Exception {
    harvest(GOOD.replace("1.7", "-1.7"));

    HttpResponse<String> bad =
        send(
            "POST",
            api(),
            "{\"name\":\"X\",\"contact\":\"x@x.vn\",\"contract\":{\"fields\":[{\"type\":\"integer\"}]}}",
            bearer());
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("/fields/0/name");
    String application =
        "{\"name\":\"X\",\"contact\":\"x@x.vn\",\"evenSo\":%s,\"contract\":" + LEVEL + "}";
    HttpResponse<String> refused = send("POST", api(), application.formatted("false"), bearer());
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("ACC-02", "evenSo");

    HttpResponse<String> taken = send("POST", api(), application.formatted("true"), bearer());
    assertThat(taken.statusCode()).isEqualTo(201);
    String id = Json.mapper().readTree(taken.body()).path("id").asText();
    HttpResponse<String> none = send("GET", api() + "/" + id + "/csv", "");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("no published version keeps");
  }

  @Test
  void whatIsErasedByLawIsGoneForAConsumerTooAndTheAnswerSaysWhy() throws Exception {
    harvest(GOOD);
    String level = registered(LEVEL);
    TableVersion first = platform.program.catalog().find(table().version(1)).orElseThrow();
    assertThat(sen("reindex").exit()).isEqualTo(Exit.DONE);
    assertThat(sen("compact").exit()).isEqualTo(Exit.DONE);
    Said inspected = sen("fsck");
    assertThat(inspected.exit()).as(inspected.out()).isEqualTo(Exit.DONE);
    assertThat(send("GET", api() + "/" + level + "/parquet", "").statusCode()).isEqualTo(307);

    platform
        .program
        .intake()
        .erase(first.parts().getFirst().sha256(), "a court's order", "administrator");

    HttpResponse<String> gone = send("GET", api() + "/" + level + "/parquet", "");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("a court's order");
    assertThat(platform.json(api() + "/" + level).at("/erased/0/reason").asText())
        .contains("a court's order");
  }

  @Test
  void thePagesSayWhatAChangeBreaks() throws Exception {
    harvest(GOOD);
    String page = "/dataset/" + table();
    assertThat(platform.get(page).body()).doesNotContain("id=\"consumers\"");
    String level = registered(LEVEL);
    registered(Json.write(STATION));

    harvest(GOOD.replace("1.7", "-1.7"));

    for (String each : List.of(page, page + "/2/quality")) {
      assertThat(platform.get(each, "Accept-Language", "vi").body())
          .contains(
              "Thay đổi này làm hỏng 1 trong 2 bên sử dụng đã đăng ký.", level, "ACC-02", "dòng 3")
          .doesNotContain("mail@x.vn", "Công ty X");
      assertThat(platform.get(each + "?lang=en", "Accept-Language", "en").body())
          .contains("This change breaks 1 of 2 registered consumers.");
    }
    harvest(GOOD.replace("1.7", "1.8"));
    assertThat(platform.get(page, "Accept-Language", "vi").body())
        .contains("Cả 2 bên sử dụng đã đăng ký dùng được phiên bản này.");
  }

  @Test
  void theCommandLineDoesItWithAServerAndWithout() throws Exception {
    harvest(GOOD);
    String table = table().toString();
    String level = Files.writeString(directory.resolve("level.json"), LEVEL).toString();
    String none =
        Files.writeString(directory.resolve("none.json"), "{\"fields\": [{\"name\": \"khác\"}]}")
            .toString();
    String[] who = {"--name", "Công ty X", "--contact", "mail@x.vn"};

    Said refused = sen("consumers", "add", table, none, who[0], who[1], who[2], who[3]);
    assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(Exit.FAILED);
    assertThat(refused.err()).contains("COM-12", "--even-so");
    Said evenSo = sen("consumers", "add", table, none, who[0], who[1], who[2], who[3], "--even-so");
    assertThat(evenSo.exit()).isEqualTo(Exit.FOUND);
    assertThat(platform.program.catalog().consumers().of(table())).hasSize(1);

    TableId id = table();
    platform.close();
    Said added = sen("consumers", "add", table, level, who[0], who[1], who[2], who[3]);
    assertThat(added.exit()).as(added.err()).isEqualTo(Exit.DONE);
    assertThat(added.out()).contains("1");
    Said listed = sen("consumers", "list", table, "--json");
    JsonNode lines = Json.mapper().readTree(listed.out());
    assertThat(lines).hasSize(2);
    assertThat(lines.at("/1/pinned").asInt()).isEqualTo(1);
    assertThat(lines.at("/0/brokenBy/0").asInt()).isEqualTo(1);
    String first = lines.at("/0/id").asText();
    assertThat(sen("consumers", "remove", first, "--why", "asked").exit()).isEqualTo(Exit.DONE);
    assertThat(sen("consumers", "list", table).out())
        .contains("Công ty X <mail@x.vn>", "@1")
        .doesNotContain(first);
    assertThat(sen("fsck").exit()).isEqualTo(Exit.DONE);
    platform = Platform.start(data, portals);
    assertThat(platform.program.catalog().consumers().of(id)).hasSize(1);
  }

  @Test
  void anAgencySeesBeforeSendingWhatWouldBreak() throws Exception {
    Path file = Files.writeString(directory.resolve("tram.csv"), GOOD.replace("1.7", "-1.7"));
    Path level = Files.writeString(directory.resolve("level.json"), LEVEL);
    Path station = Files.writeString(directory.resolve("station.json"), STATION);
    var out = new StringWriter();
    String[] words = {
      "check",
      file.toString(),
      "--consumer",
      level.toString(),
      "--consumer",
      station.toString(),
      "--json"
    };

    int exit =
        Main.commandLine(new PrintWriter(out), new PrintWriter(new StringWriter())).execute(words);

    assertThat(exit).isEqualTo(Exit.FOUND);
    JsonNode consumers = Json.mapper().readTree(out.toString()).path("consumers");
    assertThat(consumers.path("registered").asInt()).isEqualTo(2);
    assertThat(consumers.path("broken").asInt()).isEqualTo(1);
    assertThat(consumers.at("/outcomes/0/consumer").asText()).isEqualTo("level.json");
    assertThat(consumers.at("/outcomes/1/standing").asText()).isEqualTo("kept");
  }
}
