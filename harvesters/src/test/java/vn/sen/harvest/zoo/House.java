package vn.sen.harvest.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Journal;
import vn.sen.catalog.JournalIntake;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.Tables;
import vn.sen.catalog.files.DirectoryFiles;
import vn.sen.catalog.files.MasterKey;
import vn.sen.catalog.files.SealedVault;
import vn.sen.catalog.journal.SqliteJournal;
import vn.sen.catalog.journal.SqliteOperations;
import vn.sen.catalog.tables.DuckTables;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.SourceServer;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.run.AttestationPolicy;
import vn.sen.harvest.run.DistributionIntake;
import vn.sen.harvest.run.Examiner;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.Harvester;
import vn.sen.harvest.run.LiveJudge;
import vn.sen.harvest.run.SourceSecrets;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** All that a harvest of any kind needs, with real stores in a directory. */
public record House(
    Harvester harvester, Journal journal, Operations operations, Tables tables, WorkerPool workers)
    implements AutoCloseable {

  /**
   * @param longest how long one harvest may take
   */
  public static House in(Path directory, SourceClient client, Duration longest) throws IOException {
    Files.createDirectories(directory);
    Clock clock = Clock.systemUTC();
    Journal journal = SqliteJournal.open(directory, clock);
    Operations operations = SqliteOperations.open(directory);
    Tables tables = new DuckTables(directory.resolve("work"), Duration.ofSeconds(10));
    WorkerPool workers =
        WorkerPool.open(
            WorkerProgram.same("vn.sen.harvest.run.TestReader"),
            WorkerLimits.READING,
            directory.resolve("jobs"),
            1);
    var files =
        DirectoryFiles.open(
            directory.resolve("files"),
            MasterKey.load(Optional.empty(), directory.resolve("master.key")));
    Intake intake = new JournalIntake(journal, files, directory.resolve("cache"), clock);
    var live = new LiveJudge(journal, intake, operations, files, tables, Optional.empty(), clock);
    var distributions =
        new DistributionIntake(
            client,
            new Examiner(workers),
            journal,
            intake,
            operations,
            files,
            directory.resolve("cache"),
            live,
            "https://sen.example/dataset/",
            1,
            1L << 40,
            clock);
    var harvester =
        new Harvester(
            Arrays.stream(Kind.values()).map(kind -> kind.connector(client)).toList(),
            journal,
            intake,
            operations,
            distributions,
            new SourceSecrets(
                new SealedVault(
                    operations.secrets(),
                    MasterKey.load(Optional.empty(), directory.resolve("master.key")))),
            longest,
            AttestationPolicy.NEVER,
            clock);
    return new House(harvester, journal, operations, tables, workers);
  }

  /** Harvests the metadata of a source on a server of the test. */
  public HarvestReport harvest(SourceServer server, String id, String kind, String path)
      throws InterruptedException {
    return harvest(server, id, kind, path, HarvestRequest.Depth.METADATA);
  }

  /** The same, changing nothing. */
  public HarvestReport rehearse(SourceServer server, String id, String kind, String path)
      throws InterruptedException {
    return harvest(server, id, kind, path, HarvestRequest.Depth.DRY_RUN);
  }

  private HarvestReport harvest(
      SourceServer server, String id, String kind, String path, HarvestRequest.Depth depth)
      throws InterruptedException {
    var source =
        new RegisteredSource(
            new SourceId(id),
            server.uri(path),
            kind,
            new AgencyCode("X00"),
            List.of("127.0.0.1:" + server.port()),
            true);
    return harvester.harvest(new HarvestRequest(source, depth, OptionalInt.empty()), _ -> {});
  }

  @Override
  public void close() throws IOException {
    harvester.close();
    workers.close();
    tables.close();
    operations.close();
    journal.close();
  }
}
