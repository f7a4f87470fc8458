package vn.sen.publish.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;

/**
 * What every answer says to a browser: run nothing that isn't ours, guess no types, tell no one
 * where the reader came from; and that other sites' programs may read what is public.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'";

  /**
   * Swagger UI is a program, writes style elements, and has its icons in data addresses; nothing of
   * ours or of a source is on its page.
   */
  private static final String API_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Answers a browser that asks whether another site's program may read. */
  @RequestFilter
  Optional<HttpResponse<?>> preflight(HttpRequest<?> request) {
    if (request.getMethod() != HttpMethod.OPTIONS
        || !request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
      return Optional.empty();
    }
    String methods = request.getPath().equals("/sparql") ? "GET, HEAD, POST" : "GET, HEAD";
    return Optional.of(
        HttpResponse.status(HttpStatus.NO_CONTENT)
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
            .header(
                HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                "Accept, Content-Type, If-None-Match, If-Range, Range")
            .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400"));
  }

  @ResponseFilter
  void protect(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "strict-origin-when-cross-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .header("Content-Security-Policy", request.getPath().equals("/api") ? API_POLICY : POLICY);
    if (isRead(request)) {
      response
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
          .header(
              HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
              "Content-Disposition, Content-Range, ETag, Link, Repr-Digest, X-Row-Count");
    }
  }

  private static boolean isRead(HttpRequest<?> request) {
    return switch (request.getMethod()) {
      case GET, HEAD, OPTIONS -> !request.getPath().startsWith("/held");
      case POST -> request.getPath().equals("/sparql");
      default -> false;
    };
  }
}
