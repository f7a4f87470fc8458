package vn.sen.publish.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What a server is told, which has another directory than whoever typed. */
class WholePathsTest {
  private static List<String> words(String... given) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine line = Main.commandLine(nowhere, nowhere);
    ParseResult parsed = line.parseArgs(given);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return ((CatalogCommand) parsed.commandSpec().userObject()).words();
  }

  private static String whole(String path) {
    return Path.of(path).toAbsolutePath().toString();
  }

  @Test
  void filesOfSecretsAreNamedWholeHoweverTheyWereWritten() {
    assertThat(words("source", "credentials", "kho", "--key", "k.txt", "--secret-file=bi/mat.txt"))
        .contains("--key", whole("k.txt"), "--secret-file=" + whole("bi/mat.txt"));
  }

  @Test
  void foldersAndQueriesOfSourcesAreNamedWhole() {
    for (String command : List.of("source add", "harvest")) {
      List<String> given = new java.util.ArrayList<>(List.of(command.split(" ")));
      given.addAll(
          List.of("/srv/a", "--kind", "folder", "--allow-folder", "goc", "--queries=q.json"));

      assertThat(words(given.toArray(String[]::new)))
          .as(command)
          .contains("/srv/a", "--allow-folder", whole("goc"), "--queries=" + whole("q.json"));
    }
  }
}
