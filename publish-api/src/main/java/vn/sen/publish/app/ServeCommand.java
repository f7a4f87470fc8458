package vn.sen.publish.app;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.sen.catalog.DataDirectory;

@Command(name = "serve", description = "Runs the platform: API, portal, projections.")
@NullUnmarked // picocli fills the fields
final class ServeCommand extends SenCommand {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${SEN_DATA:-sen-data}",
      description = "Data directory (default: ${DEFAULT-VALUE}, or SEN_DATA).")
  Path data;

  @Option(names = "--port", defaultValue = "8080", description = "Port (default: 8080).")
  int port;

  @Option(
      names = "--host",
      defaultValue = "localhost",
      description = "Address to listen on (default: localhost; 0.0.0.0 for all).")
  String host;

  @Override
  public Integer call() throws Exception {
    boolean first = DataDirectory.findToken(data).isEmpty();
    try (Program program = Program.open(Settings.load(data, port));
        Server server = Server.start(program, host, port)) {
      out().printf("Sen answers at %s (data in %s). Ctrl-C ends it.%n", server.address(), data);
      if (first) {
        out().printf("Whoever decides needs this token: %s%n", program.token());
      }
      out().printf("The token is kept in %s, readable by you alone.%n", data.resolve("token"));
      Shutdown.await();
    }
    return Exit.DONE;
  }

  /** Ends the program in order when it is asked to stop. */
  static final class Shutdown {
    private static volatile boolean underWay;

    private Shutdown() {}

    /** Whether the process was asked to stop. */
    static boolean isUnderWay() {
      return underWay;
    }

    /** Returns when the process is asked to stop, and keeps it alive until the caller is done. */
    static void await() throws InterruptedException {
      var asked = new CountDownLatch(1);
      Thread waiting = Thread.currentThread();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    underWay = true;
                    asked.countDown();
                    try {
                      waiting.join(10_000);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
      asked.await();
    }
  }
}
