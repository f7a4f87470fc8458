package vn.sen.publish;

import io.micronaut.http.HttpRequest;

/** Shows a problem to a person. */
public interface ProblemPage {
  /** An HTML page in the reader's language that says what happened and what to do next. */
  byte[] html(HttpRequest<?> request, Problem problem);
}
