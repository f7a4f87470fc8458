package vn.sen.publish.datasets;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import java.net.URI;
import java.util.Optional;
import vn.sen.catalog.DatasetEntry;

/** Sends who names a dataset that was merged into another to that one, and says so. */
final class Merged {
  /** Which one the visitor came from. */
  static final String FROM = "merged";

  private Merged() {}

  /**
   * Where it is now; absent for a dataset that was merged into none. A merge can be undone, so no
   * one should remember the way.
   *
   * @param path to the dataset, ending in a slash
   * @param ending after its id
   */
  static <T> Optional<HttpResponse<T>> elsewhere(DatasetEntry entry, String path, String ending) {
    return entry
        .mergedInto()
        .map(
            into ->
                HttpResponse.<T>temporaryRedirect(URI.create(path + into + ending))
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .header(
                        HttpHeaders.LINK,
                        "</dataset/%s>; rel=\"successor-version\"".formatted(into)));
  }
}
