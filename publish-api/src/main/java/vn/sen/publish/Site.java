package vn.sen.publish;

import java.net.URI;
import java.time.Duration;

/**
 * What the pages and the API need to know of the installation.
 *
 * @param base where visitors reach it, with a slash at the end, such as {@code
 *     https://data.example.vn/}; datasets are named under it
 * @param queryDeadline how long a SPARQL query may run
 */
public record Site(URI base, Duration queryDeadline) {
  public static final Duration DEFAULT_QUERY_DEADLINE = Duration.ofSeconds(10);

  public Site {
    if (!base.isAbsolute() || !base.toString().endsWith("/")) {
      throw new IllegalArgumentException(
          "the base is an absolute address that ends in a slash, got " + base);
    }
  }

  /** The absolute address of a path of ours, which begins with a slash. */
  public String absolute(String path) {
    return base + path.substring(1);
  }
}
