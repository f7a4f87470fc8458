package vn.sen.publish.page;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import vn.sen.publish.Problem;
import vn.sen.publish.ProblemKind;
import vn.sen.publish.ProblemPage;

/** Errors as pages. */
@Singleton
final class ErrorPages implements ProblemPage {
  private final Pages pages;

  ErrorPages(Pages pages) {
    this.pages = pages;
  }

  @Override
  public byte[] html(HttpRequest<?> request, Problem problem) {
    String slug = problem.type().substring(problem.type().lastIndexOf('/') + 1);
    return pages.render(
        pages.page(request),
        "page/problem.jte",
        new ErrorView(ProblemKind.find(slug).orElse(ProblemKind.INTERNAL_ERROR), problem.detail()));
  }
}
