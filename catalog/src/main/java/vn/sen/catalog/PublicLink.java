package vn.sen.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells links that anyone may follow from those that lead into somebody's own network, run code or
 * carry a password. Judges the text alone and asks no server.
 */
final class PublicLink {
  private static final Pattern LINK = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S*");
  private static final Pattern CODE =
      Pattern.compile("\\s*(javascript|data|vbscript|file|blob):\\S.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUAD =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)\\.?");
  private static final List<String> PRIVATE_ENDINGS =
      List.of(".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".test");

  private PublicLink() {}

  /** Whether {@code iri} may stand in public RDF. Names ({@code urn:}) lead nowhere and may. */
  static boolean isPublic(String iri) {
    try {
      URI uri = new URI(iri);
      return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
        case "http", "https" -> uri.getRawUserInfo() == null && isPublicHost(uri.getHost());
        case "mailto", "urn" -> true;
        default -> false;
      };
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether a text may stand: it is no link, or a public one. */
  static boolean isHarmless(String text) {
    String stripped = text.strip();
    if (CODE.matcher(stripped).matches() && stripped.indexOf(' ') < 0) {
      return false;
    }
    return !LINK.matcher(stripped).matches() || isPublic(stripped);
  }

  private static boolean isPublicHost(@org.jspecify.annotations.Nullable String given) {
    if (given == null || given.isEmpty()) {
      return false;
    }
    String host = given.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      // 2000::/3 is what is routed; 2002: wraps IPv4 addresses, private ones too.
      return (host.startsWith("[2") || host.startsWith("[3")) && !host.startsWith("[2002:");
    }
    var quad = QUAD.matcher(host);
    if (quad.matches()) {
      return isPublicQuad(
          Integer.parseInt(quad.group(1)),
          Integer.parseInt(quad.group(2)),
          Integer.parseInt(quad.group(3)),
          Integer.parseInt(quad.group(4)));
    }
    return host.contains(".")
        && !NUMERIC_END.matcher(host).matches()
        && PRIVATE_ENDINGS.stream().noneMatch(host::endsWith);
  }

  private static boolean isPublicQuad(int a, int b, int c, int d) {
    if (a > 255 || b > 255 || c > 255 || d > 255) {
      return false;
    }
    return !(a == 0
        || a == 10
        || a == 127
        || a >= 224
        || (a == 100 && b >= 64 && b < 128)
        || (a == 169 && b == 254)
        || (a == 172 && b >= 16 && b < 32)
        || (a == 192 && b == 168)
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)));
  }
}
