package vn.sen.publish.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Lookup;
import vn.sen.harvest.run.JudgedReturn.Form;
import vn.sen.harvest.run.JudgedReturn.Given;
import vn.sen.vocab.TableVersionId;

@Command(
    name = "return",
    description = "Gives back the file that a version was read from, with what was found in it.")
@NullUnmarked // picocli fills the fields
final class ReturnCommand extends CatalogCommand {
  @Parameters(
      index = "0",
      paramLabel = "TABLE@VERSION",
      description = "As 'sen held' prints it: dataset/table@version.")
  String version;

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "Where it goes.")
  Path target;

  @Option(
      names = "--what",
      paramLabel = "marked|failing|received",
      defaultValue = "marked",
      description =
          "The file with failing cells marked, every failing row as Parquet, or the file as it was"
              + " sent (default: ${DEFAULT-VALUE}).")
  String what;

  @Override
  void validate() {
    form();
  }

  private Form form() {
    try {
      return Form.valueOf(what.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(), "--what is marked, failing or received, got '" + what + "'");
    }
  }

  @Override
  List<String> words() {
    return words(spec.commandLine().getParseResult().matchedOption("--to"), target);
  }

  @Override
  int run(Program program) throws Exception {
    TableVersionId id = TableVersionId.parse(version);
    var lookup = new Lookup(program.catalog());
    Path scratch = program.judgedReturn().scratch();
    try {
      Given given =
          program
              .judgedReturn()
              .give(
                  lookup.evenGone(id.table().dataset().value()),
                  lookup.version(id.table(), id.number()),
                  form(),
                  scratch);
      (given.file().isPresent() ? out() : err()).println(given.message().vi());
      (given.file().isPresent() ? out() : err()).println(given.message().en());
      if (given.file().isEmpty()) {
        return Exit.FAILED;
      }
      Files.copy(given.file().get(), target, StandardCopyOption.REPLACE_EXISTING);
      return Exit.DONE;
    } finally {
      PathUtils.deleteDirectory(scratch);
    }
  }
}
