package vn.sen.publish.datasets;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.jena.rdf.model.Model;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.RowsPage;
import vn.sen.catalog.RowsQuery;
import vn.sen.catalog.TableEntry;
import vn.sen.publish.EntityTag;
import vn.sen.publish.Pools;
import vn.sen.publish.RdfForm;
import vn.sen.publish.page.Page;
import vn.sen.publish.page.Pages;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Scores;
import vn.sen.vocab.problem.CatalogException;
import vn.sen.vocab.problem.NotFoundException;

/** One dataset: a page for people, RDF for who asks for it, under one address. */
@Hidden
@Controller
@ExecuteOn(Pools.READS)
final class DatasetPages {
  private static final int PREVIEWED_TABLES = 6;
  private static final int PREVIEWED_ROWS = 20;
  private static final int PREVIEWED_ROWS_OF_MANY = 5;
  private static final int HISTORY = 30;
  private static final String PATH = "/dataset/";

  private final Catalog catalog;
  private final Lookup lookup;
  private final Pages pages;

  DatasetPages(Catalog catalog, Pages pages) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
    this.pages = pages;
  }

  @Get("/dataset/{id}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> dataset(HttpRequest<?> request, String id) {
    Optional<RdfForm> ending = RdfForm.ofEnding(id);
    if (ending.isPresent()) {
      DatasetEntry entry =
          lookup.dataset(id.substring(0, id.length() - ending.get().extension().length() - 1));
      return Merged.<byte[]>elsewhere(entry, PATH, "." + ending.get().extension())
          .orElseGet(() -> rdf(request, entry, ending.get()));
    }
    DatasetEntry entry = lookup.dataset(id);
    Optional<HttpResponse<byte[]>> elsewhere =
        Merged.elsewhere(entry, PATH, "?%s=%s".formatted(Merged.FROM, entry.id()));
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    return RdfForm.preferredBy(request)
        .map(form -> rdf(request, entry, form))
        .orElseGet(() -> page(request, entry));
  }

  private HttpResponse<byte[]> rdf(HttpRequest<?> request, DatasetEntry entry, RdfForm form) {
    EntityTag tag = EntityTag.strong(entry.sequence() + "-" + form.extension());
    if (tag.isKnownTo(request)) {
      return tag.<byte[]>notModified().header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
    Model model =
        catalog
            .rdf(entry.id())
            .orElseThrow(() -> new NotFoundException("there is no dataset " + entry.id()));
    return HttpResponse.ok(form.write(model))
        .contentType(MediaType.of(form.mediaType() + ";charset=utf-8"))
        .header(HttpHeaders.ETAG, tag.value())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(HttpHeaders.LINK, "</dataset/%s>; rel=\"describes\"".formatted(entry.id()));
  }

  private HttpResponse<byte[]> page(HttpRequest<?> request, DatasetEntry entry) {
    Optional<DatasetId> from =
        request
            .getParameters()
            .getFirst(Merged.FROM)
            .flatMap(
                text ->
                    entry.replaces().stream().filter(id -> id.value().equals(text)).findFirst());
    EntityTag tag =
        pages.tag(
            request,
            "%d %s %s"
                .formatted(
                    entry.sequence(), entry.agency(), from.map(DatasetId::value).orElse("")));
    if (tag.isKnownTo(request)) {
      return pages.notModified(request, tag);
    }
    Page page = pages.page(request);
    String title = page.of(entry.dataset().title(), entry.id().value());
    return pages
        .show(request, "datasets/dataset.jte", view(page, entry, title, from), tag)
        .header(HttpHeaders.LINK, links(entry.id()));
  }

  private DatasetView view(Page page, DatasetEntry entry, String title, Optional<DatasetId> from) {
    int rows = entry.tables().size() == 1 ? PREVIEWED_ROWS : PREVIEWED_ROWS_OF_MANY;
    var tables = new ArrayList<DatasetView.TableView>();
    for (TableEntry table : entry.tables()) {
      tables.add(
          new DatasetView.TableView(
              table,
              tables.size() < PREVIEWED_TABLES ? preview(table, rows) : Optional.empty(),
              catalog.findReport(table.latest().id()),
              catalog.findErasure(table.latest())));
    }
    return new DatasetView(
        entry,
        title,
        weakest(shown(entry.tables())),
        !entry.tables().isEmpty() && entry.tables().stream().allMatch(t -> t.published().isEmpty()),
        List.copyOf(tables),
        catalog.releases(entry.id()),
        catalog.history(entry.id(), HISTORY).stream().map(HistoryLine::of).toList(),
        formats(entry),
        from,
        catalog.conflicts(entry),
        Citation.of(page, entry, title),
        StructuredData.of(page, entry, title));
  }

  /** The first rows; absent when the file can't be read now, for the rest of the page still can. */
  private Optional<RowsPage> preview(TableEntry table, int rows) {
    try {
      return table.published().map(version -> catalog.rows(version.id(), RowsQuery.first(rows)));
    } catch (CatalogException e) {
      return Optional.empty();
    }
  }

  /** The published tables, or all where none is. */
  private static List<TableEntry> shown(List<TableEntry> tables) {
    List<TableEntry> published = tables.stream().filter(t -> t.published().isPresent()).toList();
    return published.isEmpty() ? tables : published;
  }

  /** A dataset is as good as its weakest table; when none is rated, what is known of the first. */
  private static Scores weakest(List<TableEntry> tables) {
    List<Scores> all =
        tables.stream().map(table -> table.published().orElse(table.latest()).scores()).toList();
    return all.stream()
        .filter(scores -> scores.overall().isPresent())
        .min(Comparator.comparingDouble(scores -> scores.overall().orElseThrow()))
        .or(() -> all.stream().findFirst())
        .orElse(Scores.NOT_RATED);
  }

  private static List<String> formats(DatasetEntry entry) {
    var formats = new TreeSet<String>();
    entry.tables().stream()
        .flatMap(t -> t.published().stream())
        .forEach(_ -> formats.addAll(List.of("Parquet", "CSV", "JSON Lines")));
    entry
        .files()
        .forEach(
            file -> {
              int dot = file.name().lastIndexOf('.');
              if (dot > 0) {
                formats.add(file.name().substring(dot + 1).toUpperCase(java.util.Locale.ROOT));
              }
            });
    return List.copyOf(formats);
  }

  private static String links(DatasetId id) {
    var links = new ArrayList<String>();
    for (RdfForm form : RdfForm.values()) {
      links.add(
          "</dataset/%s.%s>; rel=\"alternate\"; type=\"%s\""
              .formatted(id, form.extension(), form.mediaType()));
    }
    return String.join(", ", links);
  }
}
