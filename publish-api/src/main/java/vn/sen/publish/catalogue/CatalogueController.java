package vn.sen.publish.catalogue;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import vn.sen.catalog.Catalog;
import vn.sen.publish.EntityTag;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.publish.RdfForm;
import vn.sen.publish.Site;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.problem.InvalidRequestException;

/** The whole catalogue in RDF, page by page. */
@Controller
@ExecuteOn(Pools.READS)
@Tag(name = "catalogue")
final class CatalogueController {
  private static final int PAGE = 100;

  private final Catalog catalog;
  private final Site site;

  CatalogueController(Catalog catalog, Site site) {
    this.catalog = catalog;
    this.site = site;
  }

  /** The catalogue's own name: leads to its description in the form the caller likes. */
  @Get("/catalog")
  @Produces(MediaType.ALL)
  @Operation(hidden = true)
  HttpResponse<?> catalogue(HttpRequest<?> request) {
    String place =
        RdfForm.preferredBy(request).map(f -> "/catalog." + f.extension()).orElse("/datasets");
    return HttpResponse.seeOther(URI.create(place)).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  /** A page of the catalogue: DCAT with Hydra's links to the next. */
  @Get(uris = {"/catalog.ttl", "/catalog.jsonld", "/catalog.rdf", "/catalog.nt"})
  @Produces(MediaType.ALL)
  @Operation(
      summary = "The whole catalogue in RDF (DCAT), with Hydra paging",
      parameters = {
        @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "id of the last dataset of the page before; hydra:next has it",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
      })
  HttpResponse<byte[]> page(@Parameter(hidden = true) HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request, "after", "limit");
    String path = request.getPath();
    RdfForm form = RdfForm.ofEnding(path).orElse(RdfForm.TURTLE);
    int limit = Math.max(1, parameters.limit(PAGE));
    Optional<DatasetId> after = parameters.text("after").map(CatalogueController::id);
    Catalog.RdfPage found = catalog.rdf(after, limit);
    Model model = HydraPage.of(site, path, found, after, limit);
    byte[] content = form.write(model);
    var response =
        HttpResponse.ok(content)
            .contentType(MediaType.of(form.mediaType() + ";charset=utf-8"))
            .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (form != RdfForm.N_TRIPLES && form != RdfForm.RDF_XML) {
      // The other forms name blank nodes anew at each writing.
      EntityTag tag = EntityTag.weak(content);
      if (tag.isKnownTo(request)) {
        return tag.notModified();
      }
      response.header(HttpHeaders.ETAG, tag.value());
    }
    found
        .next()
        .ifPresent(
            next ->
                response.header(
                    HttpHeaders.LINK,
                    "<%s>; rel=\"next\"".formatted(HydraPage.address(path, next, limit))));
    return response;
  }

  private static DatasetId id(String text) {
    if (!DatasetId.isForm(text)) {
      throw new InvalidRequestException("'after' is the id of a dataset, got '%s'".formatted(text));
    }
    return new DatasetId(text);
  }
}
