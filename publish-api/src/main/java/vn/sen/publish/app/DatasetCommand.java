package vn.sen.publish.app;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Identity;
import vn.sen.catalog.IdentityWanted;
import vn.sen.catalog.Lookup;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.SourceId;

@Command(
    name = "dataset",
    description = "Decides which records are one dataset, and whose it is.",
    subcommands = {
      DatasetCommand.Merge.class,
      DatasetCommand.Split.class,
      DatasetCommand.Transfer.class,
      DatasetCommand.ListAll.class,
      DatasetCommand.Undo.class
    })
@NullUnmarked // picocli fills the fields
final class DatasetCommand extends SenCommand {
  private static final String DATASET = "By its id or agency:identifier.";

  private static DatasetId dataset(Program program, String name) {
    return new Lookup(program.catalog()).named(name);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  @Command(name = "merge", description = "Makes a dataset a copy of another; its id leads there.")
  @NullUnmarked
  static final class Merge extends IdentityWords.Deciding {
    @Parameters(index = "0", paramLabel = "DATASET", description = DATASET)
    String dataset;

    @Option(names = "--into", paramLabel = "DATASET", required = true, description = DATASET)
    String into;

    @Override
    IdentityWanted wanted(Program program) {
      return new IdentityWanted.Merge(dataset(program, dataset), dataset(program, into));
    }
  }

  @Command(
      name = "split",
      description = "Gives a record that was taken for a copy a dataset of its own.")
  @NullUnmarked
  static final class Split extends IdentityWords.Deciding {
    @Parameters(index = "0", paramLabel = "DATASET", description = DATASET)
    String dataset;

    @Option(names = "--source", required = true, description = "The source of the copy.")
    String source;

    @Option(names = "--record", required = true, description = "What that source calls it.")
    String record;

    @Override
    IdentityWanted wanted(Program program) {
      return new IdentityWanted.Split(dataset(program, dataset), new SourceId(source), record);
    }
  }

  @Command(name = "transfer", description = "Gives a dataset to another agency.")
  @NullUnmarked
  static final class Transfer extends IdentityWords.Deciding {
    @Parameters(index = "0", paramLabel = "DATASET", description = DATASET)
    String dataset;

    @Option(names = "--to", paramLabel = "AGENCY", required = true, description = "Its code.")
    String to;

    @Override
    IdentityWanted wanted(Program program) {
      return new IdentityWanted.Transfer(dataset(program, dataset), new AgencyCode(to));
    }
  }

  @Command(name = "list", description = "Prints what was decided of datasets and is in force.")
  @NullUnmarked
  static final class ListAll extends IdentityWords.Listing {
    @Parameters(index = "0", arity = "0..1", paramLabel = "DATASET", description = DATASET)
    String dataset;

    @Override
    List<Identity.Decided> decisions(Program program) {
      return IdentityWords.those(
          program,
          false,
          Optional.ofNullable(dataset)
              .map(name -> dataset(program, name))
              .map(id -> what -> what.datasets().contains(id)));
    }
  }

  @Command(name = "undo", description = "Undoes a merge, a split or a transfer.")
  static final class Undo extends IdentityWords.Undoing {}
}
