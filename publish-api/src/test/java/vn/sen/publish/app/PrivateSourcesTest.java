package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.harvest.jdbc.PostgresCluster;
import vn.sen.vocab.Json;

/** Sources that are not on the web: what the public gets of them, and what it must not see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateSourcesTest {
  private static final String CSV = "ma_tinh,nam,dan_so\n01,2026,8435700\n79,2026,9456700\n";
  private static final String SECRET_PLACE = "kho-noi-bo-kin";

  private final HttpClient client = HttpClient.newHttpClient();
  private Path folder;
  private Path data;
  private Program program;
  private Server server;

  @BeforeAll
  void start(@TempDir Path machine) throws Exception {
    folder = Files.createDirectory(machine.resolve(SECRET_PLACE));
    Files.writeString(folder.resolve("Dân số.csv"), CSV);
    Files.writeString(folder.resolve("hong.csv"), "<html><body>login</body></html>");
    data = machine.resolve("data");
    program = Program.open(Settings.load(data));
    server = Server.start(program, "localhost", 0);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    program.close();
    client.close();
  }

  private record Said(int exit, String out, String err) {}

  private Said sen(String... given) throws Exception {
    var words = new ArrayList<>(List.of(given));
    words.addAll(List.of("--data", data.toString()));
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        ScopedValue.where(Program.CURRENT, program)
            .call(
                () ->
                    Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                        .execute(words.toArray(String[]::new)));
    return new Said(exit, out.toString(), err.toString());
  }

  private String get(String path, String accept) throws Exception {
    URI address = server.address().resolve(path);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address).header("Accept", accept).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  @Test
  void aFolderIsPublishedAndNobodyLearnsWhereItIs() throws Exception {
    assertThat(sen("harvest", folder.toString(), "--kind", "folder").err()).contains("--agency");
    // Naming a folder allows it, but never what is the platform's own.
    Said refused =
        sen("harvest", data.toString(), "--kind", "folder", "--agency", "G09", "--dry-run");
    assertThat(refused.exit()).isEqualTo(Exit.FAILED);
    assertThat(refused.out() + refused.err()).contains("Sen's own data directory");

    Said first = harvest();

    JsonNode report = Json.read(first.out(), JsonNode.class);
    assertThat(report.at("/outcome").asText()).as(first.toString()).isEqualTo("complete");
    assertThat(report.at("/records/added").asInt()).isEqualTo(2);
    assertThat(report.at("/tables/seen").asInt()).isEqualTo(2);
    JsonNode again = Json.read(harvest().out(), JsonNode.class);
    assertThat(again.at("/records/unchanged").asInt()).isEqualTo(2);
    assertThat(again.at("/tables/published").asInt()).isZero();
    assertThat(again.at("/tables/publishedWithWarnings").asInt()).isZero();
    program.settle(Duration.ofSeconds(60));
    DatasetEntry entry = entry("Dân số.csv");
    String table = entry.tables().getFirst().id().slug();
    assertThat(entry.tables().getFirst().published()).isPresent();
    assertThat(get("/download/%s/%s/latest.csv".formatted(entry.id(), table), "text/csv"))
        .contains("8435700");
    for (String seen : everythingSeen(entry)) {
      assertThat(seen).doesNotContain(SECRET_PLACE, "file:/");
    }
    assertThat(get("/dataset/%s.ttl".formatted(entry.id()), "text/turtle"))
        .doesNotContain("dcat:downloadURL  <urn:");
  }

  private Said harvest() throws Exception {
    return sen("harvest", folder.toString(), "--kind", "folder", "--agency", "G09", "--json");
  }

  private DatasetEntry entry(String identifier) {
    return program.datasets().stream()
        .flatMap(id -> program.catalog().find(id).stream())
        .filter(entry -> entry.record().identifier().equals(identifier))
        .findFirst()
        .orElseThrow();
  }

  /** Every page and resource that speaks of a dataset, its versions, its source and its runs. */
  private List<String> everythingSeen(DatasetEntry entry) throws Exception {
    String dataset = "/dataset/" + entry.id();
    String api = "/api/v1/datasets/" + entry.id();
    String table = "/tables/" + entry.tables().getFirst().id().slug();
    String run = program.operations().runs(java.util.Optional.empty(), 1).getFirst().id();
    var seen = new ArrayList<String>();
    for (String extension : List.of(".ttl", ".jsonld", ".rdf", ".nt")) {
      seen.add(get(dataset + extension, "*/*"));
    }
    for (String path :
        List.of(
            api,
            api + "/history",
            api + "/releases",
            api + "/quality",
            api + "/tables",
            api + table,
            api + table + "/versions",
            "/api/v1/datasets",
            "/api/v1/sources",
            "/api/v1/harvests",
            "/api/v1/harvests/" + run)) {
      seen.add(get(path, "application/json"));
    }
    for (String path :
        List.of(dataset, "/", "/datasets", "/runs", "/runs/" + run, "/quality", "/held")) {
      seen.add(get(path, "text/html"));
    }
    seen.add(get("/sparql?query=" + Encoded.ALL, "application/sparql-results+json"));
    return seen;
  }

  private static final class Encoded {
    static final String ALL =
        java.net.URLEncoder.encode(
            "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }",
            java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void aSourceThatIsListedKeepsItsPermission() throws Exception {
    Path other = Files.createDirectories(folder.resolveSibling("khac"));
    Files.writeString(other.resolve("a.csv"), CSV);

    Said added =
        sen(
            "source",
            "add",
            other.toString(),
            "--kind",
            "folder",
            "--agency",
            "G09",
            "--allow-folder",
            other.toString());

    assertThat(added.out().strip()).matches("folder-[0-9a-f]{8}");
    assertThat(sen("source", "list").out()).contains(added.out().strip());
    Said harvested =
        sen("harvest", other.toString(), "--kind", "folder", "--metadata-only", "--json");
    assertThat(Json.read(harvested.out(), JsonNode.class).at("/records/added").asInt())
        .isEqualTo(1);
  }

  @Test
  void aSecretIsShownToItsSourceAndIsNowhereElse() throws Exception {
    String secret = "chim-hoang-yen-90871";
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(logged);
    try (SourceServer portal = SourceServer.start()) {
      portal.otherwise(
          request ->
              request.headers().containsKey("authorization")
                  ? Reply.of("text/csv", "ma_tinh,nam\n01,2024\n79,2025\n")
                  : Reply.status(401, "who are you"));
      String url = portal.uri("/kin.csv").toString();
      String host = "127.0.0.1:" + portal.port();
      String id =
          sen("source", "add", url, "--kind", "files", "--agency", "G09", "--allow-host", host)
              .out()
              .strip();
      assertThat(given(secret, "source", "credentials", id, "--basic", "sen").err())
          .contains("--even-over-http");
      assertThat(
              given("", "source", "credentials", id, "--basic", "sen", "--even-over-http").exit())
          .isEqualTo(Exit.WRONG_USE);
      assertThat(sen("source", "credentials", id, "--basic", "a", "--none").exit())
          .isEqualTo(Exit.WRONG_USE);
      assertThat(sen("source", "credentials", "khong-co", "--none").exit()).isEqualTo(Exit.FAILED);

      Said set =
          overTheServer(
              secret + "\n",
              "source",
              "credentials",
              id,
              "--basic",
              "sen",
              "--even-over-http",
              "--data",
              data.toString());
      Said listed = sen("source", "list");
      Said harvested = sen("harvest", url, "--kind", "files", "--json");

      assertThat(set.out()).contains(id + ": basic");
      assertThat(listed.out()).contains("[basic]");
      assertThat(Json.read(harvested.out(), JsonNode.class).at("/tables/seen").asInt())
          .as(harvested.toString())
          .isEqualTo(1);
      assertThat(Json.read(harvested.out(), JsonNode.class).at("/tables/failed").asInt()).isZero();
      String hidden =
          java.util.Base64.getEncoder()
              .encodeToString(("sen:" + secret).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(portal.requests().getLast().headers())
          .containsEntry("authorization", "Basic " + hidden);
      program.settle(Duration.ofSeconds(60));
      var everything = new ArrayList<>(everythingSeen(entry(url)));
      everything.add(set + " " + listed + harvested);
      everything.add(
          logged.list.stream()
              .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
              .toList()
              .toString());
      for (String seen : everything) {
        assertThat(seen).doesNotContain(secret, hidden);
      }
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(secret, hidden);
        }
      }
      assertThat(sen("source", "credentials", id, "--none").exit()).isEqualTo(Exit.DONE);
      assertThat(sen("source", "list").out().lines().filter(line -> line.startsWith(id)))
          .isNotEmpty()
          .noneMatch(line -> line.contains("[basic]"));
    } finally {
      root.detachAppender(logged);
    }
  }

  /** A command of another process, which has the server carry it out. */
  private Said overTheServer(String input, String... words) throws Exception {
    var before = System.in;
    System.setIn(
        new java.io.ByteArrayInputStream(input.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    var out = new StringWriter();
    var err = new StringWriter();
    try {
      int exit =
          Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(words);
      return new Said(exit, out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  /** A command with something on standard input. */
  private Said given(String input, String... words) throws Exception {
    var before = System.in;
    System.setIn(
        new java.io.ByteArrayInputStream(input.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    try {
      return sen(words);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aDatabaseIsPublishedAndNobodyLearnsWhereItIs() throws Exception {
    try (PostgresCluster database = PostgresCluster.start()) {
      database.execute(
          "create role nguoi_doc_kin login password 'mat-khau-kin-9'",
          "create schema mo",
          "create table mo.dan_so (ma_tinh text, nam int not null, dan_so bigint, primary key"
              + " (ma_tinh, nam))",
          "comment on table mo.dan_so is 'Dân số theo tỉnh'",
          "insert into mo.dan_so values ('01', 2026, 8435700), ('79', 2026, 9456700)",
          "grant usage on schema mo to nguoi_doc_kin",
          "grant select on all tables in schema mo to nguoi_doc_kin");
      Files.createDirectories(data.resolve("drivers"));
      Files.copy(PostgresCluster.driver(), data.resolve("drivers/postgresql.jar"));
      String url =
          "jdbc:postgresql://127.0.0.1:%d/postgres?currentSchema=mo".formatted(database.port());
      String id =
          sen(
                  "source",
                  "add",
                  url,
                  "--kind",
                  "jdbc",
                  "--agency",
                  "G09",
                  "--allow-host",
                  "127.0.0.1")
              .out()
              .strip();
      assertThat(
              given("mat-khau-kin-9", "source", "credentials", id, "--basic", "nguoi_doc_kin")
                  .exit())
          .isEqualTo(Exit.DONE);

      JsonNode report =
          Json.read(sen("harvest", url, "--kind", "jdbc", "--json").out(), JsonNode.class);
      JsonNode again =
          Json.read(sen("harvest", url, "--kind", "jdbc", "--json").out(), JsonNode.class);

      assertThat(report.at("/outcome").asText()).as(report.toString()).isEqualTo("complete");
      assertThat(again.at("/tables/unchanged").asInt()).as(again.toString()).isEqualTo(1);
      program.settle(Duration.ofSeconds(60));
      DatasetEntry entry = entry("mo.dan_so");
      assertThat(entry.tables().getFirst().published()).as(report.toString()).isPresent();
      assertThat(entry.tables().getFirst().latest().rows()).isEqualTo(2);
      String table = entry.tables().getFirst().id().slug();
      assertThat(get("/download/%s/%s/latest.csv".formatted(entry.id(), table), "text/csv"))
          .contains("01,2026,8435700");
      for (String seen : everythingSeen(entry)) {
        assertThat(seen)
            .doesNotContain("nguoi_doc_kin", "mat-khau-kin-9", "jdbc:", "currentSchema")
            .doesNotContain("127.0.0.1:" + database.port(), "select \"");
      }
      assertThat(get("/api/v1/sources", "application/json")).contains("urn:sen:source:" + id);
    }
  }
}
