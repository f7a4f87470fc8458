package vn.sen.publish.check;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.run.FileCheck;
import vn.sen.harvest.run.FileCheck.Named;
import vn.sen.harvest.run.FileCheck.Outcome;
import vn.sen.publish.Pools;
import vn.sen.publish.page.Pages;
import vn.sen.vocab.Message;

/** A page where an agency tries a file before it sends it, and gets it back marked. */
@Hidden
@Controller("/check")
@Produces(MediaType.ALL)
final class CheckPages {
  private static final String TEMPLATE = "check/check.jte";

  private final CheckDesk desk;
  private final Uploads uploads;
  private final Pages pages;

  CheckPages(CheckDesk desk, Uploads uploads, Pages pages) {
    this.desk = desk;
    this.uploads = uploads;
    this.pages = pages;
  }

  @Get
  @ExecuteOn(Pools.READS)
  HttpResponse<byte[]> form(HttpRequest<?> request) {
    return pages.show(request, TEMPLATE, CheckView.empty(uploads.largest()));
  }

  /**
   * @param answer {@code report}, {@code json}, {@code failing} or {@code return}: which button was
   *     pressed
   */
  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @ExecuteOn(Pools.CHECKS)
  HttpResponse<?> check(
      HttpRequest<?> request,
      @Part("file") @Nullable CompletedFileUpload file,
      @Part("contract") @Nullable CompletedFileUpload contract,
      @Part("previous") @Nullable CompletedFileUpload previous,
      @Part("at") @Nullable String at,
      @Part("answer") @Nullable String answer)
      throws IOException, InterruptedException {
    try (CheckDesk.Visit visit = desk.open()) {
      Optional<Named> received = visit.take(file);
      if (received.isEmpty()) {
        return refused(
            request,
            List.of(
                new Message(
                    "Chưa chọn tệp. Hãy chọn một tệp rồi bấm lại.",
                    "No file was chosen. Choose one and press again.")));
      }
      FileCheck.Request asked =
          visit.request(
              received.get(),
              visit.take(contract),
              visit.take(previous),
              CheckDesk.day(at),
              "return".equals(answer) || "failing".equals(answer));
      return switch (visit.check(asked)) {
        case Outcome.Judged judged -> answer(request, visit, asked, judged, answer);
        case Outcome.Broken(Message reason) -> refused(request, List.of(reason));
        case Outcome.InvalidContract(var _, List<Message> faults) -> refused(request, faults);
        case Outcome.UnreadablePrevious(var name) ->
            refused(
                request,
                List.of(
                    new Message(
                        "Không đọc được bản trước %s; bỏ trống ô đó hoặc chọn tệp khác."
                            .formatted(name),
                        "The previous version %s cannot be read; leave it out or choose another."
                            .formatted(name))));
      };
    }
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request,
      CheckDesk.Visit visit,
      FileCheck.Request asked,
      Outcome.Judged judged,
      @Nullable String answer)
      throws IOException, InterruptedException {
    if ("json".equals(answer)) {
      return HttpResponse.ok(judged.json())
          .contentType(MediaType.APPLICATION_JSON_TYPE)
          .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if ("failing".equals(answer) && judged.failing().isPresent()) {
      return attached(visit, judged.failing().get(), asked.file().name());
    }
    if ("return".equals(answer)) {
      FileCheck.Marked marked = visit.giveBack(asked, judged);
      return marked.file().isPresent()
          ? attached(visit, marked.file().get(), asked.file().name())
          : refused(request, List.of(marked.message()));
    }
    return pages.showPrivate(
        request,
        TEMPLATE,
        new CheckView(uploads.largest(), List.of(), judged.unheld(), judged.reports()));
  }

  private static HttpResponse<?> attached(CheckDesk.Visit visit, Path file, String name)
      throws IOException {
    String returned = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return HttpResponse.ok(
            new StreamedFile(visit.takeAway(file), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .attach(stem + "-sen" + returned.substring(returned.lastIndexOf('.'))))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private MutableHttpResponse<byte[]> refused(HttpRequest<?> request, List<Message> complaints) {
    return pages
        .showPrivate(
            request, TEMPLATE, new CheckView(uploads.largest(), complaints, List.of(), List.of()))
        .status(HttpStatus.BAD_REQUEST);
  }
}
