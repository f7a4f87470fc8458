package vn.sen.publish.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Layers;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.WaiverEntry;
import vn.sen.catalog.WaiverGiven;
import vn.sen.catalog.Waiving;
import vn.sen.vocab.Json;
import vn.sen.vocab.TableVersionId;
import vn.sen.vocab.Waiver;

@Command(
    name = "waive",
    description = "Waives a rule of one table for a while, or of a dataset for rules on it.",
    subcommands = {WaiveCommand.ListAll.class, WaiveCommand.End.class})
@NullUnmarked // picocli fills the fields
final class WaiveCommand extends CatalogCommand {
  // Needed here, but not by the subcommands.
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TABLE",
      description = "dataset/table, or the dataset; the dataset by its id or agency:identifier.")
  String target;

  @Option(names = "--rule", description = "The rule, such as ACC-03.")
  String rule;

  @Option(names = "--column", description = "Only what it finds in this column.")
  String column;

  @Option(names = "--until", paramLabel = "DAY", description = "The last day; at most 180 ahead.")
  LocalDate until;

  @Option(names = "--why", description = "The reason, kept in the journal and shown.")
  String why;

  @Option(names = "--as", paramLabel = "NAME", description = "Who signs; whoever types, else.")
  String as;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  void validate() {
    if (target == null || rule == null || until == null || why == null) {
      throw new ParameterException(
          spec.commandLine(), "A waiver needs TABLE, --rule, --until and --why.");
    }
  }

  @Override
  int run(Program program) {
    Lookup.Target about = new Lookup(program.catalog()).target(target);
    WaiverGiven given =
        program
            .intake()
            .waive(
                new Waiving(
                    about.dataset(), about.table(), rule, Optional.ofNullable(column), until),
                why,
                Steward.signing(as));
    if (json) {
      out().println(Json.write(given));
    } else {
      print(given);
    }
    return Exit.DONE;
  }

  private void print(WaiverGiven given) {
    Waiver waiver = given.given().waiver();
    out()
        .printf(
            "%s: %s được miễn đến %s (%s). Áp dụng từ lần kiểm tra sau.%n"
                + "%s: %s is waived until %s (%s). It counts from the next judging on.%n",
            given.given().target(),
            waiver.rule(),
            waiver.until(),
            waiver.id(),
            given.given().target(),
            waiver.rule(),
            waiver.until(),
            waiver.id());
    for (TableVersionId id : given.waiting()) {
      out()
          .printf(
              "%s đang bị giữ chỉ vì những gì vừa miễn; chưa công bố. Để công bố:%n%s waits for"
                  + " nothing but what is waived; it is not published yet. To publish it:%n  sen"
                  + " decide %s publish --why ...%n",
              id, id, id);
    }
  }

  @Command(name = "list", description = "Prints the waivers, those in force first.")
  @NullUnmarked
  static final class ListAll extends CatalogCommand {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    int run(Program program) {
      List<WaiverEntry> all = program.catalog().layers().waivers();
      if (json) {
        out().println(Json.write(all));
        return Exit.DONE;
      }
      LocalDate today = Layers.day(program.clock().instant());
      if (all.isEmpty()) {
        out().println("No rule was ever waived.");
      }
      all.stream().filter(entry -> entry.isInForce(today)).forEach(e -> print(e, "in force"));
      all.stream().filter(entry -> !entry.isInForce(today)).forEach(e -> print(e, "ended"));
      return Exit.DONE;
    }

    private void print(WaiverEntry entry, String state) {
      Waiver waiver = entry.waiver();
      out()
          .printf(
              "%s  %s  %s%s  until %s  %s%n  %s: %s%n",
              waiver.id(),
              entry.target(),
              waiver.rule(),
              waiver.column().map(name -> " " + name).orElse(""),
              waiver.until(),
              state,
              waiver.by(),
              waiver.why());
      entry.ended().ifPresent(e -> out().printf("  ended by %s: %s%n", e.by(), e.why()));
    }
  }

  @Command(name = "end", description = "Ends a waiver before its day.")
  @NullUnmarked
  static final class End extends CatalogCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "As 'sen waive list' prints it.")
    String id;

    @Option(names = "--why", required = true, description = "The reason, kept in the journal.")
    String why;

    @Option(names = "--as", paramLabel = "NAME", description = "Who signs; whoever types, else.")
    String as;

    @Override
    int run(Program program) {
      WaiverEntry entry = program.intake().endWaiver(id, why, Steward.signing(as));
      out()
          .printf(
              "%s of %s is waived no longer; what is published stays.%n",
              entry.waiver().rule(), entry.target());
      return Exit.DONE;
    }
  }
}
