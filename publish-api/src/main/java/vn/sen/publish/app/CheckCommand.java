package vn.sen.publish.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.harvest.check.Circumstances;
import vn.sen.harvest.check.Circumstances.Previous;
import vn.sen.harvest.check.Gate;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.contract.TableSchema;
import vn.sen.harvest.run.Examination;
import vn.sen.harvest.run.Examination.ExaminedTable;
import vn.sen.harvest.run.Examiner;
import vn.sen.vocab.Finding;
import vn.sen.vocab.Json;
import vn.sen.vocab.QualityReport;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.TableState;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(name = "check", description = "Prints the quality report of one file.")
@NullUnmarked // picocli fills the fields
final class CheckCommand extends SenCommand {
  @Parameters(paramLabel = "FILE")
  Path file;

  @Option(
      names = "--contract",
      paramLabel = "FILE",
      description = "What is promised of the table: a Frictionless Table Schema.")
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

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    for (Path needed : java.util.Arrays.asList(file, contract, previous)) {
      if (needed != null && !Files.isRegularFile(needed)) {
        throw new InvalidRequestException("There is no file " + needed + ".");
      }
    }
    LocalDate day = at == null ? LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")) : at;
    Optional<Contract> promised = contract == null ? Optional.empty() : Optional.of(read(contract));
    Path results = Files.createTempDirectory("sen-check-");
    try (Workers workers = Workers.start(1)) {
      var examiner = new Examiner(workers.pool());
      Map<String, Previous> before =
          previous == null ? Map.of() : previous(examiner, day, results.resolve("previous"));
      var reports = new ArrayList<QualityReport>();
      switch (examine(examiner, file, day, before, promised, results.resolve("tables"))) {
        case Examination.Broken(var reason) -> {
          err().println(reason.vi());
          err().println(reason.en());
          return Exit.FAILED;
        }
        case Examination.Read(List<ExaminedTable> tables) ->
            tables.forEach(table -> reports.add(judge(table)));
      }
      print(reports);
      return reports.stream().allMatch(report -> report.findings().isEmpty())
          ? Exit.DONE
          : Exit.FOUND;
    } finally {
      PathUtils.deleteDirectory(results);
    }
  }

  private static Contract read(Path file) throws java.io.IOException {
    return switch (TableSchema.read(Files.readString(file))) {
      case ContractReading.Read(Contract contract) -> contract;
      case ContractReading.Invalid(var faults) ->
          throw new InvalidRequestException(
              "%s is no contract: %s (%s)"
                  .formatted(file, faults.getFirst().why().en(), faults.getFirst().where()));
    };
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
