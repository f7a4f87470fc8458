package vn.sen.harvest.run;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.tables.DuckSession;
import vn.sen.catalog.worker.WorkerJob;
import vn.sen.catalog.worker.WorkerOutcome;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.ContractProposal;
import vn.sen.harvest.check.TableUnderCheck;
import vn.sen.harvest.read.ReadOptions;
import vn.sen.harvest.read.ReadRequest;
import vn.sen.harvest.read.ReadTable;
import vn.sen.harvest.read.TableReader;
import vn.sen.vocab.AdministrativeUnits;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/** Contracts proposed for a received file, in a worker: {@link #NAME} is served by the child. */
public final class ProposeJob implements WorkerJob {
  /** The job's name in a worker. */
  public static final String NAME = "propose";

  private static final long MEMORY = 400L << 20;

  /** As long as the worker lives. */
  private final TableReader reader = new TableReader();

  /** What crosses the pipe. */
  record Request(String name, String sha256, LocalDate day) {}

  /**
   * A table of the file.
   *
   * @param proposal absent when the table was refused, for the reason that the report gives
   */
  public record ProposedTable(ReadReport report, Optional<ContractProposal> proposal) {}

  /** What came of it. */
  public sealed interface Outcome {
    /** The file was read; each table, read or refused, is one of {@code tables}. */
    record Read(List<ProposedTable> tables) implements Outcome {
      public Read {
        tables = List.copyOf(tables);
      }
    }

    /** The worker died, hung or overran on it. */
    record Broken(Message reason) implements Outcome {}
  }

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
    var proposed = new ArrayList<ProposedTable>();
    try (DuckSession session = DuckSession.open(files.temporary(), MEMORY, 2)) {
      for (ReadTable table : tables) {
        proposed.add(new ProposedTable(table.report(), propose(request, table, session)));
      }
    }
    return Json.write(proposed);
  }

  private static Optional<ContractProposal> propose(
      Request request, ReadTable table, DuckSession session) {
    if (table.text().isEmpty() || table.typed().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ContractProposal.read(
            new TableUnderCheck(
                TableNames.fullName(request.name(), table.report().table()),
                request.sha256(),
                table.report(),
                table.text().get(),
                table.typed().get(),
                Optional.empty(),
                Circumstances.unknown(request.day()),
                AdministrativeUnits::shipped),
            session));
  }

  /**
   * Has contracts for the tables of a file proposed by a worker of {@code pool}.
   *
   * @param owner whose file it is; a worker works for one alone
   * @param day to judge by
   * @param results a directory for what is made on the way; the caller's to delete
   */
  public static Outcome propose(
      WorkerPool pool, String owner, Path file, LocalDate day, Path results)
      throws IOException, InterruptedException {
    var request = new Request(file.getFileName().toString(), Sha256.of(file), day);
    WorkerOutcome outcome = pool.run(owner, NAME, Json.write(request), List.of(file), results);
    return outcome instanceof WorkerOutcome.Done(String answer)
        ? new Outcome.Read(Json.read(answer, new TypeReference<List<ProposedTable>>() {}))
        : new Outcome.Broken(
            new Message(
                "Không đọc được tệp nên không đề nghị được hợp đồng: %s. Hãy lưu lại ở dạng CSV (UTF-8) hoặc XLSX."
                    .formatted(outcome.describe()),
                "The file cannot be read, so no contract can be proposed: %s. Save it as CSV (UTF-8) or XLSX."
                    .formatted(outcome.describe())));
  }
}
