package vn.sen.publish.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.sen.harvest.folder.FolderConnector;
import vn.sen.harvest.sftp.SftpConnector;

/** What some kinds of sources want to know besides their address; kept with the source. */
@NullUnmarked // picocli fills the fields
final class SourceOptions {
  @Option(
      names = "--allow-folder",
      paramLabel = "DIR",
      description = "A folder of this machine that a source of the kind folder may read.")
  @Nullable Path allowedFolder;

  @Option(
      names = "--host-key",
      paramLabel = "SHA256:...",
      description = "The key of an SFTP server (default: the one it has the first time).")
  @Nullable String hostKey;

  /** Those that were given, by name. */
  Map<String, String> given() {
    var given = new HashMap<String, String>();
    if (allowedFolder != null) {
      given.put(FolderConnector.ALLOWED, allowedFolder.toString());
    }
    if (hostKey != null) {
      given.put(SftpConnector.HOST_KEY, hostKey);
    }
    return given;
  }
}
