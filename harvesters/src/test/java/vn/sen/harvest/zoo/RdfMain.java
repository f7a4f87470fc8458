package vn.sen.harvest.zoo;

import java.io.IOException;
import java.nio.file.Path;
import vn.sen.catalog.rdf.RdfProcess;

/** The RDF process as a program. */
final class RdfMain {
  private RdfMain() {}

  public static void main(String[] arguments) throws IOException {
    RdfProcess.run(Path.of(arguments[0]), System.in, System.out);
  }
}
