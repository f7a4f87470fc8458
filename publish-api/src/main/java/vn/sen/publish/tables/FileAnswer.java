package vn.sen.publish.tables;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import vn.sen.catalog.Catalog.Download;
import vn.sen.publish.EntityTag;
import vn.sen.publish.Problem;
import vn.sen.publish.ProblemKind;
import vn.sen.publish.page.Page;
import vn.sen.publish.tables.ByteRange.Asked;

/**
 * A file over HTTP: whole or in part, with its checksum as strong validator. Sources: RFC 9110 (13,
 * 14), RFC 9530 ({@code Repr-Digest}), RFC 6266 (names).
 */
final class FileAnswer {
  private FileAnswer() {}

  /**
   * Answers a GET or HEAD.
   *
   * @param rows of the table; absent for a file that is none
   * @param keep the {@code Cache-Control}: for ever for a version, not for {@code latest}
   */
  static HttpResponse<?> of(HttpRequest<?> request, Download file, OptionalLong rows, String keep) {
    EntityTag tag = EntityTag.strong(file.sha256());
    if (tag.isKnownTo(request)) {
      return described(HttpResponse.notModified(), file, rows, keep);
    }
    Optional<String> range =
        Optional.ofNullable(request.getHeaders().get(HttpHeaders.RANGE))
            .filter(_ -> request.getMethod() == HttpMethod.GET)
            .filter(_ -> isStillMeant(request, tag));
    return switch (ByteRange.read(range, file.byteSize())) {
      case Asked.Whole _ when request.getMethod() == HttpMethod.HEAD ->
          described(HttpResponse.ok(), file, rows, keep).contentLength(file.byteSize());
      case Asked.Whole _ ->
          described(
              HttpResponse.ok(body(file, new ByteRange(0, file.byteSize() - 1))), file, rows, keep);
      case Asked.Part(ByteRange part) ->
          described(
                  HttpResponse.status(HttpStatus.PARTIAL_CONTENT).body(body(file, part)),
                  file,
                  rows,
                  keep)
              .header(
                  HttpHeaders.CONTENT_RANGE,
                  "bytes %d-%d/%d".formatted(part.first(), part.last(), file.byteSize()));
      case Asked.Beyond _ ->
          HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
              .body(
                  Problem.of(
                      ProblemKind.RANGE_NOT_SATISFIABLE,
                      "the file has %d bytes".formatted(file.byteSize()),
                      request.getUri().getRawPath()))
              .contentType(MediaType.of(Problem.MEDIA_TYPE))
              .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.byteSize())
              .header(HttpHeaders.ETAG, tag.value());
    };
  }

  /** {@code If-Range}: a part is only of use while the file is the one the caller began with. */
  private static boolean isStillMeant(HttpRequest<?> request, EntityTag tag) {
    String begun = request.getHeaders().get("If-Range");
    return begun == null || begun.strip().equals(tag.value());
  }

  private static <T> MutableHttpResponse<T> described(
      MutableHttpResponse<T> response, Download file, OptionalLong rows, String keep) {
    rows.ifPresent(count -> response.header("X-Row-Count", Long.toString(count)));
    return response
        .contentType(MediaType.of(file.mediaType()))
        .header(HttpHeaders.ETAG, EntityTag.strong(file.sha256()).value())
        .header(HttpHeaders.CACHE_CONTROL, keep)
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .header("Repr-Digest", "sha-256=:" + base64(file.sha256()) + ":")
        .header("X-Checksum-SHA256", file.sha256())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file.name()));
  }

  private static StreamedFile body(Download file, ByteRange part) {
    MediaType type = MediaType.of(file.mediaType());
    return new StreamedFile(open(file, part), type, 0, part.length());
  }

  private static InputStream open(Download file, ByteRange part) {
    try {
      FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
      channel.position(part.first());
      return new Bounded(Channels.newInputStream(channel), part.length());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file.path(), e);
    }
  }

  /** An ASCII name that every program understands, and the true one. */
  static String disposition(String name) {
    String ascii =
        Normalizer.normalize(name.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceAll("^[.-]+", "");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(ascii.isEmpty() ? "file" : ascii, Page.encode(name).replace("*", "%2A"));
  }

  private static String base64(String sha256) {
    return new String(
        Base64.getEncoder().encode(HexFormat.of().parseHex(sha256)), StandardCharsets.US_ASCII);
  }

  /** The next so many bytes of a stream. */
  private static final class Bounded extends java.io.FilterInputStream {
    private long left;

    Bounded(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int value = left > 0 ? super.read() : -1;
      left -= value >= 0 ? 1 : 0;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = left > 0 ? super.read(buffer, offset, (int) Math.min(length, left)) : -1;
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(super.available(), left);
    }
  }
}
