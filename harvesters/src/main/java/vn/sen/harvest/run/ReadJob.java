package vn.sen.harvest.run;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.worker.WorkerFiles;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.catalog.worker.WorkerOutcome;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * Reading in a worker: {@link #NAME} is served by the child, {@link #read} asks for it. A worker
 * that dies over a file is a finding about that file.
 */
public final class ReadJob implements WorkerJob {
  /** The job's name in a worker. */
  public static final String NAME = "read";

  /** What crosses the pipe. */
  record Request(String name, Map<String, String> footer, ReadOptions options) {}

  /** Files are named, not located: they are in the results. */
  record Table(
      ReadReport report,
      Optional<String> text,
      Optional<String> typed,
      Optional<String> rejects,
      Optional<String> setAside,
      Optional<String> nulls) {}

  /** As long as the worker lives. */
  private final TableReader reader = new TableReader();

  @Override
  public String run(String request, Files files) throws IOException {
    Request asked = Json.read(request, Request.class);
    List<ReadTable> tables =
        reader.read(
            new ReadRequest(
                files.inputs().getFirst(),
                asked.name(),
                files.output(),
                asked.footer(),
                asked.options()),
            files.temporary());
    return Json.write(
        tables.stream()
            .map(
                t ->
                    new Table(
                        t.report(),
                        name(t.text()),
                        name(t.typed()),
                        name(t.rejects()),
                        name(t.setAside()),
                        name(t.nulls())))
            .toList());
  }

  private static Optional<String> name(Optional<Path> path) {
    return path.map(p -> p.getFileName().toString());
  }

  /**
   * Reads a file in a worker of {@code pool}, as {@link TableReader#read} would here.
   *
   * @param owner whose file it is; a worker reads for one alone
   * @throws IOException when the file itself can't be had
   */
  public static List<ReadTable> read(WorkerPool pool, String owner, ReadRequest request)
      throws IOException, InterruptedException {
    if (!java.nio.file.Files.isReadable(request.input())
        || java.nio.file.Files.isDirectory(request.input())) {
      throw new java.nio.file.NoSuchFileException(request.input().toString());
    }
    WorkerOutcome outcome =
        pool.run(
            owner,
            NAME,
            Json.write(new Request(request.name(), request.footer(), request.options())),
            List.of(request.input()),
            request.outputDirectory());
    return switch (outcome) {
      case WorkerOutcome.Done(String answer) ->
          Json.read(answer, new TypeReference<List<Table>>() {}).stream()
              .map(table -> located(table, request.outputDirectory()))
              .toList();
      case WorkerOutcome.TimedOut(long seconds) ->
          refused(
              request,
              new Message(
                  "Đọc tệp mất hơn %d giây nên đã dừng. Hãy chia nhỏ tệp.".formatted(seconds),
                  "Reading took over %d seconds and was stopped. Split the file."
                      .formatted(seconds)));
      case WorkerOutcome.OverMemory _ ->
          refused(
              request,
              new Message(
                  "Đọc tệp cần quá nhiều bộ nhớ nên đã dừng. Hãy chia nhỏ tệp hoặc gửi dạng CSV.",
                  "Reading needed too much memory and was stopped. Split the file, or send it as"
                      + " CSV."));
      case WorkerOutcome.TooMuchOutput _ ->
          refused(
              request,
              new Message(
                  "Tệp bung ra quá lớn nên đã dừng đọc.",
                  "The file unpacks to far too much, so reading was stopped."));
      case WorkerOutcome.Died _, WorkerOutcome.Threw _ ->
          refused(
              request,
              new Message(
                  "Tệp làm chương trình đọc hỏng (đã được cách ly): %s"
                      .formatted(outcome.describe()),
                  "The file broke its reader (which is shut in): %s"
                      .formatted(outcome.describe())));
    };
  }

  private static List<ReadTable> refused(ReadRequest request, Message reason) throws IOException {
    return List.of(ReadTable.refused(TableReader.refusal(request, "", reason)));
  }

  private static ReadTable located(Table table, Path directory) {
    return new ReadTable(
        table.report(),
        table.text().flatMap(name -> WorkerFiles.find(directory, name)),
        table.typed().flatMap(name -> WorkerFiles.find(directory, name)),
        table.rejects().flatMap(name -> WorkerFiles.find(directory, name)),
        table.setAside().flatMap(name -> WorkerFiles.find(directory, name)),
        table.nulls().flatMap(name -> WorkerFiles.find(directory, name)));
  }
}
