package vn.sen.publish.sparql;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.RdfStore;
import vn.sen.publish.Accepted;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.publish.Site;
import vn.sen.publish.page.Pages;
import vn.sen.vocab.problem.InvalidRequestException;

/** Queries. Source: SPARQL 1.1 Protocol, 2.1. */
@Controller("/sparql")
@ExecuteOn(Pools.SLOW)
@Tag(name = "sparql")
final class SparqlController {
  private static final String ANY = "application/sparql-results+json, text/turtle;q=0.9, */*;q=0.1";
  private static final List<String> ANSWERS =
      List.of(
          "text/html",
          "application/sparql-results+json",
          "application/sparql-results+xml",
          "text/csv",
          "text/tab-separated-values",
          "application/json",
          "text/turtle",
          "application/n-triples",
          "application/ld+json",
          "application/rdf+xml");

  private final Catalog catalog;
  private final Pages pages;
  private final Site site;

  SparqlController(Catalog catalog, Pages pages, Site site) {
    this.catalog = catalog;
    this.pages = pages;
    this.site = site;
  }

  @Get
  @Produces(MediaType.ALL)
  @Operation(
      summary = "SPARQL 1.1 query, read only, with a deadline",
      description = "Each dataset is a named graph; the default graph is their union.",
      parameters =
          @Parameter(
              name = "query",
              in = ParameterIn.QUERY,
              required = true,
              schema = @Schema(type = "string")))
  HttpResponse<?> get(@Parameter(hidden = true) HttpRequest<?> request) throws IOException {
    Parameters parameters = Parameters.ofPage(request);
    refuseGraphs(request.getParameters().names());
    Optional<String> query = parameters.text("query");
    if (isForPeople(request)) {
      return page(request, query.orElse(""));
    }
    return answer(
        request,
        query.orElseThrow(
            () -> new InvalidRequestException("the parameter 'query' holds a SPARQL query")));
  }

  @Post
  @Produces(MediaType.ALL)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  HttpResponse<?> form(HttpRequest<?> request, @Body Map<String, String> form) throws IOException {
    refuseGraphs(form.keySet());
    if (form.containsKey("update")) {
      throw new InvalidRequestException("this address only answers queries; nothing is updated");
    }
    String query = form.get("query");
    if (query == null || query.isBlank()) {
      throw new InvalidRequestException("the field 'query' holds a SPARQL query");
    }
    return isForPeople(request) ? page(request, query) : answer(request, query);
  }

  @Post
  @Produces(MediaType.ALL)
  @Consumes("application/sparql-query")
  @Operation(hidden = true)
  HttpResponse<?> direct(HttpRequest<?> request, @Body String query) {
    refuseGraphs(request.getParameters().names());
    return answer(request, query);
  }

  private static void refuseGraphs(Iterable<String> names) {
    for (String name : names) {
      if (name.equals("default-graph-uri") || name.equals("named-graph-uri")) {
        throw new InvalidRequestException(
            "the dataset is not chosen by parameters; write GRAPH <...> in the query");
      }
    }
  }

  private static boolean isForPeople(HttpRequest<?> request) {
    return request.getHeaders().contains(HttpHeaders.ACCEPT)
        && Accepted.best(request, ANSWERS).filter("text/html"::equals).isPresent()
        && String.join(",", request.getHeaders().getAll(HttpHeaders.ACCEPT)).contains("text/html");
  }

  private HttpResponse<InputStream> answer(HttpRequest<?> request, String query) {
    List<String> accept = request.getHeaders().getAll(HttpHeaders.ACCEPT);
    RdfStore.Answer answer =
        catalog.sparql(
            query, accept.isEmpty() ? ANY : String.join(", ", accept), site.queryDeadline());
    return HttpResponse.ok(answer.body())
        .contentType(MediaType.of(answer.contentType()))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  private HttpResponse<byte[]> page(HttpRequest<?> request, String query) throws IOException {
    if (query.isBlank()) {
      return pages.show(request, "sparql/sparql.jte", SparqlView.ask(Solutions.EXAMPLE));
    }
    SparqlView view;
    try (RdfStore.Answer answer = catalog.sparql(query, ANY, site.queryDeadline())) {
      view = Solutions.read(query, answer);
    } catch (InvalidRequestException e) {
      view = new SparqlView(query, List.of(), List.of(), false, "", String.valueOf(e.getMessage()));
    }
    return pages.show(request, "sparql/sparql.jte", view);
  }
}
