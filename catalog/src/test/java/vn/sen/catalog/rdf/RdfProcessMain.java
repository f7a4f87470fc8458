package vn.sen.catalog.rdf;

import java.io.IOException;
import java.nio.file.Path;

/** The RDF process as a program. */
final class RdfProcessMain {
  private RdfProcessMain() {}

  public static void main(String[] arguments) throws IOException {
    RdfProcess.run(Path.of(arguments[0]), System.in, System.out);
  }
}
