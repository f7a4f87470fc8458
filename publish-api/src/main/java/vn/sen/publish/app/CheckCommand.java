package vn.sen.publish.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.check.Gate;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.markup.MarkedReturn.Judged;
import vn.sen.harvest.markup.MarkedReturn.Outcome;
import vn.sen.harvest.run.Examination;
import vn.sen.harvest.run.Examination.ExaminedTable;
import vn.sen.harvest.run.Examiner;
import vn.sen.harvest.run.MarkJob;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Sha256;
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
              + " Schema or CSVW metadata.")
  @Nullable Path contract;

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = "The last accepted version, to compare with.")
  @Nullable Path previous;

  @Option(
      names = "--at",
      paramLabel = "DATE",
      description = "The day to judge by (default: today in Vietnam).")
  @Nullable LocalDate at;

  @Option(
      names = "--return",
      paramLabel = "OUT",
      description =
          "Write the file with what was found in it, to be mended and sent again: a marked workbook"
              + " for a workbook, a ZIP for anything else.")
  @Nullable Path returned;

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    for (Path needed : java.util.Arrays.asList(file, contract, previous)) {
      if (needed != null && !Files.isRegularFile(needed)) {
        throw new InvalidRequestException("There is no file " + needed + ".");
      }
    }
    if (returned != null && Files.exists(returned) && Files.isSameFile(returned, file)) {
      throw new InvalidRequestException(
          "The return cannot take the place of the file: name another for --return.");
    }
    LocalDate day = at == null ? LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")) : at;
    Optional<Contract> promised = contract == null ? Optional.empty() : Optional.of(contract());
    Path results = Files.createTempDirectory("sen-check-");
    try (Workers workers = Workers.start(1)) {
      var examiner = new Examiner(workers.pool());
      Map<String, Previous> before =
          previous == null ? Map.of() : previous(examiner, day, results.resolve("previous"));
      var reports = new ArrayList<QualityReport>();
      var judged = new ArrayList<Judged>();
      switch (examine(examiner, file, day, before, promised, results.resolve("tables"))) {
        case Examination.Broken(var reason) -> {
          err().println(reason.vi());
          err().println(reason.en());
          return Exit.FAILED;
        }
        case Examination.Read(List<ExaminedTable> tables) ->
            tables.forEach(
                table -> {
                  reports.add(judge(table));
                  judged.add(new Judged(table.report(), reports.getLast().findings()));
                });
      }
      print(reports);
      if (returned != null && !giveBack(workers.pool(), judged, returned, results)) {
        return Exit.FAILED;
      }
      return reports.stream().allMatch(report -> report.findings().isEmpty())
          ? Exit.DONE
          : Exit.FOUND;
    } finally {
      PathUtils.deleteDirectory(results);
    }
  }

  /** Writes the return and says what it is; on standard error, where the report may be JSON. */
  private boolean giveBack(WorkerPool pool, List<Judged> tables, Path target, Path results)
      throws Exception {
    Outcome outcome =
        MarkJob.mark(
            pool,
            "check",
            file,
            file.getFileName().toString(),
            tables,
            Files.createDirectory(results.resolve("return")));
    if (outcome instanceof Outcome.Written(Path written, var _)) {
      Files.copy(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
    err().println(outcome.message().vi());
    err().println(outcome.message().en());
    return outcome instanceof Outcome.Written;
  }

  private Contract contract() throws IOException {
    String table = ContractFile.tableOf(file.getFileName().toString());
    String text;
    try {
      text = Files.readString(contract);
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(contract + " is no contract: it is no text in UTF-8.");
    }
    switch (ContractFile.read(text, table)) {
      case ContractReading.Read(Contract read) -> {
        read.unheld().forEach(promise -> err().println(promise.en()));
        return read;
      }
      case ContractReading.Invalid(var faults) ->
          throw new InvalidRequestException(
              faults.stream()
                  .limit(FAULTS_SHOWN)
                  .map(fault -> "\n  %s: %s".formatted(fault.where(), fault.why().en()))
                  .collect(
                      Collectors.joining("", contract + " is no contract that can be used:", "")));
    }
  }

  private static Map<String, Previous> previous(
      Examiner examiner, Path file, LocalDate day, Path results) throws Exception {
    if (!(examine(examiner, file, day, Map.of(), Optional.empty(), results)
        instanceof Examination.Read(List<ExaminedTable> tables))) {
      throw new InvalidRequestException("The previous version " + file + " cannot be read.");
    }
    var previous = new java.util.HashMap<String, Previous>();
    for (ExaminedTable table : tables) {
      previous.put(
          table.report().table().orElse(""),
          new Previous(
              table.report().rows(),
              table.report().columns().stream().map(column -> column.name()).toList()));
    }
    return previous;
  }

  private Map<String, Previous> previous(Examiner examiner, LocalDate day, Path results)
      throws Exception {
    return previous(examiner, previous, day, results);
  }

  private static Examination examine(
      Examiner examiner,
      Path file,
      LocalDate day,
      Map<String, Previous> previous,
      Optional<Contract> contract,
      Path results)
      throws Exception {
    return examiner.examine(
        "check",
        file,
        new Examination.Request(
            file.getFileName().toString(),
            Sha256.of(file),
            Map.of(),
            Circumstances.unknown(day),
            previous,
            contract),
        results);
  }

  private static QualityReport judge(ExaminedTable table) {
    String name =
        table
            .report()
            .table()
            .map(t -> table.report().input() + "#" + t)
            .orElse(table.report().input());
    return table.parts().isEmpty()
        ? Gate.unreadable(name, table.report())
        : Gate.judge(name, table.report(), table.results());
  }

  private void print(List<QualityReport> reports) {
    if (json) {
      out().println(reports.size() == 1 ? Json.write(reports.getFirst()) : Json.write(reports));
      return;
    }
    for (QualityReport report : reports) {
      out()
          .printf(
              "%s: %s, %,d rows x %d columns, %s%n",
              report.input(),
              words(report.state()),
              report.rows(),
              report.columns(),
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
    }
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
