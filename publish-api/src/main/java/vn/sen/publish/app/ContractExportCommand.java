package vn.sen.publish.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractForm;
import vn.sen.harvest.contract.ContractHeading;
import vn.sen.harvest.contract.ContractTables;
import vn.sen.harvest.contract.ContractText;
import vn.sen.vocab.Message;

@Command(
    name = "export",
    description =
        "Writes what a contract promises of a table in another form, and says what that form has no"
            + " words for (exit code 1).")
@NullUnmarked // picocli fills the fields
final class ContractExportCommand extends ContractCommand.Writing {
  @Parameters(paramLabel = "FILE")
  Path file;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      required = true,
      description = "odcs, table-schema or csvw.")
  String form;

  @Override
  public Integer call() throws Exception {
    ContractForm as = form(form);
    ContractDocument document = ContractDocument.open(file);
    demandApart(file);
    String name = table == null ? onlyTable(document) : table;
    Contract contract = document.contract(name);
    ContractText written =
        ContractText.write(contract, as, ContractHeading.of(document.text(), name));
    write(written, out);
    if (ContractTables.form(document.text()).equals(Optional.of(ContractForm.ODCS))) {
      say(
          List.of(
              new Message(
                  "Chỉ các cam kết về bảng được chép; đội ngũ, máy chủ, giá và các phần khác ở lại %s."
                      .formatted(file),
                  "Promises of the table alone are written; team, servers, prices and the like stay in %s."
                      .formatted(file))));
    }
    return written.unsaid().isEmpty() ? Exit.DONE : Exit.FOUND;
  }

  private static String onlyTable(ContractDocument document) {
    List<String> names = ContractTables.names(document.text());
    return names.size() == 1 ? names.getFirst() : document.table();
  }
}
