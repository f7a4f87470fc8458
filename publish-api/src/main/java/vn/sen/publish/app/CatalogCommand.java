package vn.sen.publish.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Option;

/**
 * A command on a data directory. Where a server runs on that directory, the server carries it out;
 * otherwise the command opens the directory itself.
 */
@NullUnmarked // picocli fills the fields
abstract class CatalogCommand extends SenCommand {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${SEN_DATA:-sen-data}",
      description = "Data directory (default: ${DEFAULT-VALUE}, or SEN_DATA).")
  Path data;

  /** Does the work; returns an exit code. */
  abstract int run(Program program) throws Exception;

  @Override
  public Integer call() throws Exception {
    if (Program.CURRENT.isBound()) {
      return run(Program.CURRENT.get());
    }
    Optional<RunningServer> server = RunningServer.find(data);
    if (server.isPresent()) {
      return server
          .get()
          .execute(spec.commandLine().getParseResult().originalArgs(), out(), err(), spec);
    }
    try (Program program = Program.open(Settings.load(data))) {
      return run(program);
    }
  }
}
