package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerFiles;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.catalog.worker.WorkerOutcome;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.check.FailingRows;
import vn.sen.harvest.markup.MarkedReturn;
import vn.sen.harvest.markup.MarkedReturn.Judged;
import vn.sen.harvest.markup.MarkedReturn.Outcome;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Finding.FailingRow;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/** Marking a received file in a worker: {@link #NAME} is served by the child. */
public final class MarkJob implements WorkerJob {
  /** The job's name in a worker. */
  public static final String NAME = "mark";

  private static final long MOST_MARKED = 10_000;

  private static final long MEMORY = 200L << 20;

  /** What crosses the pipe. */
  record Request(String name, List<Judged> tables) {}

  /** The file is named, not located: it is in the results. */
  record Answer(Optional<String> file, Message message) {}

  @Override
  public String run(String json, Files files) throws IOException {
    Request request = Json.read(json, Request.class);
    List<Judged> tables =
        files.inputs().size() == 1
            ? request.tables()
            : completed(request.tables(), files.inputs().get(1), files.temporary());
    return Json.write(
        switch (MarkedReturn.write(
            files.inputs().getFirst(), request.name(), tables, files.output(), files.temporary())) {
          case Outcome.Written(Path file, Message message) ->
              new Answer(Optional.of(file.getFileName().toString()), message);
          case Outcome.Refused(Message message) -> new Answer(Optional.empty(), message);
        });
  }

  /** The same with more of the rows of each finding, as many as a workbook bears comments. */
  private static List<Judged> completed(List<Judged> tables, Path failing, Path temporary) {
    var completed = new ArrayList<Judged>();
    long left = MOST_MARKED;
    try (DuckSession session = DuckSession.open(temporary, MEMORY, 1)) {
      for (Judged table : tables) {
        var findings = new ArrayList<Finding>();
        for (Finding finding : table.findings()) {
          boolean cut = finding.truncated() && !finding.rows().isEmpty() && isLone(finding, table);
          Finding whole =
              cut
                  ? with(
                      finding,
                      FailingRows.of(
                          finding, table.report().table(), failing, session, Math.max(left, 0)))
                  : finding;
          left -= whole.rows().size();
          findings.add(whole);
        }
        completed.add(new Judged(table.report(), findings));
      }
    }
    return completed;
  }

  /** What is shown knows better what would have passed, so others are put behind it. */
  private static Finding with(Finding finding, List<FailingRow> listed) {
    Set<Long> shown = finding.rows().stream().map(FailingRow::row).collect(Collectors.toSet());
    return finding.withRows(
        Stream.concat(
                finding.rows().stream(), listed.stream().filter(row -> !shown.contains(row.row())))
            .toList());
  }

  /** Whether no other finding is of the same rule and column, so that the rows are its own. */
  private static boolean isLone(Finding finding, Judged table) {
    return table.findings().stream()
            .filter(
                other ->
                    other.rule().equals(finding.rule()) && other.column().equals(finding.column()))
            .count()
        == 1;
  }

  /**
   * Has the return of a file written by a worker of {@code pool}, as {@link MarkedReturn#write}
   * would here.
   *
   * @param owner whose file it is; a worker works for one alone
   * @param name of the file as its owner knows it
   * @param failing every failing row of the tables, as {@link FailingRows} writes them; where
   *     absent, those that the findings show are marked
   * @param results a directory for the return; the caller's to delete
   */
  public static Outcome mark(
      WorkerPool pool,
      String owner,
      Path file,
      String name,
      List<Judged> tables,
      Optional<Path> failing,
      Path results)
      throws InterruptedException {
    List<Path> inputs = Stream.concat(Stream.of(file), failing.stream()).toList();
    WorkerOutcome outcome =
        pool.run(owner, NAME, Json.write(new Request(name, tables)), inputs, results);
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
