package vn.sen.publish;

/**
 * An error as a program reads it ({@code application/problem+json}). Source: RFC 9457.
 *
 * @param type address of a page that explains this kind
 * @param title the kind in words
 * @param status HTTP status
 * @param detail what happened this time and what to do, written for the caller
 * @param instance path that was asked for
 */
public record Problem(String type, String title, int status, String detail, String instance) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem of that kind. */
  public static Problem of(ProblemKind kind, String detail, String instance) {
    return new Problem(
        "/problems/" + kind.slug(), kind.title(), kind.status().getCode(), detail, instance);
  }
}
