package vn.sen.harvest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.catalog.tables.DuckLibrary;
import vn.sen.catalog.worker.WorkerLimits;
import vn.sen.catalog.worker.WorkerPool;
import vn.sen.catalog.worker.WorkerProgram;
import vn.sen.harvest.check.ContractProposal;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractForm;
import vn.sen.harvest.contract.ContractHeading;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.contract.ContractText;
import vn.sen.harvest.run.ProposeJob.ProposedTable;
import vn.sen.vocab.Message;

class ProposeJobTest {
  @TempDir Path directory;

  private ProposeJob.Outcome propose(Path file) throws IOException, InterruptedException {
    WorkerProgram program =
        WorkerProgram.same(TestReader.class.getName()).installedIn(directory.resolve("program"));
    try (WorkerPool pool =
        WorkerPool.open(
            program.withClasspath(
                DuckLibrary.beside(program.classpath(), directory.resolve("program/duckdb"))),
            WorkerLimits.READING,
            directory.resolve("work"),
            1)) {
      return ProposeJob.propose(
          pool,
          "test",
          file,
          LocalDate.of(2026, 11, 20),
          Files.createDirectory(directory.resolve("results")));
    }
  }

  private List<ProposedTable> tables(Path file) throws IOException, InterruptedException {
    return ((ProposeJob.Outcome.Read) propose(file)).tables();
  }

  private Path wide(int columns) throws IOException {
    var text = new StringBuilder();
    text.append(
        IntStream.range(0, columns).mapToObj(i -> "cot_" + i).collect(Collectors.joining(",")));
    for (int row = 0; row < 25; row++) {
      String cell = row % 2 == 0 ? "Đỏ" : "Xanh";
      text.append('\n').append((cell + ",").repeat(columns - 1)).append(cell);
    }
    return Files.writeString(directory.resolve("rong.csv"), text.append('\n'));
  }

  @Test
  void aContractIsProposedByAWorker() throws Exception {
    proposes(30, 30);
  }

  /** Five hundred lists are as many as anybody reads. */
  @Test
  @Tag("longest")
  void tenThousandColumnsAreProposedWithinTheWorkersMemory() throws Exception {
    proposes(10_000, 500);
  }

  private void proposes(int columns, int lists) throws Exception {
    ContractProposal proposal = tables(wide(columns)).getFirst().proposal().orElseThrow();

    assertThat(proposal.contract().columns())
        .hasSize(columns)
        .allMatch(PromisedColumn::required)
        .filteredOn(c -> !c.limits().values().isEmpty())
        .hasSize(lists);
    var heading = ContractHeading.proposed("rong", "x", new Message("vi", "en"));
    for (ContractForm form : ContractForm.values()) {
      String text = ContractText.write(proposal.contract(), form, heading).text();
      assertThat(ContractFile.read(text, "rong")).isInstanceOf(ContractReading.Read.class);
    }
  }

  @Test
  void aFileThatHoldsNoTableHasNoProposal() throws Exception {
    Path file = Files.write(directory.resolve("x.xlsx"), new byte[] {'P', 'K', 3, 4, 0});

    assertThat(tables(file)).allMatch(table -> table.proposal().isEmpty()).isNotEmpty();
  }
}
