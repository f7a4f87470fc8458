package vn.sen.publish.app;

import picocli.CommandLine.Command;

@Command(
    name = "reindex",
    description = "Rebuilds the RDF store and the search index from the journal.")
final class ReindexCommand extends CatalogCommand {
  @Override
  int run(Program program) throws Exception {
    program.reindex();
    out().printf("Rebuilt up to entry %d of the journal.%n", program.catalog().lag().journal());
    return Exit.DONE;
  }
}
