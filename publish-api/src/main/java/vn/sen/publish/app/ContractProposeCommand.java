package vn.sen.publish.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.harvest.check.ContractProposal;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractForm;
import vn.sen.harvest.contract.ContractHeading;
import vn.sen.harvest.contract.ContractText;
import vn.sen.harvest.run.ProposeJob;
import vn.sen.harvest.run.ProposeJob.ProposedTable;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(
    name = "propose",
    description =
        "Proposes a contract for a file that has none: what its agency might promise, to be read,"
            + " mended and agreed to.")
@NullUnmarked // picocli fills the fields
final class ContractProposeCommand extends ContractCommand.Writing {
  @Parameters(paramLabel = "FILE")
  Path file;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      defaultValue = "odcs",
      description = "odcs (default), table-schema or csvw.")
  String form;

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new InvalidRequestException("There is no file " + file + ".");
    }
    ContractForm as = form(form);
    demandApart(file);
    Path results = Files.createTempDirectory("sen-contract-");
    try (Workers workers = Workers.start(1)) {
      LocalDate day = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
      return switch (ProposeJob.propose(workers.pool(), "contract", file, day, results)) {
        case ProposeJob.Outcome.Broken(Message reason) -> {
          say(List.of(reason));
          yield Exit.FAILED;
        }
        case ProposeJob.Outcome.Read(List<ProposedTable> tables) -> write(wanted(tables), as);
      };
    } finally {
      PathUtils.deleteDirectory(results);
    }
  }

  private List<ProposedTable> wanted(List<ProposedTable> tables) {
    List<String> names = tables.stream().map(this::name).toList();
    if (table != null && !names.contains(table)) {
      throw new InvalidRequestException(
          "%s has no table '%s'; it has: %s.".formatted(file, table, String.join(", ", names)));
    }
    if (table == null && out == null && tables.size() > 1) {
      throw new InvalidRequestException(
          "%s has several tables: %s. Name one with --table, or where to write with --out."
              .formatted(file, String.join(", ", names)));
    }
    return tables.stream().filter(t -> table == null || name(t).equals(table)).toList();
  }

  private String name(ProposedTable table) {
    return table
        .report()
        .table()
        .orElseGet(() -> ContractFile.tableOf(file.getFileName().toString()));
  }

  private int write(List<ProposedTable> tables, ContractForm as) throws IOException {
    int worst = Exit.DONE;
    int index = 0;
    for (ProposedTable proposed : tables) {
      index++;
      if (proposed.proposal().isEmpty()) {
        err().printf("%s: refused.%n", name(proposed));
        say(List.of(proposed.report().message()));
        worst = Exit.FAILED;
        continue;
      }
      ContractProposal proposal = proposed.proposal().get();
      String name = name(proposed);
      ContractText written =
          ContractText.write(
              proposal.contract(),
              as,
              ContractHeading.proposed(name, proposed.report().sha256(), inferred(proposed)));
      write(written, numbered(index));
      say(proposal.remarks());
    }
    return worst;
  }

  private @Nullable Path numbered(int index) {
    if (out == null || index == 1) {
      return out;
    }
    String name = out.getFileName().toString();
    int dot = name.indexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return out.resolveSibling(stem + "-" + index + name.substring(stem.length()));
  }

  private static Message inferred(ProposedTable table) {
    long rows = table.report().rows();
    return new Message(
        "Suy ra từ một tệp có %d dòng, chưa ai cam kết: hãy đọc, sửa, rồi đổi trạng thái."
            .formatted(rows),
        "Inferred from one file of %d rows, and agreed to by nobody: read it, mend it, then change the status."
            .formatted(rows));
  }
}
