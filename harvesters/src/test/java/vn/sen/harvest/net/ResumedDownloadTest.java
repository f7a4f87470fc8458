package vn.sen.harvest.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.vocab.Sha256;

/** Files over lines that break. */
class ResumedDownloadTest {
  private static final Limits QUICK =
      Limits.defaults()
          .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60))
          .withBytes(100_000, 20 << 20)
          .withRetries(3, Duration.ofMillis(4), Duration.ofSeconds(1));

  private static final String FIXED =
      "ETag: \"one\"\r\nLast-Modified: Mon, 02 Nov 2026 08:00:00 GMT\r\n";

  @TempDir Path directory;

  private final SourceClient client = new SourceClient("https://sen.vn/lien-he", QUICK);
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws IOException {
    client.close();
  }

  private static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static Optional<String> header(List<String> head, String name) {
    return head.stream()
        .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }

  /** Where what is asked for begins. */
  private static int from(List<String> head) {
    return header(head, "Range")
        .map(text -> Integer.parseInt(text.replaceAll("\\D", "")))
        .orElse(0);
  }

  private static void say(OutputStream out, String head) throws IOException {
    out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says all of it, but no more than {@code most} bytes at a time. */
  private RawServer breaking(byte[] whole, int most, String headers) {
    return new RawServer(
        (head, out) -> {
          Optional<String> range = header(head, "Range");
          ranges.add(
              range.orElse("whole") + header(head, "If-Range").map(tag -> " " + tag).orElse(""));
          int from = from(head);
          String part =
              from == 0
                  ? "HTTP/1.1 200 OK\r\n"
                  : "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes %d-%d/%d\r\n"
                      .formatted(from, whole.length - 1, whole.length);
          say(out, part + "Content-Length: %d\r\n".formatted(whole.length - from) + headers);
          out.write(whole, from, Math.min(most, whole.length - from));
        });
  }

  private Fetched<Downloaded> download(RawServer server) throws InterruptedException {
    return client.download(server.source(), server.uri(), directory, Conditions.NONE, _ -> {});
  }

  private void isWhole(Fetched<Downloaded> fetched, byte[] whole) throws IOException {
    assertThat(fetched).isInstanceOf(Fetched.Body.class);
    Downloaded downloaded = ((Fetched.Body<Downloaded>) fetched).value();
    assertThat(downloaded.bytes()).isEqualTo(whole.length);
    assertThat(downloaded.sha256()).isEqualTo(Sha256.of(whole));
    assertThat(downloaded.file()).hasBinaryContent(whole);
    assertThat(filesLeft()).containsExactly(downloaded.file());
  }

  private void isTruncated(Fetched<Downloaded> fetched) throws IOException {
    assertThat(fetched).isInstanceOf(Fetched.Failure.class);
    assertThat(((Fetched.Failure<?>) fetched).kind()).isEqualTo(Fetched.Kind.TRUNCATED);
    assertThat(filesLeft()).isEmpty();
  }

  private List<Path> filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void aFileThatBreaksOffGoesOnWhereItBroke() throws Exception {
    byte[] whole = random(300_000, 1);
    try (RawServer server = breaking(whole, 120_000, FIXED)) {
      isWhole(download(server), whole);

      assertThat(server.requests()).isEqualTo(3);
      assertThat(ranges.getFirst()).isEqualTo("whole");
      assertThat(ranges.subList(1, 3)).allMatch(asked -> asked.matches("bytes=\\d+- \"one\""));
    }
  }

  @Test
  void aLineThatBreaksOftenLeadsToTheEndAsLongAsEachTryBringsMuch() throws Exception {
    byte[] whole = random(12 << 20, 2);
    try (RawServer server = breaking(whole, 3 << 19, FIXED)) {
      isWhole(download(server), whole);

      assertThat(server.requests()).isGreaterThan(4);
    }
  }

  @Test
  void aDripOfPartsEnds() throws Exception {
    try (RawServer server = breaking(random(300_000, 3), 1_000, FIXED)) {
      isTruncated(download(server));

      assertThat(server.requests()).isEqualTo(4);
    }
  }

  @Test
  void aDateThatIsOldEnoughNamesABodyToo() throws Exception {
    byte[] whole = random(100_000, 4);
    String dated =
        "Last-Modified: Mon, 02 Nov 2026 08:00:00 GMT\r\nDate: Mon, 02 Nov 2026 08:01:00 GMT\r\n";
    try (RawServer server = breaking(whole, 60_000, dated)) {
      isWhole(download(server), whole);

      assertThat(ranges.getLast()).endsWith(" Mon, 02 Nov 2026 08:00:00 GMT");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ETag: W/\"weak\"\r\n",
        "ETag: unquoted\r\n",
        "Last-Modified: Mon, 02 Nov 2026 08:00:00 GMT\r\n",
        "Last-Modified: Mon, 02 Nov 2026 08:00:30 GMT\r\nDate: Mon, 02 Nov 2026 08:01:00 GMT\r\n",
        "Last-Modified: yesterday\r\nDate: today\r\n",
        "ETag: \"one\"\r\nAccept-Ranges: none\r\n",
      })
  void whatCannotBeToldFromAnotherBodyIsAskedForWhole(String headers) throws Exception {
    try (RawServer server = breaking(random(100_000, 5), 60_000, headers)) {
      isTruncated(download(server));

      assertThat(ranges).containsExactly("whole", "whole", "whole", "whole");
    }
  }

  @Test
  void whatBrokeOffOnceComesWholeTheNextTime() throws Exception {
    byte[] whole = random(100_000, 6);
    var server =
        new RawServer(
            (_, out) -> {
              ranges.add("asked");
              say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n");
              out.write(whole, 0, ranges.size() == 1 ? 70_000 : whole.length);
            });
    try (server) {
      isWhole(download(server), whole);
    }
  }

  @Test
  void aFileThatChangedMeanwhileComesWhole() throws Exception {
    byte[] first = random(100_000, 7);
    byte[] second = random(90_000, 8);
    var server =
        new RawServer(
            (head, out) -> {
              if (header(head, "Range").isEmpty()) {
                say(out, "HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: 100000\r\n");
                out.write(first, 0, 50_000);
              } else {
                say(out, "HTTP/1.1 200 OK\r\nETag: \"two\"\r\nContent-Length: 90000\r\n");
                out.write(second);
              }
            });
    try (server) {
      isWhole(download(server), second);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "206 Partial Content\r\n"
            + "ETag: \"one\"\r\n"
            + "Content-Range: bytes 0-99/100000\r\n"
            + "Content-Length: 100",
        "206 Partial Content\r\n"
            + "ETag: \"two\"\r\n"
            + "Content-Range: bytes 50000-99999/100000\r\n"
            + "Content-Length: 100",
        "206 Partial Content\r\nContent-Range: bytes 50000-99999/700\r\nContent-Length: 100",
        "206 Partial Content\r\nContent-Length: 100",
        "206 Partial Content\r\nContent-Range: bytes 50000-99999/100000\r\nContent-Length: 100000",
        "206 Partial Content\r\nContent-Range: bytes 50000-100000/100000\r\nContent-Length: 50001",
        "206 Partial Content\r\n"
            + "Last-Modified: Tue, 03 Nov 2026 08:00:00 GMT\r\n"
            + "Content-Range: bytes 50000-50099/100000\r\n"
            + "Content-Length: 100",
        "501 Not Implemented\r\nContent-Length: 100",
        "403 Forbidden\r\nContent-Length: 100",
        "206 Partial Content\r\n"
            + "Content-Type: multipart/byteranges; boundary=x\r\n"
            + "Content-Length: 100",
        "206 Partial Content\r\n"
            + "Content-Range: bytes 99999999999999999999999-9/1\r\n"
            + "Content-Length: 100",
        "206 Partial Content\r\n"
            + "Content-Encoding: gzip\r\n"
            + "Content-Range: bytes 50000-99999/100000\r\n"
            + "Content-Length: 100",
        "416 Range Not Satisfiable\r\nContent-Length: 100",
      })
  void aPartThatIsNotTheOneAskedForIsNotPutBehindTheFirst(String answer) throws Exception {
    byte[] whole = random(100_000, 9);
    var server =
        new RawServer(
            (head, out) -> {
              ranges.add(header(head, "Range").orElse("whole"));
              if (header(head, "Range").isPresent()) {
                say(out, "HTTP/1.1 " + answer + "\r\n");
                out.write(new byte[100]);
              } else {
                say(out, "HTTP/1.1 200 OK\r\n" + FIXED + "Content-Length: 100000\r\n");
                out.write(whole, 0, ranges.size() == 1 ? 50_000 : whole.length);
              }
            });
    try (server) {
      isWhole(download(server), whole);
    }
    assertThat(ranges).containsExactly("whole", "bytes=50000-", "whole");
  }

  /** The length of the whole is said at the beginning, or with the parts alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n9c40\r\n"})
  void aServerMaySendLessThanTheRest(String beginning) throws Exception {
    byte[] whole = random(100_000, 10);
    var server =
        new RawServer(
            (head, out) -> {
              int from = from(head);
              int length = Math.min(40_000, whole.length - from);
              String said =
                  from == 0
                      ? "HTTP/1.1 200 OK\r\nETag: \"one\"\r\n" + beginning
                      : "HTTP/1.1 206 Partial Content\r\nContent-Length: %d\r\nContent-Range: bytes %d-%d/100000\r\n\r\n"
                          .formatted(length, from, from + length - 1);
              out.write(said.getBytes(StandardCharsets.US_ASCII));
              out.write(whole, from, length);
            });
    try (server) {
      isWhole(download(server), whole);
    }
  }

  @Test
  void theRestCountsTowardsTheCap() throws Exception {
    byte[] whole = random((20 << 20) + 10, 11);
    var server =
        new RawServer(
            (head, out) -> {
              int from = from(head);
              String chunked = "ETag: \"one\"\r\nTransfer-Encoding: chunked\r\n";
              say(
                  out,
                  from == 0
                      ? "HTTP/1.1 200 OK\r\n" + chunked
                      : "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes %d-%d/%d\r\n"
                              .formatted(from, whole.length - 1, whole.length)
                          + chunked);
              int length = Math.min(12 << 20, whole.length - from);
              out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
              out.write(whole, from, length);
            });
    try (server) {
      Fetched<Downloaded> fetched = download(server);

      assertThat(fetched).isInstanceOf(Fetched.Failure.class);
      assertThat(((Fetched.Failure<?>) fetched).kind()).isEqualTo(Fetched.Kind.TOO_LARGE);
      assertThat(filesLeft()).isEmpty();
    }
  }

  @Test
  void whoBeginsAnewAgainAndAgainIsNotAskedForEver() throws Exception {
    byte[] much = random(2 << 20, 14);
    var server =
        new RawServer(
            (head, out) -> {
              if (header(head, "Range").isPresent()) {
                say(out, "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n");
              } else {
                say(out, "HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: 10000000\r\n");
                out.write(much);
              }
            });
    try (server) {
      assertThat(download(server)).isInstanceOf(Fetched.Failure.class);
      assertThat(server.requests()).isLessThan(12);
    }
  }

  @Test
  void whatWasCompressedForTheWayComesWholeAgain() throws Exception {
    byte[] whole = random(100_000, 12);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(whole);
    }
    byte[] sent = packed.toByteArray();
    var server =
        new RawServer(
            (head, out) -> {
              ranges.add(header(head, "Range").orElse("whole"));
              say(
                  out,
                  "HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n"
                      .formatted(sent.length));
              out.write(ranges.size() == 1 ? Arrays.copyOf(sent, 50_000) : sent);
            });
    try (server) {
      isWhole(download(server), whole);
    }
    assertThat(ranges).containsExactly("whole", "whole");
  }
}
