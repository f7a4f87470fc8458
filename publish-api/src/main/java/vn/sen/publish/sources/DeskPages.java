package vn.sen.publish.sources;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.harvest.run.SourceDesk.Preview;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Pages;
import vn.sen.publish.sources.DeskView.Form;
import vn.sen.vocab.problem.CatalogException;
import vn.sen.vocab.problem.NotAllowedException;

/** Where a steward looks at a source before it is added, adds it, and stops harvests. */
@Hidden
@Controller("/sources/desk")
@Produces(MediaType.ALL)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(Pools.CHECKS)
final class DeskPages {
  private static final URI HERE = URI.create("/sources/desk");

  private final SourceDesk desk;
  private final Stewards stewards;
  private final Pages pages;

  DeskPages(SourceDesk desk, Stewards stewards, Pages pages) {
    this.desk = desk;
    this.stewards = stewards;
    this.pages = pages;
  }

  @Get
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> desk(HttpRequest<?> request) {
    return stewards.isSignedIn(request)
        ? show(request, Form.EMPTY, Optional.empty(), "")
        : signIn(request, false);
  }

  @Post("/sign-in")
  HttpResponse<?> signIn(HttpRequest<?> request, @Body Map<String, String> form) {
    stewards.admitForm(request);
    return stewards.knows(form.getOrDefault("token", ""))
        ? HttpResponse.seeOther(HERE).cookie(stewards.session(HERE.getPath()))
        : signIn(request, true);
  }

  @Post("/preview")
  HttpResponse<byte[]> preview(HttpRequest<?> request, @Body Map<String, String> fields)
      throws InterruptedException {
    admit(request);
    Form form = form(fields);
    try {
      return show(request, form, Optional.of(desk.preview(wanted(form))), "");
    } catch (CatalogException e) {
      return show(request, form, Optional.empty(), String.valueOf(e.getMessage()))
          .status(HttpStatus.BAD_REQUEST);
    }
  }

  @Post("/add")
  HttpResponse<?> add(HttpRequest<?> request, @Body Map<String, String> fields) {
    admit(request);
    Form form = form(fields);
    try {
      RegisteredSource added = desk.add(wanted(form));
      return HttpResponse.seeOther(URI.create("/source/" + added.id()))
          .header(HttpHeaders.CACHE_CONTROL, "no-store");
    } catch (CatalogException e) {
      return show(request, form, Optional.empty(), String.valueOf(e.getMessage()))
          .status(HttpStatus.BAD_REQUEST);
    }
  }

  @Post("/stop")
  HttpResponse<?> stop(HttpRequest<?> request, @Body Map<String, String> fields) {
    admit(request);
    desk.stop(fields.getOrDefault("run", ""), Verdict.of(fields).person());
    return HttpResponse.seeOther(HERE).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private void admit(HttpRequest<?> request) {
    stewards.admitForm(request);
    if (!stewards.isSignedIn(request)) {
      throw new NotAllowedException(
          "sign in at /sources/desk first; a session ends after half an hour");
    }
  }

  private HttpResponse<byte[]> signIn(HttpRequest<?> request, boolean isWrong) {
    return pages
        .showPrivate(
            request,
            "sources/desk.jte",
            new DeskView(false, isWrong, Form.EMPTY, Optional.empty(), "", List.of()))
        .status(isWrong ? HttpStatus.FORBIDDEN : HttpStatus.OK);
  }

  private MutableHttpResponse<byte[]> show(
      HttpRequest<?> request, Form form, Optional<Preview> preview, String fault) {
    return pages.showPrivate(
        request,
        "sources/desk.jte",
        new DeskView(true, false, form, preview, fault, desk.ongoing()));
  }

  private static Form form(Map<String, String> fields) {
    return new Form(
        fields.getOrDefault("url", "").strip(),
        fields.getOrDefault("kind", "").strip(),
        fields.getOrDefault("agency", "").strip(),
        fields.getOrDefault("schedule", "").strip());
  }

  private static SourceDesk.Wanted wanted(Form form) {
    return SourceApi.wanted(form.url(), form.kind(), form.agency(), form.schedule());
  }
}
