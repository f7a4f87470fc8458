package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.Json;

class DatasetsApiTest {
  private final FixtureServer server = FixtureServer.shared();

  @Nested
  class Search {
    @Test
    void givesTotalItemsFacetsAndNext() throws Exception {
      JsonNode page = json(server.get("/api/v1/datasets?limit=5"));

      assertThat(page.path("total").asInt()).isEqualTo(40);
      assertThat(page.path("items")).hasSize(5);
      assertThat(page.path("facets").path("publisher")).isNotEmpty();
      assertThat(page.path("items").path(0).path("title").path("vi").asText()).isNotEmpty();
    }

    @Test
    void everyDatasetIsOnOnePageByTheCursor() throws Exception {
      Set<String> seen = new HashSet<>();
      String path = "/api/v1/datasets?limit=7";
      for (String next = path; next != null; ) {
        JsonNode page = json(server.get(next));
        page.path("items").forEach(item -> assertThat(seen.add(item.path("id").asText())).isTrue());
        next = page.path("next").isNull() ? null : path + "&cursor=" + page.path("next").asText();
      }

      assertThat(seen).hasSize(40);
    }

    @Test
    void narrowsByFacets() throws Exception {
      JsonNode page = json(server.get("/api/v1/datasets?publisher=H26&grade=A&grade=B&limit=100"));

      assertThat(page.path("total").asInt()).isEqualTo(30);
    }

    @Test
    void refusesUnknownParametersAndSaysWhichThereAre() throws Exception {
      HttpResponse<String> answer = server.get("/api/v1/datasets?colour=red");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("colour", "publisher", "cursor");
    }

    @Test
    void refusesValuesThatMakeNoSense() throws Exception {
      for (String bad :
          new String[] {
            "limit=1001", "limit=x", "limit=-1", "sort=size", "modified=soon", "cursor=zz"
          }) {
        HttpResponse<String> answer = server.get("/api/v1/datasets?" + bad);
        assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      }
    }
  }

  @Nested
  class One {
    @Test
    void isDescribedWhole() throws Exception {
      JsonNode dataset = json(server.get("/api/v1/datasets/" + FixtureData.PROVINCES));

      assertThat(dataset.path("id").asText()).isEqualTo(FixtureData.PROVINCES.value());
      assertThat(dataset.path("alias").asText()).isEqualTo("G14:don-vi-hanh-chinh-2025");
      assertThat(dataset.path("title").path("en").asText())
          .isEqualTo("Provinces since 1 July 2025");
      assertThat(dataset.path("tables").path(0).path("version").asInt()).isEqualTo(3);
      assertThat(dataset.path("alternates")).hasSize(1);
      assertThat(dataset.path("period").path("start").asText()).isEqualTo("2025-07-01");
      assertThat(dataset.path("accessRights").isNull()).isTrue();
    }

    @Test
    void hasAStrongTagThatSavesAnswers() throws Exception {
      String path = "/api/v1/datasets/" + FixtureData.PROVINCES;
      String tag = server.get(path).headers().firstValue("ETag").orElseThrow();

      HttpResponse<String> again = server.get(path, "If-None-Match", tag);

      assertThat(tag).startsWith("\"");
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(server.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void isFoundByItsAlias() throws Exception {
      HttpResponse<String> answer =
          server.get("/api/v1/datasets/G14:don-vi-hanh-chinh-2025/tables?x=1");

      assertThat(answer.statusCode()).isEqualTo(308);
      assertThat(answer.headers().firstValue("Location"))
          .contains("/api/v1/datasets/%s/tables?x=1".formatted(FixtureData.PROVINCES));
      assertThat(
              server
                  .get("/dataset/G14:don-vi-hanh-chinh-2025.ttl")
                  .headers()
                  .firstValue("Location"))
          .contains("/dataset/%s.ttl".formatted(FixtureData.PROVINCES));
      assertThat(server.get("/api/v1/datasets/G14:none").statusCode()).isEqualTo(404);
    }

    @Test
    void isReadByProgramsOfOtherSites() throws Exception {
      HttpResponse<String> answer =
          server.get(
              "/api/v1/datasets/" + FixtureData.PROVINCES, "Origin", "https://other.example");

      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
      HttpResponse<String> asked =
          server.send(
              "OPTIONS",
              "/api/v1/datasets",
              "",
              "Origin",
              "https://other.example",
              "Access-Control-Request-Method",
              "GET");
      assertThat(asked.statusCode()).isEqualTo(204);
      assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, HEAD");
    }

    @Test
    void isTheSameResourceInRdf() throws Exception {
      String path = "/dataset/" + FixtureData.PROVINCES;

      assertThat(server.get(path, "Accept", "text/turtle").body()).contains("dcat:Dataset");
      assertThat(server.get(path, "Accept", "application/ld+json").body()).contains("\"@id\"");
      assertThat(server.get(path + ".rdf").body()).contains("rdf:RDF");
      assertThat(server.get(path + ".nt").body()).contains("<http://www.w3.org/ns/dcat#Dataset>");
      assertThat(server.get(path + ".ttl").headers().firstValue("Content-Type"))
          .contains("text/turtle;charset=utf-8");
      assertThat(server.page(path).headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/html");
      assertThat(server.get(path).headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/html");
      String tag = server.get(path + ".ttl").headers().firstValue("ETag").orElseThrow();
      assertThat(server.get(path + ".ttl", "If-None-Match", tag).statusCode()).isEqualTo(304);
      assertThat(server.get("/dataset/zzzzzzzzzz.ttl").statusCode()).isEqualTo(404);
    }
  }

  @Nested
  class Parts {
    @Test
    void releasesAndHistoryArePaged() throws Exception {
      String path = "/api/v1/datasets/" + FixtureData.YEARBOOK;
      JsonNode first = json(server.get(path + "/history?limit=2"));
      JsonNode rest = json(server.get(path + "/history?cursor=" + first.path("next").asText()));

      assertThat(first.path("items")).hasSize(2);
      assertThat(first.path("total").asInt()).isEqualTo(2 + rest.path("items").size());
      assertThat(json(server.get(path + "/releases")).path("items").path(0).path("number").asInt())
          .isEqualTo(2);
    }

    @Test
    void qualityTellsHowTheDatasetLivesAndHowWellItIsDescribed() throws Exception {
      JsonNode quality =
          json(server.get("/api/v1/datasets/" + FixtureData.POPULATION + "/quality"));

      assertThat(quality.at("/live/score").asDouble()).isEqualTo(0.4);
      assertThat(quality.at("/live/findings/0/rule").asText()).isEqualTo("LIV-04");
      assertThat(quality.at("/live/links/0/failingSince").asText()).startsWith("2026-11-11");
      assertThat(quality.at("/metadata/points").asInt()).isEqualTo(50);
      assertThat(quality.at("/metadata/most").asInt()).isEqualTo(405);
      assertThat(quality.at("/metadata/rating").asText()).isEqualTo("bad");
      assertThat(quality.at("/metadata/areas/0/indicators/0/met").asBoolean()).isTrue();
      assertThat(quality.at("/total").asInt()).isEqualTo(1);
      assertThat(quality.at("/items/0/table").asText()).isEqualTo("dan-so");
    }

    @Test
    void qualityHoldsAReportForEachTable() throws Exception {
      JsonNode reports = json(server.get("/api/v1/datasets/" + FixtureData.YEARBOOK + "/quality"));

      assertThat(reports.path("items")).hasSize(3);
      assertThat(reports.path("items").path(2).path("published").asBoolean()).isFalse();
      assertThat(reports.path("items").path(2).path("report").path("state").asText())
          .isEqualTo("quarantined");
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), JsonNode.class);
  }
}
