package vn.sen.harvest.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vn.sen.catalog.worker.WorkerFiles;
import vn.sen.catalog.worker.WorkerOutcome;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/** Has received files read and checked in worker processes. Safe for many threads. */
public final class Examiner {
  private final WorkerPool workers;

  public Examiner(WorkerPool workers) {
    this.workers = workers;
  }

  /**
   * Reads and checks one file.
   *
   * @param owner whose file it is, such as the id of a source; a worker reads for one alone
   * @param results a directory for the typed tables; the caller's to delete
   */
  public Examination examine(String owner, Path file, Examination.Request request, Path results)
      throws InterruptedException {
    return examine(owner, file, List.of(), request, results);
  }

  /**
   * Reads and checks one file that refers to others.
   *
   * @param others the files of {@link Examination.Request#others}; one that can't be read is as if
   *     it were not there
   */
  public Examination examine(
      String owner, Path file, List<Path> others, Examination.Request request, Path results)
      throws InterruptedException {
    List<Path> published = request.published();
    // The list of units stands last, where the worker looks for it.
    List<Path> inputs =
        Stream.of(List.of(file), others, published, request.units().file().stream().toList())
            .flatMap(List::stream)
            .toList();
    // A worker sees its inputs under other names, so they are told apart by their place.
    int first = 1 + others.size();
    Examination.Request placed =
        request.at(part -> Path.of(String.valueOf(first + published.indexOf(part))));
    WorkerOutcome outcome =
        workers.run(owner, ExamineJob.NAME, Json.write(placed), inputs, results);
    return switch (outcome) {
      case WorkerOutcome.Done(String answer) -> {
        ExamineJob.Answers said = Json.read(answer, ExamineJob.Answers.class);
        List<Examination.ExaminedTable> tables =
            said.tables().stream()
                .flatMap(table -> table.in(results).stream())
                .map(table -> AskedAbout.of(request, table))
                .toList();
        Optional<Path> failing = said.failing().flatMap(named -> WorkerFiles.find(results, named));
        // A worker may have been taken over by what it read.
        yield tables.size() == said.tables().size() && failing.isPresent() == request.listing()
            ? new Examination.Read(tables, failing)
            : broken("kết quả không khớp với tệp", "its results are not what it says they are");
      }
      case WorkerOutcome.Threw(String error) -> broken("lỗi " + error, "it failed with " + error);
      case WorkerOutcome.Died(int exit, var _) ->
          broken(
              "tiến trình đọc dừng với mã " + exit, "the reading process ended with code " + exit);
      case WorkerOutcome.TimedOut(long seconds) ->
          broken(
              "đọc quá %d giây".formatted(seconds),
              "it took longer than %d seconds".formatted(seconds));
      case WorkerOutcome.OverMemory(long bytes) ->
          broken(
              "cần quá nhiều bộ nhớ (%d MB)".formatted(bytes >> 20),
              "it needs too much memory (%d MB)".formatted(bytes >> 20));
      case WorkerOutcome.TooMuchOutput(long bytes) ->
          broken(
              "nở ra quá lớn (%d MB)".formatted(bytes >> 20),
              "it grows too large (%d MB)".formatted(bytes >> 20));
    };
  }

  private static Examination broken(String vi, String en) {
    return new Examination.Broken(
        new Message(
            String.format(
                Locale.ROOT,
                "Không đọc được tệp: %s. Hãy mở tệp, lưu lại ở dạng CSV (UTF-8) hoặc XLSX rồi gửi"
                    + " lại.",
                vi),
            String.format(
                Locale.ROOT,
                "The file cannot be read: %s. Open it, save it as CSV (UTF-8) or XLSX, and send it"
                    + " again.",
                en)));
  }
}
