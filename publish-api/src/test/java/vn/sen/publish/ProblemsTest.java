package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.Json;

class ProblemsTest {
  private final FixtureServer server = FixtureServer.shared();

  @Test
  void aProgramGetsProblemJson() throws Exception {
    HttpResponse<String> answer = server.get("/api/v1/datasets/zzzzzzzzzz");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(contentType(answer)).startsWith("application/problem+json");
    JsonNode problem = Json.read(answer.body(), JsonNode.class);
    assertThat(problem.path("type").asText()).isEqualTo("/problems/not-found");
    assertThat(problem.path("status").asInt()).isEqualTo(404);
    assertThat(problem.path("detail").asText()).contains("zzzzzzzzzz");
    assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/datasets/zzzzzzzzzz");
  }

  @Test
  void aPersonGetsAPageThatSaysWhatToDo() throws Exception {
    HttpResponse<String> vietnamese = server.page("/dataset/zzzzzzzzzz");
    HttpResponse<String> english = server.page("/dataset/zzzzzzzzzz?lang=en");

    assertThat(vietnamese.statusCode()).isEqualTo(404);
    assertThat(contentType(vietnamese)).startsWith("text/html");
    assertThat(vietnamese.body()).contains("Không tìm thấy", "Làm gì tiếp", "lang=\"vi\"");
    assertThat(english.body()).contains("Not found", "What to do next", "lang=\"en\"");
  }

  @Test
  void whatNobodyForesawSaysNothingOfItself() throws Exception {
    for (String path : new String[] {"/dataset/0000000000", "/api/v1/datasets/0000000000"}) {
      for (HttpResponse<String> answer : new HttpResponse[] {server.get(path), server.page(path)}) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
            .doesNotContain(FixtureCatalog.INTERNAL_SECRET, "t_secret", "IllegalState", "\tat ");
      }
    }
    assertThat(server.get("/api/v1/datasets/0000000000").body())
        .contains("\"detail\":\"Internal Server Error\"");
  }

  @Test
  void whatTheFrameworkRefusesIsAProblemToo() throws Exception {
    assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(contentType(server.get("/nowhere"))).startsWith("application/problem+json");
    assertThat(server.send("DELETE", "/api/v1/datasets", "").statusCode()).isEqualTo(405);
    HttpResponse<String> nonsense =
        server.send(
            "POST",
            "/api/v1/erasures",
            "{\"sha256\": [",
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + FixtureServer.TOKEN);
    assertThat(nonsense.statusCode()).isEqualTo(400);
    assertThat(contentType(nonsense)).startsWith("application/problem+json");
    assertThat(nonsense.body()).doesNotContain("vn.sen", "jackson");
  }

  @Test
  void whatWasWithdrawnIsGoneWithItsReason() throws Exception {
    HttpResponse<String> answer = server.get("/api/v1/datasets/" + FixtureData.GONE);

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).contains("cơ quan công bố đã thay");
  }

  @Test
  void whoFindsNoPlaceIsToldToComeBack() throws Exception {
    try (FixtureServer busy = FixtureServer.start()) {
      ExecutorService reads =
          busy.bean(
              ExecutorService.class, io.micronaut.inject.qualifiers.Qualifiers.byName(Pools.READS));
      var hold = new CountDownLatch(1);
      try {
        while (true) {
          reads.execute(
              () -> {
                try {
                  hold.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
        }
      } catch (java.util.concurrent.RejectedExecutionException full) {
        HttpResponse<String> answer = busy.get("/api/v1/datasets");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("/problems/overloaded");
        assertThat(busy.get("/health/live").statusCode()).isEqualTo(200);
      } finally {
        hold.countDown();
      }
    }
  }

  @Test
  void everyKindHasAPage() throws Exception {
    for (ProblemKind kind : ProblemKind.values()) {
      assertThat(server.page("/problems/" + kind.slug()).statusCode())
          .as(kind.slug())
          .isEqualTo(200);
    }
    assertThat(server.page("/problems/none").statusCode()).isEqualTo(404);
  }

  @Test
  void storesThatAreAwayAndQueriesThatTakeTooLongSaySo() throws Exception {
    for (Map.Entry<String, String> query :
        Map.of("SELECT DOWN", "store-unavailable", "SELECT SLOW", "overloaded").entrySet()) {
      HttpResponse<String> answer = server.get("/sparql?query=" + query.getKey().replace(" ", "+"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("/problems/" + query.getValue());
    }
  }

  private static String contentType(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
