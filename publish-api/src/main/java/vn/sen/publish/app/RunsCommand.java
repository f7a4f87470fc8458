package vn.sen.publish.app;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Operations.Run;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.vocab.Json;
import vn.sen.vocab.problem.NotFoundException;

@Command(name = "runs", description = "Prints past harvests, or the whole report of one.")
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
    Run run =
        program
            .operations()
            .findRun(id)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "There is no run '%s'; 'sen runs' lists them.".formatted(id)));
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
}
