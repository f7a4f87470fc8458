package vn.sen.publish.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.harvest.contract.ContractChange;
import vn.sen.harvest.contract.ContractChange.Aspect;
import vn.sen.harvest.contract.ContractChange.Kind;
import vn.sen.harvest.contract.ContractDifference;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

@Command(
    name = "diff",
    description =
        "Says what a new contract promises otherwise than an old one, what it promises no longer"
            + " first. Exit code 1 where something is loosened or breaks those who use the data.")
@NullUnmarked // picocli fills the fields
final class ContractDiffCommand extends SenCommand {
  @Parameters(paramLabel = "OLD", index = "0")
  Path old;

  @Parameters(paramLabel = "NEW", index = "1")
  Path now;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "Which table, where the contracts are about several.")
  @Nullable String table;

  @Option(names = "--json", description = "Print the changes as JSON.")
  boolean json;

  /** What is printed as JSON. */
  record Report(String old, String now, int loosened, int breaking, List<Change> changes) {}

  /**
   * @param of column, key, reference, rule, query or words
   * @param column absent for what is of no single one
   * @param aspect of the column, absent for all else
   */
  record Change(
      String of,
      @Nullable String column,
      @Nullable Aspect aspect,
      Kind kind,
      boolean loosens,
      boolean breaksConsumers,
      Message message) {

    static Change of(ContractChange change) {
      boolean loosens = change.loosens();
      boolean breaks = change.breaksConsumers();
      return switch (change) {
        case ContractChange.OfColumn c ->
            new Change(
                "column",
                c.column().isEmpty() ? null : c.column(),
                c.aspect(),
                c.kind(),
                loosens,
                breaks,
                c.message());
        case ContractChange.OfKey c -> plain("key", c);
        case ContractChange.OfReference c -> plain("reference", c);
        case ContractChange.OfRule c -> plain("rule", c);
        case ContractChange.OfQuery c -> plain("query", c);
        case ContractChange.OfTable c -> plain("table", c);
        case ContractChange.OfWords c -> plain("words", c);
      };
    }

    private static Change plain(String of, ContractChange c) {
      return new Change(of, null, null, c.kind(), c.loosens(), c.breaksConsumers(), c.message());
    }
  }

  @Override
  public Integer call() throws Exception {
    ContractDocument before = ContractDocument.open(old);
    ContractDocument after = ContractDocument.open(now);
    List<ContractChange> changes =
        ContractDifference.between(
            before.contract(table == null ? before.table() : table),
            after.contract(table == null ? after.table() : table));
    int loosened = (int) changes.stream().filter(ContractChange::loosens).count();
    int breaking = (int) changes.stream().filter(ContractChange::breaksConsumers).count();
    if (json) {
      out()
          .println(
              Json.write(
                  new Report(
                      old.toString(),
                      now.toString(),
                      loosened,
                      breaking,
                      changes.stream().map(Change::of).toList())));
    } else {
      print(changes, loosened, breaking);
    }
    return loosened + breaking == 0 ? Exit.DONE : Exit.FOUND;
  }

  private void print(List<ContractChange> changes, int loosened, int breaking) {
    if (changes.isEmpty()) {
      out().println("Hai hợp đồng cam kết như nhau.");
      out().println("Both contracts promise the same.");
      return;
    }
    if (loosened > 0) {
      out().printf("NỚI LỎNG: %d cam kết không còn chặt như trước.%n", loosened);
      out().printf("LOOSENED: %d promises are weaker than before, or gone.%n", loosened);
    }
    if (breaking > 0) {
      out().printf("%d thay đổi có thể làm hỏng việc của người dùng dữ liệu.%n", breaking);
      out().printf("%d changes may break those who use the data.%n", breaking);
    }
    for (ContractChange change : changes) {
      out()
          .printf(
              "  [%s%s] %s%n      %s%n",
              change.kind().key(),
              change.breaksConsumers() ? ", breaks" : "",
              change.message().vi(),
              change.message().en());
    }
  }
}
