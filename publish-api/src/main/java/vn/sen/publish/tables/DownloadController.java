package vn.sen.publish.tables;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Catalog.Download;
import vn.sen.catalog.Catalog.Format;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.TableEntry;
import vn.sen.catalog.TableVersion;
import vn.sen.publish.Pools;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Bulk files. The first download of a format may have to write it, hence the slow pool. */
@Controller("/download/{id}")
@ExecuteOn(Pools.SLOW)
@Tag(name = "downloads")
final class DownloadController {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final Catalog catalog;
  private final Lookup lookup;

  DownloadController(Catalog catalog) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
  }

  /** A whole version of a table. */
  @Get("/{table}/{file}")
  @Produces(MediaType.ALL)
  @Operation(
      summary = "A whole table as a file",
      description =
          "{file} is a version number or latest, a dot, and parquet, csv or jsonl. Ranges, ETag and"
              + " If-Range are understood; the answer carries SHA-256 and row count.")
  HttpResponse<?> table(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String table, String file)
      throws IOException {
    int dot = Math.max(0, file.lastIndexOf('.'));
    Format format = format(file.substring(dot));
    String number = file.substring(0, dot);
    TableEntry entry = lookup.table(id, table);
    TableVersion version = lookup.published(entry, Optional.of(number));
    Download download = catalog.download(version.id(), format);
    return FileAnswer.of(
        request,
        download,
        OptionalLong.of(download.rows()),
        number.equals("latest") ? ASK_AGAIN : FOR_EVER);
  }

  /** A file of a dataset that is no table. */
  @Get("/files/{sha256}")
  @Produces(MediaType.ALL)
  @Operation(summary = "A file of a dataset that is no table")
  HttpResponse<?> file(@Parameter(hidden = true) HttpRequest<?> request, String id, String sha256)
      throws IOException {
    DatasetEntry entry = lookup.dataset(id);
    Download download =
        catalog
            .downloadFile(entry.id(), sha256)
            .orElseThrow(
                () -> new NotFoundException("dataset %s has no file %s".formatted(id, sha256)));
    return FileAnswer.of(request, download, OptionalLong.empty(), FOR_EVER);
  }

  private static Format format(String ending) {
    return Arrays.stream(Format.values())
        .filter(f -> ending.equals("." + f.extension()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "a file is named VERSION.parquet, VERSION.csv or VERSION.jsonl, VERSION a"
                        + " number or latest; got the ending '%s'".formatted(ending)));
  }
}
