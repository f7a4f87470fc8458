package vn.sen.harvest.net;

import java.nio.file.Path;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.Source;

/** A connector whose files are not had over HTTP: it hands over their bytes itself. */
public interface FileSupply {

  /**
   * A file of the source, into {@code directory}, which must exist.
   *
   * @param file as a description of the source names it; anybody may have written that description
   * @param conditions with the {@code etag} of the last time
   */
  Fetched<Downloaded> download(
      Source source, PrivateName file, Path directory, Conditions conditions)
      throws InterruptedException;
}
