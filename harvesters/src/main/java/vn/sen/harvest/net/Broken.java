package vn.sen.harvest.net;

import java.net.URI;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
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
 * @param validator strong: the server's word that the rest is of the same bytes
 * @param bytes that are there
 * @param whole bytes in all; empty where that was not said
 */
record Broken(URI uri, String validator, long bytes, OptionalLong whole) {
  /** Until a file has this age, it may change twice within the second that dates it. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private static final Pattern PART =
      Pattern.compile("(?i)bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /**
   * By which the rest of an answer can be asked for, should it break off; absent where it can't.
   */
  static Optional<String> validator(ClassicHttpResponse response) {
    if (Headers.text(response, "Accept-Ranges").filter("none"::equalsIgnoreCase).isPresent()) {
      return Optional.empty();
    }
    Optional<String> etag = Headers.text(response, "ETag");
    return etag.isPresent()
        ? etag.filter(tag -> tag.startsWith("\"") && tag.length() <= Headers.KEPT)
        : Headers.text(response, "Last-Modified").filter(date -> isSettled(date, response));
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

  /** Whether an answer with status 206 goes on where this ends, and in the same body. */
  boolean isContinuedBy(ClassicHttpResponse response) {
    Matcher part = PART.matcher(Headers.text(response, "Content-Range").orElse(""));
    String encoding = Headers.text(response, "Content-Encoding").orElse("identity");
    return part.matches()
        && encoding.toLowerCase(Locale.ROOT).equals("identity")
        && Long.parseLong(part.group(1)) == bytes
        && Long.parseLong(part.group(2)) >= bytes
        && (part.group(3).equals("*")
            || whole.isEmpty()
            || Long.parseLong(part.group(3)) == whole.getAsLong())
        && Headers.text(response, "ETag").filter(tag -> !tag.equals(validator)).isEmpty();
  }
}
