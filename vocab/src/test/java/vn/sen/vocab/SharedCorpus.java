package vn.sen.vocab;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real input that is not part of the repository: recorded portals, catalogues, tables. */
public final class SharedCorpus {
  private SharedCorpus() {}

  /**
   * A file or folder of the shared corpus. Where it is absent the test is skipped, saying so; with
   * {@code SEN_REQUIRE_SHARED=true} in the environment it fails.
   */
  public static Path require(String relative) {
    Path path =
        Path.of(System.getProperty("sen.shared", "../shared")).resolve(relative).normalize();
    if (!Files.exists(path)) {
      String message = "the shared corpus has no " + relative + " (looked at " + path + ")";
      if ("true".equals(System.getenv("SEN_REQUIRE_SHARED"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    return path;
  }
}
