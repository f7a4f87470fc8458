package vn.sen.publish.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.publish.bench.CheckBench;
import vn.sen.publish.bench.ConvertBench;
import vn.sen.publish.bench.HarvestBench;
import vn.sen.publish.bench.ScheduleBench;
import vn.sen.vocab.SourceId;

@Command(
    name = "bench",
    description = "Measures; each prints a ratio against its reference in the same run.",
    synopsisSubcommandLabel = "(harvest | convert | check | schedule)",
    subcommands = {
      BenchCommand.Harvest.class,
      BenchCommand.Convert.class,
      BenchCommand.Check.class,
      BenchCommand.Schedule.class
    })
final class BenchCommand extends SenCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  /** What is measured, in an empty directory. */
  @FunctionalInterface
  private interface Bench {
    void run(Path work) throws Exception;
  }

  private static int measure(Bench bench) throws Exception {
    Path work = Files.createTempDirectory("sen-bench-");
    try {
      bench.run(work);
    } finally {
      PathUtils.deleteDirectory(work);
    }
    return Exit.DONE;
  }

  private static void end(Program program) {
    try {
      program.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Command(
      name = "convert",
      description = "A received CSV to both its tables against DuckDB's own conversion.")
  @NullUnmarked // picocli fills the fields
  static final class Convert extends SenCommand {
    @Option(names = "--megabytes", defaultValue = "500", description = "Default: 500.")
    int megabytes;

    @Option(names = "--once", description = "A clean CSV alone, converted once, to see the memory.")
    boolean once;

    @Override
    public Integer call() throws Exception {
      return measure(
          work -> {
            try (Workers workers = Workers.start(ConvertBench.WORKERS)) {
              var bench = new ConvertBench(out(), work, workers.pool());
              if (once) {
                bench.once(megabytes * 1_000_000L);
              } else {
                bench.run(megabytes * 1_000_000L);
              }
            }
          });
    }
  }

  @Command(
      name = "check",
      description = "All table rules against DuckDB's SUMMARIZE of the same table.")
  @NullUnmarked // picocli fills the fields
  static final class Check extends SenCommand {
    @Option(names = "--megabytes", defaultValue = "500", description = "Default: 500.")
    int megabytes;

    @Override
    public Integer call() throws Exception {
      return measure(
          work -> {
            try (Workers workers = Workers.start(1)) {
              new CheckBench(out(), work, workers.pool()).run(megabytes * 1_000_000L);
            }
          });
    }
  }

  @Command(
      name = "schedule",
      description = "Starts of scheduled harvests beside hostile sources against those without.")
  @NullUnmarked // picocli fills the fields
  static final class Schedule extends SenCommand {
    @Option(names = "--sources", defaultValue = "1000", description = "Default: 1000.")
    int sources;

    @Option(names = "--hostile", defaultValue = "50", description = "Of them. Default: 50.")
    int hostile;

    @Override
    public Integer call() throws Exception {
      if (hostile < 0 || hostile >= sources) {
        throw new ParameterException(
            spec.commandLine(),
            "Some sources are not hostile: --hostile is 0 to %d, got %d"
                .formatted(sources - 1, hostile));
      }
      return measure(work -> new ScheduleBench(out(), work, Schedule::open).run(sources, hostile));
    }

    private static ScheduleBench.Platform open(Path data) throws IOException {
      Files.writeString(data.resolve("sen.properties"), "sen.harvest.attestation=never\n");
      Program program = Program.open(Settings.load(data));
      return new ScheduleBench.Platform() {
        @Override
        public SourceId add(URI url) {
          RegisteredSource source =
              program.source(
                  url.toString(),
                  "dcat",
                  "X00",
                  List.of(url.getHost() + ":" + url.getPort()),
                  Map.of());
          program.intake().register(source.at(Optional.of("P1D")));
          return source.id();
        }

        @Override
        public void start() {
          program.schedule().start();
        }

        @Override
        public Map<SourceId, Instant> begun() {
          return program.operations().lastRuns().stream()
              .collect(Collectors.toMap(Operations.Run::source, Operations.Run::started));
        }

        @Override
        public void close() {
          end(program);
        }
      };
    }
  }

  @Command(
      name = "harvest",
      description = "A DCAT harvest against TDB2's parallel bulk loader on the same quads.")
  @NullUnmarked // picocli fills the fields
  static final class Harvest extends SenCommand {
    @Option(names = "--records", defaultValue = "20000", description = "Default: 20000.")
    int records;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: 3.")
    int rounds;

    @Override
    public Integer call() throws Exception {
      return measure(work -> new HarvestBench(out(), work, rounds, Harvest::open).run(records));
    }

    private static HarvestBench.Platform open(Path data) throws IOException {
      Program program = Program.open(Settings.load(data));
      return new HarvestBench.Platform() {
        @Override
        public HarvestReport harvest(URI url) throws InterruptedException {
          return program
              .harvester()
              .harvest(
                  new HarvestRequest(
                      program.source(
                          url.toString(),
                          "dcat",
                          "X00",
                          List.of(url.getHost() + ":" + url.getPort()),
                          Map.of()),
                      Depth.METADATA,
                      OptionalInt.empty()),
                  _ -> {});
        }

        @Override
        public void settle() throws InterruptedException {
          if (!program.settle(Duration.ofMinutes(30))) {
            throw new IllegalStateException("the projections did not catch up");
          }
        }

        @Override
        public long reached() {
          return program.projected();
        }

        @Override
        public void compact() {
          program.compact();
        }

        @Override
        public void close() {
          end(program);
        }
      };
    }
  }
}
