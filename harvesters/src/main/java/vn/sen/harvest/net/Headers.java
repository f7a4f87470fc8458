package vn.sen.harvest.net;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** What the headers of an answer say. */
final class Headers {
  /** Longest text that is remembered. */
  static final int KEPT = 1_000;

  private static final Pattern LINK = Pattern.compile("<([^<>]*)>([^<]*)");
  private static final Pattern RELATION =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))");
  private static final Pattern NEXT = Pattern.compile("(?i)(?:^|\\s)next(?:\\s|$)");
  private static final Pattern EXTENDED_NAME =
      Pattern.compile("(?i)filename\\*\\s*=\\s*\"?([a-z0-9-]+)'[^']*'([^;\"\\s]+)");
  private static final Pattern PLAIN_NAME =
      Pattern.compile("(?i)filename\\s*=\\s*(\"((?:[^\"\\\\]|\\\\.)*+)\"|[^;]+)");

  private Headers() {}

  static Answer answer(ClassicHttpResponse response, Target target, long bytes, String sha256) {
    return new Answer(
        target.request(),
        text(response, "ETag").filter(value -> value.length() <= KEPT),
        text(response, "Last-Modified").filter(value -> value.length() <= KEPT),
        text(response, "Content-Type").filter(value -> value.length() <= KEPT),
        fileName(response, target.request()),
        next(response, target.request()),
        bytes,
        sha256);
  }

  /** A header, stripped; those that are UTF-8 in fact are read so. Absent when blank. */
  static Optional<String> text(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null
        ? Optional.empty()
        : Optional.of(decoded(header.getValue()).strip()).filter(value -> !value.isEmpty());
  }

  private static String decoded(String latin1) {
    if (latin1.chars().allMatch(c -> c < 128)) {
      return latin1;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return latin1;
    }
  }

  private static Optional<URI> next(ClassicHttpResponse response, URI base) {
    for (Header header : response.getHeaders("Link")) {
      Matcher link = LINK.matcher(decoded(header.getValue()));
      while (link.find()) {
        if (isNext(link.group(2))) {
          return SourceClient.resolve(base, link.group(1));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isNext(String parameters) {
    Matcher relation = RELATION.matcher(parameters);
    while (relation.find()) {
      String names = relation.group(1) == null ? relation.group(2) : relation.group(1);
      if (NEXT.matcher(names).find()) {
        return true;
      }
    }
    return false;
  }

  private static String fileName(ClassicHttpResponse response, URI uri) {
    Optional<String> stated = text(response, "Content-Disposition").flatMap(Headers::stated);
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    String name = safe(stated.orElse(""));
    if (name.isEmpty()) {
      name = safe(path.substring(path.lastIndexOf('/') + 1));
    }
    return name.isEmpty() ? "data" : name;
  }

  private static Optional<String> stated(String disposition) {
    Matcher extended = EXTENDED_NAME.matcher(disposition);
    if (extended.find()) {
      try {
        return Optional.of(
            URLDecoder.decode(
                extended.group(2).replace("+", "%2B"), Charset.forName(extended.group(1))));
      } catch (IllegalArgumentException e) {
        // unknown charset or broken escapes: the plain form may still be there
      }
    }
    Matcher plain = PLAIN_NAME.matcher(disposition);
    if (!plain.find()) {
      return Optional.empty();
    }
    return Optional.of(
        plain.group(2) == null
            ? plain.group(1).strip()
            : plain.group(2).replaceAll("\\\\(.)", "$1"));
  }

  /** The last part only, without what a file system or a terminal might take for more. */
  private static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean =
        last.codePoints()
            .filter(
                c ->
                    !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE
                        && ":*?\"<>|#".indexOf(c) < 0)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    while (clean.startsWith(".")) {
      clean = clean.substring(1);
    }
    if (clean.length() > 150) {
      int dot = clean.lastIndexOf('.');
      String extension =
          dot > 0 && clean.length() - dot <= 10
              ? clean.substring(dot).toLowerCase(Locale.ROOT)
              : "";
      clean = clean.substring(0, 150 - extension.length()) + extension;
    }
    return clean;
  }
}
