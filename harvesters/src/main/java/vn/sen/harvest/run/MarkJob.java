package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.worker.WorkerFiles;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.catalog.worker.WorkerOutcome;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.markup.MarkedReturn;
import vn.sen.harvest.markup.MarkedReturn.Judged;
import vn.sen.harvest.markup.MarkedReturn.Outcome;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/** Marking a received file in a worker: {@link #NAME} is served by the child. */
public final class MarkJob implements WorkerJob {
  /** The job's name in a worker. */
  public static final String NAME = "mark";

  /** What crosses the pipe. */
  record Request(String name, List<Judged> tables) {}

  /** The file is named, not located: it is in the results. */
  record Answer(Optional<String> file, Message message) {}

  @Override
  public String run(String json, Files files) throws IOException {
    Request request = Json.read(json, Request.class);
    return Json.write(
        switch (MarkedReturn.write(
            files.inputs().getFirst(),
            request.name(),
            request.tables(),
            files.output(),
            files.temporary())) {
          case Outcome.Written(Path file, Message message) ->
              new Answer(Optional.of(file.getFileName().toString()), message);
          case Outcome.Refused(Message message) -> new Answer(Optional.empty(), message);
        });
  }

  /**
   * Has the return of a file written by a worker of {@code pool}, as {@link MarkedReturn#write}
   * would here.
   *
   * @param owner whose file it is; a worker works for one alone
   * @param name of the file as its owner knows it
   * @param results a directory for the return; the caller's to delete
   */
  public static Outcome mark(
      WorkerPool pool, String owner, Path file, String name, List<Judged> tables, Path results)
      throws InterruptedException {
    WorkerOutcome outcome =
        pool.run(owner, NAME, Json.write(new Request(name, tables)), List.of(file), results);
    if (outcome instanceof WorkerOutcome.Done(String json)) {
      Answer answer = Json.read(json, Answer.class);
      Optional<Path> written = answer.file().flatMap(own -> WorkerFiles.find(results, own));
      // A worker may have been taken over by what it opened.
      return written.isPresent()
          ? new Outcome.Written(written.get(), answer.message())
          : new Outcome.Refused(
              answer.file().isEmpty()
                  ? answer.message()
                  : failed("kết quả không khớp", "its results are not what it says they are"));
    }
    return new Outcome.Refused(failed(outcome.describe(), outcome.describe()));
  }

  private static Message failed(String vi, String en) {
    return new Message(
        "Không đánh dấu được tệp: %s. Báo cáo kiểm tra vẫn liệt kê các lỗi.".formatted(vi),
        "The file cannot be marked: %s. The report of its check lists what is wrong."
            .formatted(en));
  }
}
