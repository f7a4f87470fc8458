package vn.sen.harvest.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerFiles;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.CheckResult;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.TableChecker;
import vn.sen.harvest.check.TableUnderCheck;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.Json;

/** The worker's side of {@link Examiner}: reads a file and checks each of its tables. */
public final class ExamineJob implements WorkerJob {
  /** Under which workers know it. */
  public static final String NAME = "examine";

  private static final long MEMORY = 400L << 20;

  /** As long as the worker lives. */
  private final TableReader reader = new TableReader();

  @Override
  public String run(String json, Files files) throws IOException {
    var request = Json.read(json, Examination.Request.class);
    List<ReadTable> tables =
        reader.read(
            new ReadRequest(
                files.inputs().getFirst(),
                request.name(),
                files.output(),
                request.footer(),
                ReadOptions.TYPED),
            files.temporary());
    var answers = new ArrayList<Answer>();
    try (DuckSession session = DuckSession.open(files.temporary(), MEMORY, 2)) {
      for (ReadTable table : tables) {
        answers.add(
            new Answer(
                table.report(),
                table.typed().map(path -> path.getFileName().toString()),
                check(request, table, session)));
      }
    }
    return Json.write(answers);
  }

  private static List<CheckResult> check(
      Examination.Request request, ReadTable table, DuckSession session) {
    if (table.text().isEmpty() || table.typed().isEmpty()) {
      return List.of();
    }
    String inner = table.report().table().orElse("");
    Circumstances circumstances =
        Optional.ofNullable(request.previous().get(inner))
            .map(request.circumstances()::after)
            .orElse(request.circumstances());
    return new TableChecker()
        .check(
            new TableUnderCheck(
                TableNames.fullName(request.name(), table.report().table()),
                request.sha256(),
                table.report(),
                table.text().get(),
                table.typed().get(),
                request.contract(),
                circumstances),
            session);
  }

  /** A table, its typed file by name. */
  record Answer(ReadReport report, Optional<String> typed, List<CheckResult> results) {

    Examination.ExaminedTable in(Path directory) {
      return new Examination.ExaminedTable(
          report, typed.flatMap(name -> WorkerFiles.find(directory, name)), results);
    }
  }
}
