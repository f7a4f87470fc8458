package vn.sen.publish.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Identity;
import vn.sen.catalog.IdentityWanted;
import vn.sen.vocab.AgencyCode;

@Command(
    name = "agency",
    description = "Records which agency came after which.",
    subcommands = {
      AgencyCommand.Succeed.class,
      AgencyCommand.ListAll.class,
      AgencyCommand.Undo.class
    })
@NullUnmarked // picocli fills the fields
final class AgencyCommand extends SenCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  @Command(
      name = "succeed",
      description = "Shows all that an agency has, and will have, under the one that came after.")
  @NullUnmarked
  static final class Succeed extends IdentityWords.Deciding {
    @Parameters(index = "0", paramLabel = "OLD", description = "The code of the agency that was.")
    String old;

    @Option(names = "--by", paramLabel = "NEW", required = true, description = "Who came after.")
    String by;

    @Option(names = "--on", paramLabel = "DAY", required = true, description = "Since when.")
    LocalDate on;

    @Override
    IdentityWanted wanted(Program program) {
      return new IdentityWanted.Succession(new AgencyCode(old), new AgencyCode(by), on);
    }
  }

  @Command(name = "list", description = "Prints the successions in force.")
  static final class ListAll extends IdentityWords.Listing {
    @Override
    List<Identity.Decided> decisions(Program program) {
      return IdentityWords.those(program, true, Optional.empty());
    }
  }

  @Command(name = "undo", description = "Undoes a succession.")
  static final class Undo extends IdentityWords.Undoing {}
}
