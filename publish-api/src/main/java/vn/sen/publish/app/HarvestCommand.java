package vn.sen.publish.app;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.run.AttestationList;
import vn.sen.harvest.run.HarvestReport;
import vn.sen.harvest.run.HarvestRequest.Depth;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.CatalogException;

@Command(
    name = "harvest",
    description = "Harvests a source, and prints what became of each record.")
@NullUnmarked // picocli fills the fields
final class HarvestCommand extends CatalogCommand {
  static final String KINDS =
      "ckan, csw, dcat, dcat-us, files (a list of URLs), folder (on this machine), jdbc, oai-pmh,"
          + " pxweb, sdmx, sftp or waf (a folder of metadata)";

  @Parameters(
      arity = "0..1",
      paramLabel = "URL|ID",
      description =
          "The source: its address, of a folder the whole path; or its name, once it is"
              + " registered.")
  String url;

  @Option(names = "--kind", paramLabel = "KIND", description = "How it speaks: " + KINDS + ".")
  String kind;

  @Option(
      names = "--agency",
      paramLabel = "CODE",
      description = "Who speaks through it, such as H29.3 (default: from the host's name).")
  String agency;

  @Option(
      names = "--allow-host",
      paramLabel = "HOST",
      description = "Lets this run reach a private or loopback host.")
  List<String> allowedHosts = new ArrayList<>();

  @Mixin SourceOptions options = new SourceOptions();

  @Option(names = "--all", description = "All registered sources instead of one.")
  boolean all;

  @Option(names = "--metadata-only", description = "Fetch no file.")
  boolean metadataOnly;

  @Option(names = "--dry-run", description = "Read and judge the records, change nothing.")
  boolean dryRun;

  @Option(names = "--limit", paramLabel = "N", description = "Take at most N records.")
  @Nullable Integer limit;

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  void validate() {
    if (all == (url != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "Give the URL of a source, the name of a registered one, or --all for all of these.");
    }
    if (url != null && kind == null && !isName()) {
      throw new ParameterException(
          spec.commandLine(), "Say with --kind how the source speaks: " + KINDS + ".");
    }
    if (isName() && (agency != null || options.areGiven())) {
      throw new ParameterException(
          spec.commandLine(),
          "What a registered source is, its name says; change it with 'sen source add'.");
    }
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1, got " + limit);
    }
  }

  /** Whether it is the name of a registered source that is given. */
  private boolean isName() {
    return url != null && kind == null && SourceId.isName(url);
  }

  @Override
  List<String> words() {
    return words(super.words(), options.paths());
  }

  @Override
  boolean needsData() {
    return all || isName();
  }

  @Override
  int run(Program program) throws Exception {
    List<RegisteredSource> sources =
        all
            ? program.catalog().sources().stream()
                .filter(RegisteredSource::enabled)
                .filter(source -> !source.kind().equals(AttestationList.KIND))
                .toList()
            : List.of(
                isName()
                    ? program.source(url)
                    : program.source(url, kind, agency, List.of(), options.given(kind, url)));
    Depth depth = dryRun ? Depth.DRY_RUN : metadataOnly ? Depth.METADATA : Depth.FULL;
    var reports = new ArrayList<HarvestReport>();
    boolean refused = false;
    for (RegisteredSource source : sources) {
      try {
        HarvestReport report = harvest(program, source, depth);
        reports.add(report);
        if (!json) {
          ReportText.print(report, out());
        }
      } catch (CatalogException e) {
        if (!all) {
          throw e;
        }
        // The other sources still have their turn.
        err().printf("%s: %s%n", source.id(), e.getMessage());
        refused = true;
      }
    }
    if (json) {
      out().println(all ? Json.write(reports) : Json.write(reports.getFirst()));
    }
    return refused ? Exit.FAILED : exit(reports);
  }

  /** What these harvests ask for. */
  static int exit(List<HarvestReport> reports) {
    if (reports.stream().anyMatch(r -> r.outcome() == HarvestReport.Outcome.FAILED)) {
      return Exit.FAILED;
    }
    return reports.stream().anyMatch(HarvestReport::asksForAttention) ? Exit.FOUND : Exit.DONE;
  }

  private HarvestReport harvest(Program program, RegisteredSource source, Depth depth)
      throws InterruptedException {
    return program
        .harvester()
        .harvest(
            program.request(
                source,
                depth,
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                allowedHosts),
            word -> err().println(word));
  }
}
