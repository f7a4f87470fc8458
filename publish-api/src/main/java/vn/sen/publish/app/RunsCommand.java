package vn.sen.publish.app;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Operations.Run;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.RunComparison;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.NotFoundException;

@Command(
    name = "runs",
    description = "Prints past harvests, or the whole report of one; compares two, stops one.",
    subcommands = {RunsCommand.Compare.class, RunsCommand.Stop.class})
@NullUnmarked // picocli fills the fields
final class RunsCommand extends CatalogCommand {
  private static final int SHOWN = 50;

  @Parameters(arity = "0..1", paramLabel = "RUN")
  String id;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  int run(Program program) {
    if (id == null) {
      List<Run> runs = program.operations().runs(Optional.empty(), SHOWN);
      if (json) {
        out().println(Json.write(runs));
      } else {
        runs.forEach(
            run ->
                out()
                    .printf(
                        "%s  %-11s %-40s %s%n",
                        run.id(), run.outcome(), run.source(), run.started()));
      }
      return Exit.DONE;
    }
    Run run = find(program, id);
    if (json) {
      out().println(run.report());
    } else if (run.report().isEmpty()) {
      out().printf("%s has been %s since %s%n", run.id(), run.outcome(), run.started());
    } else {
      var report = Json.read(run.report(), HarvestReport.class);
      ReportText.print(report, out());
      report.problems().stream().skip(20).forEach(problem -> ReportText.print(problem, out()));
    }
    return Exit.DONE;
  }

  /** The run of that name. */
  static Run find(Program program, String id) {
    return program
        .operations()
        .findRun(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "There is no run '%s'; 'sen runs' lists them.".formatted(id)));
  }

  /**
   * The report of a run.
   *
   * @throws ConflictException while it goes on, or when it ended without one
   */
  private static HarvestReport report(Program program, String id) {
    Run run = find(program, id);
    if (run.report().isEmpty()) {
      throw new ConflictException(
          "The run %s has no report: it is %s.".formatted(id, run.outcome()));
    }
    return Json.read(run.report(), HarvestReport.class);
  }

  @Command(name = "compare", description = "Says how a harvest differs from an earlier one.")
  @NullUnmarked
  static final class Compare extends CatalogCommand {
    @Parameters(index = "0", paramLabel = "BEFORE")
    String before;

    @Parameters(index = "1", paramLabel = "AFTER")
    String after;

    @Option(names = "--json", description = "Print the differences as JSON.")
    boolean json;

    @Override
    int run(Program program) {
      RunComparison comparison = RunComparison.of(report(program, before), report(program, after));
      if (json) {
        out().println(Json.write(comparison));
        return Exit.DONE;
      }
      comparison
          .figures()
          .forEach(
              (name, change) ->
                  out().printf("  %-28s %,d -> %,d%n", name, change.before(), change.after()));
      out()
          .printf(
              "  %d problems begun, %d ended, %d go on%n",
              comparison.begun().size(), comparison.ended().size(), comparison.goingOn());
      comparison.begun().forEach(problem -> ReportText.print(problem, out()));
      if (!comparison.ended().isEmpty()) {
        out().println("  ended:");
        comparison.ended().forEach(problem -> ReportText.print(problem, out()));
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "stop",
      aliases = "cancel",
      description = "Stops a harvest of the running server; what it took in stays.")
  @NullUnmarked
  static final class Stop extends CatalogCommand {
    @Parameters(paramLabel = "RUN")
    String run;

    @Override
    int run(Program program) {
      program.harvester().stop(run, Steward.name());
      out().printf("%s stops.%n", run);
      return Exit.DONE;
    }
  }
}
