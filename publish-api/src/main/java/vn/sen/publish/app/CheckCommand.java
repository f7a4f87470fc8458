package vn.sen.publish.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.harvest.run.FileCheck;
import vn.sen.harvest.run.FileCheck.Named;
import vn.sen.harvest.run.FileCheck.Outcome;
import vn.sen.harvest.run.UnitList;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(name = "check", description = "Prints the quality report of one file.")
@NullUnmarked // picocli fills the fields
final class CheckCommand extends SenCommand {
  private static final int FAULTS_SHOWN = 20;

  @Parameters(paramLabel = "FILE")
  Path file;

  @Option(
      names = "--contract",
      paramLabel = "FILE",
      description =
          "What is promised of the table: an Open Data Contract (ODCS v3), a Frictionless Table"
              + " Schema or Data Package, or CSVW metadata.")
  @Nullable Path contract;

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = "The last accepted version, to compare with.")
  @Nullable Path previous;

  @Option(
      names = "--consumer",
      paramLabel = "CONTRACT",
      description =
          "What somebody relies on who uses the table: says which of it the file does not keep. May"
              + " be given several times.")
  List<Path> consumers = List.of();

  @Option(
      names = "--at",
      paramLabel = "DATE",
      description = "The day to judge by (default: today in Vietnam).")
  @Nullable LocalDate at;

  @Option(
      names = "--codes",
      paramLabel = "FILE",
      description =
          "The list of administrative units to judge by, as 'sen codes show administrative-units'"
              + " prints it (default: the one that ships with Sen).")
  @Nullable Path codes;

  @Option(
      names = "--return",
      paramLabel = "OUT",
      description =
          "Write the file with what was found in it, to be mended and sent again: a marked workbook"
              + " for a workbook, a ZIP for anything else.")
  @Nullable Path returned;

  @Option(
      names = "--failing",
      paramLabel = "OUT",
      description =
          "Write every row that failed as Parquet (table, rule, column, row, value), where the"
              + " report shows the first hundred of each finding.")
  @Nullable Path failing;

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    var files = new ArrayList<>(Arrays.asList(file, contract, previous));
    files.addAll(consumers);
    for (Path needed : files) {
      if (needed != null && !Files.isRegularFile(needed)) {
        throw new InvalidRequestException(
            Files.isDirectory(needed)
                ? "%s is a directory; name a file.".formatted(needed)
                : "There is no file %s.".formatted(needed));
      }
    }
    for (Path target : java.util.Arrays.asList(returned, failing)) {
      if (target != null && Files.isDirectory(target)) {
        throw new InvalidRequestException(
            "%s is a directory; name the file to be written.".formatted(target));
      }
    }
    if (returned != null && Files.exists(returned) && Files.isSameFile(returned, file)) {
      throw new InvalidRequestException(
          "The return cannot take the place of the file: name another for --return.");
    }
    if (failing != null && Files.exists(failing) && Files.isSameFile(failing, file)) {
      throw new InvalidRequestException(
          "The list cannot take the place of the file: name another for --failing.");
    }
    Path scratch = Files.createTempDirectory("sen-check-");
    try (Workers workers = Workers.start(1)) {
      UnitList units = CodesFile.unitList(codes, scratch);
      var check = new FileCheck(workers.pool(), () -> units);
      var request =
          new FileCheck.Request(
              "check",
              Named.of(file),
              Optional.ofNullable(contract).map(Named::of),
              Optional.ofNullable(previous).map(Named::of),
              Optional.ofNullable(at),
              failing != null || returned != null,
              Optional.ofNullable(contract).map(path -> path.toAbsolutePath().resolveSibling("")),
              consumers.stream().map(Named::of).toList());
      return switch (check.check(request, scratch)) {
        case Outcome.Broken(Message reason) -> {
          say(reason);
          yield Exit.FAILED;
        }
        case Outcome.InvalidContract(var name, var faults) ->
            throw new InvalidRequestException(
                faults.stream()
                    .limit(FAULTS_SHOWN)
                    .map(fault -> "\n  " + fault.en())
                    .collect(Collectors.joining("", name + " is no contract to be used:", "")));
        case Outcome.UnreadablePrevious(var name) ->
            throw new InvalidRequestException(
                "The previous version %s cannot be read.".formatted(name));
        case Outcome.Judged judged -> {
          judged.unheld().forEach(promise -> err().println(promise.en()));
          print(judged);
          if (failing != null) {
            Files.copy(
                judged.failing().orElseThrow(), failing, StandardCopyOption.REPLACE_EXISTING);
          }
          if (returned != null && !giveBack(check.giveBack(request, judged, scratch), returned)) {
            yield Exit.FAILED;
          }
          yield judged.isSpotless() ? Exit.DONE : Exit.FOUND;
        }
      };
    } finally {
      PathUtils.deleteDirectory(scratch);
    }
  }

  private void say(Message message) {
    err().println(message.vi());
    err().println(message.en());
  }

  /** Puts the return where it was asked for; on standard error, where the report may be JSON. */
  private boolean giveBack(FileCheck.Marked marked, Path target) throws IOException {
    if (marked.file().isPresent()) {
      Files.copy(marked.file().get(), target, StandardCopyOption.REPLACE_EXISTING);
    }
    say(marked.message());
    return marked.file().isPresent();
  }

  private void print(Outcome.Judged judged) {
    if (json) {
      out().print(judged.json());
      out().flush();
      return;
    }
    for (QualityReport report : judged.reports()) {
      out()
          .printf(
              "%s: %s, %,d rows x %d columns%s, %s%n",
              report.input(),
              words(report.state()),
              report.rows(),
              report.columns(),
              beside(report),
              report.scores().grade().map(grade -> "grade " + grade).orElse("not rated"));
      for (Finding finding : report.findings()) {
        out()
            .printf(
                "  [%s] %s: %s%n      %s%n",
                finding.severity().key(),
                finding.rule(),
                finding.message().vi(),
                finding.message().en());
        finding.rows().stream()
            .limit(5)
            .forEach(
                row ->
                    out()
                        .printf(
                            "      row %d: %s%s%n",
                            row.row(),
                            row.value(),
                            row.expected().isEmpty() ? "" : " (expected " + row.expected() + ")"));
      }
      report.consumers().ifPresent(consumers -> ConsumerText.print(consumers, out()));
    }
  }

  /** What came behind the header and is no row; empty where there is none. */
  private static String beside(QualityReport report) {
    var beside = new StringBuilder();
    if (report.setAsideRows() > 0) {
      beside.append(" (+ %,d set aside: blank, totals, notes)".formatted(report.setAsideRows()));
    }
    if (report.rejectedRows() > 0) {
      beside.append(" (+ %,d that could not be read)".formatted(report.rejectedRows()));
    }
    return beside.toString();
  }

  private static String words(TableState state) {
    return switch (state) {
      case PUBLISHED -> "would be published";
      case PUBLISHED_WITH_WARNINGS -> "would be published with warnings";
      case QUARANTINED -> "would be quarantined";
      case BLOCKED -> "would be blocked";
    };
  }
}
