package vn.sen.publish.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.Intake.ConsumerGiven;
import vn.sen.catalog.Layers;
import vn.sen.harvest.run.ConsumerAccounts.Account;
import vn.sen.harvest.run.ConsumerDesk.Answer;
import vn.sen.harvest.run.ConsumerDesk.Application;
import vn.sen.vocab.ConsumerId;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.TableId;
import vn.sen.vocab.problem.InvalidRequestException;

@Command(
    name = "consumers",
    description = "Those who use a table and registered what they rely on.",
    synopsisSubcommandLabel = "add|list|remove",
    subcommands = {
      ConsumersCommand.Add.class,
      ConsumersCommand.ListAll.class,
      ConsumersCommand.Remove.class
    })
@NullUnmarked // picocli fills the fields
final class ConsumersCommand extends SenCommand {
  private static final long LARGEST = 1 << 20;

  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return Exit.WRONG_USE;
  }

  private static TableId table(String text) {
    try {
      return TableId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          "A table is written dataset/table, as 'sen held' and the addresses of pages have it; got '%s'."
              .formatted(text),
          e);
    }
  }

  @Command(
      name = "add",
      description = "Registers what somebody relies on, once what is published keeps it.")
  @NullUnmarked
  static final class Add extends CatalogCommand {
    @Parameters(index = "0", paramLabel = "TABLE", description = "dataset/table")
    String table;

    @Parameters(
        index = "1",
        paramLabel = "CONTRACT",
        description =
            "What they rely on: an Open Data Contract, a Table Schema or CSVW metadata;"
                + " docs/contracts.md says how.")
    Path contract;

    @Option(names = "--name", required = true, description = "Of the business or agency.")
    String name;

    @Option(names = "--contact", required = true, description = "Such as an e-mail address.")
    String contact;

    @Option(
        names = "--even-so",
        description = "Register it though what is published does not keep the contract.")
    boolean evenSo;

    @Option(names = "--json", description = "Print what came of it as JSON.")
    boolean json;

    @Override
    List<String> words() {
      return words(spec.commandLine().getParseResult().matchedPositional(1), contract);
    }

    @Override
    int run(Program program) throws Exception {
      Answer answer =
          program
              .consumerDesk()
              .register(
                  new Application(
                      table(table),
                      new ConsumerGiven(name, contact, text(contract)),
                      evenSo,
                      Steward.name()));
      if (json) {
        out().println(Json.write(answer));
      }
      return switch (answer) {
        case Answer.Registered registered -> {
          if (!json) {
            print(registered);
          }
          yield registered.published().filter(p -> p.standing().isBroken()).isPresent()
              ? Exit.FOUND
              : Exit.DONE;
        }
        case Answer.Invalid(List<Message> faults) -> {
          err().printf("%s không dùng được. %s cannot be used.%n", contract, contract);
          faults.forEach(fault -> err().printf("  %s%n  %s%n", fault.vi(), fault.en()));
          yield Exit.FAILED;
        }
        case Answer.NotKnown(int version) -> {
          err()
              .printf(
                  "Chưa đối chiếu được phiên bản %d với hợp đồng; hãy thử lại, hoặc thêm --even-so"
                      + " để vẫn đăng ký.%nVersion %d could not be held against the contract; try"
                      + " again, or --even-so registers it even so.%n",
                  version, version);
          yield Exit.FAILED;
        }
        case Answer.NotKept(int version, ConsumerOutcome outcome) -> {
          err()
              .printf(
                  "Phiên bản %d đang công bố không giữ hợp đồng này; thêm --even-so để vẫn đăng"
                      + " ký.%nVersion %d, which is published, does not keep this contract;"
                      + " --even-so registers it even so.%n",
                  version, version);
          ConsumerText.print(outcome.breaks(), err());
          yield Exit.FAILED;
        }
      };
    }

    private void print(Answer.Registered registered) {
      out()
          .printf(
              "%s: %s%n",
              registered.id(),
              registered
                  .pinned()
                  .map(
                      version ->
                          "dùng được phiên bản %d / can use version %d".formatted(version, version))
                  .orElse("chưa phiên bản nào dùng được / no version yet that it can use"));
      registered.published().ifPresent(outcome -> ConsumerText.print(outcome.breaks(), out()));
      registered
          .unheld()
          .forEach(
              promise ->
                  err()
                      .printf(
                          "Không đối chiếu: %s. Not held against: %s.%n",
                          promise.vi(), promise.en()));
    }

    private static String text(Path file) throws IOException {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        throw new InvalidRequestException(
            "A contract is a file of at most 1 MB; '%s' is none.".formatted(file));
      }
      try {
        return Files.readString(file);
      } catch (CharacterCodingException e) {
        throw new InvalidRequestException("'%s' is no text in UTF-8.".formatted(file), e);
      }
    }
  }

  /**
   * A consumer with the version that it can use.
   *
   * @param brokenBy versions after that, last first
   */
  private record Line(
      String id,
      String name,
      String contact,
      LocalDate registered,
      Optional<Integer> pinned,
      boolean fresh,
      List<Integer> brokenBy) {
    static Line of(Account account) {
      Consumer consumer = account.consumer();
      return new Line(
          consumer.id().value(),
          consumer.registration().map(Consumer.Registration::name).orElse(""),
          consumer.registration().map(Consumer.Registration::contact).orElse(""),
          Layers.day(consumer.registered()),
          account.pin().map(pin -> pin.version().id().number()),
          account.isFresh(),
          account.later().stream()
              .filter(later -> later.standing().isBroken())
              .map(later -> later.version())
              .toList());
    }
  }

  @Command(
      name = "list",
      description = "Prints the consumers of a table and the version that each can use.")
  @NullUnmarked
  static final class ListAll extends CatalogCommand {
    @Parameters(paramLabel = "TABLE", description = "dataset/table")
    String table;

    @Option(names = "--json", description = "Print them as JSON.")
    boolean json;

    @Override
    int run(Program program) {
      TableId of = table(table);
      List<Line> lines =
          program.catalog().consumers().of(of).stream()
              .map(consumer -> program.consumerAccounts().account(of, consumer.id().value()))
              .map(Line::of)
              .toList();
      if (json) {
        out().println(Json.write(lines));
        return Exit.DONE;
      }
      for (Line line : lines) {
        out()
            .printf(
                "%s  %s  %-4s %s <%s>%s%s%n",
                line.id(),
                line.registered(),
                line.pinned().map(version -> "@" + version).orElse("-"),
                line.name(),
                line.contact(),
                line.brokenBy().isEmpty() ? "" : "  broken by " + line.brokenBy(),
                line.fresh() ? "" : "  too old");
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "remove",
      description = "Removes a consumer; name, contact and contract are erased for good.")
  @NullUnmarked
  static final class Remove extends CatalogCommand {
    @Parameters(paramLabel = "ID", description = "As 'sen consumers list' prints it.")
    String id;

    @Option(names = "--why", required = true, description = "The reason, kept in the journal.")
    String why;

    @Override
    int run(Program program) {
      if (!ConsumerId.isForm(id)) {
        throw new InvalidRequestException(
            "A consumer is called as 'sen consumers list' prints it, such as c4k8z0q2m7w; got '%s'."
                .formatted(id));
      }
      program.intake().removeConsumer(new ConsumerId(id), why, Steward.name());
      out().println("It is removed, and who it was is erased.");
      return Exit.DONE;
    }
  }
}
