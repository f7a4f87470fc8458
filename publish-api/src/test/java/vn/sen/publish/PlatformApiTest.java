package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.Json;
import vn.sen.vocab.Sha256;

class PlatformApiTest {
  private final FixtureServer server = FixtureServer.shared();

  @Nested
  class Sparql {
    @Test
    void answersByGetAndBothKindsOfPost() throws Exception {
      String query = "SELECT * WHERE { ?s ?p ?o }";

      HttpResponse<String> get =
          server.get(
              "/sparql?query=SELECT%20*%20WHERE%20%7B%7D",
              "Accept", "application/sparql-results+json");
      HttpResponse<String> form =
          server.send(
              "POST",
              "/sparql",
              FixtureServer.form(Map.of("query", query)),
              "Content-Type",
              "application/x-www-form-urlencoded",
              "Accept",
              "text/csv");
      HttpResponse<String> direct =
          server.send("POST", "/sparql", query, "Content-Type", "application/sparql-query");

      assertThat(get.headers().firstValue("Content-Type"))
          .contains("application/sparql-results+json");
      assertThat(form.body()).startsWith("s,title");
      assertThat(direct.statusCode()).isEqualTo(200);
      assertThat(server.get("/sparql?query=CONSTRUCT", "Accept", "text/turtle").body())
          .contains("<urn:a>");
    }

    @Test
    void refusesWhatIsNoQuery() throws Exception {
      assertThat(server.get("/sparql").statusCode()).isEqualTo(400);
      assertThat(server.get("/sparql?query=DROP%20ALL").statusCode()).isEqualTo(400);
      assertThat(server.get("/sparql?query=SELECT&default-graph-uri=urn:x").statusCode())
          .isEqualTo(400);
      assertThat(
              server
                  .send(
                      "POST",
                      "/sparql",
                      FixtureServer.form(Map.of("update", "DROP ALL")),
                      "Content-Type",
                      "application/x-www-form-urlencoded")
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Nested
  class Catalogue {
    @Test
    void isReadPageByPage() throws Exception {
      HttpResponse<String> first = server.get("/catalog.ttl?limit=30");

      assertThat(first.body()).contains("hydra:totalItems", "40", "hydra:next", "dcat:Catalog");
      String next = first.headers().firstValue("Link").orElseThrow();
      HttpResponse<String> second = server.get(next.substring(1, next.indexOf('>')));
      assertThat(second.body()).contains("hydra:first").doesNotContain("hydra:next ");
      assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void comesInTheFormThatIsAskedFor() throws Exception {
      assertThat(server.get("/catalog.rdf?limit=1").body()).contains("rdf:RDF");
      assertThat(server.get("/catalog.jsonld?limit=1").statusCode()).isEqualTo(200);
      assertThat(
              server
                  .get("/catalog", "Accept", "application/rdf+xml")
                  .headers()
                  .firstValue("Location"))
          .contains("/catalog.rdf");
      assertThat(server.page("/catalog").headers().firstValue("Location")).contains("/datasets");
      assertThat(server.get("/catalog.ttl?after=x").statusCode()).isEqualTo(400);
    }
  }

  @Nested
  class Harvests {
    @Test
    void areListedWithoutTheirProblemsAndReadWithThem() throws Exception {
      JsonNode list = json(server.get("/api/v1/harvests?limit=3"));
      JsonNode one = json(server.get("/api/v1/harvests/2026-11-20-1"));

      assertThat(list.path("total").asInt()).isEqualTo(10);
      assertThat(list.path("items").path(1).path("report").has("problems")).isFalse();
      assertThat(one.path("report").path("problems")).hasSize(2);
      JsonNode next =
          json(server.get("/api/v1/harvests?limit=100&cursor=" + list.path("next").asText()));
      assertThat(next.path("items")).hasSize(7);
      assertThat(server.get("/api/v1/harvests?source=NOT%20ONE").statusCode()).isEqualTo(400);
      assertThat(server.get("/api/v1/harvests/none").statusCode()).isEqualTo(404);
    }

    @Test
    void sourcesDoNotTellTheirSecrets() throws Exception {
      HttpResponse<String> answer = server.get("/api/v1/sources");

      assertThat(answer.body())
          .contains("https://data.example.vn/api")
          .doesNotContain("secret", "10.0.0.7");
    }
  }

  @Nested
  class Agencies {
    @Test
    void areListedByCodeAndPaged() throws Exception {
      JsonNode first = json(server.get("/api/v1/agencies?limit=2"));

      assertThat(first.path("total").asInt()).isEqualTo(5);
      assertThat(first.path("items").path(0).path("code").asText()).isEqualTo("G05");
      assertThat(
              json(server.get("/api/v1/agencies?cursor=" + first.path("next").asText()))
                  .path("items"))
          .hasSize(3);
      assertThat(json(server.get("/api/v1/agencies/H26")).path("datasets").asInt()).isEqualTo(34);
      assertThat(server.get("/api/v1/agencies/none").statusCode()).isEqualTo(404);
    }
  }

  @Nested
  class Codes {
    @Test
    void areListedWithTheirVersionsAndRead() throws Exception {
      JsonNode units = json(server.get("/api/v1/codes")).path("items").path(0);
      assertThat(units.path("list").asText()).isEqualTo("administrative-units");
      assertThat(units.path("iri").asText()).isEqualTo("urn:sen:codes:administrative-units");
      JsonNode version = units.path("versions").path(0);

      HttpResponse<String> text = server.get(version.path("url").asText());

      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
      assertThat(Sha256.of(text.body())).isEqualTo(version.path("sha256").asText());
      assertThat(server.get("/api/v1/codes/administrative-units").body()).isEqualTo(text.body());
      assertThat(
              server
                  .get(
                      "/api/v1/codes/themes",
                      "If-None-Match",
                      server.get("/api/v1/codes/themes").headers().firstValue("ETag").orElseThrow())
                  .statusCode())
          .isEqualTo(304);
    }

    @Test
    void whatThereIsNotIsNotFound() throws Exception {
      assertThat(server.get("/api/v1/codes/none").statusCode()).isEqualTo(404);
      assertThat(server.get("/api/v1/codes/themes?version=1").statusCode()).isEqualTo(404);
      assertThat(server.get("/api/v1/codes/themes?edition=1").statusCode()).isEqualTo(400);
    }
  }

  @Nested
  class Operation {
    @Test
    void saysWhetherItLivesAndHowFarItIs() throws Exception {
      assertThat(json(server.get("/health/live")).path("status").asText()).isEqualTo("UP");
      assertThat(json(server.get("/health/ready")).path("rdf").asInt()).isEqualTo(238);
      assertThat(server.get("/metrics").body())
          .contains("sen_datasets", "sen_projection_lag", "http_server");
    }

    @Test
    void describesItself() throws Exception {
      HttpResponse<String> answer = server.get("/openapi.yml");

      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/yaml");
      assertThat(answer.body())
          .contains("/api/v1/datasets/{id}/tables/{table}/rows", "/sparql", "bootstrap-token")
          .doesNotContain("/held/sign-in", "/help/parts");
    }

    @Test
    void compressesWhatGainsByIt() throws Exception {
      HttpResponse<byte[]> answer = server.getBytes("/api/v1/datasets", "Accept-Encoding", "gzip");

      assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
      byte[] plain = server.getBytes("/api/v1/datasets").body();
      try (var unzipped =
          new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(answer.body()))) {
        assertThat(unzipped.readAllBytes()).isEqualTo(plain);
      }
    }

    @Test
    void compressesByZstdForWhoTakesIt() throws Exception {
      for (String path : new String[] {"/api/v1/datasets", "/catalog.ttl?limit=1000"}) {
        HttpResponse<byte[]> answer = server.getBytes(path, "Accept-Encoding", "zstd");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("zstd");
        try (var plain =
            new com.github.luben.zstd.ZstdInputStream(
                new java.io.ByteArrayInputStream(answer.body()))) {
          assertThat(plain.readAllBytes()).isEqualTo(server.getBytes(path).body());
        }
      }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
      for (String path :
          new String[] {
            "/",
            "/api/v1/datasets",
            "/catalog.ttl",
            "/openapi.yml",
            "/health/live",
            "/metrics",
            "/api"
          }) {
        HttpResponse<String> answer = server.send("HEAD", path, "");

        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
      }
    }

    @Test
    void refusesWhatNoAddressKnows() throws Exception {
      for (String path :
          new String[] {
            "/api/v1/agencies?limit=x",
            "/api/v1/sources?x=1",
            "/api/v1/harvests?cursor=x",
            "/api/v1/rules?x=1",
            "/catalog.ttl?limit=x",
            "/api/v1/datasets?q=%00"
          }) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
        assertThat(json(answer, 400).path("detail").asText()).isNotEmpty();
      }
      assertThat(server.get("/api/v1/datasets", "Accept", "image/png").statusCode()).isEqualTo(406);
      assertThat(
              server
                  .send("POST", "/sparql", "DROP ALL", "Content-Type", "application/sparql-update")
                  .statusCode())
          .isEqualTo(415);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return json(answer, 200);
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.read(answer.body(), JsonNode.class);
  }
}
