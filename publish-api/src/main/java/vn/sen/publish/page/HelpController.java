package vn.sen.publish.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import vn.sen.publish.ProblemKind;
import vn.sen.vocab.problem.NotFoundException;

/** Pages that explain. */
@Hidden
@Produces(MediaType.ALL)
@Controller
final class HelpController {
  private final Pages pages;

  HelpController(Pages pages) {
    this.pages = pages;
  }

  @Get("/help")
  HttpResponse<byte[]> help(HttpRequest<?> request) {
    return pages.show(request, "page/help.jte", ProblemKind.values());
  }

  /** The page that the {@code type} of a problem names. */
  @Get("/problems/{slug}")
  HttpResponse<byte[]> problem(HttpRequest<?> request, String slug) {
    ProblemKind kind =
        ProblemKind.find(slug)
            .orElseThrow(
                () -> new NotFoundException("there is no kind of problem '%s'".formatted(slug)));
    return pages.show(request, "page/problem.jte", new ErrorView(kind, ""));
  }

  /** Swagger UI, a program that reads {@code /openapi.yml}. */
  @Get("/api")
  HttpResponse<byte[]> api(HttpRequest<?> request) {
    return pages.show(request, "page/api.jte", "");
  }
}
