package vn.sen.publish.parts;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import vn.sen.publish.page.Pages;

/** Shows {@link PartsView}. */
@Hidden
@Controller
@Produces(MediaType.ALL)
final class PartsController {
  private final Pages pages;

  PartsController(Pages pages) {
    this.pages = pages;
  }

  @Get("/help/parts")
  HttpResponse<byte[]> parts(HttpRequest<?> request) {
    return pages.show(request, "parts/parts.jte", PartsView.example());
  }
}
