package vn.sen.publish.app;

import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.rdf.RdfProcess;

@Command(
    name = "sparql",
    hidden = true,
    description = "The RDF process; started by the server, not by people.")
@NullUnmarked // picocli fills the fields
final class SparqlCommand extends SenCommand {
  @Parameters(paramLabel = "DIR")
  Path directory;

  @Override
  public Integer call() throws Exception {
    RdfProcess.run(directory, System.in, System.out);
    return Exit.DONE;
  }
}
