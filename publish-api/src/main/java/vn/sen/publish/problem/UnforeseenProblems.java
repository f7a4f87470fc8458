package vn.sen.publish.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import vn.sen.publish.ProblemKind;

/**
 * What the framework refuses by itself, and what nobody foresaw. The latter says nothing but
 * "Internal Server Error": a message of our own mistake is for our log.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class UnforeseenProblems implements ErrorResponseProcessor<byte[]> {
  private final Answers answers;

  UnforeseenProblems(Answers answers) {
    this.answers = answers;
  }

  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ProblemKind kind = ProblemKind.of(response.code());
    MutableHttpResponse<byte[]> answer =
        answers.answer(context.getRequest(), kind, detail(kind, context));
    MutableHttpResponse<byte[]> same = response.body(answer.body());
    answer.getHeaders().forEach((name, values) -> values.forEach(v -> same.header(name, v)));
    return same.contentType(answer.getContentType().orElse(MediaType.APPLICATION_JSON_TYPE));
  }

  private static String detail(ProblemKind kind, ErrorContext context) {
    return switch (kind) {
      case INTERNAL_ERROR -> "Internal Server Error";
      case NOT_FOUND -> "there is nothing at " + context.getRequest().getPath();
      case METHOD_NOT_ALLOWED ->
          "this address doesn't take " + context.getRequest().getMethodName();
      // Only here does the framework speak of the request; what it says names no class of ours.
      case INVALID_REQUEST ->
          context.getRootCause().isPresent() ? "the request can't be read" : reasons(context, kind);
      // Says how much is allowed.
      case TOO_LARGE ->
          context.getRootCause().map(Throwable::getMessage).orElseGet(() -> reasons(context, kind));
      default -> kind.title();
    };
  }

  private static String reasons(ErrorContext context, ProblemKind kind) {
    return context.hasErrors()
        ? context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "))
        : kind.title();
  }
}
