package vn.sen.publish;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Compresses text of some length. Never what can be had in parts: ranges and checksums count the
 * bytes of the file, not of its compressed form.
 */
@Singleton
@Replaces(HttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {
  private static final int LEAST_BYTES = 1024;
  private static final int LEVEL = 5;
  private static final Pattern TEXT =
      Pattern.compile(
          "text/.*|image/svg\\+xml.*|application/([a-z.-]*\\+?)?(json|jsonl|xml|yaml|javascript|n-triples).*");

  @Override
  public boolean shouldCompress(HttpResponse response) {
    HttpHeaders headers = response.headers();
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
    return type != null
        && TEXT.matcher(type).matches()
        && !headers.contains(HttpHeaderNames.ACCEPT_RANGES)
        && headers.getInt(HttpHeaderNames.CONTENT_LENGTH, LEAST_BYTES) >= LEAST_BYTES;
  }

  @Override
  public int getCompressionLevel() {
    return LEVEL;
  }

  @Override
  public int getMaxZstdEncodeSize() {
    return 1 << 20;
  }
}
