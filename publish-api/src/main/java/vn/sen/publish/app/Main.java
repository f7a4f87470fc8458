package vn.sen.publish.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.sen.vocab.problem.CatalogException;
import vn.sen.vocab.problem.InvalidRequestException;

/** The program: every command of {@code ./sen}. */
@Command(
    name = "sen",
    description = "Open data that is judged before it is published.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      HarvestCommand.class,
      ConvertCommand.class,
      CheckCommand.class,
      ContractCommand.class,
      ValidateCommand.class,
      SearchCommand.class,
      SourceCommand.class,
      RunsCommand.class,
      RetryCommand.class,
      ProbeCommand.class,
      HeldCommand.class,
      ConsumersCommand.class,
      CodesCommand.class,
      UnitsCommand.class,
      DecideCommand.class,
      ReturnCommand.class,
      WaiveCommand.class,
      CorrectCommand.class,
      DatasetCommand.class,
      AgencyCommand.class,
      EraseCommand.class,
      ReindexCommand.class,
      CompactCommand.class,
      FsckCommand.class,
      BenchCommand.class,
      SparqlCommand.class,
      WorkerCommand.class,
      WarmUpCommand.class,
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exit = commandLine(out, err).execute(arguments);
    // Whoever asked the process to stop waits for this thread: it ends by itself then.
    if (!ServeCommand.Shutdown.isUnderWay()) {
      System.exit(exit);
    }
  }

  /** The command line, writing to {@code out} and {@code err}; the server runs it too. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    var commands = new CommandLine(new Main());
    commands.setOut(out).setErr(err);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.registerConverter(LocalDate.class, Main::day);
    commands.setExecutionExceptionHandler(Main::failed);
    commands.setParameterExceptionHandler(
        (wrong, _) -> {
          PrintWriter words = wrong.getCommandLine().getErr();
          words.println(wrong.getMessage());
          CommandLine.UnmatchedArgumentException.printSuggestions(wrong, words);
          words.println("Help: sen " + path(wrong.getCommandLine()) + "--help");
          return Exit.WRONG_USE;
        });
    addHelp(commands);
    return commands;
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .mixinStandardHelpOptions(true)
        .version("Sen " + version())
        .usageMessage()
        .sortOptions(false)
        .width(100);
    command.getSubcommands().values().forEach(Main::addHelp);
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  private static String path(CommandLine command) {
    String names = "";
    for (CommandLine at = command; at.getParent() != null; at = at.getParent()) {
      names = at.getCommandName() + " " + names;
    }
    return names;
  }

  /** What the caller should be told is told in a sentence; our own mistakes show where. */
  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult ignored) {
    PrintWriter words = command.getErr();
    switch (failure) {
      case InvalidRequestException wrong -> {
        words.println(wrong.getMessage());
        return Exit.WRONG_USE;
      }
      case CatalogException refused -> words.println(refused.getMessage());
      case IllegalArgumentException refused -> words.println(refused.getMessage());
      case FileSystemException file -> words.println(about(file));
      default -> failure.printStackTrace(words);
    }
    return Exit.FAILED;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandLine.TypeConversionException(
          "a day is written as 2026-07-01, got '%s'".formatted(text));
    }
  }

  private static String about(FileSystemException failure) {
    String reason =
        switch (failure) {
          case NoSuchFileException _ -> "there is no such file or folder";
          case FileAlreadyExistsException _ -> "there is something of that name";
          case DirectoryNotEmptyException _ -> "it is a folder that holds something";
          case NotDirectoryException _ -> "it is no folder";
          case AccessDeniedException _ -> "you may not read or write it";
          default -> Optional.ofNullable(failure.getReason()).orElse("the disk refuses");
        };
    return "%s cannot be used: %s".formatted(failure.getFile(), reason);
  }
}
