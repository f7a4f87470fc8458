package vn.sen.publish.tables;

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
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.EntityTag;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;

/** Tables and their rows as JSON. */
@Controller("/api/v1/datasets/{id}/tables")
@ExecuteOn(Pools.READS)
@Tag(name = "tables")
final class TableApi {
  private final Catalog catalog;
  private final Lookup lookup;

  TableApi(Catalog catalog) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
  }

  @Get
  @Operation(summary = "Tables of a dataset")
  Listing<TableJson> tables(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Parameters.of(request);
    return Listing.whole(lookup.dataset(id).tables().stream().map(TableJson::of).toList());
  }

  @Get("/{table}")
  @Operation(summary = "One table: what is published, and what was judged last")
  TableJson table(@Parameter(hidden = true) HttpRequest<?> request, String id, String table) {
    Parameters.of(request);
    return TableJson.of(lookup.table(id, table));
  }

  @Get("/{table}/versions")
  @Operation(summary = "Versions of a table, last first, those held back included")
  Listing<TableJson.Version> versions(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String table) {
    Parameters.of(request);
    TableEntry entry = lookup.table(id, table);
    return Listing.whole(
        catalog.versions(entry.id()).stream().map(v -> TableJson.version(entry, v)).toList());
  }

  @Get("/{table}/schema")
  @Operation(
      summary = "Columns of a table and their types",
      parameters =
          @Parameter(
              name = "version",
              in = ParameterIn.QUERY,
              description = "a number, or latest",
              schema = @Schema(type = "string", defaultValue = "latest")))
  TableJson.Schema schema(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String table) {
    Parameters parameters = Parameters.of(request, "version");
    TableVersion version = lookup.published(lookup.table(id, table), parameters.text("version"));
    return new TableJson.Schema(version.id().number(), version.columns());
  }

  @Get("/{table}/rows")
  @Operation(
      summary = "Rows of a table",
      parameters = {
        @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            description = "a number, or latest",
            schema = @Schema(type = "string", defaultValue = "latest")),
        @Parameter(
            name = "select",
            in = ParameterIn.QUERY,
            description =
                "columns, or aggregates such as count(*) and sum(dan_so), divided by commas",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "where",
            in = ParameterIn.QUERY,
            description =
                "conditions, such as ma_tinh = '01' and dan_so > 1000; =, !=, <, <=, >, >=, in"
                    + " (..), is null, contains, startswith, joined by and, or, not and brackets",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "group",
            in = ParameterIn.QUERY,
            description = "columns to group by, divided by commas",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description = "columns to sort by, divided by commas; - in front for descending",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "0", maximum = "1000", defaultValue = "100")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "'next' of the page before",
            schema = @Schema(type = "string"))
      })
  HttpResponse<RowsPage> rows(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String table) {
    Parameters parameters = Parameters.of(request, RowsRequest.NAMES);
    Optional<String> number = parameters.text("version");
    TableVersion version = lookup.published(lookup.table(id, table), number);
    // A version never changes, so neither do its rows.
    EntityTag tag = EntityTag.weak(version.id() + "?" + request.getUri().getRawQuery());
    List<String> links = List.of("</dataset/%s/%s>; rel=\"describedby\"".formatted(id, table));
    return tag.isKnownTo(request)
        ? tag.notModified()
        : HttpResponse.ok(catalog.rows(version.id(), RowsRequest.read(parameters, 100)))
            .header(HttpHeaders.ETAG, tag.value())
            .header(HttpHeaders.CACHE_CONTROL, "no-cache")
            .header("X-Version", Integer.toString(version.id().number()))
            .header(HttpHeaders.LINK, String.join(", ", links));
  }
}
