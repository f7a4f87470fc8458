package vn.sen.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldTest {
  private static final String VERSION = FixtureData.FUEL + "/gia-xang-dau";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final FixtureServer server = FixtureServer.start();
  private final FixtureIntake intake = server.bean(FixtureIntake.class);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nobodyWithoutTheTokenSeesOrDecidesAnything() throws Exception {
    String path = "/api/v1/held/versions/" + VERSION + "/12";
    String body = "{\"decision\":\"approve\",\"why\":\"đúng\"}";

    HttpResponse<String> none = server.get("/api/v1/held");
    HttpResponse<String> wrong = server.get("/api/v1/held", "Authorization", "Bearer guess");

    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(server.send("POST", path, body, "Content-Type", "application/json").statusCode())
        .isEqualTo(401);
    assertThat(server.page("/held").body()).doesNotContain("gia-xang-dau", "bang-a");
    assertThat(intake.said()).isEmpty();
  }

  @Test
  void aProgramDecidesWithTheToken() throws Exception {
    String path = "/api/v1/held/versions/" + VERSION + "/12";
    String body = "{\"decision\":\"approve\",\"why\":\"đã kiểm tra với nguồn\",\"by\":\"Lan\"}";

    assertThat(server.get("/api/v1/held", bearer()).body())
        .contains("\"total\":3", VERSION + "@12");
    HttpResponse<String> decided = post(path, body);
    HttpResponse<String> again = post(path, body);

    assertThat(decided.statusCode()).isEqualTo(204);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(intake.said())
        .containsExactly("approve %s@12 by Lan: đã kiểm tra với nguồn".formatted(VERSION));
  }

  @Test
  void removalsAndErasuresNeedAReasonToo() throws Exception {
    String removals = "/api/v1/held/removals/" + FixtureData.CKAN + "/2026-11-20-1";

    assertThat(post(removals, "{\"decision\":\"approve\",\"why\":\" \"}").statusCode())
        .isEqualTo(400);
    assertThat(post(removals, "{\"decision\":\"maybe\",\"why\":\"x\"}").body())
        .contains("approve, refuse");
    assertThat(post(removals, "{\"decision\":\"refuse\",\"why\":\"nguồn lỗi\"}").statusCode())
        .isEqualTo(204);
    assertThat(post("/api/v1/erasures", "{\"sha256\":\"zz\",\"why\":\"x\"}").statusCode())
        .isEqualTo(400);
    assertThat(
            post(
                    "/api/v1/erasures",
                    "{\"sha256\":\"%s\",\"why\":\"theo yêu cầu\"}".formatted("a".repeat(64)))
                .statusCode())
        .isEqualTo(204);
    assertThat(intake.said()).hasSize(2).last().asString().contains("bootstrap token");
  }

  @Test
  void aPersonSignsInOnceAndDecidesByForms() throws Exception {
    HttpResponse<String> signedIn =
        form(
            "/held/sign-in", Map.of("token", FixtureServer.TOKEN), "Sec-Fetch-Site", "same-origin");
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    String session = cookie.split(";")[0];

    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/held");
    assertThat(cookie).doesNotContain(FixtureServer.TOKEN);
    HttpResponse<String> list = server.page("/held", "Cookie", session);
    assertThat(list.body()).contains("gia-xang-dau", "bang-a");
    assertThat(list.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<String> decided =
        form(
            "/held/versions",
            Map.of(
                "version", VERSION + "@12", "decision", "refuse", "why", "thiếu dòng", "by", "Lan"),
            "Cookie",
            session,
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(decided.statusCode()).isEqualTo(303);
    assertThat(intake.said()).containsExactly("refuse %s@12 by Lan: thiếu dòng".formatted(VERSION));
  }

  @Test
  void noOtherSiteDecidesInAPersonsName() throws Exception {
    HttpResponse<String> signedIn =
        form(
            "/held/sign-in",
            Map.of("token", FixtureServer.TOKEN),
            "Origin",
            server.at("").toString());
    String session = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    Map<String, String> decision =
        Map.of("version", VERSION + "@12", "decision", "approve", "why", "x", "by", "y");

    assertThat(
            form("/held/versions", decision, "Cookie", session, "Origin", "https://evil.example")
                .statusCode())
        .isIn(401, 403);
    assertThat(
            form("/held/versions", decision, "Cookie", session, "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isIn(401, 403);
    HttpResponse<String> refused = form("/held/versions", decision, "Cookie", session);
    assertThat(refused.statusCode()).isIn(401, 403);
    assertThat(refused.body()).doesNotContain("\"/held/versions?lang=");
    assertThat(
            form(
                    "/held/versions",
                    decision,
                    "Cookie",
                    "steward=99999999999." + "0".repeat(64),
                    "Sec-Fetch-Site",
                    "same-origin")
                .statusCode())
        .isIn(401, 403);
    assertThat(
            form("/held/sign-in", Map.of("token", "guess"), "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(403);
    assertThat(intake.said()).isEmpty();
  }

  private HttpResponse<String> form(String path, Map<String, String> fields, String... headers)
      throws Exception {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = FORM;
    return server.send("POST", path, FixtureServer.form(fields), all);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return server.send(
        "POST",
        path,
        body,
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + FixtureServer.TOKEN);
  }

  private static String[] bearer() {
    return new String[] {"Authorization", "Bearer " + FixtureServer.TOKEN};
  }
}
