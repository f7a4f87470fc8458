package vn.sen.harvest.zoo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Hostile below the body: in connections, headers, lengths and encodings. Any source can be so. */
enum WireBehaviour implements Behaviour {
  ACCEPTS_AND_SAYS_NOTHING("did not answer within", _ -> Thread.sleep(60_000)),
  CLOSES_WITHOUT_A_WORD("no connection", _ -> {}),
  RESETS_BEFORE_THE_ANSWER("no connection", Visit::reset),
  RESETS_IN_MID_BODY(
      "cut off",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        visit.raw(visit.page());
        Thread.sleep(50);
        visit.reset();
      }),
  SAYS_NOTHING_IN_MANY_WORDS("answered with nothing", visit -> visit.page("", "")),
  SAYS_NO_CONTENT(
      "answered with nothing|portal|announces",
      visit -> visit.raw("HTTP/1.1 204 No Content\r\n\r\n")) {
    @Override
    public boolean fits(Kind kind) {
      return kind != Kind.SDMX; // there it means that no dataflow matches
    }
  },
  ANNOUNCES_MORE_THAN_COMES(
      "cut off",
      visit -> visit.raw("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + visit.page())),
  ANNOUNCES_A_NEGATIVE_LENGTH(
      "breaks HTTP", visit -> visit.raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc")),
  ANNOUNCES_NO_NUMBER(
      "breaks HTTP", visit -> visit.raw("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nabc")),
  ANNOUNCES_TERABYTES(
      "over the limit of",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nContent-Length: 4000000000000\r\n\r\n");
        forever(visit, blanks(1 << 16));
      }),
  DRIPS_A_BYTE_NOW_AND_THEN(
      "fewer than 1000 bytes",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while (true) {
          visit.raw("x");
          Thread.sleep(100);
        }
      }),
  DRIPS_HEADERS(
      "did not answer within",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nX: ");
        while (true) {
          visit.raw("x");
          Thread.sleep(100);
        }
      }),
  COMES_STEADILY_AND_NEVER_ENDS(
      "in the time allowed",
      visit -> {
        visit.chunked("");
        while (true) {
          visit.chunk(new byte[2_000]);
          Thread.sleep(100);
        }
      }),
  SENDS_A_BODY_WITHOUT_END(
      "over the limit of",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\n\r\n");
        forever(visit, blanks(1 << 16));
      }),
  SENDS_CHUNKS_WITHOUT_END(
      "over the limit of",
      visit -> {
        visit.chunked("");
        chunksForever(visit);
      }),
  FAILS_WITH_A_BODY_WITHOUT_END(
      "status 500",
      visit -> {
        visit.raw("HTTP/1.1 500 Broken\r\nTransfer-Encoding: chunked\r\n\r\n");
        chunksForever(visit);
      }),
  REDIRECTS_WITH_A_BODY_WITHOUT_END(
      "redirects more than 5 times",
      visit -> {
        visit.raw(
            "HTTP/1.1 302 Found\r\nLocation: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                .formatted(visit.target()));
        chunksForever(visit);
      }),
  SENDS_HEADERS_WITHOUT_END(
      "headers of the answer are far too long",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\n");
        for (int i = 0; ; i++) {
          visit.raw("X-%d: %d\r\n".formatted(i, i));
        }
      }),
  SENDS_ONE_HEADER_WITHOUT_END(
      "headers of the answer are far too long",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nX: ");
        forever(visit, "x".repeat(1 << 14).getBytes(StandardCharsets.US_ASCII));
      }),
  SENDS_TEN_THOUSAND_HEADERS(
      "headers of the answer are far too long",
      visit -> visit.page("X: y\r\n".repeat(10_000), visit.page())),
  SENDS_TRAILERS_WITHOUT_END(
      "far too long",
      visit -> {
        visit.chunked("");
        visit.chunk(visit.page().getBytes(StandardCharsets.UTF_8));
        visit.raw("0\r\n");
        for (int i = 0; ; i++) {
          visit.raw("X-%d: %d\r\n".formatted(i, i));
        }
      }),
  SENDS_A_TRAILER(
      "",
      visit -> {
        visit.chunked("Trailer: X-Sum\r\n");
        visit.chunk(visit.page().getBytes(StandardCharsets.UTF_8));
        visit.raw("0\r\nX-Sum: 1\r\n\r\n");
      }),
  EXTENDS_ITS_CHUNKS(
      "",
      visit -> {
        visit.chunked("");
        byte[] body = visit.page().getBytes(StandardCharsets.UTF_8);
        visit.raw(Integer.toHexString(body.length) + ";a=b;" + "c=\"d\";".repeat(100) + "\r\n");
        visit.raw(body);
        visit.raw("\r\n0;e=f\r\n\r\n");
      }),
  EXTENDS_A_CHUNK_WITHOUT_END(
      "far too long",
      visit -> {
        visit.chunked("");
        visit.raw("5;a=");
        forever(visit, "x".repeat(1 << 14).getBytes(StandardCharsets.US_ASCII));
      }),
  SAYS_NONSENSE_FOR_THE_LENGTH_OF_A_CHUNK(
      "cut off",
      visit -> {
        visit.chunked("");
        visit.raw("xyz\r\nabc\r\n0\r\n\r\n");
      }),
  SAYS_A_LENGTH_OF_A_CHUNK_BEYOND_NUMBERS(
      "cut off",
      visit -> {
        visit.chunked("");
        visit.raw("FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n");
      }),
  PROMISES_WITHOUT_END(
      "did not answer within",
      visit -> {
        while (true) {
          visit.raw("HTTP/1.1 102 Processing\r\n\r\n");
        }
      }),
  PROMISES_ONCE(
      "",
      visit -> {
        visit.raw("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n");
        visit.page("", visit.page());
      }),
  SWITCHES_PROTOCOLS(
      "breaks HTTP|status 101|no connection",
      visit -> visit.raw("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\nPRI")),
  SPEAKS_NONSENSE(
      "breaks HTTP|far too long", visit -> visit.raw("\u0001\u0002 xin chao \r\n\r\n".repeat(50))),
  SPEAKS_HTTP_0_9("breaks HTTP|no connection|far too long", visit -> visit.raw(visit.page())),
  SPEAKS_SSH("breaks HTTP|no connection", visit -> visit.raw("SSH-2.0-OpenSSH_9.7\r\n")),
  SAYS_A_STATUS_BEYOND_NUMBERS(
      "breaks HTTP|status|no connection", visit -> visit.raw("HTTP/1.1 99999999999 OK\r\n\r\nabc")),
  SENDS_A_PART_UNASKED("status 206", visit -> visit.status(206, "")),
  SAYS_UNCHANGED_OF_WHAT_NOBODY_HOLDS(
      "status 304", visit -> visit.raw("HTTP/1.1 304 Not Modified\r\n\r\n")),
  FAILS("status 500", visit -> visit.status(500, "")),
  IS_DOWN_FOR_EVER("status 503", visit -> visit.status(503, "")),
  REFUSES_FOR_EVER("status 429", visit -> visit.status(429, "")),
  REFUSES_AND_SAYS_COME_AT_ONCE("status 429", visit -> visit.status(429, "Retry-After: 0\r\n")),
  REFUSES_FOR_A_YEAR(
      "Retry-After: 31536000 s", visit -> visit.status(429, "Retry-After: 31536000\r\n")),
  REFUSES_UNTIL_YESTERDAY(
      "status 503", visit -> visit.status(503, "Retry-After: Mon, 01 Jan 2001 00:00:00 GMT\r\n")),
  REFUSES_FOR_LESS_THAN_NOTHING("status 503", visit -> visit.status(503, "Retry-After: -5\r\n")),
  REFUSES_UNTIL_NONSENSE(
      "status 503", visit -> visit.status(503, "Retry-After: 99999999999999999999999\r\n")),
  REDIRECTS_IN_A_LOOP(
      "redirects more than 5 times",
      visit -> visit.status(302, "Location: %s\r\n".formatted(visit.target()))),
  REDIRECTS_NOWHERE("status 302", visit -> visit.status(302, "")),
  REDIRECTS_HOME(
      "not public",
      visit -> visit.status(302, "Location: http://127.0.0.1:%d/\r\n".formatted(visit.canary()))),
  REDIRECTS_TO_THE_CLOUD(
      "not public", visit -> visit.status(307, "Location: http://169.254.169.254/latest\r\n")),
  REDIRECTS_TO_A_FILE(
      "no http or https address", visit -> visit.status(301, "Location: file:///etc/passwd\r\n")),
  REDIRECTS_TO_FTP(
      "no http or https address",
      visit -> visit.status(303, "Location: ftp://127.0.0.1:%d/x\r\n".formatted(visit.canary()))),
  REDIRECTS_TO_GOPHER(
      "no http or https address",
      visit ->
          visit.status(308, "Location: gopher://127.0.0.1:%d/_x\r\n".formatted(visit.canary()))),
  REDIRECTS_WITH_A_NAME_AND_PASSWORD(
      "may not follow",
      visit ->
          visit.status(302, "Location: http://a:b@127.0.0.1:%d/x\r\n".formatted(visit.port()))),
  REDIRECTS_TO_NONSENSE(
      "may not follow|no http|no host|malformed",
      visit -> visit.status(302, "Location: http://[[/%zz\r\n")),
  SENDS_A_GZIP_BOMB(
      "unpack to more than|over the limit of",
      visit -> visit.page("Content-Encoding: gzip\r\n", gzip(new byte[60 << 20]))),
  COMPRESSES_TWICE(
      "which was not offered",
      visit -> visit.page("Content-Encoding: gzip, gzip\r\n", gzip(gzip(utf8(visit.page()))))),
  COMPRESSES_WITH_ZSTD(
      "'zstd', which was not offered",
      visit -> visit.page("Content-Encoding: zstd\r\n", new byte[] {0x28, (byte) 0xb5, 0x2f})),
  COMPRESSES_WITH_BROTLI(
      "'br', which was not offered",
      visit -> visit.page("Content-Encoding: br\r\n", new byte[] {1, 2, 3})),
  COMPRESSES_NOTHING(
      "compressed body is corrupt",
      visit -> visit.page("Content-Encoding: gzip\r\n", utf8(visit.page()))),
  CUTS_WHAT_IT_COMPRESSES(
      "cut off",
      visit -> {
        byte[] whole = gzip(utf8(visit.page()));
        visit.page("Content-Encoding: gzip\r\n", Arrays.copyOf(whole, whole.length / 2));
      }),
  COMPRESSES_A_HUNDRED_THOUSAND_TIMES_NOTHING(
      "answered with nothing",
      visit -> {
        byte[] nothing = gzip(new byte[0]);
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
          body.write(nothing);
        }
        visit.page("Content-Encoding: gzip\r\n", body.toByteArray());
      }),
  COMPRESSES_NOTHING_WITHOUT_END(
      "over the limit of",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
        visit.raw(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
        byte[] blocks = new byte[5 * 20_000]; // empty stored blocks of deflate
        for (int i = 0; i < blocks.length; i += 5) {
          blocks[i + 3] = (byte) 0xff;
          blocks[i + 4] = (byte) 0xff;
        }
        forever(visit, blocks);
      }),
  COMPRESSES_UNDER_A_NAME_WITHOUT_END(
      "over the limit of",
      visit -> {
        visit.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
        visit.raw(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0});
        forever(visit, "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII));
      }),
  COMPRESSES_HONESTLY(
      "", visit -> visit.page("Content-Encoding: gzip\r\n", gzip(utf8(visit.page())))),
  NAMES_ITS_FILE_IN_SIXTEEN_THOUSAND_LETTERS(
      "",
      visit ->
          visit.page(
              "Content-Disposition: attachment; filename=\"%s\"\r\n".formatted("a".repeat(16_000)),
              visit.page())),
  LINKS_IN_BRACKETS_ALONE(
      "",
      visit -> visit.page("Link: %s\r\n".formatted("<".repeat(16_000)).repeat(150), visit.page())),
  LINKS_IN_A_THOUSAND_RELATIONS(
      "",
      visit ->
          visit.page(
              "Link: <x>; rel=\"%s\r\n".formatted("next ".repeat(3_000)).repeat(150),
              visit.page())),
  LIVES_IN_THE_FUTURE(
      "",
      visit ->
          visit.page(
              "Date: Fri, 01 Jan 2199 00:00:00 GMT\r\n"
                  + "Last-Modified: Sat, 02 Jan 2199 00:00:00 GMT\r\n"
                  + "Age: -7\r\n",
              visit.page())),
  TAGS_WITH_TEN_THOUSAND_LETTERS(
      "", visit -> visit.page("ETag: \"%s\"\r\n".formatted("e".repeat(10_000)), visit.page())),
  SETS_A_THOUSAND_COOKIES(
      "", visit -> visit.page("Set-Cookie: a=b; Path=/\r\n".repeat(100), visit.page())),
  HAS_AN_EXPIRED_CERTIFICATE(
      "no secure connection.*(expired|validity)", Certificates.Trick.EXPIRED),
  HAS_THE_CERTIFICATE_OF_ANOTHER_HOST("no secure connection", Certificates.Trick.OTHER_HOST),
  SIGNED_ITS_CERTIFICATE_ITSELF("no secure connection", Certificates.Trick.SELF_SIGNED),
  STALLS_IN_THE_HANDSHAKE("did not answer within|no secure connection", Certificates.Trick.STALLS),
  SPEAKS_PLAINLY_WHERE_TLS_IS_MEANT(
      "no secure connection|did not answer within", Certificates.Trick.PLAIN);

  private final String says;
  private final Act act;
  private final Optional<Certificates.Trick> trick;

  WireBehaviour(String says, Act act) {
    this.says = says;
    this.act = act;
    this.trick = Optional.empty();
  }

  WireBehaviour(String says, Certificates.Trick trick) {
    this.says = says;
    this.act = _ -> {};
    this.trick = Optional.of(trick);
  }

  @Override
  public boolean fits(Kind kind) {
    return true;
  }

  @Override
  public void act(Visit visit) throws IOException, InterruptedException {
    act.play(visit);
  }

  @Override
  public Optional<String> says(Kind kind) {
    return says.isEmpty() ? Optional.empty() : Optional.of(says);
  }

  @Override
  public Optional<Certificates.Trick> trick() {
    return trick;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] blanks(int length) {
    byte[] blanks = new byte[length];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  private static void forever(Visit visit, byte[] bytes) throws IOException {
    while (true) {
      visit.raw(bytes);
    }
  }

  private static void chunksForever(Visit visit) throws IOException {
    byte[] blanks = blanks(1 << 16);
    while (true) {
      visit.chunk(blanks);
    }
  }

  static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
