package vn.sen.publish.sources;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Held;
import vn.sen.catalog.Intake;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Pages;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotAllowedException;

/** What waits for a person, as a page with forms. */
@Hidden
@Controller("/held")
@Produces(MediaType.ALL)
@ExecuteOn(Pools.READS)
final class HeldPages {
  private static final URI HERE = URI.create("/held");

  private final Catalog catalog;
  private final Intake intake;
  private final Stewards stewards;
  private final ReturnDesk returns;
  private final Pages pages;

  HeldPages(Catalog catalog, Intake intake, Stewards stewards, ReturnDesk returns, Pages pages) {
    this.returns = returns;
    this.catalog = catalog;
    this.intake = intake;
    this.stewards = stewards;
    this.pages = pages;
  }

  @Get
  HttpResponse<byte[]> held(HttpRequest<?> request) {
    return stewards.isSignedIn(request)
        ? pages.showPrivate(request, "sources/held.jte", waiting())
        : signIn(request, false);
  }

  private HttpResponse<byte[]> signIn(HttpRequest<?> request, boolean isWrong) {
    return pages
        .showPrivate(
            request, "sources/held.jte", new HeldView(false, isWrong, List.of(), List.of()))
        .status(isWrong ? HttpStatus.FORBIDDEN : HttpStatus.OK);
  }

  private HeldView waiting() {
    var versions = new ArrayList<HeldView.Version>();
    var removals = new ArrayList<Held.Removals>();
    for (Held held : catalog.held()) {
      switch (held) {
        case Held.Version v -> versions.add(new HeldView.Version(v, catalog.find(v.id())));
        case Held.Removals r -> removals.add(r);
      }
    }
    return new HeldView(true, false, List.copyOf(versions), List.copyOf(removals));
  }

  @Post("/sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> signIn(HttpRequest<?> request, @Body Map<String, String> form) {
    stewards.admitForm(request);
    return stewards.knows(form.getOrDefault("token", ""))
        ? HttpResponse.seeOther(HERE).cookie(stewards.session())
        : signIn(request, true);
  }

  @Get("/versions/{id}/{table}/{version}/{what}")
  @ExecuteOn(Pools.CHECKS)
  HttpResponse<?> back(HttpRequest<?> request, String id, String table, int version, String what)
      throws IOException, InterruptedException {
    return stewards.isSignedIn(request)
        ? returns.give(id, table, version, what)
        : HttpResponse.seeOther(HERE);
  }

  @Post("/versions")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> decide(HttpRequest<?> request, @Body Map<String, String> form) {
    admit(request);
    Verdict verdict = Verdict.of(form);
    intake.decide(version(form), verdict.toDecision(), verdict.reason(), verdict.person());
    return done();
  }

  @Post("/removals")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> decideRemovals(HttpRequest<?> request, @Body Map<String, String> form) {
    admit(request);
    Verdict verdict = Verdict.of(form);
    intake.decideRemovals(
        RunPages.sourceId(form.getOrDefault("source", "")),
        form.getOrDefault("run", ""),
        verdict.toDecision(),
        verdict.reason(),
        verdict.person());
    return done();
  }

  private void admit(HttpRequest<?> request) {
    stewards.admitForm(request);
    if (!stewards.isSignedIn(request)) {
      throw new NotAllowedException("sign in at /held first; a session ends after half an hour");
    }
  }

  private static TableVersionId version(Map<String, String> form) {
    try {
      return TableVersionId.parse(form.getOrDefault("version", ""));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(String.valueOf(e.getMessage()), e);
    }
  }

  private static HttpResponse<?> done() {
    return HttpResponse.seeOther(HERE).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
