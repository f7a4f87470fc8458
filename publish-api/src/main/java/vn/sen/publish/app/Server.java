package vn.sen.publish.app;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sen.publish.check.Uploads;
import vn.sen.vocab.problem.ConflictException;

/** The platform on a port: API, portal, projections. */
final class Server implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer http;

  private Server(ApplicationContext context, EmbeddedServer http) {
    this.context = context;
    this.http = http;
  }

  /**
   * Starts serving {@code program}.
   *
   * @param host address to listen on
   * @param port 0 for any free one
   * @throws ConflictException when the port is taken
   */
  static Server start(Program program, String host, int port) {
    // Without Micronaut's own shutdown hook, which would wait for whoever closes this.
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .singletons(program)
            .properties(properties(program.uploads(), host, port))
            .start();
    try {
      EmbeddedServer http = context.getBean(EmbeddedServer.class).start();
      program.token(); // commands that find this server will need it
      program.directory().announce(http.getPort());
      program.watch();
      return new Server(context, http);
    } catch (RuntimeException e) {
      context.close();
      if (isTaken(e)) {
        throw new ConflictException(
            "Port %d is taken by another program. Stop it, or choose another with --port."
                .formatted(port),
            e);
      }
      throw e;
    }
  }

  /**
   * What is read into memory stays small ({@code max-request-buffer-size}); only files to be
   * checked are larger, and go to the disk.
   */
  private static Map<String, Object> properties(Uploads uploads, String host, int port) {
    return Map.of(
        "micronaut.server.port",
        port == 0 ? -1 : port,
        "micronaut.server.host",
        host,
        "micronaut.server.max-request-size",
        uploads.largest() + Uploads.LARGEST_WORDS,
        "micronaut.server.max-request-buffer-size",
        Uploads.LARGEST_WORDS,
        "micronaut.server.multipart.max-file-size",
        uploads.largest(),
        "micronaut.server.multipart.disk",
        true,
        "micronaut.server.multipart.location",
        uploads.directory().toString());
  }

  private static boolean isTaken(Throwable failure) {
    for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** Where it answers. */
  URI address() {
    return URI.create("http://localhost:" + http.getPort() + "/");
  }

  @Override
  public void close() {
    context.close();
  }
}
