package vn.sen.harvest.waf;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.sen.harvest.net.SourceClient;

/**
 * The folder of a source: what may be read lies below it, on its host.
 *
 * @param folder ends with a slash; without user, query and fragment
 */
record Scope(URI folder) {
  private static final Pattern UP = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)|%2f|%5c");

  /** The folder whose index stands at {@code index}. */
  static Scope of(URI index) {
    return new Scope(folder(index));
  }

  /**
   * What relative links on an index stand against. A server that shows a folder without its slash
   * means the folder all the same.
   */
  static URI folder(URI index) {
    String path = Optional.ofNullable(index.getRawPath()).orElse("");
    String last = path.substring(path.lastIndexOf('/') + 1);
    String folder =
        last.isEmpty() || last.contains(".")
            ? path.substring(0, path.lastIndexOf('/') + 1)
            : path + "/";
    return URI.create(origin(index) + (folder.isEmpty() ? "/" : folder)).normalize();
  }

  private static String origin(URI uri) {
    String host = Optional.ofNullable(uri.getHost()).orElse("");
    return scheme(uri)
        + "://"
        + host.toLowerCase(Locale.ROOT)
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static String scheme(URI uri) {
    return Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
  }

  /** Where a link on an index of {@code base} leads, when it is below this folder. */
  Optional<URI> find(URI base, String href) {
    if (href.contains("?") || href.startsWith("#")) {
      return Optional.empty(); // the same listing in another order
    }
    return SourceClient.resolve(base, href.replaceFirst("#.*$", ""))
        .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null)
        .map(URI::normalize)
        .filter(this::holds);
  }

  private boolean holds(URI uri) {
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return scheme(uri).equals(scheme(folder))
        && uri.getHost().equalsIgnoreCase(folder.getHost())
        && port(uri) == port(folder)
        && path.startsWith(folder.getRawPath())
        && path.length() > folder.getRawPath().length()
        // what a server may take for a way up
        && !UP.matcher(path).find();
  }

  /** How many folders {@code uri} lies below this one. */
  int depth(URI uri) {
    String below = uri.getRawPath().substring(folder.getRawPath().length());
    return (int) below.chars().filter(c -> c == '/').count();
  }
}
