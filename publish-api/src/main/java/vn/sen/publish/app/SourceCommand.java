package vn.sen.publish.app;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Attestation;
import vn.sen.catalog.Attesting;
import vn.sen.catalog.Layers;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.SourceDesk;
import vn.sen.harvest.schedule.Timetable;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.SourceId;

@Command(
    name = "source",
    description = "Registers, previews, lists, attests and disables sources.",
    synopsisSubcommandLabel = "add|preview|list|credentials|attest|disable",
    subcommands = {
      SourceCommand.Add.class,
      SourceCommand.Preview.class,
      SourceCommand.ListAll.class,
      SourceCommand.Attest.class,
      CredentialsCommand.class,
      SourceCommand.Disable.class
    })
@NullUnmarked // picocli fills the fields
final class SourceCommand extends SenCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  @NullUnmarked
  abstract static class OfOne extends CatalogCommand {
    @Parameters(paramLabel = "URL")
    String url;

    @Option(
        names = "--kind",
        required = true,
        description = "How it speaks: " + HarvestCommand.KINDS + ".")
    String kind;

    @Option(names = "--agency", paramLabel = "CODE", description = "Who speaks through it.")
    String agency;

    @Option(names = "--allow-host", paramLabel = "HOST", description = "A private host it may use.")
    List<String> allowedHosts = new ArrayList<>();

    @Mixin SourceOptions options = new SourceOptions();

    @Override
    List<String> words() {
      return words(super.words(), options.paths());
    }

    @Override
    boolean needsData() {
      return false;
    }
  }

  @Command(name = "add", description = "Registers a source, to be harvested with the others.")
  @NullUnmarked
  static final class Add extends OfOne {
    @Option(
        names = "--schedule",
        paramLabel = "TIMETABLE",
        description =
            "When 'sen serve' harvests it: "
                + Timetable.FORM
                + ", or none (default: as before; none for a new source).")
    @Nullable String schedule;

    @Override
    void validate() {
      if (schedule != null && !schedule.equals(ProgramDesk.BY_HAND)) {
        Timetable.parse(schedule);
      }
    }

    @Override
    int run(Program program) {
      RegisteredSource source =
          program
              .desk()
              .add(
                  program.source(url, kind, agency, allowedHosts, options.given(kind, url)),
                  Optional.ofNullable(schedule));
      program
          .desk()
          .notice(source)
          .filter(_ -> source.schedule().isPresent())
          .ifPresent(notice -> err().println(notice.en()));
      out().println(source.id());
      return Exit.DONE;
    }
  }

  @Command(name = "preview", description = "Reads the first ten records and changes nothing.")
  @NullUnmarked
  static final class Preview extends OfOne {
    @Override
    int run(Program program) throws InterruptedException {
      var hosts = new ArrayList<>(program.settings().allowedHosts());
      hosts.addAll(allowedHosts);
      SourceDesk.Preview preview =
          program
              .harvester()
              .preview(
                  program.source(url, kind, agency, List.of(), options.given(kind, url)),
                  hosts,
                  word -> err().println(word));
      preview.records().forEach(this::print);
      ReportText.print(preview.report(), out());
      return preview.report().outcome() == HarvestReport.Outcome.FAILED ? Exit.FAILED : Exit.DONE;
    }

    private void print(CatalogRecord record) {
      Dataset dataset = Dataset.of(record);
      out()
          .printf(
              "%s%n  %s%n  publisher %s, licence %s, %d distributions%n",
              record.identifier(),
              dataset.title().in("vi").orElse("(no title)"),
              dataset.publisher().flatMap(who -> who.name().in("vi")).orElse("not said"),
              dataset.license().orElse("not said"),
              dataset.distributions().size());
      dataset
          .distributions()
          .forEach(
              file ->
                  out()
                      .printf(
                          "  - %s %s%n",
                          file.format().or(file::mediaType).orElse("?"),
                          file.downloadUrl().or(file::accessUrl).orElse("(no address)")));
    }
  }

  @Command(name = "list", description = "Prints all sources.")
  static final class ListAll extends CatalogCommand {
    @Override
    int run(Program program) {
      Map<SourceId, String> secrets = program.secrets().kinds();
      for (RegisteredSource source : program.catalog().sources()) {
        out()
            .printf(
                "%-40s %-8s %-12s %s%s%s%s%s%n",
                source.id(),
                source.kind(),
                source.agency(),
                source.url(),
                source
                    .schedule()
                    .map(timetable -> " (" + next(program, source, timetable) + ")")
                    .orElse(""),
                secrets.containsKey(source.id()) ? " [" + secrets.get(source.id()) + "]" : "",
                source.enabled() ? "" : " (disabled)",
                standing(program, source));
      }
      return Exit.DONE;
    }
  }

  /** Of those that need a person's eye alone; and who is disabled needs nothing. */
  private static String standing(Program program, RegisteredSource source) {
    Attestation.Standing standing = source.standing(Layers.day(program.clock().instant()));
    if (!source.enabled() || !program.settings().attestation().asks(source)) {
      return "";
    }
    return switch (standing) {
      case VALID -> "";
      case MISSING -> " (no attestation)";
      case EXPIRED, EXPIRING ->
          source
              .attestation()
              .map(given -> " (attestation %s %s)".formatted(standing.key(), given.expires()))
              .orElse("");
    };
  }

  private static String next(Program program, RegisteredSource source, String timetable) {
    return program
        .schedule()
        .due(source.id())
        .map(due -> timetable + ", next " + due.truncatedTo(ChronoUnit.SECONDS))
        .orElse(timetable);
  }

  @Command(
      name = "attest",
      description = "Records the decision that attests the security of a source's system.")
  @NullUnmarked
  static final class Attest extends CatalogCommand {
    @Parameters(paramLabel = "SOURCE", description = "As 'sen source list' prints it.")
    String source;

    @Option(
        names = "--level",
        paramLabel = "N",
        description = "The level of its information system, 1 to 5 (Decree 85/2016/NĐ-CP).")
    @Nullable Integer level;

    @Option(names = "--date", paramLabel = "DAY", description = "The day of the decision.")
    LocalDate date;

    @Option(names = "--expires", paramLabel = "DAY", description = "Its last day.")
    LocalDate expires;

    @Option(
        names = "--reference",
        paramLabel = "TEXT",
        description = "The decision, such as its number; with --none the reason.")
    String reference;

    @Option(names = "--none", description = "It has no attestation any more.")
    boolean none;

    @Option(names = "--as", paramLabel = "NAME", description = "Who signs; whoever types, else.")
    String as;

    @Override
    void validate() {
      boolean given = level != null && date != null && expires != null && reference != null;
      if (none ? level != null || date != null || expires != null : !given) {
        throw new ParameterException(
            spec.commandLine(),
            "Give --level, --date, --expires and --reference, or --none [--reference WHY].");
      }
    }

    @Override
    int run(Program program) {
      var id = new SourceId(source);
      if (none) {
        program
            .intake()
            .withdrawAttestation(
                id, reference == null ? "none given" : reference, Steward.signing(as));
        out().printf("%s has no security attestation.%n", id);
      } else {
        program
            .intake()
            .attest(id, new Attesting(level, date, expires, reference), Steward.signing(as));
        out().printf("%s is attested at level %d until %s.%n", id, level, expires);
      }
      return Exit.DONE;
    }
  }

  @Command(name = "disable", description = "Harvests a source no longer; what it gave stays.")
  @NullUnmarked
  static final class Disable extends CatalogCommand {
    @Parameters(paramLabel = "SOURCE")
    String source;

    @Option(names = "--why", required = true, description = "The reason, kept in the journal.")
    String why;

    @Override
    int run(Program program) {
      program.intake().disable(new SourceId(source), why, Steward.name());
      program.schedule().follow();
      out().printf("%s is not harvested any more.%n", source);
      return Exit.DONE;
    }
  }
}
