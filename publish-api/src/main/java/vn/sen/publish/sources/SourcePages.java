package vn.sen.publish.sources;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.Operations;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Page;
import vn.sen.publish.page.Pages;
import vn.sen.publish.page.Paging;

/** Where the data come from, and how that goes. */
@Hidden
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(Pools.READS)
final class SourcePages {
  private static final int ON_A_PAGE = 50;
  private static final int RUNS = 30;

  private final SourceBook book;
  private final Operations operations;
  private final SourceDesk desk;
  private final Pages pages;

  SourcePages(SourceBook book, Operations operations, SourceDesk desk, Pages pages) {
    this.book = book;
    this.operations = operations;
    this.desk = desk;
    this.pages = pages;
  }

  @Get("/sources")
  HttpResponse<byte[]> sources(HttpRequest<?> request) {
    Parameters parameters = Parameters.ofPage(request);
    Instant now = book.now();
    List<SourceLine> all = book.all();
    Optional<SourceState> state = state(parameters);
    String query = parameters.text("q").orElse("");
    List<SourceLine> matching =
        all.stream()
            .filter(line -> state.isEmpty() || line.states(now).contains(state.get()))
            .filter(line -> holds(line, query))
            .toList();
    Listing<SourceLine> shown =
        Listing.page(matching, line -> line.source().id().value(), parameters, ON_A_PAGE);
    Page page = pages.page(request);
    return pages.show(
        request,
        "sources/sources.jte",
        new SourcesView(
            shown.items().stream().map(this::shown).toList(),
            shown.total(),
            all.size(),
            counts(all, now),
            state,
            query,
            Paging.of(page.here(), shown.next()),
            now));
  }

  @Get("/source/{id}")
  HttpResponse<byte[]> source(HttpRequest<?> request, String id) {
    SourceLine line = book.one(RunPages.sourceId(id));
    List<RunsView.Line> runs =
        operations.briefRuns(Optional.of(line.source().id()), RUNS).stream()
            .map(run -> new RunsView.Line(run, RunReport.of(run)))
            .toList();
    return pages.show(
        request,
        "sources/source.jte",
        new SourceView(
            line,
            runs,
            desk.bounds(),
            desk.room(line.source()),
            desk.robots(line.source()),
            book.now()));
  }

  private SourcesView.Shown shown(SourceLine line) {
    return new SourcesView.Shown(
        line,
        operations.briefRuns(Optional.of(line.source().id()), 1).stream()
            .map(RunReport::of)
            .filter(RunReport::isReported)
            .findFirst());
  }

  static Optional<SourceState> state(Parameters parameters) {
    return parameters
        .text("state")
        .map(
            _ ->
                parameters.choice(
                    "state", SourceState.values(), SourceState::key, SourceState.RUNNING));
  }

  private static boolean holds(SourceLine line, String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || List.of(
                line.source().id().value(),
                line.address(),
                line.source().agency().value(),
                String.join(" ", line.agency().byLanguage().values()))
            .stream()
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static Map<SourceState, Integer> counts(List<SourceLine> all, Instant now) {
    var counts = new EnumMap<SourceState, Integer>(SourceState.class);
    Arrays.stream(SourceState.values()).forEach(state -> counts.put(state, 0));
    all.forEach(line -> line.states(now).forEach(state -> counts.merge(state, 1, Integer::sum)));
    return counts;
  }
}
