package vn.sen.publish.search;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import vn.sen.catalog.Catalog;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;

/** Search as JSON. */
@Controller("/api/v1/datasets")
@ExecuteOn(Pools.READS)
@Tag(name = "datasets")
final class SearchApi {
  private final Catalog catalog;

  SearchApi(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Finds datasets. */
  @Get
  @Operation(
      summary = "Find datasets",
      description =
          "Words are found with and without accents. Facets may be repeated: values of one are"
              + " alternatives, different facets add up.",
      parameters = {
        @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "words; everything when empty",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "publisher",
            in = ParameterIn.QUERY,
            description = "agency code, such as H29",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "theme",
            in = ParameterIn.QUERY,
            description = "IRI of a theme",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "such as CSV or PDF",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "licence",
            in = ParameterIn.QUERY,
            description = "IRI or words of the licence",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "grade",
            in = ParameterIn.QUERY,
            description = "A, B, C, D, or unrated",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "place",
            in = ParameterIn.QUERY,
            description = "name or code of an administrative unit",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description =
                "published, publishedWithWarnings, quarantined, blocked, no-table, or failed (no"
                    + " file of it could be fetched or read)",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            description = "year, month or day that the data cover",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "modified",
            in = ParameterIn.QUERY,
            description = "year, month or day; changed at or after it",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"relevance", "modified", "title", "grade"})),
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "0", maximum = "1000", defaultValue = "20")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "'next' of the page before",
            schema = @Schema(type = "string"))
      })
  SearchResults search(@Parameter(hidden = true) HttpRequest<?> request) {
    return SearchResults.of(
        catalog.search(SearchRequest.read(Parameters.of(request, SearchRequest.NAMES))));
  }
}
