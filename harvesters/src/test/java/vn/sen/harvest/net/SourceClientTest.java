package vn.sen.harvest.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.Source;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.SourceServer.Reply;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;

class SourceClientTest {
  private static final Limits QUICK =
      Limits.defaults()
          .withTimes(Duration.ofMillis(600), Duration.ofMillis(400), Duration.ofSeconds(3))
          .withBytes(100_000, 200_000)
          .withRetries(3, Duration.ofMillis(4), Duration.ofSeconds(1));

  private Path directory;
  private SourceServer server;
  private SourceClient client;

  @BeforeEach
  void start(@TempDir Path temporary) {
    directory = temporary;
    server = SourceServer.start();
    client = new SourceClient("https://sen.vn/lien-he", QUICK);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private Fetched<String> get(String path) throws InterruptedException {
    return get(server.source("/"), server.uri(path));
  }

  private Fetched<String> get(Source source, URI uri) throws InterruptedException {
    return client.get(source, uri, Conditions.NONE, SourceClientTest::text);
  }

  private static String text(byte[] body, Answer answer) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private Fetched<Downloaded> download(String path) throws InterruptedException {
    return client.download(
        server.source("/"), server.uri(path), directory, Conditions.NONE, _ -> {});
  }

  private static <T> Fetched.Body<T> body(Fetched<T> fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Body.class);
    return (Fetched.Body<T>) fetched;
  }

  private static Fetched.Failure<?> failure(Fetched<?> fetched, Fetched.Kind kind) {
    assertThat(fetched).isInstanceOf(Fetched.Failure.class);
    var failure = (Fetched.Failure<?>) fetched;
    assertThat(failure.kind()).as(failure.message().en()).isEqualTo(kind);
    assertThat(failure.message().en()).startsWith("Source nguon-thu, http");
    assertThat(failure.message().vi()).startsWith("Nguồn nguon-thu, http");
    return failure;
  }

  private List<Path> filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void aPageComesWithWhatIsWorthRemembering() throws Exception {
    server.on(
        "/p?page=1",
        Reply.of("text/turtle;charset=utf-8", "xin chào")
            .with("ETag", "\"v1\"")
            .with("Last-Modified", "Mon, 02 Nov 2026 00:00:00 GMT")
            .with("Link", "<?page=2>; rel=\"next\", <?page=9>; rel=last"));

    var page = body(get("/p?page=1"));

    assertThat(page.value()).isEqualTo("xin chào");
    assertThat(page.answer())
        .isEqualTo(
            new Answer(
                server.uri("/p?page=1"),
                Optional.of("\"v1\""),
                Optional.of("Mon, 02 Nov 2026 00:00:00 GMT"),
                Optional.of("text/turtle;charset=utf-8"),
                "p",
                Optional.of(server.uri("/p?page=2")),
                9,
                "8aaecd06d85c7f743d3545e7b865f3053c647591f95919c1c0b003046d4757aa"));
  }

  @Test
  void theRequestSaysWhoAsksAndCarriesNothingElse() throws Exception {
    server.on("/p", Reply.of("text/plain", "x").with("Set-Cookie", "a=b; Path=/"));

    get("/p");
    get("/p");

    Map<String, String> headers = server.requests().get(1).headers();
    assertThat(headers)
        .containsEntry("user-agent", "Sen/0.1 (+https://sen.vn/lien-he)")
        .containsEntry("accept-encoding", "gzip, deflate")
        .doesNotContainKeys("cookie", "authorization", "referer");
  }

  @Test
  void whatIsHeldAlreadyIsNotSentAgain() throws Exception {
    server.on(
        "/p",
        request ->
            "\"v1\"".equals(request.headers().get("if-none-match"))
                    && "yesterday".equals(request.headers().get("if-modified-since"))
                ? new Reply(304, Map.of(), new byte[0])
                : Reply.of("text/plain", "x"));

    Fetched<String> fetched =
        client.get(
            server.source("/"),
            server.uri("/p"),
            new Conditions(Optional.of("\"v1\""), Optional.of("yesterday")),
            SourceClientTest::text);

    assertThat(fetched).isInstanceOf(Fetched.NotModified.class);
  }

  @Test
  void unchangedIsNoAnswerToWhoHoldsNothing() throws Exception {
    server.on("/p", new Reply(304, Map.of(), new byte[0]));

    failure(get("/p"), Fetched.Kind.HTTP_STATUS);
  }

  @Test
  void aFileIsStreamedToDiskWithItsHash() throws Exception {
    byte[] content = "a,b\n1,2\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    server.on(
        "/f?id=1",
        new Reply(
            200,
            Map.of(
                "Content-Disposition",
                "attachment; filename=\"x.csv\"; filename*=UTF-8''S%E1%BB%91%20li%E1%BB%87u.csv"),
            content));
    List<Progress> told = new ArrayList<>();

    var fetched =
        body(
            client.download(
                server.source("/"), server.uri("/f?id=1"), directory, Conditions.NONE, told::add));

    assertThat(fetched.value().file()).hasBinaryContent(content).hasParent(directory);
    assertThat(fetched.value().bytes()).isEqualTo(content.length);
    assertThat(fetched.value().sha256())
        .isEqualTo(fetched.answer().sha256())
        .isEqualTo(sha256(content));
    assertThat(fetched.value().instead()).isEmpty();
    assertThat(fetched.answer().fileName()).isEqualTo("Số liệu.csv");
    assertThat(told)
        .last()
        .isEqualTo(new Progress(content.length, OptionalLong.of(content.length)));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aLoginPageInsteadOfAFileIsRecognised() throws Exception {
    server.on("/f.csv", Reply.of("text/csv", "\n<!DOCTYPE html><title>Đăng nhập</title>"));

    assertThat(body(download("/f.csv")).value().instead()).contains(NoData.WEB_PAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attachment; filename=\"../../etc/passwd\"|passwd",
        "attachment; filename=..\\..\\boot.ini|boot.ini",
        "attachment; filename=\".htaccess\"|htaccess",
        "attachment; filename=\"a\\\"b.csv\"|ab.csv",
        "attachment; filename=bảng.csv|bảng.csv",
        "attachment; filename=\"\"|f.csv",
        "attachment|f.csv",
        "attachment; filename*=nonsense''%FF; filename=x.csv|x.csv",
      })
  void theNameOfAFileIsSafe(String disposition, String name) throws Exception {
    server.on(
        "/f.csv",
        new Reply(
            200,
            Map.of(
                "Content-Disposition",
                // the test server writes header characters as single bytes
                new String(
                    disposition.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)),
            new byte[] {'x'}));

    assertThat(body(get("/f.csv")).answer().fileName()).isEqualTo(name);
  }

  @Test
  void compressedBodiesAreUnpacked() throws Exception {
    byte[] text = "số liệu".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    var zlib = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(zlib)) {
      out.write(text);
    }
    server.on("/gzip", new Reply(200, Map.of("Content-Encoding", "gzip"), gzip(text)));
    server.on(
        "/deflate", new Reply(200, Map.of("Content-Encoding", "deflate"), zlib.toByteArray()));
    server.on("/f.csv.gz", new Reply(200, Map.of("Content-Encoding", "gzip"), gzip(text)));
    server.on("/zstd", new Reply(200, Map.of("Content-Encoding", "zstd"), text));

    assertThat(body(get("/gzip")).answer().sha256()).isEqualTo(sha256(text));
    assertThat(body(get("/deflate")).answer().sha256()).isEqualTo(sha256(text));
    assertThat(body(get("/f.csv.gz")).answer().sha256()).isEqualTo(sha256(gzip(text)));
    failure(get("/zstd"), Fetched.Kind.PROTOCOL);
  }

  @Test
  void aCompressionBombIsStopped() throws Exception {
    byte[] bomb = gzip(new byte[50_000_000]);
    server.on("/bomb", new Reply(200, Map.of("Content-Encoding", "gzip"), bomb));
    try (var roomy = new SourceClient("x", QUICK.withBytes(1L << 30, 1L << 30))) {
      failure(get("/bomb"), Fetched.Kind.TOO_LARGE);
      var byRatio =
          failure(
              roomy.get(
                  server.source("/"), server.uri("/bomb"), Conditions.NONE, SourceClientTest::text),
              Fetched.Kind.TOO_LARGE);

      assertThat(byRatio.message().en()).contains("unpack");
      failure(download("/bomb"), Fetched.Kind.TOO_LARGE);
    }
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void aBodyOverTheCapIsRefusedBeforeAndWhileItComes() throws Exception {
    server.on("/big", new Reply(200, Map.of(), new byte[300_000]));

    failure(get("/big"), Fetched.Kind.TOO_LARGE);
    failure(download("/big"), Fetched.Kind.TOO_LARGE);
    try (var endless =
        new RawServer(
            out -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write(new byte[10_000]);
              }
            })) {
      failure(get(endless.source(), endless.uri()), Fetched.Kind.TOO_LARGE);
      failure(
          client.download(endless.source(), endless.uri(), directory, Conditions.NONE, _ -> {}),
          Fetched.Kind.TOO_LARGE);
    }
    assertThat(filesLeft()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "200 OK, TOO_LARGE, over the limit of 100000 bytes",
    "500 Broken, HTTP_STATUS, status 500",
    "302 Found\\nLocation: /again, TOO_MANY_REDIRECTS, redirects more than 5 times",
  })
  void chunksWithoutEndAreNotReadToTheirEnd(String status, Fetched.Kind kind, String said)
      throws Exception {
    try (var endless =
        new RawServer(
            out -> {
              String head = "HTTP/1.1 %s\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(status);
              out.write(head.replace("\\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write(
                    ("2710\r\n" + " ".repeat(10_000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
              }
            })) {
      assertThat(failure(get(endless.source(), endless.uri()), kind).message().en()).contains(said);
    }
  }

  @Test
  void whatIsCompressedToNothingWithoutEndIsTooLarge() throws Exception {
    byte[] emptyBlocks = new byte[5 * 2_000];
    for (int i = 0; i < emptyBlocks.length; i += 5) {
      emptyBlocks[i + 3] = (byte) 0xff;
      emptyBlocks[i + 4] = (byte) 0xff;
    }
    try (var endless =
        new RawServer(
            out -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
              while (true) {
                out.write(emptyBlocks);
              }
            })) {
      failure(get(endless.source(), endless.uri()), Fetched.Kind.TOO_LARGE);
    }
  }

  @Test
  void aBodyMayBeCompressedInAnyNumberOfPieces() throws Exception {
    var pieces = new ByteArrayOutputStream();
    byte[] nothing = gzip(new byte[0]);
    for (int i = 0; i < 4_500; i++) {
      pieces.write(nothing);
      pieces.write(i % 1_500 == 0 ? gzip("số".getBytes(StandardCharsets.UTF_8)) : nothing);
    }
    byte[] many = pieces.toByteArray();
    server.on("/pieces", new Reply(200, Map.of("Content-Encoding", "gzip"), many));
    byte[] empty = new byte[nothing.length * 50_000];
    for (int i = 0; i < empty.length; i++) {
      empty[i] = nothing[i % nothing.length];
    }
    server.on("/empty", new Reply(200, Map.of("Content-Encoding", "gzip"), empty));

    try (var patient = new SourceClient("x", QUICK.withBytes(2_000_000, 2_000_000))) {
      assertThat(
              body(patient.get(
                      server.source("/"),
                      server.uri("/pieces"),
                      Conditions.NONE,
                      SourceClientTest::text))
                  .value())
          .isEqualTo("sốsốsố");
      failure(
          patient.get(
              server.source("/"), server.uri("/empty"), Conditions.NONE, SourceClientTest::text),
          Fetched.Kind.EMPTY);
    }
  }

  @Test
  void headersThatSayMuchAndMeanNothingCostNothing() throws Exception {
    try (var brackets =
            RawServer.saying(
                "HTTP/1.1 200 OK\r\n"
                    + "Link: %s\r\n".formatted("<".repeat(16_000)).repeat(150)
                    + "\r\nx");
        var relations =
            RawServer.saying(
                "HTTP/1.1 200 OK\r\n"
                    + "Link: <y>; rel=\"%s\r\n".formatted("next ".repeat(3_000)).repeat(150)
                    + "\r\nx");
        var name =
            RawServer.saying(
                "HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=\"%s.csv\"\r\n\r\nx"
                    .formatted("a".repeat(16_000)))) {
      assertThat(body(get(brackets.source(), brackets.uri())).answer().next()).isEmpty();
      assertThat(body(get(relations.source(), relations.uri())).answer().next()).isEmpty();
      assertThat(body(get(name.source(), name.uri())).answer().fileName())
          .startsWith("aaa")
          .endsWith(".csv")
          .hasSize(150);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<?p=2>; rel=next|?p=2",
        "<?p=2>; rel=\"next\"|?p=2",
        "<?p=2>; title=x; rel=\"last next\"|?p=2",
        "<?p=1>; rel=prev, <?p=2>; REL = Next|?p=2",
        "<?p=2>; rel=nextpage|",
        "<?p=2>; rel=\"next-archive\"|",
      })
  void theNextPageIsTheOneThatIsCalledSo(String link, String next) throws Exception {
    server.on("/p", Reply.of("text/plain", "x").with("Link", link));

    assertThat(body(get("/p")).answer().next())
        .isEqualTo(Optional.ofNullable(next).map(path -> server.uri("/p" + path)));
  }

  @Test
  void aPageWithASecretAndAPlaceOnItHasAName() {
    URI page = SourceClient.page(URI.create("http://h.vn/c?page=2&token=mat-khau#muc-3"));

    assertThat(page.toString()).startsWith("http://h.vn/c?page=2&token=REDACTED#muc-3-");
    assertThat(page)
        .isNotEqualTo(SourceClient.page(URI.create("http://h.vn/c?page=2&token=khac#muc-3")));
  }

  @Test
  void aBodyThatDripsIsTooSlow() throws Exception {
    try (var drip =
        new RawServer(
            out -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
              }
            })) {
      long before = System.nanoTime();
      failure(
          client.download(drip.source(), drip.uri(), directory, Conditions.NONE, _ -> {}),
          Fetched.Kind.TOO_SLOW);

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void headersThatDripOrNeverComeAreTooSlow() throws Exception {
    try (var silent = new RawServer(_ -> Thread.sleep(60_000));
        var drip =
            new RawServer(
                out -> {
                  out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                  while (true) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(50);
                  }
                });
        var interim =
            new RawServer(
                out -> {
                  while (true) {
                    out.write(
                        "HTTP/1.1 102 Processing\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    Thread.sleep(20);
                  }
                })) {
      failure(get(silent.source(), silent.uri()), Fetched.Kind.TOO_SLOW);
      failure(get(drip.source(), drip.uri()), Fetched.Kind.TOO_SLOW);
      failure(get(interim.source(), interim.uri()), Fetched.Kind.TOO_SLOW);
    }
  }

  @Test
  void aSlowBodyThatKeepsComingStillEndsWithTheTimeAllowed() throws Exception {
    try (var steady =
        new RawServer(
            out -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write(new byte[400]);
                out.flush();
                Thread.sleep(50);
              }
            })) {
      var failure = failure(get(steady.source(), steady.uri()), Fetched.Kind.TOO_SLOW);

      assertThat(failure.message().en()).contains("time allowed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nhello",
      })
  void aBodyShorterThanAnnouncedIsTruncated(String answer) throws Exception {
    try (var cut = RawServer.saying(answer)) {
      failure(get(cut.source(), cut.uri()), Fetched.Kind.TRUNCATED);
      failure(
          client.download(cut.source(), cut.uri(), directory, Conditions.NONE, _ -> {}),
          Fetched.Kind.TRUNCATED);
    }
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void aCompressedBodyThatIsCutIsTruncated() throws Exception {
    byte[] random = new byte[20_000];
    new java.util.Random(7).nextBytes(random);
    byte[] whole = gzip(random);
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length / 2);
    byte[] withoutItsEnd = java.util.Arrays.copyOf(whole, whole.length - 5);
    server.on("/cut", new Reply(200, Map.of("Content-Encoding", "gzip"), cut));
    server.on("/end", new Reply(200, Map.of("Content-Encoding", "gzip"), withoutItsEnd));
    server.on("/junk", new Reply(200, Map.of("Content-Encoding", "gzip"), random));

    failure(get("/cut"), Fetched.Kind.TRUNCATED);
    failure(get("/end"), Fetched.Kind.TRUNCATED);
    failure(get("/junk"), Fetched.Kind.WRONG_CONTENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 205})
  void anEmptyAnswerIsNoBody(int status) throws Exception {
    server.on("/empty", new Reply(status, Map.of(), new byte[0]));

    failure(get("/empty"), Fetched.Kind.EMPTY);
    failure(download("/empty"), Fetched.Kind.EMPTY);
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void headersOfUnreasonableSizeAreRefused() throws Exception {
    try (var longLine =
            RawServer.saying("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\nbody");
        var manyLines =
            RawServer.saying("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(10_000) + "\r\nbody")) {
      failure(get(longLine.source(), longLine.uri()), Fetched.Kind.TOO_LARGE);
      failure(get(manyLines.source(), manyLines.uri()), Fetched.Kind.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0", "220 mail ESMTP\r\n", "{}"})
  void whatIsNotHttpIsNoAnswer(String banner) throws Exception {
    try (var other = RawServer.saying(banner)) {
      assertThat(get(other.source(), other.uri())).isInstanceOf(Fetched.Failure.class);
    }
  }

  @Test
  void redirectsAreFollowedToTheEnd() throws Exception {
    server.on("/a/b", Reply.redirect("c?x=1"));
    server.on("/a/c?x=1", new Reply(308, Map.of("Location", "?x=2"), new byte[0]));
    server.on("/a/c?x=2", Reply.redirect("//127.0.0.1:" + server.port() + "/bảng số.csv"));
    server.on("/b%E1%BA%A3ng%20s%E1%BB%91.csv", Reply.of("text/csv", "a"));
    server.otherwise(
        request ->
            request.uri().getPath().equals("/bảng số.csv")
                ? Reply.of("text/csv", "a")
                : Reply.status(404, ""));
    // the test server writes header characters as single bytes
    server.on(
        "/a/c?x=2",
        Reply.redirect(
            new String(
                ("//127.0.0.1:" + server.port() + "/bảng số.csv").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1)));

    var page = body(get("/a/b"));

    assertThat(page.value()).isEqualTo("a");
    assertThat(page.answer().uri()).isEqualTo(server.uri("/b%E1%BA%A3ng%20s%E1%BB%91.csv"));
    assertThat(page.answer().fileName()).isEqualTo("bảng số.csv");
  }

  @Test
  void aRedirectLoopEnds() throws Exception {
    server.on("/loop", Reply.redirect("/loop"));

    failure(get("/loop"), Fetched.Kind.TOO_MANY_REDIRECTS);

    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void credentialsAreSentToTheirOwnOriginOnlyAndNeverShown() throws Exception {
    try (var other = SourceServer.start()) {
      Source source =
          new Source(
              new SourceId("nguon-thu"),
              server.uri("/"),
              new AgencyCode("G09"),
              List.of("127.0.0.1"),
              OptionalInt.empty());
      URI uri =
          URI.create(
              "http://sen:m%%C3%%A2t@127.0.0.1:%d/a?api_key=k123&page=2".formatted(server.port()));
      server.on("/a", Reply.redirect("/b"));
      server.on("/b", Reply.redirect(other.uri("/c").toString()));

      var failure = failure(get(source, uri), Fetched.Kind.HTTP_STATUS);

      assertThat(server.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("authorization", "Basic c2VuOm3DonQ="));
      assertThat(other.requests()).hasSize(1);
      assertThat(other.requests().getFirst().headers()).doesNotContainKey("authorization");
      assertThat(failure.message().en() + failure.message().vi())
          .contains("/a?api_key=REDACTED&page=2 -> ")
          .contains("404")
          .doesNotContain("m%C3%A2t")
          .doesNotContain("k123");
    }
  }

  @Test
  void aRedirectThatHandsUsCredentialsIsNotFollowed() throws Exception {
    server.on("/a", Reply.redirect("http://root:x@127.0.0.1:" + server.port() + "/b"));

    failure(get("/a"), Fetched.Kind.FORBIDDEN_ADDRESS);

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatFailsInPassingIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    int[] statuses = {503, 429, 504, 200};
    server.on("/p", _ -> Reply.status(statuses[tries.getAndIncrement()], "x"));

    assertThat(body(get("/p")).value()).isEqualTo("x");
    assertThat(tries).hasValue(4);
  }

  @Test
  void aStormOfRefusalsEndsAfterThreeMoreTries() throws Exception {
    server.on("/p", Reply.status(429, "slow down").with("Retry-After", "0"));

    var failure = failure(get("/p"), Fetched.Kind.HTTP_STATUS);

    assertThat(failure.status()).hasValue(429);
    assertThat(failure.excerpt()).isEqualTo("slow down");
    assertThat(server.requests()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "999999999999999999", "Fri, 31 Dec 2100 23:59:59 GMT"})
  void aWaitLongerThanWeMayIsLeftToTheNextHarvest(String wait) throws Exception {
    server.on("/p", Reply.status(503, "").with("Retry-After", wait));

    failure(get("/p"), Fetched.Kind.HTTP_STATUS);

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theWaitThatASourceAsksForIsKept() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    server.on(
        "/p",
        _ ->
            tries.getAndIncrement() == 0
                ? Reply.status(429, "").with("Retry-After", "1")
                : Reply.of("text/plain", "x"));
    long before = System.nanoTime();

    body(get("/p"));

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 418, 500, 501, 206, 300})
  void otherAnswersAreNotTriedAgain(int status) throws Exception {
    server.on("/p", Reply.status(status, "why"));

    var failure = failure(get("/p"), Fetched.Kind.HTTP_STATUS);

    assertThat(failure.status()).hasValue(status);
    assertThat(failure.message().en()).contains("" + status);
    assertThat(failure.excerpt()).isEqualTo("why");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aClosedPortIsUnreachable() throws Exception {
    int port;
    try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    Source source =
        new Source(
            new SourceId("nguon-thu"),
            URI.create("http://127.0.0.1:" + port + "/"),
            new AgencyCode("G09"),
            List.of("127.0.0.1"),
            OptionalInt.empty());

    failure(get(source, source.url()), Fetched.Kind.UNREACHABLE);
  }

  @Test
  void aConnectionDroppedBeforeTheAnswerIsTriedAgain() throws Exception {
    try (var moody = new RawServer(_ -> {})) {
      failure(get(moody.source(), moody.uri()), Fetched.Kind.UNREACHABLE);

      assertThat(moody.requests()).isEqualTo(4);
    }
  }

  @Test
  void aPlainServerBehindHttpsIsATlsFailure() throws Exception {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var connection = plain.accept()) {
                  connection
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      URI secure = URI.create("https://127.0.0.1:%d/".formatted(plain.getLocalPort()));
      Source source =
          new Source(
              new SourceId("nguon-thu"),
              secure,
              new AgencyCode("G09"),
              List.of("127.0.0.1"),
              OptionalInt.empty());

      // The first secure connection loads the JDK's certificates, which may take a while.
      try (var patient = new SourceClient("x", Limits.defaults())) {
        var fetched = patient.get(source, secure, Conditions.NONE, SourceClientTest::text);

        assertThat(failure(fetched, Fetched.Kind.TLS).message().en()).contains("certificate");
      }
    }
  }

  @Test
  void aReaderThatFindsSomethingElseSaysWhat() throws Exception {
    server.on("/p", Reply.of("text/plain", "x"));

    Fetched<String> fetched =
        client.get(
            server.source("/"),
            server.uri("/p"),
            Conditions.NONE,
            (_, _) -> {
              throw new WrongContentException(
                  new Message("đó là thơ", "it is a poem"),
                  new Message("Gửi số.", "Send figures."));
            });

    assertThat(failure(fetched, Fetched.Kind.WRONG_CONTENT).message().en())
        .endsWith("/p: it is a poem. Send figures.");
  }

  @Test
  void aFolderThatCannotBeWrittenIsOurFaultNotTheSources() throws Exception {
    server.on("/f", Reply.of("text/csv", "a,b"));

    failure(
        client.download(
            server.source("/"),
            server.uri("/f"),
            directory.resolve("absent"),
            Conditions.NONE,
            _ -> {}),
        Fetched.Kind.LOCAL_DISK);
  }

  @Test
  void interruptionEndsAFetchAndLeavesNothingBehind() throws Exception {
    var started = new CountDownLatch(1);
    var caught = new AtomicReference<Throwable>();
    try (var slow =
            new RawServer(
                out -> {
                  out.write(
                      "HTTP/1.1 200 OK\r\n\r\n0123456789".getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  started.countDown();
                  Thread.sleep(60_000);
                });
        var patient = new SourceClient("x", Limits.defaults())) {
      Thread harvest =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      patient.download(
                          slow.source(), slow.uri(), directory, Conditions.NONE, _ -> {});
                    } catch (InterruptedException e) {
                      caught.set(e);
                    }
                  });
      assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
      harvest.interrupt();
      harvest.join(3_000);

      assertThat(caught.get()).isInstanceOf(InterruptedException.class);
      assertThat(filesLeft()).isEmpty();
    }
  }

  @Test
  void oneHostIsAskedFewTimesAtOnceAndNotInABurst() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    server.on(
        "/p",
        _ -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          try {
            Thread.sleep(60);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          now.decrementAndGet();
          return Reply.of("text/plain", "x");
        });
    long before = System.nanoTime();
    try (var polite = new SourceClient("x", QUICK.withPoliteness(2, Duration.ofMillis(20)))) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        polite.get(
                            server.source("/"),
                            server.uri("/p"),
                            Conditions.NONE,
                            SourceClientTest::text);
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }

    assertThat(most).hasValue(2);
    assertThat(server.requests()).hasSize(8);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(240));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html>",
        "\ufeff  <html lang=vi>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">",
        "<!-- login --><HTML>",
        "<script>location='/login'</script>",
      })
  void pagesForPeopleAreRecognised(String head) {
    assertThat(NoData.isWebPage(head.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(NoData.isWebPage(head.getBytes(StandardCharsets.UTF_16))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,b\n1,2",
        "<?xml version=\"1.0\"?><rdf:RDF"
            + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
        "<http://example.vn/a> a <http://www.w3.org/ns/dcat#Dataset> .",
        "{\"html\": \"<html>\"}",
        "<htmlish/>",
      })
  void dataIsNotTakenForAPage(String head) {
    assertThat(NoData.isWebPage(head.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\": \"not logged in\"}",
        "\ufeff{\"success\": false, \"help\": \"...\"}",
        "{\"status\": 500, \"message\": \"Lỗi hệ thống\"}",
        "{\"errors\": [{\"title\": \"gone\"}], \"data\": null}",
      })
  void errorsInJsonAreRecognised(String body) {
    assertThat(NoData.find(body.getBytes(StandardCharsets.UTF_8), true))
        .contains(NoData.ERROR_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\": null, \"rows\": [1]}",
        "{\"errors\": [], \"success\": true}",
        "[{\"error\": \"5 %\"}]",
        "{\"type\": \"FeatureCollection\", \"features\": []}",
        "{\"error\": \"cut",
        "error;message\n1;2",
      })
  void dataAreNotTakenForAnError(String body) {
    assertThat(NoData.find(body.getBytes(StandardCharsets.UTF_8), true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://u:p@h.vn/x, https://h.vn/x",
    "https://h.vn/?token=abc&a=b, https://h.vn/?token=REDACTED&a=b",
    "https://h.vn/?X-Amz-Signature=abc, https://h.vn/?X-Amz-Signature=REDACTED",
    "https://h.vn/?accessToken=abc, https://h.vn/?accessToken=REDACTED",
    "https://h.vn/?serviceKey=abc, https://h.vn/?serviceKey=REDACTED",
    "https://h.vn/?authToken=abc, https://h.vn/?authToken=REDACTED",
    "https://h.vn/?wskey=abc, https://h.vn/?wskey=REDACTED",
    "https://h.vn/?api%5Fkey=abc, https://h.vn/?api%5Fkey=REDACTED",
    "https://h.vn/?resumptionToken=abc, https://h.vn/?resumptionToken=abc",
    "http://user@, http://REDACTED",
    "http://user@/a, http://REDACTED/a",
    "https://h.vn/?monkey=abc&keyword=x, https://h.vn/?monkey=abc&keyword=x",
    "https://h.vn/p?id=5#key=1, https://h.vn/p?id=5#key=1",
  })
  void secretsAreNotShown(URI uri, URI shown) {
    assertThat(SourceClient.shown(uri)).isEqualTo(shown);
  }

  @Test
  void addressesAreTakenAsPeopleWriteThem() {
    assertThat(SourceClient.address(" http://h.vn/bảng số {1}.csv "))
        .contains(URI.create("http://h.vn/bảng%20số%20%7B1%7D.csv"));
    assertThat(SourceClient.address("h.vn/a.csv")).isEmpty();
    assertThat(SourceClient.address("ftp://h.vn/a.csv")).isEmpty();
    assertThat(SourceClient.address("http://[")).isEmpty();
  }
}
