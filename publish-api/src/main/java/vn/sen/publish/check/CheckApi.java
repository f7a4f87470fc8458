package vn.sen.publish.check;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.run.FileCheck;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.problem.InvalidRequestException;

/** The report on a visitor's file, as {@code sen check --json} prints it, byte for byte. */
@Controller("/api/v1/check")
@ExecuteOn(Pools.CHECKS)
@Tag(name = "quality")
final class CheckApi {
  private static final int FAULTS_SHOWN = 20;

  private final CheckDesk desk;

  CheckApi(CheckDesk desk) {
    this.desk = desk;
  }

  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      summary = "The report on a file of yours, as sen check --json prints it; nothing is kept",
      description =
          "A form with the fields 'file', 'contract' (ODCS, Table Schema or CSVW), 'previous' (the"
              + " last version) and 'at' (the day to judge by); all but 'file' may be left out. Or"
              + " the file alone as the body, its name as the parameter 'name'. A file with several"
              + " tables gives an array of reports.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "the report",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = QualityReport.class))))
  HttpResponse<String> form(
      @Parameter(hidden = true) HttpRequest<?> request,
      @Part("file") @Nullable CompletedFileUpload file,
      @Part("contract") @Nullable CompletedFileUpload contract,
      @Part("previous") @Nullable CompletedFileUpload previous,
      @Part("at") @Nullable String at)
      throws IOException, InterruptedException {
    Parameters.of(request);
    try (CheckDesk.Visit visit = desk.open()) {
      FileCheck.Named received =
          visit
              .take(file)
              .orElseThrow(
                  () -> new InvalidRequestException("the field 'file' holds the file to check"));
      return answer(
          visit,
          visit.request(
              received, visit.take(contract), visit.take(previous), CheckDesk.day(at), false));
    }
  }

  @Post
  @Consumes(MediaType.ALL)
  @Operation(
      hidden = true,
      parameters = {
        @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            description = "of the file, with its extension",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            description = "the day to judge by",
            schema = @Schema(type = "string", format = "date"))
      })
  @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM))
  HttpResponse<String> body(
      @Parameter(hidden = true) HttpRequest<?> request, @Body @Nullable InputStream content)
      throws IOException, InterruptedException {
    Parameters parameters = Parameters.of(request, "name", "at");
    if (content == null) {
      throw new InvalidRequestException("send the file to check as the body of the request");
    }
    // What is left unread of a stream that stays open keeps its connection waiting for ever.
    try (content;
        CheckDesk.Visit visit = desk.open()) {
      return answer(
          visit,
          visit.request(
              visit.take(content, parameters.text("name").orElse("file")),
              Optional.empty(),
              Optional.empty(),
              CheckDesk.day(parameters.text("at").orElse(null)),
              false));
    }
  }

  private static HttpResponse<String> answer(CheckDesk.Visit visit, FileCheck.Request request)
      throws IOException, InterruptedException {
    return switch (visit.check(request)) {
      case FileCheck.Outcome.Judged judged ->
          HttpResponse.ok(judged.json())
              .contentType(MediaType.APPLICATION_JSON_TYPE)
              .header(HttpHeaders.CACHE_CONTROL, "no-store");
      case FileCheck.Outcome.Broken(var reason) -> throw new InvalidRequestException(reason.en());
      case FileCheck.Outcome.UnreadablePrevious(var name) ->
          throw new InvalidRequestException(
              "the previous version %s cannot be read".formatted(name));
      case FileCheck.Outcome.InvalidContract(var name, var faults) ->
          throw new InvalidRequestException(
              faults.stream()
                  .limit(FAULTS_SHOWN)
                  .map(fault -> fault.en())
                  .collect(Collectors.joining("; ", name + " is no contract to be used: ", "")));
    };
  }
}
