package vn.sen.harvest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Secret;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/**
 * The real driver of Oracle, whose listener sends it to an address that nobody checked. Its licence
 * keeps it out of the project's dependencies: {@value DRIVER} names the jar where it is there.
 */
class OracleRedirectTest {
  private static final String DRIVER = "SEN_TEST_ORACLE_DRIVER";

  @TempDir Path data;

  @Test
  void aListenerThatSendsItsDriverElsewhereIsNotFollowed() throws Exception {
    String jar = System.getenv(DRIVER);
    assumeTrue(jar != null, DRIVER + " does not name the jar of Oracle's driver");
    Path drivers = Files.createDirectory(data.resolve("drivers"));
    Files.copy(Path.of(jar), drivers.resolve("ojdbc.jar"));
    try (var canary = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        var listener = new Listener(canary.getLocalPort());
        var net = new SourceClient("test@sen.vn", Limits.defaults())) {
      var connector = new JdbcConnector(net, drivers);
      var source =
          new Source(
              new SourceId("kho-oracle"),
              connector.address("jdbc:oracle:thin:@//127.0.0.1:%d/a".formatted(listener.port())),
              new AgencyCode("G09"),
              List.of("127.0.0.1"),
              OptionalInt.empty(),
              Map.of(),
              Optional.of(new Credentials.Basic("sen", new Secret("mat-khau-bi-mat"))));
      var log = new HarvestLog();

      HarvestOutcome outcome = connector.harvest(source, log, log);

      assertThat(listener.asked.get()).as("the driver asked, and was sent on").isPositive();
      assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(outcome.toString()).doesNotContain("127.0.0.1", "mat-khau-bi-mat");
      canary.setSoTimeout(200);
      assertThat(accepted(canary)).as("connections to where it was sent").isFalse();
    }
  }

  private static boolean accepted(ServerSocket canary) throws IOException {
    try (Socket _ = canary.accept()) {
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** Sends everybody on; as much of TNS as that takes. */
  private static final class Listener implements AutoCloseable {
    private static final byte REDIRECT = 5;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Listener(int to) throws IOException {
      byte[] address =
          "(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=%d))"
              .formatted(to)
              .getBytes(StandardCharsets.US_ASCII);
      byte[] packet =
          ByteBuffer.allocate(10 + address.length)
              .putShort((short) (10 + address.length))
              .putShort((short) 0)
              .put(REDIRECT)
              .put((byte) 0)
              .putShort((short) 0)
              .putShort((short) address.length)
              .put(address)
              .array();
      threads.submit(
          () -> {
            while (true) {
              try (Socket client = socket.accept()) {
                client.getInputStream().read(new byte[4096]);
                asked.incrementAndGet();
                client.getOutputStream().write(packet);
                client.getInputStream().readAllBytes();
              }
            }
          });
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      threads.shutdownNow();
    }
  }
}
