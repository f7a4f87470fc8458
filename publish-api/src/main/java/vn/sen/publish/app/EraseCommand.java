package vn.sen.publish.app;

import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "erase",
    description = "Erases bytes for good; their hash and the reason stay in the journal.")
@NullUnmarked // picocli fills the fields
final class EraseCommand extends CatalogCommand {
  @Parameters(paramLabel = "SHA256", description = "Of the received file, as a report names it.")
  String sha256;

  @Option(names = "--why", required = true, description = "The reason, kept in the journal.")
  String why;

  @Override
  int run(Program program) {
    program.intake().erase(sha256, why, Steward.name());
    out().printf("The bytes %s are erased for good.%n", sha256);
    return Exit.DONE;
  }
}
