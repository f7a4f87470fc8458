package vn.sen.publish.app;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import vn.sen.catalog.Inspection;

@Command(
    name = "fsck",
    description = "Checks every invariant between the journal, the files and the projections.")
final class FsckCommand extends CatalogCommand {
  private static final Duration SETTLE = Duration.ofMinutes(2);

  @Override
  int run(Program program) throws Exception {
    program.settle(SETTLE);
    List<Inspection.Fault> faults = program.inspect();
    for (Inspection.Fault fault : faults) {
      out().printf("%s: %s%n", fault.where(), fault.message().en());
    }
    if (faults.isEmpty()) {
      out()
          .printf(
              "All is well, up to entry %d of the journal.%n", program.catalog().lag().journal());
    }
    return faults.isEmpty() ? Exit.DONE : Exit.FOUND;
  }
}
