package vn.sen.harvest.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.vocab.Sha256;

/** A connector of the platform itself: its files are made here, not fetched. */
interface OwnFiles {

  /** What stands at an address that the connector described. */
  byte[] file(URI address);

  /** The same in {@code directory}, as if it had come from there. */
  default Fetched<Downloaded> downloaded(URI address, Path directory) throws IOException {
    byte[] content = file(address);
    String sha256 = Sha256.of(content);
    Path file = Files.write(Files.createTempFile(directory, "own-", ".part"), content);
    String name = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    return new Fetched.Body<>(
        new Downloaded(file, content.length, sha256, Optional.empty()),
        new Answer(
            address,
            Optional.empty(),
            Optional.empty(),
            Optional.of("text/csv"),
            name,
            Optional.empty(),
            content.length,
            sha256));
  }
}
