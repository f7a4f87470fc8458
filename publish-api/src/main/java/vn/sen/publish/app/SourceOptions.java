package vn.sen.publish.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.sen.harvest.folder.FolderConnector;
import vn.sen.harvest.jdbc.JdbcConnector;
import vn.sen.harvest.run.Quota;
import vn.sen.harvest.sftp.SftpConnector;
import vn.sen.vocab.problem.InvalidRequestException;

/** What some kinds of sources want to know besides their address; kept with the source. */
@NullUnmarked // picocli fills the fields
final class SourceOptions {
  @Option(
      names = "--allow-folder",
      paramLabel = "DIR",
      description =
          "A folder of this machine that a source of the kind folder may read (default: the one it"
              + " is).")
  @Nullable Path allowedFolder;

  @Option(
      names = "--host-key",
      paramLabel = "SHA256:...",
      description = "The key of an SFTP server (default: the one it has the first time).")
  @Nullable String hostKey;

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "Queries of a database, as JSON (default: every table and view).")
  @Nullable Path queries;

  @Option(
      names = "--quota",
      paramLabel = "SIZE",
      description =
          "Bytes that its files may take up here, such as 20G; 'default' for sen.harvest.quota.")
  @Nullable String quota;

  private static String read(Path queries) {
    try {
      String json = Files.readString(queries);
      JdbcConnector.demandQueries(json);
      return json;
    } catch (IOException e) {
      throw new InvalidRequestException("The file %s cannot be read.".formatted(queries), e);
    }
  }

  /** Whether there are any. */
  boolean areGiven() {
    return allowedFolder != null || hostKey != null || queries != null || quota != null;
  }

  /** The paths that were given, by option: a server has another directory. */
  Map<String, Path> paths() {
    var paths = new HashMap<String, Path>();
    if (allowedFolder != null) {
      paths.put("--allow-folder", allowedFolder);
    }
    if (queries != null) {
      paths.put("--queries", queries);
    }
    return paths;
  }

  /**
   * Those that were given, by name. Who names a folder on the command line of this machine allows
   * it to be read; whoever adds a source over HTTP names none.
   */
  Map<String, String> given(String kind, String address) {
    var given = new HashMap<String, String>();
    if (allowedFolder != null) {
      given.put(FolderConnector.ALLOWED, FolderConnector.real(allowedFolder).toString());
    } else if (kind.equals(FolderConnector.KIND)) {
      given.put(
          FolderConnector.ALLOWED,
          FolderConnector.real(Path.of(FolderConnector.folder(address))).toString());
    }
    if (quota != null) {
      Quota.parseOption(quota);
      given.put(Quota.OPTION, quota);
    }
    if (hostKey != null) {
      given.put(SftpConnector.HOST_KEY, hostKey);
    }
    if (queries != null) {
      given.put(JdbcConnector.QUERIES, read(queries));
    }
    return given;
  }
}
