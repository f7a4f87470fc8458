package vn.sen.publish.app;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Operations;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.vocab.Json;

@Command(
    name = "retry",
    description = "Takes one record of a harvest again, with its files; the others stay.")
@NullUnmarked // picocli fills the fields
final class RetryCommand extends CatalogCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "The harvest that had trouble.")
  String run;

  @Parameters(
      index = "1",
      paramLabel = "RECORD",
      description = "The source's name of the record, as the report of the harvest has it.")
  String record;

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  int run(Program program) throws Exception {
    Operations.Run before = RunsCommand.find(program, run);
    RegisteredSource source = program.source(before.source().value());
    HarvestReport report =
        program
            .harvester()
            .harvest(
                program.request(source, Depth.FULL, OptionalInt.empty(), List.of()).only(record),
                word -> err().println(word));
    if (json) {
      out().println(Json.write(report));
    } else {
      ReportText.print(report, out());
    }
    return HarvestCommand.exit(List.of(report));
  }
}
