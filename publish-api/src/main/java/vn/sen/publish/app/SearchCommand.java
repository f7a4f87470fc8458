package vn.sen.publish.app;

import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.SearchPage;
import vn.sen.catalog.SearchQuery;
import vn.sen.vocab.Json;

@Command(name = "search", description = "Prints the first page of results.")
@NullUnmarked // picocli fills the fields
final class SearchCommand extends CatalogCommand {
  @Parameters(arity = "1..*", paramLabel = "QUERY", description = "Words, with or without accents.")
  String[] words;

  private static final java.time.Duration SETTLE = java.time.Duration.ofSeconds(30);

  @Option(names = "--json", description = "Print the page as JSON.")
  boolean json;

  @Override
  int run(Program program) throws Exception {
    program.settle(SETTLE);
    SearchPage page = program.catalog().search(SearchQuery.of(String.join(" ", words)));
    if (json) {
      out().println(Json.write(page));
      return Exit.DONE;
    }
    out().printf("%d found%n", page.total());
    for (SearchPage.Hit hit : page.hits()) {
      var document = hit.document();
      out()
          .printf(
              "  %s  %-2s %s (%s)%n",
              document.id(),
              document.scores().grade().map(Enum::name).orElse("-"),
              document.title().in("vi").orElse(""),
              document.agencyName().in("vi").orElse(document.agency().value()));
    }
    return Exit.DONE;
  }
}
