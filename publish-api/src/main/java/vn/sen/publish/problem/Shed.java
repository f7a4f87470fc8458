package vn.sen.publish.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import vn.sen.publish.ProblemKind;

/** Tells a caller whom the bounded pools have no place for to come back. */
@Singleton
final class Shed implements ExceptionHandler<RejectedExecutionException, HttpResponse<?>> {
  private final Answers answers;

  Shed(Answers answers) {
    this.answers = answers;
  }

  @Override
  @SuppressWarnings("rawtypes") // the framework's signature
  public HttpResponse<?> handle(HttpRequest request, RejectedExecutionException failure) {
    return answers
        .answer(
            (HttpRequest<?>) request,
            ProblemKind.OVERLOADED,
            "too many requests at once; try again in a few seconds")
        .header(HttpHeaders.RETRY_AFTER, "2");
  }
}
