package vn.sen.publish;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import vn.sen.vocab.Sha256;

/**
 * A validator of a representation. Source: RFC 9110, 8.8.3 and 13.1.
 *
 * @param value as it stands in the header, quotes included
 */
public record EntityTag(String value) {
  private static final int DIGITS = 24;

  /** Changes whenever {@code opaque} changes, byte for byte. */
  public static EntityTag strong(String opaque) {
    return new EntityTag('"' + opaque + '"');
  }

  /** Stands for the same content in any coding, such as gzip. */
  public static EntityTag weak(byte[] content) {
    return new EntityTag("W/\"" + digest(content) + '"');
  }

  /** Strong, made of the content. */
  public static EntityTag strong(byte[] content) {
    return strong(digest(content));
  }

  private static String digest(byte[] content) {
    return Sha256.of(content).substring(0, DIGITS);
  }

  public static EntityTag weak(String content) {
    return weak(content.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the caller has this already ({@code If-None-Match}, weak comparison). */
  public boolean isKnownTo(HttpRequest<?> request) {
    String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    if (known == null) {
      return false;
    }
    for (String tag : known.split(",")) {
      if (tag.strip().equals("*") || opaque(tag.strip()).equals(opaque(value))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /** The answer to a caller who has it already. */
  public <T> MutableHttpResponse<T> notModified() {
    return HttpResponse.<T>notModified().header(HttpHeaders.ETAG, value);
  }
}
