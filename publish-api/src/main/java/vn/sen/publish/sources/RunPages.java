package vn.sen.publish.sources;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Operations;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Pages;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** What harvests brought. */
@Hidden
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(Pools.READS)
final class RunPages {
  private static final int SHOWN = 50;

  private final Catalog catalog;
  private final Operations operations;
  private final Pages pages;

  RunPages(Catalog catalog, Operations operations, Pages pages) {
    this.catalog = catalog;
    this.operations = operations;
    this.pages = pages;
  }

  @Get("/runs")
  HttpResponse<byte[]> runs(HttpRequest<?> request) {
    Optional<SourceId> source = Parameters.ofPage(request).text("source").map(RunPages::sourceId);
    List<Operations.Run> runs = operations.runs(source, SHOWN + 1);
    return pages.show(
        request,
        "sources/runs.jte",
        new RunsView(
            runs.stream()
                .limit(SHOWN)
                .map(run -> new RunsView.Line(run, RunReport.of(run)))
                .toList(),
            catalog.sources(),
            source,
            runs.size() > SHOWN));
  }

  @Get("/runs/{id}")
  HttpResponse<byte[]> run(HttpRequest<?> request, String id) {
    Operations.Run run =
        operations
            .findRun(id)
            .orElseThrow(() -> new NotFoundException("there is no harvest '%s'".formatted(id)));
    return pages.show(
        request,
        "sources/run.jte",
        new RunView(
            run,
            RunReport.of(run),
            catalog.sources().stream().filter(s -> s.id().equals(run.source())).findFirst()));
  }

  static SourceId sourceId(String text) {
    try {
      return new SourceId(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(String.valueOf(e.getMessage()), e);
    }
  }
}
