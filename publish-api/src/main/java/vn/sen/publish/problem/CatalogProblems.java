package vn.sen.publish.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import vn.sen.publish.ProblemKind;
import vn.sen.vocab.problem.CatalogException;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotAllowedException;
import vn.sen.vocab.problem.NotFoundException;
import vn.sen.vocab.problem.OverloadedException;
import vn.sen.vocab.problem.StoreUnavailableException;

/** Gives every foreseen failure its answer. */
@Singleton
final class CatalogProblems implements ExceptionHandler<CatalogException, HttpResponse<?>> {
  private final Answers answers;

  CatalogProblems(Answers answers) {
    this.answers = answers;
  }

  @Override
  @SuppressWarnings("rawtypes") // the framework's signature
  public HttpResponse<?> handle(HttpRequest request, CatalogException failure) {
    ProblemKind kind =
        switch (failure) {
          case NotFoundException _ -> ProblemKind.NOT_FOUND;
          case GoneException _ -> ProblemKind.GONE;
          case InvalidRequestException _ -> ProblemKind.INVALID_REQUEST;
          case NotAllowedException _ ->
              request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                  ? ProblemKind.NOT_ALLOWED
                  : ProblemKind.NOT_SIGNED_IN;
          case ConflictException _ -> ProblemKind.CONFLICT;
          case OverloadedException _ -> ProblemKind.OVERLOADED;
          case StoreUnavailableException _ -> ProblemKind.STORE_UNAVAILABLE;
        };
    String detail = failure.getMessage();
    MutableHttpResponse<?> answer =
        answers.answer((HttpRequest<?>) request, kind, detail == null ? kind.title() : detail);
    return switch (kind) {
      case NOT_SIGNED_IN -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"sen\"");
      case OVERLOADED -> answer.header(HttpHeaders.RETRY_AFTER, "2");
      case STORE_UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, "10");
      default -> answer;
    };
  }
}
