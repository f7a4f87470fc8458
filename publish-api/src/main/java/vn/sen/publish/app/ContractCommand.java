package vn.sen.publish.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.sen.harvest.contract.ContractForm;
import vn.sen.harvest.contract.ContractText;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(
    name = "contract",
    description = "Contracts of tables: proposed, compared, written in another form, checked.",
    synopsisSubcommandLabel = "propose|diff|export|validate",
    subcommands = {
      ContractProposeCommand.class,
      ContractDiffCommand.class,
      ContractExportCommand.class,
      ContractValidateCommand.class
    })
@NullUnmarked // picocli fills the fields
final class ContractCommand extends SenCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  /** Commands that write a contract. */
  @NullUnmarked
  abstract static class Writing extends SenCommand {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Where to write (default: standard output).")
    @Nullable Path out;

    @Option(
        names = "--table",
        paramLabel = "NAME",
        description = "Which table, where there are several.")
    @Nullable String table;

    static ContractForm form(String key) {
      return ContractForm.find(key)
          .orElseThrow(
              () ->
                  new InvalidRequestException(
                      "There is no form '%s': odcs, table-schema or csvw.".formatted(key)));
    }

    /** Nothing that was read is written over. */
    void demandApart(Path from) throws IOException {
      if (out != null && Files.exists(out) && Files.isSameFile(out, from)) {
        throw new InvalidRequestException(
            "What is written cannot take the place of %s: name another for --out.".formatted(from));
      }
    }

    /** Writes to {@code target}, or to standard output, and says what could not be written. */
    void write(ContractText written, @Nullable Path target) throws IOException {
      if (target == null) {
        out().print(written.text());
        out().flush();
      } else {
        Files.writeString(target, written.text());
        err().printf("-> %s%n", target);
      }
      say(written.unsaid());
    }

    void say(List<Message> messages) {
      for (Message message : messages) {
        err().println(message.vi());
        err().println(message.en());
      }
    }
  }
}
