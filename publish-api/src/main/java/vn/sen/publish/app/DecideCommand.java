package vn.sen.publish.app;

import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.Decision;
import vn.sen.vocab.TableVersionId;

@Command(name = "decide", description = "A steward's word on a quarantined version.")
@NullUnmarked // picocli fills the fields
final class DecideCommand extends CatalogCommand {
  @Parameters(
      index = "0",
      paramLabel = "TABLE@VERSION",
      description = "As 'sen held' prints it: dataset/table@version.")
  String version;

  @Parameters(index = "1", paramLabel = "publish|refuse")
  Word word;

  @Option(names = "--why", required = true, description = "The reason, kept in the journal.")
  String why;

  @Override
  int run(Program program) {
    program
        .intake()
        .decide(
            TableVersionId.parse(version),
            word == Word.PUBLISH ? Decision.APPROVE : Decision.REFUSE,
            why,
            Steward.name());
    out().println(word == Word.PUBLISH ? "It is published." : "It stays unpublished.");
    return Exit.DONE;
  }

  enum Word {
    PUBLISH,
    REFUSE
  }
}
