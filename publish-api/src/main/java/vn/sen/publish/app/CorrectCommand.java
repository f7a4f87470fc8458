package vn.sen.publish.app;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Correctable;
import vn.sen.catalog.Correcting;
import vn.sen.catalog.Correction;
import vn.sen.catalog.DatasetEntry;
import vn.sen.catalog.Lookup;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Json;

@Command(
    name = "correct",
    description = "Lays a value over what the source says of a dataset, until it is undone.",
    subcommands = {CorrectCommand.ListAll.class, CorrectCommand.Undo.class})
@NullUnmarked // picocli fills the fields
final class CorrectCommand extends CatalogCommand {
  // Needed here, but not by the subcommands.
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DATASET",
      description = "By its id or agency:identifier.")
  String dataset;

  @Option(
      names = "--property",
      description =
          "title, description, keyword, theme, publisher, licence, access-rights, frequency,"
              + " landing-page or issued.")
  String property;

  @Option(names = "--language", description = "Of a title or a description (default: vi).")
  String language;

  @Option(
      names = "--value",
      description = "What is said from now on; again for each further keyword or theme.")
  List<String> values;

  @Option(names = "--why", description = "The reason, kept in the journal and shown.")
  String why;

  @Option(names = "--as", paramLabel = "NAME", description = "Who signs; whoever types, else.")
  String as;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  void validate() {
    if (dataset == null || property == null || values == null || why == null) {
      throw new ParameterException(
          spec.commandLine(), "A correction needs DATASET, --property, --value and --why.");
    }
  }

  @Override
  int run(Program program) {
    DatasetId id = new Lookup(program.catalog()).named(dataset);
    Correction correction =
        program
            .intake()
            .correct(
                new Correcting(id, property, Optional.ofNullable(language), values),
                why,
                Steward.signing(as));
    out().println(json ? Json.write(correction) : line(correction));
    return Exit.DONE;
  }

  private static String line(Correction correction) {
    return "%s  %s%s: '%s' -> '%s'"
        .formatted(
            correction.id(),
            Correctable.find(correction.property())
                .map(Correctable::key)
                .orElse(correction.property()),
            correction.language().map(tag -> " (" + tag + ")").orElse(""),
            String.join("; ", correction.before()),
            String.join("; ", correction.values()));
  }

  @Command(name = "list", description = "Prints what is corrected in a dataset.")
  @NullUnmarked
  static final class ListAll extends CatalogCommand {
    @Parameters(index = "0", paramLabel = "DATASET", description = "Its id or agency:identifier.")
    String dataset;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    int run(Program program) {
      var lookup = new Lookup(program.catalog());
      DatasetEntry entry = lookup.evenGone(lookup.named(dataset).value());
      if (json) {
        out().println(Json.write(entry.corrections()));
        return Exit.DONE;
      }
      if (entry.corrections().isEmpty()) {
        out().println("Nothing is corrected in " + entry.id() + ".");
      }
      for (Correction correction : entry.corrections()) {
        out().println(line(correction));
        out().printf("  %s %s: %s%n", correction.at(), correction.by(), correction.why());
        correction.words().ifPresent(hash -> out().printf("  words %s%n", hash));
        if (correction.sourceHasChanged()) {
          out()
              .printf(
                  "  the source has changed this since, to '%s'; 'sen correct undo %s' lets it"
                      + " speak%n",
                  String.join("; ", correction.now()), correction.id());
        }
      }
      return Exit.DONE;
    }
  }

  @Command(name = "undo", description = "Lets the source speak again.")
  @NullUnmarked
  static final class Undo extends CatalogCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "As 'sen correct list' prints it.")
    String id;

    @Option(names = "--why", required = true, description = "The reason, kept in the journal.")
    String why;

    @Option(names = "--as", paramLabel = "NAME", description = "Who signs; whoever types, else.")
    String as;

    @Override
    int run(Program program) {
      DatasetId dataset = program.intake().undoCorrection(id, why, Steward.signing(as));
      out().printf("%s says what its source says again.%n", dataset);
      return Exit.DONE;
    }
  }
}
