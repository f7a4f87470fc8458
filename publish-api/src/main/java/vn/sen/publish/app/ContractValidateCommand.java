package vn.sen.publish.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractForm;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.harvest.contract.ContractTables;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

@Command(
    name = "validate",
    description =
        "Says everything that is wrong with a contract, each fault with its place, and which of its"
            + " promises Sen does not hold tables against.")
@NullUnmarked // picocli fills the fields
final class ContractValidateCommand extends SenCommand {
  @Parameters(paramLabel = "FILE")
  Path file;

  @Option(names = "--json", description = "Print the faults as JSON.")
  boolean json;

  /**
   * What is printed as JSON.
   *
   * @param form absent where it cannot be told
   * @param tables that the contract is about, as far as they are named
   * @param unheld promises that tables are not held against
   */
  record Report(
      String file,
      Optional<String> form,
      boolean valid,
      List<String> tables,
      List<Fault> faults,
      List<Message> unheld) {}

  @Override
  public Integer call() throws Exception {
    ContractDocument document = ContractDocument.open(file);
    List<String> tables = ContractTables.names(document.text());
    var faults = new LinkedHashSet<Fault>();
    var unheld = new LinkedHashSet<Message>();
    for (String table : tables.isEmpty() ? List.of(document.table()) : tables) {
      switch (ContractFile.read(document.text(), table)) {
        case ContractReading.Read(Contract contract) -> unheld.addAll(contract.unheld());
        case ContractReading.Invalid(List<Fault> found) -> faults.addAll(found);
      }
    }
    var report =
        new Report(
            file.toString(),
            ContractTables.form(document.text()).map(ContractForm::key),
            faults.isEmpty(),
            tables,
            new ArrayList<>(faults),
            new ArrayList<>(unheld));
    if (json) {
      out().println(Json.write(report));
    } else {
      print(report);
    }
    return report.valid() ? Exit.DONE : Exit.FOUND;
  }

  private void print(Report report) {
    out()
        .printf(
            "%s: %s%s%n",
            report.file(),
            report.valid() ? "valid" : "%d faults".formatted(report.faults().size()),
            report.form().map(form -> " (" + form + ")").orElse(""));
    for (Fault fault : report.faults()) {
      out()
          .printf(
              "  %s%n      %s%n      %s%n",
              fault.where().isEmpty() ? "/" : fault.where(), fault.why().vi(), fault.why().en());
    }
    for (Message promise : report.unheld()) {
      out().printf("  - %s%n      %s%n", promise.vi(), promise.en());
    }
  }
}
