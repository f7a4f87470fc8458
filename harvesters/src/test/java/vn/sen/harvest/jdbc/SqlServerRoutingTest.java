package vn.sen.harvest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** The real driver of SQL Server, whose server sends it to an address that nobody checked. */
class SqlServerRoutingTest {
  @TempDir Path data;

  @Test
  void aServerThatSendsItsDriverElsewhereIsNotFollowed() throws Exception {
    Path drivers = Files.createDirectory(data.resolve("drivers"));
    Path jar =
        Path.of(
            com.microsoft.sqlserver.jdbc.SQLServerDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Files.copy(jar, drivers.resolve("mssql.jar"));
    try (var canary = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        var server = new Routing(canary.getLocalPort());
        var net = new SourceClient("test@sen.vn", Limits.defaults())) {
      var connector = new JdbcConnector(net, drivers);
      var source =
          new Source(
              new SourceId("kho-mssql"),
              connector.address(
                  "jdbc:sqlserver://127.0.0.1:%d;databaseName=a;encrypt=false"
                      .formatted(server.port())),
              new AgencyCode("G09"),
              List.of("127.0.0.1"),
              OptionalInt.empty(),
              Map.of(),
              Optional.of(new Credentials.Basic("sen", new Secret("mat-khau-bi-mat"))));
      var log = new HarvestLog();

      HarvestOutcome outcome = connector.harvest(source, log, log);

      assertThat(server.routed()).as("the driver logged in, and was sent on").isPositive();
      assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(outcome.toString()).doesNotContain("127.0.0.1", "mat-khau-bi-mat");
      canary.setSoTimeout(200);
      assertThat(accepted(canary)).as("connections to where it was sent").isFalse();
    }
  }

  private static boolean accepted(ServerSocket canary) throws IOException {
    try (Socket _ = canary.accept()) {
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  /** Lets everybody in, and sends them on; as much of MS-TDS as that takes. */
  private static final class Routing implements AutoCloseable {
    private static final byte ANSWER = 0x04;
    private static final byte PRELOGIN = 0x12;

    private final ServerSocket socket;
    private final int to;
    private final AtomicInteger routed = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Routing(int to) throws IOException {
      this.socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
      this.to = to;
      threads.submit(
          () -> {
            while (!socket.isClosed()) {
              Socket client = socket.accept();
              threads.submit(() -> serve(client));
            }
            return null;
          });
    }

    int port() {
      return socket.getLocalPort();
    }

    int routed() {
      return routed.get();
    }

    private Void serve(Socket client) throws IOException {
      try (client) {
        var in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        while (true) {
          byte type = in.readByte();
          in.readByte();
          int length = in.readUnsignedShort();
          in.readNBytes(4 + length - 8);
          if (type == PRELOGIN) {
            // VERSION, ENCRYPTION and where they stand; no encryption is supported.
            send(out, new byte[] {0, 0, 11, 0, 6, 1, 0, 17, 0, 1, -1, 16, 0, 0, 0, 0, 0, 2});
          } else {
            routed.incrementAndGet();
            send(out, routing());
          }
        }
      }
    }

    private byte[] routing() throws IOException {
      var tokens = new ByteArrayOutputStream();
      byte[] program = "fake".getBytes(StandardCharsets.UTF_16LE);
      // LOGINACK: TDS 7.4, the program's name and version.
      tokens.write(0xad);
      tokens.write(shorts(1 + 4 + 1 + program.length + 4));
      tokens.write(new byte[] {1, 0x74, 0, 0, 4, (byte) (program.length / 2)});
      tokens.write(program);
      tokens.write(new byte[] {16, 0, 0, 0});
      // ENVCHANGE, type 20: TCP, a port, a name; no old value.
      byte[] host = "127.0.0.1".getBytes(StandardCharsets.UTF_16LE);
      int value = 1 + 2 + 2 + host.length;
      tokens.write(0xe3);
      tokens.write(shorts(1 + 2 + value + 2));
      tokens.write(20);
      tokens.write(shorts(value));
      tokens.write(0);
      tokens.write(shorts(to));
      tokens.write(shorts(host.length / 2));
      tokens.write(host);
      tokens.write(shorts(0));
      // DONE
      tokens.write(0xfd);
      tokens.write(new byte[12]);
      return tokens.toByteArray();
    }

    private static byte[] shorts(int value) {
      return ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) value).array();
    }

    private static void send(OutputStream out, byte[] payload) throws IOException {
      ByteBuffer packet = ByteBuffer.allocate(8 + payload.length);
      packet.put(ANSWER).put((byte) 1).putShort((short) (8 + payload.length)).putInt(0);
      packet.put(payload);
      out.write(packet.array());
      out.flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      threads.shutdownNow();
    }
  }
}
