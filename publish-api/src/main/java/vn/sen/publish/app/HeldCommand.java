package vn.sen.publish.app;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Decision;
import vn.sen.catalog.Held;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;

@Command(
    name = "held",
    description = "Prints what waits for a person, and takes decisions on held removals.",
    subcommands = {HeldCommand.Approve.class, HeldCommand.Refuse.class})
@NullUnmarked // picocli fills the fields
final class HeldCommand extends CatalogCommand {
  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  int run(Program program) {
    List<Held> all = program.catalog().held();
    if (json) {
      out().println(Json.write(all));
    } else if (all.isEmpty()) {
      out().println("Nothing waits for a decision.");
    } else {
      all.forEach(this::print);
    }
    return all.isEmpty() ? Exit.DONE : Exit.FOUND;
  }

  private void print(Held held) {
    switch (held) {
      case Held.Version(var id, var title, String reason, var since) ->
          out()
              .printf(
                  "%s  %s%n  quarantined since %s: %s%n  sen decide %s publish|refuse --why ...%n",
                  id, title.in("vi").orElse(""), since, reason, id);
      case Held.Removals(var source, String run, var identifiers, String reason, var since) ->
          out()
              .printf(
                  "%s  %d removals held since %s: %s%n  sen held approve|refuse %s %s --why ...%n",
                  source, identifiers.size(), since, reason, source, run);
    }
  }

  @NullUnmarked
  abstract static class OnRemovals extends CatalogCommand {
    @Parameters(index = "0", paramLabel = "SOURCE")
    String source;

    @Parameters(index = "1", paramLabel = "RUN", description = "The run that held them.")
    String run;

    @Option(names = "--why", required = true, description = "The reason, kept in the journal.")
    String why;

    int decide(Program program, Decision decision) {
      program.intake().decideRemovals(new SourceId(source), run, decision, why, Steward.name());
      return Exit.DONE;
    }
  }

  @Command(name = "approve", description = "Carries out held removals.")
  static final class Approve extends OnRemovals {
    @Override
    int run(Program program) {
      return decide(program, Decision.APPROVE);
    }
  }

  @Command(name = "refuse", description = "Keeps the records that would have been removed.")
  static final class Refuse extends OnRemovals {
    @Override
    int run(Program program) {
      return decide(program, Decision.REFUSE);
    }
  }
}
