package vn.sen.publish.quality;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.CodeListEntry;
import vn.sen.publish.EntityTag;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.CodeList;
import vn.sen.vocab.CodeLists;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.NotFoundException;

/** Code lists and their versions. */
@Controller("/api/v1/codes")
@ExecuteOn(Pools.READS)
@Tag(name = "quality")
final class CodesApi {
  static final String CSV = "text/csv;charset=utf-8";

  private final Catalog catalog;

  CodesApi(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A code list.
   *
   * @param versions the newest, which is the one in force, first
   */
  record CodesJson(String list, String iri, Message title, List<VersionJson> versions) {}

  /**
   * @param since when it was imported; absent for a version that ships with Sen
   */
  record VersionJson(
      String version, String sha256, String source, Optional<Instant> since, String url) {
    static VersionJson of(CodeListEntry entry) {
      return new VersionJson(
          entry.version().version(),
          entry.version().sha256(),
          entry.source(),
          entry.imported().map(CodeListEntry.Import::at),
          CodesApi.url(entry));
    }
  }

  /** Where the text of a version is. */
  static String url(CodeListEntry entry) {
    return "/api/v1/codes/%s?version=%s"
        .formatted(entry.version().list(), entry.version().version());
  }

  @Get
  @Operation(summary = "The code lists by which tables are judged, with their versions")
  Listing<CodesJson> lists(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters.of(request);
    return Listing.whole(
        CodeLists.all().stream()
            .map(
                known ->
                    new CodesJson(
                        known.key(),
                        known.iri(),
                        known.title(),
                        catalog.codes().versions(known.key()).stream()
                            .map(VersionJson::of)
                            .toList()))
            .toList());
  }

  @Get("/{list}")
  @Produces(CSV)
  @Operation(
      summary = "A code list as it is written: a row a line, cells between bars",
      parameters =
          @Parameter(
              name = "version",
              in = ParameterIn.QUERY,
              description = "such as 2026-07-25; the version in force when left out",
              schema = @Schema(type = "string")))
  HttpResponse<String> list(@Parameter(hidden = true) HttpRequest<?> request, String list) {
    Optional<String> version = Parameters.of(request, "version").text("version");
    CodeList found =
        catalog
            .codes()
            .find(list, version)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "there is no code list '%s'%s"
                            .formatted(list, version.map(v -> " of version " + v).orElse(""))));
    EntityTag tag = EntityTag.strong(found.version().sha256());
    return tag.isKnownTo(request)
        ? tag.notModified()
        : HttpResponse.ok(found.text())
            .header(HttpHeaders.ETAG, tag.value())
            .header(HttpHeaders.CACHE_CONTROL, "no-cache")
            .header("X-Version", found.version().version())
            .header("X-Checksum-SHA256", found.version().sha256())
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-%s.csv\"".formatted(list, found.version().version()));
  }
}
