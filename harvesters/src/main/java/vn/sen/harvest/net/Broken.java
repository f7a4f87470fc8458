package vn.sen.harvest.net;

import java.net.URI;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * The beginning of a body that broke off, and how the rest of it is asked for (RFC 9110, sections
 * 13.1.5 and 14).
 *
 * @param uri that it came from; another may have another body of the same validator
 * @param validator by which the rest is asked for
 * @param bytes that are there
 * @param whole bytes in all; empty where that was not said
 */
record Broken(URI uri, Validator validator, long bytes, OptionalLong whole) {
  /**
   * The server's word that the rest is of the same bytes.
   *
   * @param sent in {@code If-Range}: a strong entity tag, or a date that is old enough
   * @param etag of the body, where it has one
   * @param modified of the body, where that is said
   */
  record Validator(String sent, Optional<String> etag, Optional<String> modified) {}

  /** Until a file has this age, it may change twice within the second that dates it. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private static final Pattern PART =
      Pattern.compile("(?i)bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /**
   * By which the rest of an answer can be asked for, should it break off; absent where it can't.
   */
  static Optional<Validator> validator(ClassicHttpResponse response) {
    if (Headers.text(response, "Accept-Ranges").filter("none"::equalsIgnoreCase).isPresent()) {
      return Optional.empty();
    }
    Optional<String> etag = Headers.text(response, "ETag");
    Optional<String> modified = Headers.text(response, "Last-Modified");
    Optional<String> sent =
        etag.isPresent()
            ? etag.filter(tag -> tag.startsWith("\"") && tag.length() <= Headers.KEPT)
            : modified.filter(date -> isSettled(date, response));
    return sent.map(said -> new Validator(said, etag, modified));
  }

  private static boolean isSettled(String modified, ClassicHttpResponse response) {
    try {
      ZonedDateTime answered = date(Headers.text(response, "Date").orElse(""));
      return !date(modified).plus(SETTLED).isAfter(answered);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static ZonedDateTime date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  /** {@code Range} of the request. */
  String range() {
    return "bytes=" + bytes + "-";
  }

  /**
   * How many bytes the whole body has by an answer with status 206 that goes on from where this one
   * broke; empty where it goes on elsewhere, or may be of another body. Servers that overlook
   * {@code If-Range} are common.
   */
  OptionalLong goesOn(ClassicHttpResponse response) {
    Matcher part = PART.matcher(Headers.text(response, "Content-Range").orElse(""));
    String encoding = Headers.text(response, "Content-Encoding").orElse("identity");
    if (!part.matches() || !encoding.equalsIgnoreCase("identity")) {
      return OptionalLong.empty();
    }
    long first = Long.parseLong(part.group(1));
    long last = Long.parseLong(part.group(2));
    long said = part.group(3).equals("*") ? whole.orElse(-1) : Long.parseLong(part.group(3));
    long length = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
    boolean fits =
        first == bytes
            && last >= first
            && last < said
            && said == whole.orElse(said)
            && (length < 0 || length == last - first + 1)
            && agrees(validator.etag(), Headers.text(response, "ETag"))
            && agrees(validator.modified(), Headers.text(response, "Last-Modified"));
    return fits ? OptionalLong.of(said) : OptionalLong.empty();
  }

  private static boolean agrees(Optional<String> before, Optional<String> now) {
    return before.isEmpty() || now.isEmpty() || before.equals(now);
  }
}
