package vn.sen.harvest.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Secret;
import vn.sen.harvest.Source;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** What a source wants to see is shown to it, and to nobody else. */
class CredentialsTest {
  private static final String SECRET = "chim-yen-7731";
  private static final Credentials BASIC = new Credentials.Basic("sen", new Secret(SECRET));

  private SourceServer server;
  private SourceServer other;
  private SourceClient client;

  @BeforeEach
  void start() {
    server = SourceServer.start();
    other = SourceServer.start();
    client =
        new SourceClient(
            "test@sen.vn",
            Limits.defaults().withRetries(1, Duration.ofMillis(2), Duration.ofSeconds(1)));
    server.otherwise(_ -> Reply.of("text/plain", "x"));
    other.otherwise(_ -> Reply.of("text/plain", "y"));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    other.close();
  }

  private Source source(Credentials credentials, Map<String, String> options) {
    return new Source(
        new SourceId("nguon-thu"),
        server.uri("/"),
        new AgencyCode("G09"),
        List.of("127.0.0.1"),
        OptionalInt.empty(),
        options,
        Optional.of(credentials));
  }

  /** Of http, and said to be meant so. */
  private Source source(Credentials credentials) {
    return source(credentials, Map.of(SourceClient.OVER_HTTP, "yes"));
  }

  private Fetched<String> get(Source source, URI uri) throws InterruptedException {
    return client.get(
        source, uri, Conditions.NONE, (body, _) -> new String(body, StandardCharsets.UTF_8));
  }

  private static Optional<String> shown(SourceServer server, int request) {
    return Optional.ofNullable(server.requests().get(request).headers().get("authorization"));
  }

  private static String basic(String words) {
    return "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void userAndHeaderAreShown() throws Exception {
    get(source(BASIC), server.uri("/a"));
    get(source(new Credentials.Header("X-Api-Key", new Secret(SECRET))), server.uri("/b"));

    assertThat(shown(server, 0)).contains(basic("sen:" + SECRET));
    assertThat(server.requests().get(1).headers())
        .containsEntry("x-api-key", SECRET)
        .doesNotContainKey("authorization");
  }

  @Test
  void nothingIsShownOverHttpThatNobodyMeant() throws Exception {
    get(source(BASIC, Map.of()), server.uri("/a"));

    assertThat(shown(server, 0)).isEmpty();
  }

  @Test
  void otherHostsSeeNothingNorDoesTheSourceOnTheWayBack() throws Exception {
    server.on("/a", Reply.redirect("/b"));
    server.on("/b", Reply.redirect(other.uri("/c").toString()));
    other.on("/c", Reply.redirect(server.uri("/d").toString()));

    get(source(BASIC), server.uri("/a"));
    get(source(BASIC), other.uri("/e"));

    assertThat(shown(server, 0)).isPresent();
    assertThat(shown(server, 1)).isPresent();
    assertThat(shown(server, 2)).isEmpty();
    assertThat(other.requests()).hasSize(2);
    assertThat(shown(other, 0)).isEmpty();
    assertThat(shown(other, 1)).isEmpty();
  }

  @Test
  void noFailureSaysTheSecret() throws Exception {
    server.otherwise(_ -> Reply.status(403, "no"));

    Fetched<String> fetched = get(source(BASIC), server.uri("/a"));

    assertThat(fetched.toString()).contains("403").doesNotContain(SECRET);
    assertThat(source(BASIC).toString()).contains("***").doesNotContain(SECRET);
  }

  private Credentials oauth2() {
    return new Credentials.OAuth2(
        other.uri("/token"), "may khách", new Secret(SECRET), Optional.of("data"));
  }

  private static Reply token(String token, int seconds) {
    return Reply.of(
        "application/json",
        "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": %d}"
            .formatted(token, seconds));
  }

  @Test
  void aTokenIsFetchedOnceAndShown() throws Exception {
    other.on("/token", token("the-1", 3600));

    get(source(oauth2()), server.uri("/a"));
    get(source(oauth2()), server.uri("/b"));

    assertThat(other.requests()).hasSize(1);
    assertThat(shown(other, 0)).contains(basic("may+kh%C3%A1ch:" + SECRET));
    assertThat(other.requests().getFirst().headers())
        .containsEntry("content-type", "application/x-www-form-urlencoded; charset=ISO-8859-1");
    assertThat(shown(server, 0)).contains("Bearer the-1");
    assertThat(shown(server, 1)).contains("Bearer the-1");
  }

  @Test
  void aTokenThatExpiresIsFetchedAgainBeforeItsEnd() throws Exception {
    var given = new AtomicInteger();
    other.on("/token", _ -> token("the-" + given.incrementAndGet(), 2));

    get(source(oauth2()), server.uri("/a"));
    Thread.sleep(1_200);
    get(source(oauth2()), server.uri("/b"));

    assertThat(shown(server, 0)).contains("Bearer the-1");
    assertThat(shown(server, 1)).contains("Bearer the-2");
  }

  @Test
  void aTokenThatIsCalledBackIsFetchedAgainOnce() throws Exception {
    var given = new AtomicInteger();
    other.on("/token", _ -> token("the-" + given.incrementAndGet(), 3600));
    server.otherwise(
        request ->
            "Bearer the-2".equals(request.headers().get("authorization"))
                ? Reply.of("text/plain", "x")
                : Reply.status(401, "no"));

    assertThat(get(source(oauth2()), server.uri("/a"))).isInstanceOf(Fetched.Body.class);

    server.otherwise(_ -> Reply.status(401, "no"));
    assertThat(get(source(oauth2()), server.uri("/a"))).isInstanceOf(Fetched.Failure.class);
    assertThat(given).hasValue(3);
  }

  @Test
  void aServerOfTokensThatGivesNoneIsSaid() throws Exception {
    for (Reply reply :
        List.of(
            Reply.of("application/json", "{\"error\": \"invalid_client\"}"),
            Reply.of("text/html", "<html>login</html>"),
            Reply.status(401, "no"),
            Reply.redirect(server.uri("/lay").toString()),
            token("a\\u000ab", 10))) {
      other.on("/token", reply);

      Fetched<String> fetched = get(source(oauth2()), server.uri("/a"));

      assertThat(fetched).isInstanceOf(Fetched.Failure.class);
      assertThat(fetched.toString()).doesNotContain(SECRET);
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void whereTheTokensComeFromIsNotSaid() throws Exception {
    for (String inner :
        List.of(
            "http://10.1.2.3/token", "http://cap-ma.noi-bo.invalid/t", "http://127.0.0.1:1/t")) {
      Credentials credentials =
          new Credentials.OAuth2(
              URI.create(inner), "may khách", new Secret(SECRET), Optional.empty());

      Fetched<String> fetched = get(source(credentials), server.uri("/a"));

      assertThat(((Fetched.Failure<String>) fetched).message().en()).contains("token server");
      assertThat(fetched.toString().replace(server.uri("/a").toString(), ""))
          .doesNotContain("10.1.2.3", "noi-bo", "127.0.0.1");
    }
    other.on("/token", Reply.status(400, "nobody at 10.1.2.3"));
    assertThat(get(source(oauth2()), server.uri("/a")).toString()).doesNotContain("10.1.2.3");
  }

  @Test
  void tokensAreNotFetchedOverHttpThatNobodyMeant() throws Exception {
    Source secure =
        new Source(
            new SourceId("nguon-thu"),
            URI.create("https://127.0.0.1:" + server.port() + "/"),
            new AgencyCode("G09"),
            List.of("127.0.0.1"),
            OptionalInt.empty(),
            Map.of(),
            Optional.of(oauth2()));

    Fetched<String> fetched = get(secure, secure.url());

    assertThat(((Fetched.Failure<String>) fetched).message().en()).contains("--even-over-http");
    assertThat(other.requests()).isEmpty();
  }
}
