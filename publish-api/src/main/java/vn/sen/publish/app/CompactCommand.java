package vn.sen.publish.app;

import picocli.CommandLine.Command;

@Command(name = "compact", description = "Gives back disk space.")
final class CompactCommand extends CatalogCommand {
  @Override
  int run(Program program) throws Exception {
    program.compact();
    out().println("Compacted.");
    return Exit.DONE;
  }
}
