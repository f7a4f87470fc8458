package vn.sen.publish.datasets;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import vn.sen.catalog.Catalog;
import vn.sen.publish.Pools;
import vn.sen.publish.RdfForm;

/**
 * Sends who names a dataset by its alias, {@code agency-code:identifier}, to the same thing under
 * its id.
 */
@ServerFilter({"/dataset/**", "/download/**", "/api/v1/datasets/**"})
final class AliasRedirect {
  private static final Set<String> BEFORE_ID = Set.of("dataset", "download", "datasets");

  private final Catalog catalog;

  AliasRedirect(Catalog catalog) {
    this.catalog = catalog;
  }

  @RequestFilter
  @ExecuteOn(Pools.READS)
  Optional<HttpResponse<?>> redirect(HttpRequest<?> request) {
    String[] segments = request.getUri().getRawPath().split("/");
    for (int i = 1; i < segments.length - 1; i++) {
      if (BEFORE_ID.contains(segments[i])) {
        return target(segments, i + 1, request.getUri().getRawQuery())
            .map(target -> HttpResponse.redirect(target).status(308));
      }
    }
    return Optional.empty();
  }

  private Optional<URI> target(String[] segments, int at, String query) {
    String name = URLDecoder.decode(segments[at].replace("+", "%2B"), StandardCharsets.UTF_8);
    if (name.indexOf(':') < 0) {
      return Optional.empty();
    }
    return catalog
        .resolve(name)
        .map(id -> id.value())
        .or(
            () ->
                RdfForm.ofEnding(name)
                    .flatMap(
                        form ->
                            catalog
                                .resolve(
                                    name.substring(
                                        0, name.length() - form.extension().length() - 1))
                                .map(id -> id + "." + form.extension())))
        .map(
            id -> {
              String[] changed = segments.clone();
              changed[at] = id;
              return URI.create(String.join("/", changed) + (query == null ? "" : "?" + query));
            });
  }
}
