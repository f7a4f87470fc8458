package vn.sen.publish;

import io.micronaut.http.HttpStatus;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of error a caller can meet; each has a page under {@code /problems/}. */
public enum ProblemKind {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "Invalid request"),
  NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "Token needed"),
  NOT_ALLOWED(HttpStatus.FORBIDDEN, "Not allowed"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
  CONFLICT(HttpStatus.CONFLICT, "Conflict"),
  GONE(HttpStatus.GONE, "Gone"),
  TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Request too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
  RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "Range not satisfiable"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal Server Error"),
  OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Overloaded"),
  STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Store unavailable");

  private final HttpStatus status;
  private final String title;

  ProblemKind(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The last part of its address: {@code not-found}. */
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public static Optional<ProblemKind> find(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
  }

  /** The kind that stands for a status; a 5xx that is none of these is an internal error. */
  public static ProblemKind of(int status) {
    return Arrays.stream(values())
        .filter(kind -> kind.status.getCode() == status)
        .findFirst()
        .orElse(status >= 500 ? INTERNAL_ERROR : INVALID_REQUEST);
  }
}
