package vn.sen.publish.check;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.ContentLengthExceededException;

/**
 * Refuses a file that says it is too large before any of it is taken in: the framework's own limits
 * bite in mid-transfer, and leave the sender waiting.
 */
@ServerFilter({"/check", "/api/v1/check"})
final class LargestUpload {
  private final Uploads uploads;

  LargestUpload(Uploads uploads) {
    this.uploads = uploads;
  }

  @RequestFilter
  void refuse(HttpRequest<?> request) {
    if (request.getContentLength() > uploads.largest()) {
      throw new ContentLengthExceededException(uploads.largest(), request.getContentLength());
    }
  }
}
