package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerFiles;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.catalog.worker.WorkerOutcome;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.FailingRows;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Json;

/**
 * Reads a file again that was judged before, and lists every row that failed then: {@link #NAME} is
 * served by the child.
 */
public final class ListJob implements WorkerJob {
  /** The job's name in a worker. */
  public static final String NAME = "list";

  private static final String FAILING = "failing.parquet";

  private static final long MEMORY = 400L << 20;

  /** As long as the worker lives. */
  private final TableReader reader = new TableReader();

  /**
   * What crosses the pipe.
   *
   * @param findings by the table's name within the file; the empty name for a file that is one
   *     table
   */
  record Request(String name, Map<String, List<Finding>> findings) {}

  record Answer(List<ReadReport> reports) {}

  /**
   * A file that was read again.
   *
   * @param failing every failing row, as {@link FailingRows} writes them
   */
  record Listed(List<ReadReport> reports, Path failing) {}

  @Override
  public String run(String json, Files files) throws IOException {
    Request request = Json.read(json, Request.class);
    List<ReadTable> tables =
        reader.read(
            new ReadRequest(
                files.inputs().getFirst(),
                request.name(),
                files.output(),
                Map.of(),
                ReadOptions.TYPED),
            files.temporary());
    var reports = new ArrayList<ReadReport>();
    try (DuckSession session = DuckSession.open(files.temporary(), MEMORY, 2)) {
      var failing = new FailingRows(session, files.temporary());
      for (ReadTable table : tables) {
        ReadReport report = table.report();
        reports.add(report);
        if (table.text().isPresent() && table.typed().isPresent()) {
          failing.add(
              report,
              table.text().get(),
              table.typed().get(),
              request.findings().getOrDefault(report.table().orElse(""), List.of()));
        }
      }
      failing.write(files.output().resolve(FAILING));
    }
    return Json.write(new Answer(reports));
  }

  /**
   * Has the rows listed by a worker of {@code pool}.
   *
   * @param owner whose file it is; a worker works for one alone
   * @param results a directory for the list; the caller's to delete
   * @return absent when the worker died, hung or overran on the file
   */
  static Optional<Listed> list(
      WorkerPool pool,
      String owner,
      Path file,
      String name,
      Map<String, List<Finding>> findings,
      Path results)
      throws InterruptedException {
    WorkerOutcome outcome =
        pool.run(owner, NAME, Json.write(new Request(name, findings)), List.of(file), results);
    return outcome instanceof WorkerOutcome.Done(String json)
        ? WorkerFiles.find(results, FAILING)
            .map(failing -> new Listed(Json.read(json, Answer.class).reports(), failing))
        : Optional.empty();
  }
}
