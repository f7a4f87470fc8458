package vn.sen.publish.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import vn.sen.publish.Problem;
import vn.sen.publish.ProblemKind;
import vn.sen.publish.ProblemPage;
import vn.sen.vocab.Json;

/** Writes problems: a page for who takes HTML, otherwise JSON. */
@Singleton
final class Answers {
  private final ProblemPage page;

  Answers(ProblemPage page) {
    this.page = page;
  }

  MutableHttpResponse<byte[]> answer(HttpRequest<?> request, ProblemKind kind, String detail) {
    Problem problem =
        Problem.of(kind, detail.replace('\0', '\uFFFD'), request.getUri().getRawPath());
    boolean html = isForPeople(request);
    byte[] body =
        html ? page.html(request, problem) : Json.write(problem).getBytes(StandardCharsets.UTF_8);
    return HttpResponse.<byte[]>status(kind.status())
        .body(body)
        .contentType(MediaType.of(html ? "text/html;charset=utf-8" : Problem.MEDIA_TYPE))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, "Accept, Accept-Language, Cookie");
  }

  private static boolean isForPeople(HttpRequest<?> request) {
    return !request.getPath().startsWith("/api/v1/")
        && request.getHeaders().getAll(HttpHeaders.ACCEPT).stream()
            .anyMatch(accept -> accept.contains("text/html"));
  }
}
