package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.sen.vocab.Json;

class SourcesTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final FixtureServer server = FixtureServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.read(response.body(), JsonNode.class);
  }

  private HttpResponse<String> form(String path, Map<String, String> fields, String... headers)
      throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of(headers), Stream.of("Content-Type", FORM, "Accept", "text/html"))
            .toArray(String[]::new);
    return server.send("POST", path, FixtureServer.form(fields), all);
  }

  private String signIn() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        form(
            "/sources/desk/sign-in",
            Map.of("token", FixtureServer.TOKEN),
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(answer.statusCode()).isEqualTo(303);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("Path=/sources/desk", "SameSite=Strict");
    return cookie.split(";")[0];
  }

  @Test
  void eachSourceSaysHowItDoesAndNoneSaysASecret() throws Exception {
    String page = server.page("/sources").body();

    assertThat(page)
        .contains(
            "/source/" + FixtureData.CKAN,
            "/runs/2026-11-20-1",
            "Thiếu xác nhận an toàn",
            "Chờ quyết định",
            "Đã ngừng")
        .doesNotContain("secret", "10.0.0.7");
    assertThat(server.page("/source/" + FixtureData.CKAN).body())
        .contains("Giới hạn đang áp dụng", "2,1 GB", "/runs/2026-11-20-1")
        .doesNotContain("secret", "10.0.0.7");
    assertThat(server.page("/source/khong-co").statusCode()).isEqualTo(404);
  }

  @Test
  void sourcesAreFilteredByStateAndWords() throws Exception {
    assertThat(server.page("/sources?state=disabled").body())
        .contains("/source/" + FixtureData.FILES)
        .doesNotContain("/source/" + FixtureData.CKAN);
    assertThat(server.page("/sources?q=moha.example").body())
        .contains("/source/" + FixtureData.FILES)
        .doesNotContain("/source/" + FixtureData.CKAN);
    assertThat(server.page("/sources?q=secret").body()).contains("Không có nguồn nào");
    assertThat(server.page("/sources?state=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void theApiSaysTheSame() throws Exception {
    JsonNode all = json("/api/v1/sources");
    assertThat(all.path("total").asInt()).isEqualTo(2);
    JsonNode unattested = json("/api/v1/sources?state=unattested&limit=1").path("items").get(0);
    assertThat(unattested.path("id").asText()).isEqualTo(FixtureData.CKAN.value());
    assertThat(unattested.path("attestation").path("standing").asText()).isEqualTo("missing");
    assertThat(unattested.path("last").path("outcome").asText()).isEqualTo("complete");

    JsonNode one = json("/api/v1/sources/" + FixtureData.CKAN);
    assertThat(one.path("limits").path("atOnce").asInt()).isEqualTo(4);
    assertThat(one.path("harvests")).hasSizeGreaterThan(5);
    assertThat(server.get("/api/v1/sources/attestations.csv").body()).startsWith("nguon");
  }

  @Test
  void anAttestationIsRecordedByWhoeverHasTheToken() throws Exception {
    String path = "/api/v1/sources/" + FixtureData.CKAN + "/attestation";
    String body =
        "{\"level\":3,\"date\":\"2026-01-05\",\"expires\":\"2028-01-05\",\"reference\":\"85/QĐ\","
            + "\"by\":\"Lan\"}";
    String[] steward = {
      "Authorization", "Bearer " + FixtureServer.TOKEN, "Content-Type", "application/json"
    };

    assertThat(server.send("PUT", path, body, "Content-Type", "application/json").statusCode())
        .isIn(401, 403);
    assertThat(server.send("PUT", path, body.replace("3,", "7,"), steward).statusCode())
        .isEqualTo(400);
    assertThat(server.send("PUT", path, body, steward).statusCode()).isEqualTo(200);
    assertThat(
            server
                .send("POST", path + "/withdraw", "{\"why\":\"revoked\",\"by\":\"Lan\"}", steward)
                .statusCode())
        .isEqualTo(200);
    assertThat(server.bean(FixtureIntake.class).said())
        .containsExactly(
            "attest %s at level 3 by Lan".formatted(FixtureData.CKAN),
            "withdraw the attestation of %s by Lan: revoked".formatted(FixtureData.CKAN));
  }

  @Test
  void aStewardLooksAtASourceAndAddsItFromThere() throws Exception {
    Map<String, String> fields =
        Map.of(
            "url", "https://du-lieu.example.vn/", "kind", "ckan", "agency", "", "schedule", "P1D");
    assertThat(form("/sources/desk/preview", fields, "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(401);
    String session = signIn();

    HttpResponse<String> preview =
        form("/sources/desk/preview", fields, "Cookie", session, "Sec-Fetch-Site", "same-origin");

    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body())
        .contains("Trường học", "Bản ghi không có tên.", "action=\"/sources/desk/add\"", "P1D")
        .doesNotContain("<script>alert");
    HttpResponse<String> added =
        form("/sources/desk/add", fields, "Cookie", session, "Sec-Fetch-Site", "same-origin");
    assertThat(added.statusCode()).isEqualTo(303);
    assertThat(added.headers().firstValue("Location")).contains("/source/" + FixtureData.CKAN);
    assertThat(
            form("/sources/desk/add", fields, "Cookie", session, "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isIn(401, 403);
  }

  @Test
  void whatCannotBeLookedAtIsSaidOnThePage() throws Exception {
    String session = signIn();

    HttpResponse<String> answer =
        form(
            "/sources/desk/preview",
            Map.of("url", "https://du-lieu.example.vn/<b>", "kind", "x\"><script>"),
            "Cookie",
            session,
            "Sec-Fetch-Site",
            "same-origin");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Không xem trước được").doesNotContain("<script>", "<b>");
  }

  @Test
  void aHarvestThatGoesOnIsStoppedFromThePage() throws Exception {
    String session = signIn();
    assertThat(server.page("/sources/desk", "Cookie", session).body())
        .contains("value=\"2026-11-20-2\"");

    Map<String, String> run = Map.of("run", "2026-11-20-2", "by", "Lan");
    assertThat(
            form("/sources/desk/stop", run, "Cookie", session, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(303);
    assertThat(server.page("/sources/desk", "Cookie", session).body())
        .doesNotContain("value=\"2026-11-20-2\"");
    assertThat(
            form("/sources/desk/stop", run, "Cookie", session, "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(404);
  }
}
