package vn.sen.publish.datasets;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.Release;
import vn.sen.publish.EntityTag;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.problem.InvalidRequestException;

/** One dataset as JSON. */
@Controller("/api/v1/datasets/{id}")
@ExecuteOn(Pools.READS)
@Tag(name = "datasets")
final class DatasetApi {
  private final Catalog catalog;
  private final Lookup lookup;

  DatasetApi(Catalog catalog) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
  }

  /** A dataset with its description, tables and files. */
  @Get
  @Operation(
      summary = "One dataset",
      description =
          "{id} is the dataset's id, or its alias agency-code:identifier or the id of one that was"
              + " merged into it, which redirect.")
  HttpResponse<DatasetJson> dataset(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    DatasetEntry entry = lookup.dataset(id);
    Optional<HttpResponse<DatasetJson>> elsewhere =
        Merged.elsewhere(entry, "/api/v1/datasets/", "");
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    EntityTag tag = EntityTag.strong(Long.toString(entry.sequence()));
    return tag.isKnownTo(request)
        ? tag.notModified()
        : HttpResponse.ok(DatasetJson.of(entry, catalog.conflicts(entry)))
            .header(HttpHeaders.ETAG, tag.value())
            .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  /** Manifests of a dataset, last first. */
  @Get("/releases")
  @Operation(
      summary = "Releases of a dataset, last first",
      parameters = {
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "0", maximum = "1000")),
        @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
      })
  Listing<Release> releases(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters parameters = Parameters.of(request, "limit", "cursor");
    List<Release> all = catalog.releases(lookup.dataset(id).id());
    return below(all, Release::number, parameters);
  }

  /** What the journal says of a dataset, last first. */
  @Get("/history")
  @Operation(
      summary = "History of a dataset, last first; at most its last 1,000 entries",
      parameters = {
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "0", maximum = "1000")),
        @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
      })
  Listing<HistoryLine> history(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters parameters = Parameters.of(request, "limit", "cursor");
    List<HistoryLine> all =
        catalog.history(lookup.evenGone(id).id(), Parameters.MOST).stream()
            .map(HistoryLine::of)
            .toList();
    return below(all, HistoryLine::sequence, parameters);
  }

  /** The items whose descending number is less than the cursor. */
  private static <T> Listing<T> below(
      List<T> all, Function<T, Number> number, Parameters parameters) {
    long from = parameters.text("cursor").map(DatasetApi::cursor).orElse(Long.MAX_VALUE);
    int limit = parameters.limit(100);
    List<T> rest = all.stream().filter(i -> number.apply(i).longValue() < from).toList();
    List<T> items = rest.stream().limit(limit).toList();
    Optional<String> next =
        items.isEmpty() || items.size() == rest.size()
            ? Optional.empty()
            : Optional.of(number.apply(items.getLast()).toString());
    return new Listing<>(all.size(), items, next);
  }

  private static long cursor(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidRequestException("the cursor '%s' is none of ours".formatted(text), e);
    }
  }
}
