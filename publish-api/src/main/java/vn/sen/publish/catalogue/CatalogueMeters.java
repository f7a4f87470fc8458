package vn.sen.publish.catalogue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import vn.sen.catalog.Catalog;

/** What there is, and how far the projections are behind, as metrics. */
@Singleton
final class CatalogueMeters implements MeterBinder {
  private final Catalog catalog;

  CatalogueMeters(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("sen.datasets", catalog, c -> c.totals().datasets())
        .description("Listed datasets")
        .register(registry);
    Gauge.builder("sen.rows", catalog, c -> c.totals().rows())
        .description("Rows of published tables")
        .register(registry);
    Gauge.builder("sen.journal.sequence", catalog, c -> c.lag().journal())
        .description("Sequence number of the last journal entry")
        .register(registry);
    Gauge.builder("sen.projection.lag", catalog, c -> c.lag().journal() - c.lag().rdf())
        .tag("projection", "rdf")
        .description("Journal entries that the projection has not taken in yet")
        .register(registry);
    Gauge.builder("sen.projection.lag", catalog, c -> c.lag().journal() - c.lag().search())
        .tag("projection", "search")
        .description("Journal entries that the projection has not taken in yet")
        .register(registry);
  }
}
