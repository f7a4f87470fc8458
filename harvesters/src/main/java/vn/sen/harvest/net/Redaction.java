package vn.sen.harvest.net;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as people and logs may see them. */
final class Redaction {
  private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;#]*)=([^&;#]*)");
  private static final Pattern SECRET =
      Pattern.compile(
          "(^|[^a-z])(token|key|apikey|pass|passwd|password|pwd|secret|sig|signature|auth|sas|"
              + "credential|credentials|session|sessionid|jwt|bearer)([^a-z]|$)|"
              // Not every token: a resumptionToken leads to the next page.
              + "(access|api|app|auth|client|id|licen[cs]e|private|refresh|service|subscription|user|ws)"
              + "[_.-]?(key|token)|(secret|password|pwd)$|x-amz-.*|x-goog-.*");
  private static final Pattern USER = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@");

  /** A user alone, where a host should be. */
  private static final Pattern NO_HOST =
      Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@(?=[:/?#]|$)");

  private Redaction() {}

  /** {@code uri} without user, password and the values of parameters that look secret. */
  static URI of(URI uri) {
    String text = NO_HOST.matcher(uri.toString()).replaceFirst("$1REDACTED");
    text = USER.matcher(text).replaceFirst("$1");
    Matcher parameter = PARAMETER.matcher(text);
    String shown =
        parameter.replaceAll(
            match ->
                Matcher.quoteReplacement(
                    isSecret(match.group(2)) && !match.group(3).isEmpty()
                        ? match.group(1) + match.group(2) + "=REDACTED"
                        : match.group()));
    return URI.create(shown);
  }

  /** Whether {@code uri} holds something that may not go over an open wire. */
  static boolean holdsSecrets(URI uri) {
    return !of(uri).equals(uri);
  }

  private static boolean isSecret(String name) {
    return SECRET.matcher(decoded(name).toLowerCase(Locale.ROOT)).find();
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
