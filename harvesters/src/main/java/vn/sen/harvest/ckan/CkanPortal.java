package vn.sen.harvest.ckan;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.sen.harvest.net.SourceClient;

/**
 * Where a portal is.
 *
 * @param root as asked, without a slash at the end; may hold credentials
 * @param filter parameters of the search that the source's address states, each after an {@code &}
 */
record CkanPortal(String root, String filter) {
  private static final Pattern API =
      Pattern.compile(
          "(?i)(/api(/[0-9])?(/action(/(package_search|package_list|current_package_list_with_resources))?)?|/dataset)?/*$");

  static CkanPortal of(URI url) {
    StringBuilder filter = new StringBuilder();
    if (url.getRawQuery() != null) {
      for (String parameter : url.getRawQuery().split("&")) {
        String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !name.matches("rows|start|sort|limit|offset|page")) {
          filter.append('&').append(parameter);
        }
      }
    }
    String text = url.toString();
    int end = text.indexOf('?');
    end = end < 0 ? text.indexOf('#') : end;
    String address = end < 0 ? text : text.substring(0, end);
    return new CkanPortal(
        API.matcher(address).replaceFirst("").replaceFirst("/+$", ""), filter.toString());
  }

  /**
   * @param sorted the oldest first; old portals can't sort by what new ones can
   */
  URI search(long start, int rows, boolean sorted) {
    return action(
        "package_search?rows=%d&start=%d".formatted(rows, start)
            + (sorted ? "&sort=metadata_created%20asc,%20id%20asc" : "")
            + filter);
  }

  /** Packages as a portal lists them that can't be searched. */
  URI list(long start, int rows) {
    return action("current_package_list_with_resources?limit=%d&offset=%d".formatted(rows, start));
  }

  /** The names of all packages. */
  URI names() {
    return action("package_list");
  }

  /** One package. */
  URI show(String name) {
    return action("package_show?id=" + encoded(name));
  }

  private URI action(String call) {
    return URI.create(root + "/api/3/action/" + call);
  }

  /** A page of the portal for people; the portal's own way to name things on the Web. */
  String page(String kind, String id) {
    return SourceClient.shown(URI.create(root)) + "/" + kind + "/" + encoded(id);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
