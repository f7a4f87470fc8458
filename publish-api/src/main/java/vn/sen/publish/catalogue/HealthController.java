package vn.sen.publish.catalogue;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import vn.sen.catalog.Catalog;
import vn.sen.publish.Pools;

/** How the platform is doing, for whoever watches it. */
@Controller
@Tag(name = "operation")
final class HealthController {
  private final Catalog catalog;
  private final PrometheusMeterRegistry meters;

  HealthController(Catalog catalog, PrometheusMeterRegistry meters) {
    this.catalog = catalog;
    this.meters = meters;
  }

  /** Whether the process answers at all. */
  record Live(String status) {}

  /**
   * Whether requests can be answered.
   *
   * @param journal sequence number of its last entry
   * @param rdf what SPARQL has taken in of it
   * @param search what the index has taken in of it
   */
  record Ready(String status, long journal, long rdf, long search) {}

  @Get("/health/live")
  @Operation(summary = "Whether the process answers at all")
  HttpResponse<Live> live() {
    return HttpResponse.ok(new Live("UP")).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** A journal that can't be read throws what becomes a 503. */
  @Get("/health/ready")
  @ExecuteOn(Pools.READS)
  @Operation(summary = "Whether requests can be answered, and how far projections are")
  HttpResponse<Ready> ready() {
    Catalog.Lag lag = catalog.lag();
    return HttpResponse.ok(new Ready("UP", lag.journal(), lag.rdf(), lag.search()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Get("/metrics")
  @Produces(MediaType.ALL)
  @ExecuteOn(Pools.READS)
  @Operation(summary = "Metrics for Prometheus")
  HttpResponse<String> metrics() {
    return HttpResponse.ok(meters.scrape())
        .contentType(MediaType.of("text/plain;version=0.0.4;charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
