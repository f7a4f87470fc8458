package vn.sen.publish.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Identity;
import vn.sen.catalog.IdentityWanted;
import vn.sen.vocab.Json;

/** What the commands that decide what is one dataset, and whose it is, have in common. */
final class IdentityWords {
  private IdentityWords() {}

  static String line(Identity.Decided decided) {
    return decided.id()
        + "  "
        + switch (decided.what()) {
          case Identity.Merge m -> "%s was merged into %s".formatted(m.dataset(), m.into());
          case Identity.Split s ->
              "record %s of %s was split off %s: it is %s"
                  .formatted(s.record(), s.source(), s.dataset(), s.into());
          case Identity.Transfer t ->
              "%s went from %s to %s".formatted(t.dataset(), t.from(), t.to());
          case Identity.Succession s ->
              "%s was succeeded by %s on %s".formatted(s.agency(), s.successor(), s.on());
        };
  }

  private static void print(PrintWriter out, Identity.Decided decided) {
    out.println(line(decided));
    out.printf("  %s %s: %s%n", decided.at(), decided.by(), decided.why());
  }

  /** Why, who, and how to print. */
  @NullUnmarked // picocli fills the fields
  static final class Signed {
    @Option(names = "--why", required = true, description = "The reason, kept and shown.")
    String why;

    @Option(names = "--as", paramLabel = "NAME", description = "Who signs; whoever types, else.")
    String as;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;
  }

  /** A command that decides one thing. */
  @NullUnmarked
  abstract static class Deciding extends CatalogCommand {
    @Mixin Signed signed;

    abstract IdentityWanted wanted(Program program);

    @Override
    int run(Program program) {
      Identity.Decided decided =
          program.intake().decide(wanted(program), signed.why, Steward.signing(signed.as));
      if (signed.json) {
        out().println(Json.write(decided));
      } else {
        print(out(), decided);
      }
      return Exit.DONE;
    }
  }

  /** A command that lists decisions. */
  @NullUnmarked
  abstract static class Listing extends CatalogCommand {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    abstract List<Identity.Decided> decisions(Program program);

    @Override
    int run(Program program) {
      List<Identity.Decided> all = decisions(program);
      if (json) {
        out().println(Json.write(all));
        return Exit.DONE;
      }
      if (all.isEmpty()) {
        out().println("Nothing of the kind is in force.");
      }
      all.forEach(decided -> print(out(), decided));
      return Exit.DONE;
    }
  }

  /** A command that undoes one. */
  @NullUnmarked
  abstract static class Undoing extends CatalogCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "As 'list' prints it.")
    String id;

    @Mixin Signed signed;

    @Override
    int run(Program program) {
      Identity.Decided undone =
          program.intake().undoDecision(id, signed.why, Steward.signing(signed.as));
      out()
          .println(
              signed.json
                  ? Json.write(undone)
                  : "No longer: " + line(undone).substring(undone.id().length()).strip());
      return Exit.DONE;
    }
  }

  /** The decisions of some kind, of one thing where it is named. */
  static List<Identity.Decided> those(
      Program program, boolean ofAgencies, Optional<java.util.function.Predicate<Identity>> about) {
    return program.catalog().identity().decisions().stream()
        .filter(decided -> decided.what() instanceof Identity.Succession == ofAgencies)
        .filter(decided -> about.map(those -> those.test(decided.what())).orElse(true))
        .toList();
  }
}
